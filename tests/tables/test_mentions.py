"""What a form says of others: the roster, free recall, and answers that name nobody."""

import pytest

from tests.tables.asked import asked, form, reasons, rows


def test_the_roster_gives_strength_by_the_place_on_the_scale() -> None:
    ecosystem = asked(form("A", works_B="Often", works_C="rarely", works_D="Never", works_E=""))
    assert rows(ecosystem, "reports", "named_as_written", "strength", "asked") == [
        ("B", 2.0, "roster"),
        ("C", 1.0, "roster"),
    ]


def test_a_roster_answer_beside_the_scale_keeps_the_tie_without_strength() -> None:
    ecosystem = asked(form("A", works_B="Now and then"))
    assert rows(ecosystem, "reports", "named_as_written", "strength") == [("B", None)]
    assert reasons(ecosystem) == ["not on the scale"]


@pytest.mark.parametrize(
    ("line", "name", "strength"),
    [
        ("City IT (often)", "City IT", 2.0),
        ("City IT [Rarely]", "City IT", 1.0),
        ("City IT: Often", "City IT", 2.0),
        ("City IT – Often", "City IT", 2.0),
        ("City IT - Often", "City IT", 2.0),
        ("City IT (DoIT)", "City IT (DoIT)", None),
        ("City IT (DoIT) (Often)", "City IT (DoIT)", 2.0),
        ("Often", "Often", None),
        ("  City   IT ", "City IT", None),
    ],
)
def test_a_line_of_free_recall_is_a_name_and_perhaps_a_strength(line: str, name: str, strength: float | None) -> None:
    ecosystem = asked(form("A", else_=line))
    assert rows(ecosystem, "reports", "named_as_written", "strength", "asked") == [(name, strength, "recall")]


def test_free_recall_names_one_organization_a_line() -> None:
    ecosystem = asked(form("A", else_="B (Often)\nC; D\n\n"))
    assert rows(ecosystem, "reports", "named_as_written") == ["B", "C", "D"]


def test_a_line_that_says_there_is_no_tie_is_set_aside() -> None:
    ecosystem = asked(form("A", else_="B (never)"))
    assert (len(ecosystem.table("reports")), reasons(ecosystem)) == (0, ["says there is no tie"])


@pytest.mark.parametrize("nobody", ["n/a", "NA", "None", "nobody", "x"])
def test_an_answer_that_means_nobody_names_nobody(nobody: str) -> None:
    ecosystem = asked(form("A", else_=nobody))
    assert (sorted(ecosystem.names().values()), reasons(ecosystem)) == (["A"], ["names nobody"])


def test_an_organization_called_na_is_named_by_its_name() -> None:
    ecosystem = asked(form("A", else_="NA"), organizations="name,city\nNA,Riverton\nA,Riverton")
    assert rows(ecosystem, "reports", "named_as_written") == ["NA"]
    assert reasons(ecosystem) == []


def test_who_names_itself_is_set_aside() -> None:
    ecosystem = asked(form("City IT", else_="CITY  IT\nB"))
    assert (rows(ecosystem, "reports", "named_as_written"), reasons(ecosystem)) == (["B"], ["names itself"])


def test_who_is_named_twice_in_one_answer_counts_once() -> None:
    ecosystem = asked(form("A", works_B="Often", else_="b (Rarely)\nC\nC"))
    assert rows(ecosystem, "reports", "named_as_written", "strength") == [("B", 2.0), ("C", None)]
    assert reasons(ecosystem) == ["named twice", "named twice"]


def test_giving_and_getting_are_two_answers_about_one_organization() -> None:
    ecosystem = asked(form("A", gives_B="Often", gets_B="Often", works_B="Often"))
    assert len(ecosystem.table("reports")) == 3


def test_a_name_that_stands_for_several_organizations_is_set_aside() -> None:
    organizations = "id,name,city\n1,Zoo,Riverton\n2,Zoo,Riverton\n3,A,Riverton"
    ecosystem = asked(form("A", works_Zoo="Often"), organizations=organizations)
    assert reasons(ecosystem, "set aside") == ["ambiguous name"]


def test_an_organization_called_1_and_the_first_line_of_free_recall_are_two_reports() -> None:
    ecosystem = asked(form("A", works_1="Often", else_="B"))
    assert rows(ecosystem, "reports", "named_as_written") == ["1", "B"]


def test_the_id_of_a_report_holds_no_name() -> None:
    ecosystem = asked(form("A", works_Library="Often", else_="Museum"))
    assert not any(
        name in i.casefold() for i in rows(ecosystem, "reports", "report_id") for name in ("library", "museum")
    )


def test_whoever_is_named_is_looked_for_in_the_city_of_the_form() -> None:
    ecosystem = asked(
        form("A", works_Library="Often"), organizations="name,city\nLibrary,Boston\nLibrary,Riverton\nA,Riverton"
    )
    assert rows(ecosystem, "reports", "named_id") == ["riverton/library"]
