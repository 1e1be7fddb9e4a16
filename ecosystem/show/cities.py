"""Comparison of cities: figures side by side, which cities can be compared, and one city alone in sentences."""

import pandas as pd

from ecosystem.findings.comparison.comparison import LARGEST_RATIO, LEAST_ORGANIZATIONS, LEAST_RESPONSE, TABLE
from ecosystem.findings.measures.measure_record import NO_TIES_ASKED
from ecosystem.show import phrases
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.translation import gettext, gettext_noop, ngettext

COLUMNS = {  # short, so that all of them fit a laptop; MEANINGS explains each
    "site": gettext_noop("City"),
    "organizations": gettext_noop("Organizations"),
    "invited": gettext_noop("Invited"),
    "respondents": gettext_noop("Answered"),
    "ties": gettext_noop("Ties"),
    "crossing_ties": gettext_noop("Ties elsewhere"),
    "mean_degree": gettext_noop("Partners each"),
    "within_two_steps": gettext_noop("Within 2 steps"),
    "largest_component_share": gettext_noop("Connected"),
    "cross_sector_share": gettext_noop("Across sectors"),
    "cross_sector_expected": gettext_noop("By chance"),
    "confirmation_rate": gettext_noop("Confirmed"),
}
MEANINGS = {COLUMNS[column.name]: column.meaning for column in TABLE.columns if column.name in COLUMNS}
SHARES = (
    "within_two_steps",
    "largest_component_share",
    "cross_sector_share",
    "cross_sector_expected",
    "confirmation_rate",
)
_RULE = gettext_noop(
    "Cities are compared only where at least {response:.0%} answered, {least:,} or more organizations are known, and "
    "the larger city has at most {ratio} times as many organizations. There is no total score: a city that asked fewer "
    "people, or let them name fewer, looks sparser for that reason alone."
)


def comparison_rule() -> str:
    """Return when cities are compared, and why there is no total score."""
    return gettext(_RULE).format(response=LEAST_RESPONSE, least=LEAST_ORGANIZATIONS, ratio=LARGEST_RATIO)


def about_cities(table: pd.DataFrame) -> list[str]:
    """Return how many cities can be compared, and the range of partners per organization among them."""
    fit = table[~table["note"].fillna("").str.startswith("not comparable")]
    cities = phrases.cities(len(table))
    lines = [gettext("{cities}; {count:,} can be compared.").format(cities=cities, count=len(fit))]
    lists = int(table["respondents"].isna().sum())
    if lists in (0, len(table)):
        return lines + _range_of_partners(fit)
    surveyed = len(table) - lists
    about = ngettext(
        "{count:,} city was surveyed: it can be compared with other surveyed cities only.",
        "{count:,} cities were surveyed: they can be compared with each other only.",
        surveyed,
    )
    lines += [about.format(count=surveyed), *_range_of_partners(fit[fit["respondents"].notna()])]
    about = ngettext(
        "{count:,} city is a list, not a survey: it can be compared with other lists only.",
        "{count:,} cities are lists, not surveys: they can be compared with each other only.",
        lists,
    )
    return [*lines, about.format(count=lists), *_range_of_partners(fit[fit["respondents"].isna()])]


def _range_of_partners(fit: pd.DataFrame) -> list[str]:
    """Return the sentence on the fewest and the most partners per organization; none of fewer than two cities."""
    degrees = fit.dropna(subset="mean_degree").sort_values("mean_degree", ascending=False, kind="stable")
    if len(degrees) < 2:
        return []
    most, least = degrees.iloc[0], degrees.iloc[-1]
    said = {"least": least["mean_degree"], "least_city": least["site"]}
    return [_spread(least, most).format(most=most["mean_degree"], most_city=most["site"], **said)]


def _spread(least: pd.Series, most: pd.Series) -> str:
    """Return the template about two cities: whether their likely ranges are known, and whether they overlap."""
    ends = [least.get("mean_degree_high"), most.get("mean_degree_low")]
    if any(pd.isna(end) for end in ends):
        return gettext(
            "Partners per organization range from {least:.1f} ({least_city}) to {most:.1f} ({most_city}). "
            "Likely ranges are not known, so small differences mean little."
        )
    if ends[0] < ends[1]:
        return gettext(
            "Partners per organization range from {least:.1f} ({least_city}) to {most:.1f} ({most_city}). "
            "The likely ranges of these two cities do not overlap."
        )
    return gettext(
        "Partners per organization range from {least:.1f} ({least_city}) to {most:.1f} ({most_city}). "
        "The likely ranges of these two cities overlap, so more answers could reverse their order."
    )


