"""What the values of a column are: names, dates, amounts, a few answers; judged over its different cells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ecosystem.collect.answer_words import NEVER, NO, NOTHING, TICKED, YES
from ecosystem.collect.redaction import is_marked
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.values import number
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.column_profile import few_answers
from ecosystem.columns.known_names import without_links
from ecosystem.text import fold, split_list

LONGEST_NAME = 100
_MOST_WORDS = 10
_MOST = 0.8  # share of the different cells that makes a column one of dates or numbers
_A_GRANT = 100  # a strength is smaller
_FEW_ROWS = 3  # in which answers need not repeat
_DATE = re.compile(
    r"(?:19|20)\d\d(?:[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?(?:[T ]\d{1,2}:\d\d.*)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d|\d{4})"
    r"|(?:\d{1,2}\.? )?[A-Z][a-zé]{2,9}\.? (?:\d{1,2}, )?(?:19|20)\d\d"
)
_CURRENCY = re.compile(r"[$€£]|\b(?:USD|EUR|GBP)\b")
_NO_NAMES = YES | NO | NOTHING | NEVER | TICKED | {""}
_LISTS = ("sectors", "goals", "levels", "roles", "resources", "relations")  # whose words are no names


@dataclass(frozen=True, eq=False)
class ColumnValues:
    """One column: its header, its place in the sheet, and its cells."""

    header: str
    place: int
    cells: Sequence[str]

    @classmethod
    def of(cls, sheet: Sheet, header: str) -> "ColumnValues":
        """Return the column of a sheet with this header."""
        return cls(header, list(sheet.frame.columns).index(header), [c.strip() for c in sheet.frame[header].tolist()])

    @cached_property
    def filled(self) -> list[str]:
        """Return the cells that are not empty."""
        return [cell for cell in self.cells if cell]

    @cached_property
    def different(self) -> list[str]:
        """Return the different filled cells, in order."""
        return list(dict.fromkeys(self.filled))

    @cached_property
    def are_names(self) -> bool:
        """Return whether the cells can be names of organizations: short texts that no word list knows."""
        if not self.different or self.are_dates or self.are_numbers:
            return False
        texts = [text for cell in self.different for text in split_list(without_links(cell))]
        return sum(map(_can_be_name, texts)) >= _MOST * len(texts) and not self._of_a_word_list

    @cached_property
    def are_dates(self) -> bool:
        """Return whether most cells are dates or years."""
        return self._most(lambda cell: _DATE.fullmatch(cell) is not None)

    @cached_property
    def are_numbers(self) -> bool:
        """Return whether most cells are numbers."""
        return self._most(lambda cell: number(_CURRENCY.sub("", cell)) is not None)

    @cached_property
    def are_money(self) -> bool:
        """Return whether the cells are numbers with a currency, or too large for a strength."""
        if not self.are_numbers:
            return False
        values = [abs(number(_CURRENCY.sub("", cell)) or 0) for cell in self.different]
        return any(map(_CURRENCY.search, self.different)) or sorted(values)[len(values) // 2] >= _A_GRANT

    @cached_property
    def are_few_answers(self) -> bool:
        """Return whether the cells are a few short answers that repeat, or could."""
        short = few_answers(self.different) and not self.are_numbers and not self.are_dates
        return short and (len(self.different) < len(self.filled) or len(self.filled) <= _FEW_ROWS)

    @cached_property
    def unique(self) -> bool:
        """Return whether no value stands twice."""
        return len({fold(cell) for cell in self.different}) == len(self.filled) > 0

    @property
    def _of_a_word_list(self) -> bool:
        known = max(
            sum(load_vocabulary(name).entry(cell) is not None for cell in self.different[:200]) for name in _LISTS
        )
        return known * 2 >= len(self.different[:200])

    def _most(self, test: Callable[[str], bool]) -> bool:
        return bool(self.different) and sum(map(test, self.different)) >= _MOST * len(self.different)


def _can_be_name(cell: str) -> bool:
    return (
        any(letter.isalpha() for letter in cell)
        and len(cell) <= LONGEST_NAME
        and len(cell.split()) <= _MOST_WORDS
        and fold(cell) not in _NO_NAMES
        and "://" not in cell
        and not is_marked(cell)
    )
