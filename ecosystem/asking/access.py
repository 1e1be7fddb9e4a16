"""Who may do what: everything in local use, and in shared use what the roles in a visitor's cookies say."""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ecosystem.projects.links import ORGANIZER, ROLES, may, roles_of

SHARED_VARIABLE = "ECOSYSTEM_SHARED"  # set by ``serve --shared`` for its own process
COOKIE = "civic-mapper-"  # and the id of a project; holds the token of a link
_FORWARDED = ("x-forwarded-", "forwarded", "x-real-ip", "via")  # headers that a proxy adds


@dataclass(frozen=True)
class Rights:
    """What a visitor may do in which project; ``roles`` is project -> role, or None in local use."""

    roles: Mapping[str, str] | None

    def role(self, project: str) -> str | None:
        """Return the role in a project; None without one. In local use everyone is the organizer."""
        return ORGANIZER if self.roles is None else self.roles.get(project)

    def may(self, action: str, project: str) -> bool:
        """Return whether the visitor may do something in a project."""
        return may(self.role(project), action)

    def projects(self, action: str) -> list[str]:
        """Return the ids of the projects in which the visitor may do something, in shared use."""
        return [project for project, role in (self.roles or {}).items() if may(role, action)]

    def cover(self, other: "Rights") -> bool:
        """Return whether the visitor may do, in each project, all that another may."""
        if self.roles is None:
            return True
        mine = {project: ROLES[role] for project, role in self.roles.items()}
        return other.roles is not None and all(
            project in mine and mine[project] >= ROLES[role] for project, role in other.roles.items()
        )


def rights(cookies: Mapping[str, str], headers: Mapping[str, str] | None = None, visitor: str | None = None) -> Rights:
    """Return the rights of a request as of now: ask anew for each; a link may be revoked meanwhile.

    Raises StoreError where the store cannot be read.
    """
    return Rights(accesses(cookies) if is_shared_use(headers, visitor) else None)


def accesses(cookies: Mapping[str, str]) -> dict[str, str]:
    """Return project -> role for the role cookies among ``cookies`` that hold today."""
    tokens = {name.removeprefix(COOKIE): token for name, token in cookies.items() if name.startswith(COOKIE)}
    found = roles_of(set(tokens.values()))
    given = {project: found[token] for project, token in tokens.items() if token in found}
    return {project: access.role for project, access in given.items() if access.project == project}


def is_shared_use(headers: Mapping[str, str] | None = None, visitor: str | None = None) -> bool:
    """Return whether a request needs a role.

    It does where the server was started with ``--shared``, and wherever its headers, or the address of the visitor,
    do not say that it was sent by this computer to itself.
    """
    if os.environ.get(SHARED_VARIABLE):
        return True
    names = {name.lower(): value for name, value in (headers or {}).items()}
    if visitor and not is_loopback(visitor):
        return True
    if any(name.startswith(_FORWARDED) for name in names):
        return True
    return bool(names) and not is_loopback(host_name(names.get("host")))


def host_name(host: str | None) -> str:
    """Return the name in a Host header in small letters, without its port; "" where it is none.

    >>> host_name("Map.Example.org:8501"), host_name("[::1]:8501"), host_name("a@b"), host_name("a/b")
    ('map.example.org', '::1', '', '')
    """
    try:
        parts = urlsplit(f"//{host or ''}")
        _ = parts.port  # raises where it is no number
    except ValueError:
        return ""
    strange = parts.username is not None or parts.path or parts.query or parts.fragment
    return "" if strange else (parts.hostname or "").lower().rstrip(".")


def is_loopback(name: str) -> bool:
    """Return whether a name or address is that of the computer itself.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("127.0.0.1.example.org")
    (True, True, True, False)
    """
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
