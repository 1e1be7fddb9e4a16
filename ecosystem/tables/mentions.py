"""What one form says of others: roster cells and free recall into reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ecosystem.collect.instruments import ColumnUse, Match, Question
from ecosystem.collect.sources import REMOVED
from ecosystem.tables.draft import listed, only_an_address, without_address
from ecosystem.tables.names import Ambiguous
from ecosystem.tables.values import split_list
from ecosystem.text import fold, tidy

if TYPE_CHECKING:
    from ecosystem.tables.draft import Draft
    from ecosystem.tables.responses import Form

_NOBODY = {"none", "n a", "na", "nobody", "no one", "nothing", "not applicable", "no", "x", "0"}
_TAIL = re.compile(
    r"^(?P<name>.+?)\s*(?:[(\[](?P<in>[^()\[\]]*)[)\]]|[:\u2013\u2014]\s*(?P<after>.+)|\s-\s*(?P<dash>.+))\s*$"
)


class RelationColumn(NamedTuple):
    """One column of a relation question."""

    position: int  # by which the reports of one form are told apart
    use: ColumnUse
    question: Question
    silent: set[str]  # cells met so far that name nobody, as written: most of a roster


def relation_columns(match: Match) -> list[RelationColumn]:
    """The columns of relation questions."""
    uses = [(position, use, use.question) for position, use in enumerate(match.columns, start=1)]
    return [RelationColumn(place, use, ask, set()) for place, use, ask in uses if ask and ask.kind == "relation"]


def read_mentions(draft: Draft, form: Form, columns: list[RelationColumn]) -> None:
    """Add one report for each organization the form names in a relation question; all ``relation_columns`` it has."""
    seen: set[tuple[str, str, str]] = set()
    for position, use, question, silent in columns:
        written = form.cells[use.header]
        if written in silent:
            continue
        cell = written.strip()
        if not cell or (use.row is not None and fold(cell) in question.answers_of_no_tie):
            silent.add(written)
            continue
        if use.row is not None:
            row = without_address(use.row)
            mentions = [(question.name_in_row(row) if row else "", cell)]
        else:
            mentions = [_named_on(line, question) for line in split_list(cell)]
        for place, (name, answer) in enumerate(mentions, start=1):
            draft.count(form.sheet, "reports read")
            report = _report(draft, form, use, question, tidy(name), answer, seen)
            if report is None:
                draft.count(form.sheet, "reports set aside")
                continue
            report["report_id"] += f":{position}" + (f":{place}" if use.row is None else "")
            draft.reports.append(report)
            draft.count(form.sheet, "reports kept")


def split_strength(line: str, question: Question) -> tuple[str, str]:
    """The name and the strength on one line; brackets that hold no answer of the scale belong to the name.

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


def _doubt_strength(draft: Draft, form: Form, use: ColumnUse, question: Question, answer: str) -> None:
    """A doubt about an answer beside the question's scale; where it has none, one for the relation."""
    if question.scale:
        message = f"“{answer}” is no answer of the scale ({listed(question.scale)}); the tie stays, without strength"
        action = "Mend the cell, or add the answer to the scale: in the questionnaire, the recipe or “relations”."
        draft.note("doubt", form.sheet, "not on the scale", message, action, row=form.row, column=use.header)
    elif (form.sheet.source, question.relation) not in draft.unscaled:
        draft.unscaled.add((form.sheet.source, question.relation))
        message = (
            f"no scale is given for answers such as “{answer}” about “{question.relation}”; ties stay, without strength"
        )
        action = (
            "Give the column a scale in the recipe, or the relation one in “relations”: its answers, weakest first."
        )
        draft.note("doubt", form.sheet, "scale not declared", message, action, row=form.row, column=use.header)


def _named_on(line: str, question: Question) -> tuple[str, str]:
    """The name and the strength on one line, without addresses; "" where a person's address stands for a name."""
    name, answer = split_strength(line, question)
    if REMOVED not in name:
        return name, answer
    name, behind = split_strength(without_address(name), question)
    return name, answer or behind


def _report(
    draft: Draft,
    form: Form,
    use: ColumnUse,
    question: Question,
    name: str,
    answer: str,
    seen: set[tuple[str, str, str]],
) -> dict | None:
    """The row of ``reports`` for one mention; None where it was set aside."""

    def aside(reason: str, message: str, action: str = "") -> None:
        draft.note("set aside", form.sheet, reason, message, action, row=form.row, column=use.header)

    if not name or (answer and fold(answer) in question.answers_of_no_tie):
        no_tie = "says there is no tie", f"“{name}” is named, with the answer “{answer}”"
        aside(*(no_tie if name else only_an_address("the one named")))
        return None
    try:
        known = draft.directory.find(name, form.site)
        if known is None and fold(name) in _NOBODY:
            aside("names nobody", f"“{name}” reads like nobody", "If it is an organization, list it.")
            return None
        named = draft.organization(name, form.site)
    except Ambiguous:
        aside("ambiguous name", f"“{name}” stands for several organizations in {form.site}")
        return None
    if named == form.organization_id:
        aside("names itself", f"“{name}” is the organization that answers")
        return None
    mention = (question.relation, question.direction, named)
    if mention in seen:
        aside("named twice", f"“{name}” is named twice in one answer; the first mention counts")
        return None
    seen.add(mention)
    step = question.steps.get(fold(answer))
    if answer and step is None:
        _doubt_strength(draft, form, use, question, tidy(answer))
    return {
        "report_id": f"{form.sheet.name}:{form.row}:{question.id}",  # no name in it, as names may have to go
        "site": form.site,
        "wave": "1",
        "relation": question.relation,
        "reporter_id": form.organization_id,
        "named_id": named,
        "reporter_as_written": form.name,
        "named_as_written": name,
        "direction": question.direction,
        "strength_as_written": tidy(answer),
        "strength": None if step is None else float(step),
        "asked": "roster" if use.row is not None else "recall",
        "footing": "survey",
        "amount": None,
        "date": "",
        "source": form.sheet.source,
        "row": form.row,
    }
