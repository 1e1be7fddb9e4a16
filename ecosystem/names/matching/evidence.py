"""Evidence other than names for and against two rows meaning one organization.

For: website, e-mail, address, earlier names. Against: another website, house number, level of government, parent.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import cos, hypot, radians
from typing import NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from ecosystem.names.matching.addresses import Address, address_parts, one_address, two_numbers
from ecosystem.names.matching.weights import Reason
from ecosystem.text import fold
from ecosystem.translation import gettext

CROWDED = 3  # a website or domain shared by more names is no evidence, such as that of a city's departments
NEAR = 60.0  # meters: one building
FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "yahoo.com",
        "hotmail.com",
        "outlook.com",
        "aol.com",
        "icloud.com",
        "protonmail.com",
        "proton.me",
        "live.com",
        "msn.com",
        "comcast.net",
    ]
)
SHARED_HOSTS = frozenset(
    [
        "facebook.com",
        "twitter.com",
        "x.com",
        "instagram.com",
        "linkedin.com",
        "meetup.com",
        "github.com",
        "github.io",
        "linktr.ee",
        "youtube.com",
        "sites.google.com",
        "docs.google.com",
        "wordpress.com",
        "medium.com",
        "eventbrite.com",
        "nationbuilder.com",
    ]
)


class Facts(NamedTuple):
    """Known attributes of one spelling other than the name; empty where unknown."""

    website: str
    email_domain: str
    address: str
    place: Address
    level: str
    parent: str
    latitude: float
    longitude: float
    earlier: frozenset[str]
    named_by: frozenset[str]


NOTHING_KNOWN = Facts(
    "", "", "", Address("", frozenset(), frozenset()), "", "", float("nan"), float("nan"), frozenset(), frozenset()
)


def facts(rows: pd.DataFrame) -> list[Facts]:
    """Return the known attributes of each row; missing columns count as empty."""

    def texts(column: str) -> list[str]:
        if column not in rows:
            return [""] * len(rows)
        return ["" if value is None or pd.isna(value) else str(value) for value in rows[column]]

    def numbers(column: str) -> list[float]:
        return [float(value) for value in pd.to_numeric(pd.Series(texts(column)), errors="coerce")]

    made = (
        Facts(
            website(site),
            domain(mail),
            fold(address),
            address_parts(address),
            level_of(level) or level_of(sector),
            fold(parent),
            latitude,
            longitude,
            frozenset(filter(None, map(fold, re.split(r"[|;\n]", earlier)))),
            frozenset(filter(None, named_by.split("|"))),
        )
        for site, mail, address, level, sector, parent, latitude, longitude, earlier, named_by in zip(
            texts("website"),
            texts("email_domain"),
            texts("address"),
            texts("level"),
            texts("sector"),
            texts("part_of"),
            numbers("latitude"),
            numbers("longitude"),
            texts("earlier_names"),
            texts("named_by"),
            strict=True,
        )
    )
    return [_or_nothing(fact) for fact in made]


def _or_nothing(fact: Facts) -> Facts:
    """Return ``NOTHING_KNOWN`` for facts that are all empty, so that most pairs need no comparison."""
    known = any(bool(value) and not pd.isna(value) for value in fact if isinstance(value, str | float))
    return fact if known or fact.earlier or fact.named_by else NOTHING_KNOWN


_LEVELS = {
    word: level
    for level, words in {
        "city": "city municipal municipality town village local",
        "county": "county parish borough",
        "state": "state province provincial regional",
        "federal": "federal national",
    }.items()
    for word in words.split()
}
_OF_GOVERNMENT = frozenset(["government", "governments", "gov", "agency", "agencies", "public", "level"])


def level_of(text: str) -> str:
    """Return the level of government that a level or a sector states; empty if it states none, or several.

    >>> level_of("City"), level_of("County government"), level_of("Local business"), level_of("City or county")
    ('city', 'county', '', '')
    """
    words = set(fold(text).split()) - _OF_GOVERNMENT
    return _LEVELS.get(words.pop(), "") if len(words) == 1 else ""


def host_of(address: str) -> str:
    """Return the host of a website as ``website`` gives it; empty for a hosting platform."""
    host = address.partition("/")[0]
    return "" if host in SHARED_HOSTS else host


def _one_host(one: str, other: str) -> bool:
    """Return whether one host is the other, or a part of it: parks.harbor.gov and harbor.gov."""
    return f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}")


def website(address: str) -> str:
    """Return host and path of ``address``; empty if it is not a website, or is the front page of a hosting platform.

    >>> website("https://www.Example.org/"), website("facebook.com"), website("facebook.com/tree.friends")
    ('example.org', '', 'facebook.com/tree.friends')
    """
    text = address.strip().lower()
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # "http://[": not an address
        return ""
    path = parts.path.rstrip("/")
    if "." not in host or " " in host or (host in SHARED_HOSTS and not path):
        return ""
    return host + path


def domain(mail: str) -> str:
    """Return the domain of an e-mail address, or the domain itself; empty for providers open to anyone."""
    found = mail.strip().lower().rpartition("@")[2].removeprefix("www.")
    return found if "." in found and " " not in found and found not in FREE_MAIL else ""


class Evidence:
    """Evidence for pairs of one list, apart from their names."""

    def __init__(self, known: Sequence[Facts], folded: Sequence[str]) -> None:
        self.known, self.folded = known, folded
        used = {
            (what, value, name)
            for fact, name in zip(known, folded, strict=True)
            for what, value in (("w", fact.website), ("m", fact.email_domain), ("a", fact.address))
            if value
        }
        self._users = Counter((what, value) for what, value, _ in used)

    def keys(self, positions: Iterable[int]) -> list[tuple[object, int]]:
        """Return (key, position) of attributes that make pairs worth comparing."""
        found: list[tuple[object, int]] = []
        for position in positions:
            fact, folded = self.known[position], self.folded[position]
            for what, value in (("w", fact.website), ("m", fact.email_domain), ("a", fact.address)):
                if value and self._users[what, value] <= CROWDED:
                    found.append(((what, value), position))
            found += [(("name", earlier), position) for earlier in fact.earlier]
            found.append((("name", folded), position))
        return found

    def of(self, one: int, other: int) -> list[Reason]:
        """Return the evidence for and against the two rows at these positions."""
        a, b = self.known[one], self.known[other]
        if (a is NOTHING_KNOWN or b is NOTHING_KNOWN) and not (a.earlier or b.earlier):
            return []
        reasons = []
        earlier = (a.earlier & ({self.folded[other]} | b.earlier)) | (b.earlier & {self.folded[one]})
        if earlier:
            reasons.append(Reason("earlier name", gettext("Earlier name: “{name}”").format(name=min(earlier))))
        if a.website and a.website == b.website and self._users["w", a.website] <= CROWDED:
            reasons.append(Reason("website", gettext("Same website: {website}").format(website=a.website)))
        if a.email_domain and a.email_domain == b.email_domain and self._users["m", a.email_domain] <= CROWDED:
            reasons.append(Reason("email", gettext("Same e-mail domain: {domain}").format(domain=a.email_domain)))
        if one_address(a.place, b.place) or (a.address and a.address == b.address):
            reasons.append(Reason("address", gettext("Same address")))
        elif metres(a, b) <= NEAR:
            reasons.append(Reason("coordinates", gettext("Same place on the map")))
        both = a.named_by & b.named_by
        if len(both) > 1 and 2 * len(both) >= len(a.named_by | b.named_by):
            reasons.append(
                Reason("named by", gettext("Named by the same {count:,} organizations").format(count=len(both)))
            )
        return [*reasons, *self.against(one, other)]

    def against(self, one: int, other: int) -> list[Reason]:
        """Return the evidence that the two are not one organization."""
        a, b = self.known[one], self.known[other]
        reasons = []
        hosts = host_of(a.website), host_of(b.website)
        if all(hosts) and not _one_host(*hosts):
            reasons.append(_two("another website", gettext("Different websites: {one} and {other}"), *hosts))
        if two_numbers(a.place, b.place):
            numbers = a.place.number, b.place.number
            reasons.append(_two("another house", gettext("Different house numbers: {one} and {other}"), *numbers))
        if a.level and b.level and a.level != b.level:
            text = gettext("Different levels of government: {one} and {other}")
            reasons.append(_two("another level", text, a.level, b.level))
        if a.parent and b.parent and a.parent != b.parent:
            reasons.append(Reason("another parent", gettext("Parts of different organizations")))
        return reasons


def _two(feature: str, template: str, one: str, other: str) -> Reason:
    return Reason(feature, template, one=one, other=other)


def metres(a: Facts, b: Facts) -> float:
    """Return the distance in meters between the two, on a plane; NaN where a location is unknown."""
    north = a.latitude - b.latitude
    east = (a.longitude - b.longitude) * cos(radians(a.latitude)) if abs(a.latitude) <= 90 else float("nan")
    return 111_195 * hypot(north, east)
