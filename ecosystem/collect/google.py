"""Reader of Google Sheets by address, as text like any other sheet; the only module that uses gspread.

Three ways of access, the first that applies: a service account's key file named in the environment; an API key in
the environment; neither, for a sheet that anyone with the link can view. Only Google's own hosts are contacted,
temporary failures are retried, and a tab is identified by its number, whatever its title.
"""

import json
import logging
import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from ecosystem.collect import google_faults as faults
from ecosystem.collect import limits
from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.file_kinds import is_web_page
from ecosystem.collect.frames import build_sheet, filled_rows, hidden_sheet, is_ignored
from ecosystem.collect.google_faults import API_KEY, SERVICE_ACCOUNT, GoogleFault, TabGone, patiently, refusal
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import GOOGLE as GOOGLE_KIND
from ecosystem.collect.sheet import Sheet, SheetOrigin
from ecosystem.collect.xlsx.workbook import read_workbook
from ecosystem.errors import SourceError

TIMEOUT = 10  # seconds without a byte
LONGEST_DOWNLOAD = 60  # seconds for a whole answer, however slow the connection
MOST_REDIRECTS = 3
SCOPES = ("https://www.googleapis.com/auth/spreadsheets.readonly",)

ADDRESS = re.compile(r"(?:https?://)?docs\.google\.com/spreadsheets/", re.IGNORECASE)
KEY = re.compile(r"/spreadsheets/(?:u/\d+/)?d/(?!e/)([A-Za-z0-9_-]{10,100})")
TAB = re.compile(r"[#?&]gid=(\d{1,20})")
HOST = re.compile(r"https?://([a-z0-9.-]+)(?::\d+)?(?=/)", re.IGNORECASE)  # no user, no backslash: unambiguous
Wait = Callable[[float], object]


@dataclass(frozen=True)
class Hosts:
    """Addresses of Google's services; tests put a server of their own here."""

    export: str = "https://docs.google.com"
    api: str = "https://sheets.googleapis.com"
    token: str = "https://oauth2.googleapis.com/token"  # noqa: S105  (an address, not a secret)
    downloads: str = ".googleusercontent.com"  # the ending of the hosts to which a download may be redirected


GOOGLE: Final = Hosts()


def is_sheet_address(text: str) -> bool:
    """Return whether the text is the address of a Google Sheet, as copied from the browser.

    >>> is_sheet_address("https://docs.google.com/spreadsheets/d/abc/edit#gid=0")
    True
    >>> is_sheet_address("ties.csv")
    False
    """
    return ADDRESS.match(text.strip()) is not None


def service_account_address(environment: Mapping[str, str] = os.environ, *, hosts: Hosts = GOOGLE) -> str | None:
    """Return the e-mail address with which a sheet must be shared to be read; None without a service account."""
    if not environment.get(SERVICE_ACCOUNT):
        return None
    try:
        address = _service_account(environment[SERVICE_ACCOUNT], hosts).get("client_email")
    except GoogleFault:
        return None
    return address if isinstance(address, str) and re.fullmatch(r"[\w.+-]{1,100}@[\w.-]{1,200}", address) else None


@limits.one_source()
def read_google(
    address: str,
    *,
    environment: Mapping[str, str] = os.environ,
    hosts: Hosts = GOOGLE,
    wait: Wait = time.sleep,
) -> tuple[Sheet, ...]:
    """Return the filled, visible sheets of a Google Sheet.

    Raises SourceError with its own message for every fault; no message or log line contains a key or an address.
    """
    import requests  # noqa: PLC0415  (late: most maps come from files)

    key = KEY.search(address) if is_sheet_address(address) else None
    if key is None:
        raise SourceError(
            "This is not the address of a Google Sheet. Open it and copy the address from the browser: "
            "it has /spreadsheets/d/ and a long code in it."
        )
    for log in ("urllib3.connectionpool", "urllib3.util.retry"):
        logging.getLogger(log).addFilter(_names_no_sheet)
    try:
        if environment.get(SERVICE_ACCOUNT) or environment.get(API_KEY):
            return _read_by_key(key[1], environment, hosts, wait)
        return _read_by_link(key[1], TAB.search(address), hosts, wait)
    except requests.Timeout:
        raise faults.no_answer() from None
    except requests.RequestException:
        raise faults.not_reached() from None


def _names_no_sheet(record: logging.LogRecord) -> bool:
    """Return whether a log record is free of sheet addresses, which would give access to readers of the log."""
    return "/spreadsheets/" not in record.getMessage()


