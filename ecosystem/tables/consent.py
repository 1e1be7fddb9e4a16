"""Organizations that do not want to be shown by name lose it in every table at once."""

import re
from collections.abc import Iterable

import pandas as pd

from ecosystem.tables.spec import SPECS

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
    start = 1 + sum(tables["organizations"]["organization_id"].str.fullmatch(r"unnamed-\d+"))
    ids = {old: f"unnamed-{number}" for number, old in enumerate(hidden, start)}
    shown = {old: f"Unnamed organization {new.split('-')[1]}" for old, new in ids.items()}
    spellings = _spellings(tables, ids)
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
            frame["report_id"] = _without(frame["report_id"], spellings)
        elif name == "issues":
            for column in ("message", "column"):
                frame[column] = _without(frame[column], spellings)
        for column in _ID_COLUMNS:
            if column in frame.columns:
                frame[column] = frame[column].replace(ids)
        key = list(SPECS[name].key)
        masked[name] = frame.sort_values(key, kind="stable", ignore_index=True) if name != "issues" else frame
    return masked


def _spellings(tables: dict[str, pd.DataFrame], ids: dict[str, str]) -> dict[str, str]:
    """Every way a hidden organization was written -> what stands there instead; the longest first."""
    names, organizations = tables["names"], tables["organizations"]
    written = names[names["organization_id"].isin(ids)]
    own = organizations[organizations["organization_id"].isin(ids)]
    pairs = [*zip(written["name_as_written"], written["organization_id"], strict=True)]
    pairs += [*zip(own["name"], own["organization_id"], strict=True)]
    found = {text: f"Unnamed organization {ids[o].split('-')[1]}" for text, o in pairs}
    return {text: found[text] for text in sorted(found, key=len, reverse=True)}


def _without(texts: pd.Series, spellings: dict[str, str]) -> pd.Series:
    pattern = re.compile("|".join(map(re.escape, spellings)), re.IGNORECASE)
    lowered = {text.casefold(): new for text, new in spellings.items()}
    return texts.str.replace(pattern, lambda found: lowered.get(found[0].casefold(), "Unnamed"), regex=True)
