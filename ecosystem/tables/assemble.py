"""A source becomes an ecosystem: every sheet is recognised, read, counted; the tables are made and checked."""

import hashlib
from collections import Counter
from dataclasses import asdict, replace

import pandas as pd

from ecosystem import __version__
from ecosystem.collect.frames import distinct
from ecosystem.collect.instruments import Match, is_instrument, load_instrument, recognise, shipped_instruments
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.errors import SourceError
from ecosystem.tables import lists
from ecosystem.tables.consent import mask
from ecosystem.tables.draft import EVERYWHERE, Draft
from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.tables.kinds import Plain, recognise_plain
from ecosystem.tables.responses import read_responses
from ecosystem.tables.spec import LIST_SEPARATOR, make
from ecosystem.tables.tie_lists import read_ties
from ecosystem.tables.ties import derive_ties
from ecosystem.tables.values import split_list

_PLAIN_READERS = {  # in this order: names before those who bear them, organizations before their ties
    "aliases": lists.read_aliases,
    "relations": lists.read_relations,
    "organizations": lists.read_organizations,
    "locations": lists.read_locations,
}
_VOCABULARY_OF = {"sector": "sectors", "level": "levels", "roles": "roles", "goals": "goals", "consent": "consent"}
_VOCABULARY_OF |= dict.fromkeys(("offers", "offers_could", "needs", "needs_could"), "resources")
COUNTS = ("rows read", "rows kept", "rows set aside", "reports read", "reports kept", "reports set aside")


def assemble(source: Source) -> Ecosystem:
    """The ecosystem that the sheets of ``source`` describe.

    Raises SourceError where no sheet holds organizations, ties or answers.
    """
    draft = Draft()
    draft.issues.extend(source.issues)
    answers, plain, read_as = _sort(draft, source)
    for kind, read in _PLAIN_READERS.items():
        for sheet in plain:
            if sheet.kind == kind:
                read(draft, sheet)
    if answers:
        read_responses(draft, answers)
    for sheet in plain:
        if sheet.kind == "ties":
            read_ties(draft, sheet)
    for sheet in plain:
        _note_unused(draft, sheet)
    _settle_statuses(draft)
    _settle_sites(draft)
    _settle_words(draft)
    return _finish(draft, source, read_as)


def _sort(draft: Draft, source: Source) -> tuple[list[tuple[Sheet, Match]], list[Plain], dict[str, str]]:
    """The sheets by what they hold; a sheet that is none of ours is set aside by name."""
    own = [load_instrument(text) for text in source.instruments if is_instrument(text)]
    instruments = (*own, *shipped_instruments())
    answers: list[tuple[Sheet, Match]] = []
    plain: list[Plain] = []
    read_as: dict[str, str] = {}
    labels = distinct(sheet.name for sheet in source.sheets)  # two workbooks may both hold "Form Responses 1"
    for sheet, label in zip(source.sheets, labels, strict=True):
        draft.issues.extend(sheet.issues)
        match = recognise(list(sheet.frame.columns), instruments)
        found = None if match else recognise_plain(sheet)
        if match:
            answers.append((replace(sheet, name=label), match))
            read_as[sheet.source] = f"answers to {match.instrument.id} {match.instrument.version}"
        elif found:
            plain.append(replace(found, sheet=replace(sheet, name=label)))
            read_as[sheet.source] = found.kind
        else:
            read_as[sheet.source] = "not used"
            draft.count(sheet, "rows read", len(sheet.frame))
            draft.count(sheet, "rows set aside", len(sheet.frame))
            message = (
                f"these columns are of no kind we know ({_few(list(sheet.frame.columns))}); the sheet was not used"
            )
            action = "A list of organizations needs a column name; a list of ties needs source and target."
            draft.note("set aside", sheet, "sheet not used", message, action)
    if not answers and not any(p.kind in ("organizations", "ties") for p in plain):
        found_in = "; ".join(f"{s.source}: {_few(list(s.frame.columns))}" for s in source.sheets) or "no sheet at all"
        raise SourceError(
            f"{source.title}: no organizations, ties or answers were found (columns in {found_in}). "
            "A list of organizations needs a column name, a list of ties needs the columns source and target, "
            "and answers need the questions as one of the questionnaires words them."
        )
    return answers, plain, read_as


def _few(headers: list[str]) -> str:
    short = [h if len(h) <= 40 else h[:37] + "..." for h in headers[:4]]
    return ", ".join(short) + (f" and {len(headers) - 4} more" if len(headers) > 4 else "") or "none"


def _note_unused(draft: Draft, plain: Plain) -> None:
    for header in plain.unused:
        message = "the column has a name we do not know; it was not used"
        draft.note("set aside", plain.sheet, "column not used", message, column=header)


def _settle_statuses(draft: Draft) -> None:
    """In a survey everybody has a status; in a plain list nobody has."""
    listed = {o for o in draft.organizations if not draft.ties_are_reports and o in draft.listed}
    for organization_id, row in draft.organizations.items():
        if not draft.survey:
            row["status"] = ""
        elif not row.get("status"):
            row["status"] = "invited" if organization_id in listed else "named only"


def _settle_sites(draft: Draft) -> None:
    """Organizations that no list and no tie places: all in one site if there is none, or in a survey's only one."""
    placed = {site for _, site in draft.locations}
    if not placed or (draft.survey and len(placed) == 1):
        [site] = placed or {EVERYWHERE}
        for organization_id in draft.organizations:
            if not draft.home(organization_id):
                draft.locate(organization_id, site)


def _settle_words(draft: Draft) -> None:
    """Attributes in the words of the vocabularies; what they do not know stays as written."""
    for row in draft.organizations.values():
        for field, name in _VOCABULARY_OF.items():
            if row.get(field):
                vocabulary = load_vocabulary(name)
                parts = (
                    split_list(row[field])
                    if LIST_SEPARATOR in row[field] or name in ("roles", "goals", "resources")
                    else [row[field]]
                )
                if field == "consent":
                    entry = vocabulary.entry(row[field])
                    row[field] = entry.id if entry else "no"
                else:
                    row[field] = LIST_SEPARATOR.join(dict.fromkeys(vocabulary.match(p) or p for p in parts))


def _finish(draft: Draft, source: Source, read_as: dict[str, str]) -> Ecosystem:
    respondents = {o for o, row in draft.organizations.items() if row.get("status") == "respondent"}
    issues = [{"issue_id": f"{n:05d}", **asdict(issue)} for n, issue in enumerate(draft.issues, start=1)]
    tables = {
        "responses": make("responses", draft.responses),
        "reports": make("reports", draft.reports),
        "names": make("names", draft.directory.rows()),
        "organizations": make("organizations", list(draft.organizations.values())),
        "locations": make("locations", list(draft.locations.values())),
        "ties": make("ties", derive_ties(draft.reports, respondents)),
        "initiatives": make("initiatives", list(draft.initiatives.values())),
        "memberships": make("memberships", list(draft.memberships.values())),
        "issues": make("issues", issues),
    }
    hidden = [o for o, row in draft.organizations.items() if row.get("consent") == "no"]
    counts = pd.DataFrame(
        [(sheet, kind, *(draft.counts.get(sheet, Counter())[c] for c in COUNTS)) for sheet, kind in read_as.items()],
        columns=["sheet", "read_as", *(c.replace(" ", "_") for c in COUNTS)],
    )
    fingerprint = hashlib.sha256(f"{source.fingerprint} {__version__}".encode()).hexdigest()[:16]
    return Ecosystem(source.title, fingerprint, draft.survey, mask(tables, hidden), counts)
