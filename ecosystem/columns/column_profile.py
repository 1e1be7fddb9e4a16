"""Inference of a column's role from its values, where its header does not suffice: respondent, sector, grid."""

from collections.abc import Collection, Iterable, Sequence

from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.text import fold, split_list

MOST_ANSWERS = 12  # most columns and most different answers of a grid; free text has as many answers as rows
LONGEST_ANSWER = 60
_MEETS = 0.3  # share of respondents' names found among the names mentioned; rosters are never complete
_REPEATS = 0.6  # with fewer different values per row, a column holds answers from a list and not names
_FEW = 5  # rows; with fewer, shares are not informative


def filled(sheet: Sheet, header: str) -> list[str]:
    """Return the folded cells of a column that are not empty."""
    return [folded for cell in sheet.frame[header].tolist() if (folded := fold(cell))]


def reads_like_sectors(values: Iterable[str]) -> bool:
    """Return whether at least half of the different values are kinds of organizations in the word list.

    >>> reads_like_sectors(["Nonprofit", "Government", "Beekeepers"]), reads_like_sectors(["City IT", "Food Bank"])
    (True, False)
    """
    different = set(values)
    sectors = load_vocabulary("sectors")
    return bool(different) and sum(sectors.entry(value) is not None for value in different) * 2 >= len(different)


def repeats(values: Sequence[str]) -> bool:
    """Return whether a few values repeat often, as answers chosen from a list do.

    >>> repeats(["a", "b", "a", "b", "a"]), repeats(["a", "b", "c", "d", "a"])
    (True, False)
    """
    return len(values) >= _FEW and len(set(values)) < _REPEATS * len(values)


def few_answers(values: Iterable[str]) -> bool:
    """Return whether the values are a few short answers, as in the columns of a grid."""
    different = {value for value in values if value}
    return 0 < len(different) <= MOST_ANSWERS and max(map(len, different)) <= LONGEST_ANSWER


def meets(names: Collection[str], others: Collection[str]) -> bool:
    """Return whether enough of these names are among the others: at least two, and at least 30%."""
    shared = len(set(names) & set(others))
    return shared >= 2 and shared >= _MEETS * min(len(set(names)), len(set(others)))


def who_answers(
    sheet: Sheet, candidates: Sequence[str], likely: Collection[str], about_others: Collection[str], roster: set[str]
) -> str:
    """Return the column with the names of the respondents' organizations; "" if there is none.

    Chosen first is a column whose values occur elsewhere: in the rows of a grid (``roster``, folded) or in lists in
    other columns, both ``candidates`` and ``about_others``. Otherwise it is the column among ``likely``, by the words
    of its question, with the most different values. A column that reads like sectors is chosen last.
    """
    values = {header: filled(sheet, header) for header in candidates}
    parts = {header: _parts(sheet, header) for header in (*candidates, *about_others)}
    free = [h for h in candidates if values[h] and not reads_like_sectors(values[h]) and not repeats(values[h])]
    spoken_of = {h: roster.union(*(parts[other] for other in parts if other != h)) for h in free}
    met = [h for h in free if meets(values[h], spoken_of[h])]
    if met:
        return max(met, key=lambda h: (h in likely, len(spoken_of[h] & set(values[h]))))
    return max((h for h in candidates if h in likely), key=lambda h: (h in free, len(set(values[h]))), default="")


def _parts(sheet: Sheet, header: str) -> set[str]:
    """Return the folded parts of cells that hold lists; a cell with a single value is not a list."""
    lists = (split_list(cell.replace(",", ";")) for cell in sheet.frame[header].tolist())
    return {fold(part) for parts in lists if len(parts) > 1 for part in parts}
