"""Routes beside the app, and the door that every request goes through; the only module that imports Starlette."""

import asyncio
import logging
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import escape
from urllib.parse import quote, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ecosystem.asking import browser_sessions
from ecosystem.asking.access import COOKIE, Rights, accesses, host_name, is_loopback, is_shared_use
from ecosystem.asking.published import published_map
from ecosystem.errors import EcosystemError, StoreError
from ecosystem.projects.links import ROLES, SEE_GROUP, SEE_MAP, USE_PAGES, role_of
from ecosystem.translation import gettext, gettext_noop

HEALTH = "/_stcore/health"  # a proxy may ask whether the server runs; the answer holds nothing else
FILES = (browser_sessions.MEDIA, browser_sessions.UPLOADS)
SECURITY = {
    "Content-Security-Policy": "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # not no-referrer: forms would then be sent without their origin
}
_RIGHTS = "civic-mapper.rights"  # of the request, in its scope
_KEPT_DAYS = 365  # that a browser keeps a role; a link may end earlier
_MAPS = ThreadPoolExecutor(4, "published-map")  # apart, so that people who wait for a map keep nobody out
_LOG = logging.getLogger(__name__)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body style="font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 4rem auto; padding: 0 1rem">
<h1 style="font-size: 1.5rem">{title}</h1><p>{text}</p></body></html>
"""
NO_ROLE = (
    gettext_noop("This page is open to people with a link"),
    gettext_noop(
        "Open the link you were given once more: this browser then remembers it. If it has ended or was taken back, "
        "ask the organizer of the project for a new one."
    ),
)
NO_LINK = (
    gettext_noop("This link does not work"),
    gettext_noop(
        "It may have ended, been taken back, or not been copied whole. Ask the organizer of the project for a new one."
    ),
)
NO_MAP = (
    gettext_noop("There is no such map yet"),
    gettext_noop("The project holds no answers that make a map of this city. Ask its organizer."),
)
NOT_LOCAL = (
    gettext_noop("This app answers only to the computer it runs on"),
    gettext_noop("To share it, start it with: civic-mapper serve --shared. The page docs/host.md explains how."),
)
OTHER_NAME = (
    gettext_noop("This server does not answer to this name"),
    gettext_noop(
        "Use the address you were given. Whoever runs the server sets its name with: serve --shared --host NAME"
    ),
)
ELSEWHERE = (
    gettext_noop("This request came from a page of another server"),
    gettext_noop("Open the address of the project itself and try again there."),
)
BUSY = (
    gettext_noop("The projects cannot be read right now"),
    gettext_noop("Nothing is lost. Try again in a minute; if it stays like this, tell whoever runs the server."),
)


def routes() -> list[Route]:
    """Return the routes beside the app: the way in by a link, and the published map."""
    return [Route("/enter/{token}", _enter), Route("/map/{project}", _map)]


def middleware(hosts: Collection[str] = ()) -> list[Middleware]:
    """Return the door; ``hosts`` are the names that the server answers to in shared use, beside those of loopback."""
    return [Middleware(AccessMiddleware, hosts=hosts)]


class AccessMiddleware:
    """Let through what a visitor may ask for, and put the security headers on every answer.

    In local use that is whatever this computer asks of itself. In shared use every request needs a role: pages, their
    files, the websocket and each message on it.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request or connection."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        try:
            given, refusal = await run_in_threadpool(self._judge, asked)
            scope[_RIGHTS] = given  # for the routes
            if scope["type"] == "http":
                await (refusal or self._app)(scope, receive, _with_headers(send))
                return
        except StoreError as error:
            _LOG.error("the store cannot be read: %s", error)
            if scope["type"] == "http":
                await _page(503, BUSY)(scope, receive, _with_headers(send))
                return
            given, refusal = Rights({}), _page(503, BUSY)
        if refusal:
            await send({"type": "websocket.close", "code": 1008})
        elif given.roles is None:
            await self._app(scope, receive, send)
        else:
            await _Guarded(asked, given, receive, send).run(self._app)

    def _judge(self, asked: HTTPConnection) -> tuple[Rights, Response | None]:
        """Return the rights of a request and, unless it may pass, the answer that refuses it."""
        nobody, path, reads = Rights({}), asked.scope["path"], asked.scope.get("method") in ("GET", "HEAD")
        host = host_name(asked.headers.get("host"))
        shared = is_shared_use()
        if shared and not is_loopback(host) and host not in self._hosts:
            return nobody, _page(421, OTHER_NAME)
        if not shared and (not host or is_shared_use(asked.headers, asked.client.host if asked.client else None)):
            return nobody, _page(403, NOT_LOCAL)
        if not reads and _from_elsewhere(asked.headers):  # a websocket, too, does not read
            return nobody, _page(403, ELSEWHERE)
        if not shared:
            return Rights(None), None
        if path == HEALTH and reads:
            return nobody, None
        given = Rights(accesses(asked.cookies))
        return given, None if path.startswith("/enter/") else _refusal(asked, given, path, reads)


