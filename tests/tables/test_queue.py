"""The queue of questions: what matters first, what is decided never again, what joining would change."""

from dataclasses import replace

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Source
from ecosystem.names.consistency import refusal
from ecosystem.names.decisions import Decision, describe_decision, undo
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_queue import MergeEffect, all_of_name, carrying_half, change, progress, queue, side_by_side
from ecosystem.tables.name_review import decision_about, decision_about_name, joins, name_proposals, shown

ORGANIZATIONS = (
    "name,city,sector\nParks Dept.,X,Government\nParks Department,X,\nTree Asociation,X,\nTree Association,X,"
)
TIES = (
    "source,target,relation,city\nTree Asociation,A,funds,X\nTree Association,A,funds,X\nTree Association,B,funds,X\n"
    "Tree Association,Tree Asociation,funds,X\nParks Dept.,B,funds,X"
)
PARKS, TREES = ("x/parks-dept", "x/parks-department"), ("x/tree-asociation", "x/tree-association")


def read(*decisions: Decision, organizations: str = ORGANIZATIONS, ties: str = TIES) -> Ecosystem:
    texts = {"organizations": organizations, "ties": ties}
    sheets = [read_delimited(text.encode(), f"{name}.csv", name) for name, text in texts.items()]
    return assemble(Source("tiny", tuple(sheets)), decisions=decisions)


def asked(ecosystem: Ecosystem) -> list[set[str]]:
    found = queue(ecosystem, name_proposals(ecosystem))
    return [set(pair) for pair in zip(found["id_a"], found["id_b"], strict=True)]


def test_the_question_on_which_most_ties_hang_comes_first() -> None:
    found = read()
    assert asked(found) == [set(TREES), set(PARKS)]
    assert queue(found, name_proposals(found))["ties"].tolist() == [4, 1]
    assert carrying_half(found, queue(found, name_proposals(found))) == (1, 5)


def test_a_question_put_off_is_asked_last() -> None:
    found = read()
    assert asked(read(decision_about(found, "later", *TREES))) == [set(PARKS), set(TREES)]


def test_what_is_decided_is_never_asked_again_and_counts_as_progress() -> None:
    before = read()
    for verdict in ("same", "different", "part of"):
        found = read(decision_about(before, verdict, *TREES))
        assert asked(found) == [set(PARKS)]
        assert progress(found, queue(found, name_proposals(found)), "X") == (1, 2)
        assert progress(found, queue(found, name_proposals(found)), "Y") == (0, 1)


def test_what_follows_from_two_decisions_is_not_asked() -> None:
    three = ORGANIZATIONS + "\nAssociation of Trees,X,"
    before = read(organizations=three)
    third = "x/association-of-trees"
    decided = (
        decision_about(before, "different", TREES[0], third),
        decision_about(before, "same", TREES[0], TREES[1]),
    )
    assert {third, TREES[1]} not in asked(read(*decided, organizations=three))


def test_what_joining_would_change_is_counted_on_the_ties() -> None:
    assert change(read(), *TREES) == MergeEffect(1, 2, 2, 1, 1)
    joined = read(decision_about(read(), "same", *TREES))
    assert len(joined.table("ties")) == len(read().table("ties")) - 2


def test_two_side_by_side_show_what_is_known_of_either() -> None:
    found = side_by_side(read(), *TREES).set_index("what")
    assert found.loc["Partners"].tolist() == ["A, Tree Association", "A, B, Tree Asociation"]
    assert "Sector" not in found.index


def test_an_id_is_recorded_where_a_name_is_borne_by_several() -> None:
    found = read(organizations="id,name,city\n1,Library,X\n2,Library,X\n3,Museum,X", ties="source,target\nMuseum,A")
    about = decision_about(found, "same", "1", "3")
    assert (about.id_a, about.id_b, about.site) == ("1", "", "X")


