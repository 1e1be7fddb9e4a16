"""Reading of survey responses: one form per row; an organization's later form replaces earlier ones."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from ecosystem.collect.answer_words import names_nobody, place_named
from ecosystem.collect.consent_words import strictest
from ecosystem.collect.forms.dates import Order, date_order
from ecosystem.collect.instruments import ColumnUse, Match, Question
from ecosystem.collect.redaction import is_marked
from ecosystem.collect.sheet import Sheet, records
from ecosystem.collect.time_stamps import last_of, read_stamp
from ecosystem.collect.values import split_choices
from ecosystem.columns.repeats import entries_of
from ecosystem.columns.ticked import TickedColumn
from ecosystem.names.directory import Ambiguous
from ecosystem.tables.builder import EVERYWHERE, TableBuilder, without_address
from ecosystem.tables.consent_answers import read_consent
from ecosystem.tables.form import Form
from ecosystem.tables.nominations import note_open, of_relation, read_nominations, relation_columns
from ecosystem.tables.pii_redaction import find_people
from ecosystem.tables.rounds import in_order
from ecosystem.tables.sheet_names import rounds_of_answers
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

_OF_ITSELF = ("text", "choice", "choices", "grid")  # kinds of questions about the organization that answers
_LISTS = frozenset(
    {"roles", "goals", "offers", "offers_could", "needs", "needs_could", "areas", "data_assets", "technology"}
    | {"initiatives", "networks"}
)
_MEMBERSHIP_KINDS = {"initiatives": "initiative", "networks": "national network"}


def read_responses(builder: TableBuilder, sheets: list[tuple[Sheet, Match]]) -> None:
    """Add responses, the respondents' own attributes, and their reports about others to the builder."""
    builder.survey = True
    sheets = [(sheet, _with_declared(builder, match)) for sheet, match in sheets]
    # All respondents must be identified before replaced forms can be found, and replaced forms add nothing.
    trial = builder.scratch()
    waves = rounds_of_answers(builder, sheets)
    read = [[replace(f, wave=waves[sheet.source]) for f in _forms(trial, sheet, match)] for sheet, match in sheets]
    forms = [form for own in read for form in own]
    last = _last_of_each(builder, forms)
    taken = [[_take(builder, form) for form in own if last[form.organization_id, form.wave] is form] for own in read]
    final = {(id(form.sheet), form.row): form for own in taken for form in own}
    for form in forms:
        later = last[form.organization_id, form.wave]
        answer = final[id(later.sheet), later.row]
        site = answer.site if later is form else builder.known_site(form.site)
        who = replace(form, organization_id=answer.organization_id, site=site)
        builder.responses.append(_response(who, later is form))
        if later is form:
            builder.count(form.sheet, "rows kept")
            continue
        how = "" if later.sheet is form.sheet else "elsewhere"
        said = {"row": form.row, "name": form.name, "later": later.row, "other": later.sheet.source}
        builder.note(form.sheet, "replaced by a later answer", how, **said)
        builder.count(form.sheet, "rows set aside")
    counted = [form for own in taken for form in own]
    order = in_order(form.wave for form in counted)  # what an organization says of itself in a later round outranks
    counted.sort(key=lambda form: order.index(form.wave))
    # all respondents are added and described before any nomination is read
    of_itself = {id(sheet): _columns_of_itself(builder, sheet, match) for sheet, match in sheets}
    asked = {id(sheet): _asked(builder, sheet, match) for sheet, match in sheets}
    fields = {id(sheet): _asked_of_itself(match) for sheet, match in sheets}
    for form in counted:
        builder.asked[form.organization_id] = (
            builder.asked.get(form.organization_id, frozenset()) | asked[id(form.sheet)]
        )
        if len(order) > 1:
            builder.answered_in.setdefault(form.organization_id, set()).add(form.wave)
        builder.asked_fields |= {(form.site, each) for each in fields[id(form.sheet)]}
        _describe(builder, form, of_itself[id(form.sheet)])
    for sheet, match in sheets:
        _note_columns(builder, sheet, match)
        _invite_roster(builder, match, [form.site for form in counted if form.sheet is sheet])
        columns = relation_columns(match, sheet, _known_names(builder))
        for form in counted:
            if form.sheet is sheet:
                read_nominations(builder, form, columns)
        note_open(builder, sheet, [(column.use, column.ticked) for column in columns if column.ticked])
        note_open(builder, sheet, [(use, ticked) for use, _, ticked in of_itself[id(sheet)] if ticked])


