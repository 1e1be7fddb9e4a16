"""Projects: what a team keeps of one mapping effort, from its title to its sources and decisions."""

import hashlib
import itertools
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

import sqlalchemy as sql

from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.redaction import redacted
from ecosystem.errors import RequestError
from ecosystem.names.decisions import now
from ecosystem.names.directory import slug
from ecosystem.projects import changes as log
from ecosystem.projects import store
from ecosystem.projects.changes import UNDO, Change
from ecosystem.projects.contacts import add_contacts, contacts_of
from ecosystem.projects.database import is_empty, reading, writing
from ecosystem.projects.intake import split_off
from ecosystem.projects.kinds import (
    ARCHIVED,
    ARRIVED,
    ATTRIBUTE,
    AUDIENCE,
    BOUNDARY,
    CITY,
    CONSENT,
    DELETED,
    DESCRIBING,
    DRAFT,
    EXPORTED,
    GOOGLE,
    INVITED,
    NAME_CAP,
    ORGANIZATION,
    PUBLISHED,
    PURPOSE,
    ROUNDS,
    SETUP,
    SOURCE,
    STATE,
    TIE,
    TITLE,
    VIEW,
    names_nobody,
    shortened,
    tidied,
)
from ecosystem.projects.schema import FILES, PROJECTS
from ecosystem.translation import gettext

__all__ = [
    "ARCHIVED",
    "ARRIVED",
    "ATTRIBUTE",
    "AUDIENCE",
    "BOUNDARY",
    "CITY",
    "CONSENT",
    "DELETED",
    "DRAFT",
    "EXPORTED",
    "GOOGLE",
    "INVITED",
    "NAME_CAP",
    "ORGANIZATION",
    "PUBLISHED",
    "PURPOSE",
    "ROUNDS",
    "SETUP",
    "SOURCE",
    "STATE",
    "TIE",
    "TITLE",
    "VIEW",
    "Project",
    "by_id",
    "called",
    "claimed",
    "content_key",
    "copied",
    "create",
    "every",
    "files_of",
    "found",
    "free_name",
    "holds_data",
    "keep_files",
    "known_names",
    "log_name",
    "record",
    "refreshed",
    "undo",
]
_MOST_OF_A_NAME = 70  # letters of one that is made from a title


@dataclass(frozen=True)
class Project:
    """One project as its changes say, up to the last of them."""

    id: str
    name: str  # as the terminal calls it
    changes: tuple[Change, ...]

    @property
    def seen(self) -> int:
        """Return the number of the last change that is known here."""
        return self.changes[-1].number if self.changes else 0

    def value(self, kind: str, subject: str = "") -> Any:
        """Return what holds for a subject; None if nothing does."""
        found = log.latest(self.changes).get((kind, subject))
        return found.value if found else None

    def values(self, kind: str) -> dict[str, Any]:
        """Return subject -> value of all that is held of a kind, the latest change last."""
        return {each.subject: each.value for each in log.latest(self.changes).values() if each.kind == kind}

    @property
    def title(self) -> str:
        """Return the title; the name where none was given."""
        return str(self.value(TITLE) or self.name)

    @property
    def state(self) -> str:
        """Return ARCHIVED or DELETED; "" while it is worked on."""
        return str(self.value(STATE) or "")

    @property
    def changed(self) -> str:
        """Return the day of the last change, ISO 8601."""
        return self.changes[-1].at[:10] if self.changes else ""


def create(name: str, changes: Sequence[Change] = (), *, title: str = "", by: str = "") -> Project:
    """Make a project and return it; RequestError where its name is taken or says nothing.

    ``title``: what people call it, as one that is made of the name of a file perhaps: shortened where it is too long;
    the name as given if empty. ``by``: initials.
    """
    called_by = Change(TITLE, shortened(tidied(title) or tidied(name)), by=by)
    project = secrets.token_hex(8)
    with writing() as connection:
        key = claimed(connection, name)
        connection.execute(PROJECTS.insert().values(project=project, name=key, made=now()))
        log.append(connection, project, [called_by, *changes])
    return by_id(project)


