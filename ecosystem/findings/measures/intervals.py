"""Likely ranges of all measures if everyone had answered, from many simulated networks."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.findings import limits
from ecosystem.findings.limits import MOST_WITH_RANGES, is_large
from ecosystem.findings.measures.measures import evaluated
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.log import timed
from ecosystem.network.imputation import Missing, Survey
from ecosystem.network.network import Bools, Floats, Network
from ecosystem.network.parallel import map_in_order
from ecosystem.result_cache import ResultCache
from ecosystem.translation import gettext
from ecosystem.translation import gettext_noop as _

NETWORK_COLUMNS = ["measure", "value", "low", "high", "median"]
ORGANIZATION_COLUMNS = ["measure", "organization_id", *NETWORK_COLUMNS[1:], "rank", "rank_low", "rank_high", "top3"]
CUT_POINT_COLUMNS = ["organization_id", "probability"]
# 90% of the simulations for one organization; 95% for the whole city, whose ranges are known to be too narrow
# (docs/methods.md, section 4.1)
ORGANIZATION_SHARES, NETWORK_SHARES = (0.05, 0.95), (0.025, 0.975)
FEWEST_ANSWERS = 5  # our own judgement: with fewer there is nothing to learn who names whom from
DRAWS_A_FIT, FITS_A_TASK = 4, 5
_KEPT = 64  # results; one of a city of a thousand organizations takes some 3 MB
_MEMBER_COLUMNS = ["organization_id", "status", "sector"]
_REPORT_COLUMNS = ["reporter_id", "named_id", "relation", "direction", "strength"]
ON_ONE_CORE = 150  # organizations up to which further cores take longer to start than they save

_PLAIN_LIST = _("This is a list of ties and not a survey: no range can be given, as it is unknown who did not answer.")
_NOT_ASKED = _("Nobody was asked about ties, and no list of ties was read: there is nothing to estimate.")
_INVITED_UNKNOWN = _("Nobody said who was invited: no range can be given, as it is unknown who did not answer.")
_NOBODY = _("Nobody has answered yet, so there is nothing to estimate from.")
_NO_NAMING = _("No respondent names an organization here, so there is nothing to estimate the missing answers from.")
_EVERYBODY = _("Everybody here has answered: nothing is estimated, and each range is the number itself.")
_CONFIRMED = _("Ties that both sides report are known only among respondents; ranges are given for all reported ties.")


@dataclass(frozen=True, eq=False)
class Intervals:
    """Likely ranges of all measures of one city.

    organizations: measure, organization_id, value, low, high, median, rank, rank_low, rank_high, top3.
    `low` to `high` holds 90% of the simulations, `rank_low` to `rank_high` (1 is the largest value) the places in them;
    `top3` is the share of draws in which it is among the first three, ties broken by lot. `value` and `rank` are what
    the answers in hand give, and may lie outside the range: those answers leave ties out.
    network: measure, value, low, high, median; 95% of the simulations, "at least this wide".
    cut_points: organization_id, probability; the share of draws in which it is one.
    """

    organizations: pd.DataFrame
    network: pd.DataFrame
    cut_points: pd.DataFrame
    reason: str | None  # why no simulation was run; the tables are then empty, unless everybody has answered
    draws: int  # number of simulations; 0 where none was run


_RESULTS: ResultCache[Intervals] = ResultCache(_KEPT)


def intervals(
    city: SiteNetwork,
    *,
    draws: int = 200,
    seed: int = 0,
    progress: Callable[[float], object] | None = None,
    jobs: int | None = None,
    missing: Missing = "alike",
    named_only: bool = True,
) -> Intervals:
    """Return the range of every measure of ``city``, over networks in which missing answers are simulated.

    ``missing`` asks what if they are not like those who answered: "hubs" name as much as the third of them that names
    most, "peripheral" as little as the third that names least. ``named_only`` False leaves organizations out that
    nobody invited, from the values too. ``jobs`` and ``progress`` (told the share done): see `map_in_order`; jobs
    None is one core for a small city and all for a large one. The same seed gives the same numbers on one and on many.
    """
    if missing not in ("alike", "hubs", "peripheral") or draws < 1:
        raise RequestError(f"The missing are alike, hubs or peripheral (not “{missing}”), and draws at least 1.")
    key = (_content(city), city.site, city.relation, city.rule, city.wave, draws, seed, missing, named_only)
    found = _RESULTS.get(key, lambda: _simulated(city, draws, seed, progress, jobs, missing, named_only))
    return replace(  # copies, which share memory until one is written to
        found,
        organizations=found.organizations.copy(deep=False),
        network=found.network.copy(deep=False),
        cut_points=found.cut_points.copy(deep=False),
    )


def _content(city: SiteNetwork) -> str:
    """Return a digest of all data that ranges of this city depend on.

    The fingerprint of the source alone would not do: what is shown to the public and what is cut down to some
    organizations has the fingerprint of the whole.
    """
    asked = city.ecosystem.rows_within("asked", city.site)
    digest = hashlib.sha256(f"{city.ecosystem.fingerprint} {city.survey}".encode())
    for frame in (city.members[_MEMBER_COLUMNS], city.all_ties, city.reports[_REPORT_COLUMNS], asked):
        digest.update(f"{frame.shape}".encode())
        digest.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    return digest.hexdigest()


@timed(__name__, "simulated the missing answers of one city")
def _simulated(
    city: SiteNetwork,
    draws: int,
    seed: int,
    progress: Callable[[float], object] | None,
    jobs: int | None,
    missing: Missing,
    named_only: bool,
) -> Intervals:
    if reason := _reason_unseen(city):
        return _empty(reason)
    network = _network_of(city, named_only)
    heard = _answered_about(city, network)
    if len(network) > MOST_WITH_RANGES and (is_large(network) or not heard.all()):
        return _empty(_reason_without(city, heard, named_only) or _NO_NAMING)  # before a table of every pair is made
    survey = Survey.from_reports(network, heard, city.reports)
    reason = _reason_without(city, heard, named_only, nobody_is_named=not survey.names.any())
    if reason == _EVERYBODY:
        return _summary(survey.network, [_measured([survey.network])], 0, reason)
    if reason:
        return _empty(reason)
    tasks = [
        _Task(survey, seeds, min(DRAWS_A_FIT * FITS_A_TASK, draws - begin), missing)
        for begin, seeds in _task_seeds(draws, [seed, *f"{city.site}|{city.relation}|{city.wave}".encode()])
    ]
    if jobs is None and len(network) > ON_ONE_CORE:
        jobs = -1
    found = map_in_order(_simulate_task, tasks, jobs=jobs, progress=progress)
    return _summary(survey.network, found, draws, None)


def without_ranges(cities: Iterable[SiteNetwork]) -> list[SiteNetwork]:
    """Those of several cities for which nothing is drawn, as they stand behind ``MOST_CITIES_WITH_RANGES`` others."""
    return [city for city in cities if draws_are_needed(city)][limits.MOST_CITIES_WITH_RANGES :]


def with_ranges(cities: Sequence[SiteNetwork]) -> Iterator[tuple[SiteNetwork, Intervals | None]]:
    """Yield each city with its ranges; None for the cities of `without_ranges`."""
    without = set(without_ranges(cities))
    return ((city, None if city in without else intervals(city)) for city in cities)


def draws_are_needed(city: SiteNetwork) -> bool:
    """Whether ranges of this city take simulations: some have answered, not all, and it is not too large for them."""
    return bool(city.response_rate) and city.respondents < city.size <= MOST_WITH_RANGES


def _empty(reason: str) -> Intervals:
    columns = (ORGANIZATION_COLUMNS, NETWORK_COLUMNS, CUT_POINT_COLUMNS)
    organizations, whole, cut_points = (pd.DataFrame(columns=names) for names in columns)
    return Intervals(organizations, whole, cut_points, reason, 0)


def _network_of(city: SiteNetwork, named_only: bool) -> Network:
    """Return the city's arrays, without organizations that are only named if they are not wanted."""
    left_out = city.members.index[city.members["status"] == "named only"]
    if named_only or not len(left_out):
        return city.network
    graph = city.graph.subgraph(set(city.graph) - set(left_out))
    members = city.members.reset_index(drop=True)
    return Network.from_graph(graph, members, city.survey, city.named_by)


