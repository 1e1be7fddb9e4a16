"""Kumu: ids, several targets, directions, repeated rows, both tables in one sheet.

Rules from Kumu's import guide (docs.kumu.io, "Import and export"); the files are made here.
"""

import json

import pytest

from ecosystem.collect.formats import read_bytes, translated
from ecosystem.collect.person_headers import about_people
from tests.collect.formats.made import issues, one, read_as, table, workbook

ENDS = ("source_id", "source", "target_id", "target")


def test_elements_and_connections_with_ids_are_organizations_and_ties_by_id() -> None:
    sheets = workbook(
        Elements="ID,Label,Type,Description,Tags\n1,City IT,Government,Runs data,a|b\n2,311,Government,,\n",
        Connections="From,To,Type,Direction,Strength\n1,2,shares data,directed,3\n2,Library,funds,mutual,\n",
    )
    organizations, ties = translated(sheets)
    assert (organizations.name, ties.name) == ("organizations", "ties")
    assert table(organizations, "organization_id", "name", "sector", "Description", "Tags") == [
        ("1", "City IT", "Government", "Runs data", "a|b"),
        ("2", "311", "Government", "", ""),
    ]
    assert table(ties, *ENDS) == [("1", "", "2", ""), ("2", "", "", "Library")]
    assert table(ties, "relation", "directed", "Strength") == [("shares data", "yes", "3"), ("funds", "no", "")]
    assert ties.frame.index.tolist() == [2, 3]
    assert read_as(sheets) == ["Read as a Kumu map."]


def test_several_targets_in_one_cell_are_one_tie_each_under_the_same_row() -> None:
    [ties] = translated([one('From,To,Type\nA,B| C,works with\n"D|E",F,\n', "Connections")])
    assert table(ties, "source", "target", "relation") == [
        ("A", "B", "works with"),
        ("A", "C", "works with"),
        ("D|E", "F", ""),
    ]
    assert ties.frame.index.tolist() == [2, 2, 3]


def test_an_element_whose_own_name_holds_a_bar_is_one_target() -> None:
    sheets = workbook(Elements="ID,Label\n1,Arts|Parks\n", Connections="From,To\n1,Arts|Parks\n")
    assert table(translated(sheets)[1], "target") == [("Arts|Parks",)]


def test_a_listed_name_with_a_bar_is_one_end_also_in_a_list_that_is_not_of_kumu() -> None:
    sheets = workbook(
        Organizations="Name,Sector\nArts | Culture Lab,Arts\nZoo,Arts\n",
        Ties="From,To,Type,Direction\nZoo,arts | culture lab,works with,directed\n",
    )
    assert table(translated(sheets)[1], "target") == [("arts | culture lab",)]


@pytest.mark.parametrize("end", ["Arts | Culture Lab", "Arts | Other Lab"])
def test_from_to_and_type_alone_are_no_kumu_map(end: str) -> None:
    sheets = workbook(
        Organizations="Name,Sector\nArts | Culture Lab,Arts\nZoo,Arts\n", Ties=f"From,To,Type\nZoo,{end},works with\n"
    )
    assert list(translated(sheets)) == sheets


@pytest.mark.parametrize(
    ("elements", "connections"),
    [
        ({"Things": "Label,Type\nA,city\n"}, {"Links": "From,To,Type\nA,B|C,funds\n"}),
        ({"Things": "Label\nA\n"}, {"Connections": "From,To,Type\nA,B|C,funds\n"}),
        ({"Organizations": "Name\nA\nB\nC\n"}, {"Links": "From,To,Type\nA,B|C,funds\n"}),
    ],
)
def test_several_targets_are_split_where_more_says_so(elements: dict[str, str], connections: dict[str, str]) -> None:
    ties = [sheet for sheet in translated(workbook(**elements, **connections)) if sheet.name == "ties"]
    assert [table(sheet, "target") for sheet in ties] == [[("B",), ("C",)]]


def test_direction_words_become_yes_and_no_and_an_unknown_word_stays() -> None:
    [ties] = translated([one("From,To,Direction\nA,B,directed\nA,C,Undirected\nA,D,mutual\nA,E,both\nA,F,\n", "c")])
    assert [cell for (cell,) in table(ties, "directed")] == ["yes", "no", "no", "both", ""]


def test_the_last_row_of_an_element_wins_and_the_earlier_one_is_a_doubt() -> None:
    sheets = workbook(
        Elements="Label,Type,Website\nParks,city,old.example\nParks,state,\nparks,City,new.example\nLibrary,city,\n",
        Connections="From,To,Direction\nParks,Library,directed\n",
    )
    organizations, _ = translated(sheets)
    assert table(organizations, "name", "sector", "Website") == [
        ("Parks", "state", ""),
        ("parks", "City", "new.example"),
        ("Library", "city", ""),
    ]
    assert organizations.frame.index.tolist() == [3, 4, 5]
    [doubt] = [issue for issue in organizations.issues if issue.reason == "element said again"]
    assert (doubt.kind, doubt.row) == ("doubt", 2)


def test_a_cell_of_an_earlier_row_stays_where_the_later_row_has_none() -> None:
    sheets = workbook(Elements="ID,Label,URL\n7,Parks,a.example\n7,City Parks,\n", Connections="From,To\n7,Library\n")
    assert table(translated(sheets)[0], "organization_id", "name", "URL") == [("7", "City Parks", "a.example")]


