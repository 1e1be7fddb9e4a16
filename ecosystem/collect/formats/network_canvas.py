"""Network Canvas exports: CSV files of respondents (ego) and of each kind of partner and of tie.

File and column names follow its documentation. Each interview lists its own partners, so a partner named in two
interviews is two rows with one name; the tables merge them by name. The naming of a partner by a respondent has no file
of its own: it becomes the tie "names", from the respondent to every partner of the interview. The column of the
respondent's name is not documented: it is one called name or organization, else the case id.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

import pandas as pd

from ecosystem.collect.formats.shape import LIST_SEPARATOR, Translation, column, key, keys, plain_sheet, texts
from ecosystem.collect.frames import distinct
from ecosystem.collect.sheet import Sheet

NAMES = "names"
_FILE = re.compile(r"(?:^|.*_)(ego|attributeList|edgeList)(?:_(.+?))?(?: \(\d+\))?$")
_NAME = ("name", "organization", "organisation", "organization_name", "organisation_name", "label")
_EGO, _NODE, _CASE = "networkcanvasegouuid", "networkcanvasuuid", "networkcanvascaseid"
_START, _END = "networkcanvassourceuuid", "networkcanvastargetuuid"
_LISTS = ("roles", "role", "goals", "goal", "offers", "offer", "needs", "need", "sector", "level")
_FLAGS = {"true", "false", ""}


def network_canvas(sheets: Sequence[Sheet]) -> Translation | None:
    """Return respondents and partners as organizations; nominations, and ties among partners, as ties."""
    egos: list[tuple[Sheet, str]] = []
    partners: list[tuple[Sheet, str]] = []
    edges: list[tuple[Sheet, str]] = []
    for sheet in sheets:
        found = _FILE.fullmatch(sheet.name)
        if found is None or not {_EGO, "networkcanvascaseid", _NODE} & set(keys(sheet)):
            continue
        kept, kind = _folded_back(sheet), found[2] or ""
        {"ego": egos, "attributeList": partners, "edgeList": edges}[found[1]].append((kept, kind))
    if not egos and not partners:
        return None
    names: dict[str, str] = {}
    for sheet, _ in egos:
        names |= dict(zip(texts(sheet, column(sheet, _EGO)), _names(sheet), strict=True))
    for sheet, _ in partners:
        names |= dict(zip(texts(sheet, column(sheet, _NODE)), _names(sheet), strict=True))
    names.pop("", None)
    listed = [_organizations(sheet) for sheet, _ in (*egos, *partners)]
    named = [_naming(sheet, names) for sheet, _ in partners]
    among = [_among(sheet, kind, names) for sheet, kind in edges]
    used = tuple(sheet.source for sheet, _ in (*egos, *partners, *edges))
    return Translation("an export of Network Canvas", (*listed, *named, *among), used)


def _names(sheet: Sheet) -> list[str]:
    cases = texts(sheet, column(sheet, _CASE))
    return [name or case for name, case in zip(texts(sheet, column(sheet, *_NAME)), cases, strict=True)]


def _organizations(sheet: Sheet) -> Sheet:
    return plain_sheet(sheet, "organizations", {"name": _names(sheet)}, (column(sheet, *_NAME), column(sheet, _CASE)))


def _naming(sheet: Sheet, names: dict[str, str]) -> Sheet:
    """Return one tie from the respondent of the interview to each partner."""
    made = {
        "source": [names.get(ego, "") for ego in texts(sheet, column(sheet, _EGO))],
        "target": _names(sheet),
        "relation": [NAMES] * len(sheet.frame),
        "directed": ["yes"] * len(sheet.frame),
    }
    return plain_sheet(replace(sheet, issues=()), "ties", made, sheet.frame.columns)


def _among(sheet: Sheet, kind: str, names: dict[str, str]) -> Sheet:
    """Return ties among the partners of an interview, which have no direction."""
    start, end = column(sheet, _START), column(sheet, _END)
    made = {
        "source": [names.get(node, "") for node in texts(sheet, start)],
        "target": [names.get(node, "") for node in texts(sheet, end)],
        "relation": [kind] * len(sheet.frame),
        "directed": ["no"] * len(sheet.frame),
    }
    return plain_sheet(sheet, "ties", made, (start, end))


def _folded_back(sheet: Sheet) -> Sheet:
    """Return the sheet with the true/false columns of one variable ("goals_data", "goals_parks") as one list."""
    frame = sheet.frame
    flags = [h for h in frame.columns if "_" in h and set(frame[h].str.lower()) <= _FLAGS and (frame[h] != "").any()]
    lists = {name: headers for name, headers in _variables(flags).items() if name not in frame.columns}
    if not lists:
        return sheet
    columns: dict[str, list[str]] = {}
    for header in frame.columns:
        variable = next((name for name, values in lists.items() if header in values), "")
        if not variable:
            columns[header] = frame[header].tolist()
        elif variable not in columns:
            columns[variable] = _ticked(frame, variable, lists[variable])
    folded = pd.DataFrame(columns, index=frame.index, dtype="str")
    folded.columns = pd.Index(distinct(columns), dtype="str")
    return replace(sheet, frame=folded)


def _ticked(frame: pd.DataFrame, variable: str, headers: Sequence[str]) -> list[str]:
    values = [header[len(variable) + 1 :] for header in headers]
    rows = zip(*(frame[header].str.lower() for header in headers), strict=True)
    return [
        LIST_SEPARATOR.join(value for value, cell in zip(values, row, strict=True) if cell == "true") for row in rows
    ]


def _variables(flags: Sequence[str]) -> dict[str, list[str]]:
    """Return variable -> its columns: by a known name, else by the longest prefix up to "_" shared by neighbors."""
    found: dict[str, list[str]] = {}
    rest = []
    for header in flags:
        known = header.split("_", 1)[0]
        if key(known) in _LISTS:
            found.setdefault(known, []).append(header)
        else:
            rest.append(header)
    while rest:
        first, *others = rest
        shared = _shared(first, others[0]) if others else ""
        group = [first, *(header for header in others if shared and header.startswith(f"{shared}_"))]
        if len(group) > 1:
            found[shared] = group
        rest = [header for header in rest if header not in group]
    return found


def _shared(first: str, second: str) -> str:
    """Return the prefix that two headers share, up to a "_"."""
    pairs = zip(first.split("_")[:-1], second.split("_")[:-1], strict=False)
    return "_".join(a for a, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
