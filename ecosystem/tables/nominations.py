"""Reading of nominations: the roster cells and free recall of one form, as reports."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle, zip_longest
from typing import NamedTuple

from ecosystem.collect.answer_words import names_nobody
from ecosystem.collect.instruments import ColumnUse, Match, Question
from ecosystem.collect.redaction import is_marked
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_relations
from ecosystem.columns.column_profile import is_prose
from ecosystem.columns.repeats import entries_of, kinds_together
from ecosystem.columns.ticked import TickedColumn
from ecosystem.names.directory import Ambiguous
from ecosystem.tables.builder import TableBuilder, listed, without_address
from ecosystem.tables.form import Form
from ecosystem.tables.report import Report
from ecosystem.text import fold, joined, split_list, tidy

_TAIL = re.compile(
    r"^(?P<name>.+?)\s*(?:[(\[](?P<in>[^()\[\]]*)[)\]]|[:\u2013\u2014]\s*(?P<after>.+)|\s-\s*(?P<dash>.+))\s*$"
)
_BULLET = re.compile(r"^\s*(?:[-\u2013\u2014\u2022\u00b7*]|\d{1,2}[.)])\s+(?=\S)")
_PARTING = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|(?P<mark>\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*/\s*)", re.IGNORECASE)


class RelationColumn(NamedTuple):
    """One column of a relation question."""

    position: int  # distinguishes the reports of one form
    use: ColumnUse
    question: Question
    silent: set[str]  # cells met so far that name no organization, as written: most of a roster
    ticked: TickedColumn | None  # of free recall: which commas separate names, by all cells
    kinds: Mapping[str, tuple[str, ...]]  # of a column of relations: each entry that holds several, and these


def relation_columns(match: Match, sheet: Sheet, named: Callable[[str], bool]) -> list[RelationColumn]:
    """Return the columns of relation questions; ``named`` tells whether a folded text is a known name."""
    uses = [(position, use, use.question) for position, use in enumerate(match.columns, start=1)]
    asked = [(place, use, ask) for place, use, ask in uses if ask and ask.kind == "relation"]
    roster = {fold(ask.name_in_row(use.row)) for _, use, ask in asked if use.row}

    def ticked(use: ColumnUse, question: Question) -> TickedColumn | None:
        if use.row is not None or use.strength or use.kind:
            return None
        clean = partial(_bare, question=question)
        cells = [cell for cell in sheet.frame[use.header].tolist() if not is_prose(cell)]
        return TickedColumn.of(cells, lambda text: text in roster or named(text), use.one, use.several, clean)

    def kinds(use: ColumnUse) -> dict[str, tuple[str, ...]]:
        return kinds_together(sheet.frame[use.kind].tolist()) if use.kind else {}

    return [RelationColumn(place, use, ask, set(), ticked(use, ask), kinds(use)) for place, use, ask in asked]


def _bare(line: str, question: Question) -> str:
    """Return a line of free recall without its bullet, and without its strength."""
    return split_strength(_BULLET.sub("", line), question)[0]


def read_nominations(builder: TableBuilder, form: Form, columns: list[RelationColumn]) -> None:
    """Add one report for each organization that the form names; ``columns`` are all its ``relation_columns``."""
    seen: dict[tuple[str, str, str], tuple[Report, ColumnUse]] = {}
    for position, use, question, silent, ticked, together in columns:
        written = form.cells[use.header]
        described = bool(use.strength or use.kind)  # entry by entry, so that an empty cell may stand beside a strength
        if written in silent and not described:
            continue
        cell = written.strip()
        if (not cell and not described) or (use.row is not None and fold(cell) in question.answers_of_no_tie):
            silent.add(written)
            continue
        of_kind = [question]
        if use.row is not None:
            row = without_address(use.row)
            mentions = [(question.name_in_row(row) if row else "", cell)]
        elif described:
            mentions, of_kind = _entries(builder, form, use, question, together)
        else:
            mentions = _recalled(builder, form, use, question, columns, ticked)
        for place, ((name, answer), asked) in enumerate(zip(mentions, cycle(of_kind), strict=False), start=1):
            if _completes(builder, form, use, asked, tidy(name), answer, seen):
                continue  # two questions about one tie: who it is with, and how strong it is
            builder.count(form.sheet, "reports read")
            report = _report(builder, form, use, asked, tidy(name), answer, seen)
            if report is None:
                builder.count(form.sheet, "reports set aside")
                continue
            report.report_id += f":{position}" + (f":{place}" if use.row is None else "")
            builder.reports.append(report)
            builder.count(form.sheet, "reports kept")


def _entries(
    builder: TableBuilder, form: Form, use: ColumnUse, question: Question, together: Mapping[str, tuple[str, ...]]
) -> tuple[list[tuple[str, str]], list[Question]]:
    """Return the names and strengths in parallel lists, and for each the question about its relation."""
    names = entries_of(form.cells[use.header])
    strengths = entries_of(form.cells[use.strength]) if use.strength else []
    kinds = entries_of(form.cells[use.kind]) if use.kind else []
    mentions: list[tuple[str, str]] = []
    asked: list[Question] = []
    for name, strength, kind in zip_longest(names, strengths, kinds, fillvalue=""):
        if not name:
            if strength or kind:
                builder.note(
                    form.sheet, "names nobody", "entry", row=form.row, column=use.header, name=strength or kind
                )
            continue
        for relation in together.get(fold(kind)) or split_list(kind) or [""]:
            mentions.append((without_address(name), strength))
            asked.append(of_relation(builder, question, relation))
    return mentions, asked


def of_relation(builder: TableBuilder, question: Question, written: str) -> Question:
    """Return the question about the relation that is written, in its direction; the question itself if none is."""
    if not written:
        return question
    relation = builder.relation(written)
    known = load_relations().get(relation)
    way = "mutual" if known and not known.directed else "gets" if question.direction == "gets" else "gives"
    return replace(question, relation=relation, direction=way if known else question.direction)


def note_open(builder: TableBuilder, sheet: Sheet, columns: Sequence[tuple[ColumnUse, TickedColumn]]) -> None:
    """Record each text with commas that may be one answer or several, how often it occurs, and how it was read."""
    for use, ticked in columns:
        for option in ticked.open.values():
            said = {"column": use.header, "row": option.row, "count": option.cells, "text": option.text}
            parts = joined(f"“{part}”" for part in option.parts)
            how = ("whole" if option.whole else "parts") + ("" if use.twin else "_answer")
            builder.note(sheet, "one or several", how, **said, parts=parts)


def read_recall(column: RelationColumn, cells: Iterable[str]) -> None:
    """Read cells of free recall for the texts that stay open, without making reports."""
    if column.ticked is None:
        return
    for cell in cells:
        lines = split_list(cell)
        for line in lines:
            bare = _bare(line, column.question)
            if not (names_nobody(bare) or is_prose(line)) and not _parts(line, column.question, column.ticked.knows)[0]:
                (column.ticked.parts if len(lines) == 1 and line == cell.strip() else column.ticked.listed)(bare)


def split_strength(line: str, question: Question) -> tuple[str, str]:
    """Return the name and the strength on one line; brackets that hold no answer of the scale belong to the name.

    >>> ask = Question("q", "Who?", "relation", scale=("Rarely", "Weekly"))
    >>> split_strength("City IT (weekly)", ask), split_strength("City IT (DoIT)", ask)
    (('City IT', 'weekly'), ('City IT (DoIT)', ''))
    """
    found = _TAIL.match(line)
    if found:
        answer = found["in"] or found["after"] or found["dash"] or ""
        if fold(answer) in question.steps or fold(answer) in question.answers_of_no_tie:
            return found["name"], answer
    return line, ""


def _doubt_strength(builder: TableBuilder, form: Form, use: ColumnUse, question: Question, answer: str) -> None:
    """Record an issue for an answer that is not on the question's scale.

    Where the question has no scale, one issue is recorded per relation.
    """
    where = {"row": form.row, "column": use.header}
    if question.scale:
        builder.note(form.sheet, "not on the scale", **where, answer=answer, scale=listed(question.scale))
    elif (form.sheet.source, question.relation) not in builder.unscaled:
        builder.unscaled.add((form.sheet.source, question.relation))
        builder.note(form.sheet, "scale not declared", **where, answer=answer, relation=question.relation)


def _named_on(line: str, question: Question) -> tuple[str, str]:
    """Return the name and strength on one line, without addresses; "" where a person's address replaces a name."""
    name, answer = split_strength(line, question)
    if not is_marked(name):
        return name, answer
    name, behind = split_strength(without_address(name), question)
    return name, answer or behind


