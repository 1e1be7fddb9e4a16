"""Order of day and month in a column of dates: determined from the values or left open, never assumed."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

Order = Literal["day first", "month first", "ISO", "unclear"]
_YEAR_FIRST = re.compile(r"\d{4}[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})(?!\d)")


class DateOrder(NamedTuple):
    """An order, and the reason for it as a sentence."""

    order: Order
    reason: str


def date_order(values: Iterable[str]) -> DateOrder:
    """Return the order of day and month in a column of texts, ignoring cells that do not begin with a numeric date.

    A number above 12 can only be a day. Without one, or if two cells conflict, the order is unclear.

    >>> date_order(["3/1/2026 9:30", "3/14/2026 10:00"])
    DateOrder(order='month first', reason='"3/14/2026 10:00" has a day above 12 in second place.')
    >>> date_order(["3/1/2026", "4/5/2026"]).order
    'unclear'
    """
    iso, first, second, open_ = "", "", "", ""
    for value in map(str.strip, values):
        if found := _YEAR_FIRST.match(value):
            if int(found[1]) > 12:
                return DateOrder("unclear", f'"{value}" begins with the year, but its second number is no month.')
            iso = iso or value
        elif found := _YEAR_LAST.match(value):
            one, two = int(found[1]), int(found[2])
            if one > 12 >= two:
                first = first or value
            elif two > 12 >= one:
                second = second or value
            elif one <= 12:
                open_ = open_ or value
    return _judged(iso, first, second, open_)


def _judged(iso: str, first: str, second: str, open_: str) -> DateOrder:
    """Return the order from one example of each kind, "" for a kind without example."""
    other = first or second or open_
    if iso and other:
        return DateOrder("unclear", f'"{iso}" begins with the year and "{other}" does not.')
    if first and second:
        return DateOrder("unclear", f'"{first}" has the day in first place and "{second}" in second.')
    if iso:
        return DateOrder("ISO", f'"{iso}" and all others begin with the year.')
    if first or second:
        place = "first" if first else "second"
        return DateOrder("day first" if first else "month first", f'"{other}" has a day above 12 in {place} place.')
    if open_:
        return DateOrder("unclear", f'no day is above 12, so "{open_}" can be read both ways.')
    return DateOrder("unclear", "no cell begins with a date written in digits.")
