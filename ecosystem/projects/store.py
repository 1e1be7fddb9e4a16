"""Storage of name decisions that belong to a code, one log for each code, in the database of projects."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlalchemy as sql

from ecosystem.errors import StoreError
from ecosystem.names.consistency import DecisionSet
from ecosystem.names.decisions import DECISION_FIELDS, UNDO, Decision, DecisionError, describe_decision, effective
from ecosystem.projects.database import FOLDER_VARIABLE, folder, is_empty, reading, writing
from ecosystem.projects.schema import DECISIONS

__all__ = ["FOLDER_VARIABLE", "add", "code", "folder", "log", "sort_out"]
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # characters that are not mistaken for one another
_CODE = re.compile(rf"[{_LETTERS}]{{4}}-[{_LETTERS}]{{4}}")


def code(text: str) -> str:
    """Return the code that ``text`` means, of those that earlier versions gave out; DecisionError if it is none."""
    found = text.strip().upper()
    if not _CODE.fullmatch(found):
        raise DecisionError("A code has eight letters and digits, such as ABCD-2345. Copy the other person's whole.")
    return found


def log(project: str) -> list[Decision]:
    """Return all records of a project, oldest first; empty if there are no decisions."""
    with _told():
        if is_empty():
            return []
        with reading() as connection:
            return _read(connection, project)


def add(project: str, decisions: Sequence[Decision], beside: Sequence[Decision] = ()) -> list[str]:
    """Append the valid decisions to a project's log; return the reasons, as text, why others were rejected.

    ``beside``: decisions that hold without the store, from alias lists beside the data. Everything is checked against
    the current log, so that decisions that others made in the meantime are not overwritten.
    """
    with _told(), writing() as connection:
        accepted, refused = sort_out(decisions, [*beside, *_read(connection, project)])
        rows = [{"project": project, **{name: getattr(each, name) for name in DECISION_FIELDS}} for each in accepted]
        if rows:
            connection.execute(DECISIONS.insert(), rows)
    return refused


def sort_out(decisions: Sequence[Decision], before: Sequence[Decision]) -> tuple[list[Decision], list[str]]:
    """Return the decisions that can follow these records, and the reasons, as text, why others cannot."""
    accepted: list[Decision] = []
    refused = []
    standing = DecisionSet(effective(before))
    for decision in decisions:
        if decision.verdict == UNDO:
            records = [*before, *accepted]
            if reason := _why_not_undone(records, decision):
                refused.append(reason)
                continue
            standing = DecisionSet(effective([*records, decision]))
        else:
            standing, refusal = standing.with_decision(decision)
            if refusal:
                refused.append(f"{describe_decision(decision)} was not recorded; {refusal.words}.")
                continue
        accepted.append(decision)
    return accepted, refused


def _why_not_undone(before: Sequence[Decision], decision: Decision) -> str:
    """Return why a decision of these records cannot be undone; "" if it can."""
    if any(each.decision_id == decision.undoes for each in effective(before)):
        return ""
    earlier = [each for each in before if each.verdict == UNDO and each.undoes == decision.undoes]
    return f"Undone already: {describe_decision(earlier[-1])}." if earlier else "There is no such decision to undo."


def _read(connection: sql.Connection, project: str) -> list[Decision]:
    columns = [DECISIONS.c[name] for name in DECISION_FIELDS]
    rows = connection.execute(sql.select(*columns).where(DECISIONS.c.project == project).order_by(DECISIONS.c.number))
    return [Decision(**row._mapping) for row in rows]


@contextmanager
def _told() -> Iterator[None]:
    """Add to a fault of the store what can be done about decisions meanwhile."""
    try:
        yield
    except StoreError as error:
        meanwhile = "Until then, decide in a file: download aliases.csv and load it beside your data."
        raise DecisionError(f"{error} {meanwhile}") from error
