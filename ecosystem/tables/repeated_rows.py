"""Rows of a list that stand for one organization: their lists are united, and where they differ is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ecosystem.columns.plain_tables import Plain
from ecosystem.schema import ORGANIZATIONS
from ecosystem.tables.builder import TableBuilder
from ecosystem.text import fold, joined, split_list, united

LISTS = frozenset(column.name for column in ORGANIZATIONS.columns if column.type == "list")
_BY_RULE = {"consent"}  # of two answers the narrower one is kept


@dataclass
class _Repeated:
    """What the rows of one organization say: where they stand, and the columns in which they say more or otherwise."""

    rows: list[int] = field(default_factory=list)
    again: bool = False  # in the same place
    united: dict[str, None] = field(default_factory=dict)
    differ: dict[str, None] = field(default_factory=dict)


@dataclass
class RepeatedRows:
    """The rows of one list, by organization."""

    builder: TableBuilder
    plain: Plain
    by_organization: dict[str, _Repeated] = field(default_factory=dict)

    @property
    def first_rows(self) -> dict[str, int]:
        """Return organization_id -> the first row in which this list has it."""
        return {each: found.rows[0] for each, found in self.by_organization.items()}

    def add(self, organization_id: str, row: int, site: str, said: Mapping[str, object]) -> None:
        """Compare what a row says of an organization, in ``site``, with what is known; call before that is added."""
        builder = self.builder
        of_it = self.by_organization.setdefault(organization_id, _Repeated())
        of_it.again |= bool(of_it.rows) and (not site or (organization_id, site) in builder.locations)
        of_it.rows.append(row)
        known = builder.locations.get((organization_id, site), {}) | builder.organizations[organization_id]
        for column, value in said.items():
            if value in ("", None) or known.get(column) in ("", None) or column in _BY_RULE:
                continue
            if column in LISTS:
                if len(split_list(united(known[column], str(value)))) > len(split_list(known[column])):
                    of_it.united[column] = None
            elif fold(str(value)) != fold(str(known[column])):
                of_it.differ[column] = None

    def tell(self) -> None:
        """Record one issue for each organization of several rows that stand in one place, say more, or differ."""
        headers = {name: header for header, name in self.plain.found.items()}
        for organization_id, found in self.by_organization.items():
            if not (found.again or found.united or found.differ):
                continue
            several = len(found.rows) > 1
            how = "_".join(way for way in ("united", "differ") if getattr(found, way))
            said = {way: joined([f"“{headers[c]}”" for c in getattr(found, way)]) for way in ("united", "differ")}
            said |= {"name": self.builder.organizations[organization_id]["name"]}
            said |= {"rows": joined(map(str, found.rows)), "other": self.builder.listed_in[organization_id]}
            where = {"row": found.rows[several], "count": len(found.rows)}
            self.builder.note(self.plain.sheet, "listed twice", how if several else f"{how}_elsewhere", **where, **said)
