"""Names and ids that the lists of a source hold, and the names in a cell: alone, in a list, or with a link each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ecosystem.columns.ticked import TickedColumn, pieces_of
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

# "City IT (https://www.notion.so/City-IT-9cfd)", "City IT (../Organizations/City%20IT.md)"
_LINK = re.compile(r"\s*\((?:https?://|www\.)[^()\s]*\)|\s*\([^()]{0,300}(?:%20[^()]{0,300})?\.(?:md|csv|html?)\)")
_POINT_ZERO = re.compile(r"(?<=\d)\.0$")
_MOST_COMMAS = 4  # in one name: "Parks, Arts, Culture, Sports and Youth"


def without_links(cell: str) -> str:
    """Return a cell without the link in brackets that Notion writes behind each name.

    >>> without_links("Food Bank (https://www.notion.so/Food-Bank-2e94?pvs=21), Library (../Orgs/Library%203.md)")
    'Food Bank, Library'
    """
    return _LINK.sub("", cell) if "(" in cell else cell


@dataclass(frozen=True)
class NameList:
    """The organizations of one list: folded names, and ids with the folded name of each."""

    source: str
    names: frozenset[str]
    ids: Mapping[str, str] = field(default_factory=dict)


def name_list(source: str, names: Sequence[str], ids: Sequence[str]) -> NameList:
    """Return the list with these names as written, and an id ("" where it has none) for each."""
    folded = [fold(without_links(name)) for name in names]
    by_id = {_POINT_ZERO.sub("", i.strip()): name for i, name in zip(ids, folded, strict=True) if i.strip() and name}
    return NameList(source, frozenset(folded) - {""}, by_id)


class KnownNames:
    """Every name and id in some lists."""

    def __init__(self, lists: Iterable[NameList] = ()) -> None:
        """Unite the lists; each look-up takes the same time, however many names there are."""
        self.lists = tuple(lists)
        self.names = frozenset[str]().union(*(each.names for each in self.lists))
        self.ids = {i: name for each in reversed(self.lists) for i, name in each.ids.items()}

    def meant(self, text: str) -> str:
        """Return the folded name of the organization that a text names or has the id of; "" if none."""
        folded = fold(text)
        return folded if folded in self.names else self.ids.get(_POINT_ZERO.sub("", text.strip()), "")

    def where(self, texts: Iterable[str]) -> str:
        """Return the source of the list that knows most of the texts; "" without lists."""
        texts = list(texts)
        return max(self.lists, key=lambda each: KnownNames([each]).count(texts)).source if self.lists else ""

    def count(self, texts: Iterable[str]) -> int:
        """Return how many of the texts are known."""
        return sum(bool(self.meant(text)) for text in texts)

    def parts(self, cell: str) -> list[str]:
        """Return the names in a cell, as written: split as a list, and at commas if that gives a known name.

        >>> known = KnownNames([name_list("orgs.csv", ["City IT", "Parks, Arts and Culture"], ["", ""])])
        >>> known.parts("Parks, Arts and Culture, Zoo"), known.parts("City IT; Zoo, Inc."), known.parts("Zoo, Inc.")
        (['Parks, Arts and Culture', 'Zoo'], ['City IT', 'Zoo, Inc.'], ['Zoo, Inc.'])
        """
        text = without_links(cell)
        if self.meant(text):
            return [tidy(text)]
        if LIST_SEPARATOR in text or ";" in text or "\n" in text:
            return [tidy(part) for part in split_list(text)]
        names = self._joined(list(pieces_of(text)))
        return names if any(map(self.meant, names)) else [tidy(text)] if text.strip() else []

    def _joined(self, pieces: list[str]) -> list[str]:
        """Return pieces between commas, those joined again that make a known name."""
        names: list[str] = []
        place = 0
        while place < len(pieces):
            ends = range(min(len(pieces), place + _MOST_COMMAS + 1), place, -1)
            end = next((end for end in ends if self.meant(", ".join(pieces[place:end]))), place + 1)
            names.append(", ".join(pieces[place:end]))
            place = end
        return names


NOBODY = KnownNames()


def ticked(cells: Sequence[str]) -> list[list[str]]:
    """Return the answers in each cell of a column of lists, told by the cells of the whole column.

    >>> ticked(["FNC", "CDC, FNC", "CDC"]), ticked(["Food, Health and Hope", "Food, Health and Hope"])
    ([['FNC'], ['CDC', 'FNC'], ['CDC']], [['Food, Health and Hope'], ['Food, Health and Hope']])
    """
    plain = [without_links(cell) for cell in cells]
    column = TickedColumn.of(plain)
    return [column.parts(cell) for cell in plain]
