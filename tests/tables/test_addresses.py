"""A person's e-mail address in the place of an organization's name never becomes an organization."""

import pytest

from ecosystem.collect.redaction import REMOVED
from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.builder import without_address
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import asked, form, reasons, rows

SAYS = "Write the name of the organization or initiative instead of a person's name or address."


def opened(**sheets: str) -> Ecosystem:
    """The map of these CSV texts, addresses taken out as from any file."""
    return assemble(open_upload([(f"{name}.csv", text.encode()) for name, text in sheets.items()]))


def aside(ecosystem: Ecosystem) -> list[tuple]:
    """Source, row and action of what was set aside as about people; none of it went on, and nothing else was lost."""
    assert REMOVED not in str([table.drop(columns="message", errors="ignore") for table in ecosystem.tables.values()])
    for what in ("rows", "reports"):
        counts = ecosystem.counts
        assert (counts[f"{what}_read"] == counts[f"{what}_kept"] + counts[f"{what}_set_aside"]).all()
    issues = ecosystem.table("issues")
    found = issues[(issues["kind"] == "set aside") & (issues["reason"] == "about people, never read")]
    return list(found[["source", "row", "action"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (REMOVED, ""),
        (f"{REMOVED}; {REMOVED}", ""),
        (f"mailto:{REMOVED}", ""),
        (f"E-Mail: {REMOVED}", ""),
        (f"555-0147 {REMOVED}", ""),
        (f"City IT <{REMOVED}>", "City IT"),
        (f"City IT (DoIT): {REMOVED}", "City IT (DoIT)"),
        (f"{REMOVED} (City IT)", "(City IT)"),
        (f"City {REMOVED} IT", "City IT"),
        ("City IT", "City IT"),
        ("", ""),
    ],
)
def test_a_name_loses_the_address_beside_it_and_is_none_without_letters(written: str, left: str) -> None:
    assert without_address(written) == left


def test_two_ties_with_an_address_at_an_end_do_not_meet_in_one_organization() -> None:
    ecosystem = opened(ties="source,target,relation\nA,jo@example.org,funds\nB,al@example.org,funds\nA,B,funds")
    assert rows(ecosystem, "ties", "source_id", "target_id") == [("a", "b")]
    assert aside(ecosystem) == [("ties.csv", 2, SAYS), ("ties.csv", 3, SAYS)]


def test_an_id_that_is_an_address_tells_no_organization_from_another() -> None:
    ecosystem = opened(
        organizations="id,name\njo@example.org,A\nal@example.org,B\n3,C",
        ties="from_id,to_id,from,relation\nal@example.org,3,,funds\njo@example.org,3,A,funds",
    )
    assert sorted(ecosystem.names().values()) == ["A", "B", "C"]
    assert rows(ecosystem, "ties", "source_id", "target_id") == [("a", "3")]
    assert aside(ecosystem) == [("ties.csv", 2, SAYS)]


def test_a_name_with_an_address_beside_it_is_that_name() -> None:
    ecosystem = opened(
        organizations="name,city\nA <jo@example.org>,X", ties="from,to,relation\na,B (al@example.org),funds"
    )
    assert sorted(ecosystem.names().values()) == ["A", "B"]
    assert aside(ecosystem) == []


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        ("organizations", "name,city\njo@example.org,X"),
        ("locations", "name,city\njo@example.org,X"),
        ("memberships", "organization,initiative\njo@example.org,Data Day"),
        ("memberships", "organization,initiative\nA,jo@example.org"),
        ("aliases", "name_as_written,organization\njo@example.org,A"),
        ("aliases", "name_as_written,organization\nA,jo@example.org"),
    ],
)
def test_a_row_whose_name_is_an_address_is_set_aside_with_what_to_do(sheet: str, text: str) -> None:
    ecosystem = opened(ties="from,to,relation\nA,B,funds", **{sheet: text})
    assert sorted(ecosystem.names().values()) == ["A", "B"]
    assert len(ecosystem.table("memberships")) == 0
    assert aside(ecosystem) == [(f"{sheet}.csv", 2, SAYS)]


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ({"else_": f"B\n{REMOVED}"}, ["B"]),
        ({"else_": f"B: {REMOVED} (Often)\n{REMOVED} (Often)"}, ["B"]),
        ({f"works_{REMOVED}": "Often", "works_B": "Often"}, ["B"]),
    ],
)
def test_an_answer_that_names_an_address_names_nobody(answer: dict[str, str], named: list[str]) -> None:
    ecosystem = asked(form("A", **answer))
    assert rows(ecosystem, "reports", "named_as_written") == named
    assert sorted(ecosystem.names().values()) == ["A", *named]
    assert aside(ecosystem) == [("answers.csv", 2, SAYS)]


def test_a_form_that_gives_an_address_for_who_answers_is_set_aside() -> None:
    ecosystem = asked(form(REMOVED, works_B="Often"), form("B"))
    assert rows(ecosystem, "responses", "organization_id") == ["riverton/b"]
    assert reasons(ecosystem, "set aside") == ["about people, never read"]
