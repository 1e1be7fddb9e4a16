"""What the names of several workbooks with the same sheets say: the city of the rows that have none."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.recipes import Recipe, SheetRecipe
from ecosystem.collect.sheet import WORKBOOK, SheetOrigin, Source
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import reasons, rows

LISTED = "name,sector\nCity Hall,Government\nLibrary,Education"
TIES = "from,to,type\nCity Hall,Library,funds"


def workbooks(*books: str, recipe: Recipe | None = None, **sheets: tuple[str, ...]) -> Ecosystem:
    """The map of workbooks with these names, each with these sheets: a CSV text per workbook."""
    read = []
    for place, book in enumerate(books):
        for name, texts in sheets.items():
            if text := texts[place]:
                origin = SheetOrigin(book, name, WORKBOOK)
                sheet = read_delimited(text.encode(), f"{name}.csv", name)
                read.append(type(sheet)(origin, name, sheet.frame))
    return assemble(Source("books", tuple(read)), recipe)


def alike(*books: str) -> Ecosystem:
    listed = tuple(f"{LISTED}\nPlace {n},Nonprofit" for n in range(len(books)))
    return workbooks(
        *books, Organizations=listed, Ties=tuple(f"{TIES}\nPlace {n},Library,funds" for n in range(len(books)))
    )


@pytest.mark.parametrize(
    ("books", "found"),
    [
        (("Lisbon.xlsx", "Porto.xlsx", "Braga.xlsx"), ["Braga", "Lisbon", "Porto"]),
        (("Tacoma 2024.xlsx", "Olympia 2024.xlsx"), ["Olympia", "Tacoma"]),
        (("ties_lisbon_final.xlsx", "porto-map-2025.xlsx"), ["Lisbon", "Porto"]),
        (("new_york.xlsx", "Rio de Janeiro.ods"), ["New York", "Rio de Janeiro"]),
        (('a.zip, file "x/Lisbon.xlsx"', 'a.zip, file "x/Porto.xlsx"'), ["Lisbon", "Porto"]),
    ],
)
def test_workbooks_with_the_same_sheets_are_of_the_cities_that_their_names_say(
    books: tuple[str, ...], found: list[str]
) -> None:
    ecosystem = alike(*books)
    assert sorted(ecosystem.sites) == found
    assert len(ecosystem.table("organizations")) == 3 * len(books)
    assert sorted(set(rows(ecosystem, "ties", "site"))) == found
    assert reasons(ecosystem) == ["city from the name"] * len(books)


@pytest.mark.parametrize(
    "books",
    [
        ("book1.xlsx", "book2.xlsx"),
        ("ties_2024.xlsx", "ties_2025.xlsx"),
        ("organizations.xlsx", "organizations (2).xlsx"),
        ("draft.xlsx", "final v2.xlsx"),
        ("Smith Foundation.xlsx", "Lima Council.xlsx"),
        ("Place 0.xlsx", "Library.xlsx"),
        ("Health.xlsx", "Housing.xlsx"),
        ("Lisbon 1.xlsx", "Lisbon 2.xlsx"),
        ("Lisbon.xlsx", "summary.xlsx"),
    ],
)
def test_names_of_workbooks_that_are_no_cities_change_nothing(books: tuple[str, str]) -> None:
    ecosystem = alike(*books)
    assert ecosystem.sites == ["all"]
    assert "city from the name" not in reasons(ecosystem)


def test_workbooks_of_other_sheets_are_of_no_city() -> None:
    ecosystem = workbooks("Lisbon.xlsx", "Porto.xlsx", Organizations=(LISTED, ""), Ties=("", TIES))
    assert ecosystem.sites == ["all"]


def test_lists_of_ties_alone_in_workbooks_are_of_two_cities_only_if_they_share_no_ends() -> None:
    apart = workbooks("Lisbon.xlsx", "Porto.xlsx", Ties=("from,to\nZoo,Museum", "from,to\nArchive,Port"))
    assert sorted(apart.sites) == ["Lisbon", "Porto"]
    again = workbooks("Lisbon.xlsx", "Porto.xlsx", Ties=(TIES, TIES + "\nZoo,Library,funds"))
    assert again.sites == ["all"]


def test_the_city_of_a_row_wins_over_the_name_of_its_workbook() -> None:
    own = "name,city\nCity Hall,BRAGA\nINL,N/A\nRail,nationwide\nFort,Barcelos\nArchive,"
    ecosystem = workbooks(
        "Lisbon.xlsx", "braga.xlsx", Organizations=(LISTED, own), Ties=(TIES, "from,to,type\nINL,City Hall,funds")
    )
    names = dict(
        zip(rows(ecosystem, "organizations", "organization_id"), rows(ecosystem, "organizations", "name"), strict=True)
    )
    placed = {(names[each], site) for each, site in rows(ecosystem, "locations", "organization_id", "site")}
    assert placed == {
        *(("City Hall", "Lisbon"), ("Library", "Lisbon"), ("City Hall", "BRAGA"), ("INL", "BRAGA")),
        *(("Archive", "BRAGA"), ("Fort", "Barcelos")),
    }
    assert sorted(rows(ecosystem, "ties", "site")) == ["BRAGA", "Lisbon"]
    assert reasons(ecosystem) == ["city from the name", "city from the name", "no city"]


def test_workbooks_whose_rows_are_in_other_cities_are_of_no_city_of_their_names() -> None:
    own = "name,city\nZoo,Lima\nMuseum,Quito"
    ecosystem = workbooks("Andes.xlsx", "Coast.xlsx", Organizations=(own, "name,city\nPort,\nHarbor,"))
    assert sorted(ecosystem.sites) == ["Lima", "Quito"]


def test_equal_sheets_in_the_workbooks_of_two_cities_are_read_twice() -> None:
    listed = (LISTED, LISTED + "\nZoo,Business")
    ecosystem = workbooks("Lisbon.xlsx", "Porto.xlsx", Organizations=listed, Ties=(TIES, TIES))
    assert sorted(rows(ecosystem, "ties", "site")) == ["Lisbon", "Porto"]
    once = workbooks("book1.xlsx", "book2.xlsx", Organizations=listed, Ties=(TIES, TIES))
    assert len(once.table("ties")) == 1
    assert "sheet twice" in reasons(once)


def test_a_copy_of_a_workbook_under_another_name_is_read_once() -> None:
    ecosystem = workbooks("Lisbon.xlsx", "Rescue.xlsx", Organizations=(LISTED, LISTED), Ties=(TIES, TIES))
    assert (ecosystem.sites, reasons(ecosystem)) == (["all"], ["sheet twice", "sheet twice"])


def test_the_column_setup_says_that_the_name_of_a_workbook_is_no_city() -> None:
    recipe = Recipe(sheet=(SheetRecipe(name="Organizations", kind="organizations", site="all"),))
    listed = (LISTED, LISTED + "\nZoo,Business")
    ecosystem = workbooks("Anna.xlsx", "Ben.xlsx", recipe=recipe, Organizations=listed, Ties=(TIES, TIES))
    assert ecosystem.sites == ["all"]
    assert "one name in several workbooks" not in reasons(ecosystem)


def test_one_doubt_tells_of_names_in_several_workbooks_that_are_read_as_one_without_a_city() -> None:
    issues = alike("book1.xlsx", "book2.xlsx").table("issues")
    assert issues["reason"].tolist().count("one name in several workbooks") == 1
    assert "2 names (“City Hall”, “Library”)" in issues["message"].tolist()[0]


@pytest.mark.parametrize("books", [("orgs_2024.xlsx", "orgs_2025.xlsx"), ("Lisbon.xlsx", "Porto.xlsx")])
def test_rounds_and_cities_give_no_doubt_about_names_in_several_workbooks(books: tuple[str, str]) -> None:
    assert "one name in several workbooks" not in reasons(alike(*books))


def test_no_doubt_about_several_workbooks_names_a_person() -> None:
    listed = "name,type\nAna Ruiz,Person\nCity Hall,Government\nPlace {n},Nonprofit"
    ecosystem = workbooks("book1.xlsx", "book2.xlsx", Organizations=(listed.format(n=1), listed.format(n=2)))
    said = " ".join(ecosystem.table("issues")["message"])
    assert "“City Hall”" in said
    assert "Ana Ruiz" not in said


def test_a_workbook_of_other_sheets_beside_those_of_cities_is_of_none() -> None:
    listed = (LISTED, LISTED + "\nZoo,Business", "")
    ecosystem = workbooks("Lisbon.xlsx", "Porto.xlsx", "Overview.xlsx", Organizations=listed, Links=("", "", TIES))
    assert sorted(ecosystem.sites) == ["Lisbon", "Porto"]


def test_a_workbook_of_another_spelling_of_its_city_leaves_the_others_theirs() -> None:
    listed = ("name,city\nCity Hall,Lisboa\nZoo,Lisboa", "name,city\nCity Hall,Porto\nMuseum,Porto")
    ties = ("from,to,type\nZoo,City Hall,funds", "from,to,type\nMuseum,City Hall,funds")
    ecosystem = workbooks("Lisbon.xlsx", "Porto.xlsx", Organizations=listed, Ties=ties)
    assert sorted(ecosystem.sites) == ["Lisboa", "Porto"]
    assert rows(ecosystem, "ties", "site") == ["Porto"]
