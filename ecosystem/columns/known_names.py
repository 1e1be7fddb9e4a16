"""Names and ids that the lists of a source hold, and the names in a cell: alone, in a list, or with a link each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

# "City IT (https://www.notion.so/City-IT-9cfd)", "City IT (../Organizations/City%20IT.md)"
_LINK = re.compile(r"\s*\((?:https?://|www\.)[^()\s]*\)|\s*\([^()]{0,300}(?:%20[^()]{0,300})?\.(?:md|csv|html?)\)")
_QUOTED = re.compile(r'"([^"]+)"')
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
        quoted = _QUOTED.findall(text)  # Airtable quotes a name that holds a comma
        pieces = [piece.strip() for piece in _QUOTED.sub("", text).split(",")] if quoted else text.split(",")
        names = [*quoted, *self._joined([piece.strip() for piece in pieces if piece.strip()])]
        return [tidy(name) for name in names] if any(map(self.meant, names)) else [tidy(text)] if text.strip() else []

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


def repeated_parts(cells: Iterable[str]) -> list[list[str]]:
    """Return the parts of each cell of a column of lists; a comma separates where its parts recur elsewhere.

    Parts that stand only ever together stay one: a name may hold a comma.

    >>> repeated_parts(["FNC", "CDC, FNC", "CDC"]), repeated_parts(["Food, Health and Hope", "Food, Health and Hope"])
    ([['FNC'], ['CDC', 'FNC'], ['CDC']], [['Food, Health and Hope'], ['Food, Health and Hope']])
    """
    cells = [without_links(cell) for cell in cells]
    times: dict[str, int] = {}
    lists: dict[str, list[str]] = {}
    for cell in cells:
        lists[cell] = [piece.strip() for piece in cell.split(",") if piece.strip()]
        for piece in dict.fromkeys(map(fold, lists[cell])):
            times[piece] = times.get(piece, 0) + 1
    whole: dict[str, int] = {}
    for cell in cells:
        whole[cell] = whole.get(cell, 0) + 1
    found = []
    for cell in cells:
        if LIST_SEPARATOR in cell or ";" in cell or "\n" in cell:
            found.append([tidy(part) for part in split_list(cell)])
        else:
            apart = any(times[fold(piece)] > whole[cell] for piece in lists[cell])
            found.append([tidy(part) for part in (lists[cell] if apart else [cell]) if part.strip()])
    return found
