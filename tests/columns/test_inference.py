"""A form in other words is guessed by what its cells hold, and what looks odd is said."""

from dataclasses import replace

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.recipes import ColumnRecipe, SheetRecipe
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.checks import check_columns
from ecosystem.columns.inference import guess_sheet
from ecosystem.columns.plain_tables import recognise_plain

GRID = "How often do you meet with these?"


def form(header: str, *rows: str) -> Sheet:
    return read_delimited("\n".join([header, *rows]).encode(), "form.csv", "form")


STRANGER = form(
    f"What's your group called?,Which town are you in?,What sort of group?,{GRID} [Elm City IT],{GRID} [Food Bank]",
    "Elm City IT,Elm,Government,,Weekly",
    "Food Bank,Elm,Nonprofit,Monthly,",
    "Tenants Union,Elm,Community group,Never,Weekly",
)


def becomes(sheet: Sheet) -> list[str]:
    return [column.becomes for column in guess_sheet(sheet).column]


def test_a_form_in_everyday_words_is_guessed_whole() -> None:
    guess = guess_sheet(STRANGER)
    assert (guess.kind, becomes(STRANGER)) == (
        "answers",
        ["organization", "site", "sector", "tie to one", "tie to one"],
    )
    assert [c.named for c in guess.column[3:]] == ["Elm City IT", "Food Bank"]
    assert {(c.relation, c.scale, c.no_tie) for c in guess.column[3:]} == {
        ("works_with", ("Monthly", "Weekly"), ("Never",))
    }
    assert check_columns(STRANGER, guess) == []


def test_who_answers_is_told_by_the_names_in_the_grid_whatever_the_question() -> None:
    sheet = form("Crew?,Flavour?,Rate [City IT],Rate [Food Bank]", "City IT,sweet,,1", "Food Bank,sour,2,")
    assert becomes(sheet) == ["organization", "not used", "tie to one", "tie to one"]


def test_who_answers_is_told_by_the_names_others_list() -> None:
    sheet = form("Crew?,Who do you work with?", "City IT,Food Bank; Library", "Food Bank,City IT; Library", "Library,")
    assert becomes(sheet) == ["organization", "ties to several"]


def test_the_kind_of_group_is_the_sector_by_its_values_too() -> None:
    assert becomes(form("Organization,You are a ...", "City IT,Government", "Food Bank,Charity")) == [
        "organization",
        "sector",
    ]


def test_a_grid_over_things_is_no_tie_and_said_to_be_unused() -> None:
    sheet = form("Organization,Rate [Bread],Rate [Fruit]", "City IT,1,2", "Food Bank,2,2")
    assert becomes(sheet) == ["organization", "not used", "not used"]
    [said] = check_columns(sheet, guess_sheet(sheet))
    assert said == "The grid “Rate” (2 columns) is not used. If its rows are organizations, it holds ties."


def test_a_question_about_partners_is_never_who_answers() -> None:
    sheet = form("Which organizations do you work with?,Name of your organization", "Library; Parks,City IT")
    assert becomes(sheet) == ["ties to several", "organization"]


def test_a_name_beside_the_organizations_is_a_persons() -> None:
    assert becomes(form("Name,What is your organization called?", "Ann Example,City IT")) == ["private", "organization"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["Government", "Nonprofit", "Government"], "holds kinds of organizations"),
        (["IT", "IT", "IT", "Bank", "Bank"], "5 rows hold only 2 different names"),
    ],
)
def test_who_answers_is_doubted_where_it_reads_like_something_else(rows: list[str], says: str) -> None:
    decided = SheetRecipe(name="form", kind="answers", column=(ColumnRecipe(header="Group", becomes="organization"),))
    [said] = check_columns(form("Group", *rows), decided)
    assert says in said


def test_ties_without_an_order_of_their_answers_are_said_to_have_no_strength() -> None:
    sheet = form("Organization,Work with? [A],Work with? [B]", "A,,blue", "B,green,")
    [said] = check_columns(sheet, guess_sheet(sheet))
    assert "ties have no strength" in said


def test_a_sheet_in_which_nobody_answers_says_so() -> None:
    assert check_columns(form("Colour,Size", "red,1"), SheetRecipe(name="form", kind="answers")) == [
        "No column says who answers: choose the one that holds the organizations' names."
    ]


