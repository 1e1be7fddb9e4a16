"""Changes of a project: appended, never overwritten; what a project holds is what those in force say."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sql

from ecosystem.errors import EcosystemError
from ecosystem.names.decisions import now
from ecosystem.projects import kinds
from ecosystem.projects.faults import fault
from ecosystem.projects.schema import CHANGES, PROJECTS
from ecosystem.translation import gettext

Subject = tuple[str, str]  # kind and subject: ("source", "answers.csv"), ("title", "")
UNDO = "undo"


@dataclass(frozen=True)
class Change:
    """One change: of what, to which value, by whom and when.

    ``value`` is anything that JSON holds; None says that there is none any more.
    """

    kind: str
    value: Any
    subject: str = ""
    by: str = ""  # initials
    at: str = ""  # ISO 8601 with time zone; the time of keeping it if empty
    number: int = 0  # given by the store, in the order of keeping
    undoes: int = 0  # number of the change that this one takes back

    @property
    def about(self) -> Subject:
        """Return what the change is about; of two about the same, the later one holds."""
        return self.kind, self.subject

    def signed(self, by: str) -> "Change":
        """Return the change as made by the person with these initials."""
        return replace(self, by=by)


class ConflictError(EcosystemError):
    """A change of something that somebody else has changed since it was read; ``theirs`` is what they wrote."""

    def __init__(self, mine: Change, theirs: Change) -> None:
        self.mine, self.theirs = mine, theirs
        said = gettext("{who} changed this meanwhile ({at}). Theirs is kept; look at both, and choose.")
        super().__init__(said.format(who=theirs.by or gettext("Somebody"), at=theirs.at[:16].replace("T", " ")))


def in_force(changes: Iterable[Change]) -> list[Change]:
    """Return the changes that were not taken back, in their order.

    >>> first, second = Change("title", "A", number=1), Change("title", "B", number=2)
    >>> [each.value for each in in_force([first, second, Change(UNDO, None, number=3, undoes=2)])]
    ['A']
    """
    changes = list(changes)
    undone = taken_back(changes)
    return [change for change in changes if change.kind != UNDO and change.number not in undone]


def taken_back(changes: Sequence[Change]) -> set[int]:
    """Return the numbers of the changes that were taken back; an undo, too, may be."""
    undone: set[int] = set()
    for change in reversed(changes):
        if change.kind == UNDO and change.number not in undone:
            undone.add(change.undoes)
    return undone


def latest(changes: Iterable[Change]) -> dict[Subject, Change]:
    """Return the change in force for each subject, without those that say that there is none any more."""
    found: dict[Subject, Change] = {}
    for change in in_force(changes):
        found.pop(change.about, None)  # so that the order is that of the latest changes
        found[change.about] = change
    return {about: change for about, change in found.items() if change.value is not None}


def read(connection: sql.Connection, project: str, after: int = 0) -> list[Change]:
    """Return the changes of a project, oldest first; those with a number above ``after`` alone."""
    wanted = (CHANGES.c.project == project) & (CHANGES.c.number > after)
    rows = connection.execute(sql.select(CHANGES).where(wanted).order_by(CHANGES.c.number)).mappings()
    return [_change(row) for row in rows]


def append(connection: sql.Connection, project: str, changes: Sequence[Change], seen: int | None = None) -> None:
    """Append changes to a project's, without e-mail addresses and phone numbers in what people write freely.

    ``seen``: the number of the last change that the writer knew. ConflictError, and nothing is kept, where somebody
    changed the same since, to something else. Without it, nothing is compared.
    """
    held = connection.scalar(sql.select(PROJECTS.c.project).where(PROJECTS.c.project == project))
    if held is None:  # deleted, or the store was begun anew
        raise fault("no project")
    changes = [_cleaned(each) for each in changes]
    if seen is not None:
        last = connection.scalar(sql.select(sql.func.max(CHANGES.c.number)).where(CHANGES.c.project == project))
        if seen > (last or 0):  # numbers compare nothing any more
            raise fault("older copy")
        since = latest(read(connection, project, seen))
        for mine in changes:
            theirs = since.get(mine.about)
            if theirs and theirs.value != mine.value:
                raise ConflictError(mine, theirs)
    rows = [
        {
            "project": project,
            "kind": each.kind,
            "subject": _storable(each.subject),
            "value": json.dumps(each.value, sort_keys=True),  # in ASCII: takes every text, also half characters
            "by": _storable(each.by),
            "at": each.at or now(),
            "undoes": each.undoes,
        }
        for each in changes
    ]
    if rows:
        connection.execute(CHANGES.insert(), rows)


def _cleaned(change: Change) -> Change:
    """Return a change as it is kept; RequestError for a title that is too long."""
    change = replace(change, by=kinds.initials(change.by))
    if change.value is None:  # the subject is that of an earlier change, as it was kept
        return change
    subject, value = kinds.kept(change.kind, change.subject, change.value)
    if change.kind == kinds.TITLE:
        kinds.check_title(str(value))
    return replace(change, subject=subject, value=value)


def _storable(text: str) -> str:
    """Return a text that every database takes: names of files may hold what is no character."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")


def _change(row: sql.RowMapping) -> Change:
    kept = {name: row[name] for name in ("kind", "subject", "by", "at", "number", "undoes")}
    return Change(value=json.loads(row["value"]), **kept)
