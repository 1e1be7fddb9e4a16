"""KoboToolbox and ODK exports: choices combined into lists, repeats added to the answers they belong to.

``_index``, ``_parent_index``, ``PARENT_KEY`` and the columns added by the tools follow their documentation; the export
of a label with "/" in it, and the question as the name of a grid's group, are not confirmed by a source.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from ecosystem.collect.forms.repeats import (
    KOBO,
    LEFT_OUT,
    LINKS,
    MOMENTS,
    ODK,
    TECHNICAL,
    join,
    with_repeats,
)
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

COPIED = re.compile(r"_submission__\w+")  # a repeat's copies of its form's system columns
SPACED = re.compile(r"[\w.-]+(?: [\w.-]+)+")  # names of choices, separated by spaces
TICKED = frozenset({"1", "1.0", "true", "yes"})
NOT_TICKED = frozenset({"0", "0.0", "false", "no"})


def recognises(sheet: Sheet) -> bool:
    """Return whether the sheet has two of the columns added by Kobo or ODK, or links to the sheet of a form."""
    headers = set(sheet.frame.columns)
    linked = any(repeat in headers for repeat, _ in LINKS)
    return linked or len(headers.intersection(KOBO)) >= 2 or len(headers.intersection(ODK)) >= 2


def flat(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return the sheets in order: choices combined, repeats joined to their form, system columns removed."""
    mine = [place for place, sheet in enumerate(sheets) if recognises(sheet) or _is_form_of_repeat(sheet, sheets)]
    folded = {place: _folded(sheets[place]) for place in mine}
    joined: dict[int, Sheet] = {}
    for place in mine:
        join(place, folded, joined, being_joined=())
    finished = {place: _finished(sheet) for place, sheet in joined.items()}
    own = {place: _finished(sheet) for place, sheet in folded.items()}
    added = with_repeats(folded, own, finished)
    return tuple(added.get(place, sheet) for place, sheet in enumerate(sheets))


def _is_form_of_repeat(sheet: Sheet, sheets: Sequence[Sheet]) -> bool:
    """Return whether a repeat in the same document links to the sheet, which may have lost its other marks."""
    return any(
        key in sheet.frame.columns and link in other.frame.columns
        for link, key in LINKS
        for other in sheets
        if other is not sheet and other.origin.document == sheet.origin.document
    )


def _finished(sheet: Sheet) -> Sheet:
    """Return the sheet without system columns and group names, with the time of the answer as "Timestamp"."""
    columns = columns_of(sheet)
    moment = next((column for column in columns if column.header in MOMENTS), None)
    if moment is not None:
        moment.header = "Timestamp"
    copied = [column.header for column in columns if COPIED.fullmatch(column.header) or LEFT_OUT.search(column.header)]
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