def test_a_sheet_that_asks_questions_is_no_plain_list_unless_it_is_called_one() -> None:
    sheet = form("Organization,City,Who do you work with?", "City IT,Elm,Food Bank", "Food Bank,Elm,City IT")
    assert recognise_plain(sheet) is None
    assert becomes(sheet) == ["organization", "site", "ties to several"]
    assert recognise_plain(replace(sheet, name="organizations")) is not None


@pytest.mark.parametrize(
    "header", ["Contact", "Contacts", "Key contacts", "Who should we call?", "Director", "Staff contact"]
)
def test_a_contact_column_is_never_proposed_as_ties_or_as_who_answers(header: str) -> None:
    rows = (
        "Library; Parks,City IT,Library; Food Bank",
        "City IT; Parks,Food Bank,City IT",
        "City IT,Library,Food Bank",
    )
    sheet = form(f"{header},Your organization?,Who do you work with?", *rows)
    assert becomes(sheet) == ["private", "organization", "ties to several"]
    assert becomes(form(f"{header},City", "Ann Example,Elm", "Bo Example,Oak"))[0] == "private"


def test_a_grid_about_people_is_private_and_one_over_offices_of_people_is_not() -> None:
    sheet = form(
        "Organization,Contact [Phone],Contact [Name],Work with? [City Manager],Work with? [Parks]", "A,1,B,Often,"
    )
    assert becomes(sheet) == ["organization", "private", "private", "tie to one", "tie to one"]


def test_a_name_stays_who_answers_beside_a_question_about_other_organizations() -> None:
    sheet = form(
        "Name,Which organizations do you work with?", "City IT,Food Bank; Library", "Food Bank,City IT; Library"
    )
    assert becomes(sheet) == ["organization", "ties to several"]


ESSAYS = form(
    "Organization name,Mission,How does your organization work with others?,How often do you meet others?,Budget,Ties?",
    "Port,Ships,By phone,Weekly,$900,Yes",
    "Port,More ships,By mail,Never,20-30,No",
    "Mill,Flour,We talk,Monthly,5k,Yes",
)


def test_a_header_that_says_name_beats_a_column_of_different_values_and_no_essay_is_a_tie() -> None:
    assert becomes(ESSAYS) == ["organization", "description", "not used", "not used", "not used", "not used"]


@pytest.mark.parametrize("answers", [("Yes", "No"), ("5", "12"), ("2026-01-02", "2026-01-03"), ("Often", "Never")])
def test_partners_are_names_and_no_yes_figure_date_or_step_of_a_scale(answers: tuple[str, str]) -> None:
    sheet = form("Organization,Which organizations do you work with?", *(f"Org {a},{a}" for a in answers))
    assert becomes(sheet) == ["organization", "not used"]


def test_few_partners_named_by_many_are_ties() -> None:
    rows = [f"Org {number},{'Port' if number % 2 else 'Mill'}" for number in range(30)]
    assert becomes(form("Organization,Who do you work with?", *rows)) == ["organization", "ties to several"]


def test_rows_of_a_grid_that_are_codes_are_asked_for_and_no_organizations() -> None:
    sheet = form("Organization,Q2[SQ001],Q2[SQ002]", "Port,Weekly,Never", "Mill,Never,Weekly")
    assert becomes(sheet) == ["organization", "not used", "not used"]
    [said] = check_columns(sheet, guess_sheet(sheet))
    assert said.startswith("The columns of “Q2” are headed by codes (SQ001, SQ002)")


def test_columns_whose_headers_begin_alike_are_a_grid_of_what_follows() -> None:
    ask = "How often do you meet"
    sheet = form(f"Organization,{ask} the Port?,{ask} the Mill?", "Port,,Weekly", "Mill,Monthly,", "Dam,Weekly,Monthly")
    assert [c.named for c in guess_sheet(sheet).column] == ["", "Port", "Mill"]


def test_consent_to_research_is_not_used_and_said() -> None:
    sheet = form("Organization,I consent to be interviewed for this study,May we list you by name?", "Port,I agree,Yes")
    assert becomes(sheet) == ["organization", "not used", "consent"]
    assert "asks to take part in research" in check_columns(sheet, guess_sheet(sheet))[0]