def _take(builder: TableBuilder, form: Form) -> Form:
    """Record the organization and site of a form that counts, with any doubt about the site; return the form."""
    known, site = builder.sites, _remembered(builder, form.site, form.city)
    if known and form.city and site not in known:
        builder.note(form.sheet, "new city", row=form.row, city=form.city)
    elif known and site == EVERYWHERE and not form.city:
        builder.note(form.sheet, "no city given", row=form.row, name=form.name, site=EVERYWHERE)
    organization_id = builder.organization(form.name, site)
    builder.locate(organization_id, site)
    builder.organizations[organization_id]["status"] = "respondent"
    return replace(form, organization_id=organization_id, site=site)


def _with_declared(builder: TableBuilder, match: Match) -> Match:
    """Return the match with standard relation names, and declared scales for questions that have none."""

    def declared(use: ColumnUse) -> ColumnUse:
        question = use.question
        if question is None or question.kind != "relation":
            return use
        relation = builder.relation(question.relation)
        scale = question.scale or builder.relations.get(relation, {}).get("scale", ())
        if (relation, scale) == (question.relation, question.scale):
            return use
        return replace(use, question=replace(question, relation=relation, scale=scale))

    return replace(match, columns=tuple(map(declared, match.columns)))


def _asked(builder: TableBuilder, sheet: Sheet, match: Match) -> frozenset[tuple[str, str]]:
    """Return the relations that a form asks about, each with its direction; those in a column of relations too."""
    asked = [(use, use.question) for use in match.columns if use.question and use.question.kind == "relation"]
    questions = []
    for use, question in asked:
        cells = sheet.frame[use.kind].unique() if use.kind else [""]
        written = {kind for cell in cells for entry in entries_of(cell) or [""] for kind in split_list(entry) or [""]}
        questions += [of_relation(builder, question, kind) for kind in sorted(written)]
    return frozenset((question.relation, question.direction) for question in questions)


def _asked_of_itself(match: Match) -> frozenset[str]:
    """Return the columns of organizations that a form asks for."""
    questions = [use.question for use in match.columns if use.question]
    return frozenset(q.becomes for q in questions if q.kind in _OF_ITSELF) - {"", "organization", "part", "site"}


def _last_of_each(builder: TableBuilder, forms: list[Form]) -> dict[tuple[str, str], Form]:
    """Return the last form of each organization in each round, with an issue for every replaced one.

    Forms are ordered by time stamp where time stamps can be compared, else by position. The order of day and month is
    determined per sheet.
    """
    stamps: dict[int, list[str]] = {}
    by_organization: dict[tuple[str, str], list[Form]] = {}
    for form in forms:
        by_organization.setdefault((form.organization_id, form.wave), []).append(form)
        stamps.setdefault(id(form.sheet), []).append(form.answered_at)
    orders = {sheet: date_order(written).order for sheet, written in stamps.items()}
    last = {}
    for who, own in by_organization.items():
        place = last_of([(form.answered_at, orders[id(form.sheet)]) for form in own]) if len(own) > 1 else 0
        last[who] = own[-1 if place is None else place]
        if place is None and any(form.answered_at for form in own):
            _note_not_compared(builder, own, orders)
    return last


def _note_not_compared(builder: TableBuilder, own: list[Form], orders: Mapping[int, Order]) -> None:
    """Record that the time stamps of one organization's forms do not show which is later."""
    said = {"row": own[-1].row, "name": own[-1].name}
    for form in own:
        read = [read_stamp(form.answered_at, order) for order in (orders[id(form.sheet)], "month first", "day first")]
        if not form.answered_at:
            builder.note(own[-1].sheet, "time stamps not compared", "missing", **said)
        elif not any(stamp and stamp.clock for stamp in read):
            builder.note(own[-1].sheet, "time stamps not compared", "unreadable", **said, stamp=form.answered_at)
        elif read[0] is None:
            builder.note(own[-1].sheet, "time stamps not compared", "unclear", **said, stamp=form.answered_at)
        else:
            continue
        return


