"""Survey response as sentences, a curve and tables: who answered, when, and what the answers can show."""

from datetime import date

import pandas as pd

from ecosystem.findings.measures.intervals import Intervals
from ecosystem.findings.response.answer_days import undated
from ecosystem.findings.response.quality import LABELS
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show.charts import WORDS, Option
from ecosystem.show.palette import ANSWERED, ELSEWHERE
from ecosystem.text import joined
from ecosystem.translation import gettext, ngettext

SAME_COUNT_SUSPECT = 3  # so many organizations that give the same highest number suggest a limit in the form


def in_words(value: float, unit: str) -> str:
    """Return a figure in US format: a share as a percentage, a count whole, an estimate with two digits.

    >>> in_words(0.7045, "share"), in_words(1204.0, "organizations"), in_words(0.84, "from -1 to 1")
    ('70%', '1,204', '0.84')
    """
    if unit == "share":
        return f"{value:.0%}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.2g}"


def span(low: object, high: object) -> str | None:
    """Return a range as text; None where it is not known.

    >>> span(3.0, 10.0), span(2, 2), span(pd.NA, pd.NA)
    ('3–10', '2', None)
    """
    if pd.isna(low) or pd.isna(high):
        return None
    ends = [f"{float(end):.3g}" for end in (low, high)]  # type: ignore[arg-type]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def whole_city(quality: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the table ``quality`` about the whole city, indexed by measure."""
    return quality[quality["sector"].isna()].set_index("measure")


def headline(quality: pd.DataFrame, *, invited_known: bool = True) -> list[tuple[str, str, str]]:
    """Return four figures for the top of the page: label, value as text, and its base."""
    city = whole_city(quality)
    answered, named, pairs, confirmed = (
        city.loc[m] for m in ("answered", "named_only", "pairs_observed", "confirmation_rate")
    )
    of = gettext("{part:,} of {whole:,}")
    responded = int(answered["value"])
    both, asked = city.loc["confirmed", "value"], city.loc[["confirmed", "one_sided"], "value"].sum()
    agree = "–" if pd.isna(both) else of.format(part=int(both), whole=int(asked))
    response = (
        (of.format(part=responded, whole=int(city.loc["invited", "value"])), gettext("organizations invited"))
        if invited_known
        else (f"{responded:,}", gettext("who was invited is not known"))
    )
    return [
        (gettext("Answered"), *response),
        (
            gettext("Named, never asked") if invited_known else gettext("Named by others only"),
            f"{int(named['value']):,}",
            named["footing"],
        ),
        (
            gettext("Pairs with an answer"),
            "–" if pd.isna(pairs["value"]) else in_words(pairs["value"], "share"),
            gettext("Share of pairs of which at least one has answered, {base}").format(base=pairs["footing"]),
        ),
        (gettext("Ties both ends report"), agree, confirmed["footing"]),
    ]


