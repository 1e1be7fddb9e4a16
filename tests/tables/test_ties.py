"""The state of a tie follows from who answered and who says so."""

import pytest

from ecosystem.tables.report import Report
from ecosystem.tables.ties import derive_ties
from tests.tables.asked import asked, form, rows
from tests.tiny import tiny

BOTH_WAYS = {("r", "mutual"), ("r", "gives"), ("r", "gets")}


def tie_of(
    answered: str, *reports: tuple[str, str, str], footing: str = "survey", asked: dict[str, str] | None = None
) -> dict:
    """The tie of these reports; ``asked`` narrows what one end was asked about relation r, "" is nothing."""
    said = [
        Report(f"s:{n}", "", "r", by, whom, by, whom, how, "list", footing, "s.csv", n, strength=float(n))
        for n, (by, whom, how) in enumerate(reports, start=1)
    ]
    narrowed = {end: {("r", how)} for end, how in (asked or {}).items()}
    [tie] = derive_ties(said, dict.fromkeys(answered, BOTH_WAYS) | narrowed)
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


def test_the_row_of_a_plain_list_beside_an_answer_is_the_word_of_neither_end() -> None:
    answer, row = (
        Report(f"s:{n}", "", "r", by, whom, by, whom, "mutual", "list", footing, "s.csv", n, strength=float(n))
        for n, (by, whom, footing) in enumerate([("a", "b", "survey"), ("b", "a", "recorded")], start=1)
    )
    [tie] = derive_ties([answer, row], dict.fromkeys("ab", BOTH_WAYS))
    assert (tie["state"], tie["source_says"], tie["target_says"], tie["reports"]) == ("one-sided", True, False, 2)
    assert (tie["source_strength"], tie["target_strength"], tie["strength"]) == (1.0, None, 2.0)


def test_each_end_keeps_its_own_strength_and_the_tie_the_stronger() -> None:
    tie = tie_of("ab", ("a", "b", "mutual"), ("b", "a", "mutual"))
    assert (tie["source_strength"], tie["target_strength"], tie["strength"]) == (1.0, 2.0, 2.0)


@pytest.mark.parametrize(
    ("report", "a_was_asked", "b_was_asked", "state", "source_says", "target_says"),
    [
        pytest.param(("a", "b", "gives"), "gives", "gives", "pending", True, None, id="nobody is asked what it gets"),
        pytest.param(("b", "a", "gets"), "gets", "gets", "pending", None, True, id="nobody is asked what it gives"),
        pytest.param(("a", "b", "gives"), "gives", "gets", "one-sided", True, False, id="each is asked its own way"),
        pytest.param(("a", "b", "gives"), "gives", "mutual", "one-sided", True, False, id="asked of both ways at once"),
        pytest.param(("a", "b", "mutual"), "mutual", "", "pending", True, None, id="its form does not ask"),
        pytest.param(("a", "b", "mutual"), "mutual", "gives", "pending", True, None, id="asked of one way only"),
        pytest.param(("b", "a", "gets"), "gets", "gives", "pending", None, True, id="says more than it was asked"),
    ],
)
def test_who_was_not_asked_in_its_own_direction_is_never_said_to_be_silent(
    report: tuple[str, str, str],
    a_was_asked: str,
    b_was_asked: str,
    state: str,
    source_says: bool | None,
    target_says: bool | None,
) -> None:
    tie = tie_of("ab", report, asked={"a": a_was_asked, "b": b_was_asked})
    assert (tie["state"], tie["source_says"], tie["target_says"]) == (state, source_says, target_says)


@pytest.mark.parametrize(
    ("b_says", "state", "target_says"),
    [
        pytest.param({"gives_C": "Often"}, "pending", None, id="its form asks only what it gives"),
        pytest.param({"works_A": "Often"}, "pending", None, id="its form asks of another relation"),
        pytest.param({"gets_C": "Often"}, "one-sided", False, id="its form asks what it gets"),
        pytest.param({"gets_A": ""}, "one-sided", False, id="its form asks, and it leaves the row blank"),
    ],
)
def test_what_an_end_was_asked_are_the_questions_its_own_form_has(
    b_says: dict[str, str], state: str, target_says: bool | None
) -> None:
    ecosystem = asked(form("A", gives_B="Often"), then=[form("B", **b_says)])
    found = rows(ecosystem, "ties", "source_id", "target_id", "relation", "state", "target_says")
    assert ("riverton/a", "riverton/b", "shares_data", state, target_says) in found


def test_the_table_asked_holds_the_questions_of_the_form_that_counts() -> None:
    first, last = form("A", works_B="Often", gets_B="Often"), form("A", gives_B="Often")
    ecosystem = asked(first, then=[last, form("B", gives_A="")])
    assert rows(ecosystem, "asked", "organization_id", "relation", "direction") == [
        ("riverton/a", "shares_data", "gives"),
        ("riverton/b", "shares_data", "gives"),
    ]


def test_a_wish_of_one_is_not_denied_by_the_other() -> None:
    ecosystem = tiny(
        organizations="name,status\nA,respondent\nB,respondent",
        ties="source,target,relation\nA,B,would_like\nB,A,funds",
    )
    assert rows(ecosystem, "ties", "relation", "state", "target_says") == [
        ("would_like", "pending", None),
        ("funds", "one-sided", False),
    ]


def test_who_answered_by_a_form_is_not_asked_what_stands_in_a_list_of_ties() -> None:
    ecosystem = asked(
        form("A", works_B="Often"),
        organizations="name,city,status\nA,Riverton,respondent\nB,Riverton,respondent",
        ties="source,target,relation\nB,A,funds",
    )
    assert rows(ecosystem, "asked", "organization_id", "relation", "direction") == [
        ("riverton/a", "works_with", "mutual"),
        ("riverton/b", "funds", "mutual"),
    ]
    assert rows(ecosystem, "ties", "relation", "state") == [("works_with", "pending"), ("funds", "pending")]


def test_giving_does_not_confirm_being_given() -> None:
    ecosystem = asked(form("A", gives_B="Often", gets_B=""), form("B", gives_A="Often"))
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
