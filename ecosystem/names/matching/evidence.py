"""Evidence other than names that two rows mean one organization: website, e-mail, address, earlier names."""

import re
from collections import Counter
from collections.abc import Sequence
from math import cos, hypot, radians
from typing import NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from ecosystem.names.matching.weights import Reason
from ecosystem.text import fold
from ecosystem.translation import gettext

CROWDED = 3  # a website or domain shared by more organizations is no evidence, such as that of a city's departments
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
    latitude: float
    longitude: float
    earlier: frozenset[str]
    named_by: frozenset[str]


def facts(rows: pd.DataFrame) -> list[Facts]:
    """Return the known attributes of each row; missing columns count as empty."""

    def texts(column: str) -> list[str]:
        if column not in rows:
            return [""] * len(rows)
        return ["" if value is None or pd.isna(value) else str(value) for value in rows[column]]

    def numbers(column: str) -> list[float]:
        return [float(value) for value in pd.to_numeric(pd.Series(texts(column)), errors="coerce")]

    return [
        Facts(
            website(site),
            domain(mail),
            fold(address),
            latitude,
            longitude,
            frozenset(filter(None, map(fold, re.split(r"[|;\n]", earlier)))),
            frozenset(filter(None, named_by.split("|"))),
        )
        for site, mail, address, latitude, longitude, earlier, named_by in zip(
            texts("website"),
            texts("email_domain"),
            texts("address"),
            numbers("latitude"),
            numbers("longitude"),
            texts("earlier_names"),
            texts("named_by"),
            strict=True,
        )
    ]


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

    def __init__(self, known: Sequence[Facts], owners: Sequence[str], folded: Sequence[str]) -> None:
        self.known, self.owners, self.folded = known, owners, folded
        used = {("w", fact.website, owner) for fact, owner in zip(known, owners, strict=True) if fact.website}
        used |= {
            ("m", fact.email_domain, owner) for fact, owner in zip(known, owners, strict=True) if fact.email_domain
        }
        used |= {("a", fact.address, owner) for fact, owner in zip(known, owners, strict=True) if fact.address}
        self._users = Counter((what, value) for what, value, _ in used)

    def keys(self) -> list[tuple[object, int]]:
        """Return (key, position) of attributes that make pairs worth comparing."""
        found: list[tuple[object, int]] = []
        for position, (fact, folded) in enumerate(zip(self.known, self.folded, strict=True)):
            for what, value in (("w", fact.website), ("m", fact.email_domain)):
                if value and self._users[what, value] <= CROWDED:
                    found.append(((what, value), position))
            found += [(("name", earlier), position) for earlier in fact.earlier]
            found.append((("name", folded), position))
        return found

    def of(self, one: int, other: int) -> list[Reason]:
        """Return the evidence for the two rows at these positions."""
        a, b = self.known[one], self.known[other]
        reasons = []
        earlier = (a.earlier & ({self.folded[other]} | b.earlier)) | (b.earlier & {self.folded[one]})
        if earlier:
            reasons.append(Reason("earlier name", gettext("Earlier name: “{name}”").format(name=min(earlier))))
        if a.website and a.website == b.website and self._users["w", a.website] <= CROWDED:
            reasons.append(Reason("website", gettext("Same website: {website}").format(website=a.website)))
        if a.email_domain and a.email_domain == b.email_domain and self._users["m", a.email_domain] <= CROWDED:
            reasons.append(Reason("email", gettext("Same e-mail domain: {domain}").format(domain=a.email_domain)))
        if a.address and a.address == b.address and self._users["a", a.address] <= CROWDED:
            reasons.append(Reason("address", gettext("Same address")))
        elif metres(a, b) <= NEAR:
            reasons.append(Reason("coordinates", gettext("Same place on the map")))
        both = a.named_by & b.named_by
        if len(both) > 1 and 2 * len(both) >= len(a.named_by | b.named_by):
            reasons.append(
                Reason("named by", gettext("Named by the same {count:,} organizations").format(count=len(both)))
            )
        return reasons


def metres(a: Facts, b: Facts) -> float:
    """Return the distance in meters between the two, on a plane; NaN where a location is unknown."""
    north = a.latitude - b.latitude
    east = (a.longitude - b.longitude) * cos(radians(a.latitude)) if abs(a.latitude) <= 90 else float("nan")
    return 111_195 * hypot(north, east)
