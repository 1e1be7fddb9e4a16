"""Sheets that are meant to steer the reading are understood or stop it; a recipe that finds no sheet too."""

import io

import pytest
from openpyxl import Workbook

from ecosystem.collect.recipes import ColumnRecipe, Recipe, SheetRecipe
from ecosystem.collect.sources import open_upload
from ecosystem.columns.plan import propose
from ecosystem.errors import RecipeError, SourceError
from ecosystem.tables.assemble import assemble, instruments_for
from ecosystem.tables.dataset import Ecosystem

INVITED = "name,city,consent\nA,Harbor,no\nB,Harbor,public\n"
TIES = "source,target\nA,B\n"


def workbook(**sheets: list[list[str]]) -> bytes:
    book, stream = Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        tab = book.create_sheet(name)
        for row in rows:
            tab.append(row)
    book.save(stream)
    return stream.getvalue()


def read(recipe: Recipe | None = None, **sheets: str) -> Ecosystem:
    files = [(f"{name}.csv", text.encode()) for name, text in sheets.items()]
    return assemble(open_upload(files, recipe), recipe)


def reasons(found: Ecosystem) -> list[str]:
    return list(found.table("issues")["reason"])


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "aliases",
            "name_as_writen,name,verdict,site\nA,B,same,Harbor\n",
            "“name_as_writen” looks like “name_as_written”",
        ),
        ("aliases", "wrong,right\nA,B\n", r"needs the columns name_as_written and organization.*it has: wrong, right"),
        ("aliases", "name_as_written,organization,verdct\nA,B,different\n", "“verdct” looks like “verdict”"),
        ("aliases", "name_as_written,organization,sites\nA,B,Harbor\n", "“sites” looks like “site”"),
        ("locations", "name,citty,latitude,longitude\nA,Harbor,42,-71\n", r"needs the columns site"),
        ("locations", "place id,what\n1,x\n", r"needs the columns site"),
        ("relations", "relaton,directed\ntie,yes\n", "“relaton” looks like “relation”"),
        ("relations", "relation,directed,scales\ntie,yes,a|b\n", "“scales” looks like “scale”"),
        ("invited", "nam,what\nA,x\n", "“nam” looks like “name”"),
    ],
)
def test_a_sheet_called_as_one_that_steers_is_understood_or_stops_the_reading(name: str, text: str, says: str) -> None:
    with pytest.raises(SourceError, match=rf"^{name}\.csv, its row of headers: .*{says}"):
        read(**{"organizations": INVITED, "ties": TIES, name: text})


def test_so_it_is_in_a_workbook() -> None:
    book = workbook(
        ties=[["source", "target"], ["A", "B"]], aliases=[["name_as_written", "organisatoin"], ["A", "A Inc."]]
    )
    with pytest.raises(SourceError, match=r'^city\.xlsx, sheet "aliases", its row of headers'):
        assemble(open_upload([("city.xlsx", book)]))


def test_a_list_of_aliases_downloaded_a_second_time_is_one() -> None:
    aliases = "name_as_written,organization,site\nA Inc.,A,\n"
    found = read(**{"ties": "source,target\nA,B\nA Inc.,B\n", "aliases (1)": aliases})
    assert set(found.names().values()) == {"A", "B"}
    with pytest.raises(SourceError, match=r"^aliases \(1\)\.csv, its row of headers"):
        read(**{"ties": TIES, "aliases (1)": aliases.replace("organization", "who")})


def test_a_recipe_says_what_such_a_sheet_is() -> None:
    columns = (
        ColumnRecipe(header="wrong", becomes="name_as_written"),
        ColumnRecipe(header="right", becomes="name"),
    )
    recipe = Recipe(sheet=(SheetRecipe(name="aliases", kind="aliases", column=columns),))
    assert (
        len(read(recipe, ties="source,target\nA,B\nA Inc.,B\n", aliases="wrong,right\nA Inc.,A\n").table("ties")) == 1
    )
    unused = Recipe(sheet=(SheetRecipe(name="aliases", kind="not used"),))
    assert len(read(unused, ties=TIES, aliases="wrong,right\nA,B\n").table("ties")) == 1


def test_a_list_of_organizations_called_locations_is_one_where_no_other_is_there() -> None:
    assert len(read(locations="name,latitude,longitude\nA,42,-71\n").table("organizations")) == 1


def test_ties_in_a_sheet_called_relations_are_ties() -> None:
    assert len(read(relations=TIES).table("ties")) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("organizations", "name,city,concent\nA,Harbor,no\nB,Harbor,public\n"),
        ("organizations", "who,consent\nA,no\nB,public\n"),
        ("locations", "name,city,consent\nA,Harbor,no\n"),
    ],
)
def test_consents_that_would_not_be_read_stop_the_reading(name: str, text: str) -> None:
    with pytest.raises(SourceError, match="it holds who may be shown by name, and would not be read here"):
        read(**{"ties": TIES, name: text})


@pytest.mark.parametrize("header", ["content", "consent form", "contest"])
def test_a_column_that_holds_something_else_is_no_consent(header: str) -> None:
    found = read(ties=TIES, organizations=f"name,city,{header}\nA,Harbor,a video\nB,Harbor,yes\n")
    assert "column not used" in reasons(found)


def test_a_recipe_whose_sheet_is_not_here_stops_while_another_sheet_is_read_without_a_decision() -> None:
    recipe = Recipe(sheet=(SheetRecipe(name="tiez", kind="ties", row_aside=(2,)),))
    with pytest.raises(RecipeError, match="its part about “tiez” finds no sheet"):
        read(recipe, ties=TIES)


def test_a_part_of_a_recipe_that_finds_no_sheet_is_a_doubt_where_every_sheet_is_decided() -> None:
    recipe = Recipe(sheet=(SheetRecipe(name="ties", kind="ties"), SheetRecipe(name="invited", kind="organizations")))
    found = read(recipe, ties=TIES, aliases="name_as_written,organization\nA Inc.,A\n")
    assert "recipe without its sheet" in reasons(found)
    assert len(found.table("ties")) == 1


@pytest.mark.parametrize(
    ("part", "says"),
    [
        (SheetRecipe(name="ties", kind="answers", instrument="napkin"), "questionnaire “napkin”, which is not here"),
        (
            SheetRecipe(name="ties", kind="ties", column=(ColumnRecipe(header="source", becomes="source"),)),
            "ties, which need the columns source and target",
        ),
        (SheetRecipe(name="ties", kind="organizations"), "organizations, which need the column name"),
        (
            SheetRecipe(
                name="ties",
                kind="ties",
                column=tuple(ColumnRecipe(header=h, becomes="source") for h in ("source", "target")),
            ),
            "two columns become “source”",
        ),
    ],
)
def test_a_part_of_a_recipe_that_makes_no_table_says_what_it_needs(part: SheetRecipe, says: str) -> None:
    with pytest.raises(RecipeError, match=says):
        read(Recipe(sheet=(part,)), ties=TIES)


def test_two_sheets_of_one_name_have_one_part_in_a_proposal() -> None:
    source = open_upload(
        [("a.xlsx", workbook(answers=[["Who?"], ["A"]])), ("b.xlsx", workbook(answers=[["Where?"], ["B"]]))]
    )
    assert [part.name for part in propose(source.sheets, instruments_for(source)).sheet] == ["answers"]
