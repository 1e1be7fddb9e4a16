"""Lists of grants: the 360Giving standard, as a spreadsheet or JSON, and columns called grantor and grantee.

Each grant is a tie from funder to recipient, with the money awarded. Grants to individuals are not read.
"""

import re
from collections.abc import Sequence
from typing import Any

from ecosystem.collect.formats.shape import Translation, plain_sheet, texts
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Sheet
from ecosystem.text import fold

RELATION = "funds"  # of our vocabulary
_FUNDER = (
    *("fundingorg", "fundingorganization", "fundingorganisation", "fundingagency", "funder", "grantor", "grantmaker"),
    *("grantmakingorganization", "grantmakingorganisation", "awardingorganization", "awardingagency"),
)
_RECIPIENT = (
    *("recipientorg", "recipientorganization", "recipientorganisation", "recipient", "grantee", "grantrecipient"),
    *("granteeorganization", "granteeorganisation", "awardee"),
)
_IDS = ("identifier", "id")
_AMOUNTS = ("amountawarded", "grantamount", "awardamount", "amount", "amountdisbursed", "totalamount")
_DATES = ("awarddate", "grantdate", "date", "dateawarded", "fiscalyear", "grantyear", "year")
_PLACE = {  # our column -> the part of a header after the organization
    "site": ("city",),
    "address": ("streetaddress", "address"),
    "area": ("state", "county"),
    "country": ("country",),
    "website": ("webaddress", "website", "url"),
}
_PERSON = ("recipientind", "recipientindividual")


def grants(sheets: Sequence[Sheet]) -> Translation | None:
    """Return the first list of grants as organizations and ties."""
    for sheet in sheets:
        headers = {_squeezed(header): header for header in reversed(list(sheet.frame.columns))}
        funder, recipient = _named(headers, _FUNDER), _named(headers, _RECIPIENT)
        if funder and recipient:
            return _translation(sheet, headers, funder, recipient)
    return None


def _squeezed(header: str) -> str:
    """Return a header without its separators and the places of JSON: "recipientOrganization/0/name"."""
    return re.sub(r"[^a-z]", "", fold(header))


def _named(headers: dict[str, str], words: Sequence[str]) -> tuple[str, str] | None:
    """Return the word and the header that hold the name of an organization."""
    candidates = ((word, f"{word}{end}") for end in ("name", "") for word in words)
    return next(((word, headers[name]) for word, name in candidates if name in headers), None)


def _of(headers: dict[str, str], word: str, parts: Sequence[str]) -> str | None:
    return next((headers[f"{word}{part}"] for part in parts if f"{word}{part}" in headers), None)


def _translation(
    sheet: Sheet, headers: dict[str, str], funder: tuple[str, str], recipient: tuple[str, str]
) -> Translation:
    ends = [(funder, _of(headers, funder[0], _IDS)), (recipient, _of(headers, recipient[0], _IDS))]
    names = [texts(sheet, end[1]) for end, _ in ends]
    ids = [texts(sheet, header) for _, header in ends]
    amount, date = (_of(headers, "", parts) for parts in (_AMOUNTS, _DATES))
    people = [header for squeezed, header in headers.items() if squeezed.startswith(_PERSON)]
    consumed = [header for (_, header), _ in ends] + [header for _, header in ends] + [amount, date, *people]
    made = {
        "source_id": ids[0],
        "source": names[0],
        "target_id": ids[1],
        "target": names[1],
        "relation": [RELATION] * len(sheet.frame),
        "directed": ["yes"] * len(sheet.frame),
        "date": texts(sheet, date),
        "amount": texts(sheet, amount),
    }
    said: dict[str, Any] = {
        "column": people[0] if len(people) == 1 else "",
        "count": len(people),
        "columns": ", ".join(people),
    }
    aside = [issue("about people, never read", "export", source=sheet.source, **said)] if people else []
    listed = _organizations(sheet, headers, names, ids, (funder[0], recipient[0]))
    ties = plain_sheet(sheet, "ties", made, consumed, issues=aside)
    return Translation("a list of grants", (*listed, ties), (sheet.source,))


def _organizations(
    sheet: Sheet, headers: dict[str, str], names: list[list[str]], ids: list[list[str]], words: tuple[str, str]
) -> list[Sheet]:
    """Return one row for each organization, of its first grant; no sheet if grants tell nothing but names."""
    places = [{ours: _of(headers, word, parts) for ours, parts in _PLACE.items()} for word in words]
    if not any(map(any, ids)) and not any(header for place in places for header in place.values()):
        return []
    first: dict[str, tuple[int, int]] = {}
    for end in (0, 1):
        for row, (name, node) in enumerate(zip(names[end], ids[end], strict=True)):
            if name or node:
                first.setdefault(node or fold(name), (row, end))
    found = list(first.values())
    cells = [{ours: texts(sheet, header) for ours, header in place.items()} for place in places]
    made = {
        "organization_id": [ids[end][row] for row, end in found],
        "name": [names[end][row] or ids[end][row] for row, end in found],
        **{ours: [cells[end][ours][row] for row, end in found] for ours in _PLACE},
    }
    bare = Sheet(sheet.origin, sheet.name, sheet.frame)
    return [plain_sheet(bare, "organizations", made, list(sheet.frame.columns), positions=[row for row, _ in found])]
