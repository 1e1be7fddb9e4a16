"""Whatever a person clicks, the queue of questions about names comes to its end, and no answer is asked for twice."""

from dataclasses import replace
from itertools import count

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Source
from ecosystem.names.decisions import DIFFERENT, LATER, PART_OF, SAME, Decision, effective, undo
from ecosystem.projects.store import sort_out
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_queue import queue
from ecosystem.tables.name_review import decision_about, decision_about_name, joins, name_proposals, why_refused
from ecosystem.text import fold

EASTGATE = ("Eastgate Food Bank", "East Gate Food Bank", "Eastgate Foodbank")
NAMES = st.sampled_from([*EASTGATE, "Legal Aid", "The Legal Aid", "Legal Aid Society", "Library", "Public Library"])
MOVES = st.lists(
    st.tuples(st.sampled_from([SAME, DIFFERENT, PART_OF, LATER, "undo", "join all"]), st.booleans()), max_size=8
)
MOST_STEPS = 40
Pair = frozenset[str]


class Desk:
    """A map with its log of decisions, and the buttons of the page over the functions that the page calls."""

    def __init__(self, organizations: str, ties: str) -> None:
        texts = {"organizations": organizations, "ties": ties}
        sheets = (read_delimited(text.encode(), f"{name}.csv", name) for name, text in texts.items())
        self.source = Source("tiny", tuple(sheets))
        self.log: list[Decision] = []
        self.clock = count()

    def map(self) -> Ecosystem:
        return assemble(self.source, decisions=self.log)

    def pairs(self) -> tuple[Ecosystem, pd.DataFrame]:
        found = self.map()
        return found, queue(found, name_proposals(found))

    def press(self, *decisions: Decision) -> None:
        """Record decisions; none that the page offers is refused."""
        stamped = [replace(each, at=f"2026-03-14T09:05:{next(self.clock):06}") for each in decisions]
        accepted, refused = sort_out(stamped, self.log)
        assert not refused
        self.log += accepted

    def answer(self, verdict: str, *, first: bool) -> bool:
        """Answer the first question; return whether the button for it can be pressed."""
        found, pairs = self.pairs()
        ends = list(pairs.loc[0, "ids"])
        if len(ends) > 2:
            return self._answer_about_name(found, verdict, ends)
        decision = decision_about(found, verdict, *(ends if first else ends[::-1]), by="MK")
        if why_refused(found, decision):
            return False
        self.press(decision)
        return True

    def _answer_about_name(self, found: Ecosystem, verdict: str, ids: list[str]) -> bool:
        if verdict == SAME:
            self.press(*joins(found, [(ids[0], each) for each in ids[1:]], "MK"))
        elif verdict != PART_OF:
            self.press(decision_about_name(found, verdict, ids, by="MK"))
        return verdict != PART_OF

    def join_all(self) -> None:
        found, pairs = self.pairs()
        likely = pairs[pairs["verdict"] == "match"]
        self.press(*joins(found, [(group[0], each) for group in likely["ids"] for each in group[1:]], "MK"))

    def undo(self) -> None:
        for last in effective(self.log)[-1:]:
            self.press(undo(last, "MK"))


def ids(pairs: pd.DataFrame) -> list[Pair]:
    return [frozenset(group) for group in pairs["ids"]]


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    """Small maps: with or without ids, in no city, in one, in two, or in one and none."""
    city = draw(st.sampled_from([("",), ("X",), ("X", ""), ("X", "Y")]))
    numbered = draw(st.booleans())
    rows = draw(st.lists(st.tuples(NAMES, st.sampled_from(city)), min_size=1, max_size=4))
    listed = [f"{f'o{at},' if numbered else ''}{name},{site}" for at, (name, site) in enumerate(rows)]
    ties = draw(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=2))
    return Desk(
        "\n".join([f"{'id,' if numbered else ''}name,city", *listed]),
        "\n".join(["source,target", "Harbor Church,Museum", *(f"{a},{b}" for a, b in ties)]),
    )


@settings(deadline=None, max_examples=12)
@given(desks(), MOVES)
def test_any_clicks_lead_to_the_end_of_the_queue(desk: Desk, moves: list[tuple[str, bool]]) -> None:
    steps = [*moves, *[(SAME, True)] * MOST_STEPS]
    for verdict, first in steps:
        _, pairs = desk.pairs()
        assert all(len(group) > 1 for group in ids(pairs))
        if pairs.empty and verdict != "undo":
            return
        if verdict == "undo":
            desk.undo()
        elif verdict == "join all":
            desk.join_all()
        else:
            asked = ids(pairs)[0]
            if not desk.answer(verdict, first=first):
                assert verdict == PART_OF
                continue
            _, following = desk.pairs()
            if verdict == LATER:
                assert len(following) == 1 or ids(following)[0] != asked
            else:
                assert asked not in ids(following)
    raise AssertionError("the queue did not end")


