"""What a project holds, as data for JSON: a line of a list, or everything but contacts, links and people."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from ecosystem.collect.redaction import redacted
from ecosystem.names.decisions import Decision
from ecosystem.projects.changes import latest
from ecosystem.projects.kinds import CITY, KINDS, SETUP, SOURCE
from ecosystem.projects.project import Project

PEOPLE = frozenset({"by", "initials", "person", "people", "contact", "email", "phone", "note", "notes"})  # in no output
ACTIVE = "active"  # of a project that is neither archived nor deleted


def line_of(project: Project) -> dict[str, Any]:
    """Return what a list of projects says of one; nothing that only its map can tell whether it may be shown."""
    return {
        "name": project.name,
        "title": redacted(project.title).text,
        "state": project.state or ACTIVE,
        "cities": sorted(project.values(CITY)),
        "files": len(project.values(SOURCE)),
        "made": project.changes[0].at if project.changes else "",
        "changed": project.changes[-1].at if project.changes else "",
    }


def holdings(project: Project, gate: Callable[[str], str], decisions: Iterable[Decision]) -> dict[str, Any]:
    """Return everything that a project holds but contacts, links and people.

    ``gate`` masks the names that nobody may see; ``decisions``: those in force whose names may be seen.
    """
    held = latest(project.changes).values()
    return {
        **_shown(line_of(project), gate),
        "sources": [_shown(name, gate) for name in sorted(project.values(SOURCE))],
        "changes": len(project.changes),
        "setup": _shown(project.value(SETUP), gate),
        "decisions": [_shown(asdict(each), gate) for each in decisions],
        "holds": [
            _shown({"kind": each.kind, "subject": each.subject, "value": each.value, "at": each.at}, gate)
            for each in held
            if each.kind in KINDS and each.kind != SETUP
        ],
    }


def _shown(value: Any, gate: Callable[[str], str]) -> Any:
    """Return a value of JSON without what is about people, its texts without e-mail addresses and withheld names."""
    if isinstance(value, str):
        return redacted(gate(value)).text
    if isinstance(value, dict):
        return {gate(str(key)): _shown(each, gate) for key, each in value.items() if str(key).lower() not in PEOPLE}
    if isinstance(value, list):
        return [_shown(each, gate) for each in value]
    return value
