"""Blank cells below a value are filled where merged cells left them, and only there."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.forms import flattened
from ecosystem.collect.sheet import Issue, Sheet


def read(*lines: str) -> Sheet:
    [sheet] = flattened([read_delimited("\n".join(lines).encode(), "list.csv", "list")])
    return sheet


def told(sheet: Sheet) -> list[Issue]:
    return [issue for issue in sheet.issues if issue.reason == "blank below a value"]


@pytest.mark.parametrize("headers", ["source,target", "from,to", "Organization,Partner", "Funder,Grantee"])
def test_a_source_above_blank_cells_is_the_source_of_their_rows(headers: str) -> None:
    sheet = read(headers, "City IT,Bank", ",Library", ",Zoo", "Bank,Library", ",Zoo")
    assert sheet.frame.iloc[:, 0].tolist() == ["City IT", "City IT", "City IT", "Bank", "Bank"]
    [found] = told(sheet)
    assert (found.kind, found.row, found.column) == ("doubt", 3, headers.split(",", maxsplit=1)[0])
    assert "3 blank cells" in found.message


def test_a_target_above_blank_cells_is_filled_in_a_list_of_ties() -> None:
    sheet = read("source,target", "City IT,Zoo", "Bank,", "Library,", "Zoo,Parks", "311,")
    assert sheet.frame["target"].tolist() == ["Zoo", "Zoo", "Zoo", "Parks", "Parks"]


def test_groups_in_groups_are_filled() -> None:
    sheet = read("Sector,Organization,Partner", "Gov,City IT,A", ",,B", ",Parks,C", ",,D", "Nonprofit,Zoo,A", ",,C")
    assert sheet.frame["Sector"].tolist() == ["Gov"] * 4 + ["Nonprofit"] * 2
    assert sheet.frame["Organization"].tolist() == ["City IT", "City IT", "Parks", "Parks", "Zoo", "Zoo"]


def test_headings_between_the_rows_do_not_hide_the_groups() -> None:
    sheet = read(
        "source,target,relation", "North side partners:,,", "City IT,Zoo,x", ",Bank,x", ",Library,y", "Zoo,Bank,x"
    )
    assert sheet.frame["source"].tolist() == ["City IT", "City IT", "City IT", "Zoo"]


@pytest.mark.parametrize(
    "lines",
    [
        ("source,target", "City IT,Bank", "City IT,Zoo", ",Library", ",Parks", "Zoo,Bank"),  # values come again
        ("source,target", ",Bank", "City IT,Zoo", ",Library", "Zoo,Bank"),  # nothing above the first
        ("source,target", "City IT,Bank", ",Zoo", "Zoo,Bank", "Parks,Bank"),  # one is missing
        ("Acronym,Name", "CIT,City IT", ",Parks", "FB,Food Bank", ",Zoo", ",Arts"),  # some have none
        ("Your organization,Which?", "City IT,a", ",b", "Zoo,c", ",d", ",e"),  # a form that may be anonymous
        ("Name,Website", "City IT,a", "Parks,", "Zoo,b", "Arts,", "Bank,"),  # at the side
        ("Name,City", "City IT,a", ",b", "Zoo,c", "Parks,d", "Bank,e", ",f", "Arts,g"),  # most have a name
    ],
)
def test_cells_that_are_blank_for_another_reason_stay_blank(lines: tuple[str, ...]) -> None:
    sheet = read(*lines)
    assert [",".join(cells) for cells in sheet.frame.to_numpy().tolist()] == list(lines[1:])


def test_where_the_header_does_not_tell_it_is_asked_and_nothing_filled() -> None:
    sheet = read("Wer,Mit wem", "City IT,a", ",b", "Zoo,c", ",d", ",e")
    assert sheet.frame["Wer"].tolist() == ["City IT", "", "Zoo", "", ""]
    [found] = told(sheet)
    assert "may belong to it (rows 3, 5 and 6)" in found.message