def _refusal(asked: HTTPConnection, given: Rights, path: str, reads: bool) -> Response | None:
    """Return the answer to a visitor who may not have what they ask for; None if they may."""
    if path.startswith("/map/"):
        return None  # the route looks at the role in the project of its address
    wanted = asked.query_params.getlist("project")
    own = given.projects(USE_PAGES)
    if own and set(own).issuperset(wanted):
        return _page(403, NO_ROLE) if path.startswith(FILES) and not _holds(given, path) else None
    seen = given.projects(SEE_MAP)
    if not (reads and seen and set(seen).issuperset(wanted)) or path.startswith(("/_stcore/", *FILES)):
        return _page(403, NO_ROLE)
    # Who may see the map alone is led to it from any address of the app.
    shown = {name: value for name in ("city", "round") if (value := asked.query_params.get(name))}
    asked_for = f"?{urlencode(shown, quote_via=quote)}" if shown else ""
    return RedirectResponse(f"/map/{[*wanted, *seen][0]}{asked_for}", 303)


def _holds(given: Rights, path: str) -> bool:
    """Return whether a file belongs to a session whose visitor has no more rights than this one."""
    for cookies in browser_sessions.cookies_of(path):
        theirs = accesses(cookies)
        begun_with = [name for name in cookies if name.startswith(COOKIE)]  # all of them held when the session began
        if theirs and len(theirs) == len(begun_with) and given.cover(Rights(theirs)):
            return True
    return False


class _Guarded:
    """A websocket that ends as soon as its visitor has lost a right they came with."""

    def __init__(self, asked: HTTPConnection, had: Rights, receive: Receive, send: Send) -> None:
        self._had, self._receive, self._send = had, receive, send
        self._closed = False
        self._cookies = asked.cookies
        self._scope = {**asked.scope, "headers": [_without_ended(pair, had) for pair in asked.scope["headers"]]}

    async def run(self, app: ASGIApp) -> None:
        """Let the app talk to the browser."""
        await app(self._scope, self._next, self._pass_on)

    async def _next(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive" and not await self._still():
            self._closed = True
            await self._send({"type": "websocket.close", "code": 1008})
            return {"type": "websocket.disconnect", "code": 1008}
        return message

    async def _still(self) -> bool:
        try:
            return Rights(await run_in_threadpool(accesses, self._cookies)).cover(self._had)
        except StoreError as error:
            _LOG.error("the store cannot be read: %s", error)
            return True  # the page that runs next asks again, and says what happened

    async def _pass_on(self, message: Message) -> None:
        if not self._closed:
            browser_sessions.note(message.get("bytes") or b"")
            await self._send(message)


def _without_ended(header: tuple[bytes, bytes], had: Rights) -> tuple[bytes, bytes]:
    """Return a header without the role cookies that give nothing, so that a session holds those it began with."""
    name, value = header
    if name != b"cookie":
        return header
    pairs = [pair.strip() for pair in value.decode("latin-1").split(";")]
    valid = {COOKIE + project for project in had.roles or {}}
    kept = [pair for pair in pairs if not pair.startswith(COOKIE) or pair.split("=")[0] in valid]
    return name, "; ".join(kept).encode("latin-1")


def _from_elsewhere(headers: Headers) -> bool:
    """Return whether a browser sent this for a page of another server."""
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()


def _with_headers(send: Send) -> Send:
    async def pass_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in SECURITY.items():
                headers.setdefault(name, value)
        await send(message)

    return pass_on


async def _enter(request: Request) -> Response:
    """Set the role of a link as a cookie and lead on to an address that can be sent without giving it away."""
    token = request.path_params["token"]
    access = await run_in_threadpool(role_of, token)
    if access is None:
        return _page(403, NO_LINK)
    given: Rights = request.scope[_RIGHTS]
    held = (given.roles or {}).get(access.project)
    best = access.role if held is None or ROLES[access.role] >= ROLES[held] else held
    where = f"/?project={access.project}" if USE_PAGES in ROLES[best] else f"/map/{access.project}"
    answer = RedirectResponse(where, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
    if best == access.role:  # a link with a smaller role takes nothing away
        answer.set_cookie(
            COOKIE + access.project,
            token,
            max_age=_KEPT_DAYS * 24 * 60 * 60,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
    return answer


async def _map(request: Request) -> Response:
    """Answer with the published map: for the public, or for the group if asked for by a role that may see it."""
    project, group = request.path_params["project"], request.query_params.get("audience") == "group"
    given: Rights = request.scope[_RIGHTS]
    if not given.may(SEE_GROUP if group else SEE_MAP, project):
        return _page(403, NO_ROLE)
    shown = request.query_params
    make = partial(published_map, project, shown.get("city"), shown.get("round"), group=group)
    try:
        made = await asyncio.get_running_loop().run_in_executor(_MAPS, make)
    except StoreError:
        raise
    except EcosystemError as error:
        _LOG.info("no published map: %s", type(error).__name__)  # its words may quote what the sheets hold
        return _page(404, NO_MAP)
    headers = {"ETag": made.tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if made.tag in known:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return HTMLResponse(made.compressed, headers=headers | {"Content-Encoding": "gzip"})
    return HTMLResponse(made.page, headers=headers)


def _page(status: int, said: tuple[str, str]) -> Response:
    """Return a plain page that says what happened and what to do."""
    title, text = (escape(gettext(each)) for each in said)
    return HTMLResponse(_PAGE.format(title=title, text=text), status, {"Cache-Control": "no-store"})
