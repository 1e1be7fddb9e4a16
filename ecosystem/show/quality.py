"""Who answered, in words and pictures: the sentences, the curve and the tables of the page of that name."""

from datetime import date

import pandas as pd

from ecosystem.findings.measures.intervals import Intervals
from ecosystem.findings.response.answer_days import undated
from ecosystem.findings.response.quality import LABELS
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show.charts import WORDS, Option
from ecosystem.show.palette import ANSWERED, ELSEWHERE
from ecosystem.text import counted, joined

STOP_TOGETHER = 3  # so many who stop at the same number hint at a form that allowed no more


def in_words(value: float, unit: str) -> str:
    """A figure as people write it: a share in percent, a count whole, an estimate rounded.

    >>> in_words(0.7045, "share"), in_words(31.0, "organizations"), in_words(0.84, "from -1 to 1")
    ('70 %', '31', '0.84')
    """
    if unit == "share":
        return f"{value:.0%}".replace("%", " %")
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.2g}"


def span(low: object, high: object) -> str | None:
    """A range as people write it; None where it is not known.

    >>> span(3.0, 10.0), span(2, 2), span(pd.NA, pd.NA)
    ('3–10', '2', None)
    """
    if pd.isna(low) or pd.isna(high):
        return None
    ends = [f"{float(end):.3g}" for end in (low, high)]  # type: ignore[arg-type]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def whole_city(quality: pd.DataFrame) -> pd.DataFrame:
    """The rows of the table ``quality`` about the whole city, indexed by measure."""
    return quality[quality["sector"].isna()].set_index("measure")


