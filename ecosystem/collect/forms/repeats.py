"""Repeated groups of KoboToolbox and ODK forms: their rows belong to one answer, wherever the export puts them.

A repeat is a sheet or file of its own, one row per partner, linked to the answer by a number or key. Its columns are
added to the answers as lists, one entry per row of the repeat and in the same order in each column, so that strength
and kind of tie stay beside the name. The repeat itself stays as a sheet in which each row begins with its form.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ecosystem.collect.forms.shape import LIST_SEPARATOR, AnswerColumn, columns_of, rebuilt
from ecosystem.collect.issues import issue
from ecosystem.collect.person_headers import about_people
from ecosystem.collect.sheet import FILE, Issue, Repeat, Sheet
from ecosystem.text import tidy

LINKS = (  # in the repeat, in its form; the last two are copies of the form's own columns
    ("_parent_index", "_index"),
    ("PARENT_KEY", "KEY"),
    ("_submission__uuid", "_uuid"),
    ("_submission__id", "_id"),
)
PARENT_TABLE = "_parent_table_name"
KOBO = ("_id", "_uuid", "_submission_time", "_index", "_parent_index", "_validation_status", "_submitted_by")
ODK = ("KEY", "PARENT_KEY", "SubmissionDate", "SubmitterID", "ReviewState", "FormVersion")
MOMENTS = ("_submission_time", "SubmissionDate")
TECHNICAL = frozenset(  # as written: a question may have the header "Notes" or "Status"
    {
        *(*KOBO, *ODK, PARENT_TABLE, "_status", "_notes", "_tags", "_version_", "__version__", "_attachments"),
        *("_xform_id_string", "_bamboo_dataset_id", "formhub/uuid", "meta/instanceID", "meta/rootUuid"),
        *("meta-instanceID", "instanceID", "start", "end", "today", "Edits"),
        *("AttachmentsPresent", "AttachmentsExpected", "Status", "DeviceID"),
    }
) - set(MOMENTS)
LEFT_OUT = re.compile(r"^SET-OF-|@odata\.navigationLink$")  # a column that stands for a repeat in another file
JOINED = "joined to its form"
LONGEST_SHEET_NAME = 31  # Excel's own limit: a longer name of a repeat is truncated
_WITHIN = "; "  # between several answers in one entry of a list


def is_joined(sheet: Sheet) -> bool:
    """Return whether the sheet is a repeat, whose rows are part of the answers in another sheet."""
    return any(issue.reason == JOINED for issue in sheet.issues)


def with_repeats(
    sheets: Mapping[int, Sheet], own: Mapping[int, Sheet], finished: Mapping[int, Sheet]
) -> dict[int, Sheet]:
    """Return the finished sheets, with the columns of each repeat added to its form as lists.

    ``sheets`` hold the links, ``own`` the same rows without them, by position. A repeat within a repeat is not added.
    """
    found = {place: _form_of(place, dict(sheets)) for place in sheets}
    made = dict(finished)
    for place, form in found.items():
        if form is None:
            continue
        parent, link, key = form
        if found[parent] is None:
            keys = sheets[parent].frame[key].tolist()
            made[parent] = _added(made[parent], own[place], sheets[place].frame[link].tolist(), keys)
        else:
            nested = issue("repeat within a repeat", source=finished[place].source, count=len(sheets[place].frame))
            made[place] = replace(finished[place], issues=(*finished[place].issues, nested))
    for place, sheet in sheets.items():
        if found[place] is None and not made[place].repeats and (said := _missing(sheet)):
            made[place] = replace(made[place], issues=(*made[place].issues, said))
    return made


def _added(form: Sheet, repeat: Sheet, links: list[str], keys: list[str]) -> Sheet:
    """Return the form with one column of lists for each column of the repeat."""
    rows: dict[str, list[int]] = {}
    for place, value in enumerate(links):
        rows.setdefault(value, []).append(place)
    times = Counter(keys)
    of_form = [rows.get(key, []) if key and times[key] == 1 else [] for key in keys]
    before = list(form.frame.columns)
    people = about_people(list(repeat.frame.columns))  # "name" beside the respondent's organization is no person's here
    columns = []
    for column in columns_of(repeat):
        if column.header == "Timestamp":
            continue
        apart = column.header in before or (column.header in about_people([*before, column.header]) - people)
        header = f"{repeat.name}: {column.header}" if apart else column.header
        columns.append(AnswerColumn(header, [_listed([column.cells[place] for place in own]) for own in of_form]))
    said: dict[str, Any] = {"name": repeat.name, "count": sum(map(len, of_form))}
    issues = [issue("repeat read as lists", source=form.source, **said)]
    made = rebuilt(form, [*columns_of(form), *columns], form.frame.index, issues)
    headers = tuple(made.frame.columns[len(form.frame.columns) :])
    return replace(made, repeats=(*form.repeats, Repeat(repeat.name, headers)))


def _listed(entries: list[str]) -> str:
    """Return the entries of one answer as a list, empty ones included, as other columns are parallel to it."""
    if not any(entries):
        return ""
    plain = [tidy(_WITHIN.join(part for part in entry.split(LIST_SEPARATOR) if part.strip())) for entry in entries]
    joined = LIST_SEPARATOR.join(plain)
    return joined + LIST_SEPARATOR if len(plain) == 1 and any(sign in joined for sign in ",;") else joined


def _missing(sheet: Sheet) -> Issue | None:
    """Return the issue that a repeat of the form may be in another file; None if nothing says so."""
    said = [LEFT_OUT.sub("", header) for header in sheet.frame.columns if LEFT_OUT.search(header)]
    if said:
        return issue("repeat not in the file", "named", source=sheet.source, names=", ".join(said))
    if sheet.origin.kind == FILE and "_index" in sheet.frame.columns and PARENT_TABLE not in sheet.frame.columns:
        return issue("repeat not in the file", "csv", source=sheet.source)
    return None


def join(place: int, sheets: dict[int, Sheet], joined: dict[int, Sheet], being_joined: tuple[int, ...]) -> Sheet:
    """Return the sheet with its form's columns first, joined recursively; results are stored in ``joined``."""
    if place in joined:
        return joined[place]
    sheet = sheets[place]
    found = _form_of(place, sheets)
    if found is None or found[0] in being_joined:
        joined[place] = sheet
        return sheet
    parent, link, key = found
    joined[place] = _with_form(sheet, join(parent, sheets, joined, (*being_joined, place)), link, key)
    return joined[place]


