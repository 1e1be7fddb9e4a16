"""The kinds of changes: what each may hold, what is kept of its texts, and its words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from ecosystem.collect.by_hand import ATTRIBUTES_FILE, COLUMNS, INVITED_FILE, ORGANIZATIONS_FILE, TIES_FILE
from ecosystem.collect.formats import ENDINGS
from ecosystem.collect.google import is_sheet_address
from ecosystem.collect.redaction import redacted
from ecosystem.collect.sources import TEXT_ENDINGS, WORKBOOK_ENDINGS, as_kept
from ecosystem.collect.toml_text import TOML_ENDINGS
from ecosystem.errors import RequestError
from ecosystem.names.decisions import DecisionError, who_decides
from ecosystem.text import LIST_SEPARATOR, fold, tidy
from ecosystem.translation import gettext, gettext_noop

TITLE, CITY, PURPOSE, BOUNDARY, NAME_CAP, SOURCE, SETUP, STATE = (
    *("title", "city", "purpose", "boundary", "name cap", "source", "setup"),
    "state",  # archived, deleted; none while it is worked on
)
GOOGLE = "google"  # the address of the Google Sheet that the sources were fetched from
VIEW, ROUNDS, AUDIENCE, CONSENT = "view", "rounds", "audience", "consent wording"
DRAFT = "setup draft"  # a column setup as last chosen on the page Data, not imported yet
ARRIVED = "arrived"  # a file that waits for the decision whether it becomes a source
EXPORTED, PUBLISHED = "exported", "published"  # a hand-over box has left; a copy of the map or of its tables has
WITHDRAWN = "withdrawn"  # somebody's data were removed: how much, not whose
FADES_AFTER = "fades after"  # a number of months
ORGANIZATION, INVITED, ATTRIBUTE, TIE = "organization", "invited", "attribute", "tie"  # typed by hand
ARCHIVED, DELETED = "archived", "deleted"
TYPED = {ORGANIZATION: ORGANIZATIONS_FILE, INVITED: INVITED_FILE, ATTRIBUTE: ATTRIBUTES_FILE, TIE: TIES_FILE}
LONGEST_TITLE = 120  # letters
_READ = (*TEXT_ENDINGS, *WORKBOOK_ENDINGS, *ENDINGS, *TOML_ENDINGS)
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # marks that turn the text around them


@dataclass(frozen=True)
class ChangeKind:
    """What a change of one kind may hold, and what it says."""

    fits: Callable[[str, Any], bool]  # subject and value, which is not None
    said: str  # what was done, where there is a value
    cleared: str = gettext_noop("{kind}: {subject}")  # and where there is none any more
    describes: bool = True  # no number depends on it
    written: bool = False  # people write its texts freely: e-mail addresses and phone numbers are taken out


def _alone(*types: type) -> Callable[[str, Any], bool]:
    return lambda subject, value: not subject and type(value) in types


def _one_of(*values: str) -> Callable[[str, Any], bool]:
    return lambda subject, value: not subject and value in values


def _is_number(subject: str, value: Any) -> bool:
    return not subject and type(value) is int and value > 0


def _is_file(subject: str, value: Any) -> bool:
    """Return whether the subject is a name that intake gives a file, and the value what is kept of its content."""
    [(name, _)] = as_kept({subject: b""})
    if name != subject or PurePath(name).suffix.lower() not in _READ or not _has(value, hash=str, size=int):
        return False
    return re.fullmatch(r"[0-9a-f]{64}", value["hash"]) is not None


def _has(value: Any, **types: type) -> bool:
    """Return whether a value is a record of exactly these fields."""
    return isinstance(value, dict) and {name: type(each) for name, each in value.items()} == types


def _at_a_time(fits: Callable[[Any], bool]) -> Callable[[str, Any], bool]:
    """Return the check of what happened more than once: its subject is when."""

    def check(subject: str, value: Any) -> bool:
        try:
            datetime.fromisoformat(subject)
        except ValueError:
            return False
        return fits(value)

    return check


def _is_copy(value: Any) -> bool:
    return _has(value, what=str, audience=str, city=str) and names_nobody(value)


def _is_count(value: Any) -> bool:
    return isinstance(value, dict) and all(re.fullmatch("[a-z]+", name) for name in value) and _all(int, value.values())


def _is_view(subject: str, value: Any) -> bool:
    return bool(subject) and _has(value, page=str, chosen=dict) and _all(str, value["chosen"].values())


def _typed(file: str) -> Callable[[str, Any], bool]:
    """Return the check of what is typed by hand: the columns of its file, without e-mail addresses and phone numbers.

    The subject is made from the values, so that it says nothing else.
    """

    def check(subject: str, value: Any) -> bool:
        if not isinstance(value, dict) or not set(value) <= set(COLUMNS[file]) or not _all(str, value.values()):
            return False
        parts = [part for part in subject.split(LIST_SEPARATOR) if part not in map(fold, value.values())]
        return names_nobody([*value.values(), *parts])

    return check


def _all(kind: type, values: Iterable[Any]) -> bool:
    return all(type(value) is kind for value in values)


KINDS = {
    TITLE: ChangeKind(_alone(str), gettext_noop("Title: {value}"), written=True),
    CITY: ChangeKind(
        lambda subject, value: bool(subject) and value is True,
        gettext_noop("City added: {subject}"),
        gettext_noop("City removed: {subject}"),
        written=True,
    ),
    PURPOSE: ChangeKind(_alone(str), gettext_noop("Purpose: {value}"), written=True),
    BOUNDARY: ChangeKind(_alone(str), gettext_noop("Who counts as part of the map: {value}"), written=True),
    NAME_CAP: ChangeKind(_is_number, gettext_noop("Names that one person may give: {value}")),
    ROUNDS: ChangeKind(_alone(str), gettext_noop("Rounds and their dates: {value}"), written=True),
    AUDIENCE: ChangeKind(_alone(str), gettext_noop("Who will see the map: {value}"), written=True),
    CONSENT: ChangeKind(_alone(str), gettext_noop("Wording of consent: {value}"), written=True),
    VIEW: ChangeKind(
        _is_view, gettext_noop("View saved: {subject}"), gettext_noop("Saved view removed: {subject}"), written=True
    ),
    SOURCE: ChangeKind(
        _is_file, gettext_noop("File added: {subject}"), gettext_noop("File removed: {subject}"), describes=False
    ),
    ARRIVED: ChangeKind(
        _is_file,
        gettext_noop("File that waits for a decision: {subject}"),
        gettext_noop("File decided: {subject}"),
    ),
    SETUP: ChangeKind(
        _alone(str), gettext_noop("Column setup changed"), gettext_noop("Column setup removed"), describes=False
    ),
    DRAFT: ChangeKind(_alone(str), gettext_noop("Column setup chosen, not imported yet")),
    GOOGLE: ChangeKind(
        lambda subject, value: not subject and isinstance(value, str) and is_sheet_address(value),
        gettext_noop("Google Sheet: {value}"),
    ),
    EXPORTED: ChangeKind(_at_a_time(lambda value: _has(value, contacts=bool)), gettext_noop("Hand-over box written")),
    PUBLISHED: ChangeKind(_at_a_time(_is_copy), gettext_noop("Copy taken along: {what} for {audience}, {city}")),
    WITHDRAWN: ChangeKind(
        _at_a_time(_is_count), gettext_noop("Data of an organization or a person removed"), describes=False
    ),
    STATE: ChangeKind(
        _one_of(ARCHIVED, DELETED), gettext_noop("Project {value}"), gettext_noop("Project opened again")
    ),
    ORGANIZATION: ChangeKind(
        _typed(ORGANIZATIONS_FILE), gettext_noop("Organization typed in: {name}"), describes=False
    ),
    INVITED: ChangeKind(_typed(INVITED_FILE), gettext_noop("Invited, typed in: {name}"), describes=False),
    ATTRIBUTE: ChangeKind(
        _typed(ATTRIBUTES_FILE), gettext_noop("Typed in: {attribute} of {name} is {text}"), describes=False
    ),
    TIE: ChangeKind(
        _typed(TIES_FILE), gettext_noop("Tie typed in: {source} and {target}, {relation}"), describes=False
    ),
    FADES_AFTER: ChangeKind(
        _is_number,
        gettext_noop("Months after which answers fade: {value}"),
        gettext_noop("Answers fade after the usual time"),
        describes=False,
    ),
}
DESCRIBING = frozenset(name for name, kind in KINDS.items() if kind.describes)


def fits(kind: str, subject: str, value: Any) -> bool:
    """Return whether a change is as this version writes it: of a kind that it has, and holding what the kind may."""
    known = KINDS.get(kind)
    if known is None or (known.written and not names_nobody([subject, value])):
        return False
    return names_nobody(subject) if value is None else known.fits(subject, value)


def names_nobody(value: Any) -> bool:
    """Return whether no text in a value of JSON holds an e-mail address or phone number."""
    return bool(_redacted(value) == value)


def kept(kind: str, subject: str, value: Any) -> tuple[str, Any]:
    """Return the subject and value of a change as they are kept: without e-mail addresses and phone numbers.

    Hashes, addresses of Google Sheets, column setups and what is typed by hand, where they are refused, stay as they
    are.
    """
    known = KINDS.get(kind)
    if known is None or not known.written:
        return subject, value
    return _redacted(tidied(subject)), _redacted(tidied(value) if kind == TITLE and isinstance(value, str) else value)


def tidied(text: str) -> str:
    """Return a text in one line, without control characters and marks that turn the text around them.

    >>> tidied("River\\n\\u202eCity ")
    'River City'
    """
    return tidy(_DIRECTIONS.sub("", text))


def shortened(title: str) -> str:
    """Return the beginning of a title that is longer than titles are."""
    return title[:LONGEST_TITLE].rstrip()


def check_title(title: str) -> None:
    """Raise RequestError where a title is longer than titles are."""
    if len(title) > LONGEST_TITLE:
        said = gettext("A title has at most {most} letters, not {count:,}. Say the rest in the purpose of the project.")
        raise RequestError(said.format(most=LONGEST_TITLE, count=len(title)))


def initials(text: str) -> str:
    """Return initials, or a short name, as they are kept; "" for what is neither."""
    try:
        name = who_decides(text)
    except DecisionError:
        return ""
    return name if names_nobody(name) else ""


def _redacted(value: Any) -> Any:
    if isinstance(value, str):
        return redacted(value).text
    if isinstance(value, list):
        return [_redacted(each) for each in value]
    if isinstance(value, dict):
        return {redacted(name).text: _redacted(each) for name, each in value.items()}
    return value
