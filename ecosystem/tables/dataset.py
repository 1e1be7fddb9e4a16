"""The tables of one map, read-only, with the selections that the analysis needs."""

import functools
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.names.decisions import Decision
from ecosystem.names.gate import OPEN, NameGate
from ecosystem.result_cache import ResultCache
from ecosystem.tables.by_site import NONE, SiteRows, rows_by_site
from ecosystem.tables.rounds import rounds_of, tables_of
from ecosystem.tables.ties import is_tie
from ecosystem.text import fold, split_list
from ecosystem.translation import gettext

ALL = "all"
MOST_RESULTS = 200  # kept for one dataset: some pages of its cities, times a few filters
ENDS = {"ties": ("source_id", "target_id"), "reports": ("reporter_id", "named_id")}  # other tables: one per row


def stated_sites(name: str, rows: pd.DataFrame) -> pd.Series | None:
    """Return the cities that the rows of a table name for themselves, where its rows can; a form says its own city."""
    if name == "ties":
        return rows["site"]
    return rows["site"].where(rows["asked"] == "list") if name == "reports" else None


def _without_spaces(name: str) -> str:
    return "".join(fold(name).split())


@dataclass(frozen=True, eq=False)
class Ecosystem:
    """The tables of one map.

    Compared by identity. The data frames must not be changed after construction.
    """

    title: str
    fingerprint: str
    survey: bool
    tables: dict[str, pd.DataFrame]
    counts: pd.DataFrame  # sheet, read_as, rows_read, rows_kept, rows_set_aside, reports_read, ...
    decisions: tuple[Decision, ...] = ()  # decisions about names that hold and mention no withheld organization
    gate: NameGate = field(default=OPEN, repr=False, compare=False)  # filter for all other source text
    ids: Mapping[str, str] = field(default_factory=dict, repr=False)  # source id -> id here, where names are withheld
    asked_fields: frozenset[tuple[str, str]] = frozenset()  # city ("" any) and column that a form or a list asked for
    similar: int = 0  # organizations left unnamed because their name may be that of a withheld one
    # Cities of a survey that were not surveyed: lists alone describe them. Empty in a plain list.
    listed_cities: frozenset[str] = frozenset()
    # The same map with every name. Read only by ``consent`` and, where a person chose to see withheld names, by the
    # page that reviews names.
    unmasked: "Ecosystem | None" = field(default=None, repr=False, compare=False)
    round: str = ""  # the round whose tables these are; "" where they hold every round
    every_round: "Ecosystem | None" = field(default=None, repr=False, compare=False)  # the map this is one round of
    # What was computed from these tables, for whoever holds them; a copy with other tables begins with none.
    results: ResultCache[Any] = field(default_factory=lambda: ResultCache(MOST_RESULTS), init=False, repr=False)

    def table(self, name: str) -> pd.DataFrame:
        """Return the table called ``name``; RequestError lists the tables that exist."""
        if name == "contacts":
            raise RequestError(
                "Names and e-mail addresses of people are never read: they stay in your own spreadsheet."
            )
        if name not in self.tables:
            raise RequestError(f"There is no table “{name}”. There are: {', '.join(self.tables)}.")
        return self.tables[name]

    @functools.cached_property
    def sites(self) -> list[str]:
        """Return the sites, ordered by number of ties inside, then by number of organizations, largest first.

        Those of other rounds follow, so that it can be said that there is nothing of them in this one.
        """
        places = self.tables["locations"][["organization_id", "site"]].dropna()
        ends = self.tables["ties"][["source_id", "target_id"]]
        inside = ends.merge(places, left_on="source_id", right_on="organization_id").merge(
            places, left_on=["target_id", "site"], right_on=["organization_id", "site"]
        )
        ties, organizations = Counter(inside["site"]), Counter(places["site"])
        here = sorted(organizations, key=lambda site: (-ties[site], -organizations[site], site))
        return list(dict.fromkeys([*here, *(self.every_round.sites if self.every_round else ())]))

    @functools.cached_property
    def waves(self) -> list[str]:
        """Return the rounds in these tables: numbers by value, then dates, then as the source has them (`in_order`)."""
        return [self.round] if self.round else rounds_of(self.tables)

    @functools.cached_property
    def rounds(self) -> list[str]:
        """Return all rounds of the map in order, also where these are the tables of one."""
        return (self.every_round or self).waves

    def in_round(self, name: str | None = None) -> "Ecosystem":
        """Return the map as it was in the round called ``name``; None: the one these tables hold, else the last.

        Its tables hold what was said in that round and the organizations that were there (`tables_of`). RequestError
        lists the rounds that exist; capitals and spaces do not matter. A map of one round is returned as it is.
        """
        meant = (self.round or self.rounds[-1]) if name is None else self._meant_round(name)
        whole = self.every_round or self
        if meant == self.round or len(self.rounds) == 1:
            return self
        if meant not in whole._rounds:
            tables = tables_of(whole.tables, meant)
            whole._rounds[meant] = replace(whole, tables=tables, round=meant, every_round=whole)
        return whole._rounds[meant]

    def _meant_round(self, name: str) -> str:
        if name in self.rounds:
            return name
        found = {_without_spaces(each): each for each in reversed(self.rounds)}.get(_without_spaces(name))
        if found is None:
            text = gettext("There is no round “{name}” in this map. There are: {rounds}.")
            if len(self.rounds) == 1:
                text = gettext("There is no round “{name}” in this map. There is one alone: {rounds}.")
            raise RequestError(text.format(name=name, rounds=", ".join(self.rounds)))
        return found

    def site(self, name: str | None) -> str:
        """Return the site called ``name``, ignoring case and punctuation; the largest site if None.

        Raises RequestError, which names sites written like it.
        """
        if name is None:
            return self.sites[0] if self.sites else ALL
        return self._meant("site", name, self.sites)

    @functools.cached_property
    def relations(self) -> list[str]:
        """Return the relations that the reports contain, the most reported first and wishes last.

        Those of other rounds are among them: they were not asked about in this one, which can so be said.
        """
        counts = Counter(self.tables["reports"]["relation"])
        known = dict.fromkeys([*counts, *(self.every_round.relations if self.every_round else ())])
        return sorted(known, key=lambda r: (not self.is_tie(r), -counts[r], r))

    def relation(self, name: str) -> str:
        """Return the relation called ``name``, or "all"; RequestError lists the relations that exist."""
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
        """Return whether the relation counts as a tie; wishes do not."""
        return is_tie(relation)

    @functools.cached_property
    def invited_known(self) -> bool:
        """Return whether the source says who was invited: by a list, or by one invited without an answer.

        A list of a city that was not surveyed says nothing of it.
        """
        listed = self.counts["read_as"].eq("organizations").any()
        if self.listed_cities:
            organizations, names = self.tables["organizations"], self.tables["names"]
            asked = organizations.loc[organizations["status"].notna(), "organization_id"]
            listed = bool((names["how"].eq("listed") & names["organization_id"].isin(asked)).any())
        return self.survey and bool(listed or self.tables["organizations"]["status"].eq("invited").any())

    def surveyed(self, site: str) -> bool:
        """Return whether ``site`` was surveyed: no plain list, nor a city of a survey that lists alone describe."""
        return self.survey and site not in self.listed_cities

    @functools.cached_property
    def ties_listed(self) -> bool:
        """Return whether a list of ties was read; one of which no row could be used is none."""
        lists = self.counts[self.counts["read_as"] == "ties"]
        return bool(((lists["rows_kept"] > 0) | (lists["rows_read"] == 0)).any())

    def members(self, site: str) -> pd.DataFrame:
        """Return the organizations present in ``site``, ordered by id."""
        return self.rows_within("organizations", site)

    def ties_of(self, site: str, relation: str = ALL, wave: str | None = None) -> pd.DataFrame:
        """Return the ties that touch ``site``, with a column ``inside``: True where both ends are in the site.

        ``relation`` "all" stands for every relation that is a tie; wishes are returned only when named. ``wave`` None
        is the last wave.
        """
        rows = self.rows_of("ties").get(site, NONE)
        ties = self.tables["ties"].take(rows.places).assign(inside=rows.inside)
        if relation == ALL:
            meant = ties["relation"].isin([r for r in self.relations if self.is_tie(r)])
        else:
            meant = ties["relation"] == relation
        return ties[meant & (ties["wave"] == (wave or self.waves[-1]))]

    def rows_within(self, table: str, site: str) -> pd.DataFrame:
        """Return the rows of a table whose organization is in ``site``; for a tie or a report, both ends are."""
        rows = self.rows_of(table).get(site, NONE)
        return self.tables[table].take(rows.places[rows.inside])

    def rows_of(self, table: str) -> dict[str, SiteRows]:
        """Return the rows of a table by site, for each site of any end; computed once for all sites."""
        if table not in self._rows:
            rows = self.tables[table]
            ends = [rows[end] for end in ENDS.get(table, ("organization_id",))]
            own = stated_sites(table, rows)
            self._rows[table] = rows_by_site(self.tables["locations"], ends, own)
        return self._rows[table]

    def values(self, column: str) -> frozenset[str]:
        """Return all values that the organizations of the map have in a list column such as ``offers``."""
        if column not in self._values:
            texts = self.tables["organizations"][column].dropna().unique()
            self._values[column] = frozenset(value for text in texts for value in split_list(text))
        return self._values[column]

    @functools.cached_property
    def _values(self) -> dict[str, frozenset[str]]:
        return {}

    @functools.cached_property
    def _rounds(self) -> "dict[str, Ecosystem]":
        return {}

    @functools.cached_property
    def _rows(self) -> dict[str, dict[str, SiteRows]]:
        return {}

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        organizations = self.tables["organizations"]
        return dict(zip(organizations["organization_id"], organizations["name"], strict=True))

    def names(self) -> dict[str, str]:
        """Return the names by organization_id."""
        return self._names
