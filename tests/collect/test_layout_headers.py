"""The row of headers is found below titles, groups and tags; where it is missing, that is told."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.formats import translated
from ecosystem.collect.forms import flattened
from ecosystem.collect.sheet import Issue, Sheet


def read(*lines: str, name: str = "list.csv") -> Sheet:
    [sheet] = flattened([read_delimited("\n".join(lines).encode(), name, "list")])
    return sheet


def told(sheet: Sheet, reason: str) -> list[Issue]:
    return [issue for issue in sheet.issues if issue.reason == reason]


def test_a_row_of_hxl_tags_below_the_headers_is_not_used() -> None:
    sheet = read("Organization,Type,Sector", "#org+name,#org +type,#sector", "Red Harbor,INGO,WASH")
    assert sheet.frame.to_dict("index") == {3: {"Organization": "Red Harbor", "Type": "INGO", "Sector": "WASH"}}
    assert [issue.row for issue in told(sheet, "row of tags")] == [2]


def test_the_row_above_the_tags_is_the_header_and_what_is_above_it_is_told() -> None:
    sheet = read("3W,,", "Organisation,Type,Cluster", "#org,#org+type,#sector", "Red Harbor,INGO,WASH")
    assert sheet.frame.columns.tolist() == ["Organisation", "Type", "Cluster"]
    assert [issue.row for issue in told(sheet, "above the header")] == [1]


def test_tags_alone_are_headers_in_words() -> None:
    sheet = read("#org+name,#org+type,#adm1+name,#adm1+code", "Red Harbor,INGO,North,N1")
    assert sheet.frame.columns.tolist() == ["organization", "organization type", "state", "state code"]
    assert told(sheet, "header of tags")


def test_organizations_that_are_called_like_a_tag_are_no_tags() -> None:
    sheet = read("source,target", "#BlackTechFutures,#Cut50", "#Cut50,Zoo")
    assert len(sheet.frame) == 2


@pytest.mark.parametrize(
    "types",
    ["text,date,yes/no", "Text,Date,Y/N", "Required,Optional,Optional", ",USD,persons", "varchar(50),int,boolean"],
)
def test_a_row_of_types_or_units_below_the_headers_is_not_used(types: str) -> None:
    sheet = read("Organization,Founded,Active", types, "Zoo,2001,yes")
    assert sheet.frame["Organization"].tolist() == ["Zoo"]
    assert [issue.row for issue in told(sheet, "row of types")] == [2]


def test_a_row_further_down_or_with_a_name_is_no_row_of_types() -> None:
    sheet = read("Organization,Kind", "Text,Zine", "Zoo,list", "Bank,x", "Date,Text")
    assert sheet.frame["Organization"].tolist() == ["Text", "Zoo", "Bank", "Date"]


def test_titles_of_groups_give_way_to_the_headers_below() -> None:
    sheet = read("Organization info,,Place,", "Name,Sector,City,State", "Zoo,Nonprofit,Harbor,MN")
    assert sheet.frame.to_dict("index") == {3: {"Name": "Zoo", "Sector": "Nonprofit", "City": "Harbor", "State": "MN"}}


def test_groups_of_the_same_columns_tell_them_apart() -> None:
    sheet = read("Source,,Target,", "Name,City,Name,City", "Zoo,Harbor,Bank,Milltown")
    assert sheet.frame.columns.tolist() == ["Source", "Source City", "Target", "Target City"]


def test_titles_on_two_rows_stand_above_the_header() -> None:
    sheet = read("Our partners,", "Updated 2026,", "name,sector", "Zoo,Nonprofit")
    assert sheet.frame.to_dict("index") == {4: {"name": "Zoo", "sector": "Nonprofit"}}


TIES = ["City IT,Food Bank", "Food Bank,Library", "Library,Zoo", "City IT,Zoo"]


def test_ties_without_headers_keep_their_first_row_and_say_so() -> None:
    sheet = read(*TIES, name="edges.csv")
    assert sheet.frame.columns.tolist() == ["source", "target"]
    assert sheet.frame.iloc[0].tolist() == ["City IT", "Food Bank"]
    assert sheet.frame.index.tolist() == [1, 2, 3, 4]
    [found] = told(sheet, "first row is data")
    assert found.message.startswith("The first row of edges.csv looks like data, not like headers")


def test_a_third_column_of_ties_without_headers_is_weight_or_relation() -> None:
    weights = read(*(f"{tie},{n}" for n, tie in enumerate((*TIES, "Zoo,Food Bank"), start=3)))
    relations = read(*(f"{tie},{word}" for tie, word in zip(TIES, ("funds", "meets", "funds", "funds"), strict=True)))
    assert weights.frame.columns.tolist() == ["source", "target", "weight"]
    assert relations.frame.columns.tolist() == ["source", "target", "relation"]


def test_ties_of_numbers_without_headers_keep_their_first_row_and_a_numbered_matrix_its_headers() -> None:
    ties = read("1,2", "2,3", "1,3", "3,4")
    matrix = read("1,2,3", "0,1,0", "1,0,1", "0,1,0")
    assert ties.frame.to_numpy().tolist() == [["1", "2"], ["2", "3"], ["1", "3"], ["3", "4"]]
    assert matrix.frame.columns.tolist() == ["1", "2", "3"]


def test_organizations_without_headers_are_named_where_a_column_of_sectors_tells() -> None:
    sheet = read("City IT,Government,Harbor", "Bank,Nonprofit,Harbor", "Zoo,Nonprofit,Mill", "Parks,Government,Mill")
    assert sheet.frame.columns.tolist() == ["name", "sector", "column C"]
    assert sheet.frame["name"].tolist() == ["City IT", "Bank", "Zoo", "Parks"]


@pytest.mark.parametrize(
    "lines",
    [
        ("Who,Works with", "City IT,Zoo", "Zoo,Bank"),
        ("Wer,Mit wem", "City IT,Zoo", "Wer,Mit wem", "Zoo,Bank"),
        ("Akteur,Food Bank,Zoo", "Food Bank,,1", "Zoo,1,"),
        ("Akteur,2022,2023", "City IT,5,6", "Parks,7,8"),
        ("Organisation,Partner,Art", "Stadt,Zoo,Art", "Zoo,Bank,Partner"),
    ],
)
def test_headers_that_are_headers_stay(lines: tuple[str, ...]) -> None:
    sheet = read(*lines)
    assert sheet.frame.columns.tolist() == lines[0].split(",")
    assert not told(sheet, "first row is data")


@pytest.mark.parametrize("corner", ["", "org", "x"])
@pytest.mark.parametrize("cell", ["1", "x", "funds"])
def test_the_names_above_a_matrix_are_its_headers(corner: str, cell: str) -> None:
    lines = f"{corner},A,B,C", f"A,,{cell},", f"B,{cell},,{cell}", f"C,,{cell},"
    [sheet, *_] = translated([read(*lines)])
    assert "first row is data" not in {issue.reason for issue in sheet.issues}
