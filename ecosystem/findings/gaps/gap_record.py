"""What a gap is: a kind, the question it answers, how to find it; and one finding of that kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ecosystem.findings.limits import TOO_LARGE
from ecosystem.findings.response.reporting_rules import confidence_lost
from ecosystem.findings.site_network import SiteNetwork

TIES, INVITED = "ties", "invited"
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
    needs: tuple[str, ...] = (TIES,)  # what must have been asked here: TIES, INVITED, or a column of organizations

    def findings(self, city: SiteNetwork) -> Iterable[Finding]:
        """Its findings; none where what it needs was not asked, or where the city is too large."""
        asked = all(was_asked(city, need) for need in self.needs)
        return self.function(city) if asked and self.too_large(city) is None else ()


def was_asked(city: SiteNetwork, need: str) -> bool:
    """Return whether the source can answer for ``need``: ties, who was invited, or a column of organizations."""
    if need == TIES:
        return city.ties_asked
    return city.invited_known if need == INVITED else city.was_asked(need)


def if_large(city: SiteNetwork) -> str | None:
    """The reason why a gap is not looked for in a large city; None in others."""
    return TOO_LARGE if city.large else None


def lowered(confidence: str, city: SiteNetwork) -> str:
    """Return ``confidence``, lower by as many steps as the response rate demands (`confidence_lost`)."""
    steps = confidence_lost(city.response_rate, survey=city.survey)
    return CONFIDENCE[min(CONFIDENCE.index(confidence) + steps, 2)]