def _answered_about(city: SiteNetwork, network: Network) -> Bools:
    """Return which organizations answered a form that asks about such ties."""
    asked = city.ecosystem.rows_within("asked", city.site)
    about = asked.loc[asked["relation"].isin(city.all_ties["relation"]), "organization_id"]
    return network.answered & np.isin(network.ids, about.to_numpy(dtype=str))


def _reason_unseen(city: SiteNetwork) -> str | None:
    """Return why nothing can be simulated whatever was answered, or None."""
    if not city.survey:
        return gettext(_PLAIN_LIST)
    if not city.ties_asked:
        return gettext(_NOT_ASKED)
    answered = (city.members["status"] == "respondent").any()
    return gettext(_INVITED_UNKNOWN) if answered and not city.invited_known else None


def _reason_without(city: SiteNetwork, heard: Bools, named_only: bool, *, nobody_is_named: bool = False) -> str | None:
    """Return why no simulation is run, or None where one is."""
    statuses = city.members["status"]
    size = int((named_only | (statuses != "named only")).sum())
    answers = int(heard.sum())
    few = gettext(
        "Only {answers} of {size} organizations answered about such ties: ranges need at least {least} answers."
    ).format(answers=answers, size=size, least=FEWEST_ANSWERS)
    many = gettext("Ranges are simulated for up to {most:,} organizations; this city has {size:,}.").format(
        most=MOST_WITH_RANGES, size=size
    )
    cases = (
        (not (statuses == "respondent").any(), _NOBODY),
        (answers == size and not city.large, _EVERYBODY),
        (city.rule == "confirmed", _CONFIRMED),
        (nobody_is_named, _NO_NAMING),
        (answers < FEWEST_ANSWERS, few),
        (size > MOST_WITH_RANGES, many),
    )
    return next((why for holds, why in cases if holds), None)


