"""People named in a form's columns about people, taken out of the free text of the same form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ecosystem.collect.redaction import NAME_REMOVED
from ecosystem.collect.sheet import Sheet
from ecosystem.tables.draft import Draft, without_address
from ecosystem.tables.names import Ambiguous
from ecosystem.text import fold, tidy

if TYPE_CHECKING:
    from ecosystem.collect.instruments import Match
    from ecosystem.tables.responses import Form


_FREE_TEXT = ("", "description", "data_assets", "technology")  # what text answers become that are nobody's name
_WORD = re.compile("(?:[^\\W_]|[\u00ad\u200b-\u200d\u2060\ufeff])+")  # marks that nobody sees part no word


def note_people(draft: Draft, sheet: Sheet, headers: Sequence[str]) -> None:
    """Set a sheet's columns about people aside by their headers, in one issue."""
    if headers:
        what = f"{len(headers)} columns about people were" if len(headers) > 1 else "1 column about people was"
        message = f"{what} left unread: {', '.join(headers)}"
        action = (
            "Nothing to do. If one of them holds organizations, say so on the page “What is in each column?” or in "
            "the recipe."
        )
        column = headers[0] if len(headers) == 1 else ""
        draft.note("set aside", sheet, "about people, never read", message, action, column=column)


def without_people(draft: Draft, forms: list[Form], match: Match) -> list[Form]:
    """The forms of one sheet, whoever their columns about people name taken out of their own free text.

    To be called when everybody who answers is known: a name that is an organization's stays. Nothing is kept of the
    names; one doubt says how many cells held one.
    """
    private = [use.header for use in match.columns if use.private]
    text = [
        use.header
        for use in match.columns
        if use.question and use.question.kind == "text" and use.question.becomes in _FREE_TEXT and not use.twin
    ]
    if not (forms and private and text):
        return forms
    cleaned, cells = [], 0
    for form in forms:
        people = {name for header in private if (name := _person(draft, form.cells[header]))}
        changed = {}
        for header in text if people else ():
            left = without_names(form.cells[header], people)
            if left != form.cells[header]:
                changed[header] = left
        cells += len(changed)
        cleaned.append(replace(form, cells=form.cells | changed) if changed else form)
    if cells:
        what = f"{cells} cells of free text named" if cells > 1 else "1 cell of free text named"
        message = f"{what} a person from the columns about people of the same row; {NAME_REMOVED} stands there now"
        action = "Nothing to do. Other people named in free text are not known to be people: read it before sharing."
        draft.note("doubt", forms[0].sheet, "name removed", message, action)
    return cleaned


def without_names(text: str, people: set[tuple[str, ...]]) -> str:
    """``text`` with each of the names, given as folded words, replaced wherever they stand as whole words.

    >>> without_names("Ask PERSONA  Zweig, not Persona Zweigert.", {("persona", "zweig")})
    'Ask [name removed], not Persona Zweigert.'
    """
    composed = unicodedata.normalize("NFC", text)
    found = list(_WORD.finditer(composed))
    words = [fold(word[0]) for word in found]
    parts, end, place = [], 0, 0
    longest_first = sorted(people, key=len, reverse=True)
    while place < len(words):
        name = next((name for name in longest_first if tuple(words[place : place + len(name)]) == name), None)
        if name is None:
            place += 1
            continue
        parts += [composed[end : found[place].start()], NAME_REMOVED]
        place += len(name)
        end = found[place - 1].end()
    return "".join([*parts, composed[end:]]) if parts else text


def _person(draft: Draft, cell: str) -> tuple[str, ...]:
    """The folded words of a cell that holds a person's name; none where it reads like none, or like an organization."""
    name = tidy(without_address(cell))
    words = fold(name).split()
    if len(words) < 2 or any(sum(map(str.isalpha, word)) < 2 for word in words):
        return ()
    try:
        listed = draft.directory.find(name) is not None
    except Ambiguous:
        listed = True
    return () if listed else tuple(fold(word[0]) for word in _WORD.finditer(name))