def quality_in_words(quality: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each figure of the whole city: Figure, Value, From, To, Base."""
    city = whole_city(quality)

    def words(column: str) -> list[str | None]:
        pairs = zip(city[column], city["unit"], strict=True)
        return [None if pd.isna(value) else in_words(value, unit) for value, unit in pairs]

    return pd.DataFrame(
        {
            gettext("Figure"): [gettext(LABELS[measure]) for measure in city.index],
            gettext("Value"): words("value"),
            gettext("From"): words("low"),
            gettext("To"): words("high"),
            gettext("Base"): [
                footing if pd.isna(reason) else gettext("none: {reason}").format(reason=reason)
                for footing, reason in zip(city["footing"], city["reason"], strict=True)
            ],
        }
    )


def about_names_given(quality: pd.DataFrame) -> list[str]:
    """Return how many names respondents gave, whether the form may have limited them, and how names were given."""
    city = whole_city(quality)
    most, stop = city.loc["most_named", "value"], city.loc["at_most_named", "value"]
    if pd.isna(most):
        return [
            gettext("How many names a question brought cannot be said: {reason}.").format(
                reason=city.loc["most_named", "reason"]
            )
        ]
    answered = int(city.loc["answered", "value"])
    stopped = round(stop * answered)
    line = (
        ngettext(
            "No question brought more than {most:,} name; {stopped:,} of {answered:,} gave that many. "
            "If the form allowed no more, ties are missing: ask these organizations who else.",
            "No question brought more than {most:,} names; {stopped:,} of {answered:,} gave that many. "
            "If the form allowed no more, ties are missing: ask these organizations who else.",
            int(most),
        )
        if stopped >= SAME_COUNT_SUSPECT
        else ngettext(
            "No question brought more than {most:,} name; {stopped:,} of {answered:,} gave that many.",
            "No question brought more than {most:,} names; {stopped:,} of {answered:,} gave that many.",
            int(most),
        )
    ).format(most=int(most), stopped=stopped, answered=answered)
    return [line, _freely(city.loc["named_freely"])]


def _freely(row: pd.Series) -> str:
    if pd.isna(row["value"]):
        reason = str(row["reason"])
        return gettext("{reason}.").format(reason=reason[:1].upper() + reason[1:])
    mentions = str(row["footing"]).removeprefix("of ")
    if row["value"] == 1:
        return gettext("Every name was written freely ({mentions}).").format(mentions=mentions)
    if row["value"] == 0:
        return gettext("Every name was chosen from a list ({mentions}).").format(mentions=mentions)
    return gettext("Of {mentions}, {share} were written freely; the others were chosen from a list.").format(
        mentions=mentions, share=in_words(row["value"], "share")
    )


def about_agreement(quality: pd.DataFrame) -> str:
    """Return how often both ends report a tie, and that a tie one end reports is not false for that."""
    city = whole_city(quality)
    both, rate, kappa = (city.loc[m, "value"] for m in ("confirmed", "confirmation_rate", "agreement"))
    if pd.isna(rate):
        return gettext("How often two ends agree cannot be said: {reason}.").format(
            reason=city.loc["confirmation_rate", "reason"]
        )
    fields = {
        "ties": in_words(both, "ties"),
        "base": city.loc["confirmed", "footing"],
        "share": in_words(rate, "share"),
        "kappa": kappa,
    }
    if pd.isna(kappa):
        return gettext(
            "Both ends report {ties} {base} ({share}). A tie that one end reports is not false: people in two "
            "organizations know different things."
        ).format(**fields)
    return gettext(
        "Both ends report {ties} {base} ({share}). Agreement beyond chance (kappa) is {kappa:.2f}, where 0 is chance "
        "and 1 is full agreement. A tie that one end reports is not false: people in two organizations know different "
        "things."
    ).format(**fields)


def about_the_unmapped(quality: pd.DataFrame) -> list[str]:
    """Return how much of what people name is on the map, and how many organizations may be missing from it."""
    city = whole_city(quality)
    row, share = city.loc["unmapped"], city.loc["mention_coverage"]
    if pd.isna(row["value"]):
        return [
            gettext("How many organizations are not on the map yet cannot be said: {reason}.").format(
                reason=row["reason"]
            )
        ]
    return [
        gettext(
            "About {share} of the organizations that people like these respondents would name are on the map "
            "({base} so far)."
        ).format(share=in_words(share["value"], "share"), base=share["footing"]),
        _still_missing(row),
        gettext("Groups that no respondent knows stay unseen; no estimate can find those."),
    ]


def _still_missing(row: pd.Series) -> str:
    guess, least = round(row["value"]), int(row["low"])
    if not guess and not least:
        return gettext("The answers give no sign that respondents know organizations that are not on the map yet.")
    if pd.isna(row["high"]):
        return ngettext(
            "By the best estimate, {guess:,} organization that respondents know is not on the map yet "
            "(95% interval: at least {least:,}).",
            "By the best estimate, {guess:,} organizations that respondents know are not on the map yet "
            "(95% interval: at least {least:,}).",
            guess,
        ).format(guess=guess, least=least)
    return ngettext(
        "By the best estimate, {guess:,} organization that respondents know is not on the map yet "
        "(95% interval: {least:,} to {most:,}).",
        "By the best estimate, {guess:,} organizations that respondents know are not on the map yet "
        "(95% interval: {least:,} to {most:,}).",
        guess,
    ).format(guess=guess, least=least, most=-int(-row["high"] // 1))


def about_days(city: SiteNetwork, days: pd.DataFrame) -> list[str]:
    """Return when the first and the last answer came, and how many answers have no date."""
    lines = []
    if len(days) == 1:
        lines.append(gettext("All dated answers came on {day}.").format(day=_day(days["day"].iloc[0])))
    elif len(days):
        first, last = _day(days["day"].iloc[0]), _day(days["day"].iloc[-1])
        lines.append(gettext("The first answer came on {first}, the latest on {last}.").format(first=first, last=last))
    missing, why = undated(city)
    if missing:
        lines.append(
            ngettext(
                "{count:,} answer has no date: {reason}.", "{count:,} answers have no date: {reason}.", missing
            ).format(count=missing, reason=why)
        )
    return lines


def _day(day: str) -> str:
    """Return an ISO date in US format.

    >>> _day("2026-03-04")
    'March 4, 2026'
    """
    found = date.fromisoformat(day)
    return f"{found:%B} {found.day}, {found.year}"


def days_option(days: pd.DataFrame, invited: int | None) -> Option:
    """Return the curve of answers over time, with a line at the number invited where known; ``days``: `answer_days`."""
    points = [[day, int(so_far)] for day, so_far in zip(days["day"], days["so_far"], strict=True)]
    goals = []
    if invited is not None:
        text = gettext("{count:,} invited").format(count=invited)
        goals = [{"yAxis": invited, "label": {"formatter": text, "position": "insideEndTop", **WORDS}}]
    return {
        "tooltip": {"trigger": "axis"},
        "grid": {"left": 10, "right": 30, "top": 30, "bottom": 10, "containLabel": True},
        "xAxis": {"type": "time", "axisLabel": {**WORDS, "hideOverlap": True}, "splitNumber": 5},
        "yAxis": {"type": "value", "min": 0, "max": invited or points[-1][1], "minInterval": 1, "axisLabel": WORDS},
        "animation": False,
        "series": [
            {
                "type": "line",
                "name": gettext("Answered so far"),
                "step": "end",
                "color": ANSWERED,
                "areaStyle": {"opacity": 0.15},
                "data": points,
                "markLine": {"symbol": "none", "silent": True, "lineStyle": {"color": ELSEWHERE}, "data": goals},
            }
        ],
    }


def reminders_in_words(reminders: pd.DataFrame, ranges: Intervals | None = None) -> pd.DataFrame:
    """Return the list of organizations to ask: name, what to do, named by, why, likely partners, sector.

    A column that is empty throughout is left out.
    """
    columns = {
        "organization": gettext("Organization"),
        "step": gettext("What to do"),
        "named_by": gettext("Named by"),
        "why": gettext("Why"),
        "likely": gettext("Likely number of partners"),
        "sector": gettext("Sector"),
    }
    likely = unknown_partners(reminders, ranges).set_index("organization_id")["likely"]
    table = reminders.assign(likely=reminders["organization_id"].map(likely))
    return table[list(columns)].rename(columns=columns).dropna(axis="columns", how="all")


def unknown_partners(reminders: pd.DataFrame, ranges: Intervals | None) -> pd.DataFrame:
    """Return organization_id, organization, width, likely ("4–26") of those still to ask, the widest range first.

    An answer settles which organizations the respondent names, so it narrows the range of its partners most.
    """
    columns = ["organization_id", "organization", "width", "likely"]
    if ranges is None or not ranges.draws:
        return pd.DataFrame(columns=columns)
    degree = ranges.organizations[ranges.organizations["measure"] == "degree"].dropna(subset=["low", "high"])
    table = reminders.merge(degree, on="organization_id")
    table["width"] = table["high"] - table["low"]
    table["likely"] = [span(low, high) for low, high in zip(table["low"], table["high"], strict=True)]
    return table.sort_values(["width", "organization"], ascending=[False, True])[columns].reset_index(drop=True)


def about_settling(reminders: pd.DataFrame, ranges: Intervals | None, most: int = 4) -> str:
    """Return whose answers would narrow the map most; "" where ranges are not known."""
    table = unknown_partners(reminders, ranges).head(most)
    if table.empty:
        return ""
    named = [
        gettext("{organization} ({likely} partners)").format(organization=row.organization, likely=row.likely)
        for row in table.itertuples()
    ]
    return gettext("Least is known of {organizations}: their answers would settle most.").format(
        organizations=joined(named)
    )