def _read_by_link(key: str, tab: re.Match[str] | None, hosts: Hosts, wait: Wait) -> tuple[Sheet, ...]:
    """Return all tabs of a public sheet through its workbook export; only the addressed tab if that is too large."""
    export = f"{hosts.export}/spreadsheets/d/{key}/export?format="
    before = limits.held()
    try:
        data, name = patiently(lambda: _download(f"{export}xlsx", hosts), wait)
        return read_workbook(data, name, GOOGLE_KIND)
    except GoogleFault:
        raise
    except SourceError as error:  # too large, or a workbook that cannot be read: the single tab may still be readable
        reason = str(error)
    limits.back_to(before)
    data, name = patiently(lambda: _download(f"{export}csv" + (f"&gid={tab[1]}" if tab else ""), hosts), wait)
    sheet = read_delimited(data, SheetOrigin(name, kind=GOOGLE_KIND, tab=tab[1] if tab else ""), name)
    doubt = issue("one sheet of several", source=sheet.source, error=reason)
    return (replace(sheet, issues=(doubt, *sheet.issues)),)


def _download(url: str, hosts: Hosts) -> tuple[bytes, str]:
    """Return the bytes at an export address and the file name that Google gives them."""
    import requests  # noqa: PLC0415

    with requests.Session() as session:
        for _ in range(MOST_REDIRECTS + 1):
            with _get(session, url) as answer:
                if answer.is_redirect:
                    url = _next_address(answer.headers["Location"], hosts)
                    continue
                data = _body(answer)
                if not answer.ok:
                    raise refusal(answer.status_code, data, answer.headers.get("Retry-After"))
                if is_web_page(data):
                    raise faults.not_public()
                return data, _given_name(answer.headers.get("Content-Disposition", ""))
    raise faults.sent_elsewhere()


def _get(session: Any, url: str, params: Any = None) -> Any:
    """Return the response with status and headers, without following redirects."""
    import requests  # noqa: PLC0415

    try:
        return session.get(url, params=params, timeout=TIMEOUT, stream=True, allow_redirects=False)
    except requests.RequestException:
        raise
    except ValueError:  # requests parses a redirect's address even if it is told not to follow it
        raise faults.sent_elsewhere() from None


def _body(answer: Any) -> bytes:
    """Return the whole body of a response, within limits of size and time."""
    import requests  # noqa: PLC0415

    deadline = time.monotonic() + LONGEST_DOWNLOAD
    data = bytearray()
    try:
        for chunk in answer.iter_content(64 * 1024):
            data += chunk
            if len(data) > limits.MOST_BYTES:
                raise SourceError("The Google Sheet is larger than 25 MB. Keep only the survey's rows.")
            if time.monotonic() > deadline:
                raise requests.Timeout
    except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
        raise faults.cut_off() from None
    return bytes(data)


def _next_address(location: str, hosts: Hosts) -> str:
    """Return the target of a redirect to a Google download host; raise GoogleFault for any other."""
    found = HOST.match(location)
    host = found[1].lower() if found else ""
    if host == "accounts.google.com":
        raise faults.not_public()
    scheme = urlsplit(hosts.export).scheme
    if not location.lower().startswith(f"{scheme}://") or not host.endswith(hosts.downloads):
        raise faults.sent_elsewhere()
    return location


def _given_name(disposition: str) -> str:
    """Return the name in a Content-Disposition header without its ending, else "Google Sheet".

    >>> _given_name("attachment; filename=\\"a.csv\\"; filename*=UTF-8''Who%20answered%20-%20Form.csv")
    'Who answered - Form'
    """
    found = re.search(r"filename\*=UTF-8''([^;]{1,500})", disposition)
    name = unquote(found[1]).strip().removesuffix(".csv").removesuffix(".xlsx") if found else ""
    return name or "Google Sheet"


def _read_by_key(key: str, environment: Mapping[str, str], hosts: Hosts, wait: Wait) -> tuple[Sheet, ...]:
    """Return every filled, visible sheet through the Sheets API."""
    import requests  # noqa: PLC0415
    from google.auth.exceptions import GoogleAuthError, TransportError  # noqa: PLC0415

    before = limits.held()
    try:
        client = _client(environment, hosts, wait)
        try:
            return _read_tabs(client, key)
        except TabGone:  # renamed between listing and reading: a new list has the new title
            limits.back_to(before)
            return _read_tabs(client, key)
    except TransportError as error:  # raised while signing in
        raise (faults.no_answer() if isinstance(error.args[0], requests.Timeout) else faults.not_reached()) from None
    except GoogleAuthError:
        raise faults.key_not_accepted() from None
    except (KeyError, TypeError, AttributeError, UnicodeError):
        raise faults.not_understood() from None


