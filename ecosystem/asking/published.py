"""The published map of a project: one HTML file, made once for all who look at it."""

import gzip
import hashlib
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ecosystem import __version__
from ecosystem.log import timed
from ecosystem.projects.project import by_id
from ecosystem.projects.sources import open_project, stamp
from ecosystem.result_cache import ResultCache
from ecosystem.show.exports import map_page
from ecosystem.tables.assemble import assemble
from ecosystem.tables.consent import for_public
from ecosystem.tables.dataset import Ecosystem

_TABLES: ResultCache[Ecosystem] = ResultCache(8)  # of the projects looked at last, for the group and for the public
_PAGES: ResultCache["PublishedMap"] = ResultCache(32)  # a few hundred kB each


@dataclass(frozen=True)
class PublishedMap:
    """The map file, as it is and compressed, and a tag that differs when it does."""

    page: bytes
    compressed: bytes
    tag: str


def published_map(
    project: str, city: str | None = None, round_name: str | None = None, *, group: bool = False
) -> PublishedMap:
    """Return the map of a project's city (the one with most ties if None), for the public or for the group.

    ``round_name``: the round shown, the last if None. It is made once for a state of the project, while others who ask
    for it wait. Raises EcosystemError where there is no map, no such city or no such round.
    """
    state = (project, stamp(project))
    tables = _TABLES.get((*state, group), lambda: _assemble(state, group)).in_round(round_name)
    wanted = (*state, tables.site(city), tables.round, group)
    return _PAGES.get(wanted, lambda: _draw(tables, wanted))


def _assemble(state: tuple[str, str], group: bool) -> Ecosystem:
    if not group:
        return for_public(_TABLES.get((*state, True), lambda: _assemble(state, True)))
    opened = open_project(by_id(state[0]))
    return assemble(opened.source, opened.setup, opened.decisions)


@timed(__name__, "made a published map")
def _draw(tables: Ecosystem, wanted: tuple[str, str, str, str | None, bool]) -> PublishedMap:
    _, _, shown, _, group = wanted
    also = {"round": tables.round} | ({"audience": "group"} if group else {})
    others = {
        city: "?" + urlencode({"city": city} | {name: value for name, value in also.items() if value}, quote_via=quote)
        for city in tables.sites
        if city != shown
    }
    page = map_page(tables, shown, others).encode()
    tag = hashlib.sha256(repr((__version__, wanted)).encode()).hexdigest()[:32]
    return PublishedMap(page, gzip.compress(page, 6, mtime=0), f'"{tag}"')
