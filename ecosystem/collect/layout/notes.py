"""Rows around the data: totals, notes below a table, and rows that look like tests."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from ecosystem.collect.forms.shape import rows_of
from ecosystem.collect.issues import issue
from ecosystem.collect.layout.words import LEGEND, NO_ANSWER, NOTE, NOTE_WORDS, NUMBER, TEST_WORDS, TOTAL_WORDS, either
from ecosystem.collect.sheet import Issue, Sheet

_THINGS = r"(?:organi[sz]ations?|orgs|rows|records|responses|entries|members|partners|ties|results|items|agencies)"
_COUNT = either(  # "n = 24", "Total organizations: 24", "24 records in total"
    r"\(?\s*n\s*=\s*[\d.,]+\s*\)?",
    rf"(?:(?:grand )?total|count|number|no\.|sum)(?: (?:number )?of)?(?: {_THINGS})?\s*[:=]\s*[\d.,]+",
    rf"{_THINGS}\s*[:=]\s*[\d.,]+",
    rf"total (?:of )?[\d.,]+(?: {_THINGS})?",
    rf"[\d.,]+ {_THINGS}(?: in total| total| listed| found| shown)",
    r"\(?[\d.,]+ (?:rows?|records?|entries|results|responses|organi[sz]ations|items)"
    r"(?: affected| selected| returned)?\)?",
    r"showing [\d.,]+ (?:to|-|–) [\d.,]+ of [\d.,]+(?: \w+)?",
)
_SUM = either(  # the first cell of a row that otherwise holds numbers
    r"(?:sub-?\s?|grand )?totals?(?:\s*[:(=].*|\s+(?:of|for|in|general|amount|budget|funding)\b.*)?",
    r".+ (?:sub-?)?totals?:?",
    r"sums?:?|average|avg\.?|mean|median|count|min|max|minimum|maximum|std\.? ?dev\.?|n",
    r"(?:gesamt|zwischen|end)?-?summe|gesamt|durchschnitt|mittelwert|promedio|suma|moyenne|sous-total|somme|média|soma",
)


def totals(sheet: Sheet) -> Iterator[Issue]:
    """Yield an issue for each row that begins with "Total", "Average" or the like and otherwise holds only numbers."""
    for row, cells in zip(sheet.frame.index.tolist(), rows_of(sheet.frame), strict=True):
        first, *others = [cell for cell in cells if cell] or [""]
        if others and NUMBER.fullmatch(others[-1]) and all(map(NUMBER.fullmatch, others)):
            if _SUM.fullmatch(first.rstrip(": ")):
                yield issue("total", source=sheet.source, row=row, first=first)
        elif not others and _COUNT.fullmatch(first):
            yield issue("total", "count", source=sheet.source, row=row)


def notes(sheet: Sheet) -> Iterator[Issue]:
    """Yield an issue for each single cell at the end of a table that is a note, "Total", or a sentence after a gap.

    In a table of two columns single cells are common, so only words mark a note there. What follows a legend's title
    to the end of a wider table is the legend.
    """
    wide = len(sheet.frame.columns) >= 3
    if len(sheet.frame.columns) < 2 or sheet.frame.empty:
        return
    rows = sheet.frame.index.tolist()
    counts = (sheet.frame != "").to_numpy().sum(axis=1)
    more = np.flatnonzero(counts != 1)
    first = _legend(sheet.frame, counts) if wide else None
    if first is not None:
        yield from (issue("note below the table", "legend", source=sheet.source, row=row) for row in rows[first:])
        rows = rows[:first]
        more = more[more < first]
    start = int(more[-1]) + 1 if len(more) else 0
    apart = False
    for place, cells in enumerate(rows_of(sheet.frame.iloc[start : len(rows)]), start=start):
        apart = apart or (place > 0 and rows[place] - rows[place - 1] > 1)
        text = next(filter(None, cells))
        mark = NOTE.match(text)
        said = mark is not None and (wide or not mark["sign"])
        if said or (wide and (_is_one_of(text, TOTAL_WORDS) or (apart and len(text.split()) >= NOTE_WORDS))):
            yield issue("note below the table", source=sheet.source, row=rows[place])


def _legend(frame: pd.DataFrame, counts: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> int | None:
    """Return the position of a legend's title, below which no row has more than two cells; None if there is none."""
    wider = np.flatnonzero(counts > 2)
    start = int(wider[-1]) + 1 if len(wider) else len(frame)
    for place, cells in enumerate(rows_of(frame.iloc[start:]), start=start):
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and LEGEND.fullmatch(filled[0]):
            return place
    return None


def trials(sheet: Sheet) -> Iterator[Issue]:
    """Yield an issue for each row in which every text answer is "test" or similar, or is empty."""
    for row, cells in _rows_with(sheet.frame, (*TEST_WORDS, *NO_ANSWER)):
        words = [cell for cell in cells if not NUMBER.match(cell)]
        tests = sum(_is_one_of(word, TEST_WORDS) for word in words)
        nothing = sum(_is_one_of(word, NO_ANSWER) for word in words)
        if nothing == len(words) or (tests and 2 * (tests + nothing) >= len(words)):
            yield issue("looks like a test", source=sheet.source, row=row)


def _rows_with(frame: pd.DataFrame, words: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and filled cells of each row in which a cell is one of the words, in the usual spellings."""
    cases = (str.lower, str.upper, str.title, str.capitalize)
    ways = {case(word) + end for word in words for case in cases for end in ("", ":")}
    for row, cells in zip(frame.index, rows_of(frame), strict=True):
        if not ways.isdisjoint(cells):
            yield int(row), [cell for cell in cells if cell]


def _is_one_of(cell: str, words: Sequence[str]) -> bool:
    return cell.casefold().rstrip(":") in words
