"""Rows that belong to a sheet's layout are told with their number and not used; names that look alike stay."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened, rows_left_out
from ecosystem.collect.sheet import Sheet

HEADER = "Organization,Sector,City"
ROWS = ["City IT,Government,Harbor", "Food Bank,Nonprofit,Harbor", "Zoo,Nonprofit,Milltown"]
NAMES = ["City IT", "Food Bank", "Zoo"]


def read(*lines: str) -> Sheet:
    [sheet] = flattened([read_delimited("\n".join(lines).encode(), "list.csv", "list")])
    return sheet


def with_row(line: str, place: int) -> Sheet:
    return read(HEADER, *ROWS[:place], line, *ROWS[place:])


def aside(sheet: Sheet) -> dict[int | None, str]:
    return {issue.row: issue.reason for issue in sheet.issues if issue.kind == "set aside"}


def reasons(sheet: Sheet) -> set[str]:
    return {issue.reason for issue in sheet.issues}


TEMPLATE_ROWS = (
    *("[Organization Name],[Sector],[City]", "<Name>,<Sector>,<City>", "{{name}},{{sector}},{{city}}", "%ORG_NAME%,,"),
    *("Example Org,Nonprofit,Springfield", "e.g. City Library,Library,Harbor", "Example: Library,Library,Anytown"),
    *("Your organization here,,", "Enter organization name,Enter sector,Enter city", "Insert name here,,"),
    *("Lorem ipsum dolor,Lorem,Ipsum", "DO NOT DELETE,,", "Please don’t edit this row,,", "???,,", "TBD,TBD,"),
    *("instructions: one organization per row,,", "TEMPLATE - DO NOT IMPORT,,", "*** TEMPLATE ***,,", "Placeholder,,"),
    *("City Library (example),Library,Harbor", "City Library (delete this row),Library,Harbor", "«Nombre»,«Sector»,"),
    *("Add new rows above this line,,", "Organización de ejemplo,ONG,Ciudad", "z. B. Stadtbücherei,Library,Harbor"),
    *("[Nombre de la organización],[Sector],[Ciudad]", "Nom de l’organisation ici,,", "p. ej. Biblioteca,,"),
)
PAGE_ROWS = (
    *("-- page break --,,", "Page 2 of 7,,", "Seite 2 von 7,,", "Página 3 de 9,,", "- 2 -,,", "(continued),,"),
    *("Continued on next page,,", "Schools (continued),,", "End of list,,", "*** END ***,,", "-----,-----,-----"),
    *("_____,,", "=====,,", "• • •,,", "This page intentionally left blank,,"),
)
TOTAL_ROWS = (
    "(3 rows affected),,",
    "n = 24,,",
    "24 organizations,,",
    "Total organizations: 12,,",
    "Subtotal,,2",
    "Average,,1.5",
    "Nonprofits total,,9",
)
SECTION_ROWS = (
    *("GOVERNMENT AGENCIES,,", "Nonprofits:,,", "NORTH SIDE PARTNERS,,", "--- Schools ---,,", "## Community groups,,"),
    *("Section 2: Schools,,", "A. Government agencies,,", "Nonprofits (12):,,", "Part II - Business,,"),
)


@pytest.mark.parametrize("place", [0, 1, 3])
@pytest.mark.parametrize("line", TEMPLATE_ROWS)
def test_a_row_of_a_template_is_not_used(line: str, place: int) -> None:
    sheet = with_row(line, place)
    assert sheet.frame["Organization"].tolist() == NAMES
    assert aside(sheet) == {place + 2: "template row"}


@pytest.mark.parametrize("place", [0, 2, 3])
@pytest.mark.parametrize("line", PAGE_ROWS)
def test_a_mark_of_a_page_is_not_used(line: str, place: int) -> None:
    sheet = with_row(line, place)
    assert sheet.frame["Organization"].tolist() == NAMES
    assert aside(sheet) == {place + 2: "page mark"}


@pytest.mark.parametrize("place", [1, 3])
@pytest.mark.parametrize("line", TOTAL_ROWS)
def test_a_total_or_a_count_is_not_used(line: str, place: int) -> None:
    sheet = with_row(line, place)
    assert sheet.frame["Organization"].tolist() == NAMES
    assert aside(sheet) == {place + 2: "total"}


@pytest.mark.parametrize("place", [0, 2])
@pytest.mark.parametrize("line", SECTION_ROWS)
def test_a_heading_between_rows_is_not_used(line: str, place: int) -> None:
    sheet = with_row(line, place)
    assert sheet.frame["Organization"].tolist() == NAMES
    assert aside(sheet) == {place + 2: "section row"}


STAY = (
    *("Example Lab", "The Total Package", "[RE]Design", "Page One Books", "Section 8 Office", "TBD Coffee", "NAACP"),
    *("#BlackTechFutures", "Template Arts", "Sample Foundation", "Continued Learning Center", "End Hunger Network"),
    *(
        "Your Neighborhood Project",
        "Directions for Youth",
        "Type A Group",
        "Enter Stage Left Theater",
        "E.G. Smith Fund",
    ),
    *(
        "N Street Village",
        "24 Hour Relief",
        "311",
        "Key Club",
        "Sum of Us",
        "Page Museum",
        "A. Philip Randolph Institute",
    ),
    *("Left Blank Coffee", "Don't Shoot Portland", "Community Partners", "[freespace]", "{Reflow} Studio", "TBA21"),
    *("...and Justice for All", "Here to Help", "Max", "BLANK", "--- Studio", "CITY OF HARBOR", "HABITAT FOR HUMANITY"),
)


@pytest.mark.parametrize("rest", [",Nonprofit,Harbor", ",,"])
@pytest.mark.parametrize("name", STAY)
def test_an_organization_whose_name_holds_such_a_word_stays(name: str, rest: str) -> None:
    for place in (0, 1, 3):
        sheet = with_row(f'"{name}"{rest}', place)
        assert sheet.frame["Organization"].tolist() == [*NAMES[:place], name, *NAMES[place:]]


def test_a_row_that_may_be_a_heading_is_used_and_doubted() -> None:
    doubts = [issue for issue in with_row("HABITAT FOR HUMANITY,,", 1).issues if issue.reason == "looks like a heading"]
    assert [(issue.kind, issue.row) for issue in doubts] == [("doubt", 3)]


def test_capitals_are_headings_where_they_begin_the_table_and_no_name_is_written_so() -> None:
    sheet = read(HEADER, "UPTOWN WARD,,", *ROWS[:2], "HARBOR FRONT,,", ROWS[2])
    assert aside(sheet) == {2: "section row", 5: "section row"}
    shouted = read(HEADER, "UPTOWN WARD,,", "CITY IT,Government,Harbor", "HARBOR FRONT,,", "BIG ZOO,Nonprofit,Harbor")
    assert not aside(shouted)


def test_a_name_that_stands_in_a_full_row_is_no_heading() -> None:
    sheet = read("source,target,relation", "SCHOOL PARTNERS,,", "SCHOOL PARTNERS,Zoo,funds", "Zoo,Library,funds")
    assert "section row" not in reasons(sheet)


def test_headings_in_a_list_of_ties_name_no_organization() -> None:
    sheet = read("source,target,relation", "Downtown partners:,,", "A,B,funds", "WEST SIDE PARTNERS,,", "C,D,funds")
    assert sheet.frame["source"].tolist() == ["A", "C"]


def test_a_heading_ends_in_a_colon_in_a_list_of_one_column_too() -> None:
    assert read("Name", "Zoo", "Nonprofits:", "Bank", "GOVERNMENT").frame["Name"].tolist() == [
        "Zoo",
        "Bank",
        "GOVERNMENT",
    ]


def test_headers_that_come_again_go_with_the_title_of_their_page() -> None:
    page = ["Partner list,,", HEADER]
    sheet = read(*page, ROWS[0], "Page 1 of 3,,", *page, ROWS[1], "Page 2 of 3,,", *page, ROWS[2], "Page 3 of 3,,")
    assert sheet.frame["Organization"].tolist() == NAMES
    assert rows_left_out(sheet) == 7


def test_headers_in_words_of_their_own_that_come_again_are_not_used() -> None:
    sheet = read("Wer,Mit wem", "City IT,Zoo", "Wer,Mit wem", "Zoo,Bank")
    assert aside(sheet) == {3: "header again"}


def test_a_placeholder_in_a_row_of_data_is_read_as_empty_and_told() -> None:
    sheet = read(HEADER, "Zoo,[Sector],Harbor", "Bank,<Sector>,Harbor")
    assert sheet.frame["Sector"].tolist() == ["", ""]
    [found] = [issue for issue in sheet.issues if issue.reason == "placeholder"]
    assert (found.row, found.column) == (2, "Sector")
    assert "2 cells" in found.message


@pytest.mark.parametrize("mark", ["???", "TBD", "xxxx", "to be determined"])
def test_a_tie_to_nobody_known_has_no_other_end(mark: str) -> None:
    sheet = read("source,target", f"Zoo,{mark}", "Zoo,TBD Coffee")
    assert sheet.frame["target"].tolist() == ["", "TBD Coffee"]
    assert "placeholder" in reasons(sheet)


def test_headings_that_all_name_sectors_are_the_sectors_of_the_rows_below() -> None:
    sheet = read("Name,City", "Parks,Harbor", "GOVERNMENT AGENCIES,", "City IT,Harbor", "Nonprofits:,", "Zoo,Harbor")
    assert sheet.frame["sector"].tolist() == ["", "Government", "Nonprofit"]
    assert [issue.message for issue in sheet.issues][-1].endswith("whose sector was taken from it: Nonprofit.")
    mixed = read("Name,City", "GOVERNMENT AGENCIES,", "City IT,Harbor", "Our friends:,", "Zoo,Harbor")
    assert mixed.frame.columns.tolist() == ["Name", "City"]


def test_headings_in_a_column_of_their_own_belong_to_the_rows_below() -> None:
    rows = ["Kind,,", ",City IT,Harbor", ",Parks,Harbor", "Kind total,,2", "Other kind,,", ",Zoo,Harbor"]
    sheet = read("Category,Name,City", *rows)
    assert sheet.frame.iloc[:, :2].to_numpy().tolist() == [
        ["Kind", "City IT"],
        ["Kind", "Parks"],
        ["Other kind", "Zoo"],
    ]
    assert aside(sheet) == {2: "section row", 5: "total", 6: "section row"}


def test_headings_in_a_list_of_which_little_is_known_are_told_by_their_words() -> None:
    sheet = read("Name,City", "GOVERNMENT AGENCIES,", "City IT,Harbor", "Nonprofits,", "Zoo,Harbor", "Bank,", "Arts,")
    assert sheet.frame["Name"].tolist() == ["City IT", "Zoo", "Bank", "Arts"]


def test_a_mark_that_says_something_about_the_answer_is_no_placeholder() -> None:
    sheet = read(HEADER, "[name withheld],Nonprofit,Harbor", "Zoo,[e-mail removed],Harbor")
    assert sheet.frame["Organization"].tolist() == ["[name withheld]", "Zoo"]
    assert sheet.frame["Sector"].tolist() == ["Nonprofit", "[e-mail removed]"]


def test_a_legend_below_the_table_is_not_used() -> None:
    sheet = read(HEADER, *ROWS, "", "Legend", "N,Nonprofit", "G,Government")
    assert sheet.frame["Organization"].tolist() == NAMES
    assert set(aside(sheet).values()) == {"note below the table"}


def test_the_rows_used_and_the_rows_set_aside_are_all_rows() -> None:
    sheet = read(HEADER, *TEMPLATE_ROWS[:3], "Nonprofits:,,", *ROWS, *PAGE_ROWS[:4], *TOTAL_ROWS[:3])
    assert len(sheet.frame) + rows_left_out(sheet) == 14
