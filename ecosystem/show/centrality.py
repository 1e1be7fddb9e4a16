"""Who holds it together, in words: places with their ranges, and what those who are missing could change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.findings.gaps.gap_record import Finding
from ecosystem.findings.measures.intervals import Intervals
from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.rank_tiers import rank_tiers
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.response.reporting_rules import AT_MOST, LEVELS, Level, ReportingRule, Shown
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure.communities import community_table
from ecosystem.show.map_data import NAMED_BY, choices, sizes
from ecosystem.show.quality import in_words, span
from ecosystem.text import joined

_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_RANGES = ["low", "high", "rank_low", "rank_high", "top3"]
UNTOLD = ("named by only", "collecting")  # levels at which nothing is said of cut points, not even as chances
RARELY = 0.05  # a chance below it is not worth a phone call
COMPLETIONS = (
    "A completion is one way in which the missing answers could come, drawn from how those who answered did. "
    "Ranges hold in 90 of 100 of them."
)


def redundancy_by_organization(city: SiteNetwork) -> dict[str, tuple[str, ...]]:
    """Circle in words -> ids of its organizations, the largest first; words name those who are named most."""
    table = community_table(city).dropna(subset="community")
    found = {}
    for number, members in table.groupby("community")["organization_id"]:
        first = sorted(members, key=lambda o: (-city.named_by.get(o, 0), city.names[o]))
        found[f"Circle {number}: {joined([city.names[o] for o in first], 2)}"] = tuple(members)
    return found


def confirmed_values(city: SiteNetwork, measure: str) -> dict[str, float]:
    """organization_id -> the measure by confirmed ties alone (``city`` has that rule); nobody in a plain list.

    Of those who name an organization, the ones it names back are its partners by confirmed ties.
    """
    if not city.ecosystem.survey:
        return {}
    return sizes(city, "degree" if measure == NAMED_BY.id else measure)


def ranking(
    ranked: pd.DataFrame, confirmed: Mapping[str, float], ranges: pd.DataFrame | None, how: Shown
) -> pd.DataFrame:
    """One row an organization with a value or a range, in the order in which they are shown.

    Columns: those of ``map_data.ranking`` (``ranked``), confirmed (its value by confirmed ties alone), low, high,
    rank_low, rank_high, top3, band. Where places are told as ranges (``how`` is "band") rows stand by them, and
    ``band`` says who cannot be told from whom; else by value, in one band. ``ranges`` (the rows of one measure) is
    None where there are none, or none yet.
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


def ordinal(place: int) -> str:
    """A place in words.

    >>> ordinal(2), ordinal(12), ordinal(23)
    ('second', '12th', '23rd')
    """
    if place <= len(_ORDINALS):
        return _ORDINALS[place - 1]
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def sentence(row, measure: Measure) -> str:  # type: ignore[no-untyped-def]
    """What is known of one organization, and between which places it stands; ``row`` is one of ``standing``."""
    if pd.isna(row.value):
        said = f"{measure.label}: {row.reason}"
    elif measure.id == NAMED_BY.id:
        said = f"Named by {row.label} who answered"
    else:
        said = f"{measure.label}: {row.label}"
    if pd.isna(row.rank_low):
        return f"{said}."
    low, high = int(row.rank_low), int(row.rank_high)
    place = ordinal(low) if low == high else f"between {ordinal(low)} and {ordinal(high)}"
    return f"{said}; {place} in 90 of 100 completions."


