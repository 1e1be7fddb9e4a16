"""What a person decides about a sheet: questions in cards, cells mended, bytes read otherwise."""

import pytest

from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_upload
from ecosystem.columns import edit
from ecosystem.columns.checks import check_columns
from ecosystem.columns.describe import examples
from ecosystem.columns.plan import as_kind, brought_up, propose
from ecosystem.errors import RecipeError
from ecosystem.tables import setup_preview
from ecosystem.tables.assemble import assemble, instruments_for

FORM = (
    "Your name,Organization,Data from? [City IT],Data from? [Food Bank],Who do you work with?\n"
    "Ann Example,City IT,,Weekly,Food Bank; Library\n"
    "Bo Example,Food Bank,Never,,City IT\n"
    "Cy Example,,Weekly,,City IT\n"
)
TIES = "from,to,type\nCity IT,Food Bank,funds\nCity IT,,funds\n"
LIST = "name,city\nCity IT,Riverton\n,Riverton\n"


def opened(text: str, name: str = "form.csv") -> tuple[Source, Recipe]:
    source = open_upload([(name, text.encode())])
    return source, propose(source.sheets, instruments_for(source))


def test_the_columns_of_a_grid_are_one_question_and_decided_together() -> None:
    source, recipe = opened(FORM)
    asked = {a.title: a for a in edit.questions_of(source.sheets[0], recipe.sheet[0])}
    assert list(asked) == ["Your name", "Organization", "Data from?", "Who do you work with?"]
    assert (asked["Data from?"].rows, asked["Data from?"].answers) == (("City IT", "Food Bank"), ("Never", "Weekly"))
    part = edit.with_answer(recipe.sheet[0], asked["Data from?"], relation="works_with", scale=("Weekly",), no_tie=())
    grid = [c for c in part.column if c.is_tie and c.named]
    assert [(c.named, c.relation, c.direction, c.scale, c.no_tie) for c in grid] == [
        ("City IT", "works_with", "mutual", ("Weekly",), ()),
        ("Food Bank", "works_with", "mutual", ("Weekly",), ()),
    ]


def test_questions_given_back_unchanged_decide_the_same() -> None:
    source, recipe = opened(FORM)
    part = recipe.sheet[0]
    for asked in edit.questions_of(source.sheets[0], part):
        part = edit.with_answer(part, asked)
    assert part == recipe.sheet[0]


def test_a_grid_that_becomes_a_tie_is_about_its_rows_and_one_that_is_none_forgets_them() -> None:
    source, recipe = opened(FORM)
    grid = edit.questions_of(source.sheets[0], recipe.sheet[0])[2]
    unused = edit.with_answer(recipe.sheet[0], grid, becomes="not used")
    assert {(c.becomes, c.named, c.scale) for c in unused.column[2:4]} == {("not used", "", ())}
    again = edit.questions_of(source.sheets[0], unused)[2]
    tie = edit.with_answer(unused, again, becomes="tie to one", relation="shares_data", direction="gets")
    assert [(c.named, c.direction) for c in tie.column[2:4]] == [("City IT", "gets"), ("Food Bank", "gets")]


def test_a_sheet_that_holds_something_else_has_its_columns_guessed_for_that() -> None:
    source, recipe = opened("from,to\nCity IT,Food Bank\n", "x.csv")
    part = as_kind(source.sheets[0], recipe.sheet[0], "memberships")
    assert [c.becomes for c in part.column] == ["not used", "not used"]
    assert [c.becomes for c in as_kind(source.sheets[0], part, "ties").column] == ["source", "target"]


def test_a_new_column_that_looks_like_one_that_is_gone_takes_its_place_and_says_so() -> None:
    _, recipe = opened(FORM)
    source, _ = opened(FORM.replace("do you work with?", "do you work with now?").replace("Your name", "Shoe size"))
    part, said = brought_up(source.sheets[0], recipe.sheet[0], ())
    assert {c.header: c.becomes for c in part.column}["Who do you work with now?"] == "ties to several"
    assert said == [
        "“Shoe size” is new, and not used so far.",
        "“Who do you work with now?” is new; it looks like “Who do you work with?”, which is gone, "
        "and is taken for it.",
        "“Your name” is gone; it was private.",
    ]
    with pytest.raises(RecipeError):
        assemble(source, recipe)
    assert len(assemble(source, edit.with_sheet(recipe, part)).table("ties")) > 0


@pytest.mark.parametrize(
    ("name", "text", "column", "now"),
    [
        ("form.csv", FORM, "Organization", "Library"),
        ("ties.csv", TIES, "to", "Library"),
        ("organizations.csv", LIST, "name", "Library"),
    ],
)
def test_a_row_set_aside_comes_back_when_it_is_mended_whatever_the_sheet_holds(
    name: str, text: str, column: str, now: str
) -> None:
    source, recipe = opened(text, name)
    sheet = source.sheets[0]
    rows = setup_preview.rows_aside(assemble(source, recipe), sheet)
    assert rows[setup_preview.WHY].str.len().gt(0).all() and len(rows) == 1
    after = rows.copy()
    after.loc[rows.index[0], column] = now
    fixes = edit.fixes_between(rows, after)
    mended = edit.with_fixes(recipe, sheet, fixes)
    still = setup_preview.unused_rows_or_error(source, mended, sheet)
    assert not isinstance(still, str) and still.empty
    found = assemble(source, mended)
    assert int(found.counts["rows_set_aside"].sum()) == 0
    assert now in set(found.table("organizations")["name"])
    assert sheet.frame.at[fixes[0].row, column] == ""


