"""Forms of several rounds: each round keeps its answers, and no silence of one is a "no" of another."""

from collections.abc import Mapping

from ecosystem.collect.sheet import Source
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import MORE, QUESTIONNAIRE, form, reasons, rows, sheet_of


def rounds(**sheets: list[Mapping[str, str]]) -> Ecosystem:
    """The map of these sheets of forms, by their names."""
    read = tuple(sheet_of(forms, name) for name, forms in sheets.items())
    return assemble(Source("napkin", read, (QUESTIONNAIRE + MORE,)))


def test_forms_of_one_questionnaire_whose_names_differ_in_a_year_are_rounds_and_both_are_kept() -> None:
    ecosystem = rounds(answers_2025=[form("A", works_B="Often")], answers_2026=[form("A", works_C="Often")])
    assert ecosystem.rounds == ["2025", "2026"]
    assert rows(ecosystem, "responses", "wave", "status") == [("2025", "counted"), ("2026", "counted")]
    assert sorted(rows(ecosystem, "ties", "wave", "target_id")) == [("2025", "riverton/b"), ("2026", "riverton/c")]
    assert reasons(ecosystem).count("round from the name") == 2


def test_names_that_differ_otherwise_are_one_round_whose_later_answer_counts() -> None:
    ecosystem = rounds(north_2026=[form("A", works_B="Often")], south_2026=[form("A", works_C="Often")])
    assert ecosystem.rounds == ["1"]
    assert rows(ecosystem, "responses", "status") == ["replaced", "counted"]
    assert "round from the name" not in reasons(ecosystem)


def test_within_a_round_the_later_answer_of_an_organization_counts() -> None:
    ecosystem = rounds(w1=[form("A", works_B="Often"), form("A", works_C="Often")], w2=[form("A", works_D="Often")])
    assert rows(ecosystem, "responses", "wave", "status") == [("1", "replaced"), ("1", "counted"), ("2", "counted")]


def test_who_did_not_answer_in_a_round_is_not_silent_about_its_ties_but_unheard() -> None:
    # B answered in the first round alone: A's tie to it is one-sided there, and open in the second.
    ecosystem = rounds(w1=[form("A", works_B="Often"), form("B", works_B="")], w2=[form("A", works_B="Often")])
    assert sorted(rows(ecosystem, "ties", "wave", "state")) == [("1", "one-sided"), ("2", "pending")]
    second = ecosystem.in_round("2")
    assert rows(second, "organizations", "name", "status") == [("A", "respondent"), ("B", "named only")]


def test_what_an_organization_says_of_itself_in_the_last_round_counts_whatever_the_order_of_files() -> None:
    ecosystem = rounds(
        w2=[form("A") | {"Website": "a.org/new", "May we show you": "No"}],
        w1=[form("A") | {"Website": "a.org/old", "May we show you": "Yes, anyone"}],
    )
    assert rows(ecosystem.unmasked or ecosystem, "organizations", "website", "consent") == [("a.org/new", "no")]


def test_who_stood_on_the_roster_and_answered_in_one_round_alone_has_not_answered_in_the_other() -> None:
    roster = {"works_B": "", "works_C": "Often"}
    ecosystem = rounds(w1=[form("A", **roster), form("B", **roster)], w2=[form("A", **roster)])
    found = [rows(ecosystem.in_round(name), "organizations", "name", "status") for name in ("1", "2")]
    assert found[0] == [("A", "respondent"), ("B", "respondent"), ("C", "invited")]
    assert found[1] == [("A", "respondent"), ("B", "invited"), ("C", "invited")]
