"""Google Sheets by address, handed on as text like any other sheet. The one door of gspread.

Three ways, the first that applies: a service account's key file named in the environment; an API key in the
environment; neither, for a sheet that anyone with the link can view. Only Google's own hosts are asked.
"""

import json
import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.frames import MOST_BYTES, build_sheet, filled_rows, hidden_sheet, is_ignored
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.errors import SourceError

SERVICE_ACCOUNT = "ECOSYSTEM_GOOGLE_SERVICE_ACCOUNT"
API_KEY = "ECOSYSTEM_GOOGLE_API_KEY"
TIMEOUT = 10  # seconds without a byte
LONGEST_DOWNLOAD = 60  # seconds for a whole sheet, however slowly it drips
MOST_REDIRECTS = 3
SCOPES = ("https://www.googleapis.com/auth/spreadsheets.readonly",)

ADDRESS = re.compile(r"(?:https?://)?docs\.google\.com/spreadsheets/", re.IGNORECASE)
KEY = re.compile(r"/spreadsheets/(?:u/\d+/)?d/(?!e/)([A-Za-z0-9_-]{10,100})")
TAB = re.compile(r"[#?&]gid=(\d{1,20})")


@dataclass(frozen=True)
class Hosts:
    """Where Google answers. Tests put a server of their own here."""

    export: str = "https://docs.google.com"
    api: str = "https://sheets.googleapis.com"
    token: str = "https://oauth2.googleapis.com/token"  # noqa: S105  (an address, not a secret)
    downloads: str = ".googleusercontent.com"  # the ending of the hosts a download may be sent on to


GOOGLE: Final = Hosts()


def is_sheet_address(text: str) -> bool:
    """Whether the text is the address of a Google Sheet, as copied from the browser.

    >>> is_sheet_address("https://docs.google.com/spreadsheets/d/abc/edit#gid=0")
    True
    >>> is_sheet_address("ties.csv")
    False
    """
    return ADDRESS.match(text.strip()) is not None


def read_google(
    address: str, *, environment: Mapping[str, str] = os.environ, hosts: Hosts = GOOGLE
) -> tuple[Sheet, ...]:
    """The filled, visible sheets of a Google Sheet; without a key the one sheet its address points to.

    Raises SourceError in words of its own for every fault; keys and addresses never stand in a message.
    """
    import requests  # noqa: PLC0415  (late: most maps come from files)

    key = KEY.search(address) if is_sheet_address(address) else None
    if key is None:
        raise SourceError(
            "This is not the address of a Google Sheet. Open it and copy the address from the browser: "
            "it has /spreadsheets/d/ and a long code in it."
        )
    try:
        if environment.get(SERVICE_ACCOUNT) or environment.get(API_KEY):
            return _read_by_key(key[1], environment, hosts)
        return _read_by_link(key[1], TAB.search(address), hosts)
    except requests.Timeout:
        raise SourceError("Google did not answer within 10 seconds. Check the connection and try again.") from None
    except requests.TooManyRedirects:
        raise SourceError("Google sent the request elsewhere, which is not followed. Try again later.") from None
    except requests.exceptions.JSONDecodeError:
        raise SourceError("Google's answer was cut off. Try again in a moment.") from None
    except requests.RequestException:
        raise SourceError("Google could not be reached. Check the internet connection and try again.") from None


def _read_by_link(key: str, tab: re.Match[str] | None, hosts: Hosts) -> tuple[Sheet, ...]:
    """The one sheet a public address points to, by its export as CSV."""
    url = f"{hosts.export}/spreadsheets/d/{key}/export?format=csv" + (f"&gid={tab[1]}" if tab else "")
    data, name = _download(url, hosts)
    if data[:512].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise _not_public()
    sheet = read_delimited(data, f'Google Sheet "{name}"', name)
    doubt = Issue(
        kind="doubt",
        reason="one sheet of several",
        source=sheet.source,
        row=None,
        column="",
        message="Without a key only the one sheet that the address points to is read.",
        action="If other sheets belong to the map, download it all as .xlsx and read that, or set up a key.",
    )
    return (Sheet(sheet.source, sheet.name, sheet.frame, (doubt, *sheet.issues)),)


def _download(url: str, hosts: Hosts) -> tuple[bytes, str]:
    """The bytes at an export address and the name Google gives them."""
    import requests  # noqa: PLC0415

    deadline = time.monotonic() + LONGEST_DOWNLOAD
    with requests.Session() as session:
        for _ in range(MOST_REDIRECTS + 1):
            with session.get(url, timeout=TIMEOUT, stream=True, allow_redirects=False) as answer:
                if answer.is_redirect:
                    url = _next_address(answer.headers["Location"], hosts)
                    continue
                if not answer.ok:
                    raise _refusal(answer.status_code)
                data = bytearray()
                for chunk in answer.iter_content(64 * 1024):
                    data += chunk
                    if len(data) > MOST_BYTES:
                        raise SourceError("The Google Sheet is larger than 25 MB. Keep only the survey's rows.")
                    if time.monotonic() > deadline:
                        raise requests.Timeout
                return bytes(data), _given_name(answer.headers.get("Content-Disposition", ""))
    raise requests.TooManyRedirects


def _next_address(location: str, hosts: Hosts) -> str:
    """The address a redirect names, where it is a download host of Google's; else raises SourceError."""
    parts = urlsplit(location)
    host = parts.hostname or ""
    if host == "accounts.google.com":
        raise _not_public()
    if parts.scheme != urlsplit(hosts.export).scheme or not host.endswith(hosts.downloads):
        raise SourceError(
            "Google sent the download elsewhere, which is not followed. Download it as .xlsx and read that."
        )
    return location


