"""What happens to a project as a whole: a new title, a copy, the archive, deletion and its end after 30 days."""

from datetime import datetime, timedelta

import sqlalchemy as sql

from ecosystem.errors import RequestError
from ecosystem.projects import changes as log
from ecosystem.projects import store
from ecosystem.projects.changes import Change
from ecosystem.projects.database import writing
from ecosystem.projects.glances import copy_glance
from ecosystem.projects.kinds import tidied
from ecosystem.projects.project import (
    ARCHIVED,
    CITY,
    DELETED,
    STATE,
    TITLE,
    Project,
    create,
    every,
    free_name,
    record,
)
from ecosystem.projects.schema import CHANGES, DECISIONS, FILES, TABLES
from ecosystem.projects.sources import log_name
from ecosystem.translation import gettext

KEPT = timedelta(days=30)  # how long a deleted project can come back


def rename(project: Project, title: str, by: str = "") -> Project:
    """Give a project another title; the name that the terminal and addresses know it by stays."""
    if not tidied(title):
        raise RequestError(gettext("A project needs a title, such as River City 2026."))
    return record(project, Change(TITLE, title, by=by))


def set_cities(project: Project, cities: list[str], by: str = "") -> Project:
    """Let the project be about these cities, and about no others."""
    wanted = dict.fromkeys(filter(None, map(tidied, cities)))
    held = project.values(CITY)
    gone = [Change(CITY, None, city, by) for city in held if city not in wanted]
    return record(project, *gone, *(Change(CITY, True, city, by) for city in wanted if city not in held))


def archive(project: Project, by: str = "") -> Project:
    """Put a project into the archive: kept and readable, and not among those worked on."""
    return record(project, Change(STATE, ARCHIVED, by=by))


def reopen(project: Project, by: str = "") -> Project:
    """Take a project out of the archive."""
    return record(project, Change(STATE, None, by=by))


def duplicate(project: Project, title: str, by: str = "") -> Project:
    """Make another project that holds the same but contacts and links, and return it.

    Its changes keep who made them and when; those that were taken back are left out.
    """
    kept = [change for change in log.in_force(project.changes) if change.about not in ((TITLE, ""), (STATE, ""))]
    made = create(free_name(title), kept, title=title, by=by)
    if decisions := store.log(log_name(project)):
        store.add(log_name(made), decisions)
    copy_glance(project.id, made.id)
    return made


def delete(project: Project, by: str = "") -> Project:
    """Delete a project; it can come back for 30 days, after which ``purge`` removes it."""
    purge()
    return record(project, Change(STATE, DELETED, by=by))


def undelete(project: Project, by: str = "") -> Project:
    """Bring a deleted project back, in the archive if it was there; RequestError where it is not deleted."""
    change = _deletion(project)
    if change is None:
        raise RequestError(gettext("The project {name} is not deleted.").format(name=project.name))
    return record(project, Change(log.UNDO, None, str(change.number), by, undoes=change.number))


def deleted_until(project: Project) -> datetime | None:
    """Return until when a deleted project can come back; None for one that is not deleted."""
    change = _deletion(project)
    return datetime.fromisoformat(change.at) + KEPT if change else None


def purge(now: datetime | None = None) -> list[str]:
    """Remove the projects that were deleted over 30 days ago, with all they hold; return their names."""
    now = now or datetime.now().astimezone()
    over = [each for each in every(deleted=True) if (until := deleted_until(each)) and until < now]
    for project in over:
        with writing() as connection:
            current = Project(project.id, project.name, tuple(log.read(connection, project.id)))
            if current.state == DELETED:  # and not brought back a moment ago
                _remove(connection, current)
    return [project.name for project in over]


def _remove(connection: sql.Connection, project: Project) -> None:
    """Remove all that the store holds of a project, but the contents of files that another project holds too."""
    hashes = {each.value["hash"] for each in project.changes if isinstance(each.value, dict) and "hash" in each.value}
    connection.execute(DECISIONS.delete().where(DECISIONS.c.project == log_name(project)))
    for table in reversed(TABLES.sorted_tables):  # those that point to a project, then the project
        if table is not DECISIONS and "project" in table.c:
            connection.execute(table.delete().where(table.c.project == project.id))
    for each in sorted(hashes):
        if connection.execute(sql.select(CHANGES.c.number).where(CHANGES.c.value.contains(each))).first() is None:
            connection.execute(FILES.delete().where(FILES.c.hash == each))


def _deletion(project: Project) -> Change | None:
    change = log.latest(project.changes).get((STATE, ""))
    return change if change and change.value == DELETED else None
