"""Lists of grants: the 360Giving standard, as a spreadsheet or JSON, and columns called grantor and grantee.

Each grant is a tie from funder to recipient, with the money awarded. Grants to individuals are not read. A grant that
is listed again under its identifier counts once, and amounts are of one currency (``grant_rows``).
"""

import re
from collections.abc import Sequence
from typing import Any

from ecosystem.collect.formats.grant_rows import in_one_currency, repeated_grants
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
_GRANT_IDS = ("identifier", "grantidentifier", "grantid", "id")
_CURRENCIES = ("currency", "currencycode", "amountcurrency", "awardcurrency", "grantcurrency")
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
    amount, date, currency, grant_id = (
        _of(headers, "", parts) for parts in (_AMOUNTS, _DATES, _CURRENCIES, _GRANT_IDS)
    )
    people = [header for squeezed, header in headers.items() if squeezed.startswith(_PERSON)]
    consumed = [header for (_, header), _ in ends] + [header for _, header in ends]
    consumed += [amount, date, currency, grant_id, *people]
    cells = [*ids, *names, *(texts(sheet, header) for header in (amount, currency, date))]
    kept, repeats = repeated_grants(sheet, texts(sheet, grant_id), list(zip(*cells, strict=True)))
    ours = ([each[place] for place in kept] for each in cells)
    source_ids, target_ids, sources, targets, amounts, currencies, dates = ours
    of_ties = [bool((a or b) and (c or d)) for a, b, c, d in zip(source_ids, sources, target_ids, targets, strict=True)]
    amounts = [each if of_tie else "" for each, of_tie in zip(amounts, of_ties, strict=True)]
    amounts, mixed = in_one_currency(sheet, amounts, currencies)
    made = {
        "source_id": source_ids,
        "source": sources,
        "target_id": target_ids,
        "target": targets,
        "relation": [RELATION] * len(kept),
        "directed": ["yes"] * len(kept),
        "date": dates,
        "amount": amounts,
    }
    said: dict[str, Any] = {
        "column": people[0] if len(people) == 1 else "",
        "count": len(people),
        "columns": ", ".join(people),
    }
    aside = [issue("about people, never read", "export", source=sheet.source, **said)] if people else []
    listed = _organizations(sheet, headers, names, ids, (funder[0], recipient[0]))
    ties = plain_sheet(sheet, "ties", made, consumed, positions=kept, issues=[*aside, *repeats, *mixed])
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
