"""Who takes part in what: a list of pairs, or a table of organizations by initiatives."""

import pytest

from ecosystem.collect.formats import translated
from tests.collect.formats.made import one, read_as, table


def test_a_list_of_organizations_and_initiatives_is_memberships() -> None:
    sheet = one("Organization,Project,Role,Since\nA,Open Data Day|Budget Lab,host,2015\nB,Budget Lab,,\nC,,,\n", "list")
    [memberships] = translated([sheet])
    assert memberships.name == "memberships"
    assert table(memberships, "organization", "initiative", "role", "Since") == [
        ("A", "Open Data Day", "host", "2015"),
        ("A", "Budget Lab", "host", "2015"),
        ("B", "Budget Lab", "", ""),
        ("C", "", "", ""),
    ]
    assert memberships.frame.index.tolist() == [2, 2, 3, 4]
    assert read_as([sheet]) == ["Read as a list of who takes part in what."]


def test_a_table_of_zero_and_one_is_a_membership_for_each_one() -> None:
    [memberships] = translated([one("org,Lab,Summit\nA,1,0\nB,x,X\nC,,0\n", "table")])
    assert table(memberships, "organization", "initiative") == [("A", "Lab"), ("B", "Lab"), ("B", "Summit"), ("C", "")]
    assert memberships.frame.index.tolist() == [2, 3, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "name,sector,project\nA,city,Lab\n",  # a list of organizations with attributes
        "organization,Budget,Staff\nA,1,2\nB,0,1\n",  # numbers that are no marks
        "organization,Lab,Summit\nA,0,0\nB,,0\n",  # no mark at all
        "question,Lab,Summit\nA,1,0\nB,1,1\n",  # nobody is named
        "source,target\nA,B\n",
    ],
)
def test_what_is_no_list_of_who_takes_part_is_left_alone(text: str) -> None:
    sheet = one(text, "sheet")
    assert translated([sheet]) == (sheet,)


def test_a_table_whose_columns_are_organizations_of_the_list_is_no_memberships() -> None:
    sheets = [one("name,sector\nA,x\nLab,y\n", "organizations"), one("org,Lab,Summit\nA,1,0\nB,1,1\n", "table")]
    assert list(translated(sheets)) == sheets


def test_our_own_memberships_are_left_alone() -> None:
    sheet = one("organization,initiative,role\nA,Lab,host\n", "memberships")
    assert translated([sheet]) == (sheet,)