def _recalled(
    builder: TableBuilder,
    form: Form,
    use: ColumnUse,
    question: Question,
    columns: list[RelationColumn],
    ticked: TickedColumn | None,
) -> list[tuple[str, str]]:
    """Return the names and strengths in one cell of free recall: one per line or, where that is certain, several."""

    def known(name: str) -> bool:
        """Return the names that existed before any form was read, so that the order of forms changes nothing."""
        try:
            found = builder.directory.find(name, form.site)
        except Ambiguous:
            return True
        if found and (found in builder.listed or builder.organizations[found].get("status")):
            return True
        rostered = (c.question.name_in_row(c.use.row) for c in columns if c.use.row)
        meaning = builder.directory.decided.meaning(name, form.site)
        return bool(name) and (meaning is not None or any(fold(name) == fold(row) for row in rostered))

    mentions = []
    lines = split_list(form.cells[use.header])
    for written in lines:
        bare = _BULLET.sub("", written)
        line = written if fold(written) != fold(bare) and known(written) else bare
        named = _named_on(line, question)
        if names_nobody(named[0]) or is_prose(line) or known(line) or known(named[0]):
            mentions.append(named)
            continue
        parts, sure = _parts(line, question, known)
        if not parts and ticked is not None:
            alone = len(lines) == 1 and written == form.cells[use.header].strip()
            ticked.row = form.row
            names = ticked.parts(named[0]) if alone else ticked.listed(named[0])
            sure = sure or len(names) > 1 or fold(named[0]) in ticked.open
            parts = [*((name, "") for name in names[:-1]), *((name, named[1]) for name in names[-1:])]
        mentions += parts if parts else [named]
        if not sure:
            where = {"row": form.row, "column": use.header}
            builder.note(form.sheet, "several on one line", **where, name=tidy(named[0]))
    return mentions