def in_a_table(table: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """``standing`` as people read it; a column of which nothing is known is left out."""
    rows = list(table.itertuples(index=False))
    told = measure.id == NAMED_BY.id or table["rank_low"].notna().any()
    columns = {
        "Organization": table["organization"].astype(object),
        "In words": [sentence(row, measure) if told else None for row in rows],
        measure.label: table["value"],
        "If all had answered": [span(row.low, row.high) for row in rows],
        "Place": [span(row.rank_low, row.rank_high) for row in rows],
        "Among the first three": [None if pd.isna(row.top3) else in_words(row.top3, "share") for row in rows],
        "Confirmed ties alone": table["confirmed"],
    }
    return pd.DataFrame(columns).dropna(axis="columns", how="all")


def about_cuts(city: SiteNetwork, cuts: Sequence[Finding], ranges: Intervals | None, gate: ReportingRule) -> str:
    """The organization whose exit would cut most others off, and how likely that is; or that there is none.

    ``cuts`` are the findings of the gap ``cut_point``, the weightiest first.
    """
    if not len(city.ties):
        return f"No tie inside {city.place} is known, so nothing hangs on anybody."
    if gate.level in UNTOLD:
        return f"Too few have answered to say on whom somebody in {city.place} hangs alone."
    so_far = "" if gate.level == "everything" else "As far as answers go: "
    said = cuts[0].statement if cuts else f"Any one organization of {city.place} could leave without cutting others off"
    line = so_far + (said[0].lower() + said[1:] if so_far else said) + "."
    if ranges is None or not ranges.draws or not cuts:
        return line
    chances = ranges.cut_points.set_index("organization_id")["probability"]
    likely = in_words(float(chances[cuts[0].organizations[0]]), "share")
    return f"{line} Somebody would still hang on it alone in {likely} of the ways the missing answers could come."


def cut_chances(city: SiteNetwork, ranges: Intervals, gate: ReportingRule) -> pd.DataFrame:
    """Organization and In completions: in which share of them its exit cuts somebody off, the largest first."""
    likely = ranges.cut_points["probability"] >= RARELY
    table = ranges.cut_points[likely & (gate.level not in UNTOLD)]
    table = table.sort_values("probability", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "Organization": [city.names[o] for o in table["organization_id"]],
            "In completions": [in_words(share, "share") for share in table["probability"]],
        }
    )


def about_the_missing(city: SiteNetwork, hubs: Intervals, peripheral: Intervals, measure: str) -> str:
    """Who would most often be among the first three, should those missing be the best or the least connected."""
    most, least = (_first_three(city, ranges, measure) for ranges in (hubs, peripheral))
    if set(most) == set(least):
        return (
            "Whether those missing are the best or the least connected, the same three most often stand first: "
            f"{joined(most)}."
        )
    return (
        f"Most often among the first three, if those missing are the best connected: {joined(most)}; "
        f"if they are the least connected: {joined(least)}."
    )


def _first_three(city: SiteNetwork, ranges: Intervals, measure: str) -> list[str]:
    rows = ranges.organizations[ranges.organizations["measure"] == measure].dropna(subset="top3")
    return [city.names[o] for o in rows.sort_values("top3", ascending=False, kind="stable")["organization_id"].head(3)]


def whole_city(
    union: pd.DataFrame, confirmed: pd.DataFrame, ranges: Intervals | None, gate: ReportingRule
) -> pd.DataFrame:
    """Measures of the whole city as people read them: those that may be shown, each with its range where it has one."""
    table = union[[gate.allows(m) != "nothing" for m in union["measure"]]].reset_index(drop=True)
    records = [MEASURES["network", m] for m in table["measure"]]
    spans: dict[str, str | None] = {}
    if ranges is not None:
        spans = {row.measure: span(row.low, row.high) for row in ranges.network.itertuples()}
    alone = confirmed.set_index("measure")["value"]
    columns = {
        "Measure": [record.label for record in records],
        "Value": table["value"],
        "At least this wide": [spans.get(m) for m in table["measure"]],
        "Confirmed ties alone": [alone.get(m, pd.NA) for m in table["measure"]],
        "Question": [record.question for record in records],
        "Why there is none": table["reason"].astype(object),
    }
    frame = pd.DataFrame(columns).dropna(axis="columns", how="all")
    return frame.astype({c: "Float64" for c in ("Value", "Confirmed ties alone") if c in frame})


