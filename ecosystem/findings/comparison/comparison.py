"""Cities side by side: columns that do not grow with size, response beside each, and when not to compare."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ecosystem.findings.measures.intervals import intervals, without_ranges
from ecosystem.findings.measures.measure_record import why_no_ties
from ecosystem.findings.measures.measures import network_measures
from ecosystem.findings.response.reporting_rules import LEAST_COMPARED
from ecosystem.findings.response.response import confirmation
from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.schema import DTYPES, Column, Table
from ecosystem.tables.dataset import Ecosystem

# figure -> the measure its range comes from, and the figure made of it and the number of organizations
RANGED: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "mean_degree": ("mean_degree", lambda value, _: value),
    "within_two_steps": ("within_two_steps", lambda value, _: value),
    "largest_component_share": ("largest_component", lambda value, size: value / size),
    "cross_sector_share": ("ei_index", lambda value, _: (1 + value) / 2),
}
_WHERE = "where it may be held against another city's, at least this wide"
TABLE = Table(
    "comparison",
    "one city, in one round, the last unless asked otherwise",
    ("site",),
    (
        Column("site", "text", "The city", True),
        Column("organizations", "integer", "How many organizations are there", True),
        Column("invited", "integer", "How many of them were asked; empty where nobody said who was, and in a list"),
        Column("respondents", "integer", "How many of them answered; empty in a list, where nobody was asked"),
        Column("response_rate", "number", "Share of those invited who answered, 0 to 1"),
        Column("ties", "integer", "Ties among them, each relation by itself"),
        Column("crossing_ties", "integer", "Ties to organizations that are in other cities only"),
        Column("mean_degree", "number", "Partners an organization has on average"),
        Column("within_two_steps", "number", "Share of pairs that are partners or share one, 0 to 1"),
        Column("largest_component_share", "number", "Share of organizations in the largest connected part, 0 to 1"),
        Column("cross_sector_share", "number", "Share of pairs of partners that are of two sectors, 0 to 1"),
        Column("cross_sector_expected", "number", "What that share would be if ties fell without regard to sector"),
        Column("confirmation_rate", "number", "Share of ties both ends report, where both were asked, 0 to 1"),
        *(
            Column(f"{figure}_{end}", "number", f"{words} end of {figure} if everybody had answered; {_WHERE}")
            for figure in RANGED
            for end, words in (("low", "Lower"), ("high", "Upper"))
        ),
        Column("comparable_with", "list", "The cities it may be held against: surveyed ones, or lists, as it is"),
        Column("note", "text", "Why there is none"),
    ),
)
COLUMNS = TABLE.names
_OTHER_KIND = {  # whether it was surveyed -> why it is not held against the cities of a like size
    False: "it is a list, not a survey; the other cities of a like size were surveyed",
    True: "it was surveyed; the other cities of a like size are a list, not a survey",
}
LEAST_RESPONSE = LEAST_COMPARED
LARGEST_RATIO = 2.5  # of the sizes of two cities that are compared (docs/methods.md, section 5)
LEAST_ORGANIZATIONS = 10  # our own judgement: below it one answer moves every figure


def compare(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """One row a site, or the row of one among all, in one round; columns ``COLUMNS``, shares 0 to 1 or <NA>.

    ``cross_sector_share`` is the share of ties that join two sectors, ``cross_sector_expected`` what it would be if
    ties fell without regard to sector: 1 - sum n_s(n_s-1) / (n(n-1)). Columns that end in low and high are filled for
    surveys that may be compared: 95% of the simulations of `intervals`. ``comparable_with`` names the sites it may be
    held against: surveyed ones against surveyed ones, lists against lists. ``note`` says why there are none. Rows keep
    the order of sites; there is no composite score.
    """
    meant = ecosystem.sites if site is None else [ecosystem.site(site)]
    seen = cities_now(ecosystem)
    rows = [_row(city) for city in seen]
    surveyed = {city.site: city.survey for city in seen}
    fit = {row["site"]: row["organizations"] for row in rows if not row["note"]}
    too_many = set(without_ranges(seen))
    for city, row in zip(seen, rows, strict=True):
        if row["note"]:
            continue
        alike = [
            site
            for site, size in fit.items()
            if site != row["site"]
            and max(size, row["organizations"]) <= LARGEST_RATIO * min(size, row["organizations"])
        ]
        of_a_kind = [site for site in alike if surveyed[site] == city.survey]
        row["comparable_with"] = "|".join(of_a_kind)
        if not of_a_kind:
            row["note"] = _OTHER_KIND[city.survey] if alike else "no other city is of a like size"
        elif row["site"] in meant and city not in too_many:
            row.update(_ranges(city))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    types = {column.name: DTYPES[column.type] for column in TABLE.columns}
    frame = frame.astype(types).replace({"note": "", "comparable_with": ""}, pd.NA)
    return frame[frame["site"].isin(meant)].reset_index(drop=True)


def _row(city: SiteNetwork) -> dict[str, Any]:
    values = network_measures(city.network).set_index("measure")["value"]
    observed = int(city.network.observed.sum())
    both, one = confirmation(city)
    share, expected = cross_sector(city) if city.ties_asked else (pd.NA, pd.NA)
    asked = city.ties_asked
    return {
        "site": city.site,
        "organizations": len(city.members),
        "invited": city.invited if city.invited_known else pd.NA,
        "respondents": city.respondents if city.survey else pd.NA,
        "response_rate": city.response_rate if city.response_rate is not None else pd.NA,
        "ties": len(city.ties) if asked else pd.NA,
        "crossing_ties": int((~city.all_ties["inside"]).sum()) if asked else pd.NA,
        "mean_degree": values["mean_degree"],
        "within_two_steps": values["within_two_steps"],
        "largest_component_share": values["largest_component"] / observed if observed and asked else pd.NA,
        "cross_sector_share": share,
        "cross_sector_expected": expected,
        "confirmation_rate": both / (both + one) if both + one else pd.NA,
        "comparable_with": "",
        "note": _why_not(city, len(city.ties)),
    }


def _ranges(city: SiteNetwork) -> dict[str, object]:
    """Where the figures would lie if everybody had answered; nothing where no range can be given."""
    found = intervals(city).network.set_index("measure")
    size = len(city.members)
    return {
        f"{figure}_{end}": figure_of(found.loc[measure, end], size)
        for figure, (measure, figure_of) in RANGED.items()
        for end in ("low", "high")
        if len(found)
    }


def _why_not(city: SiteNetwork, ties: int) -> str:
    rate = city.response_rate
    if not city.ties_asked:
        return f"not comparable: {why_no_ties(city.ecosystem.round)}"
    if city.survey and city.respondents and not city.invited_known:
        return "not comparable: nobody said who was invited"
    if city.survey and (rate is None or rate < LEAST_RESPONSE):
        answered = f"{city.respondents} of {city.invited}"
        return f"not comparable: {answered} invited have answered, under {LEAST_RESPONSE:.0%}"
    if len(city.members) < LEAST_ORGANIZATIONS:
        return f"not comparable: fewer than {LEAST_ORGANIZATIONS} organizations"
    if not ties:
        return "not comparable: no tie inside the city is known"
    return ""


def cross_sector(city: SiteNetwork) -> tuple[object, object]:
    """The share of ties between different sectors, and the share expected by chance; <NA> where undefined."""
    network = city.network
    known = network.sector[network.observed & (network.sector >= 0)]
    pairs = network.sector[network.pairs]
    pairs = pairs[(pairs >= 0).all(axis=1)]
    n = len(known)
    sizes = pd.Series(known).value_counts()
    expected = 1 - float((sizes * (sizes - 1)).sum()) / (n * (n - 1)) if n > 1 else pd.NA
    share = float((pairs[:, 0] != pairs[:, 1]).mean()) if len(pairs) else pd.NA
    return share, expected
