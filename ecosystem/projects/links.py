"""Links that give a role in a project: tokens that cannot be guessed, of which the store keeps the hash alone."""

import hashlib
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sql

from ecosystem.errors import RequestError
from ecosystem.names.decisions import now
from ecosystem.projects.changes import UNDO, Change, latest
from ecosystem.projects.database import is_empty, reading, writing
from ecosystem.projects.project import DELETED, STATE, Project
from ecosystem.projects.schema import CHANGES, LINKS
from ecosystem.translation import gettext

ORGANIZER, HELPER, VIEWER, PARTICIPANT = "organizer", "helper", "viewer", "participant"
SEE_MAP, FILL_IN, USE_PAGES, SEE_GROUP, EDIT_ANSWERS, DECIDE_NAMES, SEE_PEOPLE, MANAGE = (
    *("see map", "fill in", "use pages", "see group", "edit answers", "decide names", "see people"),
    "manage",  # title, column setup, links, hand-over, deletion
)
_VIEWER = frozenset({SEE_MAP})
_PARTICIPANT = _VIEWER | {FILL_IN}
_HELPER = _PARTICIPANT | {USE_PAGES, SEE_GROUP, EDIT_ANSWERS, DECIDE_NAMES}
ROLES = {  # role -> what it may do; each may do all that the one after it may
    ORGANIZER: _HELPER | {SEE_PEOPLE, MANAGE},
    HELPER: _HELPER,
    PARTICIPANT: _PARTICIPANT,
    VIEWER: _VIEWER,
}
_BYTES = 32  # of chance in a token
_SHOWN = 12  # characters of the hash that name a link


@dataclass(frozen=True)
class Access:
    """What a token gives: a role in one project."""

    project: str  # id
    role: str


@dataclass(frozen=True)
class Link:
    """One link of a project, without its token, which is nowhere kept."""

    id: str
    role: str
    made: str  # ISO 8601 with time zone
    ends: str  # the last day it holds, ISO 8601; "" without an end
    revoked: str  # when; "" while it holds

    @property
    def holds(self) -> bool:
        """Return whether the link gives its role today."""
        return not self.revoked and (not self.ends or self.ends >= today().isoformat())


def today() -> date:
    """Return the day by which links end: that of the computer that holds the store."""
    return date.today()


def may(role: str | None, action: str) -> bool:
    """Return whether a role may do something; none, and one that is unknown, may do nothing.

    >>> may("helper", DECIDE_NAMES), may("viewer", DECIDE_NAMES), may(None, SEE_MAP)
    (True, False, False)
    """
    return action in ROLES.get(role or "", frozenset())


def make_link(project: Project, role: str, ends: date | None = None) -> str:
    """Keep a new link and return its token; it holds through the day ``ends``, or until it is revoked."""
    if role not in ROLES:
        said = gettext("There is no role {role}. Choose one of: {roles}.")
        raise RequestError(said.format(role=role, roles=", ".join(ROLES)))
    if ends and ends < today():
        raise RequestError(gettext("A link cannot end in the past. Give a day from today on, such as 2030-12-31."))
    token = secrets.token_urlsafe(_BYTES)
    until = ends.isoformat() if ends else ""
    kept = {"hash": _hash(token), "project": project.id, "role": role, "made": now(), "ends": until, "revoked": ""}
    with writing() as connection:
        connection.execute(LINKS.insert().values(**kept))
    return token


def role_of(token: str) -> Access | None:
    """Return what a token gives today; None for one that is unknown, revoked, past its end or of a deleted project."""
    return roles_of([token]).get(token)


def roles_of(tokens: Iterable[str]) -> dict[str, Access]:
    """Return token -> what it gives today, for those that give anything."""
    hashes = {_hash(token): token for token in tokens}
    if not hashes or is_empty():
        return {}
    with reading() as connection:
        rows = connection.execute(sql.select(LINKS).where(LINKS.c.hash.in_(hashes))).mappings().all()
        valid = [row for row in rows if _link(row).holds]
        gone = _deleted(connection, {row["project"] for row in valid})
    return {hashes[row["hash"]]: Access(row["project"], row["role"]) for row in valid if row["project"] not in gone}


def links_of(project: Project) -> list[Link]:
    """Return all links of a project, the oldest first; ended and revoked ones too."""
    with reading() as connection:
        found = sql.select(LINKS).where(LINKS.c.project == project.id).order_by(LINKS.c.made, LINKS.c.hash)
        return [_link(row) for row in connection.execute(found).mappings()]


def revoke(project: Project, link: str) -> None:
    """Take back the link with this id; whoever came by it is refused from then on."""
    ours = (LINKS.c.project == project.id) & LINKS.c.hash.startswith(link, autoescape=True)
    with writing() as connection:
        known = re.fullmatch(r"[0-9a-f]{12,64}", link) and connection.execute(sql.select(LINKS).where(ours)).first()
        if not known:
            said = gettext("The project {name} has no link {link}. Its list of links shows their ids.")
            raise RequestError(said.format(name=project.name, link=link))
        connection.execute(LINKS.update().where(ours & (LINKS.c.revoked == "")).values(revoked=now()))


def _hash(token: str) -> str:
    """Return what is kept of a token; it is as long a random number as the hash, so that no salt is needed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _link(row: sql.RowMapping) -> Link:
    return Link(row["hash"][:_SHOWN], *(row[name] for name in ("role", "made", "ends", "revoked")))


def _deleted(connection: sql.Connection, projects: set[str]) -> set[str]:
    """Return those of these projects that are deleted."""
    about_state = CHANGES.c.project.in_(projects) & CHANGES.c.kind.in_((STATE, UNDO))
    columns = [CHANGES.c[name] for name in ("project", "kind", "subject", "value", "number", "undoes")]
    found: dict[str, list[Change]] = {}
    for row in connection.execute(sql.select(*columns).where(about_state).order_by(CHANGES.c.number)):
        change = Change(row.kind, row.value, row.subject, number=row.number, undoes=row.undoes)
        found.setdefault(row.project, []).append(change)
    states = {each: latest(changes).get((STATE, "")) for each, changes in found.items()}
    return {each for each, state in states.items() if state and state.value == f'"{DELETED}"'}
