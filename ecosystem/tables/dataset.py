"""The ecosystem: all tables of one map, read-only, with the questions every later room asks of them."""

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.names.decisions import Decision
from ecosystem.names.gate import OPEN, NameGate
from ecosystem.tables.by_site import NONE, SiteRows, rows_by_site
from ecosystem.tables.ties import is_tie
from ecosystem.text import fold, split_list

ALL = "all"
ENDS = {"ties": ("source_id", "target_id"), "reports": ("reporter_id", "named_id")}  # other tables have one end


@dataclass(frozen=True, eq=False)
class Ecosystem:
    """The tables of one map, equal to itself alone. Frames are never changed after they were made."""

    title: str
    fingerprint: str
    survey: bool
    tables: dict[str, pd.DataFrame]
    counts: pd.DataFrame  # sheet, read_as, rows_read, rows_kept, rows_set_aside, reports_read, ...
    decisions: tuple[Decision, ...] = ()  # about names, those that hold and name nobody who is hidden
    gate: NameGate = field(default=OPEN, repr=False, compare=False)  # what any other text of the source must pass
    ids: Mapping[str, str] = field(default_factory=dict, repr=False)  # id as read -> id here, where names are left out
    similar: int = 0  # organizations unnamed because their name may be that of one that is not shown
    # With every name, for deciding what may be shown: only ``consent`` and, where somebody asked to see withheld
    # names, the page about names look at it.
    unmasked: "Ecosystem | None" = field(default=None, repr=False, compare=False)

    def table(self, name: str) -> pd.DataFrame:
        """One table of the design by name; RequestError names the ones there are."""
        if name == "contacts":
            raise RequestError(
                "Names and e-mail addresses of people are never read: they stay in your own spreadsheet."
            )
        if name not in self.tables:
            raise RequestError(f"There is no table “{name}”. There are: {', '.join(self.tables)}.")
        return self.tables[name]

    @functools.cached_property
    def sites(self) -> list[str]:
        """The sites, those with most ties inside first, then those with most organizations."""
        places = self.tables["locations"][["organization_id", "site"]]
        ends = self.tables["ties"][["source_id", "target_id"]]
        inside = ends.merge(places, left_on="source_id", right_on="organization_id").merge(
            places, left_on=["target_id", "site"], right_on=["organization_id", "site"]
        )
        ties, organizations = Counter(inside["site"]), Counter(places["site"])
        return sorted(organizations, key=lambda site: (-ties[site], -organizations[site], site))

    @functools.cached_property
    def waves(self) -> list[str]:
        """The waves, in order; whole numbers by their value."""
        found = set(self.tables["reports"]["wave"]) | set(self.tables["responses"]["wave"]) or {"1"}

        def place(wave: str) -> tuple[bool, int, str]:
            counted = wave.isdecimal() and len(wave) < 20  # "²" is a digit and no number
            return (not counted, int(wave) if counted else 0, wave)

        return sorted(found, key=place)

    def site(self, name: str | None) -> str:
        """The site meant by ``name`` (case and punctuation do not matter); the largest if None.

        Raises RequestError, which names sites written like it.
        """
        if name is None:
            return self.sites[0] if self.sites else ALL
        return self._meant("site", name, self.sites)

    @functools.cached_property
    def relations(self) -> list[str]:
        """The relations the reports hold, the most reported first; wishes last."""
        counts = self.tables["reports"]["relation"].value_counts(sort=False)
        return sorted(counts.index, key=lambda r: (not self.is_tie(r), -counts[r], r))

    def relation(self, name: str) -> str:
        """The relation meant by ``name``, or "all"; RequestError names the ones there are."""
        if fold(name) == ALL:
            return ALL
        return self._meant("relation", name, self.relations)

    def _meant(self, what: str, name: str, known: list[str]) -> str:
        found = {fold(k): k for k in reversed(known)}.get(fold(name))
        if found is None:
            import difflib  # noqa: PLC0415  only on the way to an error

            near = difflib.get_close_matches(name, known, 5, 0.5) or known[:5]
            hint = f"Did you mean {', '.join(near)}?" if near else f"This map holds no {what}."
            raise RequestError(f"There is no {what} “{name}” in this map. {hint}")
        return found

    def is_tie(self, relation: str) -> bool:
        """Whether the relation counts as a tie; wishes do not."""
        return is_tie(relation)

    def members(self, site: str) -> pd.DataFrame:
        """The organizations present in ``site``, in the order of their ids."""
        return self.rows_within("organizations", site)

    def ties_of(self, site: str, relation: str = ALL, wave: str | None = None) -> pd.DataFrame:
        """The ties that touch ``site``, with a column ``inside``: True where both ends are there.

        ``relation`` "all" means every relation that is a tie; wishes are there only by name. ``wave`` None is the last.
        """
        rows = self.rows_of("ties").get(site, NONE)
        ties = self.tables["ties"].take(rows.places).assign(inside=rows.inside)
        if relation == ALL:
            meant = ties["relation"].isin([r for r in self.relations if self.is_tie(r)])
        else:
            meant = ties["relation"] == relation
        return ties[meant & (ties["wave"] == (wave or self.waves[-1]))]

    def rows_within(self, table: str, site: str) -> pd.DataFrame:
        """The rows of a table whose organization is in ``site``: of a tie or a report, both ends."""
        rows = self.rows_of(table).get(site, NONE)
        return self.tables[table].take(rows.places[rows.inside])

    def rows_of(self, table: str) -> dict[str, SiteRows]:
        """Site -> the rows of a table that have an end there; worked out once for all sites."""
        if table not in self._rows:
            ends = [self.tables[table][end] for end in ENDS.get(table, ("organization_id",))]
            self._rows[table] = rows_by_site(self.tables["locations"], ends)
        return self._rows[table]

    def values(self, column: str) -> frozenset[str]:
        """Every value that organizations of the whole map have in a list column such as ``offers``."""
        if column not in self._values:
            texts = self.tables["organizations"][column].dropna().unique()
            self._values[column] = frozenset(value for text in texts for value in split_list(text))
        return self._values[column]

    @functools.cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        return {}

    @functools.cached_property
    def _rows(self) -> dict[str, dict[str, SiteRows]]:
        return {}

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        organizations = self.tables["organizations"]
        return dict(zip(organizations["organization_id"], organizations["name"], strict=True))

    def names(self) -> dict[str, str]:
        """organization_id -> name."""
        return self._names
