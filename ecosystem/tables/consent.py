"""Organizations that do not want to be shown by name lose it in every table at once."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import pandas as pd

from ecosystem.tables.decisions import Decision
from ecosystem.tables.spec import SPECS
from ecosystem.text import fold

_TELLING = ["website", "description", "data_assets", "technology"]  # would give the name away
# Where others may have written it: free text, and the names of files and sheets, which ids of rows begin with.
_FREE_TEXT = {
    "organizations": _TELLING,
    "initiatives": ["initiative_id", "name"],
    "memberships": ["initiative_id"],
    "responses": ["response_id", "source"],
    "reports": ["report_id", "source"],
    "issues": ["message", "column", "source"],
}
_ID_COLUMNS = ("organization_id", "reporter_id", "named_id", "source_id", "target_id", "part_of")


def mask(tables: dict[str, pd.DataFrame], hidden: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The same tables with the organizations in ``hidden`` called "Unnamed organization 1", 2, ... throughout.

    Their ids, spellings, addresses and websites go as well, and their names leave all free text; sector, goals,
    offers, needs and ties stay.
    """
    hidden = sorted(hidden)
    if not hidden:
        return tables
    taken = tables["organizations"]["organization_id"].str.extract(r"^unnamed-(\d{1,9})$")[0].dropna()
    start = 1 + max(map(int, taken), default=0)
    ids = {old: f"unnamed-{number}" for number, old in enumerate(hidden, start)}
    shown = {old: f"Unnamed organization {new.split('-')[1]}" for old, new in ids.items()}
    without_names = _without_names(tables, shown)
    masked = {}
    for name, table in tables.items():
        frame = table.copy()
        if name == "organizations":
            at = frame["organization_id"].isin(ids)
            frame.loc[at, "name"] = frame.loc[at, "organization_id"].map(shown)
            frame.loc[at, _TELLING] = pd.NA
        elif name == "locations":
            frame.loc[frame["organization_id"].isin(ids), ["address", "latitude", "longitude"]] = pd.NA
        elif name == "names":
            frame = frame[~frame["organization_id"].isin(ids)]
        elif name == "reports":
            for end in ("reporter", "named"):
                at = frame[f"{end}_id"].isin(ids)
                frame.loc[at, f"{end}_as_written"] = frame.loc[at, f"{end}_id"].map(shown)
        for column in _FREE_TEXT.get(name, []):
            frame[column] = without_names(frame[column])
        for column in _ID_COLUMNS:
            if column in frame.columns:
                frame[column] = frame[column].replace(ids)
        key = list(SPECS[name].key)
        masked[name] = frame.sort_values(key, kind="stable", ignore_index=True) if name != "issues" else frame
    return masked


def without_hidden(
    decisions: Iterable[Decision], tables: dict[str, pd.DataFrame], hidden: Iterable[str]
) -> tuple[Decision, ...]:
    """The decisions about names that name none of the organizations in ``hidden``; ``tables`` as before ``mask``."""
    hidden = set(hidden)
    frames = [(tables["names"], "name_as_written"), (tables["names"], "name"), (tables["organizations"], "name")]
    names = {
        fold(name) for frame, column in frames for name in frame.loc[frame["organization_id"].isin(hidden), column]
    }
    return tuple(d for d in decisions if not names.intersection((fold(d.name_a), fold(d.name_b))))


def _without_names(tables: dict[str, pd.DataFrame], shown: dict[str, str]) -> Callable[[pd.Series], pd.Series]:
    """A function that replaces, in texts, every way in which a hidden organization can be written.

    A header may write a name with other marks and spaces than any answer did, so between any two letters of its
    folded name a mark or a space may stand. A longer name of somebody else that holds a hidden one stays whole.
    """
    instead: dict[str, str | None] = {}  # letters of a name -> what stands there instead; None is the name itself
    patterns = set()
    spellings = [
        (text, shown.get(organization_id))
        for table, column in (("names", "name_as_written"), ("names", "name"), ("organizations", "name"))
        for text, organization_id in zip(tables[table][column], tables[table]["organization_id"], strict=True)
    ]
    for text, unnamed in sorted(dict.fromkeys(spellings), key=lambda spelling: spelling[1] is None):  # hidden first
        for written in (unicodedata.normalize("NFKC", text), fold(text)):
            letters = _letters(written)
            longer = not instead.get(letters) and any(name in letters for name, to in instead.items() if to)
            if unnamed or longer:
                patterns.add(r"[\W_]*".join(re.escape(letter) for letter in written if not letter.isspace()))
                instead[letters] = unnamed
    longest_first = sorted(patterns, key=len, reverse=True)
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})(?![^\W_])", re.IGNORECASE)

    def replaced(texts: pd.Series) -> pd.Series:
        whole = texts.str.normalize("NFKC")
        return whole.str.replace(
            pattern, lambda found: instead.get(_letters(found[0]), "Unnamed") or found[0], regex=True
        )

    return replaced


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")