def side_by_side(table: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of ``compare`` under ``COLUMNS``, shares rounded to 0.1%, no empty column."""
    rounded = table.assign(**{share: table[share].round(3) for share in SHARES})
    heads = {column: gettext(head) for column, head in COLUMNS.items()}
    return rounded[list(COLUMNS)].dropna(axis="columns", how="all").rename(columns=heads)


def comparability(table: pd.DataFrame) -> pd.DataFrame:
    """Return City, Can be compared with (or why it cannot), and the likely range of each figure that has one."""
    ranges = {}
    for figure, label in COLUMNS.items():
        if f"{figure}_low" in table and table[f"{figure}_low"].notna().any():
            ends = zip(table[f"{figure}_low"], table[f"{figure}_high"], strict=True)
            spans = [_range(figure, low, high) for low, high in ends]
            head = gettext("{figure}, likely range").format(figure=gettext(label))
            ranges[head] = pd.array(spans, dtype="string")
    others = table["comparable_with"].str.replace("|", ", ").fillna(table["note"])
    return pd.DataFrame({gettext("City"): table["site"], gettext("Can be compared with"): others, **ranges})


def _range(figure: str, low: object, high: object) -> object:
    if pd.isna(low):
        return pd.NA
    return gettext("{low} to {high}").format(low=_formatted(figure, low), high=_formatted(figure, high))


def _formatted(figure: str, value: object) -> str:
    return f"{value:.0%}" if figure in SHARES else f"{value:.1f}"


def one_city(row: pd.Series, *, invited_known: bool = True) -> list[str]:
    """Return what is known of the only city of a map, a sentence for each figure, and how to compare it."""
    said = {figure: _formatted(figure, row[figure]) for figure in (*SHARES, "mean_degree") if not pd.isna(row[figure])}
    surveyed = not pd.isna(row["respondents"])
    lines = [_size(row)]
    if surveyed:
        lines.append(_response(row, invited_known=invited_known and not pd.isna(row["invited"])))
    if "mean_degree" in said:
        template = (
            gettext("An organization that answered has {partners} partners on average.")
            if surveyed
            else gettext("An organization has {partners} partners on average.")
        )
        lines.append(template.format(partners=said["mean_degree"]))
    if "within_two_steps" in said:
        lines.append(
            gettext("{share} of all pairs are partners or share a partner who could introduce them.").format(
                share=said["within_two_steps"]
            )
        )
    if "largest_component_share" in said:
        lines.append(
            gettext("{share} of the organizations are in the largest connected part.").format(
                share=said["largest_component_share"]
            )
        )
    if {"cross_sector_share", "cross_sector_expected"} <= set(said):
        lines.append(
            gettext(
                "{share} of the pairs of partners are from two sectors; by chance alone it would be {expected}."
            ).format(share=said["cross_sector_share"], expected=said["cross_sector_expected"])
        )
    if "confirmation_rate" in said:
        lines.append(
            gettext("Both ends report {share} of the ties about which both were asked.").format(
                share=said["confirmation_rate"]
            )
        )
    lines.append(
        gettext(
            "To compare: ask the same questions in other cities, give every organization its city, and load all the "
            "answers together."
        )
    )
    return lines


def _size(row: pd.Series) -> str:
    fields = {"organizations": phrases.organizations(row["organizations"]), "city": row["site"]}
    if pd.isna(row["ties"]):
        fields["reason"] = gettext(NO_TIES_ASKED)
        if row["site"] == EVERYWHERE:
            return gettext("This map names no cities: {organizations}; {reason}.").format(**fields)
        return gettext("This map has one city, {city}: {organizations}; {reason}.").format(**fields)
    fields["ties"] = phrases.ties(row["ties"])
    if row["site"] == EVERYWHERE:
        return gettext("This map names no cities: {organizations} and {ties} among them.").format(**fields)
    return gettext("This map has one city, {city}: {organizations} and {ties} among them.").format(**fields)


def _response(row: pd.Series, *, invited_known: bool) -> str:
    if invited_known:
        return ngettext(
            "{answered:,} of {invited:,} invited organization has answered.",
            "{answered:,} of {invited:,} invited organizations have answered.",
            row["invited"],
        ).format(answered=row["respondents"], invited=row["invited"])
    return ngettext(
        "{count:,} respondent; nobody said who was invited.",
        "{count:,} respondents; nobody said who was invited.",
        row["respondents"],
    ).format(count=row["respondents"])
