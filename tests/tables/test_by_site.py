"""Rows of one site are found in tables that were grouped once, and are those that a search would find."""

import random

import pytest

from ecosystem.tables import dataset as of_a_map
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.site_view import only_site
from ecosystem.tables.summary import confirmation, summary
from tests.tables.asked import asked, form, rows
from tests.tiny import tiny


def cities(number: int) -> Ecosystem:
    """Cities of three organizations, each with two ties inside, the first with one to the city before."""
    rows = [f"{c}{o},{o} of {c},C{c}" for c in range(number) for o in "abc"]
    ties = [f"{c}a,{c}{o},funds" for c in range(number) for o in "bc"]
    ties += [f"{c}a,{c - 1}a,funds" for c in range(1, number)]
    return tiny(
        organizations="\n".join(["id,name,city", *rows]),
        ties="\n".join(["from,to,relation", *ties]),
    )


@pytest.mark.parametrize("number", [2, 20])
def test_the_tables_are_grouped_once_however_many_sites_there_are(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    grouped = []

    def counted(locations, ends, own):  # type: ignore[no-untyped-def]
        grouped.append(len(ends))
        return group(locations, ends, own)

    group = of_a_map.rows_by_site
    monkeypatch.setattr(of_a_map, "rows_by_site", counted)
    ecosystem = cities(number)
    summary(ecosystem)
    for site in ecosystem.sites:
        ecosystem.members(site)
        ecosystem.ties_of(site)
        ecosystem.rows_within("reports", site)
    assert sorted(grouped) == [1, 2, 2]  # organizations, ties, reports


def test_rows_of_a_site_are_those_that_a_search_finds() -> None:
    chance = random.Random(4)
    organizations = [f"{n},N{n},{'; '.join(chance.sample(['X', 'Y', 'Z'], n % 4))}" for n in range(12)]
    ties = [f"{chance.randrange(12)},{chance.randrange(12)},funds" for _ in range(40)]
    ecosystem = tiny(
        organizations="\n".join(["id,name,city", *organizations]), ties="\n".join(["from,to,relation", *ties])
    )
    locations, ties_table = ecosystem.table("locations"), ecosystem.table("ties")
    for site in ["X", "Y", "Z"]:
        here = set(locations.loc[locations["site"] == site, "organization_id"])
        source, target = ties_table["source_id"].isin(here), ties_table["target_id"].isin(here)
        found = ecosystem.ties_of(site)
        assert found.index.tolist() == ties_table.index[source | target].tolist()
        assert found["inside"].tolist() == (source & target)[source | target].tolist()
        assert set(ecosystem.members(site)["organization_id"]) == here


def test_the_counts_of_a_site_are_those_of_its_members_and_ties() -> None:
    ecosystem = tiny(
        organizations="name,city,status\nA,X,respondent\nB,X; Y,respondent\nC,Y,invited\nD,Z,invited",
        ties="source,target,relation\nA,B,works_with\nB,A,works_with\nB,C,works_with\nA,C,would_like",
    )
    for row in summary(ecosystem)["sites"]:
        members, ties = ecosystem.members(row["site"]), ecosystem.ties_of(row["site"])
        inside = ties[ties["inside"]]
        assert row["organizations"] == len(members)
        assert row["respondents"] == (members["status"] == "respondent").sum()
        assert (row["ties_inside"], row["ties_crossing"]) == (len(inside), len(ties) - len(inside))
        assert row["reports_inside"] == inside["reports"].sum()
        assert (row["confirmation"]["both_ends"], row["confirmation"]["one_end"]) == confirmation(inside)


def test_a_tie_that_names_its_city_is_inside_that_one_and_crosses_no_border() -> None:
    ecosystem = tiny(
        organizations="name,city\nFund,\nA,X\nB,X\nC,Y\nD,",
        ties="from,to,relation,city\nFund,A,grant,X\nFund,B,grant,X\nFund,C,grant,Y\nA,C,loan,\nFund,D,grant,X; Y",
    )
    assert ecosystem.ties_of("X")["inside"].tolist() == [True, True, True, False]
    assert ecosystem.ties_of("Y")["inside"].tolist() == [True, True, False]
    assert {site: sorted(ecosystem.members(site)["name"]) for site in "XY"} == {
        "X": ["A", "B", "D", "Fund"],
        "Y": ["C", "D", "Fund"],
    }
    at_y = rows(only_site(ecosystem, "Y"), "ties", "target_id", "site", "relation")
    assert {target: site for target, site, relation in at_y if relation == "grant"} == {"d": "X|Y", "y/c": "Y"}


def test_a_city_that_not_every_row_of_a_tie_names_leaves_it_to_its_ends() -> None:
    ecosystem = tiny(
        organizations="id,name,city\n1,A,X; Y\n2,B,X; Y",
        ties="from_id,to_id,relation,city\n1,2,grant,X\n1,2,grant,\n2,1,grant,X",
    )
    assert rows(ecosystem, "ties", "source_id", "site", "reports") == [("1", None, 2), ("2", "X", 1)]
    assert [len(ecosystem.ties_of(site)) for site in "XY"] == [2, 1]


def test_the_city_of_an_answer_is_not_that_of_its_ties() -> None:
    ecosystem = asked(form("A", city="Riverton", works_B="Often"), invited="name,city\nA,Riverton\nB,Boston")
    assert rows(ecosystem, "ties", "site") == [None]


def test_a_site_nobody_is_in_has_no_rows() -> None:
    assert len(cities(2).members("Nowhere")) == len(cities(2).ties_of("Nowhere")) == 0
