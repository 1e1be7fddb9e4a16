"""Assembly of a map: each sheet is classified and read, and the tables are built and checked."""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace

import pandas as pd

from ecosystem import __version__
from ecosystem.collect.by_hand import not_by_hand
from ecosystem.collect.consent_words import strictest
from ecosystem.collect.formats.own_export import OWN_MARKS
from ecosystem.collect.forms import is_joined, rows_left_out
from ecosystem.collect.frames import distinct
from ecosystem.collect.instruments import Instrument, Match, is_instrument, load_instrument, shipped_instruments
from ecosystem.collect.recipes import TIE_TO_ONE, TIES_TO_SEVERAL, Recipe, dump_recipe, recipe_among
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.columns.duplicate_sheets import duplicate_sheets
from ecosystem.columns.inference import guess_sheet
from ecosystem.columns.plain_tables import Plain
from ecosystem.columns.plan import Plan, plan_sheets
from ecosystem.columns.steering import check_recipe, check_sheets
from ecosystem.errors import NoMapError
from ecosystem.log import timed
from ecosystem.names.decisions import Decision
from ecosystem.schema import ASKED, make
from ecosystem.tables import apply_decisions, lists
from ecosystem.tables.builder import EVERYWHERE, TableBuilder
from ecosystem.tables.by_hand import KIND, add_typed, holds_a_map, settle_typed, typed_tables
from ecosystem.tables.consent import for_group
from ecosystem.tables.consent_answers import note_consents
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.nothing_read import LOOKS_LIKE_ANSWERS, LOOKS_LIKE_TIES, sheets_like_ties
from ecosystem.tables.organization_lists import read_organizations
from ecosystem.tables.pii_redaction import find_people, redact_people
from ecosystem.tables.responses import read_responses
from ecosystem.tables.sheet_names import read_sheet_names
from ecosystem.tables.surveyed import settle_surveyed
from ecosystem.tables.tie_lists import read_ties
from ecosystem.tables.ties import derive_ties, is_tie
from ecosystem.tables.workbook_names import twins_apart
from ecosystem.text import LIST_SEPARATOR, fold, split_list
from ecosystem.translation import gettext

_PLAIN_READERS = {  # in this order: names before the organizations that use them, organizations before their ties
    "aliases": apply_decisions.read_aliases,
    "relations": lists.read_relations,
    "organizations": read_organizations,
    "locations": lists.read_locations,
    "memberships": lists.read_memberships,
}
_VOCABULARY_OF = {"sector": "sectors", "level": "levels", "roles": "roles", "goals": "goals", "consent": "consent"}
_VOCABULARY_OF |= dict.fromkeys(("offers", "offers_could", "needs", "needs_could"), "resources")
COUNTS = ("rows read", "rows kept", "rows set aside", "reports read", "reports kept", "reports set aside")


@timed(__name__, "made the tables")
def assemble(source: Source, recipe: Recipe | None = None, decisions: Sequence[Decision] = ()) -> Ecosystem:
    """Return the map that the sheets of ``source`` describe, read by ``recipe`` or by one found beside the data.

    ``decisions`` about names are applied after those of the alias lists in the source.

    Raises NoMapError where no sheet holds organizations, ties or answers, SourceError where a sheet that controls the
    reading is not well formed, RecipeError where the recipe does not fit.
    """
    builder = TableBuilder()
    builder.issues.extend(source.issues)
    recipe = recipe or recipe_beside(source)
    builder.words = {(w.list, fold(w.written)): w.word for w in recipe.word} if recipe else {}
    typed = typed_tables(source.sheets)
    source = replace(source, sheets=tuple(not_by_hand(source.sheets)))
    answers, plain, read_as = _sort(builder, source, recipe, typed)
    read_as |= dict.fromkeys((each.sheet.source for each in typed), KIND)
    named = [n for d in decisions for n in (d.name_a, d.name_b)]
    answers, tables = redact_people(builder, answers, [*plain, *typed], named)
    plain, typed = tables[: len(plain)], tables[len(plain) :]
    plain = read_sheet_names(builder, plain, _cities_set(source, recipe))
    for kind, read in _PLAIN_READERS.items():
        for sheet in plain:
            if sheet.kind == kind:
                _read(builder, read, sheet)
        if kind == "aliases":
            apply_decisions.apply_decisions(builder, decisions)
        elif kind == "organizations":
            add_typed(builder, typed)
        elif kind == "locations":  # organizations and sites are complete here; no nomination has been read yet
            apply_decisions.join_listed(builder, across_cities=bool(recipe and recipe.across_cities))
    if answers:
        read_responses(builder, answers)
    for sheet in (*plain, *typed):
        if sheet.kind == "ties":
            _read(builder, read_ties, sheet)
    settle_typed(builder, typed)
    for sheet in (*plain, *typed):
        if not sheet.derived:
            _note_unused(builder, sheet)
    settle_surveyed(builder, {plain.sheet.source for plain in typed})
    _settle_statuses(builder)
    _settle_asked(builder)
    _settle_sites(builder)
    _settle_words(builder)
    apply_decisions.settle_parts(builder)
    apply_decisions.note_conflicts(builder)
    note_consents(builder)
    return _finish(builder, source, read_as, dump_recipe(recipe) if recipe else "")


