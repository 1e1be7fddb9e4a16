"""What is left out of a map for its size, a line each: nothing is left out without one."""

from collections.abc import Iterable, Iterator

from ecosystem.findings import limits
from ecosystem.findings.gaps.gap_record import if_large
from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.findings.limits import TOO_LARGE
from ecosystem.findings.measures.intervals import without_ranges
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import counted, joined


def left_out(ecosystem: Ecosystem, site: str | None = None) -> list[str]:
    """A sentence for each thing that findings of the site, or of all, leave out; none for a map of small cities."""
    cities = cities_now(ecosystem, site)
    return [*_of_large(cities), *_of_sectors(cities), *_of_ranges(cities)]


def left_off_the_map(ecosystem: Ecosystem, site: str | None = None) -> list[str]:
    """How many organizations the map of a site (the first if None) leaves out; nothing where it shows all."""
    city = SiteNetwork(ecosystem, ecosystem.site(site))
    if not city.large:
        return []
    return [
        f"The map of {city.place} shows the {min(limits.MOST_ON_A_MAP, city.size):,} of {city.size:,} organizations "
        f"with most partners; the others are {TOO_LARGE}."
    ]


def _of_large(cities: list[SiteNetwork]) -> Iterator[str]:
    large = [city.place for city in cities if city.large]
    if large:
        measures = dict.fromkeys(measure.label.split(":")[0] for measure in MEASURES.values() if not measure.any_size)
        gaps = [gap.label for gap in GAPS.values() if gap.too_large is if_large]
        yield (
            f"{_in(large)}: {TOO_LARGE} are the measures {_quoted(measures)}, the gaps {_quoted(gaps)}, and the tables "
            "that are worked out on request."
        )


def _of_sectors(cities: list[SiteNetwork]) -> Iterator[str]:
    for gap in GAPS.values():
        why = {city.place: gap.too_large(city) for city in cities if gap.too_large is not if_large}
        if places := [place for place, reason in why.items() if reason]:
            yield f"{_in(places)}: the gap “{gap.label}” is {why[places[0]]}."


def _of_ranges(cities: list[SiteNetwork]) -> Iterator[str]:
    if without := without_ranges(cities):
        yield (
            f"{counted(len(without), 'city has', 'cities have')} no ranges: these are worked out for the "
            f"{limits.MOST_CITIES_WITH_RANGES} with most ties, or for one city by itself."
        )


def _quoted(labels: Iterable[str]) -> str:
    quoted = [f"“{label}”" for label in labels]
    return joined(quoted, len(quoted))


def _in(places: list[str]) -> str:
    return joined(places, 3) if len(places) > 1 else places[0][:1].upper() + places[0][1:]
