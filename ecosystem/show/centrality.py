"""Centrality as sentences and tables: values, likely ranges and ranks, and what missing answers could change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.findings.gaps.gap_record import Finding
from ecosystem.findings.measures.intervals import Intervals
from ecosystem.findings.measures.measure_record import Measure, why_no_ties
from ecosystem.findings.measures.rank_tiers import rank_tiers
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.response.reporting_rules import AT_MOST, LEVELS, Level, ReportingRule, Shown
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure.communities import community_table
from ecosystem.show.map_data import NAMED_BY, choices, sizes
from ecosystem.show.quality import in_words, span
from ecosystem.text import joined
from ecosystem.translation import gettext, gettext_noop, ngettext

_RANGES = ["low", "high", "rank_low", "rank_high", "top3"]
UNREPORTED = ("named by only", "collecting")  # levels at which nothing is said of cut points, not even as shares
LEAST_SHARE = 0.05  # of simulations: a cut point in fewer is not listed
SIMULATIONS = gettext_noop(
    "A simulation is one way the missing answers could turn out, based on the answers received. "
    "Likely ranges hold in 90% of simulations."
)


def communities_by_label(city: SiteNetwork) -> dict[str, tuple[str, ...]]:
    """Map a community's label to the ids of its organizations, the largest first; labels show those named most."""
    table = community_table(city).dropna(subset="community")
    found = {}
    for number, members in table.groupby("community")["organization_id"]:
        first = sorted(members, key=lambda o: (-city.named_by.get(o, 0), city.names[o]))
        names = joined([city.names[o] for o in first], 2)
        found[gettext("Community {number}: {names}").format(number=number, names=names)] = tuple(members)
    return found


def confirmed_values(city: SiteNetwork, measure: str) -> dict[str, float]:
    """Map organization_id to the measure by confirmed ties alone (the rule of ``city``); empty for a plain list.

    For "named by", these are an organization's partners by confirmed ties: those who name it and whom it names.
    """
    if not city.survey:
        return {}
    return sizes(city, "degree" if measure == NAMED_BY.id else measure)


def ranking(
    ranked: pd.DataFrame, confirmed: Mapping[str, float], ranges: pd.DataFrame | None, how: Shown
) -> pd.DataFrame:
    """Return one row for each organization with a value or a range, in the order shown.

    Columns: those of ``map_data.ranking`` (``ranked``), confirmed (its value by confirmed ties alone), low, high,
    rank_low, rank_high, top3, band. With ``how`` "band", rows are sorted by likely rank and ``band`` numbers the
    groups of organizations whose ranks cannot be told apart; else rows are sorted by value, in one band. ``ranges``
    holds the rows of one measure; None before ranges are computed or where there are none.
    """
    alone = pd.array([confirmed.get(o) for o in ranked["organization_id"]], dtype="Float64")
    table = ranked.assign(confirmed=alone, band=0)
    if ranges is None or ranges.empty:
        empty = dict.fromkeys(_RANGES, pd.array([pd.NA] * len(table), dtype="Float64"))
        return table.assign(**empty).dropna(subset="value").reset_index(drop=True)
    table = table.merge(ranges[["organization_id", *_RANGES]], on="organization_id", how="left")
    table = table[table["value"].notna() | table["rank_low"].notna()]
    if how == "band":
        by = ["rank_low", "rank_high", "value", "organization"]
        table = table.sort_values(by, ascending=[True, True, False, True], kind="stable")
        places = zip(table["rank_low"].fillna(len(table)), table["rank_high"].fillna(len(table)), strict=True)
        table["band"] = rank_tiers((float(low), float(high)) for low, high in places)
    return table.reset_index(drop=True)