def _read(builder: TableBuilder, read: Callable[[TableBuilder, Plain], None], plain: Plain) -> None:
    """Read one plain table; rows of a derived one are counted by the list that it is made of."""
    counts = builder.counts[plain.sheet.source]
    rows = {what: counts[what] for what in COUNTS if what.startswith("rows")}
    read(builder, plain)
    if plain.derived:
        counts.update({what: times - counts[what] for what, times in rows.items()})


def instruments_for(source: Source) -> tuple[Instrument, ...]:
    """Return the questionnaires found beside the data, then the built-in ones."""
    return (*(load_instrument(text) for text in source.instruments if is_instrument(text)), *shipped_instruments())


def recipe_beside(source: Source) -> Recipe | None:
    """Return the recipe found beside the data; None if there is none."""
    return recipe_among(source.instruments)


def _sort(
    builder: TableBuilder, source: Source, recipe: Recipe | None, typed: Sequence[Plain]
) -> tuple[list[tuple[Sheet, Match]], list[Plain], dict[str, str]]:
    """Return the sheets by type, those ``typed`` by hand apart; record every sheet of unknown type as not used."""
    instruments = instruments_for(source)
    answers: list[tuple[Sheet, Match]] = []
    plain: list[Plain] = []
    read_as: dict[str, str] = {}
    unused: list[tuple[Sheet, Plan, Sheet | None]] = []
    labels = distinct(sheet.name for sheet in source.sheets)  # two workbooks may both hold "Form Responses 1"
    again = duplicate_sheets(source.sheets)
    planned_at = _planned(source, again, recipe, instruments)
    if apart := twins_apart(source.sheets, again, planned_at, _cities_set(source, recipe)):
        again = {place: twin for place, twin in again.items() if place not in apart}
        planned_at = _planned(source, again, recipe, instruments)
    plans = list(planned_at.values())
    for place, (given, label) in enumerate(zip(source.sheets, labels, strict=True)):
        twin = again.get(place)
        planned = planned_at.get(place, Plan(given))
        sheet = replace(planned.sheet, name=label)
        builder.issues.extend(sheet.issues)
        # rows that the reading of forms or the recipe does not use
        lost = rows_left_out(given) + len(given.frame) - len(sheet.frame)
        builder.count(sheet, "rows read", lost)
        builder.count(sheet, "rows set aside", lost)
        if not lost and sheet.frame.empty:
            builder.note(sheet, "no rows")
        if planned.answers:
            answers.append((sheet, planned.answers))
            instrument = planned.answers.instrument
            read_as[sheet.source] = f"answers to {instrument.id} {instrument.version}"
        elif planned.plain:
            tables = (planned.plain, *planned.more)
            plain += [replace(each, sheet=replace(each.sheet, name=label, issues=())) for each in tables]
            read_as[sheet.source] = planned.plain.kind
        else:
            read_as[sheet.source] = "not used"
            unused.append((sheet, planned, twin))
    repeated = {repeat.name for sheet, _ in answers for repeat in sheet.repeats}
    for sheet, planned, twin in unused:
        builder.count(sheet, "rows read", len(sheet.frame))
        if is_joined(sheet) and planned.sheet.name in repeated:
            read_as[sheet.source] = "part of the answers"
            builder.count(sheet, "rows kept", len(sheet.frame))
            continue
        builder.count(sheet, "rows set aside", len(sheet.frame))
        _note_unused_sheet(builder, sheet, planned, twin)
    if not (answers or holds_a_map(typed) or any(p.kind in ("organizations", "ties", "memberships") for p in plain)):
        found_in = "; ".join(f"{s.source}: {_few(list(s.frame.columns))}" for s in source.sheets) or "no sheet at all"
        raise NoMapError(
            gettext(
                "{title}: no organizations, ties or answers were found (columns in {columns}). A list of organizations "
                "needs a column name, a list of ties needs the columns source and target, and answers need the "
                "questions in the words of a questionnaire. A list that begins with data needs a header row above it, "
                "and one with columns separated by spaces needs commas. For any other sheet, say what its columns "
                "hold: open it in the app (python -m ecosystem serve DATA), or write a column setup (python -m "
                "ecosystem setup DATA -o setup.toml)."
            ).format(title=source.title, columns=found_in)
            + sheets_like_ties(builder.issues)
        )
    builder.issues.extend(check_recipe(source, recipe, plans) if recipe else [])
    check_sheets(plans)
    return answers, plain, read_as