def test_numbered_columns_of_partners_have_the_strength_that_bears_their_number() -> None:
    sheet = form(
        "Organization,Partner 1,How often 1,Partner 2,How often 2", "Port,Dam,Weekly,Mill,Never", "Mill,Port,Daily,,"
    )
    guess = guess_sheet(sheet).column
    assert [c.becomes for c in guess[1:]] == ["ties to several", "tie strength"] * 2
    assert [c.of for c in guess if c.becomes == "tie strength"] == ["Partner 1", "Partner 2"]


def test_a_column_about_one_partner_who_answers_is_not_doubted() -> None:
    sheet = form("Group,Port,Mill", "Port,,Weekly", "Mill,Weekly,", "Dam,Never,")
    columns = (
        ColumnRecipe(header="Group", becomes="organization"),
        ColumnRecipe(header="Mill", becomes="tie to one", named="mill", relation="works_with", scale=("Weekly",)),
    )
    decided = SheetRecipe(name="form", kind="answers", column=columns)
    assert check_columns(sheet, decided) == [
        "Nothing in “Mill” says what kind of tie it asks for: look at the relation."
    ]
    other = columns[1].model_copy(update={"header": "Port", "named": "Somebody"})
    said = check_columns(sheet, decided.model_copy(update={"column": (columns[0], other)}))
    assert said[0] == "None of those who answer stands in “Port”. Are its rows organizations?"


def test_a_grid_whose_cells_hold_several_kinds_is_told_with_the_kinds() -> None:
    grid = "Group,How do you work with [Port],How do you work with [Mill]"
    sheet = form(grid, 'Port,,"Lend boats, Share maps"', "Mill,Share maps,", "Dam,Lend boats,Share maps")
    [said] = check_columns(sheet, guess_sheet(sheet))
    assert "hold several kinds of ties at once (“Share maps”, “Lend boats”)" in said
    steps = form(grid, "Port,,Weekly", "Mill,Never,", "Dam,Weekly,Never")
    assert not any("several kinds" in said for said in check_columns(steps, guess_sheet(steps)))


@pytest.mark.parametrize(
    ("question", "role", "says"),
    [
        ("Who do you compete with for funding?", "not used", "asks about ties that do not exist or ended"),
        ("Who do you trust most?", "ties to several", "says what kind of tie it asks for"),
        ("Who would you call at night?", "not used", "its cells name 3 organizations that answered"),
    ],
)
def test_a_question_that_names_respondents_is_doubted_unless_its_kind_of_tie_is_clear(
    question: str, role: str, says: str
) -> None:
    sheet = form(f"Organization,{question}", "City IT,Food Bank; Library", "Food Bank,City IT", "Library,City IT")
    assert becomes(sheet) == ["organization", role]
    [said] = check_columns(sheet, guess_sheet(sheet))
    assert says in said


def test_an_answer_that_describes_an_organization_by_its_kind_is_its_sector() -> None:
    sheet = form("Organization,How would you describe yourselves?", "City IT,Government", "Food Bank,Nonprofit")
    assert becomes(sheet) == ["organization", "sector"]


def test_two_answers_that_name_each_other_are_no_scale_of_words() -> None:
    sheet = form("Timestamp,Your organization,Who do you work with?", "1,Elm Zoo,Mill", "2,Mill,Elm Zoo", "3,Oven,Mill")
    assert becomes(sheet)[1:] == ["organization", "ties to several"]


def test_a_question_answered_in_words_is_not_private_for_the_addresses_in_some_answers() -> None:
    asked = ("Organization", "What would make working together easier?")
    said = ["A shared calendar", "Write to us at [e-mail removed] about the van", "Data on evictions by block", "Vans"]
    rows = [f"Org {place},{text}" for place, text in enumerate([*said, "Call Jo Doe at [phone removed] for a key"])]
    assert becomes(form(",".join(asked), *rows)) == ["organization", "not used"]


@pytest.mark.parametrize(
    "cells", [["[e-mail removed]", "Jo Doe <[e-mail removed]>", "no idea"], ["[phone removed]", "[name removed]"]]
)
def test_a_column_of_mostly_addresses_or_numbers_is_private_whatever_its_header_asks(cells: list[str]) -> None:
    rows = [f"Org {place},{text}" for place, text in enumerate(cells)]
    assert becomes(form("Organization,Best way in", *rows)) == ["organization", "private"]
