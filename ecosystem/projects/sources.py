"""The sources of a project as what the reader opens, with its column setup and decisions."""

from pathlib import PurePath

from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_upload
from ecosystem.errors import SourceError
from ecosystem.names.decisions import Decision
from ecosystem.projects.project import SETUP, Project, called, files_of
from ecosystem.translation import gettext

PREFIX = "project:"  # DATA of a verb: project:river-city


def is_project(data: object) -> bool:
    """Return whether DATA names a project."""
    return str(data).startswith(PREFIX)


def project_of(data: str) -> Project:
    """Return the project that DATA names; RequestError if there is none."""
    return called(data.removeprefix(PREFIX))


def source_of(project: Project, setup: Recipe | None = None) -> Source:
    """Return the sources in force as one source, in the order of their names, as from a folder that holds them."""
    files = files_of(project)
    if not files:
        said = gettext("The project {name} holds no sources yet. Add some: project add {name} FILE")
        raise SourceError(said.format(name=project.name))
    return open_upload(sorted(files.items()), setup)
