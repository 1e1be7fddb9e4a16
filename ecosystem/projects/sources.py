"""DATA of a verb or page - a path, a Google Sheet, a project - with its column setup and its decisions about names."""

from dataclasses import dataclass, replace
from pathlib import Path

import sqlalchemy as sql

from ecosystem.collect.recipes import Recipe, load_recipe
from ecosystem.collect.redaction import redacted
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_source, open_upload
from ecosystem.errors import SourceError
from ecosystem.names.decisions import Decision
from ecosystem.projects import store
from ecosystem.projects.by_hand import files_by_hand
from ecosystem.projects.changes import latest
from ecosystem.projects.database import reading
from ecosystem.projects.project import DRAFT, SETUP, Project, called, files_of, log_name
from ecosystem.projects.schema import CHANGES, DECISIONS
from ecosystem.translation import gettext

__all__ = ["PREFIX", "Opened", "draft_of", "is_project", "log_name", "named", "open_data", "open_project", "setup_of"]
PREFIX = "project:"  # DATA of a verb: project:river-city


@dataclass(frozen=True)
class Opened:
    """What ``tables.assemble.assemble`` takes, in its order."""

    source: Source
    setup: Recipe | None
    decisions: tuple[Decision, ...] = ()


def open_data(data: str | Path, setup: Recipe | None = None) -> Opened:
    """Return what DATA names, read by ``setup``, or by a project's own, or by one beside the data."""
    if not is_project(data):
        return Opened(open_source(data, setup), setup)
    return open_project(named(data), setup)


def named(data: str | Path) -> Project:
    """Return the project that DATA names; RequestError, with the nearest names, if there is none."""
    return called(str(data).strip().removeprefix(PREFIX))


def open_project(project: Project, setup: Recipe | None = None) -> Opened:
    """Return the sources of a project in force and what was typed beside them, as from a folder that holds both."""
    files = files_of(project) | files_by_hand(project)
    if not files:
        said = gettext("The project {name} holds no sources yet. Add some: project add {name} FILE")
        raise SourceError(said.format(name=project.name))
    setup = setup or setup_of(project)
    source = replace(open_upload(sorted(files.items()), setup), title=redacted(project.title).text)
    return Opened(source, setup, tuple(store.log(log_name(project))))


def setup_of(project: Project) -> Recipe | None:
    """Return the column setup kept in the project; None while its columns are read as proposed or as one beside."""
    kept = project.value(SETUP)
    return load_recipe(str(kept)) if kept else None


def stamp(project: str) -> str:
    """Return a text that is another one as soon as anything in a project has changed, without reading what it holds."""
    last = (
        sql.select(sql.func.max(CHANGES.c.number)).where(CHANGES.c.project == project),
        sql.select(sql.func.max(DECISIONS.c.number)).where(DECISIONS.c.project == f"project {project}"),
    )
    with reading() as connection:
        return "-".join(str(connection.execute(each).scalar() or 0) for each in last)


def draft_of(project: Project) -> Recipe | None:
    """Return the column setup chosen since the last import; None where there is none."""
    held = latest(project.changes)
    draft, setup = held.get((DRAFT, "")), held.get((SETUP, ""))
    newer = draft is not None and (setup is None or draft.number > setup.number)
    return load_recipe(str(draft.value)) if draft and newer else None


def is_project(data: object) -> bool:
    """Return whether DATA names a project."""
    return str(data).strip().startswith(PREFIX)
