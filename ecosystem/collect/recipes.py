"""Column setups (recipes): the role of each column of each sheet, decided once and reused for the next export.

A recipe is a small TOML file kept by an organizer. It contains only decisions: a sheet that matches a questionnaire
needs no columns. Corrected cells and words mapped to the word lists are decisions too, so the source file never has to
be changed.
"""

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ecosystem.collect.delimited import ENCODINGS, SEPARATORS
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.toml_text import decode_toml, dump_toml, line_of, parse_toml
from ecosystem.collect.vocabularies import vocabulary_names
from ecosystem.errors import RecipeError
from ecosystem.text import fold

Kind = Literal[
    "answers", "organizations", "ties", "locations", "memberships", "aliases", "relations", "not used"
]  # kinds of a sheet
ATTRIBUTES = (
    *("organization", "part of the name", "site", "sector", "level", "roles", "goals", "offers", "offers_could"),
    *("needs", "needs_could", "areas", "serves_low_income", "residents", "data_assets", "technology", "website"),
    *("description", "initiatives", "networks", "consent"),
)
TIE_TO_ONE, TIES_TO_SEVERAL = "tie to one", "ties to several"  # the partner is named in the header, or in the cell
STRENGTH, RELATION = "tie strength", "tie relation"  # of the ties in another column, entry by entry
DIRECTIONS = ("mutual", "gives", "gets")
BECOMES = (
    *ATTRIBUTES,
    TIE_TO_ONE,
    TIES_TO_SEVERAL,
    STRENGTH,
    RELATION,
    "time stamp",
    "private",
    "not used",
)  # in a sheet of answers


HALF, MOST = 0.5, 0.7  # shares of a setup's headers to identify a sheet together with its number, or by headers alone


class SetupRecord(BaseModel):
    """A part of a recipe; an unknown setting is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ColumnRecipe(SetupRecord):
    """Setup of one column: its role; in a plain table the name of our column, in answers one of ``BECOMES``."""

    header: str
    becomes: str
    relation: str = ""
    direction: Literal["mutual", "gives", "gets"] = "mutual"  # direction of a tie, from the respondent's point of view
    named: str = ""  # tie to one: the organization that the column is about
    scale: tuple[str, ...] = ()  # answers, weakest first
    no_tie: tuple[str, ...] = ()  # answers for no tie
    of: str = ""  # tie strength, tie relation: header of the column that names the partners

    @property
    def is_tie(self) -> bool:
        """Return whether the column's cells describe a tie."""
        return self.becomes in (TIE_TO_ONE, TIES_TO_SEVERAL)

    @model_validator(mode="after")
    def _a_tie_is_of_a_relation(self) -> "ColumnRecipe":
        if self.is_tie and not self.relation:
            raise ValueError("a tie needs a relation, such as relation = “works_with”")
        return self


class Fix(SetupRecord):
    """Correction of one cell, applied only while the cell still reads ``was``."""

    row: int
    column: str
    was: str
    now: str


class Option(SetupRecord):
    """Decision about a text with commas in the cells of a column: one answer, or several."""

    column: str
    text: str
    several: bool


class SheetRecipe(SetupRecord):
    """Setup of one sheet: its kind, its questionnaire, and the decisions about its columns."""

    name: str
    kind: Kind
    instrument: str = ""
    site: str = ""
    tab: str = ""  # the number of the tab at Google, independent of its title
    encoding: str = ""  # for a text file, if the inferred encoding is wrong; likewise the separator
    separator: str = ""
    row_aside: tuple[int, ...] = ()  # rows excluded by a person: tests, notes
    column: tuple[ColumnRecipe, ...] = ()
    fix: tuple[Fix, ...] = ()
    option: tuple[Option, ...] = ()

    @model_validator(mode="after")
    def _bytes_are_read_as_we_can(self) -> "SheetRecipe":
        for what, given, known in (
            ("encoding", self.encoding, ENCODINGS),
            ("separator", self.separator, SEPARATORS),
        ):
            if given and given not in known:
                raise ValueError(f"{what} = “{given}” is not known; it can be: {', '.join(map(repr, known))}")
        return self

    @model_validator(mode="after")
    def _each_column_is_decided_once(self) -> "SheetRecipe":
        if again := _twice(column.header for column in self.column):
            raise ValueError(f"the column “{again}” stands twice; keep one of the two")
        return self

    @model_validator(mode="after")
    def _answers_become_what_we_know(self) -> "SheetRecipe":
        for column in self.column if self.kind == "answers" else ():
            if column.becomes not in BECOMES:
                near = difflib.get_close_matches(column.becomes, BECOMES, 1)
                hint = f"did you mean “{near[0]}”?" if near else f"it can be: {', '.join(BECOMES)}"
                raise ValueError(f"column “{column.header}” becomes “{column.becomes}”, which we do not know; {hint}")
        return self


class Word(SetupRecord):
    """One answer mapped to a word of a list."""

    list: str
    written: str
    word: str

    @model_validator(mode="after")
    def _of_a_list_we_have(self) -> "Word":
        if self.list not in vocabulary_names():
            raise ValueError(f"there is no word list “{self.list}”; the lists are: {', '.join(vocabulary_names())}")
        return self


