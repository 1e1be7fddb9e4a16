"""Ticked answers of one column: which commas separate answers, told by the cells of the whole column.

Form tools join ticked options by a comma (Google Forms), a semicolon (Microsoft Forms), a bar or a line break, and an
option may itself hold a comma. Options ticked alone, by somebody else, or with other neighbors show where one ends; an
option that holds a comma recurs always whole. What the column does not settle is a question for a person.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from ecosystem.names.matching.word_lists import legal_forms
from ecosystem.text import LIST_SEPARATOR, fold, split_list

_COMMA = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\"[^\"]*\"|(?P<mark>\s*[,\u060c\uff0c\u3001]\s*)")
_OWN_JOIN = re.compile(rf"[{LIST_SEPARATOR};\r\n]")
_AND = re.compile(r"^(?:and|&|y|e|et|und|o|or)\s+(?=\S)", re.IGNORECASE)
_OTHER = re.compile(r"^(?:other|otro|otra|otros|otras|autre|andere)s?\s*[:\u2013\u2014]\s*(?=\S)", re.IGNORECASE)
_STREET = re.compile(
    r"^\d+\w?\s+\S.*\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|ct|court|hwy|calle|avenida)\b\.?$",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]"
)
_ZIP = re.compile(r"\s+\d{5}(?:-\d{4})?$")
_HINT = re.compile(r"\s(?:and|&|y|e|et|und)\s", re.IGNORECASE)  # in the last part of "Parks, Trees and Ponds"
LONGEST_OPTION = 6  # most parts of one option: each is looked up, so the work on a line is bounded
MOST_PASSES = 10
LISTS_ITSELF = 3  # from so many parts on, a text without other evidence reads as a list
_SURE = 5  # cells in which an option with a comma must recur whole to be certain; two where an "and" says so too


@dataclass
class OpenOption:
    """A text with commas that may be one answer or several."""

    text: str
    parts: tuple[str, ...]
    whole: bool  # whether it was read as one
    row: int = 0  # the first row that holds it
    cells: int = 0


@dataclass
class TickedColumn:
    """The options of one column; ``parts`` returns the answers in one of its cells."""

    known: Callable[[str], bool]  # whether a folded text is one answer: listed, on the roster, a term of the word list
    one: frozenset[str] = frozenset()  # folded texts that a person kept whole
    several: frozenset[str] = frozenset()  # folded texts whose parts a person separated
    lists: bool = False  # whether the column holds lists: some comma surely separates two answers, or it says so
    open: dict[str, OpenOption] = field(default_factory=dict)  # by folded text, for the cells read so far
    row: int = 0  # the row being read
    _known: dict[str, bool] = field(default_factory=dict)
    _alone: set[str] = field(default_factory=set)
    _times: Counter[str] = field(default_factory=Counter)
    _pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    _before: dict[str, set[str]] = field(default_factory=dict)
    _after: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        cells: Iterable[str],
        known: Callable[[str], bool] = lambda _: False,
        one: Collection[str] = (),
        several: Collection[str] = (),
        clean: Callable[[str], str] = lambda text: text,
        lists: bool = False,
    ) -> "TickedColumn":
        """Return the column with the evidence of all its ``cells``; ``clean`` removes what is not part of an answer.

        >>> column = TickedColumn.of(["Zoo, Parks, Trees and Ponds", "Parks, Trees and Ponds", "Zoo, Library", "Zoo"])
        >>> column.parts("Zoo, Parks, Trees and Ponds"), column.parts("Zoo, Library"), column.open
        (['Zoo', 'Parks, Trees and Ponds'], ['Zoo', 'Library'], {})
        """
        column = cls(known, frozenset(map(fold, one)), frozenset(map(fold, several)), lists)
        lines = list(_lines(cells, clean))
        for pieces in lines:
            column._count([fold(piece) for piece in pieces])
        several_pieces = [
            pieces for pieces in lines if len(pieces) > 1 and not column._is_known(fold(" ".join(pieces)))
        ]
        for _ in range(MOST_PASSES):  # an option found by its neighbors sets its neighbors apart in turn
            if not column._find_alone(several_pieces):
                break
        column.lists |= any(
            column._proven(fold(piece)) or _OTHER.match(piece) for pieces in several_pieces for piece in pieces
        )
        return column

    def parts(self, cell: str) -> list[str]:
        """Return the answers in a cell; texts that stay open are added to ``open``."""
        lines = split_list(cell)
        if _OWN_JOIN.search(cell):
            return lines if LIST_SEPARATOR in cell else [part for line in lines for part in self.listed(line)]
        found = [part for line in lines for part in self._segments(pieces_of(line))]
        return [_OTHER.sub("", part) for part in found]

    def _count(self, folded: list[str]) -> None:
        if len(folded) == 1:
            self._alone.add(folded[0])
        for place, piece in enumerate(folded):
            self._times[piece] += 1
            self._before.setdefault(piece, set()).add(folded[place - 1] if place else "")
            self._after.setdefault(piece, set()).add(folded[place + 1] if place + 1 < len(folded) else "")
        self._pairs.update(pairwise(folded))

    def _find_alone(self, lines: Sequence[tuple[str, ...]]) -> bool:
        """Return whether lines hold further options of one piece: between commas that surely separate."""
        before = len(self._alone)
        for pieces in lines:
            folded = [fold(piece) for piece in pieces]
            sure = [self._proven(piece) for piece in folded]
            cuts = [
                (len(self._after[a]) > 1 and len(self._before[b]) > 1)
                or ((sure[i] or sure[i + 1]) and not _HINT.search(f" {pieces[i + 1]}"))
                for i, (a, b) in enumerate(pairwise(folded))
            ]
            ends = zip([True, *cuts], [*cuts, True], strict=True)
            self._alone.update(piece for piece, (left, right) in zip(folded, ends, strict=True) if left and right)
        return len(self._alone) > before

    def _proven(self, folded: str) -> bool:
        return folded in self._alone or self._is_known(folded)

    def _is_known(self, folded: str) -> bool:
        if folded not in self._known:
            self._known[folded] = folded in self.one or self.known(folded)
        return self._known[folded]

    def knows(self, name: str) -> bool:
        """Return whether a name is one answer, whatever the column holds."""
        return bool(name) and self._is_known(fold(name))

    def listed(self, line: str) -> list[str]:
        """Return the answers on one line of a cell with another join: commas separate only what is known apart."""
        pieces = pieces_of(line)
        folded = [fold(piece) for piece in pieces]
        if len(pieces) > 1 and " ".join(folded) in self.several:
            return list(pieces)
        if len(pieces) < 2 or self._is_known(" ".join(folded)) or not all(map(self._proven, folded)):
            return [line]
        return list(pieces)

    def _segments(self, pieces: Sequence[str]) -> list[str]:
        """Return the answers on a line joined by commas: known texts, proven parts, and what is left between them."""
        if len(pieces) < 2:
            return list(pieces)
        if self._proven(fold(bare := _AND.sub("", pieces[-1]))):
            pieces = [*pieces[:-1], bare]
        folded = [fold(piece) for piece in pieces]
        found: list[str] = []
        left = place = 0  # from ``left`` to ``place`` nothing is certain yet
        while place < len(pieces):
            one, apart = self._longest(pieces, folded, place)
            if not one and not apart:
                place += 1
                continue
            found += self._left(pieces[left:place], folded[left:place])
            if apart > one:
                found += pieces[place:apart]
            elif one == place + 1 and self._may_go_on(pieces, folded, place):
                one += 1
                found += self._asked(pieces[place:one], whole=self._times[folded[one - 1]] > 1)
            else:
                found.append(", ".join(pieces[place:one]))
            left = place = max(one, apart)
        return [*found, *self._left(pieces[left:], folded[left:])]

    def _longest(self, pieces: Sequence[str], folded: list[str], place: int) -> tuple[int, int]:
        """Return where the longest certain answer from a place ends, and the longest text to separate; 0 for none."""
        one, apart = 0, 0
        text = folded[place]
        if self._proven(text) or _OTHER.match(pieces[place]):
            one = place + 1
        for end in range(place + 2, min(len(pieces), place + LONGEST_OPTION) + 1):
            text = f"{text} {folded[end - 1]}"
            if text in self.several:
                apart = end
            if self._is_known(text) or self._recurs_whole(folded[place:end], pieces[end - 1]):
                one = end
        return one, apart

    def _recurs_whole(self, folded: list[str], last: str) -> bool:
        """Return whether pieces stand together so often, and never apart, that they are surely one answer."""
        times = self._times[folded[0]]
        if times < 2 or self._times[folded[-1]] != times or not self._inseparable(folded):
            return False
        beside = max(len(self._before[folded[0]]), len(self._after[folded[-1]]))
        needed = 2 if _HINT.search(f" {last}") else _SURE
        return beside > 1 and times >= needed  # always in one company, two options would look like one

    def _inseparable(self, folded: list[str]) -> bool:
        """Return whether these pieces recur, and none of them ever stands without the others."""
        times = self._times[folded[0]]
        if times < 2 or any(self._times[piece] != times or piece in self._alone for piece in folded):
            return False
        return all(self._pairs[pair] == times for pair in pairwise(folded)) and not any(map(self._is_known, folded))

    def _may_go_on(self, pieces: Sequence[str], folded: list[str], place: int) -> bool:
        """Return whether a proven piece and the next may be one option, as "Parks" beside "Parks, Trees and Ponds"."""
        if place + 1 == len(pieces) or not _HINT.search(f" {pieces[place + 1]}") or self._is_known(folded[place]):
            return False
        first, second = folded[place : place + 2]
        return not self._proven(second) and self._before.get(second) == {first}

    def _left(self, pieces: Sequence[str], folded: list[str]) -> list[str]:
        """Return the answers in what no evidence separates: a single part, or texts that are a question."""
        joins = [self._inseparable(list(pair)) for pair in pairwise(folded)] + [False]
        found: list[str] = []
        place = 0
        while place < len(pieces):
            end = place + 1
            if joins[place]:
                while joins[end - 1]:
                    end += 1
                found += self._asked(pieces[place:end], whole=True)
            else:
                while end < len(pieces) and not joins[end]:
                    end += 1
                itself = end - place >= LISTS_ITSELF and not _HINT.search(f" {pieces[end - 1]}")
                found += self._asked(pieces[place:end], whole=not (self.lists or itself))
            place = end
        return found

    def _asked(self, pieces: Sequence[str], *, whole: bool) -> list[str]:
        """Return the pieces as one answer or as several, and keep the question open; a single one is none."""
        if len(pieces) == 1:
            return [_AND.sub("", pieces[0])]
        text = ", ".join(pieces)
        self.open.setdefault(fold(text), OpenOption(text, tuple(pieces), whole, self.row)).cells += 1
        return [text] if whole else [_AND.sub("", piece) for piece in pieces]


@lru_cache(maxsize=20_000)  # the same answers occur often, and each is read twice
def pieces_of(line: str) -> tuple[str, ...]:
    """Return the texts between the commas of a line; brackets, legal forms, states and streets part nothing.

    >>> pieces_of('Zoo, Housing, Inc., Food Bank (food, clothes), Springfield, IL, "Parks, Trees"')
    ('Zoo', 'Housing, Inc.', 'Food Bank (food, clothes)', 'Springfield, IL', 'Parks, Trees')
    """
    pieces, start = [], 0
    for found in _COMMA.finditer(line):
        if found["mark"]:
            pieces.append(line[start : found.start()])
            start = found.end()
    pieces = [text for piece in [*pieces, line[start:]] if (text := " ".join(piece.split()))]
    joined: list[str] = []
    for piece in pieces:
        if joined and (_ends_a_name(piece) or _STREET.match(joined[-1])):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return tuple(piece.strip('"').strip() or piece for piece in joined)


def _ends_a_name(piece: str) -> bool:
    """Return whether a text after a comma belongs to the name before it: a legal form, or a state."""
    return fold(piece) in _legal_forms() or _STATES.fullmatch(_ZIP.sub("", piece)) is not None


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(" ".join(words) for words in legal_forms()) | {"co", "corp", "corporation", "company"}


def _lines(cells: Iterable[str], clean: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """Yield the pieces of each line; a line among others in its cell counts as one answer that stands alone."""
    for cell in cells:
        lines = split_list(cell)
        several = bool(_OWN_JOIN.search(cell))
        for line in lines:
            pieces = pieces_of(clean(line))
            yield (", ".join(pieces),) if several else pieces