def _forms(builder: TableBuilder, sheet: Sheet, match: Match) -> list[Form]:
    """Return the forms of a sheet that state who answers, in row order; ``builder`` is a scratch copy."""
    instrument = match.instrument
    single = [use for use in match.columns if use.question and use.row is None and not use.twin]
    headers = {use.question.id: use.header for use in reversed(single) if use.question}
    site_header = next((headers[q.id] for q in instrument.questions if q.becomes == "site" and q.id in headers), None)
    stamp = next((use.header for use in match.columns if use.timestamp), None)
    roster = {fold(use.question.name_in_row(use.row)) for use in match.columns if use.question and use.row}
    forms = []
    for row, cells in records(sheet.frame):
        builder.count(sheet, "rows read")
        written = {q.id: cells[headers[q.id]] for q in instrument.name_questions}
        answers = {question: tidy(without_address(text)) for question, text in written.items()}
        name = tidy(instrument.name_organization(answers))
        city = place_named(cells[site_header]) if site_header else ""
        site = _site(builder, city, instrument.site, name)
        nobody = names_nobody(builder.directory.meant(name, site)) and fold(name) not in roster
        try:
            nobody = nobody and builder.directory.find(name, site) is None
            organization_id = builder.organization(name, site) if name and not nobody else ""
        except Ambiguous:
            organization_id, nobody = "", False
        if not organization_id:
            if name:
                why = "names nobody" if nobody else "ambiguous name"
                builder.note(sheet, why, "respondent", row=row, name=name)
            elif any(is_marked(text) for text in written.values()):
                builder.note(sheet, "about people, never read", "respondent", row=row)
            else:
                builder.note(sheet, "no organization", row=row)
            builder.count(sheet, "rows set aside")
            continue
        builder.locate(organization_id, _remembered(builder, site, city))
        answered_at = cells[stamp].strip() if stamp else ""
        forms.append(Form(sheet, instrument, row, cells, organization_id, name, site, city, answered_at))
    return forms


def _site(builder: TableBuilder, answer: str, fixed: str, name: str) -> str:
    """Return the site of a form: its answer as first written, else the organization's site, else the only site."""
    known = builder.sites
    if answer:
        return builder.known_site(answer)
    if fixed or len(known) == 1:
        return builder.known_site(fixed or known[0])
    with suppress(Ambiguous):
        if home := builder.home(builder.directory.find(name) or ""):
            return home
    return EVERYWHERE


def _remembered(builder: TableBuilder, site: str, city: str) -> str:
    """Return the site of a form that counts, as first written, and record it; nothing if no source row names a city."""
    return site if site == EVERYWHERE and not city else builder.site(city or site)


def _response(form: Form, counts: bool) -> dict[str, Any]:
    return {
        "response_id": f"{form.sheet.name}:{form.row}",
        "organization_id": form.organization_id,
        "site": form.site,
        "wave": form.wave,
        "instrument": form.instrument.id,
        "version": form.instrument.version,
        "answered_at": form.answered_at,
        "status": "counted" if counts else "replaced",
        "source": form.sheet.source,
        "row": form.row,
    }


def _known_names(builder: TableBuilder) -> Callable[[str], bool]:
    """Return whether a folded text is a name known before any nomination is read: listed, answering, or an alias."""
    rows = builder.organizations.items()
    names = {fold(row["name"]) for each, row in rows if each in builder.listed or row.get("status")}
    decided = builder.directory.decided
    return lambda text: text in names or decided.meaning(text, "") is not None


OwnColumn = tuple[ColumnUse, Question, TickedColumn | None]  # the last for lists of answers


def _columns_of_itself(builder: TableBuilder, sheet: Sheet, match: Match) -> list[OwnColumn]:
    """Return the columns of questions about the responding organization."""
    own = [(use, use.question) for use in match.columns if use.question and use.question.kind in _OF_ITSELF]
    return [(use, ask, ticked_options(builder, sheet, use, ask)) for use, ask in own]


def ticked_options(builder: TableBuilder, sheet: Sheet, use: ColumnUse, question: Question) -> TickedColumn | None:
    """Return the options of a column of lists; None for other columns."""
    if question.kind != "choices" and question.becomes != "initiatives":
        return None
    options = {fold(option) for option in question.options}
    options |= {fold(row["name"]) for row in builder.initiatives.values() if question.becomes == "initiatives"}

    def known(text: str) -> bool:
        return text in options or bool(question.vocabulary and builder.entry(question.vocabulary, text))

    cells = sheet.frame[use.header].tolist()
    return TickedColumn.of(cells, known, use.one, use.several, lists=question.kind == "choices")