class Recipe(SetupRecord):
    """Decisions about the sheets of one source, applied again to its next export."""

    recipe: Literal[1] = 1
    across_cities: bool = False  # organizations with the same name and website are one in all cities
    word: tuple[Word, ...] = ()
    sheet: tuple[SheetRecipe, ...] = ()

    @model_validator(mode="after")
    def _each_sheet_is_decided_once(self) -> "Recipe":
        if again := _twice((fold(part.name), part.tab) for part in self.sheet):
            raise ValueError(f"the sheet “{again[0]}” stands twice; make one part of the two")
        return self

    def for_sheet(self, sheet: Sheet) -> SheetRecipe | None:
        """Return the part about ``sheet``: by its number at Google, by its name, else by most of its headers.

        Many sheets have the number 0, and a name may have moved to another tab; so a match by
        number, or by name if the numbers differ, also requires half of the headers that the part lists.
        """
        headers = {fold(h) for h in sheet.frame.columns}
        number = sheet.origin.whole_tab

        def share(part: SheetRecipe) -> float:
            own = {fold(c.header) for c in part.column}
            return len(own & headers) / len(own) if own else 0.0

        def borne_out(part: SheetRecipe) -> bool:
            return not part.column or share(part) >= HALF

        same_number = [p for p in self.sheet if number and p.tab == number and borne_out(p)]
        same_name = [p for p in self.sheet if fold(p.name) == fold(sheet.name)]
        same_name = [p for p in same_name if not (number and p.tab) or p.tab == number or borne_out(p)]
        alike = [p for p in self.sheet if share(p) > MOST]
        return next(iter((*same_number, *same_name, *alike)), None)

    def is_of(self, sheet: Sheet) -> bool:
        """Return whether most columns of the part about ``sheet`` stand there as written, with roles of their own.

        Such a sheet is read as the setup says and not as a network tool's format. A setup of a format's sheets, made
        plain, gives each of our own columns the role that it is named after.
        """
        part = self.for_sheet(sheet)
        if part is None or not part.column:
            return False
        there = [column for column in part.column if column.header in sheet.frame.columns]
        own = part.kind == "answers" or any(c.becomes not in (c.header, "not used", "private") for c in there)
        return own and len(there) > MOST * len(part.column)


def recipe_among(texts: Iterable[str]) -> Recipe | None:
    """Return the first recipe among TOML texts; None if there is none."""
    return next((load_recipe(text) for text in texts if "recipe" in parse_toml(text, "the recipe", RecipeError)), None)


def is_recipe(text: str) -> bool:
    """Return whether a TOML text is a recipe."""
    try:
        return "recipe" in parse_toml(text, "", RecipeError)
    except RecipeError:
        return False


def load_recipe_file(path: Path) -> Recipe:
    """Return the recipe in a file; RecipeError as for ``load_recipe``, and if the file is not in UTF-8."""
    return load_recipe(decode_toml(path.read_bytes(), path.name, RecipeError), path.name)


def load_recipe(text: str, where: str = "the recipe") -> Recipe:
    """Return the recipe in a TOML text; RecipeError with the place, what was found and what is allowed.

    >>> load_recipe('recipe = 1').sheet
    ()
    """
    record = parse_toml(text, where, RecipeError)
    try:
        return Recipe.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        place = " → ".join(str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"])
        more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
        said = first["msg"].removeprefix("Value error, ")
        key = str(first["loc"][-1]) if first["loc"] else ""
        if first["type"] == "extra_forbidden":
            said = f"“{key}” is no setting of a recipe here{_did_you_mean(key, _settings(first['loc'][:-1]))}"
        line = line_of(text, key)
        at = f", line {line}" if line and first["type"] != "missing" else ""
        end = "" if said.endswith("?") else "."
        raise RecipeError(f"{where}{at}, at {place or 'the top'}: {said}{end}{more}") from None


def _twice(keys: Iterable[Any]) -> Any:
    """Return the first repeated key; None if all are distinct."""
    return next((key for key, times in Counter(keys).items() if times > 1), None)


def _settings(place: tuple[int | str, ...]) -> list[str]:
    """Return the valid settings at a place in a recipe."""
    parts: dict[str, type[BaseModel]] = {"sheet": SheetRecipe, "word": Word, "column": ColumnRecipe, "fix": Fix}
    parts["option"] = Option
    names = [part for part in place if isinstance(part, str)]
    return list(parts.get(names[-1] if names else "", Recipe).model_fields)


def _did_you_mean(key: str, known: Iterable[str]) -> str:
    known = list(known)
    near = difflib.get_close_matches(key, known, 1)
    return f"; did you mean “{near[0]}”?" if near else f"; it can be: {', '.join(known)}"


def dump_recipe(recipe: Recipe) -> str:
    """Return the recipe as TOML without settings that equal their defaults."""
    record = recipe.model_dump(mode="json", exclude_defaults=True)
    return dump_toml({"recipe": 1, **record})


def mended(sheet: Sheet, recipe: SheetRecipe) -> Sheet:
    """Return the sheet with the recipe's corrections applied and excluded rows removed, each reported as an issue.

    A fix whose cell has changed since is not applied and is reported.
    """
    frame, issues = sheet.frame.copy(), list(sheet.issues)

    for fix in recipe.fix:
        there = fix.row in frame.index and fix.column in frame.columns
        if there and frame.at[fix.row, fix.column] == fix.was:
            frame.at[fix.row, fix.column] = fix.now
            issues.append(issue("mended", source=sheet.source, row=fix.row, column=fix.column))
        else:
            issues.append(issue("fix no longer fits", source=sheet.source, row=fix.row, column=fix.column))
    aside = [row for row in dict.fromkeys(recipe.row_aside) if row in frame.index]
    for row in recipe.row_aside:
        if row in aside:
            issues.append(issue("by your recipe", source=sheet.source, row=row))
        else:
            issues.append(issue("row no longer there", source=sheet.source, row=row))
    return replace(sheet, frame=frame.drop(index=aside), issues=tuple(issues))
