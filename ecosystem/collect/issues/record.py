"""One reason for an issue: its code, what it means, and the sentences that report it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ecosystem.translation import gettext_noop

DOUBT, SET_ASIDE = "doubt", "set aside"  # kinds, as in the column ``kind`` of the table ``issues``
NOTHING_TO_DO = gettext_noop("Nothing to do.")


class Wording(NamedTuple):
    """The sentences of one situation in which a reason applies: templates with named fields."""

    message: str
    action: str = ""
    plural: str = ""  # of the message, chosen by the field ``count``
    kind: str = ""  # where it differs from the default of the reason


def plural_wording(message: tuple[str, str], action: str = "") -> Wording:
    """Return a wording whose message has a plural, marked with ``ngettext_noop``."""
    return Wording(message[0], action, message[1])


@dataclass(frozen=True)
class IssueReason:
    """Reason why a row, cell, column or sheet is not used or needs a look; its code is part of the file format."""

    code: str
    kind: str
    meaning: str
    wordings: Mapping[str, Wording]


def reason(code: str, kind: str, meaning: str, usual: Wording | None = None, **others: Wording) -> IssueReason:
    """Return the record of a reason: its ``usual`` wording, and ``others`` by situation."""
    return IssueReason(code, kind, meaning, ({"": usual} if usual else {}) | others)
