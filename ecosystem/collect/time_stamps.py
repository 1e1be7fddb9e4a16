"""Parser of survey tools' time stamps: day and time, where the order of day and month is known.

It reads the stamps of Google Forms in any locale, Microsoft Forms, SurveyMonkey, Qualtrics, KoboToolbox and ODK (ISO
8601 with a zone), LimeSurvey, and the serial numbers of Excel. The order of day and month is that of the whole column
(``collect.forms.dates``).
"""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from ecosystem.collect.forms.dates import Order

_DATE = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?!\d)[,T]?\s*(.*)", re.DOTALL)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?\s?m\.?)?\s*"
    r"(?P<zone>Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|[A-Z]{2,5})?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2})(?::?(\d{2}))?$")
_SERIAL = re.compile(r"([2-7]\d{4})([.,]\d+)?")  # 1954 to 2119
_EXCEL_EPOCH = datetime(1899, 12, 30)
_CENTURY = 2000  # of years written with two digits


class TimeStamp(NamedTuple):
    """Time stamp in local time; ``time`` is None if the text after the day cannot be read."""

    day: date
    time: time | None
    offset: timedelta | None = None  # offset of its zone from UTC, if the stamp has one

    @property
    def clock(self) -> datetime | None:
        """Return day and time as written, whatever the zone; None without a readable time."""
        return None if self.time is None else datetime.combine(self.day, self.time)


def read_stamp(text: str, order: Order) -> TimeStamp | None:
    """Return the day and time of a time stamp; None if there is none, or if day and month are ambiguous.

    >>> read_stamp("3/14/2026 9:30:00 PM", "month first").clock
    datetime.datetime(2026, 3, 14, 21, 30)
    >>> read_stamp("3/4/2026 9:05:00", "unclear") is None
    True
    """
    plain = text.strip()
    if _SERIAL.fullmatch(plain):
        moment = _EXCEL_EPOCH + timedelta(seconds=round(float(plain.replace(",", ".")) * 86_400))
        return TimeStamp(moment.date(), moment.time())
    found = _DATE.fullmatch(plain)
    day = _day(found[1], found[2], found[3], order) if found else None
    if found is None or day is None:
        return None
    clock, offset = _time(found[4])
    return TimeStamp(day, clock, offset)


def is_serial(text: str) -> bool:
    """Return whether a text is a day and time as an Excel serial number."""
    return _SERIAL.fullmatch(text.strip()) is not None


def last_of(stamps: list[tuple[str, Order]]) -> int | None:
    """Return the position of the latest stamp, each given with the order of its column; None if undetermined.

    If the order of a column is unclear, both orders are tried, as they may agree on the latest stamp. Zones are used
    if every stamp has one; of equal stamps the last is the latest.
    """
    guesses: tuple[Order, ...] = ("month first", "day first")
    latest = set()
    for guess in guesses if any(order == "unclear" for _, order in stamps) else guesses[:1]:
        read = [read_stamp(text, guess if order == "unclear" else order) for text, order in stamps]
        clocks = [stamp.clock if stamp else None for stamp in read]
        offsets = [stamp.offset if stamp else None for stamp in read]
        known = [clock for clock in clocks if clock is not None]
        if len(known) < len(stamps):
            return None
        if None not in offsets:
            known = [clock - (offset or timedelta(0)) for clock, offset in zip(known, offsets, strict=True)]
        latest.add(max(range(len(known)), key=lambda place: (known[place], place)))
    return latest.pop() if len(latest) == 1 else None


def _day(one: str, two: str, three: str, order: Order) -> date | None:
    """Return the day from three numbers; a year in first place determines the order."""
    first, second, third = int(one), int(two), int(three)
    if len(one) == 4:
        year, month, day = first, second, third
    elif order in ("unclear", "ISO"):
        return None
    else:
        month, day = (first, second) if order == "month first" else (second, first)
        year = third + _CENTURY * (third < 100)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(text: str) -> tuple[time | None, timedelta | None]:
    """Return time of day and zone; midnight if no time is written."""
    if not text:
        return time(0), None
    found = _CLOCK.fullmatch(text.strip().replace("\u202f", " ").replace("\u00a0", " "))
    if found is None:
        return None, None
    hour = int(found["hour"])
    if half := found["half"]:
        hour = hour % 12 + 12 * (half[0] in "pP")
    zone = found["zone"] or ""
    offset = _OFFSET.search(zone)
    try:
        clock = time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None, None
    if offset:
        hours = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return clock, -hours if offset[1] == "-" else hours
    return clock, timedelta(0) if zone.upper() in ("Z", "UTC", "GMT") else None
