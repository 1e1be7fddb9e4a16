"""What the values of a column say of it, where the words of its question do not: who answers, what kind, which grid."""

from collections.abc import Collection, Iterable, Sequence

from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.text import fold, split_list

MOST_ANSWERS = 12  # a grid's columns fit on a page; free text has as many answers as rows
LONGEST_ANSWER = 60
_MEETS = 0.3  # of the names of those who answer, so many stand among those spoken of: rosters are never complete
_REPEATS = 0.6  # fewer different names than that share of rows: an answer from a list, not a name
_FEW = 5  # rows; below them shares say nothing


def filled(sheet: Sheet, header: str) -> list[str]:
    """The folded cells of a column that hold anything."""
    return [folded for cell in sheet.frame[header].tolist() if (folded := fold(cell))]


def reads_like_sectors(values: Iterable[str]) -> bool:
    """Whether at least half of the different values are kinds of organizations, as the word list has them.

    >>> reads_like_sectors(["Nonprofit", "Government", "Beekeepers"]), reads_like_sectors(["City IT", "Food Bank"])
    (True, False)
    """
    different = set(values)
    sectors = load_vocabulary("sectors")
    return bool(different) and sum(sectors.entry(value) is not None for value in different) * 2 >= len(different)


def repeats(values: Sequence[str]) -> bool:
    """Whether the same few values stand there again and again, as answers chosen from a list do.

    >>> repeats(["a", "b", "a", "b", "a"]), repeats(["a", "b", "c", "d", "a"])
    (True, False)
    """
    return len(values) >= _FEW and len(set(values)) < _REPEATS * len(values)


def few_answers(values: Iterable[str]) -> bool:
    """Whether the values are a few short answers, as the columns of a grid are."""
    different = {value for value in values if value}
    return 0 < len(different) <= MOST_ANSWERS and max(map(len, different)) <= LONGEST_ANSWER


def meets(names: Collection[str], others: Collection[str]) -> bool:
    """Whether enough of these names stand among the others: two at least, and three in ten."""
    shared = len(set(names) & set(others))
    return shared >= 2 and shared >= _MEETS * min(len(set(names)), len(set(others)))


def who_answers(
    sheet: Sheet, candidates: Sequence[str], likely: Collection[str], about_others: Collection[str], roster: set[str]
) -> str:
    """The column that holds who answers; "" where none does.

    It is the one whose values are named elsewhere: in the rows of a grid (``roster``, folded) or in lists of other
    columns, the candidates' and those ``about_others``. Else it is one of the ``likely``, by the words of its
    question, with the most different values. What reads like a kind of organization is chosen last.
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
    """The folded parts of cells that hold several; a cell that is a whole is no list."""
    lists = (split_list(cell.replace(",", ";")) for cell in sheet.frame[header].tolist())
    return {fold(part) for parts in lists if len(parts) > 1 for part in parts}