def _form_of(place: int, sheets: dict[int, Sheet]) -> tuple[int, str, str] | None:
    """Return the position of a repeat's form and the two columns that join them; None for a form."""
    headers = sheets[place].frame.columns
    for link, key in LINKS:
        if link not in headers:
            continue
        others = {p: s for p, s in sheets.items() if p != place and key in s.frame.columns}
        if PARENT_TABLE in headers and len(sheets[place].frame):
            named = sheets[place].frame[PARENT_TABLE].iloc[0][:LONGEST_SHEET_NAME]
            others = {p: s for p, s in others.items() if s.name == named} or others
        wanted = set(sheets[place].frame[link])
        others = {p: s for p, s in others.items() if wanted.intersection(s.frame[key])}
        document = sheets[place].origin.document
        others = {p: s for p, s in others.items() if s.origin.document == document} or others
        first = {p: s for p, s in others.items() if link not in s.frame.columns} if len(others) > 1 else others
        if first or others:
            return next(iter(first or others)), link, key
    return None


def _with_form(sheet: Sheet, form: Sheet, link: str, key: str) -> Sheet:
    """Return the repeat's rows with the form's columns first; rows without a unique form are removed and reported."""
    keys = Counter(form.frame[key])
    at = {value: place for place, value in enumerate(form.frame[key])}
    kept, issues = [], [issue(JOINED, source=sheet.source, form=form.source)]
    for place, value in enumerate(sheet.frame[link]):
        if value and keys[value] == 1:
            kept.append(place)
            continue
        how = "several" if keys[value] else "none"
        said: dict[str, Any] = {"row": int(sheet.frame.index[place]), "key": key, "value": value}
        issues.append(issue("form not certain", how, source=sheet.source, **said))
    own = columns_of(replace(sheet, frame=sheet.frame.iloc[kept]))
    order = [at[sheet.frame[link].iloc[place]] for place in kept]
    above = columns_of(replace(form, frame=form.frame.iloc[order]))
    above = [column for column in above if column.header not in TECHNICAL]
    return rebuilt(sheet, [*above, *own], sheet.frame.index[kept], issues)
