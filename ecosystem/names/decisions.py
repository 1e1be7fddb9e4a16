"""Decisions about names: one record per decision, an append-only log, and the file format for exchange."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from ecosystem.errors import EcosystemError
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy
from ecosystem.translation import gettext

SAME, DIFFERENT, PART_OF, LATER, RENAME, UNDO = "same", "different", "part of", "later", "rename", "undo"
VERDICTS = (SAME, DIFFERENT, PART_OF, LATER, RENAME)  # possible decisions; an undo is a record too
FILE_COLUMNS = ("site", "name_as_written", "organization", "verdict", "by", "at", "id_a", "id_b")
ALL_IDS = "*"  # as both ids of a decision: about all organizations of one name that have different ids
LONGEST_BY = 30  # letters: a short name or initials


class DecisionError(EcosystemError):
    """A decision that conflicts with earlier ones: undo one of those first, or omit it."""


class HalfAnAlias(DecisionError):
    """A row of an alias list that lacks the spelling or the name."""


class UnknownVerdict(DecisionError):
    """A row of an alias list whose verdict is not one of ``VERDICTS``."""

    def __init__(self, verdict: str) -> None:
        message = gettext("The verdict “{verdict}” is none of {known}.")
        super().__init__(message.format(verdict=verdict, known=", ".join(VERDICTS)))
        self.verdict = verdict


class Reference(NamedTuple):
    """An organization as a decision names it: site "" is every site, id "" where the source has none."""

    site: str
    name: str
    id: str


@dataclass(frozen=True)
class Decision:
    """One decision.

    Same, rename: a takes the name b. Part of: a is a part of b. Undo: only ``undoes`` is used. With the same name and
    ``ALL_IDS`` at both ends, different and later are about all organizations of that name.
    """

    verdict: str
    name_a: str
    name_b: str = ""
    site: str = ""  # "Boston | New York": a in the first, b in the second; "": wherever the names occur
    id_a: str = ""
    id_b: str = ""
    by: str = ""
    at: str = ""  # ISO 8601 with time zone
    undoes: str = ""  # decision_id

    @cached_property
    def decision_id(self) -> str:
        """Return twelve hex digits derived from all fields, so that equal rows of a file have equal ids everywhere."""
        return hashlib.sha256("\0".join(astuple(self)).encode("utf-8", "replace")).hexdigest()[:12]

    @property
    def ends(self) -> tuple[Reference, Reference]:
        """Return the two organizations that the decision is about."""
        sites = split_list(self.site) or [""]
        return Reference(sites[0], self.name_a, self.id_a), Reference(sites[-1], self.name_b, self.id_b)


def says_nothing(decision: Decision) -> bool:
    """Return whether a name is declared equal to itself, as in most rows of a list of spellings."""
    a, b = decision.ends
    return decision.verdict == SAME and fold(a.name) == fold(b.name) and a.id == b.id and a.site == b.site


DECISION_FIELDS = tuple(field.name for field in fields(Decision))


def effective(log: Iterable[Decision]) -> list[Decision]:
    """Return the decisions in force: each once, in the order they were made, without those undone."""
    log = list(log)
    undone = {record.undoes for record in log if record.verdict == UNDO}
    held = {record.decision_id: record for record in log if record.verdict != UNDO}
    return [record for record in held.values() if record.decision_id not in undone]


def undo(decision: Decision, by: str, at: str = "") -> Decision:
    """Return the record that undoes ``decision``."""
    return Decision(UNDO, decision.name_a, decision.name_b, decision.site, by=by, at=at, undoes=decision.decision_id)


def now() -> str:
    """Return the current time to the millisecond, so that decisions in one second are distinct."""
    return datetime.now().astimezone().isoformat(timespec="milliseconds")


def who_decides(text: str) -> str:
    """Return ``text`` as the short name of the person who decides; DecisionError if empty, an address, or too long.

    >>> who_decides(" M.K. ")
    'M.K.'
    """
    name = tidy(text)
    if not name:
        raise DecisionError("Please say who decides: a short name or initials.")
    if "@" in name or len(name) > LONGEST_BY:
        raise DecisionError("A short name or initials, please, and no e-mail address: the list of decisions shows it.")
    return name


def describe_decision(decision: Decision) -> str:
    """Return what was decided, by whom and when, in one line.

    >>> describe_decision(Decision(SAME, "DoIT", "City IT", by="MK", at="2026-03-14T09:05:00+00:00"))
    '“DoIT” is “City IT” (MK, 2026-03-14 09:05)'
    """
    a, b = f"“{decision.name_a}”", f"“{decision.name_b}”"
    of_a_name = decision.id_a == decision.id_b == ALL_IDS
    said = {
        SAME: f"{a} is {b}",
        DIFFERENT: f"{a} under different ids is not one organization" if of_a_name else f"{a} is not {b}",
        PART_OF: f"{a} is part of {b}",
        LATER: f"{a} under different ids: later" if of_a_name else f"{a} and {b}: later",
        RENAME: f"{a} is now called {b}",
        UNDO: f"taken back: {a} and {b}",
    }[decision.verdict]
    footing = ", ".join(filter(None, (decision.by, decision.at[:16].replace("T", " ")))) or "your alias list"
    return f"{said} ({footing})"


def to_file(decisions: Iterable[Decision]) -> pd.DataFrame:
    """Return the decisions in force as rows of aliases.csv, with the columns ``FILE_COLUMNS``."""
    rows = [(d.site, d.name_a, d.name_b, d.verdict, d.by, d.at, d.id_a, d.id_b) for d in effective(decisions)]
    return pd.DataFrame(rows, columns=list(FILE_COLUMNS), dtype="string")


def from_row(values: Mapping[str, str]) -> Decision:
    """Return the decision in one row of an alias list; DecisionError if it is not well formed.

    Only name_as_written and name are required: such a row states that the first means the second.
    """
    a, b = tidy(values.get("name_as_written", "")), tidy(values.get("name", ""))
    verdict = fold(values.get("verdict", "")) or SAME
    if not a or not b:
        raise HalfAnAlias(gettext("An alias needs both a spelling and a name."))
    if verdict not in VERDICTS:
        raise UnknownVerdict(verdict)
    site = f" {LIST_SEPARATOR} ".join(map(tidy, split_list(values.get("site", ""))))
    rest = {column: tidy(values.get(column, "")) for column in ("id_a", "id_b", "by", "at")}
    return Decision(verdict, a, b, site, **rest | {"by": rest["by"][:LONGEST_BY]})
