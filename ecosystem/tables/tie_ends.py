"""The ends of the ties of one list: which organizations they are, by id or by name, and what is doubtful about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ecosystem.collect.redaction import is_marked
from ecosystem.columns.plain_tables import Plain
from ecosystem.names.directory import Ambiguous
from ecosystem.tables.builder import TableBuilder, listed, without_address
from ecosystem.tables.lists import set_aside
from ecosystem.text import fold, tidy

# What the tools that write lists of ties use as ids: numbers, letters with a number, hexadecimal and Airtable ids.
_ID = re.compile(
    r"\d+|[a-z]{1,7}[-_. #:/]?\d+|rec[a-z0-9]{14}|[0-9a-f]{24,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.IGNORECASE,
)
_FEWEST_IDS = 3  # fewer may be names: 311 and 211 are services
_NOT_LISTED = "not in the list"
_POINT_ZERO = re.compile(r"(\d+)\.0{1,2}")


class Doubt(NamedTuple):
    """One issue about a row of a list of ties: reason, wording, and the fields of its templates."""

    reason: str
    fields: tuple[tuple[str, Any], ...] = ()
    wording: str = ""


def doubt(reason: str, wording: str = "", /, **fields: Any) -> Doubt:
    """Return the doubt with these fields."""
    return Doubt(reason, tuple(fields.items()), wording)


@dataclass
class Doubts:
    """The issues about one list; one that recurs is recorded only at its first row."""

    rows: dict[Doubt, int] = field(default_factory=dict)  # -> row
    _told: set[tuple[str, str]] = field(default_factory=set)  # (reason, column): recorded once per column

    def add(self, found: Doubt, row: int) -> None:
        """Record an issue, unless it was recorded for an earlier row."""
        self.rows.setdefault(found, row)

    def add_once(self, found: Doubt, row: int, column: str) -> None:
        """Record an issue, unless the column already has one for the same reason."""
        if (found.reason, column) not in self._told:
            self._told.add((found.reason, column))
            self.add(found, row)


@dataclass(frozen=True)
class End:
    """One end of a tie: the organization, its spelling in the row, and any issues."""

    id: str  # "" as long as the organization has not been listed or named
    name: str
    doubts: tuple[Doubt, ...] = ()
    is_id: bool = False  # an id stands as the name, because no list says whose it is


@dataclass
class TieEnds:
    """Reader of the ends of one list of ties."""

    builder: TableBuilder
    plain: Plain
    doubts: Doubts
    _known: dict[tuple[str, str, str], End] = field(default_factory=dict)  # name, id, site as written -> the end
    _size: tuple[int, int] = (0, 0)  # state of the map for which ``_known`` is valid
    _added: dict[str, tuple[int, bool]] = field(default_factory=dict)  # names this list adds -> row, from an id's cell

    def read(self, row: int, values: dict[str, str], site: str, end: str) -> End | None:
        """Return one end of the tie as far as it can be identified; None if the row is not used."""
        builder = self.builder
        written, written_id = values.get(end, ""), values.get(f"{end}_id", "")
        if known := self._known_end((written, written_id, site)):
            return known
        name, source_id = self._as_name(tidy(without_address(written))), without_address(written_id)
        try:
            found = self.find(name, source_id, site)
        except Ambiguous:
            set_aside(builder, self.plain, row, "ambiguous name", end, name=name or source_id)
            return None
        if found is None and not name and source_id and not builder.directory.has_ids:
            name = self._as_name(source_id)
        if found is None and not name and source_id not in builder.people:
            if is_marked(written) or (is_marked(written_id) and not source_id):
                set_aside(builder, self.plain, row, "about people, never read", end)
            else:
                set_aside(builder, self.plain, row, f"no {end}", "unlisted" if source_id else "", id=source_id)
            return None
        if fold(name) in builder.people or (source_id or name) in builder.people:
            set_aside(builder, self.plain, row, "about people, never read", f"person_{end}")
            return None
        known = self._end(written, name, source_id, found, site)
        self._known[written, written_id, site] = known
        return known

    def _end(self, written: str, name: str, source_id: str, found: str | None, site: str) -> End:
        """Return an end that is used, with what is doubtful about it."""
        builder = self.builder
        doubts: list[Doubt] = []
        if found is None and (found := self._elsewhere(name, site)):
            doubts.append(doubt("listed in another city", name=name, site=site))
        if written and name and written != tidy(written):
            doubts.append(doubt("name cleaned", name=name))
        if found is None:
            if builder.listed:  # without a list, no organization can be missing from it
                doubts.append(doubt(_NOT_LISTED, name=name))
        else:
            own = builder.organizations[found]["name"]
            if source_id and name and fold(builder.directory.meant(name)) != fold(builder.directory.meant(own)):
                doubts.append(doubt("id and name differ", name=name))
            name = name or own
        return End(found or "", name, tuple(doubts), is_id=not written and found is None)

    def keep(self, row: int, end: End, sites: Sequence[str]) -> End:
        """Add the organization of a kept tie if it is new, record its spelling and issues, and return the end.

        It is present in the cities that the tie names, by the tie alone.
        """
        builder, site = self.builder, sites[0] if sites else ""
        for found in end.doubts:
            self.doubts.add(found, row)
        if not end.id:
            self._added.setdefault(end.name, (row, end.is_id))
            end = replace(end, id=builder.organization(end.name, site))
        else:
            builder.wrote(end.name, end.id, site)
        for place in sites:
            if (end.id, place) not in builder.locations:
                builder.locate(end.id, place)
        return end

    def find(self, name: str, source_id: str, site: str) -> str | None:
        """Return the organization of an end, by whichever of its two cells holds an id or a name.

        Raises Ambiguous if none of them means one organization, and one means several.
        """
        doubtful: Ambiguous | None = None
        directory = self.builder.directory
        for find, written in (
            (directory.by_id, source_id),
            (directory.find, name),
            (directory.by_id, name),
            (directory.find, "" if name else source_id),
        ):
            try:
                found = find(written, site) if written else None
            except Ambiguous as error:
                doubtful = error
                continue
            if found is not None:
                return found
        if doubtful is not None:
            raise doubtful
        return None

    def _elsewhere(self, name: str, site: str) -> str | None:
        """Return the one organization of this name that a list places, in other cities than the tie's; None if none."""
        known = self.builder.directory.called(name) if site and name else set()
        return next(iter(known)) if len(known) == 1 and not known.isdisjoint(self.builder.listed) else None

    def finish(self) -> None:
        """Replace the doubts about names that look like ids by one about the list."""
        look = [name for name in self._added if _ID.fullmatch(name)]
        all_look = _FEWEST_IDS <= len(look) == len(self._added)
        ids = [name for name, (_, is_id) in self._added.items() if is_id or all_look]
        for name in ids:
            self.doubts.rows.pop(doubt(_NOT_LISTED, name=name), None)
        if ids:
            self.doubts.add(doubt("ids without a list", count=len(ids), ids=listed(ids)), self._added[ids[0]][0])

    def _as_name(self, written: str) -> str:
        """Return a name as written, a number without the ".0" that programs write behind ids."""
        number = _POINT_ZERO.fullmatch(written)
        return number[1] if number and not self.builder.directory.called(written) else written

    def _known_end(self, cells: tuple[str, str, str]) -> End | None:
        """Return the end these cells meant before; None once the map has grown, as names may then mean others."""
        size = len(self.builder.organizations), len(self.builder.locations)
        if size != self._size:
            self._known.clear()
            self._size = size
        return self._known.get(cells)
