"""KoboToolbox and ODK exports: choices combined into lists, repeats joined to the form they belong to.

``_index``, ``_parent_index``, ``PARENT_KEY`` and the columns added by the tools follow their documentation; the export
of a label with "/" in it, and the question as the name of a grid's group, are not confirmed by a source. A row of a
repeat's sheet holds the respondent (the columns of its form) and one partner (its own columns).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ecosystem.collect.forms.shape import (
    LIST_SEPARATOR,
    AnswerColumn,
    as_list,
    columns_of,
    left_out,
    read_as,
    rebuilt,
)
from ecosystem.collect.issues import issue
from ecosystem.collect.person_headers import is_about_person
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.collect.vocabularies import load_vocabulary, vocabulary_names
from ecosystem.text import fold

LINKS = (("_parent_index", "_index"), ("PARENT_KEY", "KEY"))  # in the repeat, in its form
PARENT_TABLE = "_parent_table_name"
JOINED = "joined to its form"
LONGEST_SHEET_NAME = 31  # Excel's own limit: a longer name of a repeat is truncated
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
COPIED = re.compile(r"_submission__\w+")  # a repeat's copies of its form's system columns
SPACED = re.compile(r"[\w.-]+(?: [\w.-]+)+")  # names of choices, separated by spaces
TICKED = frozenset({"1", "1.0", "true", "yes"})
NOT_TICKED = frozenset({"0", "0.0", "false", "no"})


def recognises(sheet: Sheet) -> bool:
    """Return whether the sheet has two of the columns added by Kobo or ODK, or links to the sheet of a form."""
    headers = set(sheet.frame.columns)
    linked = any(repeat in headers for repeat, _ in LINKS)
    return linked or len(headers.intersection(KOBO)) >= 2 or len(headers.intersection(ODK)) >= 2


def is_joined(sheet: Sheet) -> bool:
    """Return whether each row is one nomination, so that a form with three organizations has three rows."""
    return any(issue.reason == JOINED for issue in sheet.issues)


def flat(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets in order: choices combined, repeats joined to their form, system columns removed."""
    mine = [place for place, sheet in enumerate(sheets) if recognises(sheet)]
    folded = {place: _folded(sheets[place]) for place in mine}
    joined: dict[int, Sheet] = {}
    for place in mine:
        _join(place, folded, joined, being_joined=())
    return tuple(_finished(joined[place]) if place in joined else sheet for place, sheet in enumerate(sheets))


def _finished(sheet: Sheet) -> Sheet:
    """Return the sheet without system columns and group names, with the time of the answer as "Timestamp"."""
    columns = columns_of(sheet)
    moment = next((column for column in columns if column.header in MOMENTS), None)
    if moment is not None:
        moment.header = "Timestamp"
    copied = [column.header for column in columns if COPIED.fullmatch(column.header)]
    kept, issues = left_out(sheet, columns, TECHNICAL.union(copied))
    _grids(kept)
    issues = [*issues, *_without_groups(sheet, kept), *_spaced(sheet, kept)]
    return rebuilt(sheet, kept, sheet.frame.index, [read_as(sheet, "KoboToolbox or ODK"), *issues])


def _folded(sheet: Sheet) -> Sheet:
    """Return the sheet with each question's 0/1 columns, one per choice, combined into one column of lists."""
    columns = columns_of(sheet)
    headers = {column.header for column in columns}
    families: dict[str, list[AnswerColumn]] = {}
    for column in columns:
        question = _question(column, headers)
        if question and column.header not in TECHNICAL:
            families.setdefault(question, []).append(column)
    texts = {column.header: column for column in columns if column.header in families}
    gone: set[int] = set()
    issues: list[Issue] = []
    for question, choices in families.items():
        labels = [column.header[len(question) + 1 :] for column in choices]
        text = texts.get(question)
        written = [*labels, *(text.cells if text else ())]
        if (text is None and not _look_like_choices(choices)) or any(LIST_SEPARATOR in what for what in written):
            continue
        lists = _lists(labels, choices, text.cells if text else [""] * len(choices[0].cells))
        kept = text or choices[0]
        kept.header, kept.cells = question, lists
        gone.update(map(id, choices if text is not None else choices[1:]))
        said: dict[str, Any] = {"column": question, "count": len(choices), "choices": ", ".join(labels)}
        issues.append(issue("choices read as one list", "columns", source=sheet.source, **said))
    if not issues:
        return sheet
    return rebuilt(sheet, [column for column in columns if id(column) not in gone], sheet.frame.index, issues)


