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


@pytest.mark.parametrize("part", ["folder", "without the network", "workbook"])
def test_tables_read_again_are_equal(given: Ecosystem, exported: dict[str, bytes], part: str) -> None:
    files = {
        "folder": exported,
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
