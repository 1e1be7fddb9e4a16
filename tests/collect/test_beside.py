"""What lies beside the data and is meant to steer the reading is understood, or stops it with its name and line."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.sources import open_upload
from ecosystem.collect.toml_text import MOST_BYTES, parse_toml
from ecosystem.errors import EcosystemError, InstrumentError, RecipeError, SourceError

TIES = ("ties.csv", b"source,target\nA,B\n")
RECIPE = b'recipe = 1\n[[sheet]]\nname = "ties"\nkind = "ties"\nrow_aside = [2]\n'
FORM = b'id = "f"\nversion = "1"\n[[question]]\nid = "o"\ntext = "Who?"\nkind = "text"\nbecomes = "organization"\n'


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (RECIPE.replace(b"[2]", b"[2"), SourceError, r"mine\.toml is not well-formed TOML: .*line 6"),
        (RECIPE.replace(b'"ties"', "“ties”".encode()), SourceError, r"mine\.toml is not well-formed TOML: .*line 3"),
        (RECIPE.replace(b"row_aside", b"row_asid"), RecipeError, r"mine\.toml, line 5, .*did you mean “row_aside”\?"),
        (RECIPE.replace(b"[2]", b'["two"]'), RecipeError, r"mine\.toml, at sheet → 1 → row_aside → 1: .*integer"),
        (RECIPE * 2, RecipeError, r"mine\.toml, at sheet → 1 → recipe: “recipe” is no setting of a recipe here"),
        (RECIPE + RECIPE.split(b"\n", 1)[1], RecipeError, r"the sheet “ties” stands twice"),
        (RECIPE.decode().encode("utf-16"), SourceError, r"mine\.toml, line 1: the file is not in UTF-8"),
        (RECIPE + "# Café".encode("cp1252"), SourceError, r"mine\.toml, line 6: the file is not in UTF-8"),
        (RECIPE.replace(b"recipe = 1", b""), SourceError, r"mine\.toml: it sets “sheet”, but the file is neither"),
        (b'receipe = 1\nname = "x"\n', SourceError, r"“receipe” looks like our “recipe”"),
        (b"[[tab]]\nrow_aside = [2]\n", SourceError, r"it sets “row_aside”"),
        (FORM.replace(b'"1"', b"1"), InstrumentError, r"mine\.toml: version must be a text"),
        (FORM.replace(b"becomes", b"become"), InstrumentError, r'mine\.toml, question "o": "become" is not known'),
        (FORM.replace(b"[[question]]", b"[[questoin]]"), SourceError, r"“questoin” looks like our “question”"),
        (b'extends = "government"\nwithout = ["x"]\n', InstrumentError, r'mine\.toml: without names "x"'),
    ],
)
@pytest.mark.parametrize("way", ["upload", "zip"])
def test_a_file_meant_to_steer_the_reading_that_cannot_be_understood_stops_it(
    content: bytes, error: type[EcosystemError], says: str, way: str
) -> None:
    files = [TIES, ("mine.toml", content)]
    says = says.replace(r"mine\.toml", r'all\.zip, file "mine\.toml"') if way == "zip" else says
    with pytest.raises(error, match=says):
        open_upload([("all.zip", zipped(*files))] if way == "zip" else files)


def test_a_recipe_in_a_zip_file_or_with_an_ending_of_the_editor_is_a_recipe() -> None:
    [inside] = open_upload([("all.zip", zipped(TIES, ("recipe.toml", RECIPE)))]).instruments
    [renamed] = open_upload([TIES, ("recipe.toml.txt", RECIPE)]).instruments
    assert inside == renamed == RECIPE.decode()


def test_two_recipes_side_by_side_stop_the_reading_unless_one_is_named() -> None:
    files = [TIES, ("march.toml", RECIPE), ("april.toml", RECIPE)]
    with pytest.raises(RecipeError, match=r"march\.toml and april\.toml: each is a recipe"):
        open_upload(files)
    assert open_upload(files, load_recipe(RECIPE.decode())).sheets


def test_a_toml_file_about_something_else_is_a_doubt() -> None:
    [issue] = open_upload([TIES, ("answer_key.toml", b"[invited]\nnumber = 44\n")]).issues
    assert (issue.kind, issue.reason, issue.source) == ("doubt", "file not used", "answer_key.toml")


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 100_000,
        "a." * 300_000 + "a = 1",
        "a . " * 60 + "a = 1",
        '"a".' * 60 + "a = 1",
        "[" + "a." * 300_000 + "a]",
        "x = " + "9" * 100_000,
        "x = 9999-99-99",
        "# " + "x" * MOST_BYTES,
        "x = [" + "[" * 100 + "]" * 100 + "]\nx = 1",
    ],
)
def test_toml_that_nests_too_deep_or_is_too_large_is_an_error_in_words(text: str) -> None:
    with pytest.raises(SourceError, match=r"^mine\.toml"):
        open_upload([TIES, ("mine.toml", text.encode())])


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="recipe=1[]{}\".,\n'#ae-:T_ \r\t\\", max_size=60) | st.text(max_size=60))
def test_whatever_a_toml_file_holds_only_our_own_errors_come_out(text: str) -> None:
    for content in (text, f"recipe = 1\n{text}", f"{FORM.decode()}{text}"):
        try:
            open_upload([TIES, ("mine.toml", content.encode("utf-8", "replace"))])
        except EcosystemError as error:
            assert "mine.toml" in str(error)


def test_a_dotted_key_of_a_sensible_length_is_read() -> None:
    assert parse_toml("a.b.c = 1", "", SourceError) == {"a": {"b": {"c": 1}}}
