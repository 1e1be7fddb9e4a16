"""The description of a table checks its frame and names table, column and row."""

import pandas as pd
import pytest

from ecosystem.columns.plain_tables import COLUMNS, match_columns, recognise_plain
from ecosystem.errors import TableError
from ecosystem.schema import DTYPES, SPECS, check, dictionary, make
from tests.tables.asked import reasons, sheet_of
from tests.tiny import tiny

TIE = {"source_id": "a", "target_id": "b", "relation": "funds", "wave": "1", "directed": True, "state": "recorded"}


@pytest.mark.parametrize("name", SPECS)
def test_an_empty_table_has_every_column_with_its_type(name: str) -> None:
    frame = make(name, [])
    assert list(frame.columns) == SPECS[name].names
    assert [str(kind) for kind in frame.dtypes] == [DTYPES[column.type] for column in SPECS[name].columns]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"state": None}, "table ties, column state, row 1: empty"),
        ({"state": ""}, "table ties, column state, row 1: empty"),
        ({"state": "sure"}, "'sure' is none of confirmed, one-sided, pending, recorded"),
    ],
)
def test_a_row_that_breaks_its_description_is_named(wrong: dict, words: str) -> None:
    with pytest.raises(TableError) as error:
        make("ties", [TIE | {"reports": 1} | wrong])
    assert words in str(error.value)


def test_a_key_that_stands_twice_is_named() -> None:
    with pytest.raises(TableError, match=r"table ties: the key .*'source_id': 'a'.* stands twice"):
        make("ties", [TIE | {"reports": 1}] * 2)


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(TableError, match="table memberships: column 'initiative_id' is missing"):
        check("memberships", pd.DataFrame({"organization_id": ["a"]}))


def test_rows_are_sorted_by_their_key_and_issues_stay_as_met() -> None:
    ids = [{"organization_id": i, "name": "x"} for i in ("b", "a")]
    assert make("organizations", ids)["organization_id"].tolist() == ["a", "b"]
    issues = [{"issue_id": i, "kind": "doubt", "reason": "r", "message": "m"} for i in ("2", "1")]
    assert make("issues", issues)["issue_id"].tolist() == ["2", "1"]


def test_the_dictionary_describes_every_column_of_every_table() -> None:
    described = dictionary()
    assert len(described) == sum(len(table.columns) for table in SPECS.values())
    assert described["meaning"].str.len().min() > 2


@pytest.mark.parametrize("kind", COLUMNS)
def test_no_two_columns_of_a_sheet_claim_one_header_as_their_own(kind: str) -> None:
    names = [column.name for column in COLUMNS[kind]]
    assert len(names) == len(set(names))


def test_our_own_name_of_a_column_goes_before_what_others_call_it() -> None:
    found = match_columns(["label", "type", "Name", "sector", "Web Site"], COLUMNS["organizations"])
    assert found == {"Name": "name", "sector": "sector", "Web Site": "website"}
    assert match_columns(["label", "TYPE"], COLUMNS["organizations"]) == {"label": "name", "TYPE": "sector"}


def test_a_list_may_give_both_degrees() -> None:
    for kind in ("organizations", "locations"):
        assert {"latitude", "longitude"} <= set(match_columns(["lat", "lng"], COLUMNS[kind]).values())


@pytest.mark.parametrize(
    ("sheet", "headers", "kind"),
    [
        ("Aliases", "spelling,organization", "aliases"),
        ("list", "spelling,organization", "aliases"),
        ("list", "name,alias,city,sector", "organizations"),
        ("edges", "from,to", "ties"),
        ("export 7", "from,to,weight", "ties"),
        ("Nodes", "label", "organizations"),
        ("invited", "Organization", "organizations"),
        ("list", "organization,sector", "organizations"),
        ("list", "name,shoe size", None),
        ("sites", "org_id,city", "locations"),
        ("relations", "relation,scale", "relations"),
        ("relations", "source,target,relation", "ties"),
        ("budget", "year,dollars", None),
    ],
)
def test_a_sheet_is_told_by_its_name_and_then_by_its_columns(sheet: str, headers: str, kind: str | None) -> None:
    found = recognise_plain(sheet_of([dict.fromkeys(headers.split(","), "x")], sheet))
    assert (found.kind if found else None) == kind


def test_a_sheet_of_no_kind_we_know_is_set_aside_whole() -> None:
    ecosystem = tiny(organizations="name,city\nA,Boston", budget="year,dollars\n2024,5\n2025,6")
    assert reasons(ecosystem) == ["sheet not used"]
    [counts] = ecosystem.counts[ecosystem.counts["sheet"] == "budget.csv"].to_dict("records")
    assert (counts["read_as"], counts["rows_read"], counts["rows_set_aside"]) == ("not used", 2, 2)
