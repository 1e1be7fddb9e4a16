"""Errors in reading a Google Sheet, each with a message a person can act on, and whether a retry may help.

No message contains a key, a token or an address.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from ecosystem.errors import SourceError

SERVICE_ACCOUNT = "ECOSYSTEM_GOOGLE_SERVICE_ACCOUNT"
API_KEY = "ECOSYSTEM_GOOGLE_API_KEY"
MOST_TRIES = 3
LONGEST_WAIT = 20.0  # seconds before a retry; if Google requests a longer pause, the error is reported instead

BUSY = (429, 500, 502, 503, 504)  # statuses that are often temporary
Answered = TypeVar("Answered")


class GoogleFault(SourceError):
    """Google did not deliver the sheet. ``passing``: a retry may help; ``pause``: seconds Google requested."""

    def __init__(self, message: str, *, passing: bool = False, pause: float | None = None) -> None:
        super().__init__(message)
        self.passing, self.pause = passing, pause


class TabGone(GoogleFault):
    """A tab no longer has the name under which it was listed."""


def patiently(ask: Callable[[], Answered], wait: Callable[[float], object]) -> Answered:
    """Return the result of ``ask`` within three tries, pausing as long as Google requests, else 1 and 2 seconds."""
    for failed in range(MOST_TRIES):
        try:
            return ask()
        except GoogleFault as fault:
            pause = 2.0**failed if fault.pause is None else fault.pause
            if not fault.passing or failed == MOST_TRIES - 1 or pause > LONGEST_WAIT:
                raise
        wait(pause)
    raise AssertionError("the last try returns or raises")


def pause_asked(header: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds in a Retry-After header, a number or a date; None if it is neither.

    >>> pause_asked("7"), pause_asked("soon"), pause_asked(None)
    (7.0, None, None)
    >>> pause_asked("Sun, 01 Mar 2026 09:00:05 GMT", datetime(2026, 3, 1, 9, 0, 0, tzinfo=UTC))
    5.0
    """
    text = (header or "").strip()
    if re.fullmatch(r"[0-9]{1,6}", text):
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())


def refusal(status: int, body: bytes = b"", retry_after: str | None = None, way: str = "") -> GoogleFault:
    """Return the fault for a response that is not a sheet, by status, body and kind of access (``way``)."""
    if status == 400:
        return _not_a_sheet(body)
    if status in (401, 403):
        return _not_allowed(body, way)
    if status in (404, 410):
        return GoogleFault("There is no Google Sheet at this address. Copy it again from the browser.")
    pause = pause_asked(retry_after)
    if status == 429:
        long = f"{pause:.0f} seconds" if pause and pause < 600 else "a minute"
        return GoogleFault(
            f"Google asks for a pause, as too much was asked at once. Wait {long} and try again.",
            passing=True,
            pause=pause,
        )
    return GoogleFault(
        f"Google answered with an error ({status}). Try again in a moment.", passing=status in BUSY, pause=pause
    )


def _not_a_sheet(body: bytes) -> GoogleFault:
    if b"FAILED_PRECONDITION" in body:
        return GoogleFault(
            "This is an Excel file kept in Google Drive, not a Google Sheet. Open it there, choose File, "
            '"Save as Google Sheets", and use the address of that copy; or download it and read the .xlsx.'
        )
    if b"API_KEY_INVALID" in body or b"API key not valid" in body:
        return GoogleFault(f"Google does not know the API key in {API_KEY}. Copy the key again, or take it out.")
    if b"Unable to parse range" in body:
        return TabGone("A tab was renamed or deleted while it was being read. Try again.")
    return GoogleFault(
        "Google cannot hand this file out as a sheet: it may be an Excel file kept in Drive. Open it there, "
        'choose File, "Save as Google Sheets", or download it and read the .xlsx.'
    )


def _not_allowed(body: bytes, way: str) -> GoogleFault:
    if b"SERVICE_DISABLED" in body or b"SERVICE_BLOCKED" in body:
        return GoogleFault(
            "The key belongs to a Google project that may not use the Google Sheets API. Switch that API on in the "
            "Google Cloud console, under APIs and services."
        )
    if way == SERVICE_ACCOUNT:
        return GoogleFault(
            "This sheet is not shared with this tool. In the sheet choose Share, and add the service account's "
            "address as a viewer."
        )
    if way == API_KEY:
        return GoogleFault(
            "This sheet is not public, and an API key reads public sheets only: share it as "
            f'"anyone with the link can view", or set up a service account ({SERVICE_ACCOUNT}).'
        )
    return not_public()


def not_public() -> GoogleFault:
    """Return the fault for a sheet that requires signing in."""
    return GoogleFault(
        'This sheet is not public: share it as "anyone with the link can view", or set up a key '
        f"({SERVICE_ACCOUNT} or {API_KEY})."
    )


def sent_elsewhere() -> GoogleFault:
    """Return the fault for a redirect that is not followed."""
    return GoogleFault("Google sent the request elsewhere, which is not followed. Download the sheet as .xlsx.")


def cut_off() -> GoogleFault:
    """Return the fault for a response that ends too early."""
    return GoogleFault("Google's answer was cut off. Try again in a moment.", passing=True)


def no_answer() -> GoogleFault:
    """Return the fault for a response that does not arrive in time."""
    return GoogleFault("Google did not answer within 10 seconds. Check the connection and try again.")


def not_reached() -> GoogleFault:
    """Return the fault for a connection that cannot be made."""
    return GoogleFault("Google could not be reached. Check the internet connection and try again.")


def not_understood() -> GoogleFault:
    """Return the fault for a response that does not have the form of the Sheets API's."""
    return GoogleFault("Google's answer was not understood. Try again, or download the sheet as .xlsx.")


def web_page() -> GoogleFault:
    """Return the fault for a web page in place of the Sheets API's response."""
    return GoogleFault(
        "A web page came in place of Google's answer. If this network asks for signing in, do so in the browser, "
        "and try again; or download the sheet as .xlsx."
    )


def unusable_key_file() -> GoogleFault:
    """Return the fault for a file that is not a service account's key."""
    return GoogleFault(
        f"The file named in {SERVICE_ACCOUNT} is not a Google service account key. "
        "Download the key again as JSON and name that file."
    )


def key_not_accepted() -> GoogleFault:
    """Return the fault for a service account that cannot sign in."""
    return GoogleFault(
        f"Google did not accept the key file named in {SERVICE_ACCOUNT}. "
        "Check this computer's clock; if it is right, make a new key."
    )