def test_a_name_whose_ids_were_merged_is_still_told_apart_by_id() -> None:
    desk = Desk("id,name\n0,Library\n1,Library\n2,Public Library", "source,target\nA,B")
    assert desk.answer(SAME, first=True)
    assert desk.answer(SAME, first=True)
    assert desk.pairs()[1].empty
    assert [name for name in desk.map().names().values() if "Library" in name] == ["Public Library"]


@pytest.mark.parametrize("verdict", [SAME, DIFFERENT])
def test_namesakes_with_ids_of_which_one_has_no_city_are_asked_about_once(verdict: str) -> None:
    desk = Desk("id,name,city\n0,Library,X\n1,Library,", "source,target\nA,B")
    assert desk.answer(verdict, first=True)
    assert desk.pairs()[1].empty
    assert "one name, several ids" not in set(desk.map().table("issues")["reason"])
    assert len([name for name in desk.map().names().values() if name == "Library"]) == (1 if verdict == SAME else 2)


def test_a_tie_keeps_its_end_where_the_name_it_was_merged_into_stands_under_two_ids() -> None:
    desk = Desk(
        "id,name\n0,Eastgate Foodbank\n1,Eastgate Food Bank\n2,Eastgate Foodbank", "source,target\nA,Eastgate Food Bank"
    )
    desk.press(Decision(SAME, "Eastgate Food Bank", "Eastgate Foodbank", id_b="2", by="MK"))
    assert desk.map().table("ties")["target_id"].tolist() == ["2"]


def test_three_ids_of_one_name_are_answered_at_once_whatever_the_answer() -> None:
    for verdict in (SAME, DIFFERENT):
        desk = Desk("id,name\n1,Library\n2,Library\n3,Library", "source,target\nA,B")
        assert ids(desk.pairs()[1]) == [frozenset("123")]
        assert desk.answer(verdict, first=True)
        assert desk.pairs()[1].empty
        desk.undo()
        assert not desk.pairs()[1].empty


def test_three_spellings_joined_at_once_are_one_organization_and_no_question() -> None:
    for listed in ([], EASTGATE[:1], EASTGATE[1:], EASTGATE):
        organizations = "\n".join(["name,sector", "Legal Aid,", *(f"{name}," for name in listed)])
        ties = "\n".join(["source,target", *(f"{name},Legal Aid" for name in EASTGATE)])
        desk = Desk(organizations, ties)
        desk.join_all()
        found, pairs = desk.pairs()
        assert pairs.empty
        assert len(found.names()) == 2
        assert {fold(name) for name in found.names().values()} & {fold(name) for name in EASTGATE}


def test_later_goes_round_the_questions_and_undo_brings_one_back() -> None:
    desk = Desk("name\nHarbor Trust\nHarbour Trust\nArts Dept.\nArts Department", "source,target\nA,B")
    _, pairs = desk.pairs()
    first, second = ids(pairs)
    shown = []
    for _ in range(4):
        shown.append(ids(desk.pairs()[1])[0])
        desk.answer(LATER, first=True)
    assert shown == [first, second, first, second]
    desk.answer(DIFFERENT, first=True)
    assert ids(desk.pairs()[1]) == [second]
    desk.undo()
    assert set(ids(desk.pairs()[1])) == {first, second}


def test_a_button_that_would_contradict_an_earlier_decision_says_so_instead() -> None:
    desk = Desk("name\nEastgate Food Bank\nEast Gate Food Bank\nEastgate Foodbank", "source,target\nA,B")
    one, two, three = "eastgate-food-bank", "east-gate-food-bank", "eastgate-foodbank"
    desk.press(decision_about(desk.map(), PART_OF, one, two))
    found = desk.map()
    assert "it contradicts what was decided" in why_refused(found, decision_about(found, PART_OF, one, three))
    assert why_refused(found, decision_about(found, SAME, one, three)) == ""


def test_a_merge_leaves_a_namesake_in_another_city_alone() -> None:
    organizations = "name,city\nLibrary,X\nThe Library,X\nLibrary,Y"
    desk = Desk(organizations, "source,target,city\nLibrary,Museum,Y\nLibrary,Zoo,Z")
    desk.join_all()
    places = desk.map().table("locations")
    assert sorted(places.loc[places["organization_id"].str.contains("library"), "site"]) == ["X", "Y", "Z"]
