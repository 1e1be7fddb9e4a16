"""Tables of the database of projects, and the steps that bring an older one to the present version."""

from collections.abc import Callable

import sqlalchemy as sql

from ecosystem.names.decisions import DECISION_FIELDS

TABLES = sql.MetaData()

DECISIONS = sql.Table(  # of data that were loaded without a project, by their code
    "decisions",
    TABLES,
    sql.Column("number", sql.Integer, sql.Identity(), primary_key=True),
    sql.Column("project", sql.Text, nullable=False, index=True),
    *(sql.Column(name, sql.Text, nullable=False) for name in DECISION_FIELDS),
)
PROJECTS = sql.Table(
    "projects",
    TABLES,
    sql.Column("project", sql.Text, primary_key=True),  # 16 random hex digits
    sql.Column("name", sql.Text, nullable=False, unique=True),  # as the terminal calls it: river-city
    sql.Column("made", sql.Text, nullable=False),  # ISO 8601 with time zone, as all times here
)
CHANGES = sql.Table(  # append-only: what a project holds is what its changes say, but for files, contacts and links
    "changes",
    TABLES,
    sql.Column("number", sql.Integer, sql.Identity(), primary_key=True),
    sql.Column("project", sql.ForeignKey("projects.project"), nullable=False, index=True),
    sql.Column("kind", sql.Text, nullable=False),  # title, city, source, setup, decision, invited ...
    sql.Column(
        "subject", sql.Text, nullable=False
    ),  # which of its kind: the name of a file, an id; "" for the only one
    sql.Column("value", sql.Text, nullable=False),  # JSON; null: there is none any more
    sql.Column("by", sql.Text, nullable=False),  # initials
    sql.Column("at", sql.Text, nullable=False),
    sql.Column("undoes", sql.Integer, nullable=False, default=0),  # number of the change taken back
    sqlite_autoincrement=True,  # no number is given twice, also where a project was deleted
)
FILES = sql.Table(  # sources as given, each content once, whatever it is called and in how many versions
    "files",
    TABLES,
    sql.Column("hash", sql.Text, primary_key=True),  # SHA-256
    sql.Column("content", sql.LargeBinary, nullable=False),
)
CONTACTS = sql.Table(  # people: read by the pages Ask and Follow-up alone
    "contacts",
    TABLES,
    sql.Column("number", sql.Integer, sql.Identity(), primary_key=True),
    sql.Column("project", sql.ForeignKey("projects.project"), nullable=False, index=True),
    *(sql.Column(name, sql.Text, nullable=False) for name in ("organization", "person", "email", "phone", "language")),
)
LINKS = sql.Table(
    "links",
    TABLES,
    sql.Column("hash", sql.Text, primary_key=True),  # SHA-256 of the token, which is nowhere kept
    sql.Column("project", sql.ForeignKey("projects.project"), nullable=False, index=True),
    sql.Column("role", sql.Text, nullable=False),
    sql.Column("made", sql.Text, nullable=False),
    sql.Column("ends", sql.Text, nullable=False),
    sql.Column("revoked", sql.Text, nullable=False),  # when; "" while it holds
)
GLANCES = sql.Table(  # what the list of projects shows of each, without opening it; made again whenever it is lost
    "glances",
    TABLES,
    sql.Column("project", sql.ForeignKey("projects.project"), primary_key=True),
    sql.Column("key", sql.Text, nullable=False),  # of what it was made from
    sql.Column("text", sql.Text, nullable=False),  # JSON
)
SCHEMA = sql.Table("schema_version", TABLES, sql.Column("version", sql.Integer, nullable=False))


def _projects(connection: sql.Connection) -> None:
    """Lead from version 1 (0.1 and 0.2: a log of decisions for each code) to version 2: projects."""
    TABLES.create_all(connection, tables=[PROJECTS, CHANGES, FILES, CONTACTS, LINKS, GLANCES])


# Step n leads to version n + 2. A step makes what its version had: once a table changes, the step that made it keeps a
# copy of it as it was, and the change is a step of its own.
STEPS: tuple[Callable[[sql.Connection], None], ...] = (_projects,)
VERSION = 1 + len(STEPS)


def version_of(connection: sql.Connection) -> int:
    """Return the version of a database; 0 if it is empty, 1 if it is of the time before versions were written."""
    tables = sql.inspect(connection).get_table_names()
    if SCHEMA.name in tables:
        return int(connection.execute(sql.select(SCHEMA.c.version)).scalar_one())
    return 1 if DECISIONS.name in tables else 0


def bring_up_to_date(connection: sql.Connection, version: int) -> None:
    """Make the tables of an empty database, or take the steps from its version, in the same transaction."""
    if version:
        TABLES.create_all(connection, tables=[SCHEMA])
        for step in STEPS[version - 1 :]:
            step(connection)
    else:
        TABLES.create_all(connection)
    connection.execute(SCHEMA.delete())
    connection.execute(SCHEMA.insert().values(version=VERSION))