def headline(quality: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Four figures for the top of the page: label, value in words, and what it rests on."""
    city = whole_city(quality)
    answered, named, pairs, confirmed = (
        city.loc[m] for m in ("answered", "named_only", "pairs_observed", "confirmation_rate")
    )
    both = f"{city.loc['confirmed', 'value']:.0f} of {city.loc[['confirmed', 'one_sided'], 'value'].sum():.0f}"
    return [
        ("Answered", f"{answered['value']:.0f} of {city.loc['invited', 'value']:.0f}", "organizations invited"),
        ("Named, never asked", f"{named['value']:.0f}", named["footing"]),
        (
            "Pairs with an answer",
            "–" if pd.isna(pairs["value"]) else in_words(pairs["value"], "share"),
            f"Share of pairs of which at least one has answered, {pairs['footing']}",
        ),
        ("Ties both ends report", both, confirmed["footing"]),
    ]


def quality_in_words(quality: pd.DataFrame) -> pd.DataFrame:
    """One row a figure of the whole city: Figure, Value, From, To, What it rests on."""
    city = whole_city(quality)

    def words(column: str) -> list[str | None]:
        pairs = zip(city[column], city["unit"], strict=True)
        return [None if pd.isna(value) else in_words(value, unit) for value, unit in pairs]

    return pd.DataFrame(
        {
            "Figure": [LABELS[measure] for measure in city.index],
            "Value": words("value"),
            "From": words("low"),
            "To": words("high"),
            "What it rests on": [
                footing if pd.isna(reason) else f"none: {reason}"
                for footing, reason in zip(city["footing"], city["reason"], strict=True)
            ],
        }
    )


def about_names_given(quality: pd.DataFrame) -> list[str]:
    """How names were asked for, and whether a form may have cut them short."""
    city = whole_city(quality)
    most, stop = city.loc["most_named", "value"], city.loc["at_most_named", "value"]
    if pd.isna(most):
        return [f"How many names a question brought cannot be said: {city.loc['most_named', 'reason']}."]
    answered = int(city.loc["answered", "value"])
    stopped = round(stop * answered)
    line = f"No question brought more than {counted(int(most), 'name')}; {stopped} of {answered} gave that many."
    if stopped >= STOP_TOGETHER:
        line += " If the form allowed no more, ties are missing: ask them who else."
    freely = city.loc["named_freely"]
    if pd.isna(freely["value"]):
        return [line, f"{str(freely['reason']).capitalize()}."]
    mentions = str(freely["footing"]).removeprefix("of ")
    if freely["value"] in (0, 1):
        return [line, f"Every name was {'written freely' if freely['value'] else 'ticked on a list'} ({mentions})."]
    return [
        line,
        f"Of {mentions}, {in_words(freely['value'], 'share')} were written freely, the others ticked on a list.",
    ]


def about_agreement(quality: pd.DataFrame) -> str:
    """How often two ends say the same, and that a tie of one end is not false for that."""
    city = whole_city(quality)
    both, rate, kappa = (city.loc[m, "value"] for m in ("confirmed", "confirmation_rate", "agreement"))
    if pd.isna(rate):
        return f"How often two ends agree cannot be said: {city.loc['confirmation_rate', 'reason']}."
    line = f"Both ends report {in_words(both, 'ties')} {city.loc['confirmed', 'footing']} ({in_words(rate, 'share')})"
    if not pd.isna(kappa):
        line += f"; beyond chance they agree by {kappa:.2f}, where 0 is chance and 1 is always"
    return f"{line}. A tie that one end reports is not false: two people of two organizations know different things."


def about_the_unmapped(quality: pd.DataFrame) -> list[str]:
    """How much of what people name is on the map, and how many organizations may be missing from it."""
    city = whole_city(quality)
    row, share = city.loc["unmapped"], city.loc["mention_coverage"]
    if pd.isna(row["value"]):
        return [f"How many organizations are still off the map cannot be said: {row['reason']}."]
    guess, least = round(row["value"]), int(row["low"])
    more = f"{least} to {-int(-row['high'] // 1)}" if not pd.isna(row["high"]) else f"at least {least}"
    missing = (
        f"The best guess is that {counted(guess, 'organization')} known to them {'is' if guess == 1 else 'are'} still "
        f"off the map ({more}, in 95 of 100 cases)"
        if guess or least
        else "Their answers give no sign of organizations they know that are still off the map"
    )
    return [
        f"About {in_words(share['value'], 'share')} of whom people like those who answered would name is on the map "
        f"({share['footing']} so far). {missing}.",
        "Groups that nobody among them knows stay unseen; no count can find those.",
    ]


def about_days(city: SiteNetwork, days: pd.DataFrame) -> list[str]:
    """When the first and the last answer came, and how many have no day."""
    lines = []
    if len(days) == 1:
        lines.append(f"All dated answers came on {_day(days['day'].iloc[0])}.")
    elif len(days):
        first, last = _day(days["day"].iloc[0]), _day(days["day"].iloc[-1])
        lines.append(f"The first answer came on {first}, the latest on {last}.")
    missing, why = undated(city)
    if missing:
        lines.append(f"{counted(missing, 'answer')} without a day: {why}.")
    return lines


def _day(day: str) -> str:
    """2026-03-04 as 4 March 2026."""
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def days_option(days: pd.DataFrame, invited: int) -> Option:
    """A line that climbs with each answer towards the number of those invited; columns as ``answer_days``."""
    points = [[day, int(so_far)] for day, so_far in zip(days["day"], days["so_far"], strict=True)]
    goal = {"yAxis": invited, "label": {"formatter": f"{invited} invited", "position": "insideEndTop", **WORDS}}
    return {
        "tooltip": {"trigger": "axis"},
        "grid": {"left": 10, "right": 30, "top": 30, "bottom": 10, "containLabel": True},
        "xAxis": {"type": "time", "axisLabel": {**WORDS, "hideOverlap": True}, "splitNumber": 5},
        "yAxis": {"type": "value", "min": 0, "max": invited, "minInterval": 1, "axisLabel": WORDS},
        "animation": False,
        "series": [
            {
                "type": "line",
                "name": "Answered so far",
                "step": "end",
                "color": ANSWERED,
                "areaStyle": {"opacity": 0.15},
                "data": points,
                "markLine": {"symbol": "none", "silent": True, "lineStyle": {"color": ELSEWHERE}, "data": [goal]},
            }
        ],
    }


def reminders_in_words(reminders: pd.DataFrame, ranges: Intervals | None = None) -> pd.DataFrame:
    """The facilitator's list as people read it: Organization, What to do, Named by, Why, Open, Sector.

    Open is how many partners it could turn out to have; a column of which nothing is known is left out.
    """
    columns = {"organization": "Organization", "step": "What to do", "named_by": "Named by", "why": "Why"}
    columns |= {"open": "Partners it may turn out to have", "sector": "Sector"}
    settles = what_answers_settle(reminders, ranges).set_index("organization_id")["open"]
    table = reminders.assign(open=reminders["organization_id"].map(settles))
    return table[list(columns)].rename(columns=columns).dropna(axis="columns", how="all")


def what_answers_settle(reminders: pd.DataFrame, ranges: Intervals | None) -> pd.DataFrame:
    """organization_id, organization, width, open ("4–26") of those still to ask, the widest range of partners first.

    An answer settles whom the organization names, so that the range of its partners shrinks to next to nothing.
    """
    columns = ["organization_id", "organization", "width", "open"]
    if ranges is None or not ranges.draws:
        return pd.DataFrame(columns=columns)
    degree = ranges.organizations[ranges.organizations["measure"] == "degree"].dropna(subset=["low", "high"])
    table = reminders.merge(degree, on="organization_id")
    table["width"] = table["high"] - table["low"]
    table["open"] = [span(low, high) for low, high in zip(table["low"], table["high"], strict=True)]
    return table.sort_values(["width", "organization"], ascending=[False, True])[columns].reset_index(drop=True)


def about_settling(reminders: pd.DataFrame, ranges: Intervals | None, most: int = 4) -> str:
    """Whose answers would narrow the map most, or "" where nothing is known of that."""
    table = what_answers_settle(reminders, ranges).head(most)
    if table.empty:
        return ""
    said = joined([f"{row.organization} ({row.open} partners)" for row in table.itertuples()])
    return f"Most is open about {said}: had they answered, that would be settled."
