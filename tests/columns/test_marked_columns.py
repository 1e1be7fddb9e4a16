"""Columns of marks in a list name what the marked organizations take part in, where nothing else explains them."""

import pytest

from ecosystem.columns.marked_columns import are_marks
from ecosystem.tables.dataset import Ecosystem
from tests.columns.test_by_values import memberships, organizations, read, said, ties


def roles(found: Ecosystem) -> set[str]:
    return set(found.table("memberships")["role"].dropna()) - {""}


@pytest.mark.parametrize(
    ("header", "ticks"),
    [
        ("Food Council,Youth Table", ("x", "X")),
        ("Riverfront Plan,Green Loop", ("✓", "✔")),
        ("Arts Network,Homeless CoC", ("yes", "Yes")),
        ("Food Coalition,Housing Task Force", ("1", "1")),
    ],
)
def test_marks_below_groups_are_memberships_named_by_the_header(header: str, ticks: tuple[str, str]) -> None:
    one, two = header.split(",")
    a, b = ticks
    text = f"Agency,Sector,{header}\nMill House,Nonprofit,{a},\nRiver IT,Government,{b},{a}\nElm Library,Public,,{b}\n"
    found = read(list=text)
    assert memberships(found) == {
        *(("Mill House", one), ("River IT", one)),
        *(("River IT", two), ("Elm Library", two)),
    }
    assert organizations(found) == {"Mill House", "River IT", "Elm Library"}


def test_one_marked_column_is_read_if_its_header_says_a_group() -> None:
    found = read(list="Name,City,Food Coalition\nMill House,Harbor,x\nRiver IT,Harbor,\n")
    assert memberships(found) == {("Mill House", "Food Coalition")}
    assert not memberships(read(list="Name,City,Greenway\nMill House,Harbor,x\nRiver IT,Harbor,\n"))


def test_a_letter_is_a_role_and_a_question_mark_is_told_and_not_read() -> None:
    found = read(list="Org,City,Food Coalition,Arts Table\nMill House,Lake,c,x\nRiver IT,Lake,x,?\nElm Hub,Lake,x,x\n")
    assert ("River IT", "Arts Table") not in memberships(found)
    assert roles(found) == {"c"}
    assert any("question mark (1)" in message for message in said(found, "read by its values"))


@pytest.mark.parametrize(
    "header",
    [
        *("Has data staff?,Nonprofit?", "Active,Verified", "Health,Education", "Nonprofit,Government", "2023,2024"),
        *("Jan,Feb", "Spanish,English", "Newsletter,Dues paid", "Are you in a coalition?,Open to the public?"),
    ],
)
def test_marks_below_questions_and_attributes_are_no_memberships(header: str) -> None:
    found = read(organizations=f"Name,City,{header}\nMill House,Harbor,x,\nRiver IT,Harbor,x,x\nElm Library,Lake,,x\n")
    assert not memberships(found)


def test_yes_and_no_below_names_that_say_no_group_are_asked_about() -> None:
    found = read(list="Name,City,Riverfront,Green Loop\nMill House,Lake,yes,no\nRiver IT,Lake,no,yes\n")
    assert not memberships(found)
    assert len(said(found, "looks like ties")) == 2


def test_what_was_proposed_is_what_was_read() -> None:
    text = "Agency,Sector,Food Council,Youth Table\nMill House,Nonprofit,x,c\nRiver IT,Government,x,x\n"
    assert memberships(read(list=text)) == memberships(read(proposed=True, list=text))


def test_a_column_without_a_plain_tick_holds_no_marks() -> None:
    assert not are_marks(["A", "B", "C"])
    assert not are_marks(["x", "Food Bank"])
    assert are_marks(["x", "", "c"])


def test_awarded_by_is_who_gives_and_award_the_amount() -> None:
    found = read(awards="Grantee,Awarded by,Award\nMill House,River Fund,$500\nElm Hub,River Fund,$900\n")
    assert ties(found) == {("River Fund", "Mill House", "funds"), ("River Fund", "Elm Hub", "funds")}
    assert set(found.table("ties")["amount"]) == {500, 900}


@pytest.mark.parametrize("header", ["What", "About", "Kind of tie"])
def test_what_a_tie_is_about_is_its_relation(header: str) -> None:
    assert ties(read(links=f"From,To,{header}\nMill House,Elm Hub,lends tools\n")) == {
        ("Mill House", "Elm Hub", "lends tools")
    }


def test_events_and_invoices_are_asked_about_and_not_read_as_ties() -> None:
    orgs = "Name,City\nMill House,Lake\nElm Hub,Lake\n"
    found = read(orgs=orgs, shows="Event,Host,Venue,Attendance\nGala,Mill House,Elm Hub,40\n")
    assert not ties(found)
    assert not ties(read(orgs=orgs, bills="Payer,Payee,Amount\nMill House,Print Co,$80\n"))
    assert said(found, "looks like ties")


def test_the_name_of_a_sheet_says_more_of_a_tie_than_the_header_partner() -> None:
    found = read(orgs="Name,City\nMill House,Lake\nElm Hub,Lake\n", Funds="Org,Partner\nMill House,Elm Hub\n")
    assert ties(found) == {("Mill House", "Elm Hub", "funds")}