def _planned(
    source: Source, again: Mapping[int, Sheet], recipe: Recipe | None, instruments: Sequence[Instrument]
) -> dict[int, Plan]:
    """Return position -> plan of the sheets that repeat no other one."""
    of_place = [place for place in range(len(source.sheets)) if place not in again]
    plans = plan_sheets([source.sheets[place] for place in of_place], recipe, instruments)
    return dict(zip(of_place, plans, strict=True))


def _cities_set(source: Source, recipe: Recipe | None) -> dict[str, str]:
    """Return the city that the column setup gives to whole sheets, by source; "all" for none."""
    parts = {s.source: recipe.for_sheet(s) for s in source.sheets} if recipe else {}
    return {name: part.site for name, part in parts.items() if part and part.site}


def _note_unused_sheet(builder: TableBuilder, sheet: Sheet, planned: Plan, twin: Sheet | None) -> None:
    """Record why a sheet is not used."""
    if twin:
        builder.note(sheet, "sheet twice", other=twin.source)
    elif planned.decided:
        builder.note(sheet, "sheet not used", "setup")
    elif sheet.aside in OWN_MARKS:
        builder.note(sheet, "sheet not used", sheet.aside)
    elif planned.lists:
        builder.note(sheet, "sheet not used", planned.lists)
    elif sheet.aside:
        builder.note(sheet, "sheet not used", "side_list", format=sheet.aside)
    else:
        builder.note(sheet, "sheet not used", "unknown", columns=_few(list(planned.sheet.frame.columns)))
        _note_answers(builder, sheet, planned)


def _note_answers(builder: TableBuilder, sheet: Sheet, planned: Plan) -> None:
    """Record that an unused sheet looks like answers to a survey, where nothing says that it looks like ties."""
    if any(each.reason == LOOKS_LIKE_TIES for each in (*sheet.issues, *builder.issues) if each.source == sheet.source):
        return
    guessed = guess_sheet(planned.sheet)
    roles = {column.becomes for column in guessed.column}
    if guessed.kind == "answers" and roles & {TIE_TO_ONE, TIES_TO_SEVERAL, "consent"}:
        count = len(planned.sheet.frame)
        builder.note(sheet, LOOKS_LIKE_ANSWERS, "consent" if "consent" in roles else "", count=count)


def _few(headers: list[str]) -> str:
    short = [h if len(h) <= 40 else h[:37] + "..." for h in headers[:4]]
    return ", ".join(short) + (f" and {len(headers) - 4} more" if len(headers) > 4 else "") or "none"


def _note_unused(builder: TableBuilder, plain: Plain) -> None:
    find_people(builder, plain.sheet, plain.people)
    builder.note_no_places(plain.sheet)
    for header in plain.unused:
        builder.note(plain.sheet, "column not used", "plain", column=header)


def _settle_statuses(builder: TableBuilder) -> None:
    """Fill in the status of every organization of a survey; clear it in a plain list and in cities of lists alone."""
    listed = {o for o in builder.organizations if not builder.statuses and o in builder.listed}
    for organization_id, row in builder.organizations.items():
        if not builder.survey or builder.only_listed(organization_id):
            row["status"] = ""
        elif not row.get("status"):
            row["status"] = "invited" if organization_id in listed else "named only"


def _settle_asked(builder: TableBuilder) -> None:
    """Set what was asked of organizations that answered without a form.

    They count as asked about every relation that such an answer in a list reports; for wishes, only about their own.
    """
    answered = {o for o, row in builder.organizations.items() if row.get("status") == "respondent"}
    listed = [r for r in builder.reports if r.asked == "list" and r.footing == "survey"]
    relations = {r.relation for r in listed if r.reporter_id in answered}
    of_a_list = frozenset((relation, "mutual" if is_tie(relation) else "gives") for relation in relations)
    for organization_id in answered:
        builder.asked.setdefault(organization_id, of_a_list)


