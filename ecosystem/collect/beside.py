"""Recipes and questionnaires that lie beside the data: what is meant to steer the reading is understood or stops it."""

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
_NEAR = 0.8  # "sheets" and "questoin" are meant as ours, "title" is not


@dataclass(frozen=True)
class SideFiles:
    """What lies beside the data: all TOML texts, what they are, and a doubt for each that is neither."""

    texts: tuple[str, ...]
    recipes: tuple[tuple[str, Recipe], ...]  # with the file's name
    instruments: tuple[Instrument, ...]
    issues: tuple[Issue, ...]

    def recipe(self) -> Recipe | None:
        """Return the recipe, None without one; raise RecipeError where several could be meant."""
        if len(self.recipes) > 1:
            names = " and ".join(name for name, _ in self.recipes)
            raise RecipeError(
                f"{names}: each is a recipe, and only one can hold. Take the others away, or name one with --recipe."
            )
        return next((recipe for _, recipe in self.recipes), None)


def is_toml(name: str) -> bool:
    """Return whether a file is a TOML file by its name."""
    return name.lower().endswith(TOML_ENDINGS)


def read_side_files(files: Sequence[tuple[str, bytes]]) -> SideFiles:
    """Return what the TOML files, each a name and its bytes, hold.

    Raises SourceError where one is no TOML or looks like a recipe or a questionnaire without being one, RecipeError
    and InstrumentError where one is such and cannot be understood: left out, it would show what it hides.
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
    """What in a record looks like a setting of ours, in words; "" where nothing does."""
    for key in record:
        if near := difflib.get_close_matches(key.lower(), _TOP, 1, _NEAR):
            return f"“{key}” looks like our “{near[0]}”" if near[0] != key else f"it sets “{key}”"
    inside = next((key for part in _tables(record.values()) for key in part if key in _INSIDE), "")
    return f"it sets “{inside}”" if inside else ""


def _tables(values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The tables of an array of tables, one level down."""
    for value in values:
        yield from (part for part in (value if isinstance(value, list) else ()) if isinstance(part, dict))