def test_one_label_under_two_types_is_two_organizations_with_ids_of_their_own() -> None:
    sheets = workbook(
        Elements="Label,Type\nParks,city\nParks,state\nLibrary,city\n",
        Connections="From,To,Direction\nLibrary,Parks,directed\n",
    )
    ids = [cell for (cell,) in table(translated(sheets)[0], "organization_id")]
    assert ids == ["Parks (city)", "Parks (state)", ""]


def test_a_location_is_coordinates_or_an_address() -> None:
    sheets = workbook(
        Elements='Label,Location\nA,"42.36, -71.06"\nB,1 Main Street\nC,"99, 200"\nD,\n', Connections="From,To\nA,B\n"
    )
    assert table(translated(sheets)[0], "address", "latitude", "longitude") == [
        ("", "42.36", "-71.06"),
        ("1 Main Street", "", ""),
        ("99, 200", "", ""),
        ("", "", ""),
    ]


def test_one_sheet_may_hold_both_tables_parted_by_two_blank_rows() -> None:
    text = "Label,Type,Budget\nA,city,7\nB,state,\n\n\nFrom,To,Type,Note\nA,B,funds,since 2015\n"
    sheet = one(text.replace("Label,Type,Budget", "Label,Type,Budget,x"), "Map")
    organizations, ties = translated([sheet])
    assert table(organizations, "name", "sector", "Budget") == [("A", "city", "7"), ("B", "state", "")]
    assert table(ties, "source", "target", "relation", "Note") == [("A", "B", "funds", "since 2015")]
    assert (organizations.frame.index.tolist(), ties.frame.index.tolist()) == ([2, 3], [7])


def test_one_blank_row_does_not_part_two_tables() -> None:
    sheet = one("Label,Type\nA,city\n\nFrom,To\nA,B\n", "Map")
    assert translated([sheet]) == (sheet,)


def test_a_map_that_the_plain_reader_reads_as_it_is_is_left_alone() -> None:
    sheets = workbook(Elements="Label,Type\nA,city\nB,\n", Connections="From,To,Type\nA,B,funds\n")
    assert list(translated(sheets)) == sheets


def test_columns_about_people_are_set_aside_with_one_issue_that_holds_no_cell() -> None:
    sheets = workbook(
        Elements="ID,Label,Email,Contact phone,Contact frequency\n1,A,jo@example.org,555 Doe,weekly\n",
        Connections="From,To,Fax\n1,1,555 Roe\n",
    )
    result = translated(sheets)
    assert [list(sheet.frame.columns) for sheet in result] == [
        ["organization_id", "name", "Contact frequency"],
        ["source_id", "source", "target_id", "target"],
    ]
    aside = [issue for issue in issues(result) if issue.reason == "about people, never read"]
    assert [(issue.kind, issue.message) for issue in aside] == [
        ("set aside", "2 columns about people were not read: Email, Contact phone"),
        ("set aside", "1 column about people was not read: Fax"),
    ]
    assert not any(word in repr(result) for word in ("555 Doe", "555 Roe", "example.org"))


def test_a_column_of_peoples_names_stays_for_the_readers_to_pass_over() -> None:
    sheets = workbook(Elements="ID,Label,Contact name\n1,A,Jo Doe\n", Connections="From,To,Owner\n1,1,Al Roe\n")
    result = translated(sheets)
    assert [about_people(sheet.frame.columns) for sheet in result] == [{"Contact name"}, {"Owner"}]
    assert not any(name in str(issues(result)) for name in ("Jo Doe", "Al Roe"))


def test_a_field_called_sector_goes_before_the_type() -> None:
    sheets = workbook(Elements="ID,Label,Type,Sector\n1,A,Actor,health\n", Connections="From,To\n1,B\n")
    assert table(translated(sheets)[0], "Sector", "Type", "sector") == [("health", "Actor", "")]


def test_a_blueprint_is_read_like_its_workbook() -> None:
    blueprint = {
        "elements": [
            {"id": "e1", "label": "A", "type": "city", "tags": ["x", "y"]},
            {"id": "e2", "label": "B", "type": "state"},
        ],
        "connections": [{"id": "c1", "from": "e1", "to": "e2", "type": "funds", "direction": "directed"}],
    }
    sheets = read_bytes("map.json", json.dumps(blueprint).encode())
    assert sheets is not None
    organizations, ties = translated(sheets)
    assert table(organizations, "organization_id", "name", "sector", "tags") == [
        ("e1", "A", "city", "x|y"),
        ("e2", "B", "state", ""),
    ]
    assert table(ties, *ENDS, "relation", "directed") == [("e1", "", "e2", "", "funds", "yes")]
    assert organizations.source == 'map.json, list "elements"'
    assert organizations.frame.index.tolist() == [1, 2]


def test_fields_kept_under_attributes_are_read_like_others() -> None:
    project = {
        "elements": [{"_id": "elem-1", "attributes": {"label": "A", "element type": "city"}}],
        "connections": [{"_id": "c", "from": "elem-1", "to": "elem-1", "attributes": {"connection type": "funds"}}],
    }
    sheets = read_bytes("map.json", json.dumps(project).encode())
    assert sheets is not None
    organizations, ties = translated(sheets)
    assert table(organizations, "organization_id", "name", "sector") == [("elem-1", "A", "city")]
    assert table(ties, "source_id", "relation") == [("elem-1", "funds")]