_SENTENCES = {  # what is known of the value, and of the rank
    ("no value", "one rank"): gettext_noop("{measure}: {reason}. Rank {low:,} in 90% of simulations."),
    ("no value", "ranks"): gettext_noop("{measure}: {reason}. Rank {low:,} to {high:,} in 90% of simulations."),
    ("no value", "no rank"): gettext_noop("{measure}: {reason}."),
    ("named by", "one rank"): gettext_noop("Named by {value} who answered; rank {low:,} in 90% of simulations."),
    ("named by", "ranks"): gettext_noop(
        "Named by {value} who answered; rank {low:,} to {high:,} in 90% of simulations."
    ),
    ("named by", "no rank"): gettext_noop("Named by {value} who answered."),
    ("value", "one rank"): gettext_noop("{measure}: {value}; rank {low:,} in 90% of simulations."),
    ("value", "ranks"): gettext_noop("{measure}: {value}; rank {low:,} to {high:,} in 90% of simulations."),
    ("value", "no rank"): gettext_noop("{measure}: {value}."),
}


def sentence(row, measure: Measure) -> str:  # type: ignore[no-untyped-def]
    """Return the value and the likely rank of one organization; ``row`` is a row of ``ranking``."""
    value = "no value" if pd.isna(row.value) else "named by" if measure.id == NAMED_BY.id else "value"
    if pd.isna(row.rank_low):
        rank, low, high = "no rank", 0, 0
    else:
        low, high = int(row.rank_low), int(row.rank_high)
        rank = "one rank" if low == high else "ranks"
    return gettext(_SENTENCES[value, rank]).format(
        measure=measure.label, value=row.label, reason=row.reason, low=low, high=high
    )


