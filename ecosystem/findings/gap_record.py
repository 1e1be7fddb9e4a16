"""What a gap is: a kind, the question it answers, how to find it; and one finding of that kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ecosystem.findings.city import City
from ecosystem.findings.limits import TOO_LARGE

CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True)
class Finding:
    """One gap: whom it concerns (ids), what is missing, on what evidence, how sure, what to do."""

    organizations: tuple[str, ...]
    statement: str
    evidence: str
    confidence: str
    action: str
    key: tuple[str, ...]  # tells it from the others of its kind and city: ids, a need, a sector, a relation


@dataclass(frozen=True)
class Gap:
    """One kind of gap. ``function(city)`` gives its findings, the weightiest first."""

    id: str
    label: str
    question: str
    cannot_say: str
    function: Callable[[City], Iterable[Finding]]
    too_large: Callable[[City], str | None] = lambda city: None  # why it is not looked for in this city

    def findings(self, city: City) -> Iterable[Finding]:
        """Its findings; none where the city is too large."""
        return self.function(city) if self.too_large(city) is None else ()


def if_large(city: City) -> str | None:
    """The reason why a gap is not looked for in a large city; None in others."""
    return TOO_LARGE if city.large else None


def lowered(confidence: str, city: City) -> str:
    """``confidence`` one step lower where under 70 % of those invited have answered, two where under 50 %.

    The thresholds are the gates of the method (METHODS 1.3): below 70 % what nobody reported may still exist.
    """
    rate = city.response_rate
    steps = 0 if rate is None or rate >= 0.7 else 1 if rate >= 0.5 else 2
    return CONFIDENCE[min(CONFIDENCE.index(confidence) + steps, 2)]


def joined(names: Iterable[str], most: int = 5) -> str:
    """Names as a sentence lists them: the first few, then how many more.

    >>> joined(["A", "B", "C"]), joined("ABCDEFG")
    ('A, B and C', 'A, B, C, D, E and 2 more')
    """
    names = list(names)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else "")))


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "tie"), counted(2, "tie"), counted(2, "city", "cities")
    ('1 tie', '2 ties', '2 cities')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
