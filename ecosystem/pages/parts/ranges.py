"""Likely ranges of a city, calculated once for all viewers."""

from collections.abc import Callable

from streamlit.delta_generator import DeltaGenerator

from ecosystem.findings.measures.intervals import Intervals, intervals
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.network.imputation import Missing
from ecosystem.pages.parts.background import BackgroundTask, run_once

DRAWS, DRAWS_IF_NOT_ALIKE = 200, 100  # docs/methods.md, section 4.1: fifty or more


def ranges_of(city: SiteNetwork, missing: Missing = "alike") -> BackgroundTask[Intervals]:
    """Return the task that calculates the ranges of this city; ``missing`` says what those missing are taken to be."""
    draws = DRAWS if missing == "alike" else DRAWS_IF_NOT_ALIKE
    view = (city.site, city.relation, city.rule, city.wave, tuple(city.members.index))
    key = (city.ecosystem.fingerprint, *view, missing, draws)
    return run_once(key, lambda tell: intervals(city, draws=draws, missing=missing, progress=tell))


def waited_for(work: BackgroundTask[Intervals], where: DeltaGenerator, text: str) -> Intervals:
    """Return the result; until it is there, draw a progress bar in ``where`` and let clicks through."""
    if not work.done:
        while not work.wait(0.2):
            where.progress(work.share, text)
        where.empty()
    return work.result()


def drawn_with(
    work: BackgroundTask[Intervals], where: DeltaGenerator, text: str, draw: Callable[[Intervals | None], None]
) -> Intervals:
    """Draw without the ranges while they are calculated, and again with them; return them."""
    if not work.done:
        draw(None)
    found = waited_for(work, where, text)
    draw(found)
    return found