def _parts(line: str, question: Question, known: Callable[[str], bool]) -> tuple[list[tuple[str, str]], bool]:
    """Return the several organizations on one line ([] to keep it whole), and whether the split is certain.

    Existing names stay whole. Unknown text ends at a strength in brackets and at a comma, never at an "and" within.
    """
    marks = [found for found in _PARTING.finditer(line) if found["mark"]]
    if not marks:
        return [], True
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(line)]
    spans, at = [], 0
    while at < len(starts):  # the longest existing name that starts here, else the part alone
        upto = range(len(ends) - 1, at, -1)
        last = next((e for e in upto if known(_named_on(line[starts[at] : ends[e]], question)[0])), at)
        spans.append((at, last))
        at = last + 1
    named = [_named_on(line[starts[a] : ends[b]], question) for a, b in spans]
    sure = [known(name) for name, _ in named]
    if all(sure):
        return named, True
    bracketed = [
        bool(answer) and line[: ends[b]].endswith((")", "]")) for (_, b), (_, answer) in zip(spans, named, strict=True)
    ]
    if sum(bracketed) < 2:
        return [], not any(sure)
    joined: list[tuple[int, int]] = []
    for place, (first, last) in enumerate(spans):
        open_end = place and not (sure[place - 1] or sure[place] or named[place - 1][1])
        if open_end and "," not in marks[first - 1]["mark"]:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    parts = [_named_on(line[starts[a] : ends[b]], question) for a, b in joined if line[starts[a] : ends[b]].strip()]
    return parts, all(answer or known(name) for name, answer in parts)


def _report(
    builder: TableBuilder,
    form: Form,
    use: ColumnUse,
    question: Question,
    name: str,
    answer: str,
    seen: dict[tuple[str, str, str], tuple[Report, ColumnUse]],
) -> Report | None:
    """Return the row of ``reports`` for one nomination; None if it is not used."""

    def aside(reason: str, wording: str = "", **said: str) -> None:
        builder.note(form.sheet, reason, wording, row=form.row, column=use.header, name=name, **said)

    if not name or (answer and fold(answer) in question.answers_of_no_tie):
        why = ("says there is no tie", "") if name else ("about people, never read", "named")
        aside(*why, answer=answer)
        return None
    try:
        known = builder.directory.find(name, form.site)
        no_tie = use.row is None and fold(name) in question.answers_of_no_tie
        essay = use.twin and is_prose(name)
        if known is None and (essay or no_tie or names_nobody(name)):
            aside(*(("reads like a sentence",) if essay else ("names nobody", "named")))
            return None
    except Ambiguous:
        aside("ambiguous name", "named", site=form.site)
        return None
    if known == form.organization_id:
        aside("names itself")
        return None
    earlier = seen.get((question.relation, question.direction, known)) if known else None
    if earlier:
        first, counted = tidy(answer), earlier[0].strength_as_written
        differ = first and counted and fold(first) != fold(counted)
        aside(*(("named twice", "differ") if differ else ("named twice",)), answer=first, counted=counted)
        return None
    named = builder.organization(name, form.site)  # the nomination is kept from this point on
    step = question.steps.get(fold(answer))
    if answer and step is None:
        _doubt_strength(builder, form, use, question, tidy(answer))
    report = Report(
        report_id=f"{form.sheet.name}:{form.row}:{question.id}",  # without a name, as names may have to be withheld
        site=form.site,
        wave=form.wave,
        relation=question.relation,
        reporter_id=form.organization_id,
        named_id=named,
        reporter_as_written=form.name,
        named_as_written=name,
        direction=question.direction,
        strength_as_written=tidy(answer),
        strength=None if step is None else float(step),
        asked="roster" if use.row is not None else "recall",
        footing="survey",
        source=form.sheet.source,
        row=form.row,
    )
    seen[question.relation, question.direction, named] = report, use
    return report


def _completes(
    builder: TableBuilder,
    form: Form,
    use: ColumnUse,
    question: Question,
    name: str,
    answer: str,
    seen: dict[tuple[str, str, str], tuple[Report, ColumnUse]],
) -> bool:
    """Return whether a mention only adds the strength to one in another column, or has none to add to it."""
    if not name or (answer and fold(answer) in question.answers_of_no_tie):
        return False
    try:
        known = builder.directory.find(name, form.site)
    except Ambiguous:
        return False
    report, column = seen.get((question.relation, question.direction, known or ""), (None, use))
    if report is None or column.header == use.header or bool(answer) == bool(report.strength_as_written):
        return False
    if answer:
        step = question.steps.get(fold(answer))
        if step is None:
            _doubt_strength(builder, form, use, question, tidy(answer))
        report.strength_as_written, report.strength = tidy(answer), None if step is None else float(step)
    return True
