"""Rows of a list of grants that would add up wrongly: one grant listed twice, and amounts in several currencies."""

import re
from collections import Counter
from collections.abc import Sequence

from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet

_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD", "US$": "USD"}
_IN_AMOUNT = re.compile(r"[A-Z]{3}(?![A-Za-z])|(?:[A-Z]{1,3})?\$|[£€¥₹]")


def repeated_grants(
    sheet: Sheet, identifiers: Sequence[str], grants: Sequence[tuple[str, ...]]
) -> tuple[list[int], list[Issue]]:
    """Return the positions of the rows that count, and the issues about rows with the identifier of an earlier one.

    ``grants`` holds what is read of each row. A row that says the same as an earlier one of its identifier does not
    count; one that says something else does, with a doubt.
    """
    rows = sheet.frame.index.tolist()
    earlier: dict[str, dict[tuple[str, ...], int]] = {}
    kept, issues = [], []
    for place, (identifier, grant) in enumerate(zip(identifiers, grants, strict=True)):
        said = earlier.setdefault(identifier, {}) if identifier else {}
        if grant in said:
            row, first = rows[place], rows[said[grant]]
            issues.append(issue("grant listed again", source=sheet.source, row=row, first=first))
            continue
        if said:
            row, first = rows[place], rows[next(iter(said.values()))]
            issues.append(issue("grants with one identifier", source=sheet.source, row=row, first=first))
        said[grant] = place
        kept.append(place)
    return kept, issues


def in_one_currency(sheet: Sheet, amounts: Sequence[str], currencies: Sequence[str]) -> tuple[list[str], list[Issue]]:
    """Return the amounts in the commonest currency, empty texts for the others, and a doubt if there are others."""
    used = [_currency(*each) if each[0] else "" for each in zip(amounts, currencies, strict=True)]
    times = Counter(currency for currency in used if currency)
    if len(times) < 2:
        return list(amounts), []
    (kept, _), *_ = times.most_common(1)  # of several as common, the first in the list
    left = [amount if currency == kept else "" for amount, currency in zip(amounts, used, strict=True)]
    emptied = sum(map(bool, amounts)) - sum(map(bool, left))
    others = ", ".join(currency for currency, _ in times.most_common() if currency != kept)
    doubt = issue("several currencies", source=sheet.source, count=emptied, kept=kept, others=others)
    return left, [doubt]


def _currency(amount: str, currency: str) -> str:
    """Return the currency of an amount: from its column, else from the amount itself; "" if neither says it.

    >>> _currency("500", "gbp"), _currency("€ 500", ""), _currency("CAD 500", ""), _currency("500", "")
    ('GBP', 'EUR', 'CAD', '')
    """
    found = _IN_AMOUNT.search(amount)
    written = currency.upper() or (found[0] if found else "")
    return _SIGNS.get(written, written)