def _describe(builder: TableBuilder, form: Form, columns: list[OwnColumn]) -> None:
    """Add the respondent's own attributes, which override those from a list."""
    said: dict[str, list[str]] = {}
    for use, question, ticked in columns:
        if not (cell := form.cells[use.header].strip()):
            continue
        if question.kind == "grid":
            for field, answer in (("", question.now), ("_could", question.could)):
                if fold(answer) in {fold(part) for part in split_choices(cell, (question.now, question.could))}:
                    said.setdefault(question.becomes + field, []).append(_word(builder, form, use, use.row or ""))
        elif question.becomes not in ("", "organization", "part"):
            said.setdefault(question.becomes, []).extend(_answers(builder, form, use, question, cell, ticked))
    said.pop("site", None)
    for field, kind in _MEMBERSHIP_KINDS.items():
        for name in filter(None, map(without_address, said.pop(field, []))):
            builder.join(form.organization_id, name, kind)
    if "consent" in said:  # asked twice: the narrower answer counts
        said["consent"] = [strictest(said["consent"])]
    joined = {field: LIST_SEPARATOR.join(dict.fromkeys(_said(field, values))) for field, values in said.items()}
    builder.describe(form.organization_id, joined, outrank=True)


def _said(field: str, values: list[str]) -> list[str]:
    """Return the values without those that were redacted entirely.

    A description keeps the mark that something was removed.
    """
    return values if field == "description" else [value for value in values if without_address(value) or not value]


def _answers(
    builder: TableBuilder, form: Form, use: ColumnUse, question: Question, cell: str, ticked: TickedColumn | None
) -> list[str]:
    """Return the answers in one cell, in the terms of the question's vocabulary where it has one."""
    if ticked is not None:
        ticked.row = form.row
        parts = ticked.parts(cell)
    elif question.kind == "choice":
        parts = [cell]
    elif question.becomes == "areas":
        parts = split_list(cell.replace(",", ";"))
    elif question.becomes in ("data_assets", "technology"):
        parts = split_list(cell)
    else:
        parts = [tidy(cell)]
    if question.becomes in _LISTS:
        parts = [part for part in parts if not _says_nothing(builder, form, use, question, part)]
    return [_word(builder, form, use, part) for part in parts]


def _says_nothing(builder: TableBuilder, form: Form, use: ColumnUse, question: Question, part: str) -> bool:
    """Return whether a part of a list reads "none", with an issue."""
    if not names_nobody(part) or (question.vocabulary and builder.entry(question.vocabulary, part)):
        return False
    builder.note(form.sheet, "names nobody", "answer", row=form.row, column=use.header, name=tidy(part))
    return True


def _word(builder: TableBuilder, form: Form, use: ColumnUse, text: str) -> str:
    """Return the vocabulary's term for ``text`` (for consent, what it means); else ``text``, with an issue."""
    question = use.question
    if question is None or not question.vocabulary:
        return tidy(text)
    if question.becomes == "consent":
        return read_consent(builder, form.sheet, form.row, use.header, text)
    entry = builder.entry(question.vocabulary, text)
    if entry is not None:
        return entry.label
    if not question.other:
        said = {"row": form.row, "column": use.header, "answer": tidy(text), "words": question.vocabulary}
        builder.note(form.sheet, "not in the word list", **said)
    return tidy(text)


def _invite_roster(builder: TableBuilder, match: Match, sites: list[str]) -> None:
    """Count every organization on the roster as invited where there is no list of those invited."""
    if builder.listed or len(set(sites)) != 1:
        return
    for use in match.columns:
        if use.question and use.question.kind == "relation" and use.row:
            row = without_address(use.row)
            try:
                found = builder.organization(use.question.name_in_row(row), sites[0]) if row else None
            except Ambiguous:
                continue
            if found:
                builder.describe(found, {"status": "invited"})


def _note_columns(builder: TableBuilder, sheet: Sheet, match: Match) -> None:
    find_people(builder, sheet, [use.header for use in match.columns if use.private])
    for header in match.unmatched:
        builder.note(sheet, "column not used", "answers", column=header)