def every_measure(
    wide: pd.DataFrame, city: SiteNetwork, ranges: Intervals | None, gate: ReportingRule, cells: str
) -> pd.DataFrame:
    """``map_data.wide_measures`` of what may be shown: values, or their ranges or places (``cells``) as words."""
    shown = [i for i in choices(city) if gate.allows(i) != "nothing"]
    if cells == "value" or ranges is None or not ranges.draws:
        return wide[["organization", *shown]]
    low, high = ("low", "high") if cells == "range" else ("rank_low", "rank_high")
    rows = ranges.organizations
    told = rows.assign(said=[span(a, b) for a, b in zip(rows[low], rows[high], strict=True)])
    told = told.pivot(index="organization_id", columns="measure", values="said").reindex(wide["organization_id"])
    known = [i for i in shown if i in told]
    return pd.concat([wide["organization"], told[known].reset_index(drop=True)], axis="columns")


def ranges_to_keep(city: SiteNetwork, ranges: Intervals, gate: ReportingRule) -> pd.DataFrame:
    """The ranges of organizations as a table to take along, each with its name; of measures that may be shown."""
    table = ranges.organizations[[gate.allows(m) != "nothing" for m in ranges.organizations["measure"]]]
    names = table["organization_id"].map(city.names)
    return table.assign(organization=names)[["measure", "organization", *table.columns.drop("measure")]]


def about_ranking(table: pd.DataFrame, how: Shown) -> str:
    """Who stands first, or that the first cannot be told apart."""
    if how == "band" and table["rank_low"].notna().any():
        first = table.loc[table["band"] == 0, "organization"].tolist()
        if len(first) == len(table) > 1:
            return "Nobody's place can be told from another's yet."
        return f"{joined(first)} cannot be told apart at the top." if len(first) > 1 else f"{first[0]} stands first."
    value = table["value"].max()
    first = table.loc[table["value"] == value, "organization"].tolist()
    if how == "band":
        return f"So far {joined(first)} {'stands' if len(first) == 1 else 'stand'} highest; how sure that is follows."
    if not value:
        return "Every organization has the value 0 here."
    return f"{joined(first)} {'stands' if len(first) == 1 else 'stand'} highest."


def how_to_read(table: pd.DataFrame, ranges: Intervals | None, how: Shown, shown: int) -> str:
    """What dots, bars and shades mean, as far as there are any, and why there are no ranges."""
    words = []
    if shown:
        part = f"The picture holds the first {shown} of {len(table)}, the table all. " if len(table) > shown else ""
        words.append(f"{part}Dot: what is known so far.")
    if shown and table["confirmed"].notna().any():
        words.append("Diamond: the same by ties that both ends report.")
    if table["low"].notna().any() and ranges is not None and ranges.draws:
        words.append(f"Bar: where it would lie had all answered. {COMPLETIONS}")
        if how == "band":
            words.append("At the side: value · place. In one shade, no place can be told from that of the first in it.")
    if ranges is not None and ranges.reason:
        words.append(ranges.reason)
    return " ".join(words)


def unit_of(measure: Measure) -> str:
    """What the picture's axis counts: those who answered and those who may yet, where it is “named by”."""
    return "organizations that name it" if measure.id == NAMED_BY.id else measure.unit


def worth_drawing(table: pd.DataFrame, shown: int) -> pd.DataFrame:
    """The first rows of ``standing``, without the zeros where nothing says they could be more."""
    return table[(table["value"] != 0).fillna(True) | table["high"].notna()].head(shown)


def not_shown(measure: Measure, gate: ReportingRule) -> str:
    """That nobody is ranked by this measure, and at which response somebody will be."""

    def ranked_at(level: Level) -> bool:
        return replace(gate, level=level).allows(measure.id) != "nothing"

    enough = min(rate for level, rate in LEVELS.items() if ranked_at(level))
    half = "" if ranked_at(AT_MOST) else ", and half of each sector,"
    return f"{measure.label}: nobody is ranked by it before {enough:.0%} of those invited{half} have answered."


def nobody_has(ranked: pd.DataFrame) -> str:
    """Why no organization has a value."""
    reasons = "; ".join(ranked["reason"].dropna().unique()) or "the map is empty"
    return f"No organization has a value here: {reasons}."


def without_value(ranked: pd.DataFrame) -> pd.DataFrame:
    """Organization and Reason of those without a value."""
    table = ranked.loc[ranked["value"].isna(), ["organization", "reason"]]
    return table.rename(columns=str.capitalize)
