"""Organizations that do not want to be shown by name lose it in every table at once."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable

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
_WITHHELD = "[name withheld]"
_ID_COLUMNS = ("organization_id", "reporter_id", "named_id", "source_id", "target_id", "part_of")


def mask(tables: dict[str, pd.DataFrame], hidden: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The same tables with the organizations in ``hidden`` called "Unnamed organization 1", 2, ... throughout.

    Their ids, spellings, addresses and websites go as well, and their names leave all free text; sector, goals,
    offers, needs and ties stay. An organization that others only named, by a name that holds a hidden one, is called
    by the rest of it: "[name withheld] Inc".
    """
    hidden = sorted(hidden)
    if not hidden:
        return tables
    taken = tables["organizations"]["organization_id"].str.extract(r"^unnamed-(\d{1,9})$")[0].dropna()
    start = 1 + max(map(int, taken), default=0)
    shown = {old: f"Unnamed organization {number}" for number, old in enumerate(hidden, start)}
    shown |= _holding(tables, hidden)
    ids = {old: f"unnamed-{number}" for number, old in enumerate(shown, start)}
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
    hidden |= _holding(tables, hidden).keys()
    frames = [(tables["names"], "name_as_written"), (tables["names"], "name"), (tables["organizations"], "name")]
    names = {
        fold(name) for frame, column in frames for name in frame.loc[frame["organization_id"].isin(hidden), column]
    }
    return tuple(d for d in decisions if not names.intersection((fold(d.name_a), fold(d.name_b))))


def _holding(tables: dict[str, pd.DataFrame], hidden: Collection[str]) -> dict[str, str]:
    """Organizations only named by others, in a spelling that holds a hidden name -> what is left of their names."""
    spelled: dict[str, set[str]] = {}
    for table, column in (("names", "name_as_written"), ("names", "name"), ("organizations", "name")):
        for text, organization_id in zip(tables[table][column], tables[table]["organization_id"], strict=True):
            spelled.setdefault(organization_id, set()).add(unicodedata.normalize("NFKC", text))
    withheld = {way for each in hidden for text in spelled.get(each, ()) for way in (text, fold(text))}
    organizations, names = tables["organizations"], tables["names"]
    listed = {*hidden, *names.loc[names["how"] == "listed", "organization_id"]}
    named_only = organizations[(organizations["status"] == "named only").fillna(False)]
    if not withheld or named_only.empty:
        return {}
    pattern = _pattern({_as_written(way) for way in withheld})
    return {
        each: pattern.sub(_WITHHELD, unicodedata.normalize("NFKC", name))
        for each, name in sorted(zip(named_only["organization_id"], named_only["name"], strict=True))
        if each not in listed and any(map(pattern.search, spelled[each]))
    }


def _as_written(name: str) -> str:
    return r"[\W_]*".join(re.escape(letter) for letter in name if not letter.isspace())


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    """Any of these as whole words, the longest first."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)})(?![^\W_])", re.IGNORECASE)


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
                patterns.add(_as_written(written))
                instead[letters] = unnamed
    pattern = _pattern(patterns)

    def replaced(texts: pd.Series) -> pd.Series:
        whole = texts.str.normalize("NFKC")
        return whole.str.replace(
            pattern, lambda found: instead.get(_letters(found[0]), "Unnamed") or found[0], regex=True
        )

    return replaced


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")
