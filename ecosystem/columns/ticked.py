"""Ticked answers of one column: which commas separate answers, told by the cells of the whole column.

Form tools join ticked options by a comma (Google Forms), a semicolon (Microsoft Forms), a bar or a line break, and an
option may itself hold a comma. Options ticked alone, by somebody else, or with other neighbors show where one ends; an
option that holds a comma recurs always whole. What the column does not settle is a question for a person.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from ecosystem.names.matching.word_lists import legal_forms
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

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
LONGEST_OPTION = 8  # most parts of one option: each is looked up, so the work on a line is bounded
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
        several_pieces = [pieces for pieces in lines if len(pieces) > 1 and not column._known_whole(pieces)]
        while column._find_alone(several_pieces):  # an option found by its neighbors sets its neighbors apart in turn
            pass
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

    def proves(self, text: str) -> bool:
        """Return whether the text is an answer of its own, by the other cells."""
        return self._proven(fold(text))

    def _count(self, folded: list[str]) -> None:
        if len(folded) == 1:
            self._alone.add(folded[0])
        for place, piece in enumerate(folded):
            self._times[piece] += 1
            self._before.setdefault(piece, set()).add(folded[place - 1] if place else "")
            self._after.setdefault(piece, set()).add(folded[place + 1] if place + 1 < len(folded) else "")
        self._pairs.update(pairwise(folded))

    def _find_alone(self, lines: list[list[str]]) -> bool:
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
        return folded in self._alone or folded in self.one or self.known(folded)

    def _known_whole(self, pieces: Sequence[str]) -> bool:
        text = fold(" ".join(pieces))
        return text in self.one or self.known(text)

    def listed(self, line: str) -> list[str]:
        """Return the answers on one line of a cell with another join: commas separate only what is known apart."""
        pieces = pieces_of(line)
        if len(pieces) > 1 and fold(line) in self.several:
            return pieces
        if len(pieces) < 2 or self._known_whole(pieces) or not all(self._proven(fold(p)) for p in pieces):
            return [line]
        return pieces

    def _segments(self, pieces: list[str]) -> list[str]:
        """Return the answers on a line joined by commas: known texts, proven parts, and what is left between them."""
        if len(pieces) > 1 and self._proven(fold(bare := _AND.sub("", pieces[-1]))):
            pieces = [*pieces[:-1], bare]
        found: list[str] = []
        left: list[str] = []
        place = 0
        while place < len(pieces):
            upto = range(min(len(pieces), place + LONGEST_OPTION), place, -1)
            one = next((end for end in upto if self._certain(pieces[place:end])), 0)
            apart = next((end for end in upto if fold(" ".join(pieces[place:end])) in self.several), 0)
            if not one and not apart:
                left.append(pieces[place])
                place += 1
                continue
            found += self._left(left)
            left = []
            if apart > one:
                found += pieces[place:apart]
            elif one == place + 1 and self._may_go_on(pieces[place : one + 1]):
                one += 1
                found += self._asked(pieces[place:one], whole=self._times[fold(pieces[one - 1])] > 1)
            else:
                found.append(", ".join(pieces[place:one]))
            place = max(one, apart)
        return [*found, *self._left(left)]

    def _certain(self, pieces: list[str]) -> bool:
        """Return whether consecutive pieces are surely one answer."""
        if len(pieces) == 1:
            return self._proven(fold(pieces[0])) or _OTHER.match(pieces[0]) is not None
        if self._known_whole(pieces):
            return True
        folded = [fold(piece) for piece in pieces]
        if not self._inseparable(folded):
            return False
        beside = max(len(self._before[folded[0]]), len(self._after[folded[-1]]))
        needed = 2 if _HINT.search(f" {pieces[-1]}") else _SURE
        return beside > 1 and self._times[folded[0]] >= needed  # always in one company, two options would look like one

    def _inseparable(self, folded: list[str]) -> bool:
        """Return whether these pieces recur, and none of them ever stands without the others."""
        times = self._times[folded[0]]
        if times < 2 or any(self._times[piece] != times or piece in self._alone for piece in folded):
            return False
        together = all(self._pairs[pair] == times for pair in pairwise(folded))
        return together and not any(map(self.known, folded))

    def _may_go_on(self, pieces: list[str]) -> bool:
        """Return whether a proven piece and the next may be one option, as "Parks" beside "Parks, Trees and Ponds"."""
        if len(pieces) < 2 or not _HINT.search(f" {pieces[1]}") or self._known_whole(pieces[:1]):
            return False
        first, second = fold(pieces[0]), fold(pieces[1])
        return not self._proven(second) and self._before.get(second) == {first}

    def _left(self, pieces: list[str]) -> list[str]:
        """Return the answers in what no evidence separates: a single part, or texts that are a question."""
        found: list[str] = []
        place = 0
        while place < len(pieces):
            end = place + 1
            if self._inseparable([fold(piece) for piece in pieces[place : end + 1]]):
                while end < len(pieces) and self._inseparable([fold(p) for p in pieces[end - 1 : end + 1]]):
                    end += 1
                found += self._asked(pieces[place:end], whole=True)
            else:
                while end < len(pieces) and not self._inseparable([fold(p) for p in pieces[end : end + 2]]):
                    end += 1
                itself = end - place >= LISTS_ITSELF and not _HINT.search(f" {pieces[end - 1]}")
                found += self._asked(pieces[place:end], whole=not (self.lists or itself))
            place = end
        return found

    def _asked(self, pieces: list[str], *, whole: bool) -> list[str]:
        """Return the pieces as one answer or as several, and keep the question open; a single one is none."""
        if len(pieces) == 1:
            return [_AND.sub("", pieces[0])]
        text = ", ".join(pieces)
        self.open.setdefault(fold(text), OpenOption(text, tuple(pieces), whole, self.row)).cells += 1
        return [text] if whole else [_AND.sub("", piece) for piece in pieces]


def pieces_of(line: str) -> list[str]:
    """Return the texts between the commas of a line; brackets, legal forms, states and streets part nothing.

    >>> pieces_of('Zoo, Housing, Inc., Food Bank (food, clothes), Springfield, IL, "Parks, Trees"')
    ['Zoo', 'Housing, Inc.', 'Food Bank (food, clothes)', 'Springfield, IL', 'Parks, Trees']
    """
    pieces, start = [], 0
    for found in _COMMA.finditer(line):
        if found["mark"]:
            pieces.append(line[start : found.start()])
            start = found.end()
    pieces = [text for piece in [*pieces, line[start:]] if (text := tidy(piece))]
    joined: list[str] = []
    for piece in pieces:
        if joined and (_ends_a_name(piece) or _STREET.match(joined[-1])):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return [piece.strip('"').strip() or piece for piece in joined]


def _ends_a_name(piece: str) -> bool:
    """Return whether a text after a comma belongs to the name before it: a legal form, or a state."""
    return fold(piece) in _legal_forms() or _STATES.fullmatch(_ZIP.sub("", piece)) is not None


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(" ".join(words) for words in legal_forms()) | {"co", "corp", "corporation", "company"}


def _lines(cells: Iterable[str], clean: Callable[[str], str]) -> Iterator[list[str]]:
    """Yield the pieces of each line; a line among others in its cell counts as one answer that stands alone."""
    for cell in cells:
        lines = split_list(cell)
        several = bool(_OWN_JOIN.search(cell))
        for line in lines:
            pieces = pieces_of(clean(line))
            yield [", ".join(pieces)] if several else pieces
