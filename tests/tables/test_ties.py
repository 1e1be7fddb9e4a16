"""The state of a tie follows from who answered and who says so."""

import pytest

from ecosystem.tables.ties import derive_ties
from tests.tables.asked import asked, form, rows
from tests.tiny import tiny


def tie_of(answered: str, *reports: tuple[str, str, str], footing: str = "survey") -> dict:
    rest = {"relation": "r", "wave": "1", "amount": None, "date": "", "footing": footing}
    said = [
        {"reporter_id": by, "named_id": whom, "direction": how, "strength": float(n), **rest}
        for n, (by, whom, how) in enumerate(reports, start=1)
    ]
    [tie] = derive_ties(said, set(answered))
    return tie


@pytest.mark.parametrize(
    ("answered", "reports", "state", "source_says", "target_says"),
    [
        pytest.param("ab", [("a", "b", "mutual"), ("b", "a", "mutual")], "confirmed", True, True, id="both say so"),
        pytest.param("ab", [("b", "a", "mutual")], "one-sided", False, True, id="one of two says so"),
        pytest.param("b", [("b", "a", "mutual")], "pending", None, True, id="the other has not answered"),
        pytest.param("", [("b", "a", "mutual")], "recorded", None, True, id="the one who says so never answered"),
        pytest.param("a", [("b", "a", "mutual")], "recorded", False, True, id="a stranger says so, the other does not"),
        pytest.param(
            "ab", [("a", "b", "gives"), ("b", "a", "gets")], "confirmed", True, True, id="giver and taker agree"
        ),
        pytest.param("ab", [("a", "b", "gives")], "one-sided", True, False, id="only the giver says so"),
        pytest.param("ab", [("b", "a", "gets")], "one-sided", False, True, id="only the taker says so"),
        pytest.param("b", [("b", "a", "gets")], "pending", None, True, id="the giver has not answered"),
        pytest.param(
            "ab", [("a", "b", "mutual"), ("a", "b", "mutual")], "one-sided", True, False, id="twice is not both"
        ),
    ],
)
def test_a_state_says_who_answered_and_who_says_so(
    answered: str,
    reports: list[tuple[str, str, str]],
    state: str,
    source_says: bool | None,
    target_says: bool | None,
) -> None:
    tie = tie_of(answered, *reports)
    assert (tie["source_id"], tie["target_id"], tie["state"]) == ("a", "b", state)
    assert (tie["source_says"], tie["target_says"]) == (source_says, target_says)


def test_a_plain_list_only_records() -> None:
    tie = tie_of("ab", ("a", "b", "mutual"), ("b", "a", "mutual"), footing="recorded")
    assert (tie["state"], tie["source_says"], tie["target_says"]) == ("recorded", None, None)


def test_each_end_keeps_its_own_strength_and_the_tie_the_stronger() -> None:
    tie = tie_of("ab", ("a", "b", "mutual"), ("b", "a", "mutual"))
    assert (tie["source_strength"], tie["target_strength"], tie["strength"]) == (1.0, 2.0, 2.0)


def test_giving_does_not_confirm_being_given() -> None:
    ecosystem = asked(form("A", gives_B="Often"), form("B", gives_A="Often"))
    found = rows(ecosystem, "ties", "source_id", "target_id", "state")
    assert found == [("riverton/a", "riverton/b", "one-sided"), ("riverton/b", "riverton/a", "one-sided")]


def test_giver_and_taker_confirm_each_other_through_two_questions() -> None:
    ecosystem = asked(form("A", gives_B="Often"), form("B", gets_A="Rarely"))
    found = rows(ecosystem, "ties", "source_id", "target_id", "state", "source_strength", "target_strength")
    assert found == [("riverton/a", "riverton/b", "confirmed", 2.0, 1.0)]


@pytest.mark.parametrize(
    ("a", "b", "c", "states"),
    [
        ("respondent", "respondent", "invited", ["confirmed", "pending", "pending"]),
        ("respondent", "invited", "respondent", ["pending", "one-sided", "recorded"]),
        ("respondent", "invited", "named only", ["pending", "pending", "recorded"]),
        ("", "", "", ["recorded", "recorded", "recorded"]),
    ],
)
def test_in_a_plain_list_with_statuses_the_sources_are_those_who_report(
    a: str, b: str, c: str, states: list[str]
) -> None:
    ecosystem = tiny(
        organizations=f"name,status\nA,{a}\nB,{b}\nC,{c}",
        ties="source,target,relation\nA,B,works_with\nB,A,works_with\nA,C,works_with\nB,C,works_with",
    )
    assert rows(ecosystem, "ties", "state") == states
