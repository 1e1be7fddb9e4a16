"""Choice of how each sheet is read: by its column setup, by a questionnaire, by its columns, or not at all."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ecosystem.collect.consent_words import asks_consent, seems_consent
from ecosystem.collect.forms import is_joined, of_forms
from ecosystem.collect.instruments import ColumnUse, Instrument, Match, Question, recognise
from ecosystem.collect.issues import issue
from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.recipes import (
    BECOMES,
    RELATION,
    STRENGTH,
    TIE_TO_ONE,
    ColumnRecipe,
    Option,
    Recipe,
    SheetRecipe,
    mended,
)
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.columns.by_values import names_in, read_by_values
from ecosystem.columns.checks import check_columns
from ecosystem.columns.inference import guess_columns, guess_sheet
from ecosystem.columns.known_names import NOBODY, KnownNames
from ecosystem.columns.other_lists import about_others, mostly_known
from ecosystem.columns.plain_parts import BESIDE, names_several, plain_tables_of
from ecosystem.columns.plain_tables import COLUMNS, Plain, found_in, recognise_plain
from ecosystem.columns.tie_sheets import VALUE_REASONS, ValueReading, tie_sheet
from ecosystem.errors import RecipeError
from ecosystem.text import fold
from ecosystem.translation import gettext

WORD_LISTS = {
    **{"sector": "sectors", "level": "levels", "roles": "roles", "goals": "goals", "residents": "residents"},
    **{"networks": "networks", "consent": "consent"},
    **dict.fromkeys(("offers", "offers_could", "needs", "needs_could"), "resources"),
}
_ONE_ANSWER = ("sector", "level", "consent")
_WHO = ("organization", "part of the name")


@dataclass(frozen=True)
class Plan:
    """One sheet and what it is read as: answers to a questionnaire, a plain table, or nothing."""

    sheet: Sheet
    answers: Match | None = None
    plain: Plain | None = None
    decided: bool = False  # by a recipe
    more: tuple[Plain, ...] = ()  # ties and memberships that columns of a list name
    by_values: SheetRecipe | None = None  # the setup that its values suggest
    sure: SheetRecipe | None = None  # what of it is read without being asked
    lists: str = ""  # "people" or "things" if it is not read because it lists them


def plan_sheets(sheets: Sequence[Sheet], recipe: Recipe | None, instruments: Sequence[Instrument]) -> list[Plan]:
    """Return the plan for each sheet: by recipe, questionnaire and headers, then by the names in the other sheets."""
    plans = [plan(sheet, recipe, instruments) for sheet in sheets]
    closed = [p.decided or p.answers or p.sheet.aside or is_joined(p.sheet) or of_forms(p.sheet) for p in plans]
    open_to = [not each for each in closed]
    found = read_by_values([(each.sheet, each.plain) for each in plans], open_to)
    for place, reading in found.items():
        plans[place] = _by_values(plans[place], reading)
    if recipe is None:
        plans = _without_other_lists(plans)
    known = names_in(each.plain for each in plans)
    return [_with_names(each, recipe, known) for each in plans]


def _without_other_lists(plans: list[Plan]) -> list[Plan]:
    """Return the plans with lists of people or things not read, where other sheets hold organizations or ties."""
    others = [
        about_others(p.sheet) if p.plain and p.plain.kind in ("organizations", "memberships") and not p.decided else ""
        for p in plans
    ]
    kept = [p for p, other in zip(plans, others, strict=True) if (p.plain or p.answers) and not other]
    if not kept:
        return plans
    ends = ("name", "organization", "source", "target")
    frames = [p.plain.frame for p in kept if p.plain]
    known = frozenset(fold(cell) for frame in frames for end in ends if end in frame.columns for cell in frame[end])
    return [
        Plan(p.sheet, lists=other) if other and p.plain and not _is_of_organizations(p.plain, known) else p
        for p, other in zip(plans, others, strict=True)
    ]


def _is_of_organizations(plain: Plain, known: frozenset[str]) -> bool:
    """Return whether a list asks for consent, or names enough that other sheets name."""
    name = "name" if "name" in plain.frame.columns else "organization"
    return "consent" in plain.frame.columns or mostly_known(plain.frame[name].tolist(), known)


def told_by_values(sheets: Sequence[Sheet], instruments: Sequence[Instrument]) -> dict[str, list[str]]:
    """Return the source of a sheet -> sentences on what its values say it holds, for the person who confirms it."""
    return {
        each.sheet.source: [found.message for found in each.sheet.issues if found.reason in VALUE_REASONS]
        for each in plan_sheets(sheets, None, instruments)
        if each.by_values
    }


def _by_values(planned: Plan, reading: ValueReading) -> Plan:
    """Return the plan changed by what the values of its sheet are sure to be, with the issues that say so."""
    sheet = replace(planned.sheet, issues=(*planned.sheet.issues, *reading.issues))
    plain = planned.plain
    again = plain is not None and reading.sure and plain.kind == reading.sure.kind and names_several(reading.sure)
    if reading.sure and not again:  # else the same names, until the names of all lists split its cells
        plain = plain_tables_of(sheet, reading.sure, NOBODY)[0]
    return replace(planned, sheet=sheet, plain=plain, by_values=reading.proposal, sure=reading.sure)


def _with_names(planned: Plan, recipe: Recipe | None, known: KnownNames) -> Plan:
    """Return the plan with cells that name several organizations split by the names that all lists hold."""
    part = recipe.for_sheet(planned.sheet) if recipe and planned.decided else planned.sure
    if part is None or planned.plain is None or not names_several(part):
        return planned
    first, *more = plain_tables_of(planned.sheet, part, known)
    return replace(planned, plain=first, more=tuple(more))


def plan(sheet: Sheet, recipe: Recipe | None, instruments: Sequence[Instrument]) -> Plan:
    """Return the plan for ``sheet``. A recipe takes precedence; RecipeError if a column that it requires is gone."""
    decided = recipe.for_sheet(sheet) if recipe else None
    if decided is None:
        # The rows of joined sheets are part of the answers in another sheet; only a recipe says what a side list holds.
        if is_joined(sheet) or sheet.aside:
            return Plan(sheet)
        match = _with_consent(sheet, recognise(list(sheet.frame.columns), instruments))
        return Plan(sheet, match, None if match or sheet.repeats or of_forms(sheet) else recognise_plain(sheet))
    sheet = mended(sheet, decided)
    if decided.kind == "not used":
        return Plan(sheet, decided=True)
    headers = list(sheet.frame.columns)
    instrument = next((i for i in instruments if i.id == decided.instrument), None)
    if decided.instrument and instrument is None:
        raise RecipeError(
            f"{sheet.source}: the recipe reads this sheet as answers to the questionnaire “{decided.instrument}”, "
            f"which is not here. Put its file beside the data; known are: {', '.join(i.id for i in instruments)}."
        )
    match = _with_consent(sheet, recognise(headers, [instrument])) if instrument else None
    asked = {use.header: use for use in match.columns if use.header not in match.unmatched} if match else {}
    own = {c.header for c in decided.column}
    people = people_columns(sheet)
    gone = [_gone(sheet, decided, column) for column in decided.column if column.header not in headers]
    new = [_new(sheet, decided, h) for h in headers if decided.column and not {h} & (own | people | set(asked))]
    sheet = replace(sheet, issues=(*sheet.issues, *gone, *new))
    if decided.kind == "answers":
        doubts = [issue("looks odd", source=sheet.source, finding=said) for said in check_columns(sheet, decided)]
        sheet = replace(sheet, issues=(*sheet.issues, *doubts))
        return Plan(sheet, answers=_match(sheet, decided, instrument, asked), decided=True)
    strange = [c.becomes for c in decided.column if c.header in headers and c.becomes not in choices(decided.kind)]
    if strange:
        raise RecipeError(
            f"{sheet.source}: a column of {decided.kind} cannot become “{strange[0]}”. "
            f"It can become: {', '.join(choices(decided.kind))}."
        )
    first, *more = plain_tables_of(sheet, decided, NOBODY)
    return Plan(sheet, plain=first, decided=True, more=tuple(more))


def _with_consent(sheet: Sheet, match: Match | None) -> Match | None:
    """Return the match with the columns on consent that its questionnaire does not know: they are always obeyed."""
    if match is None:
        return None
    known = any(use.question and use.question.becomes == "consent" for use in match.columns)
    asks = {
        header: ColumnRecipe(header=header, becomes="consent")
        for header in match.unmatched
        if asks_consent(header) or (not known and seems_consent(header, sheet.frame[header].unique()))
    }
    uses = tuple(_use(asks[use.header], 0, False) if use.header in asks else use for use in match.columns)
    return replace(match, columns=uses)


def _gone(sheet: Sheet, decided: SheetRecipe, column: ColumnRecipe) -> Issue:
    """Return the issue that a column of the recipe is missing; RecipeError if data would be lost unnoticed."""
    known = {c.header for c in decided.column}
    new = [h for h in sheet.frame.columns if h not in known]
    near = difflib.get_close_matches(column.header, new, 1, 0.5)
    said: dict[str, Any] = {"column": column.header, "column_name": column.header, "near": near[0] if near else ""}
    found = issue("column gone", "near" if near else "", source=sheet.source, **said)
    if column.is_tie or column.becomes in _WHO or decided.kind == "ties":
        message = gettext("{source}: {finding} Choose a column for it again, or remove it from the column setup.")
        raise RecipeError(message.format(source=sheet.source, finding=found.message))
    return found


def _new(sheet: Sheet, decided: SheetRecipe, header: str) -> Issue:
    near = difflib.get_close_matches(header, [c.header for c in decided.column], 1, 0.6)
    said: dict[str, Any] = {"column": header, "near": near[0] if near else ""}
    return issue("new column", "near" if near else "", source=sheet.source, **said)


def _match(
    sheet: Sheet, decided: SheetRecipe, instrument: Instrument | None, by_question: dict[str, ColumnUse]
) -> Match:
    """Return the recipe's columns as questions, with the questionnaire's columns that the recipe does not list."""
    own = {c.header: c for c in decided.column}
    people = people_columns(sheet)
    uses: list[ColumnUse] = []
    parts: list[Question] = []
    for header in sheet.frame.columns:
        if header in own:
            use = _use(own[header], len(parts), header in people)
            if use.question and use.question.becomes == "part":
                parts.append(use.question)
            uses.append(use)
        else:
            uses.append(by_question.get(header, ColumnUse(header, private=header in people)))
    if instrument is None:
        instrument = Instrument("recipe", "1", "", "", (), (), ())
    questions = {use.question.id: use.question for use in uses if use.question}
    stamps = tuple(use.header for use in uses if use.timestamp)
    made = replace(
        instrument,
        questions=tuple(questions.values()),
        timestamp_headers=(*instrument.timestamp_headers, *stamps),
        organization=" ".join(f"{{{p.id}}}" for p in parts) or instrument.organization,
        site=decided.site or instrument.site,
    )
    if not made.name_questions:
        raise RecipeError(
            f"{sheet.source}: the recipe says these are answers, but no column becomes the organization that answers."
        )
    return Match(made, tuple(_with_options(use, decided.option) for use in _described(uses, own)))


def _described(uses: list[ColumnUse], own: Mapping[str, ColumnRecipe]) -> list[ColumnUse]:
    """Return the roles of columns; those that describe ties entry by entry are joined to the one that names them."""
    named = [use.header for use in uses if use.twin]
    made = {use.header: use for use in uses}
    for column in own.values():
        if column.becomes not in (STRENGTH, RELATION) or column.header not in made:
            continue
        of = column.of if column.of in named else next(iter(named), "")
        if not of:
            continue
        made[column.header] = ColumnUse(column.header, of=of)
        ties = made[of]
        if column.becomes == RELATION:
            made[of] = replace(ties, kind=column.header)
        elif ties.question:
            asked = replace(ties.question, scale=column.scale, no_tie=column.no_tie)
            made[of] = replace(ties, strength=column.header, question=asked)
    return [made[use.header] for use in uses]


def _with_options(use: ColumnUse, options: Sequence[Option]) -> ColumnUse:
    """Return the role of a column with the decisions about its texts that hold commas."""
    own = [option for option in options if option.column == use.header]
    one, several = (tuple(o.text for o in own if o.several == several) for several in (False, True))
    return replace(use, one=one, several=several) if own else use


def _use(column: ColumnRecipe, place: int, about_people: bool) -> ColumnUse:
    """Return the role of one recipe column; an unused column about people is private."""
    header, becomes = column.header, column.becomes
    if becomes in ("private", "time stamp", "not used", STRENGTH, RELATION):
        private = becomes == "private" or (becomes == "not used" and about_people)
        return ColumnUse(header, private=private, timestamp=becomes == "time stamp")
    if column.is_tie:
        return _tie_use(column)
    if becomes == "part of the name":
        return ColumnUse(header, Question(id=f"part{place}", text=header, kind="text", becomes="part"))
    vocabulary = WORD_LISTS.get(becomes, "")
    kind = "text" if not vocabulary else "choice" if becomes in _ONE_ANSWER else "choices"
    return ColumnUse(header, Question(becomes, header, kind, becomes=becomes, vocabulary=vocabulary, other=True))


def _tie_use(column: ColumnRecipe) -> ColumnUse:
    question = Question(
        id=f"{column.relation} {column.direction}",
        text=column.header,
        kind="relation",
        relation=column.relation,
        direction=column.direction,
        scale=column.scale,
        no_tie=column.no_tie,
    )
    if column.becomes == TIE_TO_ONE:
        return ColumnUse(column.header, question, row=column.named)
    return ColumnUse(column.header, replace(question, recall=column.header), twin=True)


def propose(sheets: Sequence[Sheet], instruments: Sequence[Instrument]) -> Recipe:
    """Return a recipe for these sheets, from questionnaires, plain tables, or inference.

    The recipe lists every column that is open to a decision; columns defined by a questionnaire are not listed.
    """
    plans = zip(sheets, plan_sheets(sheets, None, instruments), strict=True)
    parts = {(fold(sheet.name), sheet.origin.whole_tab): _proposal(sheet, found) for sheet, found in [*plans][::-1]}
    return Recipe(sheet=tuple(reversed(parts.values())))  # for two sheets with one name, the first applies


def _proposal(sheet: Sheet, found: Plan) -> SheetRecipe:
    part = found.by_values or _decided_by_nobody(sheet, found)
    return part.model_copy(update={"tab": sheet.origin.whole_tab or ""})


def _decided_by_nobody(sheet: Sheet, found: Plan) -> SheetRecipe:
    if found.answers:
        guesses = {g.header: g for g in guess_columns(sheet)}
        repeated = {h for repeat in sheet.repeats for h in repeat.headers}
        open_to = tuple(
            guesses[h] if h in repeated else guesses[h].model_copy(update={"becomes": "not used"})
            for h in found.answers.unmatched
        )
        instrument = found.answers.instrument.id
        return SheetRecipe(name=sheet.name, kind="answers", instrument=instrument, column=open_to)
    if found.plain:
        kind = found.plain.kind
        columns = _plain_columns(sheet, found.plain.found)
        return SheetRecipe(name=sheet.name, kind=kind, column=columns)  # type: ignore[arg-type]
    if is_joined(sheet) or found.lists:
        return SheetRecipe(name=sheet.name, kind="not used")
    return guess_sheet(sheet)


def _plain_columns(sheet: Sheet, found: Mapping[str, str]) -> tuple[ColumnRecipe, ...]:
    """Return each column with the role found for it; private if it is about people."""
    people = people_columns(sheet)
    others = {h: "private" if h in people else "not used" for h in sheet.frame.columns}
    return tuple(ColumnRecipe(header=h, becomes=found.get(h, becomes)) for h, becomes in others.items())


def as_kind(sheet: Sheet, part: SheetRecipe, kind: str) -> SheetRecipe:
    """Return the part for a sheet of another kind, with its columns inferred again for that kind."""
    if kind == part.kind:
        return part
    told = tie_sheet(sheet, NOBODY)
    if told and told.proposal.kind == kind:
        columns = told.proposal.column
    else:
        columns = _plain_columns(sheet, found_in(sheet, kind)) if kind in COLUMNS else guess_columns(sheet)
    return part.model_copy(update={"kind": kind, "column": columns, "instrument": ""})


def brought_up(sheet: Sheet, part: SheetRecipe, instruments: Sequence[Instrument]) -> tuple[SheetRecipe, list[str]]:
    """Return the part updated to the sheet's present columns, and sentences about added and removed columns.

    A new column similar to a removed one takes over its settings, which a person is asked to confirm.
    """
    asked = next((i for i in instruments if i.id == part.instrument), None)
    match = recognise(list(sheet.frame.columns), [asked]) if asked else None
    known = {c.header for c in part.column}
    new = [h for h in (match.unmatched if match else sheet.frame.columns) if h not in known]
    if not part.column and not match:
        return part, []
    gone = {c.header: c for c in part.column if c.header not in sheet.frame.columns}
    people = people_columns(sheet)
    columns, said = [c for c in part.column if c.header not in gone], []
    for header in new:
        near = difflib.get_close_matches(header, gone, 1, 0.5)
        old = (
            gone.pop(near[0])
            if near
            else ColumnRecipe(header=header, becomes="private" if header in people else "not used")
        )
        columns.append(old.model_copy(update={"header": header}))
        taken = (
            f"; it looks like “{old.header}”, which is gone, and is taken for it" if near else ", and not used so far"
        )
        said.append(f"“{header}” is new{taken}.")
    said += [f"“{header}” is gone; it was {column.becomes}." for header, column in gone.items()]
    order = {header: place for place, header in enumerate(sheet.frame.columns)}
    columns.sort(key=lambda c: order[c.header])
    return part.model_copy(update={"column": tuple(columns)}), said


def choices(kind: str) -> tuple[str, ...]:
    """Return the roles that a column of a sheet of this kind can have."""
    if kind == "answers":
        return BECOMES
    if kind == "not used":
        return ("not used",)
    return (*(c.name for c in COLUMNS[kind]), *BESIDE.get(kind, ()), "private", "not used")