def _read_tabs(client: Any, key: str) -> tuple[Sheet, ...]:
    """Return every filled, visible sheet in the current list of tabs."""
    import gspread  # noqa: PLC0415  (late: 165 ms)

    worksheet: Any = gspread.Worksheet  # the first argument, the workbook, is not needed to read one tab
    wanted = {"fields": "properties.title,sheets.properties(sheetId,title,sheetType,hidden)"}
    book = client.fetch_sheet_metadata(key, params=wanted)
    whole = SheetOrigin(book["properties"]["title"], kind=GOOGLE_KIND)
    source = str(whole)
    tabs = [tab["properties"] for tab in book["sheets"]]
    grids = [tab for tab in tabs if tab.get("sheetType", "GRID") == "GRID"]  # a chart sheet has no cells
    shown = [tab for tab in grids if not tab.get("hidden") and not is_ignored(tab["title"])]
    if len(shown) > limits.MOST_TABS:
        raise SourceError(f"{source}: more than {limits.MOST_TABS} sheets. Hide those that hold no answers.")
    sheets = []
    for tab in shown:
        values = worksheet(None, tab, key, client).get_all_values()
        origin = replace(whole, part=tab["title"], tab=str(tab["sheetId"]))
        texts = [list(map(str, cells)) for cells in values]
        limits.count_rows(str(origin), texts)
        rows = filled_rows(enumerate(texts, start=1))
        if rows:
            sheets.append(build_sheet(rows, origin, tab["title"]))
    if not sheets:
        raise SourceError(f"{source}: no visible sheet has anything filled in.")
    doubts = tuple(hidden_sheet(source, tab["title"]) for tab in grids if tab.get("hidden"))
    return (replace(sheets[0], issues=doubts + sheets[0].issues), *sheets[1:])


@dataclass(frozen=True)
class _Answer:
    """Response in the form that gspread expects, with a method json."""

    content: Any

    def json(self) -> Any:
        return self.content


def _client(environment: Mapping[str, str], hosts: Hosts, wait: Wait) -> Any:
    """Return a read-only gspread client with a time limit, restricted to the Sheets API."""
    import gspread  # noqa: PLC0415
    import requests  # noqa: PLC0415
    from google.auth.api_key import Credentials as KeyCredentials  # noqa: PLC0415
    from google.auth.transport.requests import AuthorizedSession, Request  # noqa: PLC0415
    from google.oauth2.service_account import Credentials as AccountCredentials  # noqa: PLC0415

    base: Any = gspread.HTTPClient
    written = Hosts().api  # as gspread writes it into its addresses
    way = SERVICE_ACCOUNT if environment.get(SERVICE_ACCOUNT) else API_KEY

    class Door(base):  # type: ignore[misc]  # so that the override may differ from gspread's
        def request(self, method: str, endpoint: str, params: Any = None, **_: Any) -> _Answer:
            if method != "get" or not endpoint.startswith(written + "/"):
                raise SourceError("A request to another service of Google was stopped. Please report this.")
            return patiently(lambda: self.ask(hosts.api + endpoint.removeprefix(written), params), wait)

        def ask(self, url: str, params: Any) -> _Answer:
            with _get(self.session, url, params) as answer:
                if answer.is_redirect:
                    raise faults.sent_elsewhere()
                body = _body(answer)
                if not answer.ok:
                    raise refusal(answer.status_code, body, answer.headers.get("Retry-After"), way)
            if is_web_page(body):
                raise faults.web_page()
            try:
                return _Answer(json.loads(body))
            except (ValueError, RecursionError):
                raise faults.cut_off() from None

    if way == SERVICE_ACCOUNT:
        account = _service_account(environment[SERVICE_ACCOUNT], hosts)
        try:
            credentials = AccountCredentials.from_service_account_info(account, scopes=SCOPES)  # type: ignore[no-untyped-call]
        except ValueError:  # a field is missing or the private key is malformed
            raise faults.unusable_key_file() from None
    else:
        credentials = KeyCredentials(environment[API_KEY])  # type: ignore[no-untyped-call]
    signing_in = requests.Session()
    signing_in.max_redirects = 0
    return Door(None, AuthorizedSession(credentials, auth_request=Request(signing_in)))  # type: ignore[no-untyped-call]


def _service_account(path: str, hosts: Hosts) -> dict[str, Any]:
    """Return the content of a key file after checking that it signs in with Google only."""
    try:
        with open(path, encoding="utf-8") as file:
            account = json.load(file)
    except (OSError, ValueError, RecursionError):
        raise faults.unusable_key_file() from None
    if not isinstance(account, dict) or account.get("token_uri") != hosts.token:
        raise faults.unusable_key_file()
    return account
