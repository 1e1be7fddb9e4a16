"""Checks of sheets that control the import: a misspelled one is an error, as ignoring it could publish names."""

from collections.abc import Sequence
from difflib import get_close_matches

from ecosystem.collect.consent_words import what_is_said
from ecosystem.collect.issues import issue
from ecosystem.collect.recipes import Recipe, SheetRecipe
from ecosystem.collect.sheet import Issue, Sheet, Source
from ecosystem.columns.plain_tables import COLUMNS, NEEDED, called, without_needed
from ecosystem.columns.plan import Plan
from ecosystem.errors import RecipeError, SourceError
from ecosystem.text import fold

_MEANT = {
    **{"aliases": "aliases", "alias": "aliases", "relations": "relations", "relation types": "relations"},
    **{"locations": "locations", "invited": "organizations"},
}
_ALSO = {"relations": ("ties",), "organizations": tuple(COLUMNS)}  # other contents that a sheet of that name may have
_SETTINGS = ("aliases", "relations")  # kinds whose optional columns change the meaning of their rows
_NEAR = 0.8  # similarity of verdct and verdict; not of side and site
CONSENT = "consent"


def check_sheets(planned: Sequence[Plan]) -> None:
    """Raise SourceError if a sheet without a recipe seems to control the import and is not valid."""
    lists = [each for each in planned if each.answers or (each.plain and each.plain.kind == "organizations")]
    for each in planned:
        if each.decided or each.sheet.aside:
            continue
        if not each.answers:
            _check_name(each, beside_a_list=any(other is not each for other in lists))
            _check_settings(each)
        _check_consent(each)


def _check_name(planned: Plan, *, beside_a_list: bool) -> None:
    """Raise SourceError if a sheet is named like one of our kinds and does not have its columns."""
    sheet, kind = planned.sheet, planned.plain.kind if planned.plain else ""
    meant = _MEANT.get(called(sheet), "")
    if not meant or kind in (meant, *_ALSO.get(meant, ())):
        return
    if meant == "locations" and kind == "organizations" and not beside_a_list:
        return  # the list of organizations itself, named after its other contents
    headers = list(sheet.frame.columns)
    near = [f"“{header}” looks like “{name}”" for name, header in _near(headers, without_needed(meant, headers))]
    found = "; ".join(near) or f"it has: {', '.join(headers[:8])}"
    raise SourceError(
        f"{sheet.source}, its row of headers: a sheet called “{sheet.name}” needs {NEEDED[meant].words}, and they are "
        f"not there; {found}. Rename the columns, or call the sheet by another name."
    )


def _check_settings(planned: Plan) -> None:
    """Raise SourceError if a column of a list of decisions is a misspelled setting, which would have no effect."""
    plain = planned.plain
    if plain is None or plain.kind not in _SETTINGS:
        return
    missing = [column.name for column in COLUMNS[plain.kind] if column.name not in plain.found.values()]
    for name, header in _near(list(plain.unused), missing):
        raise SourceError(
            f"{plain.sheet.source}, its row of headers: the column “{header}” looks like “{name}”, and would not "
            f"count. Write “{name}”, or call the column something else."
        )


def _check_consent(planned: Plan) -> None:
    """Raise SourceError if a consent column would not be read, which would publish names without consent."""
    sheet = planned.sheet
    headers = list(sheet.frame.columns)
    if planned.answers:
        headers = list(planned.answers.unmatched)
    elif planned.plain:
        headers = list(planned.plain.unused)
    for _, header in _near(headers, [CONSENT]):
        said = {what_is_said(cell) for cell in set(sheet.frame[header]) if cell.strip()}
        if said - {"public"} and "" not in said:
            raise SourceError(
                f"{sheet.source}, column “{header}”: it holds who may be shown by name, and would not be read here. "
                "Give the sheet a column name and write consent over this one, or say in a recipe that the sheet is "
                "not used."
            )


def _near(headers: Sequence[str], names: Sequence[str]) -> list[tuple[str, str]]:
    """Return each of our names with the header that is spelled like it."""
    folded = {fold(header).replace(" ", "_"): header for header in headers}
    found = [(name, get_close_matches(name, folded, 1, _NEAR)) for name in names]
    return [(name, folded[near[0]]) for name, near in found if near]


def check_recipe(source: Source, recipe: Recipe, planned: Sequence[Plan]) -> list[Issue]:
    """Return an issue for each part of the recipe whose sheet is missing.

    Raises RecipeError if a sheet without a part would be read, as it may be the missing sheet under another name.
    """
    met = [part for sheet in source.sheets if (part := recipe.for_sheet(sheet))]
    unmet = [part for part in recipe.sheet if not any(part is each for each in met)]
    open_sheets = [
        each.sheet
        for each in planned
        if not each.decided and (each.answers or (each.plain and each.plain.kind not in _SETTINGS))
    ]
    if unmet and open_sheets:
        raise _renamed(unmet[0], open_sheets[0])
    return [issue("recipe without its sheet", source=source.title, sheet=part.name) for part in unmet]


def _renamed(part: SheetRecipe, sheet: Sheet) -> RecipeError:
    return RecipeError(
        f"{sheet.source}: no part of the recipe is about this sheet, and its part about “{part.name}” finds no sheet. "
        f"If they are one, write name = “{sheet.name}” in that part; if not, take the part out of the recipe."
    )
