"""What is typed by hand stands beside the sources and outranks them, is told where they differ, and can be undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.collect.sources import open_source
from ecosystem.errors import RequestError
from ecosystem.names.decisions import Decision
from ecosystem.projects import by_hand, database, project
from ecosystem.projects.by_hand import attribute, invited, organization, tie
from ecosystem.projects.changes import Change, in_force
from ecosystem.projects.project import Project
from ecosystem.projects.sources import open_project
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import QUESTIONNAIRE

MEMBERS = b"name,city,sector\nRiver Bank,Riverton,business\nFood Hub,Riverton,nonprofit\n"
ANSWERS = b"Organization,City,Work with [Food Hub],Work with [River Bank]\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    database.forget()
    yield tmp_path
    database.forget()


def holding(*typed: Change, **files: bytes) -> Project:
    made = project.create(f"p{len(project.every())}")
    named = {f"{name}.{'toml' if name == 'napkin' else 'csv'}": content for name, content in files.items()}
    return project.record(project.keep_files(made, named), *typed)


def opened(held: Project) -> Ecosystem:
    found = open_project(held)
    return assemble(found.source, found.setup, found.decisions)


def rows(found: Ecosystem, table: str, *columns: str) -> list[tuple]:
    frame = found.tables[table][list(columns)]
    return list(frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None))


def test_what_was_typed_outranks_the_source_and_undo_brings_the_source_back() -> None:
    held = holding(attribute("Food Hub", "Riverton", "sector", "government", instead_of="nonprofit"), members=MEMBERS)
    found = opened(held)
    assert ("Food Hub", "Government") in rows(found, "organizations", "name", "sector")
    assert rows(found, "issues", "reason") == []
    undone = opened(project.undo(held, held.changes[-1], "MK"))
    assert ("Food Hub", "Nonprofit") in rows(undone, "organizations", "name", "sector")
    assert undone.fingerprint != found.fingerprint


def test_a_later_source_that_says_something_new_is_told_and_what_was_typed_still_counts() -> None:
    held = holding(attribute("Food Hub", "Riverton", "sector", "government", instead_of="nonprofit"), members=MEMBERS)
    news = MEMBERS.replace(b"Food Hub,Riverton,nonprofit", b"Food Hub,Riverton,business")
    found = opened(project.keep_files(held, {"members.csv": news}))
    assert ("Food Hub", "Government") in rows(found, "organizations", "name", "sector")
    [(reason, message)] = rows(found, "issues", "reason", "message")
    assert reason == "by hand differs"
    assert message == (
        "“Food Hub”: the source says sector “business”, by hand it is “Government”. What was typed counts."
    )
    agreed = MEMBERS.replace(b"Food Hub,Riverton,nonprofit", b"Food Hub,Riverton,Government")
    assert rows(opened(project.keep_files(held, {"members.csv": agreed})), "issues", "reason") == []


def test_an_organization_typed_in_is_on_the_map_and_a_source_that_lists_it_later_is_the_same_one() -> None:
    held = holding(
        organization("Art Lab", "Riverton", {"sector": "nonprofit", "goals": "Boats; Tides"}), members=MEMBERS
    )
    assert ("Art Lab", "Nonprofit", "Boats|Tides") in rows(opened(held), "organizations", "name", "sector", "goals")
    listed = opened(project.keep_files(held, {"members.csv": MEMBERS + b"art lab,Riverton,business\n"}))
    assert [row for row in rows(listed, "organizations", "name", "sector") if "lab" in row[0].lower()] == [
        ("art lab", "Nonprofit")
    ]
    assert rows(listed, "issues", "reason") == [("by hand differs",)]


def test_a_project_may_hold_nothing_but_what_was_typed() -> None:
    held = holding(organization("311", "Riverton"), organization("NA", "Riverton"), tie("311", "NA", "works_with"))
    found = opened(held)
    assert [name for (name,) in rows(found, "organizations", "name")] == ["311", "NA"]
    assert rows(found, "ties", "relation", "state", "directed") == [("works_with", "recorded", False)]
    assert found.sites == ["Riverton"]


def survey(*typed: Change) -> Ecosystem:
    answers = ANSWERS + b"Food Hub,Riverton,,Often\nRiver Bank,Riverton,,\n"
    return opened(holding(*typed, answers=answers, napkin=QUESTIONNAIRE.encode()))


def test_a_typed_tie_is_recorded_and_is_the_word_of_neither_end() -> None:
    assert rows(survey(), "ties", "state", "source_says", "target_says") == [("one-sided", True, False)]
    both = survey(tie("River Bank", "Food Hub", "works_with", by="MK"))
    assert rows(both, "ties", "state", "source_says", "target_says", "reports") == [("one-sided", True, False, 2)]
    other = survey(tie("River Bank", "Food Hub", "funds"))
    assert rows(other, "ties", "relation", "state", "source_says") == [
        ("works_with", "one-sided", True),
        ("funds", "recorded", None),
    ]


def test_who_is_typed_as_invited_has_not_answered_and_who_is_only_added_was_not_invited() -> None:
    found = survey(invited("Art Lab", "Riverton"), invited("Food Hub", "Riverton"), organization("Port", "Riverton"))
    assert rows(found, "organizations", "name", "status") == [
        ("Art Lab", "invited"),
        ("Food Hub", "respondent"),
        ("Port", "named only"),
        ("River Bank", "respondent"),
    ]


def test_those_invited_alone_are_a_survey_and_other_listed_organizations_are_not_invited_with_them() -> None:
    found = opened(holding(invited("Art Lab", "Riverton"), members=MEMBERS))
    assert found.survey
    assert rows(found, "organizations", "name", "status") == [
        ("Art Lab", "invited"),
        ("Food Hub", "named only"),
        ("River Bank", "named only"),
    ]


def test_consent_that_was_typed_never_widens_what_an_organization_said_of_itself() -> None:
    source = b"name,city,consent\nRiver Bank,Riverton,no\nFood Hub,Riverton,public\nPort,Riverton,public\n"
    typed = [attribute("River Bank", "Riverton", "consent", "public"), attribute("Port", "Riverton", "consent", "no")]
    found = opened(holding(*typed, members=source))
    assert sorted(consent for (consent,) in rows(found, "organizations", "consent")) == ["no", "no", "public"]
    assert [reason for (reason,) in rows(found, "issues", "reason")].count("by hand differs") == 2


def test_an_attribute_of_an_organization_that_is_gone_is_listed_as_not_used() -> None:
    held = holding(attribute("Food Hub", "Riverton", "website", "https://food.example"), members=MEMBERS)
    found = opened(
        project.keep_files(held, {"members.csv": MEMBERS.splitlines(keepends=True)[0] + b"Port,Riverton,\n"})
    )
    assert rows(found, "issues", "kind", "reason", "row") == [("set aside", "by hand not used", 2)]
    counts = found.counts.set_index("sheet").loc["by_hand_attributes.csv"]
    assert (counts["read_as"], counts["rows_read"], counts["rows_kept"], counts["rows_set_aside"]) == (
        "by hand",
        1,
        0,
        1,
    )


def test_an_address_that_was_typed_is_where_the_organization_is() -> None:
    typed = [attribute("Food Hub", "Riverton", "latitude", "42.5"), attribute("Food Hub", "Riverton", "area", "Ohio")]
    found = opened(holding(*typed, members=MEMBERS))
    assert ("Riverton", "Ohio", 42.5) in rows(found, "locations", "site", "area", "latitude")


def test_a_folder_of_the_same_files_reads_the_same_and_gives_the_same_changes_back(folder: Path) -> None:
    typed = [
        organization("=Art, Lab", "Riverton", {"description": "-1; @home"}, by="MK"),
        attribute("Food Hub", "Riverton", "goals", "Arts|Jobs", instead_of="", by="MK"),
        invited("Port", "Riverton", by="MK"),
        tie("Port", "Food Hub", "funds", {"amount": "1500", "date": "2026", "wave": "2"}, by="MK"),
    ]
    held = holding(*typed, members=MEMBERS)
    files = project.files_of(held) | by_hand.files_by_hand(held)
    (folder / "sources").mkdir()
    for name, content in files.items():
        (folder / "sources" / name).write_bytes(content)
        assert b"MK" not in content
    assert b",=" not in files["by_hand_organizations.csv"]
    alone = assemble(open_source(folder / "sources"))
    assert {name: table.to_csv() for name, table in alone.tables.items()} == {
        name: table.to_csv() for name, table in opened(held).tables.items()
    }
    again = by_hand.from_files(files)
    assert {(c.kind, c.subject): c.value for c in again} == {(c.kind, c.subject): c.value for c in typed}


def test_the_order_of_typing_changes_no_number() -> None:
    typed = [organization("Port", "Riverton"), organization("Art Lab", "Riverton")]
    first, second = (holding_named(name, order) for name, order in (("a", typed), ("b", typed[::-1])))
    assert by_hand.files_by_hand(first) == by_hand.files_by_hand(second)


def holding_named(name: str, typed: list[Change]) -> Project:
    return project.record(project.create(name), *typed)


def test_a_name_decided_to_be_another_spelling_finds_the_organization() -> None:
    typed = [attribute("The Hub", "Riverton", "website", "https://food.example")]
    found = open_project(holding(*typed, members=MEMBERS))
    same = Decision("same", "The Hub", "Food Hub", "Riverton", by="MK", at="2026-01-01T00:00:00+00:00")
    map_ = assemble(found.source, found.setup, [same])
    assert ("Food Hub", "https://food.example") in rows(map_, "organizations", "name", "website")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: organization("?!"), "Type the organization's name"),
        (lambda: organization("Jo <jo@example.org>"), "contacts"),
        (lambda: organization("Port", values={"description": "call 412-555-0199"}), "contacts"),
        (lambda: organization("Port", values={"contact person": "Jane Doe"}), "What is known of people"),
        (lambda: organization("Port", values={"sektor": "nonprofit"}), "sector"),
        (lambda: organization("Port", values={"status": "respondent"}), "cannot be typed"),
        (lambda: attribute("Port", "", "sector", "nonproffit"), "Nonprofit"),
        (lambda: attribute("Port", "", "consent", "maybe"), "public, group, no"),
        (lambda: attribute("Port", "", "latitude", "412"), "degrees"),
        (lambda: attribute("Port", "", "website", " "), "instead"),
        (lambda: tie("Port", "port"), "both ends"),
        (lambda: tie("Port", "Hub", "funds", {"strength": "often"}), "no number"),
        (lambda: tie("Port", "Hub", "funds", {"directed": "perhaps"}), "yes or no"),
    ],
)
def test_what_cannot_be_kept_is_told_with_what_to_do(wrong, said: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RequestError, match=said) as told:
        wrong()
    assert not any(text in str(told.value) for text in ("jo@example", "412-555", "Jane"))


def test_a_sector_of_the_map_that_no_list_knows_can_be_typed() -> None:
    assert organization("Port", values={"sector": "harbor"}, words={"sector": ["Harbor"]}).value["sector"] == "Harbor"


def test_a_mutual_tie_typed_from_its_other_end_is_the_same_tie() -> None:
    held = holding(tie("Port", "Hub", "works_with"), tie("Hub", "Port", "works_with"), tie("Hub", "Port", "funds"))
    assert [change.value["relation"] for change in by_hand.typed(held)] == ["works_with", "funds"]
    assert len(in_force(held.changes)) == 4


def test_a_text_that_names_a_person_of_the_contacts_is_refused_without_saying_whom() -> None:
    held = holding(members=b"name,city,contact person\nFood Hub,Riverton,Ann Lee\nPort,Riverton,Bo Ek\n")
    for wrong in (
        attribute("Food Hub", "Riverton", "description", "Ask ANN Lee first"),
        organization("Lee, Ann", "Riverton"),
    ):
        with pytest.raises(RequestError, match="People are not kept") as told:
            by_hand.refuse_people(held, wrong)
        assert "lee" not in str(told.value).lower()
    by_hand.refuse_people(held, organization("Ann Lee Fund", "Riverton"))
