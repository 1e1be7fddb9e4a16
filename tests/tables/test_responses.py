"""Answers to a questionnaire: who answered, what counts, and what is never read."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.instruments import shipped_instruments
from ecosystem.collect.sheet import Source
from ecosystem.tables.assemble import assemble
from tests.tables.asked import QUESTIONNAIRE, asked, form, reasons, rows, sheet_of


def test_a_form_becomes_a_respondent_in_its_city() -> None:
    ecosystem = asked(form("City  IT"))
    assert ecosystem.survey
    assert rows(ecosystem, "organizations", "name", "status") == [("City IT", "respondent")]
    assert rows(ecosystem, "responses", "site", "status", "instrument", "version", "row") == [
        ("Riverton", "counted", "napkin", "1", 2)
    ]


def test_a_form_that_does_not_say_who_answers_is_set_aside() -> None:
    ecosystem = asked(form("A"), form(" ", works_A="Often"))
    assert rows(ecosystem, "issues", "reason", "row") == [("no organization", 3)]
    assert len(ecosystem.table("reports")) == 0


@pytest.mark.parametrize("name", ["n/a", "None", "-", "NA"])
def test_a_form_whose_organization_reads_like_nobody_is_set_aside(name: str) -> None:
    ecosystem = asked(form("A"), form(name, works_A="Often"))
    assert rows(ecosystem, "issues", "reason", "row", "action") == [
        ("names nobody", 3, "Write the organization's name; if this is the name, list it.")
    ]
    assert rows(ecosystem, "organizations", "name") == ["A"]


def test_a_form_of_a_listed_organization_called_na_counts() -> None:
    ecosystem = asked(form("NA"), organizations="name,city\nNA,Riverton")
    assert (rows(ecosystem, "organizations", "status"), reasons(ecosystem)) == (["respondent"], [])


def test_a_form_whose_name_stands_for_several_organizations_is_set_aside() -> None:
    ecosystem = asked(
        form("Zoo"), form("A"), organizations="id,name,city\n1,Zoo,Riverton\n2,Zoo,Riverton\n3,A,Riverton"
    )
    assert reasons(ecosystem, "set aside") == ["ambiguous name"]
    assert rows(ecosystem, "responses", "organization_id") == ["3"]


def test_of_two_forms_in_one_sheet_the_later_counts_and_the_earlier_is_kept_as_replaced() -> None:
    ecosystem = asked(form("A", works_B="Often"), form("a", works_C="Often"))
    assert rows(ecosystem, "responses", "row", "status") == [(2, "replaced"), (3, "counted")]
    assert rows(ecosystem, "reports", "named_as_written") == ["C"]
    [issue] = ecosystem.table("issues").to_dict("records")
    assert (issue["kind"], issue["reason"], issue["row"]) == ("set aside", "replaced by a later answer", 2)
    assert "in row 3" in issue["message"]


def test_of_two_forms_in_two_sheets_the_later_sheet_counts() -> None:
    ecosystem = asked(form("A", works_B="Often"), then=[form("A", works_C="Often")])
    assert rows(ecosystem, "responses", "source", "status") == [("answers.csv", "replaced"), ("later.csv", "counted")]
    [message] = rows(ecosystem, "issues", "message")
    assert "in later.csv, row 2" in message


@pytest.mark.parametrize(
    ("first", "second", "counted"),
    [
        ("2026-03-14 09:00:00", "2026-03-13 10:00:00", "answers.csv"),
        ("2026/03/14 09:00:00", "2026/03/14 10:00:00", "later.csv"),
        ("14.3.2026 09:00", "13.3.2026 10:00", "answers.csv"),
        ("3/14/2026 9:30:00", "3/13/2026 10:00:00", "answers.csv"),
        ("2026/03/14 9:30:00 PM EST", "2026/03/14 10:00:00 AM EST", "answers.csv"),
        ("2026-03-14 09:00:00", "", "later.csv"),
    ],
)
def test_time_stamps_say_which_form_is_later(first: str, second: str, counted: str) -> None:
    ecosystem = asked(form("A") | {"Timestamp": first}, form("B"), then=[form("A") | {"Timestamp": second}])
    found = rows(ecosystem, "responses", "organization_id", "source", "status")
    assert [source for who, source, status in found if who == "riverton/a" and status == "counted"] == [counted]


@pytest.mark.parametrize(
    ("first", "second"), [("3/4/2026 9:00", "4/3/2026 9:00"), ("yesterday", "2026-03-14"), ("2026-03-14", "")]
)
def test_stamps_that_cannot_be_compared_are_a_doubt_and_the_last_row_counts(first: str, second: str) -> None:
    ecosystem = asked(form("A") | {"Timestamp": first}, then=[form("A") | {"Timestamp": second}])
    assert rows(ecosystem, "responses", "source", "status") == [("answers.csv", "replaced"), ("later.csv", "counted")]
    assert reasons(ecosystem, "doubt") == ["time stamps not compared"]


def test_a_replaced_form_describes_nobody() -> None:
    first, second = form("A") | {"Website": "old.org"}, form("A") | {"Website": ""}
    assert rows(asked(first, second, more=True), "organizations", "website") == [None]


def test_what_a_respondent_says_of_itself_goes_before_what_a_list_says() -> None:
    said = form("A") | {"Website": "new.org"}
    ecosystem = asked(said, form("B"), more=True, organizations="name,website\nA,old.org\nB,b.org")
    assert rows(ecosystem, "organizations", "website") == ["new.org", "b.org"]


def test_with_a_list_of_those_invited_nobody_else_is_invited() -> None:
    ecosystem = asked(
        form("A", works_B="Often", works_C="Never", else_="D"), invited="name,city\nA,Riverton\nE,Riverton"
    )
    assert dict(rows(ecosystem, "organizations", "name", "status")) == {
        "A": "respondent",
        "B": "named only",
        "D": "named only",
        "E": "invited",
    }


def test_without_such_a_list_whoever_stands_on_the_roster_is_invited() -> None:
    ecosystem = asked(form("A", works_B="Never", works_C="", else_="D"), form("B"))
    assert dict(rows(ecosystem, "organizations", "name", "status")) == {
        "A": "respondent",
        "B": "respondent",
        "C": "invited",
        "D": "named only",
    }


@pytest.mark.parametrize(
    ("city", "plain", "site", "doubts"),
    [
        pytest.param("riverton", "A,Riverton\nB,Boston", "Riverton", [], id="as the list writes it"),
        pytest.param("", "A,Boston\nB,Riverton", "Boston", [], id="where the list has it"),
        pytest.param("", "B,Boston", "Boston", [], id="the only city"),
        pytest.param("", "B,Boston\nC,Riverton", "all", ["no city given"], id="nobody knows"),
        pytest.param("Bostn", "A,Boston", "Bostn", ["new city"], id="a city nobody listed"),
    ],
)
def test_a_form_is_about_the_city_it_names_or_the_list_gives(
    city: str, plain: str, site: str, doubts: list[str]
) -> None:
    ecosystem = asked(form("A", city=city), organizations=f"name,city\n{plain}")
    assert rows(ecosystem, "responses", "site") == [site]
    assert reasons(ecosystem) == doubts


def test_two_workbooks_with_sheets_of_one_name_are_both_read() -> None:
    first = read_delimited(b"Organization,City\nA,Riverton", "gov.xlsx, sheet Form Responses 1", "Form Responses 1")
    second = read_delimited(b"Organization,City\nB,Riverton", "cso.xlsx, sheet Form Responses 1", "Form Responses 1")
    ecosystem = assemble(Source("two", (first, second), (QUESTIONNAIRE,)))
    assert len(set(rows(ecosystem, "responses", "response_id"))) == 2


def test_a_question_nobody_asked_is_set_aside_by_its_header() -> None:
    ecosystem = asked(form("A") | {"Favourite colour": "blue"})
    assert rows(ecosystem, "issues", "reason", "column") == [("column not used", "Favourite colour")]


PERSON, ADDRESS, PHONE = "Jane Roe-Nightingale", "jane.roe@example.org", "555-0147-9982"


def contact_columns() -> list[str]:
    """Every header about a person that our questionnaires know."""
    [first, *_] = shipped_instruments()
    asked_for = [question.text for question in first.questions if question.kind == "private"]
    return [*first.private_headers, *asked_for, "Email Address", "Username", "Phone", "IP address", "Respondent"]


@pytest.mark.parametrize("secret", [PERSON, ADDRESS, PHONE])
def test_what_stands_in_a_column_about_people_reaches_no_table_no_count_and_no_issue(secret: str) -> None:
    questions = {q.text: "" for q in shipped_instruments()[0].questions if q.kind in ("text", "choice", "choices")}
    core = {
        "What is the name of your office, department or institution?": "City IT",
        "Which city are you answering for?": "Riverton",
    }
    answer = questions | core | {header: secret for header in contact_columns()}
    ecosystem = assemble(Source("people", (sheet_of([answer]),)))
    assert rows(ecosystem, "organizations", "name", "status") == [("City IT", "respondent")]
    texts = [str(cell) for table in ecosystem.tables.values() for cell in table.to_numpy().ravel()]
    texts += [str(cell) for cell in ecosystem.counts.to_numpy().ravel()]
    assert not [text for text in texts if secret in text]
    [message] = [m for r, m in rows(ecosystem, "issues", "reason", "message") if r == "about people, never read"]
    assert message == f"{len(contact_columns())} columns about people were not read: {', '.join(contact_columns())}"