def _given_name(disposition: str) -> str:
    """The name in a Content-Disposition header without its ending, else "Google Sheet".

    >>> _given_name("attachment; filename=\\"a.csv\\"; filename*=UTF-8''Who%20answered%20-%20Form.csv")
    'Who answered - Form'
    """
    found = re.search(r"filename\*=UTF-8''([^;]{1,500})", disposition)
    name = unquote(found[1]).strip().removesuffix(".csv") if found else ""
    return name or "Google Sheet"


def _read_by_key(key: str, environment: Mapping[str, str], hosts: Hosts) -> tuple[Sheet, ...]:
    """Every filled, visible sheet, through the Sheets API."""
    import gspread  # noqa: PLC0415  (late: 165 ms)
    from google.auth.exceptions import GoogleAuthError, TransportError  # noqa: PLC0415

    try:
        client = _client(environment, hosts)
        book = client.open_by_key(key)
        tabs = [tab["properties"] for tab in book.fetch_sheet_metadata()["sheets"]]
        grids = [tab for tab in tabs if tab.get("sheetType", "GRID") == "GRID"]  # a chart's sheet has no cells
        hidden = [tab["title"] for tab in grids if tab.get("hidden")]
        sheets = []
        for tab in grids:
            if tab.get("hidden") or is_ignored(tab["title"]):
                continue
            values = gspread.Worksheet(book, tab, book.id, book.client).get_all_values()
            rows = filled_rows(enumerate((map(str, cells) for cells in values), start=1))
            if rows:
                sheets.append(build_sheet(rows, f'Google Sheet "{book.title}", sheet "{tab["title"]}"', tab["title"]))
    except gspread.SpreadsheetNotFound:
        raise _refusal(404) from None
    except PermissionError:  # gspread's word for 403 on opening
        raise _refusal(403) from None
    except gspread.exceptions.APIError as error:
        raise _refusal(error.response.status_code) from None
    except TransportError:
        raise SourceError("Google could not be reached. Check the internet connection and try again.") from None
    except GoogleAuthError:
        raise SourceError(f"Google did not accept the key file named in {SERVICE_ACCOUNT}. Make a new one.") from None
    except (KeyError, TypeError, AttributeError, UnicodeError):
        raise SourceError("Google's answer was not understood. Try again, or download the sheet as .xlsx.") from None
    if not sheets:
        raise SourceError(f'Google Sheet "{book.title}": no visible sheet has anything filled in.')
    doubts = tuple(hidden_sheet(f'Google Sheet "{book.title}"', title) for title in hidden)
    first = sheets[0]
    return (Sheet(first.source, first.name, first.frame, doubts + first.issues), *sheets[1:])


def _client(environment: Mapping[str, str], hosts: Hosts) -> Any:
    """A gspread client that can only read, only waits so long, and only talks to the Sheets API."""
    import gspread  # noqa: PLC0415

    written = Hosts().api  # as gspread writes it into its addresses

    class Door(gspread.HTTPClient):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.session.max_redirects = 0
            self.set_timeout(TIMEOUT)

        def request(self, method: str, endpoint: str, *args: Any, **kwargs: Any) -> Any:
            if not endpoint.startswith(written + "/"):
                raise SourceError("A request to another service of Google was stopped. Please report this.")
            return super().request(method, hosts.api + endpoint.removeprefix(written), *args, **kwargs)

    if environment.get(SERVICE_ACCOUNT):
        account = _service_account(environment[SERVICE_ACCOUNT], hosts)
        try:
            return gspread.service_account_from_dict(account, scopes=SCOPES, http_client=Door)
        except ValueError:  # google-auth: a field is missing or the private key is malformed
            raise _unusable_key_file() from None
    return gspread.api_key(environment[API_KEY], http_client=Door)


def _service_account(path: str, hosts: Hosts) -> dict[str, Any]:
    """The key file's content, after a look that it signs in with Google and nowhere else."""
    try:
        with open(path, encoding="utf-8") as file:
            account = json.load(file)
    except (OSError, ValueError):
        raise _unusable_key_file() from None
    if not isinstance(account, dict) or account.get("token_uri") != hosts.token:
        raise _unusable_key_file()
    return account


def _unusable_key_file() -> SourceError:
    return SourceError(
        f"The file named in {SERVICE_ACCOUNT} is not a Google service account key. "
        "Download the key again as JSON and name that file."
    )


def _not_public() -> SourceError:
    return SourceError(
        'This sheet is not public: share it as "anyone with the link can view", or set up a key '
        f"({SERVICE_ACCOUNT} or {API_KEY})."
    )


def _refusal(status: int) -> SourceError:
    """The error for an answer that is not a sheet, by its HTTP status."""
    if status in (401, 403):
        return _not_public()
    if status == 404:
        return SourceError("There is no Google Sheet at this address. Copy it again from the browser.")
    if status == 400:
        return SourceError(
            "Google cannot hand this file out as a sheet: it may be an Excel file kept in Drive. Open it "
            'there, choose File, "Save as Google Sheets", or download it and read the .xlsx. Check the key, '
            "if one is set up."
        )
    if status == 429:
        return SourceError("Google asks for a pause. Wait a minute and try again.")
    return SourceError(f"Google answered with an error ({status}). Try again in a moment.")
