"""Recipes: what they hold, what they refuse, and how they mend a sheet."""

import pandas as pd
import pytest

from ecosystem.collect.recipes import (
    ColumnRecipe,
    Fix,
    Recipe,
    SheetRecipe,
    Word,
    dump_recipe,
    is_recipe,
    load_recipe,
    mended,
)
from ecosystem.collect.sheet import GOOGLE, Sheet, SheetOrigin
from ecosystem.errors import RecipeError


def sheet(**columns: list[str]) -> Sheet:
    rows = len(next(iter(columns.values())))
    return Sheet(
        SheetOrigin("answers.csv"), "answers", pd.DataFrame(columns, index=pd.Index(range(2, rows + 2), name="row"))
    )


def test_a_recipe_written_and_read_again_is_the_same_recipe() -> None:
    tie = ColumnRecipe(
        header="Who? [A]", becomes="tie to one", relation="funds", direction="gets", named="A", scale=("1", "2")
    )
    recipe = Recipe(
        sheet=(
            SheetRecipe(
                name="answers",
                kind="answers",
                column=(tie,),
                row_aside=(7,),
                fix=(Fix(row=3, column="Who? [A]", was="", now="2"),),
            ),
        ),
        word=(Word(list="sectors", written="Gvt", word="Government"),),
    )
    assert load_recipe(dump_recipe(recipe)) == recipe


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("recipe = 2", "recipe"),
        ("recipe = [", "not well-formed TOML"),
        ('recipe = 1\n[[sheet]]\nname = "a"\nkind = "fruit"', "'answers', 'organizations'"),
        ('recipe = 1\n[[sheet]]\nkind = "ties"', "sheet → 1 → name: Field required"),
        ("recipe = 1\nsheets = 3", "sheets"),
        (
            'recipe = 1\n[[sheet]]\nname = "a"\nkind = "answers"\n[[sheet.column]]\nheader = "h"\nbecomes = "sektor"',
            "did you mean “sector”",
        ),
        ('recipe = 1\n[[sheet]]\nname = "a"\nkind = "ties"\nencoding = "latin"', "encoding = “latin” is not known"),
        ('recipe = 1\n[[sheet]]\nname = "a"\nkind = "ties"\nseparator = "/"', "it can be: ',', ';'"),
        (
            'recipe = 1\n[[sheet]]\nname = "a"\nkind = "answers"\n'
            '[[sheet.column]]\nheader = "h"\nbecomes = "tie to one"',
            "a tie needs a relation",
        ),
    ],
)
def test_a_mistake_in_a_recipe_says_where_and_what_is_allowed(text: str, says: str) -> None:
    with pytest.raises(RecipeError, match=says) as raised:
        load_recipe(text, "mine.toml")
    assert "mine.toml" in str(raised.value)


def test_an_instrument_or_an_answer_key_beside_the_data_is_no_recipe() -> None:
    assert is_recipe("recipe = 1")
    assert not is_recipe('id = "government"\n[[question]]\nid = "x"')
    assert not is_recipe("this is [not TOML")


def test_a_sheet_is_found_by_its_name_or_by_most_of_its_headers() -> None:
    part = SheetRecipe(
        name="Form Responses 1", kind="ties", column=tuple(ColumnRecipe(header=h, becomes=h) for h in "abcde")
    )
    recipe = Recipe(sheet=(part,))
    renamed = Sheet(SheetOrigin("x.csv"), "march export", pd.DataFrame(columns=list("abcdf")))
    stranger = Sheet(SheetOrigin("y.csv"), "other", pd.DataFrame(columns=list("avwxyz")))
    assert recipe.for_sheet(Sheet(SheetOrigin("z.csv"), "form responses 1", pd.DataFrame(columns=["q"]))) is part
    assert recipe.for_sheet(renamed) is part
    assert recipe.for_sheet(stranger) is None


def test_a_fix_is_applied_while_the_cell_reads_as_it_did_and_the_source_stays_unchanged() -> None:
    given = sheet(name=["City IT", "Ctiy IT"])
    fixes = (Fix(row=3, column="name", was="Ctiy IT", now="City IT"), Fix(row=2, column="name", was="old", now="new"))
    after = mended(given, SheetRecipe(name="answers", kind="organizations", fix=fixes))
    assert after.frame["name"].tolist() == ["City IT", "City IT"]
    assert given.frame["name"].tolist() == ["City IT", "Ctiy IT"]
    assert [(i.reason, i.row) for i in after.issues] == [("mended", 3), ("fix no longer fits", 2)]


def test_a_row_set_aside_by_hand_is_an_issue_and_the_other_rows_keep_their_numbers() -> None:
    after = mended(sheet(name=["test", "City IT"]), SheetRecipe(name="a", kind="organizations", row_aside=(2, 99)))
    assert after.frame.index.tolist() == [3]
    assert [(i.kind, i.reason, i.row) for i in after.issues] == [
        ("set aside", "by your recipe", 2),
        ("doubt", "row no longer there", 99),
    ]


def tab(title: str, number: int, headers: str = "ab") -> Sheet:
    return Sheet(SheetOrigin("City", title, GOOGLE, str(number)), title, pd.DataFrame(columns=list(headers)))


def test_a_tab_is_known_by_its_number_before_its_title_unless_its_columns_are_others() -> None:
    columns = tuple(ColumnRecipe(header=h, becomes="not used") for h in "ab")
    first = SheetRecipe(name="Answers", kind="answers", tab="7", column=columns)
    second = SheetRecipe(name="Members", kind="organizations", tab="9")
    recipe = Recipe(sheet=(first, second))
    assert recipe.for_sheet(tab("Members", 7)) is first
    assert recipe.for_sheet(tab("Answers 2026", 7)) is first
    assert recipe.for_sheet(tab("Members", 7, "xy")) is second
    assert recipe.for_sheet(tab("News", 8, "xy")) is None