def claimed(connection: sql.Connection, name: str) -> str:
    """Return how the terminal calls a new project of this name; RequestError where that is taken or says nothing."""
    key = slug(name)
    if not re.search(r"[^\W_]", name):
        raise RequestError(gettext("A project needs a name with letters or digits, such as river-city."))
    if not names_nobody(name):
        raise RequestError(gettext("A project's name holds no e-mail address and no phone number. Choose another one."))
    taken = connection.execute(sql.select(PROJECTS.c.project).where(PROJECTS.c.name == key)).first()
    if taken and Project(taken.project, key, tuple(log.read(connection, taken.project))).state == DELETED:
        said = gettext("A deleted project still has the name {name}. Undelete it, or choose another name.")
        raise RequestError(said.format(name=key))
    if taken:
        raise RequestError(gettext("There is a project {name} already. Choose another name.").format(name=key))
    return key


def every(deleted: bool = False) -> list[Project]:
    """Return all projects but deleted ones, or the deleted ones alone; the one changed last first."""
    if is_empty():
        return []
    with reading() as connection:
        rows = connection.execute(sql.select(PROJECTS.c.project, PROJECTS.c.name)).all()
        found = [Project(row.project, row.name, tuple(log.read(connection, row.project))) for row in rows]
    kept = [project for project in found if (project.state == DELETED) == deleted]
    return sorted(kept, key=lambda project: -project.seen)


def called(name: str, deleted: bool = False) -> Project:
    """Return the project of this name, or the deleted one; RequestError, with the nearest names, if there is none."""
    if not name.strip():
        raise RequestError(gettext("The name of the project is missing. See the names: project list"))
    if not is_empty():
        with reading() as connection:
            row = connection.execute(sql.select(PROJECTS).where(PROJECTS.c.name == slug(name))).first()
        if row and ((found := by_id(row.project)).state == DELETED) == deleted:
            return found
    names = sorted(project.name for project in every(deleted))
    near = get_close_matches(slug(name), names, 3, 0.5) or names[:3]
    said = gettext("There is no project {name}.") if not deleted else gettext("There is no deleted project {name}.")
    there = gettext("There is: {names}.").format(names=", ".join(near)) if near else gettext("There is none yet.")
    raise RequestError(f"{said.format(name=redacted(name).text)} {there}")


def found(text: str, deleted: bool = False) -> Project:
    """Return the project with this id or, as people type addresses by hand, of this name; RequestError as ``called``.

    ``deleted``: a deleted one is not found by its name otherwise.
    """
    try:
        return by_id(text)
    except RequestError:
        return called(text, deleted)


def call(project: Project, title: str) -> Project:
    """Let the terminal call a project by a free name made of this title, and return it."""
    name = free_name(title)
    with writing() as connection:
        connection.execute(PROJECTS.update().where(PROJECTS.c.project == project.id).values(name=name))
    return replace(project, name=name)


def by_id(project: str) -> Project:
    """Return the project with this id, as it is now; RequestError if there is none."""
    with reading() as connection:
        row = connection.execute(sql.select(PROJECTS).where(PROJECTS.c.project == project)).first()
        if row is None:
            raise RequestError(gettext("This project is not in the store. It may have been deleted, or be elsewhere."))
        return Project(project, row.name, tuple(log.read(connection, project)))


def record(project: Project, *made: Change, alone: bool = False) -> Project:
    """Keep changes and return the project as it is then.

    ConflictError where somebody changed the same since ``project`` was read; nothing is kept then. ``alone``: do not
    compare, as the writer has seen both.
    """
    with writing() as connection:
        log.append(connection, project.id, made, None if alone else project.seen)
    return by_id(project.id)


def undo(project: Project, change: Change, by: str = "") -> Project:
    """Take back one change, and return the project as it is then."""
    return record(project, Change(UNDO, None, subject=str(change.number), by=by, undoes=change.number))


