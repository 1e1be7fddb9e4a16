"""Decisions about names applied to a draft: listed organizations joined, parts attached, every conflict an issue."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from ecosystem.collect.sheet import Issue, Source
from ecosystem.collect.sources import REMOVED, open_upload
from ecosystem.errors import SourceError
from ecosystem.tables.decisions import (
    DIFFERENT,
    FILE_COLUMNS,
    PART_OF,
    Decision,
    DecisionError,
    Reference,
    effective,
    from_row,
    in_words,
    says_nothing,
)
from ecosystem.tables.draft import Draft, only_an_address
from ecosystem.tables.kinds import Plain, recognise_plain
from ecosystem.tables.lists import set_aside
from ecosystem.tables.names import Ambiguous
from ecosystem.tables.standing import Group, Standing
from ecosystem.text import fold, tidy

NOT_APPLIED = (  # reasons of the issues that tell of decisions without effect
    *("half an alias", "unknown verdict", "alias given twice", "decisions contradict", "decision not clear"),
)
DECISIONS = "decisions about names"  # where an issue stands that comes from no sheet
UNDO_FIRST = "Undo the earlier decision first, or leave this one out."
_NOT_ATTRIBUTES = ("organization_id", "name", "status")
Pair = frozenset[str]


def with_aliases(source: Source, aliases: Source) -> Source:
    """``source`` with further alias lists in front; SourceError where a sheet of ``aliases`` is none."""
    for sheet in aliases.sheets:
        found = recognise_plain(sheet)
        if found is None or found.kind != "aliases":
            columns = ", ".join(sheet.frame.columns[:8]) or "none"
            raise SourceError(
                f"{sheet.source}: this is no list of decisions. It needs the columns name_as_written and "
                f"organization, and may have {', '.join(c for c in FILE_COLUMNS[3:])} and site; it has: {columns}."
            )
    return replace(source, sheets=(*aliases.sheets, *source.sheets))


def uploaded_decisions(name: str, content: bytes, by: str) -> list[Decision]:
    """The decisions in an uploaded alias list; where it does not say who decided, it is ``by``.

    Raises SourceError or DecisionError where the file, or a row, is none.
    """
    source = with_aliases(Source(name, ()), open_upload([(name, content)]))
    found = []
    for sheet in source.sheets:
        plain = recognise_plain(sheet)
        for row, values in plain.rows() if plain else ():
            try:
                decision = from_row(values)
            except DecisionError as error:
                raise DecisionError(f"{name}, row {row}: {error}. Mend the row, or take it out.") from error
            if not says_nothing(decision):
                found.append(replace(decision, by=decision.by or by))
    return found


def read_aliases(draft: Draft, plain: Plain) -> None:
    """Add the decisions of an alias list to the draft; two names that are one anyway say nothing new."""
    for row, values in plain.rows():
        draft.count(plain.sheet, "rows read")
        if any(REMOVED in values[column] for column in ("name_as_written", "name")):
            set_aside(draft, plain, row, *only_an_address("a spelling or a name"))
            continue
        try:
            decision = from_row(values)
        except DecisionError as error:
            reason = "half an alias" if "both" in str(error) else "unknown verdict"
            set_aside(draft, plain, row, reason, str(error))
            continue
        draft.count(plain.sheet, "rows kept")
        if not says_nothing(decision):
            draft.decided.append((decision, plain, row))


def take_decisions(draft: Draft, decisions: Iterable[Decision]) -> None:
    """Let the directory hold the decisions of the alias lists, then ``decisions``; what contradicts is set aside.

    An undo among ``decisions`` may take back a row of an alias list.
    """
    where = {decision.decision_id: (plain, row) for decision, plain, row in draft.decided}
    standing = Standing(effective([*(decision for decision, _, _ in draft.decided), *decisions]))
    draft.directory.decided = standing
    for decision, refusal in standing.refused.values():
        if refusal.kind == "already":
            continue
        reason = refusal.kind if refusal.kind == "alias given twice" else "decisions contradict"
        message = f"{in_words(decision)} does not count: {refusal.words}"
        if decision.decision_id in where:
            plain, row = where[decision.decision_id]
            draft.count(plain.sheet, "rows kept", -1)
            set_aside(draft, plain, row, reason, message, UNDO_FIRST)
        else:
            _note(draft, "set aside", reason, message, UNDO_FIRST)


def join_listed(draft: Draft) -> None:
    """Make one of listed organizations that decisions join; where it is not clear which are meant, an issue says so."""
    standing = draft.directory.decided
    apart = {pair: decision for decision in standing.pairs(DIFFERENT, PART_OF) for pair in _pairs_of(draft, decision)}
    order = {organization_id: place for place, organization_id in enumerate(draft.organizations)}
    joined: dict[str, str] = {}
    for group in standing.groups():
        for found in _organizations_of(draft, group):
            ids = sorted({_kept(joined, each) for each in found}, key=order.__getitem__)
            against = next((apart[p] for p in map(frozenset, combinations(ids, 2)) if p in apart), None)
            if against:
                names = " and ".join(f"“{draft.organizations[each]['name']}”" for each in ids)
                message = f"{names} were not joined: {in_words(against)}"
                _note(draft, "doubt", "decisions contradict", message, UNDO_FIRST)
                continue
            kept = next((o for o in ids if fold(draft.organizations[o]["name"]) == fold(group.name)), ids[0])
            for gone in ids:
                if gone != kept:
                    draft.merge(kept, gone)
                    joined[gone] = kept
            draft.organizations[kept]["name"] = draft.directory.names[kept] = group.name
    draft.directory.join({gone: _kept(joined, gone) for gone in joined})
    for organization_id, site in draft.locations:
        draft.directory.settle_in(organization_id, site)


def _kept(joined: dict[str, str], organization_id: str) -> str:
    while organization_id in joined:
        organization_id = joined[organization_id]
    return organization_id


def _organizations_of(draft: Draft, group: Group) -> list[set[str]]:
    """The listed organizations that a group's names mean: a set a city, one set where the group crosses cities."""
    by_site: dict[str, set[str]] = {}
    for member in group.members:
        for site, found in _meant(draft, member).items():
            if len(found) > 1:
                message = f"“{member.name}” stands for {len(found)} organizations, and the decision does not say which"
                _note(draft, "doubt", "decision not clear", message, "Decide again, on the page “Who is who?”.")
            else:
                by_site.setdefault(site, set()).update(found)
    if group.home:
        return [set().union(*by_site.values())] if by_site else []
    everywhere = by_site.pop("", set())  # listed without a city
    if not by_site:
        return [everywhere] if everywhere else []
    if len(by_site) == 1:
        by_site[next(iter(by_site))] |= everywhere
    return list(by_site.values())


