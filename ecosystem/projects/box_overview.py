"""What a project holds, in the files of a hand-over box that are for people: the program does not read them."""

import json
import re
from collections.abc import Mapping
from typing import Any

from ecosystem.collect.toml_text import dump_toml
from ecosystem.projects.box_files import table
from ecosystem.projects.changes import UNDO
from ecosystem.projects.kinds import TYPED
from ecosystem.projects.project import ARRIVED, SETUP, SOURCE, Project


def overview(project: Project) -> str:
    """Return what the project holds, but for sources, column setup and lists, as TOML."""
    held: dict[str, Any] = {}
    for kind in _kinds(project):
        values = project.values(kind)
        if not _is_list(values):
            several = list(values) if all(value is True for value in values.values()) else values
            held[_key(kind)] = _without_nothing(values[""] if set(values) == {""} else several)
    return dump_toml(held)


def lists(project: Project) -> dict[str, bytes]:
    """Return each list that the project holds, such as the invited, as a table."""
    return {
        f"lists/{_key(kind)}.csv": _list(values) for kind in _kinds(project) if _is_list(values := project.values(kind))
    }


def _list(values: Mapping[str, Mapping[str, Any]]) -> bytes:
    columns = list(dict.fromkeys(column for value in values.values() for column in value))
    rows = ([subject, *(_cell(value.get(column)) for column in columns)] for subject, value in values.items())
    return table(["subject", *columns], rows)


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)


def _kinds(project: Project) -> list[str]:
    kinds = {change.kind for change in project.changes} - {ARRIVED, SOURCE, SETUP, UNDO, *TYPED}
    return sorted(kind for kind in kinds if project.values(kind))


def _key(kind: str) -> str:
    return re.sub(r"\W+", "_", kind)


def _is_list(values: Mapping[str, Any]) -> bool:
    return all(isinstance(value, dict) for value in values.values()) and "" not in values


def _without_nothing(value: Any) -> Any:
    """Return a value without nulls, which TOML does not have."""
    if isinstance(value, dict):
        return {key: _without_nothing(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_nothing(each) for each in value if each is not None]
    return value