def _settle_sites(builder: TableBuilder) -> None:
    """Set the site of organizations that no list and no tie places.

    They are placed in one site if the source has none, or in the only site of a survey; those that only ties name, in
    the only site of the lists.
    """
    placed = {site for _, site in builder.locations}
    if len(placed) > 1:
        return
    [site] = placed or {EVERYWHERE}
    everybody = builder.survey or not placed
    for organization_id in builder.organizations:
        if not builder.home(organization_id) and (everybody or organization_id not in builder.listed_in):
            builder.locate(organization_id, site)


def _settle_words(builder: TableBuilder) -> None:
    """Replace attributes by the terms of the vocabularies; unknown text stays as written.

    "County" as the kind of an organization says its level of government too.
    """
    settled: dict[tuple[str, str], str] = {}  # field, text as written -> term
    for row in builder.organizations.values():
        if (kind := row.get("sector")) and not row.get("level") and _is_a_government(builder, kind):
            row["level"] = kind
        for field, name in _VOCABULARY_OF.items():
            if text := row.get(field):
                if (field, text) not in settled:
                    settled[field, text] = _in_words(builder, field, name, text)
                row[field] = settled[field, text]


def _is_a_government(builder: TableBuilder, kind: str) -> bool:
    """Return whether the kind of an organization is a level of government: City, State, Federal."""
    sector = builder.entry("sectors", kind)
    return sector is not None and sector.id == "government" and builder.entry("levels", kind) is not None


def _in_words(builder: TableBuilder, field: str, name: str, text: str) -> str:
    several = LIST_SEPARATOR in text or name in ("roles", "goals", "resources")
    parts = split_list(text) if several else [text]
    entries = [builder.entry(name, part) for part in parts]
    if field == "consent":
        return strictest([entry.id if entry else "no" for entry in entries])
    return LIST_SEPARATOR.join(dict.fromkeys(e.label if e else p for e, p in zip(entries, parts, strict=True)))


def _finish(builder: TableBuilder, source: Source, read_as: dict[str, str], decided: str) -> Ecosystem:
    issues = [{"issue_id": f"{n:05d}", **asdict(each)} for n, each in enumerate(builder.issues, start=1)]
    tables = {
        "responses": make("responses", builder.responses),
        "asked": make(
            "asked", [dict(zip(ASKED.names, (o, *a), strict=True)) for o in builder.asked for a in builder.asked[o]]
        ),
        "reports": make("reports", [report.record() for report in builder.reports]),
        "names": make("names", builder.directory.rows()),
        "organizations": make("organizations", list(builder.organizations.values())),
        "locations": make("locations", builder.location_rows()),
        "ties": make("ties", derive_ties(builder.reports, builder.asked, builder.answered_in)),
        "initiatives": make("initiatives", list(builder.initiatives.values())),
        "memberships": make("memberships", list(builder.memberships.values())),
        "issues": make("issues", issues),
    }
    counts = pd.DataFrame(
        [(sheet, kind, *(builder.counts.get(sheet, Counter())[c] for c in COUNTS)) for sheet, kind in read_as.items()],
        columns=["sheet", "read_as", *(c.replace(" ", "_") for c in COUNTS)],
    )
    held = builder.directory.decided.decisions
    decided = " ".join([decided, *(decision.decision_id for decision in held)])
    fingerprint = _fingerprint(tables, f"{__version__} {builder.survey} {decided}")
    whole = Ecosystem(
        source.title,
        fingerprint,
        builder.survey,
        tables,
        counts,
        tuple(held),
        asked_fields=frozenset(builder.asked_fields),
        listed_cities=builder.listed_cities,
    )
    return for_group(whole)


def _fingerprint(tables: dict[str, pd.DataFrame], decided: str) -> str:
    """Return 16 hex digits that are the same where all numbers are: of every table that figures are worked out from.

    They are not of the bytes read: a project keeps its files without what is about people, which no table holds, and
    has the fingerprint of the folder that they came from. Issues count what was taken out, so they are left out too.
    """
    digest = hashlib.sha256(decided.encode("utf-8", "surrogatepass"))
    for name, table in tables.items():
        if name != "issues":
            said = [name, list(table.columns), *(table[column].tolist() for column in table.columns)]
            digest.update(repr(said).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