def _meant(draft: Draft, reference: Reference) -> dict[str, set[str]]:
    """The organizations called as the reference says, by city; an id tells those of one name apart."""
    found = draft.directory.called(reference.name, reference.site)
    if reference.id in found:
        found = {reference.id}
    if reference.site:
        return {fold(reference.site): set(found)} if found else {}
    by_site: dict[str, set[str]] = {}
    for organization_id in found:
        for site in draft.sites_of(organization_id) or [""]:
            by_site.setdefault(fold(site), set()).add(organization_id)
    return by_site


def _pairs_of(draft: Draft, decision: Decision) -> list[Pair]:
    a, b = (_meant(draft, end) for end in decision.ends)
    crossing = decision.ends[0].site != decision.ends[1].site
    return [
        frozenset((*one, *other))
        for site, one in a.items()
        for place, other in b.items()
        if len(one) == len(other) == 1 and one != other and (crossing or site == place or "" in (site, place))
    ]


def settle_parts(draft: Draft) -> None:
    """Fill part_of with ids: what people decided first, else what a list says; what means nobody is an issue."""
    for organization_id, row in draft.organizations.items():
        if written := tidy(row.get("part_of") or ""):
            row["part_of"] = _listed_parent(draft, organization_id, written)
    for decision in draft.directory.decided.pairs(PART_OF):
        part, whole = (_one(draft, end) for end in decision.ends)
        if part and whole and part != whole:
            draft.organizations[part]["part_of"] = whole


def _one(draft: Draft, reference: Reference) -> str | None:
    """The one organization that the reference means by now; None where it means none, or several."""
    try:
        return draft.directory.find(reference.name, reference.site)
    except Ambiguous:
        return reference.id if reference.id in draft.directory.called(reference.name, reference.site) else None


def _listed_parent(draft: Draft, organization_id: str, written: str) -> str:
    """The id of the organization that a list's part_of means; "" where it means none."""
    found = written if written in draft.organizations else None
    try:
        found = found or draft.directory.by_id(written) or draft.directory.find(written, draft.home(organization_id))
    except Ambiguous:
        found = None
    if found and found != organization_id:
        return found
    name = draft.organizations[organization_id]["name"]
    message = f"“{name}” is said to be part of “{written}”, which is no other organization of this map"
    _note(draft, "doubt", "part of nobody listed", message, "Mend the spelling, or list it.")
    return ""


def note_conflicts(draft: Draft) -> None:
    """One issue for each attribute on which joined rows differ: what both say, and which stands."""
    for organization_id, rows in draft.joined.items():
        final = draft.organizations[organization_id]
        for row in rows:
            for column, said in row.items():
                stands = final.get(column)
                if column in _NOT_ATTRIBUTES or not said or not stands or fold(str(said)) == fold(str(stands)):
                    continue
                source = "its own answer" if final.get("status") == "respondent" else f"“{final['name']}”"
                message = (
                    f"“{row['name']}” and “{final['name']}” are one; their {column} differs: “{stands}” stands "
                    f"(from {source}), “{said}” does not"
                )
                _note(draft, "doubt", "joined rows differ", message, "Mend the row that is wrong.")


def _note(draft: Draft, kind: str, reason: str, message: str, action: str) -> None:
    draft.issues.append(Issue(kind, reason, DECISIONS, None, "", message, action))
