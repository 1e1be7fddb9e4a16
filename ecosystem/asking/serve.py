"""The server: the app with its routes and its door, for this computer alone or, shared, for people with a link."""

import errno
import ipaddress
import os
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.starlette import App

from ecosystem.asking import web
from ecosystem.asking.access import SHARED_VARIABLE, host_name
from ecosystem.collect.recipes import load_recipe_file
from ecosystem.collect.sources import open_source
from ecosystem.errors import NoMapError, RequestError, StoreError
from ecosystem.projects.lifecycle import purge
from ecosystem.projects.links import ORGANIZER, links_of, make_link
from ecosystem.projects.project import Project, every
from ecosystem.projects.sources import is_project, named
from ecosystem.shipped import shipped
from ecosystem.tables.assemble import assemble
from ecosystem.translation import gettext

LOOPBACK = "127.0.0.1"


def serve(
    data: str | None,
    setup: Path | None = None,
    *,
    shared: bool = False,
    host: str | None = None,
    port: int | None = None,
) -> int:
    """Serve the app until it is ended, and return the exit status.

    ``data``: what the app opens; in shared use, the project of which the organizer's link is printed (all if None).
    ``host``: in shared use, what people type: an address of this computer, which it then listens on, or the name of the
    proxy in front of it. Raises RequestError for options that do not go together, and what reading ``data`` raises.
    """
    name = _host(shared, host)
    with suppress(StoreError):  # pages say it
        purge()
    projects = _projects(data) if shared else []
    if data is not None and not shared:
        _read(data, setup)
    address = name if _is_address(name) else LOOPBACK
    _check_free(address, port)
    settings: dict[str, object] = {"server.address": address} | ({"server.port": port} if port else {})
    os.environ.pop(SHARED_VARIABLE, None)
    if shared:
        os.environ[SHARED_VARIABLE] = "1"
        settings["server.allowedHosts"] = ["localhost", LOOPBACK, "::1", *([name] if name else [])]
        settings["logger.hideWelcomeMessage"] = True
    opened = str(Path(data).resolve()) if data and Path(data).exists() else data
    sys.argv = [
        str(shipped("app.py")),
        *([opened] if opened else []),
        *([str(setup.resolve())] if data and setup else []),
    ]
    told = partial(_tell_links, projects, name) if shared else None
    App(sys.argv[0], routes=web.routes(), middleware=web.middleware([name]), lifespan=told).run(config=settings)
    return 0


def _read(data: str, setup: Path | None) -> None:
    """Read the data once, so that an error shows in the terminal and not on an empty page."""
    if is_project(data):
        named(data)  # it may hold nothing yet, or what has to be mended in the app
        return
    given = load_recipe_file(setup) if setup else None
    with suppress(NoMapError):  # the page Data asks what the columns hold
        assemble(open_source(data, given), given)


def _host(shared: bool, host: str | None) -> str:
    """Return the name that people type, in small letters; "" for this computer's own."""
    if host is None:
        return ""
    if not shared:
        raise RequestError(gettext("--host is for shared use. Add --shared, or leave it out."))
    name = host_name(f"[{host}]" if ":" in host else host)
    if (
        not name
        or name != host.lower().rstrip(".")
        or (_is_address(name) and ipaddress.ip_address(name).is_unspecified)
    ):
        said = gettext(
            "--host {host}: give the name alone, as people type it, such as map.example.org or 192.168.1.20."
        )
        raise RequestError(said.format(host=host))
    return name


def _projects(data: str | None) -> list[Project]:
    """Return the projects of which the organizer's link is printed."""
    if data is None:
        return every()
    if not is_project(data):
        said = gettext(
            "--shared serves projects, so that everyone sees their own alone. Make one of the data first: project "
            "create NAME, then project add NAME FILE."
        )
        raise RequestError(said)
    return [named(data)]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _check_free(address: str, port: int | None) -> None:
    """Raise RequestError where this computer cannot listen there; without a port, a free one is looked for later."""
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as tried:
        if os.name != "nt":
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port or 0))
        except OSError as error:
            said = {
                errno.EADDRINUSE: gettext("Port {port} is in use by another program. Choose another one: --port 8600."),
                errno.EADDRNOTAVAIL: gettext(
                    "This computer has no address {address}. Give one it has, or the name of the proxy in front of it."
                ),
            }.get(error.errno or 0, gettext("This computer cannot listen on {address}, port {port}: {reason}."))
            raise RequestError(said.format(address=address, port=port, reason=error.strerror)) from error


@asynccontextmanager
async def _tell_links(projects: Sequence[Project], name: str, _app: App) -> AsyncIterator[None]:
    """Print, once the port is known, where the server is and the first link of each project's organizer."""
    port = st.get_option("server.port")
    place = f"[{name}]" if ":" in name else name or "localhost"
    behind_proxy = bool(name) and name != "localhost" and not _is_address(name)
    base = f"{'https' if behind_proxy else 'http'}:" + f"//{place}" + ("" if behind_proxy else f":{port}")
    lines = [gettext("The server runs. People reach it at {address} with a link.").format(address=base)]
    for project in projects:
        if any(link.role == ORGANIZER and link.holds for link in links_of(project)):
            said = gettext(
                "{title} ({name}): has an organizer's link. Make another: project link {name} --role organizer"
            )
            lines.append(said.format(title=project.title, name=project.name))
        else:
            said = gettext("{title} ({name}): the organizer's link, which is shown only now: {address}")
            address = f"{base}/enter/{make_link(project, ORGANIZER)}"
            lines.append(said.format(title=project.title, name=project.name, address=address))
    if not projects:
        lines.append(gettext("There is no project yet: project create NAME, then project link NAME --role organizer"))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()
    yield