def test_a_map_without_cities_records_none() -> None:
    found = read(organizations="name,sector\nA,\nB,", ties="source,target\nA,B")
    assert decision_about(found, "same", "a", "b").site == ""


def test_organizations_of_two_cities_are_asked_about_only_across_cities() -> None:
    listed = "name,city,website\nCode Net,X,codenet.org\nCode Net,Y,codenet.org"
    found = read(organizations=listed, ties="source,target\nA,B")
    assert name_proposals(found).empty
    [pair] = name_proposals(found, across_cities=True).to_dict("records")
    assert pair["site"] == "X | Y"
    across = decision_about(found, "different", pair["id_a"], pair["id_b"])
    assert across.site == "X | Y"
    assert name_proposals(read(across, organizations=listed, ties="source,target\nA,B"), across_cities=True).empty


CLINICS = "id,name,city\n" + "".join(f"{at},Clinic,X\n" for at in range(1, 5))


def test_a_name_under_several_ids_is_decided_at_once() -> None:
    def asked_about(*decisions: Decision) -> list[tuple[str, ...]]:
        found = read(*decisions, organizations=CLINICS, ties="source,target\nMuseum,Zoo")
        return queue(found, name_proposals(found))["ids"].tolist()

    before = read(organizations=CLINICS, ties="source,target\nMuseum,Zoo")
    ids = ("1", "2", "3", "4")
    assert asked_about() == [ids]
    assert asked_about(decision_about_name(before, "different", ids)) == []
    later = decision_about_name(before, "later", ids)
    assert asked_about(later) == [ids]
    assert describe_decision(later) == "“Clinic” under different ids: later (your alias list)"
    two = joins(before, [("1", "2")], "MK")
    assert asked_about(*two) == [("1", "3", "4")]
    assert asked_about(*two, decision_about_name(before, "different", ids)) == []
    apart = decision_about_name(before, "different", ids)
    assert refusal([apart], two[0]).kind == "contradicts"  # type: ignore[union-attr]
    assert refusal([apart], replace(apart, by="LO")).kind == "already"  # type: ignore[union-attr]


def test_of_all_bearers_of_a_name_what_is_known_is_listed() -> None:
    found = read(organizations="id,name,city,website\n1,Clinic,X,a.org\n2,Clinic,Y,", ties="source,target\nMuseum,Zoo")
    assert all_of_name(found, ("1", "2"))[["site", "website", "ties"]].values.tolist() == [
        ["X", "a.org", 0],
        ["Y", "", 0],
    ]


def test_pairs_that_hang_together_are_joined_under_one_name() -> None:
    listed = (
        "name,city,status\nParks Dept.,X,named only\nDepartment of Parks and Trees,X,named only\nParks,X,respondent"
    )
    found = read(organizations=listed, ties="source,target\nParks,A")
    ids = ("x/parks-dept", "x/department-of-parks-and-trees", "x/parks")
    made = joins(found, [(ids[0], ids[1]), (ids[1], ids[2]), (ids[0], ids[2])], "MK")
    assert [(decision.name_a, decision.name_b) for decision in made] == [
        ("Department of Parks and Trees", "Parks"),
        ("Parks Dept.", "Parks"),
    ]
    assert sorted(read(*made, organizations=listed, ties="source,target\nParks,A").names().values()) == ["A", "Parks"]


def test_no_record_shows_the_name_of_who_is_not_shown_not_even_an_undone_one() -> None:
    listed = "name,city,consent\nParks Dept.,X,no\nParks Department,X,public\nMuseum,X,public"
    records = [Decision("same", "Museum", "Parks Department", "X"), Decision("different", "Museum", "Parks Dept.", "X")]
    log = [*records, *(undo(record, "MK", "1") for record in records), Decision("later", "Parks Dept.", "Museum", "X")]
    found = read(*log, organizations=listed, ties="source,target\nMuseum,A")
    assert [record.name_b for record in shown(found, log)] == ["Parks Department", "Parks Department"]