class _Task(NamedTuple):
    survey: Survey
    seeds: list[np.random.SeedSequence]  # one a fit
    draws: int
    missing: Missing


def _task_seeds(draws: int, seed: list[int]) -> list[tuple[int, list[np.random.SeedSequence]]]:
    """The first draw and the seeds of each task; they depend on nothing but the number of draws and the seed."""
    seeds = np.random.SeedSequence(seed).spawn(-(-draws // DRAWS_A_FIT))
    return [(first * DRAWS_A_FIT, seeds[first : first + FITS_A_TASK]) for first in range(0, len(seeds), FITS_A_TASK)]


def _simulate_task(task: _Task) -> tuple[Floats, Floats]:
    """The measures of each draw of a task."""
    networks: list[Network] = []
    for number, seed in enumerate(task.seeds):
        several = min(DRAWS_A_FIT, task.draws - number * DRAWS_A_FIT)
        networks += task.survey.imputations(several, seed, task.missing)
    return _measured(networks)


def _measured(networks: list[Network]) -> tuple[Floats, Floats]:
    """All measures of each network: [network, measure, organization] and [network, measure].

    NaN where there is none.
    """

    def found(level: str, network: Network, length: int) -> list[Floats]:
        return [evaluated(measure, network, length)[0] for (of, _), measure in MEASURES.items() if of == level]

    of_organizations = [found("organization", network, len(network)) for network in networks]
    return np.array(of_organizations), np.array([found("network", network, 1) for network in networks])[:, :, 0]


def _summary(network: Network, found: list[tuple[Floats, Floats]], draws: int, reason: str | None) -> Intervals:
    """The tables made of all draws."""
    of_organizations, of_network = (np.concatenate(part) for part in zip(*found, strict=True))
    (values,), (whole,) = _measured([network])
    first, last = ranks(of_organizations)
    rank_low, rank_high = rank_range((first + last) / 2)
    low, high, median = spread(of_organizations, ORGANIZATION_SHARES)
    top3 = _mean(np.clip((4 - first) / (last - first + 1), 0, 1))
    ids = [measure for level, measure in MEASURES if level == "organization"]
    organizations = pd.DataFrame(
        {
            "measure": _texts(np.repeat(ids, len(network))),
            "organization_id": _texts(np.tile(network.ids, len(ids))),
            "value": _numbers(values),
            "low": _numbers(low),
            "high": _numbers(high),
            "median": _numbers(median),
            "rank": _numbers(ranks(values)[0]).astype("Int64"),
            "rank_low": _numbers(np.ceil(rank_low)).astype("Int64"),
            "rank_high": _numbers(np.floor(rank_high)).astype("Int64"),
            "top3": _numbers(top3),
        }
    )
    low, high, median = spread(of_network, NETWORK_SHARES)
    of_city = {"value": whole, "low": low, "high": high, "median": median}
    of_city_ids = [measure for level, measure in MEASURES if level == "network"]
    cut = _numbers(_mean(of_organizations[:, ids.index("cut_point")]))
    return Intervals(
        organizations,
        pd.DataFrame({"measure": _texts(of_city_ids), **{name: _numbers(column) for name, column in of_city.items()}}),
        pd.DataFrame({"organization_id": _texts(network.ids), "probability": cut}),
        reason,
        draws,
    )


def ranks(values: Floats) -> tuple[Floats, Floats]:
    """Return the first and the last rank each value shares with its equals, along the last axis; 1 is the largest.

    >>> ranks(np.array([5.0, 9, 5, np.nan]))
    (array([ 2.,  1.,  2., nan]), array([ 3.,  1.,  3., nan]))
    """
    from scipy.stats import rankdata  # noqa: PLC0415  it takes a second to load, which most commands need not wait

    rounded = -np.round(values, 9)  # betweenness adds fractions, and equals may differ in the sixteenth figure
    first, last = (rankdata(rounded, method, axis=-1, nan_policy="omit") for method in ("min", "max"))
    return first, last


def rank_range(ranks: Floats) -> tuple[Floats, Floats]:
    """The range of ranks over draws (axis 0), half a rank wider each way: equals share the middle of their places."""
    low, high, _ = spread(ranks, ORGANIZATION_SHARES)
    return np.maximum(low - 0.5, 1), high + 0.5


def spread(draws: Floats, shares: tuple[float, float]) -> tuple[Floats, Floats, Floats]:
    """Low, high and median over draws (axis 0); NaN where fewer than half of the draws have a number.

    Low and high are draws themselves, so that a count stays whole.
    """
    ordered = np.sort(draws, axis=0)  # NaN last
    known = (~np.isnan(draws)).sum(axis=0)

    def at(share: float, whole: Callable[[Floats], Floats]) -> Floats:
        place = whole(np.maximum(known - 1, 0) * share).astype(int)
        found = np.take_along_axis(ordered, place[None], axis=0)[0]
        return np.where(2 * known >= len(draws), found, np.nan)

    return at(shares[0], np.floor), at(shares[1], np.ceil), (at(0.5, np.floor) + at(0.5, np.ceil)) / 2


def _mean(draws: Floats) -> Floats:
    """The mean over draws of what is known; NaN where nothing is."""
    known = ~np.isnan(draws)
    return np.asarray(np.where(known, draws, 0).sum(axis=0) / np.where(known.any(axis=0), known.sum(axis=0), np.nan))


def _texts(words: Iterable[str]) -> pd.api.extensions.ExtensionArray:
    return pd.array([str(word) for word in words], dtype="string")


def _numbers(values: Floats) -> pd.api.extensions.ExtensionArray:
    flat = values.ravel()
    return pd.arrays.FloatingArray(np.nan_to_num(flat), np.isnan(flat))
