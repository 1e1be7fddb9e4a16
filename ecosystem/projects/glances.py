"""What the list of projects shows of each without opening it; kept beside the changes, made again when lost."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sql

from ecosystem.projects.database import is_empty, reading, writing
from ecosystem.projects.project import Project
from ecosystem.projects.schema import GLANCES


def glances() -> dict[str, Any]:
    """Return the glance of each project by its id; projects never opened have none."""
    if is_empty():
        return {}
    with reading() as connection:
        rows = connection.execute(sql.select(GLANCES.c.project, GLANCES.c.text)).all()
    return {row.project: json.loads(row.text) for row in rows}


def copy_glance(project: str, made: str) -> None:
    """Keep for a copy, both given by their ids, the glance of the project that it was made of, if that has one."""
    mine = sql.select(GLANCES).where(GLANCES.c.project == project)
    with writing() as connection:
        if row := connection.execute(mine).mappings().first():
            connection.execute(GLANCES.insert().values(**{**row, "project": made}))


def keep_glance(project: Project, key: str, make: Callable[[], Mapping[str, Any]]) -> None:
    """Keep what ``make`` returns as the glance of a project, where the one kept was made from something else."""
    with reading() as connection:
        if connection.execute(sql.select(GLANCES.c.key).where(GLANCES.c.project == project.id)).scalar() == key:
            return
    row = {"key": key, "text": json.dumps(make(), ensure_ascii=False)}
    with writing() as connection:
        done = connection.execute(GLANCES.update().where(GLANCES.c.project == project.id).values(row))
        if not done.rowcount:
            connection.execute(GLANCES.insert().values(project=project.id, **row))
