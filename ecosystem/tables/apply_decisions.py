"""Application of name decisions to a builder: merges, parts, and an issue for every conflict."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from ecosystem.collect.issues import issue
from ecosystem.collect.redaction import is_marked
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_upload
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.plain_tables import Plain, recognise_plain
from ecosystem.errors import SourceError
from ecosystem.names.consistency import DecisionSet, Group
from ecosystem.names.decisions import (
    DIFFERENT,
    FILE_COLUMNS,
    PART_OF,
    VERDICTS,
    Decision,
    DecisionError,
    HalfAnAlias,
    Reference,
    UnknownVerdict,
    describe_decision,
    effective,
    from_row,
    says_nothing,
)
from ecosystem.names.directory import Ambiguous
from ecosystem.names.merged_sets import MergedSets
from ecosystem.tables.builder import TableBuilder
from ecosystem.tables.lists import set_aside
from ecosystem.text import fold, joined, tidy
from ecosystem.translation import gettext

NOT_APPLIED = (  # reasons of issues about decisions without effect
    *("half an alias", "unknown verdict", "alias given twice", "decisions contradict", "decision not clear"),
    "alias of nobody here",
)
MOST_LOOKED_NEAR = 20  # rows for which a near name is sought: a list kept for years may have thousands
DECISIONS = "decisions about names"  # sheet of issues that come from no sheet
_NOT_ATTRIBUTES = ("organization_id", "name", "status")


def with_aliases(source: Source, aliases: Source) -> Source:
    """Return ``source`` with further alias lists in front; SourceError where a sheet of ``aliases`` is not one."""
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
    """Return the decisions in an uploaded alias list; ``by`` is recorded where the list does not say who decided.

    Raises SourceError or DecisionError where the file, or a row, is not well formed.
    """
    source = with_aliases(Source(name, ()), open_upload([(name, content)]))
    found = []
    for sheet in source.sheets:
        plain = recognise_plain(sheet)
        for row, values in plain.rows() if plain else ():
            try:
                decision = from_row(values)
            except DecisionError as error:
                message = gettext("{file}, row {row}: {error} Correct the row, or delete it.")
                raise DecisionError(message.format(file=name, row=row, error=error)) from error
            if not says_nothing(decision):
                found.append(replace(decision, by=decision.by or by))
    return found


def read_aliases(builder: TableBuilder, plain: Plain) -> None:
    """Add the decisions of an alias list to the builder; rows about names that already match are ignored."""
    for row, values in plain.rows():
        builder.count(plain.sheet, "rows read")
        if any(is_marked(values[column]) for column in ("name_as_written", "name")):
            set_aside(builder, plain, row, "about people, never read", "alias")
            continue
        try:
            decision = from_row(values)
        except UnknownVerdict as error:
            set_aside(builder, plain, row, "unknown verdict", verdict=error.verdict, known=", ".join(VERDICTS))
            continue
        except HalfAnAlias:
            set_aside(builder, plain, row, "half an alias")
            continue
        builder.count(plain.sheet, "rows kept")
        if not says_nothing(decision):
            builder.decided.append((decision, plain, row))


def apply_decisions(builder: TableBuilder, decisions: Iterable[Decision]) -> None:
    """Add the decisions of the alias lists, then ``decisions``, to the directory; contradictory ones are not used.

    An undo among ``decisions`` may take back a row of an alias list.
    """
    where = {decision.decision_id: (plain, row) for decision, plain, row in builder.decided}
    standing = DecisionSet(effective([*(decision for decision, _, _ in builder.decided), *decisions]))
    builder.directory.decided = standing
    for decision, refusal in standing.refused.values():
        if refusal.kind == "already":
            continue
        reason = refusal.kind if refusal.kind == "alias given twice" else "decisions contradict"
        said = {"decision": describe_decision(decision), "refusal": refusal.words}
        if decision.decision_id in where:
            plain, row = where[decision.decision_id]
            builder.count(plain.sheet, "rows kept", -1)
            set_aside(builder, plain, row, reason, **said)
        else:
            _note(builder, reason, **said)


class _Joining:
    """Step-by-step merging of listed organizations; pairs that decisions keep apart are never merged."""

    def __init__(self, builder: TableBuilder) -> None:
        self.builder = builder
        self.joined: MergedSets[str] = MergedSets()
        self._place = {organization_id: place for place, organization_id in enumerate(builder.organizations)}
        self._holds: dict[str, set[str]] = {}  # kept -> all ids merged into it
        self._apart: dict[str, dict[str, Decision]] = {}
        for decision in builder.directory.decided.pairs(DIFFERENT, PART_OF):
            for one, other in _pairs_of(builder, decision):
                self._apart.setdefault(one, {})[other] = decision
                self._apart.setdefault(other, {})[one] = decision

    def kept(self, organization_id: str) -> str:
        """Return the id that the organization has been merged into."""
        return self.joined.kept(organization_id)

    def against(self, found: set[str]) -> Decision | None:
        """Return a decision that keeps two of these apart; None if there is none."""
        whole = set().union(*(self._holds.get(self.kept(each), {each}) for each in found))
        return next((why for one in whole for other, why in self._apart.get(one, {}).items() if other in whole), None)

    def make_one(self, found: set[str], name: str, home: str = "") -> None:
        """Merge these organizations under this name.

        The id is that of the one with this name, else of the first listed. ``home``: the city in which the name is
        looked up, although no list may place the organization there.
        """
        ids = sorted({self.kept(each) for each in found}, key=self._place.__getitem__)
        rows = self.builder.organizations
        kept = next((each for each in ids if fold(rows[each]["name"]) == fold(name)), ids[0])
        for gone in ids:
            if gone != kept:
                self.builder.merge(kept, gone)
                self.joined.merge(gone, kept)
                self._holds.setdefault(kept, {kept}).update(self._holds.pop(gone, {gone}))
        rows[kept]["name"] = self.builder.directory.names[kept] = name
        if home or not self.builder.sites_of(kept):  # no list places it there, so nothing else registers its name
            self.builder.directory.settle_in(kept, home)


def join_listed(builder: TableBuilder, *, across_cities: bool = False) -> None:
    """Merge listed organizations as decisions say; record an issue where it is unclear which are meant.

    With ``across_cities``, organizations with one name and one website in several cities are merged too, with an issue
    for each.
    """
    joining = _Joining(builder)
    for group in builder.directory.decided.groups():
        for found in _organizations_of(builder, group):
            if against := joining.against(found):
                names = sorted(f"“{builder.organizations[joining.kept(each)]['name']}”" for each in found)
                said = {"names": joined(names, most=len(names)), "decision": describe_decision(against)}
                _note(builder, "decisions contradict", "listed", **said)
            else:
                joining.make_one(found, group.name, group.home)
    for found in _of_one_website(builder) if across_cities else ():
        if not joining.against(found):
            name = builder.organizations[min(found)]["name"]
            cities = ", ".join(sorted(site for each in found for site in builder.sites_of(each)))
            joining.make_one(found, name)
            _note(builder, "one organization in several cities", name=name, cities=cities)
    builder.directory.join({gone: joining.kept(gone) for gone in joining.joined})
    for organization_id, site in builder.locations:
        builder.directory.settle_in(organization_id, site)


def _of_one_website(builder: TableBuilder) -> list[set[str]]:
    """Return groups of organizations with one name and one website, no two of them in one city."""
    from ecosystem.names.matching.evidence import website  # noqa: PLC0415  few maps cross cities

    groups: dict[tuple[str, str], list[str]] = {}
    for organization_id, row in builder.organizations.items():
        if address := website(row.get("website") or ""):
            groups.setdefault((fold(row["name"]), address), []).append(organization_id)
    found = []
    for ids in groups.values():
        sites = [site for each in ids for site in builder.sites_of(each)]
        if len(ids) > 1 and len(set(sites)) == len(sites) >= len(ids):
            found.append(set(ids))
    return found


def _organizations_of(builder: TableBuilder, group: Group) -> list[set[str]]:
    """Return the listed organizations that the names of a group refer to.

    One set per city, or a single set where the group spans cities.
    """
    by_site: dict[str, set[str]] = {}
    for member in group.members:
        for site, found in _meant(builder, member).items():
            if len(found) > 1:
                _note(builder, "decision not clear", name=member.name, count=len(found))
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


def _meant(builder: TableBuilder, reference: Reference) -> dict[str, set[str]]:
    """Return the organizations that the reference names, by city; an id separates organizations of one name."""
    found = builder.directory.called(reference.name, reference.site)
    if reference.id in found or reference.id in builder.directory.called(reference.name):
        found = {reference.id}  # which tells more than a city, as one of the two may have none
    if reference.site:
        return {fold(reference.site): set(found)} if found else {}
    by_site: dict[str, set[str]] = {}
    for organization_id in found:
        for site in builder.sites_of(organization_id) or [""]:
            by_site.setdefault(fold(site), set()).add(organization_id)
    return by_site


def _pairs_of(builder: TableBuilder, decision: Decision) -> list[tuple[str, str]]:
    """Return the pairs of listed organizations that a decision covers."""
    a, b = (_meant(builder, end) for end in decision.ends)
    crossing = decision.ends[0].site != decision.ends[1].site
    return [
        (min(one), min(other))
        for site, one in a.items()
        for place, other in b.items()
        if len(one) == len(other) == 1 and one != other and (crossing or site == place or "" in (site, place))
    ]


def settle_parts(builder: TableBuilder) -> None:
    """Fill part_of with ids, from decisions first, then from lists.

    Text that refers to no organization becomes an issue.
    """
    for organization_id, row in builder.organizations.items():
        if written := tidy(row.get("part_of") or ""):
            row["part_of"] = _listed_parent(builder, organization_id, written)
    for decision in builder.directory.decided.pairs(PART_OF):
        part, whole = (_one(builder, end) for end in decision.ends)
        if part and whole and part != whole:
            builder.organizations[part]["part_of"] = whole


def _one(builder: TableBuilder, reference: Reference) -> str | None:
    """Return the one organization that the reference currently means; None for none or several."""
    try:
        return builder.directory.find(reference.name, reference.site)
    except Ambiguous:
        return reference.id if reference.id in builder.directory.called(reference.name) else None


def _listed_parent(builder: TableBuilder, organization_id: str, written: str) -> str:
    """Return the id of the organization that part_of of a list means; "" if none."""
    found = written if written in builder.organizations else None
    try:
        found = found or builder.directory.by_id(written)
        found = found or builder.directory.find(written, builder.home(organization_id))
        found = found or builder.directory.find(written)  # of another city
    except Ambiguous:
        found = None
    if found and found != organization_id:
        return found
    name = builder.organizations[organization_id]["name"]
    _note(builder, "part of nobody listed", name=name, parent=written)
    return ""


def _note_unmet(builder: TableBuilder) -> None:
    """Record an issue for each row of an alias list with neither name in the data; the row stays in force."""
    held = {decision.decision_id for decision in builder.directory.decided.decisions}
    written = builder.directory.written()
    unmet = [
        (decision, plain, row)
        for decision, plain, row in builder.decided
        if decision.decision_id in held and not {fold(decision.name_a), fold(decision.name_b)} & written.keys()
    ]
    for place, (decision, plain, row) in enumerate(unmet):
        names = (decision.name_a, decision.name_b) if place < MOST_LOOKED_NEAR else ()
        near = next((found for name in names for found in get_close_matches(fold(name), written, 1, 0.75)), "")
        said = {"name_a": decision.name_a, "name_b": decision.name_b, "near": written[near] if near else ""}
        builder.note(plain.sheet, "alias of nobody here", "near" if near else "", row=row, **said)


def note_conflicts(builder: TableBuilder) -> None:
    """Record an issue for each alias without effect, and for each attribute on which merged rows differ.

    The issue states which value is kept.
    """
    _note_unmet(builder)
    for organization_id, rows in builder.joined.items():
        final = builder.organizations[organization_id]
        for row in rows:
            for column, said in row.items():
                stands = final.get(column)
                if column in _NOT_ATTRIBUTES or not said or not stands or _agree(column, str(said), str(stands)):
                    continue
                how = "answered" if final.get("status") == "respondent" else ""
                names = {"name": row["name"], "kept": final["name"]}
                _note(builder, "joined rows differ", how, **names, field=column, stands=stands, said=said)


def _agree(column: str, one: str, other: str) -> bool:
    """Return whether two cells agree; websites are compared by host and path, sectors by the word list."""
    if column == "website":
        from ecosystem.names.matching.evidence import website  # noqa: PLC0415

        return website(one) == website(other)
    if fold(one) == fold(other):
        return True
    entry = load_vocabulary("sectors").entry
    return column == "sector" and entry(one) is not None and entry(one) == entry(other)


def _note(builder: TableBuilder, reason: str, wording: str = "", /, **said: Any) -> None:
    builder.issues.append(issue(reason, wording, source=DECISIONS, **said))
