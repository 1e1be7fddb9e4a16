"""What a gap is: a kind, the question it answers, how to find it; and one finding of that kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ecosystem.findings.limits import TOO_LARGE
from ecosystem.findings.response.reporting_rules import confidence_lost
from ecosystem.findings.site_network import SiteNetwork

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
    function: Callable[[SiteNetwork], Iterable[Finding]]
    too_large: Callable[[SiteNetwork], str | None] = lambda city: None  # why it is not looked for in this city

    def findings(self, city: SiteNetwork) -> Iterable[Finding]:
        """Its findings; none where the city is too large."""
        return self.function(city) if self.too_large(city) is None else ()


def if_large(city: SiteNetwork) -> str | None:
    """The reason why a gap is not looked for in a large city; None in others."""
    return TOO_LARGE if city.large else None


def lowered(confidence: str, city: SiteNetwork) -> str:
    """Return ``confidence``, lower by as many steps as the response rate demands (`confidence_lost`)."""
    steps = confidence_lost(city.response_rate)
    return CONFIDENCE[min(CONFIDENCE.index(confidence) + steps, 2)]