def _spaced(sheet: Sheet, columns: Sequence[AnswerColumn]) -> list[Issue]:
    """Return the issue for each column of choices exported as one text, "parks jobs", after making it a list.

    A sentence consists of words separated by spaces too, so every part must be a word of one of our word lists or the
    whole answer to another question ("city_it" for "City IT").
    """
    answers = {id(column): {fold(cell) for cell in column.cells if cell} for column in columns}
    issues = []
    for column in columns:
        several = [cell for cell in column.filled if _names_choices(cell)]
        if not several:
            continue
        parts = {fold(part) for cell in several for part in cell.split()}
        others = set().union(*(given for one, given in answers.items() if one != id(column)))
        lists = (load_vocabulary(name) for name in vocabulary_names())
        if parts <= others or any(all(words.entry(part) for part in parts) for words in lists):
            column.cells = [as_list(cell.split()) if _names_choices(cell) else cell for cell in column.cells]
            said: dict[str, Any] = {"column": column.header, "example": several[0]}
            issues.append(issue("choices read as one list", "spaces", source=sheet.source, **said))
    return issues


def _names_choices(cell: str) -> bool:
    """Return whether a cell holds names of choices separated by spaces: XML names in lowercase letters."""
    return cell == cell.lower() and SPACED.fullmatch(cell) is not None


def _question(column: AnswerColumn, headers: set[str]) -> str:
    """Return the question of a 0/1 column: the shortest header that it extends, else the text before the last "/".

    "" if the column is not a choice.
    """
    if "/" not in column.header or not all(cell.lower() in TICKED | NOT_TICKED for cell in column.filled):
        return ""
    places = [place for place, sign in enumerate(column.header) if sign == "/"]
    known = [column.header[:place] for place in places if column.header[:place] in headers]
    return known[0] if known else column.header.rpartition("/")[0]


def _look_like_choices(choices: Sequence[AnswerColumn]) -> bool:
    """Return whether at least two columns are filled in the same rows, as choices without a text column are."""
    filled = [[bool(cell) for cell in column.cells] for column in choices]
    return len(choices) >= 2 and any(filled[0]) and all(rows == filled[0] for rows in filled)


def _lists(labels: Sequence[str], choices: Sequence[AnswerColumn], texts: Sequence[str]) -> list[str]:
    """Return one list per row of the ticked choices, followed by other values of the text column."""
    lists = []
    for text, *cells in zip(texts, *(column.cells for column in choices), strict=True):
        ticked = [label for label, cell in zip(labels, cells, strict=True) if cell.lower() in TICKED]
        rest = text
        for label in sorted(ticked, key=len, reverse=True):
            rest = re.sub(rf"(?<!\S){re.escape(label)}(?!\S)", " ", rest, count=1, flags=re.IGNORECASE)
        lists.append(as_list([*ticked, *filter(None, [rest.strip()])]) if ticked else text)
    return lists


def _grids(columns: Sequence[AnswerColumn]) -> None:
    """Rename the columns in a group whose label is a question: "How often?/Parks" becomes "How often? [Parks]"."""
    parted = [column.header.partition("?/") for column in columns]
    rows = Counter(question for question, sign, _ in parted if sign)
    for column, (question, sign, row) in zip(columns, parted, strict=True):
        if sign and rows[question] > 1:
            column.header = f"{question}? [{row}]"


def _group_and_name(header: str) -> tuple[str, str]:
    """Return the text before and after the last "/", ignoring any in the brackets of a grid's row.

    >>> _group_and_name("office/name"), _group_and_name("How often? [Parks/Recreation]")
    (('office', 'name'), ('', 'How often? [Parks/Recreation]'))
    """
    head, bracket, row = header.partition(" [") if header.endswith("]") else (header, "", "")
    group, _, name = head.rpartition("/")
    return group, name + bracket + row


def _without_groups(sheet: Sheet, columns: Sequence[AnswerColumn]) -> list[Issue]:
    """Remove group names from headers ("office/name" becomes "name" if unique) and return the issue about it.

    A group is a name without spaces in a sheet with XML names as headers, or a prefix before "/" that several questions
    share.
    """
    parted = [_group_and_name(column.header) for column in columns]
    questions = {(group, name.partition(" [")[0]) for group, name in parted}
    groups = Counter(group for group, _ in questions)
    bare = Counter(name for _, name in parted)
    taken: list[str] = []
    for column, (group, name) in zip(columns, parted, strict=True):
        named_in_xml = re.fullmatch(r"[\w./-]+", column.header) is not None
        shared = named_in_xml or groups[group] > 1
        if group and name.strip() and bare[name] == 1 and shared and not _of_somebody(name):
            taken.append(group)
            column.header = name
    if not taken:
        return []
    return [issue("group names taken off", source=sheet.source, groups=", ".join(dict.fromkeys(taken)))]


def _of_somebody(name: str) -> bool:
    """Return whether a name is ambiguous without its group, as in "office/name" and "respondent/phone"."""
    return fold(name) == "name" or is_about_person(name)


def _join(place: int, sheets: dict[int, Sheet], joined: dict[int, Sheet], being_joined: tuple[int, ...]) -> Sheet:
    """Return the sheet with its form's columns first, joined recursively; results are stored in ``joined``."""
    if place in joined:
        return joined[place]
    sheet = sheets[place]
    found = _form_of(place, sheets)
    if found is None or found[0] in being_joined:
        joined[place] = sheet
        return sheet
    parent, link, key = found
    joined[place] = _with_form(sheet, _join(parent, sheets, joined, (*being_joined, place)), link, key)
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
