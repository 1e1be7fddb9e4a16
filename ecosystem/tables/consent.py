"""Organizations that do not want to be shown by name lose it in every table at once."""

import re
import unicodedata
from collections.abc import Callable, Iterable

import pandas as pd

from ecosystem.tables.spec import SPECS
from ecosystem.text import fold

_TELLING = ["website", "description", "data_assets", "technology"]  # would give the name away
_ID_COLUMNS = ("organization_id", "reporter_id", "named_id", "source_id", "target_id")


def mask(tables: dict[str, pd.DataFrame], hidden: Iterable[str]) -> dict[str, pd.DataFrame]:
    """The same tables with the organizations in ``hidden`` called "Unnamed organization 1", 2, ... throughout.

    Their ids, spellings, addresses and websites go as well, and their names leave the messages of issues; sector,
    goals, offers, needs and ties stay.
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
        elif name == "issues":
            for column in ("message", "column"):
                frame[column] = without_names(frame[column])
        for column in _ID_COLUMNS:
            if column in frame.columns:
                frame[column] = frame[column].replace(ids)
        key = list(SPECS[name].key)
        masked[name] = frame.sort_values(key, kind="stable", ignore_index=True) if name != "issues" else frame
    return masked


def _without_names(tables: dict[str, pd.DataFrame], shown: dict[str, str]) -> Callable[[pd.Series], pd.Series]:
    """A function that replaces, in texts, every way in which a hidden organization can be written.

    A header may write a name with other marks and spaces than any answer did, so between any two letters of its
    folded name a mark or a space may stand.
    """
    instead: dict[str, str] = {}  # letters of a name -> what stands there instead
    patterns = set()
    for table, column in (("names", "name_as_written"), ("names", "name"), ("organizations", "name")):
        frame = tables[table][tables[table]["organization_id"].isin(shown)]
        for text, organization_id in zip(frame[column], frame["organization_id"], strict=True):
            for written in (unicodedata.normalize("NFKC", text), fold(text)):
                letters = [re.escape(letter) for letter in written if not letter.isspace()]
                patterns.add(r"[\W_]*".join(letters))
                instead[_letters(written)] = shown[organization_id]
    longest_first = sorted(patterns, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)

    def replaced(texts: pd.Series) -> pd.Series:
        whole = texts.str.normalize("NFKC")
        return whole.str.replace(pattern, lambda found: instead.get(_letters(found[0]), "Unnamed"), regex=True)

    return replaced


def _letters(text: str) -> str:
    return fold(text).replace(" ", "")
