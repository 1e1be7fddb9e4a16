"""Column setups and questionnaires in TOML files next to the data: each is understood, or reading stops."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ecosystem.collect.instruments import Instrument, is_instrument, load_instrument
from ecosystem.collect.issues import issue
from ecosystem.collect.recipes import Recipe, load_recipe
from ecosystem.collect.sheet import Issue
from ecosystem.collect.toml_text import TOML_ENDINGS, decode_toml, parse_toml
from ecosystem.errors import RecipeError, SourceError

_TOP = ("recipe", "sheet", "word", "across_cities", "question", "extends", "private_headers", "timestamp_headers")
_INSIDE = ("row_aside", "becomes", "column", "fix", "header", "kind")
_NEAR = 0.8  # least similarity of a misspelled key: "sheets" and "questoin" reach it, "title" does not


@dataclass(frozen=True)
class SideFiles:
    """TOML files next to the data: their texts, their kinds, and an issue for each that is neither kind."""

    texts: tuple[str, ...]
    recipes: tuple[tuple[str, Recipe], ...]  # each with its file name
    instruments: tuple[Instrument, ...]
    issues: tuple[Issue, ...]

    def recipe(self) -> Recipe | None:
        """Return the column setup, None if there is none; raise RecipeError if there are several candidates."""
        if len(self.recipes) > 1:
            names = " and ".join(name for name, _ in self.recipes)
            raise RecipeError(
                f"{names}: each is a recipe (column setup), and only one can apply. Move the others away, "
                "or name one with --setup."
            )
        return next((recipe for _, recipe in self.recipes), None)


def is_toml(name: str) -> bool:
    """Return whether a file name has the ending of a TOML file."""
    return name.lower().endswith(TOML_ENDINGS)


def read_side_files(files: Sequence[tuple[str, bytes]]) -> SideFiles:
    """Return the contents of TOML files, each given as a name and its bytes.

    Raises SourceError if a file is not valid TOML, or resembles a column setup or a questionnaire without being one;
    RecipeError or InstrumentError if a setup or questionnaire is not valid. Ignoring such a file could publish what it
    withholds.
    """
    texts, recipes, instruments, issues = [], [], [], []
    for name, content in files:
        text = decode_toml(content, name, SourceError)
        record = parse_toml(text, name, SourceError)
        texts.append(text)
        if "recipe" in record:
            recipes.append((name, load_recipe(text, name)))
        elif is_instrument(text):
            instruments.append(load_instrument(text, name))
        elif meant := _meant(record):
            raise SourceError(
                f"{name}: {meant}, but the file is neither a recipe (its first line is recipe = 1) nor a questionnaire "
                "(it holds [[question]]). Mend it, or take it away."
            )
        else:
            issues.append(issue("file not used", source=name))
    return SideFiles(tuple(texts), tuple(recipes), tuple(instruments), tuple(issues))


def _meant(record: dict[str, Any]) -> str:
    """Return a description of the settings in a record that resemble ours; "" if there are none."""
    for key in record:
        if near := difflib.get_close_matches(key.lower(), _TOP, 1, _NEAR):
            return f"“{key}” looks like our “{near[0]}”" if near[0] != key else f"it sets “{key}”"
    inside = next((key for part in _tables(record.values()) for key in part if key in _INSIDE), "")
    return f"it sets “{inside}”" if inside else ""


def _tables(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Yield the tables of an array of tables, one level down."""
    for value in values:
        yield from (part for part in (value if isinstance(value, list) else ()) if isinstance(part, dict))
