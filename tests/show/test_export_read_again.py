"""An export read again gives the organizations, ties, locations and memberships it was made of."""

import pandas as pd
import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.show.exports import export_files
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

ORGANIZATIONS = "name,sector,city\nOak Trust,Nonprofit,Gary\nElm Fund,Business,Gary\nOak Trust,Nonprofit,Erie\n"
TIES = (
    "source,target,relation,directed,strength,amount,date,site\n"
    "Oak Trust,Elm Fund,funds,yes,,500.5,2022-02,Gary\nElm Fund,Oak Trust,works_with,no,2,,,Gary\n"
)
MEMBERSHIPS = "organization,initiative,role\nElm Fund,Tree Day,host\nElm Fund,Open Lab,\n"
GIVEN = {"organizations.csv": ORGANIZATIONS, "ties.csv": TIES, "memberships.csv": MEMBERSHIPS}


def read(files: dict[str, bytes]) -> Ecosystem:
    return assemble(open_upload(list(files.items())))


@pytest.fixture(scope="module")
def given() -> Ecosystem:
    return read({name: text.encode() for name, text in GIVEN.items()})


@pytest.fixture(scope="module")
def exported(given: Ecosystem) -> dict[str, bytes]:
    return export_files(given)


def same(one: Ecosystem, other: Ecosystem, table: str, without: tuple[str, ...] = ()) -> None:
    first, second = (each.table(table).drop(columns=list(without)) for each in (one, other))
    pd.testing.assert_frame_equal(first.reset_index(drop=True), second.reset_index(drop=True))


@pytest.mark.parametrize("part", ["folder", "workbook first", "without the network", "workbook"])
def test_tables_read_again_are_equal(given: Ecosystem, exported: dict[str, bytes], part: str) -> None:
    files = {
        "folder": exported,
        "workbook first": dict(sorted(exported.items(), key=lambda each: each[0] != "tables.xlsx")),
        "without the network": {name: data for name, data in exported.items() if name != "graph.graphml"},
        "workbook": {"tables.xlsx": exported["tables.xlsx"]},
    }[part]
    again = read(files)
    for table in ("organizations", "ties", "locations", "initiatives", "memberships"):
        same(given, again, table)


def test_a_network_beside_its_own_tables_is_told_and_not_read(exported: dict[str, bytes]) -> None:
    issues = read(exported).table("issues")
    assert 'graph.graphml, list "edges"' in issues.loc[issues["reason"] == "sheet not used", "source"].tolist()
    other = {name: exported[name] for name in ("graph.graphml", "organizations.csv")}
    assert len(read(other).table("ties")) == 2  # no table of ties: the network is read


def test_the_network_alone_gives_organizations_ties_and_cities(given: Ecosystem, exported: dict[str, bytes]) -> None:
    again = read({"graph.graphml": exported["graph.graphml"]})
    same(given, again, "organizations")
    same(given, again, "ties", without=("amount", "dates", "site"))
    same(given, again, "locations")


def test_a_folder_with_one_corrected_table_counts_no_tie_twice(given: Ecosystem, exported: dict[str, bytes]) -> None:
    corrected = exported["ties.csv"].replace(b"500.5", b"900")
    assert corrected != exported["ties.csv"]
    again = read(exported | {"ties.csv": corrected})
    assert again.table("ties")["amount"].dropna().tolist() == [900]
    same(given, again, "ties", without=("amount",))
    told = again.table("issues").query("reason == 'sheet not used'")
    [message] = told.loc[told["source"] == 'tables.xlsx, sheet "ties"', "message"]
    assert "only the CSV file is read" in message
    for table in ("organizations", "locations", "initiatives", "memberships"):
        same(given, again, table)


def test_the_workbook_of_another_export_beside_the_tables_is_read_too(exported: dict[str, bytes]) -> None:
    texts = {
        "organizations.csv": "name,city\nAsh,Rome\nFir,Rome\n",
        "ties.csv": "source,target,relation\nAsh,Fir,funds\n",
    }
    other = export_files(read({name: text.encode() for name, text in texts.items()}))
    again = read(
        {name: exported[name] for name in ("organizations.csv", "ties.csv")} | {"rome.xlsx": other["tables.xlsx"]}
    )
    assert {"Ash", "Fir", "Oak Trust"} <= set(again.table("organizations")["name"])
    assert len(again.table("ties")) == 3


@pytest.mark.parametrize("part", ["folder", "workbook"])
def test_a_table_without_ties_is_no_list_of_ties(part: str) -> None:
    exported = export_files(read({name: GIVEN[name].encode() for name in ("organizations.csv", "memberships.csv")}))
    again = read(exported if part == "folder" else {"tables.xlsx": exported["tables.xlsx"]})
    assert not again.ties_listed
    told = again.table("issues").query("reason == 'sheet not used'")["message"]
    assert any("has no rows" in message for message in told)
    assert len(again.table("memberships")) == 2
