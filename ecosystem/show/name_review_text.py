"""Who is who in words: sentences and tables about questions, decisions and what they would change."""

from collections.abc import Sequence

import pandas as pd

from ecosystem.names.decisions import UNDO, Decision, describe_decision, effective
from ecosystem.show.sentences import counted
from ecosystem.show.text import plain
from ecosystem.tables.name_review import MergeEffect

VERDICTS = {
    "match": "very likely one",
    "possible": "perhaps one",
    "part of": "one may be part of the other",
    "trap": "look alike, differ",
}
HOW = {
    "listed": "as in the list",
    "folded": "but for case, spaces or punctuation",
    "alias": "by your alias list",
    "decided": "decided",
    "named": "only named by others",
}


def about_queue(questions: pd.DataFrame, carrying: tuple[int, int]) -> str:
    """How many pairs are to decide, and how few of them carry half the ties."""
    if questions.empty:
        return "Nothing is left to decide: no two names look like one organization."
    first, ties = carrying
    text = f"{counted(len(questions), 'pair')} of names to decide"
    if not ties:
        return f"{text}; no ties hang on them."
    if len(questions) == 1:
        return f"{text}; {counted(ties, 'tie')} {'hangs' if ties == 1 else 'hang'} on it."
    carry = "the first one carries" if first == 1 else f"the first {first} carry"
    return f"{text}; {carry} half of the {counted(ties, 'tie')} that hang on them."


def about_withheld(hidden: int, similar: int) -> str:
    """How many organizations nobody is asked about, how many names may be theirs, and how to be asked."""
    who = "1 organization is" if hidden == 1 else f"{hidden} organizations are"
    looks = "1 name that is shown to the group looks" if similar == 1 else f"{similar} names shown to the group look"
    urgent = f"{looks} like one of theirs: decide first whether it is. " if similar else ""
    return (
        f"{who} not shown by name and compared with no other. {urgent}Show withheld names only where nobody else sees "
        "this screen; what you decide then holds, and the names stay withheld everywhere else."
    )


def about_pair(name_a: str, name_b: str, verdict: str) -> str:
    """What is asked about two names."""
    asked = {"match": "very likely one", "possible": "perhaps one"}.get(verdict, "one may be part of the other")
    return f"“{name_a}” and “{name_b}”: {asked}?"


def about_change(found: MergeEffect) -> str:
    """What joining two would change; an organization's partners are counted over every kind of tie."""
    after = f"{found.partners_after} {'partner' if found.partners_after == 1 else 'partners'}"
    text = f"Joined, it would have {after}; now they have {found.partners_a} and {found.partners_b}"
    merged = f"; {counted(found.ties_merged, 'tie')} that both have would be counted once" if found.ties_merged else ""
    between = f"; {counted(found.ties_between, 'tie')} between the two would go" if found.ties_between else ""
    return f"{text}{merged}{between}."


def side_by_side_text(rows: pd.DataFrame, name_a: str, name_b: str) -> str:
    """The comparison as a Markdown table in which every name is shown letter by letter."""
    lines = [("", name_a, name_b), ("---", "---", "---"), *rows.itertuples(index=False)]
    return "\n".join(
        "| " + " | ".join(cell if number == 1 else plain(cell) for cell in line) + " |"
        for number, line in enumerate(lines)
    )


def questions_in_words(questions: pd.DataFrame) -> pd.DataFrame:
    """The questions for reading: this, and this, are, because, ties."""
    table = questions.assign(verdict=questions["verdict"].map(VERDICTS))
    if "later" in table:
        table["verdict"] = table["verdict"].where(~table["later"], "put off: " + table["verdict"])
    columns = {"name_a": "This", "name_b": "and this", "verdict": "are", "reasons": "because", "ties": "Ties"}
    return table[[column for column in columns if column in table]].rename(columns=columns)


def log_in_words(log: Sequence[Decision]) -> pd.DataFrame:
    """All that was decided, the newest first: what, by whom, when, and whether it holds."""
    held = {decision.decision_id for decision in effective(log)}
    rows = []
    for record in reversed(log):
        what = describe_decision(record).rpartition(" (")[0]
        holds = "" if record.verdict == UNDO else "holds" if record.decision_id in held else "undone"
        who = record.by or "your alias list"
        rows.append((what, record.site, who, record.at[:16].replace("T", " "), holds))
    return pd.DataFrame(rows, columns=["Decision", "City", "By", "When", "State"])


def spellings_in_words(names: pd.DataFrame) -> pd.DataFrame:
    """Every spelling, what it stands for, why, and how often it was written."""
    why = names["how"].map(HOW).fillna(names["how"])
    by = names["by"].fillna("")
    table = names.assign(why=why.where(by == "", why + " by " + by))[["name_as_written", "name", "why", "times"]]
    columns = {"name_as_written": "As written", "name": "Stands for", "why": "Why", "times": "Times written"}
    return table.rename(columns=columns).sort_values(["Stands for", "As written"])
