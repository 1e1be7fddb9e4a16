"""Name review as sentences and tables: pairs to decide, what a merge would change, the record of decisions."""

from collections.abc import Sequence

import pandas as pd

from ecosystem.names.decisions import UNDO, Decision, describe_decision, effective
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.tables.name_queue import MergeEffect
from ecosystem.translation import gettext, gettext_noop, ngettext

VERDICTS = {
    "match": gettext_noop("match"),
    "possible": gettext_noop("possible"),
    "part of": gettext_noop("part of"),
    "different": gettext_noop("different"),
}
_QUESTIONS = {
    "match": gettext_noop("“{first}” and “{second}”: very likely the same?"),
    "possible": gettext_noop("“{first}” and “{second}”: possibly the same?"),
    "part of": gettext_noop("“{first}” and “{second}”: is one part of the other?"),
}
HOW = {
    "listed": gettext_noop("as in the list"),
    "folded": gettext_noop("differs only in capitals, spaces or punctuation"),
    "alias": gettext_noop("from your list of aliases"),
    "decided": gettext_noop("decided"),
    "named": gettext_noop("only named by others"),
}


def about_queue(questions: pd.DataFrame, carrying: tuple[int, int]) -> str:
    """Return how many pairs are to decide, and how few of them affect half of the ties.

    ``carrying``: how many of the first pairs affect half of the ties, and how many ties all pairs affect.
    """
    if questions.empty:
        return gettext("No pairs to decide: no two names look like the same organization.")
    first, affected = carrying
    pairs = len(questions)
    if not affected:
        return ngettext(
            "{count:,} pair of names to decide; it affects no ties.",
            "{count:,} pairs of names to decide; they affect no ties.",
            pairs,
        ).format(count=pairs)
    ties = phrases.ties(affected)
    if pairs == 1:
        return gettext("1 pair of names to decide; it affects {ties}.").format(ties=ties)
    return ngettext(
        "{count:,} pairs of names to decide; the first one covers half of the {ties} they affect.",
        "{count:,} pairs of names to decide; the first {first:,} cover half of the {ties} they affect.",
        first,
    ).format(count=pairs, first=first, ties=ties)


def about_withheld(hidden: int, similar: int) -> str:
    """Return how many organizations are not compared, how many shown names may be theirs, and what to do."""
    lines = [
        ngettext(
            "{count:,} organization is not shown by name and not compared with any other.",
            "{count:,} organizations are not shown by name and not compared with any other.",
            hidden,
        ).format(count=hidden)
    ]
    if similar:
        lines.append(
            ngettext(
                "{count:,} name shown to the group looks like one of theirs: decide first whether it is.",
                "{count:,} names shown to the group look like one of theirs: decide first whether they are.",
                similar,
            ).format(count=similar)
        )
    lines.append(
        gettext(
            "Show withheld names only where no one else can see this screen. What you decide then counts, and the "
            "names stay withheld everywhere else."
        )
    )
    return " ".join(lines)


def about_pair(name_a: str, name_b: str, verdict: str) -> str:
    """Return the question about two names."""
    return gettext(_QUESTIONS.get(verdict, _QUESTIONS["part of"])).format(first=name_a, second=name_b)


def about_namesakes(name: str, count: int) -> str:
    """Return the question about one name under several ids."""
    return gettext("“{name}” stands under {count:,} ids: one organization?").format(name=name, count=count)


def namesakes_in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Return the organizations of one name to read; columns in which none says anything are left out."""
    columns = {
        "organization_id": gettext("Id"),
        "site": gettext("City"),
        "sector": gettext("Sector"),
        "level": gettext("Level of government"),
        "address": gettext("Address"),
        "website": gettext("Website"),
        "ties": gettext("Ties"),
    }
    kept = [column for column in columns if column == "ties" or (table[column] != "").any()]
    return table[kept].rename(columns=columns)


def about_change(effect: MergeEffect) -> str:
    """Return what merging two organizations would change; partners are counted over all kinds of ties."""
    lines = [
        ngettext(
            "Merged, it would have {after:,} partner; now they have {first:,} and {second:,}.",
            "Merged, it would have {after:,} partners; now they have {first:,} and {second:,}.",
            effect.partners_after,
        ).format(after=effect.partners_after, first=effect.partners_a, second=effect.partners_b)
    ]
    if effect.ties_merged:
        lines.append(
            ngettext(
                "{count:,} tie that both have would be counted once.",
                "{count:,} ties that both have would be counted once.",
                effect.ties_merged,
            ).format(count=effect.ties_merged)
        )
    if effect.ties_between:
        lines.append(
            ngettext(
                "{count:,} tie between the two would be dropped.",
                "{count:,} ties between the two would be dropped.",
                effect.ties_between,
            ).format(count=effect.ties_between)
        )
    return " ".join(lines)


def side_by_side_text(rows: pd.DataFrame, name_a: str, name_b: str) -> str:
    """Return the comparison as a Markdown table with every text escaped."""
    lines = [("", name_a, name_b), ("---", "---", "---"), *rows.itertuples(index=False)]
    return "\n".join(
        "| " + " | ".join(cell if number == 1 else plain(cell) for cell in line) + " |"
        for number, line in enumerate(lines)
    )


def questions_in_words(questions: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs to read: First name, Second name, Suggestion, Why, Ties."""
    suggestions = questions["verdict"].map(lambda verdict: gettext(VERDICTS[verdict]) if verdict in VERDICTS else "")
    table = questions.assign(verdict=suggestions)
    if "later" in table:
        put_off = [gettext("later: {suggestion}").format(suggestion=each) for each in table["verdict"]]
        table["verdict"] = table["verdict"].where(~table["later"], pd.Series(put_off, index=table.index, dtype=object))
    columns = {
        "name_a": gettext("First name"),
        "name_b": gettext("Second name"),
        "verdict": gettext("Suggestion"),
        "reasons": gettext("Why"),
        "ties": gettext("Ties"),
    }
    return table[[column for column in columns if column in table]].rename(columns=columns)


def log_in_words(log: Sequence[Decision]) -> pd.DataFrame:
    """Return all recorded decisions, the newest first: Decision, City, By, When, State."""
    held = {decision.decision_id for decision in effective(log)}
    rows = []
    for record in reversed(log):
        what = describe_decision(record).rpartition(" (")[0]
        holds = gettext("in effect") if record.decision_id in held else gettext("undone")
        who = record.by or gettext("your list of aliases")
        when = record.at[:16].replace("T", " ")
        rows.append((what, record.site, who, when, "" if record.verdict == UNDO else holds))
    heads = [gettext("Decision"), gettext("City"), gettext("By"), gettext("When"), gettext("State")]
    return pd.DataFrame(rows, columns=heads)


def spellings_in_words(names: pd.DataFrame) -> pd.DataFrame:
    """Return every spelling, the organization it stands for, why, and how often it was written."""
    why = [_why(how, by) for how, by in zip(names["how"], names["by"].fillna(""), strict=True)]
    table = names.assign(why=why)[["name_as_written", "name", "why", "times"]]
    heads = [gettext("As written"), gettext("Organization"), gettext("Why"), gettext("Times written")]
    return table.set_axis(heads, axis="columns").sort_values([heads[1], heads[0]])


def _why(how: str, by: str) -> str:
    reason = gettext(HOW[how]) if how in HOW else how
    return gettext("{reason} by {name}").format(reason=reason, name=by) if by else reason