def copied(what: str, audience: str, city: str | None = None) -> Change:
    """Return the change that says that a copy has left: ``what`` (map, tables), for whom, of which city (all if None).

    A copy keeps what is withdrawn later; whoever withdraws is told of it.
    """
    return Change(PUBLISHED, {"what": what, "audience": audience, "city": city or ""}, subject=now())


def refreshed(project: Project) -> Project:
    """Return the project with what was changed since it was read; the same object if nothing was."""
    with reading() as connection:
        since = log.read(connection, project.id, project.seen)
    return replace(project, changes=(*project.changes, *since)) if since else project


def free_name(title: str) -> str:
    """Return a name for a project of this title that no project has: river-city, river-city-2."""
    title = redacted(title).text
    key = slug(title)[:_MOST_OF_A_NAME] if re.search(r"[^\W_]", title) else "project"  # room for the number
    taken = _names() if not is_empty() else set()
    numbered = (f"{key}-{number}" for number in itertools.count(2))
    return key if key not in taken else next(name for name in numbered if name not in taken)


def _names() -> set[str]:
    with reading() as connection:
        return set(connection.execute(sql.select(PROJECTS.c.name)).scalars())


def content_key(project: Project) -> str:
    """Return a text that changes with all that the map is made from, but not with titles and notes."""
    held = log.latest(project.changes).values()
    said = [(each.kind, each.subject, each.value) for each in held if each.kind not in DESCRIBING]
    return hashlib.sha256(repr((project.id, said)).encode("utf-8", "replace")).hexdigest()


def holds_data(project: Project) -> bool:
    """Return whether the project holds anything that could become a map."""
    return any(project.values(kind) for kind in (SOURCE, ORGANIZATION, INVITED, TIE))


def keep_files(project: Project, files: Mapping[str, bytes], by: str = "", *, kind: str = SOURCE) -> Project:
    """Keep files as sources without what is about people, each a new version of what has the same name.

    Columns about people, e-mail addresses and telephone numbers are split off and become the contact list. Each content
    is stored once. ``kind``: ARRIVED for files that are only to become sources once somebody says so. Errors are the
    readers' own; nothing is kept then.
    """
    setup = project.value(SETUP)
    people, decided = known_names(project)
    taken = split_off(files, load_recipe(str(setup)) if setup else None, people=people, names=decided)
    made = []
    with writing() as connection:
        held = {subject: value["hash"] for subject, value in project.values(kind).items()}
        for name, content in taken.files.items():
            digest = hashlib.sha256(content).hexdigest()
            if held.get(name) == digest:
                continue
            known = connection.execute(sql.select(FILES.c.hash).where(FILES.c.hash == digest)).first()
            if known is None:
                connection.execute(FILES.insert().values(hash=digest, content=content))
            made.append(Change(kind, {"hash": digest, "size": len(content)}, subject=name, by=by))
        log.append(connection, project.id, made)
        add_contacts(connection, project.id, taken.contacts)
    return by_id(project.id)


def known_names(project: Project) -> tuple[set[str], set[str]]:
    """Return the people of the contact list, and the organizations that decisions about names are about."""
    decided = {name for each in store.log(log_name(project)) for name in (each.name_a, each.name_b)}
    return {each.person for each in contacts_of(project.id)}, decided


def files_of(project: Project, *, kind: str = SOURCE) -> dict[str, bytes]:
    """Return name -> content of the sources in force, by name; of those that ARRIVED where that ``kind`` is given."""
    hashes = {subject: value["hash"] for subject, value in sorted(project.values(kind).items())}
    with reading() as connection:
        rows = connection.execute(sql.select(FILES).where(FILES.c.hash.in_(set(hashes.values())))).all()
    contents = {row.hash: bytes(row.content) for row in rows}
    return {name: contents[digest] for name, digest in hashes.items()}


def log_name(project: Project) -> str:
    """Return the name of the project's log of decisions in ``store``."""
    return f"project {project.id}"