def ranking_in_words(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return ``ranking`` with headings in words; a column that is empty throughout is left out."""
    rows = list(table.itertuples(index=False))
    told = measure.id == NAMED_BY.id or table["rank_low"].notna().any()
    columns = {
        gettext("Organization"): table["organization"].astype(object),
        gettext("In words"): [sentence(row, measure) if told else None for row in rows],
        measure.label: table["value"],
        gettext("Likely range"): [span(row.low, row.high) for row in rows],
        gettext("Likely rank"): [span(row.rank_low, row.rank_high) for row in rows],
        gettext("In the top three"): [None if pd.isna(row.top3) else in_words(row.top3, "share") for row in rows],
        gettext("Confirmed ties only"): table["confirmed"],
    }
    return pd.DataFrame(columns).dropna(axis="columns", how="all")


def about_cuts(city: SiteNetwork, cuts: Sequence[Finding], ranges: Intervals | None, gate: ReportingRule) -> str:
    """Return the organization whose exit would cut off most others, and in what share of simulations it would.

    ``cuts`` are the findings of the gap ``cut_point``, the most consequential first.
    """
    if not city.ties_asked:
        return gettext("Whether an organization in {place} depends on another cannot be said: {reason}.").format(
            place=city.place, reason=gettext(why_no_ties(city.ecosystem.round))
        )
    if not len(city.ties):
        return gettext("No tie inside {place} is known, so no organization depends on another.").format(
            place=city.place
        )
    if gate.level in UNREPORTED:
        return gettext("Too few have answered to say which organizations in {place} depend on a single one.").format(
            place=city.place
        )
    complete = gate.level == "everything"
    if not cuts:
        template = (
            gettext("Any one organization in {place} could leave without cutting others off.")
            if complete
            else gettext(
                "By the answers so far, any one organization in {place} could leave without cutting others off."
            )
        )
        return template.format(place=city.place)
    line = cuts[0].statement
    if not complete:
        line = gettext("By the answers so far: {finding}").format(finding=line[:1].lower() + line[1:])
    line = gettext("{finding}.").format(finding=line)
    if ranges is None or not ranges.draws:
        return line
    shares = ranges.cut_points.set_index("organization_id")["probability"]
    likely = in_words(float(shares[cuts[0].organizations[0]]), "share")
    last = gettext("In {share} of simulations some organization would still depend on it alone.").format(share=likely)
    return f"{line} {last}"


def cut_point_shares(city: SiteNetwork, ranges: Intervals, gate: ReportingRule) -> pd.DataFrame:
    """Return Organization and Share of simulations in which its exit cuts others off, the largest first."""
    likely = ranges.cut_points["probability"] >= LEAST_SHARE
    table = ranges.cut_points[likely & (gate.level not in UNREPORTED)]
    table = table.sort_values("probability", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            gettext("Organization"): [city.names[o] for o in table["organization_id"]],
            gettext("Share of simulations"): [in_words(share, "share") for share in table["probability"]],
        }
    )


def about_the_missing(city: SiteNetwork, hubs: Intervals, peripheral: Intervals, measure: str) -> str:
    """Return who is most often in the top three if those missing are the best or the least connected.

    ``hubs``, ``peripheral``: ranges simulated under these two assumptions.
    """
    most, least = (_most_often_top(city, ranges, measure) for ranges in (hubs, peripheral))
    if set(most) == set(least):
        return gettext(
            "Whether those missing are the best or the least connected, the same organizations are most often in the "
            "top three: {names}."
        ).format(names=joined(most))
    return gettext(
        "Most often in the top three, if those missing are the best connected: {most}; if they are the least "
        "connected: {least}."
    ).format(most=joined(most), least=joined(least))


def _most_often_top(city: SiteNetwork, ranges: Intervals, measure: str) -> list[str]:
    rows = ranges.organizations[ranges.organizations["measure"] == measure].dropna(subset="top3")
    return [city.names[o] for o in rows.sort_values("top3", ascending=False, kind="stable")["organization_id"].head(3)]


def whole_city(
    union: pd.DataFrame, confirmed: pd.DataFrame, ranges: Intervals | None, gate: ReportingRule
) -> pd.DataFrame:
    """Return the measures of the whole city that may be shown, each with its range where there is one."""
    table = union[[gate.allows(m) != "nothing" for m in union["measure"]]].reset_index(drop=True)
    records = [MEASURES["network", m] for m in table["measure"]]
    spans: dict[str, str | None] = {}
    if ranges is not None:
        spans = {row.measure: span(row.low, row.high) for row in ranges.network.itertuples()}
    alone = confirmed.set_index("measure")["value"]
    columns = {
        gettext("Measure"): [record.label for record in records],
        gettext("Value"): table["value"],
        gettext("Likely range, at least"): [spans.get(m) for m in table["measure"]],
        gettext("Confirmed ties only"): [alone.get(m, pd.NA) for m in table["measure"]],
        gettext("Question"): [record.question for record in records],
        gettext("Why there is no value"): table["reason"].astype(object),
    }
    frame = pd.DataFrame(columns).dropna(axis="columns", how="all")
    return frame.astype({c: "Float64" for c in (gettext("Value"), gettext("Confirmed ties only")) if c in frame})


def every_measure(
    wide: pd.DataFrame, city: SiteNetwork, ranges: Intervals | None, gate: ReportingRule, cells: str
) -> pd.DataFrame:
    """Return ``map_data.wide_measures`` of what may be shown; ``cells``: "value", "range" or "place" (likely rank)."""
    shown = [i for i in choices(city) if gate.allows(i) != "nothing"]
    if cells == "value" or ranges is None or not ranges.draws:
        return wide[["organization", *shown]]
    low, high = ("low", "high") if cells == "range" else ("rank_low", "rank_high")
    rows = ranges.organizations
    told = rows.assign(said=[span(a, b) for a, b in zip(rows[low], rows[high], strict=True)])
    told = told.pivot(index="organization_id", columns="measure", values="said").reindex(wide["organization_id"])
    known = [i for i in shown if i in told]
    return pd.concat([wide["organization"], told[known].reset_index(drop=True)], axis="columns")


def ranges_for_download(city: SiteNetwork, ranges: Intervals, gate: ReportingRule) -> pd.DataFrame:
    """Return the ranges of organizations for download, with names; only measures that may be shown."""
    table = ranges.organizations[[gate.allows(m) != "nothing" for m in ranges.organizations["measure"]]]
    names = table["organization_id"].map(city.names)
    return table.assign(organization=names)[["measure", "organization", *table.columns.drop("measure")]]


def about_ranking(table: pd.DataFrame, how: Shown) -> str:
    """Return who ranks highest, or that the highest cannot be told apart; ``table`` is ``ranking``."""
    if how == "band" and table["rank_low"].notna().any():
        first = table.loc[table["band"] == 0, "organization"].tolist()
        if len(first) == len(table) > 1:
            return gettext("The ranks of these organizations cannot be told apart yet.")
        return ngettext("{names} ranks first.", "{names} cannot be told apart at the top.", len(first)).format(
            names=joined(first)
        )
    value = table["value"].max()
    first = table.loc[table["value"] == value, "organization"].tolist()
    if how == "band":
        template = ngettext(
            "So far {names} ranks highest; how certain that is follows.",
            "So far {names} rank highest; how certain that is follows.",
            len(first),
        )
    elif not value:
        return gettext("Every organization has the value 0 here.")
    else:
        template = ngettext("{names} ranks highest.", "{names} rank highest.", len(first))
    return template.format(names=joined(first))


def how_to_read(table: pd.DataFrame, ranges: Intervals | None, how: Shown, shown: int) -> str:
    """Return what the marks of the chart mean, and why there are no ranges; ``shown`` rows of ``table`` are drawn."""
    lines = []
    if shown and len(table) > shown:
        lines.append(
            gettext("The chart shows the first {shown:,} of {count:,} organizations, the table all.").format(
                shown=shown, count=len(table)
            )
        )
    if shown:
        lines.append(gettext("Dot: reported value so far."))
    if shown and table["confirmed"].notna().any():
        lines.append(gettext("Diamond: the same by ties that both ends report."))
    if table["low"].notna().any() and ranges is not None and ranges.draws:
        lines.append(gettext("Bar: likely range if everyone had answered."))
        lines.append(gettext(SIMULATIONS))
        if how == "band":
            lines.append(
                gettext(
                    "At the right: value · likely rank. Within one shade, ranks cannot be told from the first in it."
                )
            )
    if ranges is not None and ranges.reason:
        lines.append(ranges.reason)
    return " ".join(lines)


def unit_of(measure: Measure) -> str:
    """Return the unit of the chart's axis."""
    return gettext("organizations that name it") if measure.id == NAMED_BY.id else measure.unit


def worth_drawing(table: pd.DataFrame, shown: int) -> pd.DataFrame:
    """Return the first rows of ``ranking``, without zeros that have no range."""
    return table[(table["value"] != 0).fillna(True) | table["high"].notna()].head(shown)


def not_shown(measure: Measure, gate: ReportingRule) -> str:
    """Return at which response rate organizations are ranked by this measure."""

    def ranked_at(level: Level) -> bool:
        return replace(gate, level=level).allows(measure.id) != "nothing"

    enough = min(rate for level, rate in LEVELS.items() if ranked_at(level))
    template = (
        gettext("{measure}: organizations are ranked by it once {share:.0%} of those invited have answered.")
        if ranked_at(AT_MOST)
        else gettext(
            "{measure}: organizations are ranked by it once {share:.0%} of those invited, and half of each sector, "
            "have answered."
        )
    )
    return template.format(measure=measure.label, share=enough)


def no_values(ranked: pd.DataFrame) -> str:
    """Return why no organization has a value."""
    reasons = "; ".join(ranked["reason"].dropna().unique()) or gettext("the map is empty")
    return gettext("No organization has a value here: {reasons}.").format(reasons=reasons)


def without_value(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return Organization and Reason of those without a value."""
    table = ranked.loc[ranked["value"].isna(), ["organization", "reason"]]
    return table.rename(columns={"organization": gettext("Organization"), "reason": gettext("Reason")})