def test_a_row_the_recipe_sets_aside_comes_back_by_being_mended() -> None:
    source, recipe = opened(LIST, "organizations.csv")
    part = recipe.sheet[0].model_copy(update={"row_aside": (2,)})
    source, recipe = opened(LIST + "Parks,Riverton\n", "organizations.csv")
    recipe = edit.with_sheet(recipe, part)
    rows = setup_preview.rows_aside(assemble(source, recipe), source.sheets[0])
    assert rows.index.tolist() == [2, 3]
    fixes = edit.fixes_between(rows, rows.assign(name=["City IT", "Library"], city=["Elm", "Riverton"]))
    found = assemble(source, edit.with_fixes(recipe, source.sheets[0], fixes))
    assert set(found.table("organizations")["name"]) == {"City IT", "Library", "Parks"}


def test_people_are_shown_neither_as_examples_nor_among_the_rows_set_aside() -> None:
    source, recipe = opened("First_name,organization,city\nAnn Example,City IT,Elm\nBo Example,,Elm\n", "list.csv")
    sheet, part = source.sheets[0], recipe.sheet[0]
    assert examples(sheet, part, part.column[0]) == []
    assert list(setup_preview.rows_aside(assemble(source, recipe), sheet).columns) == [
        setup_preview.WHY,
        "organization",
        "city",
    ]


def test_a_text_file_read_otherwise_is_guessed_anew_and_the_choice_is_kept() -> None:
    files = [("list.csv", "name|city\nŁódź Łąka|Kraków\n".encode("cp1250"))]
    source, recipe = open_upload(files), None
    sheet = source.sheets[0]
    source, recipe = setup_preview.read_otherwise(
        source, recipe, lambda by: open_upload(files, by), sheet, "cp1250", "|"
    )
    found = assemble(source, recipe)
    assert found.table("organizations")["name"].tolist() == ["Łódź Łąka"]
    assert (recipe.sheet[0].kind, recipe.sheet[0].encoding) == ("organizations", "cp1250")
    assert assemble(open_upload(files, recipe), recipe).fingerprint == found.fingerprint


def test_before_and_after_stand_side_by_side() -> None:
    source, recipe = opened(TIES, "ties.csv")
    found = assemble(source, recipe)
    assert list(setup_preview.before_and_after(None, found).columns) == ["", "After"]
    assert setup_preview.before_and_after(found, found)["Before"].tolist() == [1, 1, 2, 1, 1]


PEOPLE = "name,city,Director,Mobile number,Notes\nCity IT,Riverton,Ann Example,1234567,x\n,Riverton,Bo Example,2,y\n"


@pytest.mark.parametrize("kind", ["organizations", "answers", "ties", "memberships"])
def test_columns_about_people_are_proposed_as_private_and_show_nothing_of_their_cells(kind: str) -> None:
    source, recipe = opened(PEOPLE, "list.csv")
    [sheet] = source.sheets
    part = as_kind(sheet, recipe.sheet[0], kind)
    private = {c.header for c in part.column if c.becomes == "private"}
    assert private == {"Director", "Mobile number"}
    chosen = part.model_copy(update={"column": tuple(c.model_copy(update={"becomes": "name"}) for c in part.column)})
    assert {h for h in private for c in chosen.column if c.header == h and examples(sheet, chosen, c)} == set()
    assert all(a.answers == () for a in edit.questions_of(sheet, part) if a.title in private)


def test_rows_set_aside_are_shown_without_the_columns_about_people_and_a_new_one_is_private() -> None:
    source, recipe = opened(PEOPLE, "list.csv")
    [sheet] = source.sheets
    assert setup_preview.unused_rows_or_error(source, recipe, sheet).columns.tolist() == [
        setup_preview.WHY,
        "name",
        "city",
        "Notes",
    ]
    old = recipe.sheet[0].model_copy(update={"column": recipe.sheet[0].column[:2]})
    part, _ = brought_up(sheet, old, instruments_for(source))
    assert [c.becomes for c in part.column] == ["name", "site", "private", "private", "not used"]


def test_a_column_about_people_that_is_taken_for_who_answers_is_doubted_without_its_cells() -> None:
    source, recipe = opened("Director,Which city?\nAnn Example,Elm\nAnn Example,Oak\n")
    part = recipe.sheet[0]
    column = tuple(
        c.model_copy(update={"becomes": "organization"}) if c.header == "Director" else c for c in part.column
    )
    said = check_columns(source.sheets[0], part.model_copy(update={"kind": "answers", "column": column}))
    assert said == ["“Director” reads like a column about people. If it holds people's names, make it private."]
