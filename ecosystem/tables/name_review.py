"""Review of names: possible duplicates in a map, decisions about them, and the ties that each question affects."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from ecosystem.names.decisions import DIFFERENT, LATER, PART_OF, RENAME, SAME, Decision, DecisionError, Reference, undo
from ecosystem.names.merged_sets import MergedSets
from ecosystem.schema import STATUSES
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import LIST_SEPARATOR, fold, tidy

COLUMNS = ["site", "name_a", "name_b", "verdict", "score", "reasons"]
QUEUE_COLUMNS = ["site", "id_a", "name_a", "id_b", "name_b", "verdict", "score", "reasons", "ties", "later"]
_SHOWN = 6  # names in a cell of the comparison before the rest are only counted


def name_proposals(
    ecosystem: Ecosystem,
    site: str | None = None,
    progress: Callable[[float], None] | None = None,
    *,
    across_cities: bool = False,
    about: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return one row per pair of organizations that may be the same, with the columns ``COLUMNS``, id_a and id_b.

    ``about``: only pairs with one end among these ids.

    Verdict: match, possible, part of, or trap (similar names that differ in a distinctive word). Pairs are sought in
    one site, or in each of all sites separately unless ``across_cities``. Matches come first, traps last. Decided pairs
    are left out. Nothing is merged: people decide.
    """
    from ecosystem.names.matching import proposals  # noqa: PLC0415  its libraries are heavy, and most pages do without

    places = ecosystem.table("locations")[["organization_id", "site", "address", "latitude", "longitude"]]
    organizations = ecosystem.table("organizations")[["organization_id", "name", "website"]]
    rows = organizations.merge(places, on="organization_id", how="left")
    if site is not None:
        rows = rows[rows["site"] == ecosystem.site(site)]
    reports = ecosystem.table("reports")[["named_id", "reporter_id"]].drop_duplicates()
    named_by = reports.groupby("named_id")["reporter_id"].agg("|".join)
    rows = rows[~rows["organization_id"].str.fullmatch(r"unnamed-\d+")]
    rows = rows.assign(named_by=rows["organization_id"].map(named_by))
    return proposals(rows, decided=settled(ecosystem), progress=progress, across_sites=across_cities, about=about)


def settled(ecosystem: Ecosystem) -> pd.DataFrame:
    """Return the pairs of organizations that decisions cover: site (empty), id_a, id_b, verdict."""
    meant = _Resolution(ecosystem)
    rows = []
    for decision in ecosystem.decisions:
        if decision.verdict in (DIFFERENT, PART_OF, LATER):
            a, b = (meant(end) for end in decision.ends)
            rows += [("", one, other, decision.verdict) for one in a for other in b if one != other]
    return pd.DataFrame(rows, columns=["site", "id_a", "id_b", "verdict"])


class _Resolution:
    """Lookup from the names in a decision to the organizations of the map."""

    def __init__(self, ecosystem: Ecosystem) -> None:
        self._ids: dict[tuple[str, str], set[str]] = {}
        places = ecosystem.table("locations")[["organization_id", "site"]]
        names = ecosystem.table("names")[["organization_id", "name_as_written", "name"]]
        for organization_id, *spellings, site in names.merge(places, on="organization_id", how="left").to_numpy():
            for key in {(fold(_text(s)), n) for s in (site, "") for name in spellings for n in (name, fold(name))}:
                self._ids.setdefault(key, set()).add(organization_id)

    def __call__(self, reference: Reference) -> list[str]:
        site = fold(reference.site)
        found = self._ids.get((site, reference.name)) or self._ids.get((site, fold(reference.name))) or set()
        if reference.id in found:
            return [reference.id]
        return sorted(found) if len(found) == 1 or not reference.site else []


def queue(ecosystem: Ecosystem, proposals: pd.DataFrame) -> pd.DataFrame:
    """Return the open questions with the columns ``QUEUE_COLUMNS``, largest effect first, postponed ones last.

    ``ties``: how many ties touch either of the two. The effect of a pair is its ties times its score.
    """
    asked = proposals[proposals["verdict"] != "trap"]
    touched = _touched(ecosystem)
    both = zip(asked["id_a"], asked["id_b"], strict=True)
    ties = [len(touched.get(a, set()) | touched.get(b, set())) for a, b in both]
    put_off = settled(ecosystem).query("verdict == @LATER")
    pairs = {frozenset(pair) for pair in zip(put_off["id_a"], put_off["id_b"], strict=True)}
    later = [frozenset(pair) in pairs for pair in zip(asked["id_a"], asked["id_b"], strict=True)]
    found = asked.assign(ties=ties, later=later, weight=[t * s for t, s in zip(ties, asked["score"], strict=True)])
    order = ["later", "weight", "score", "id_a", "id_b"]
    found = found.sort_values(order, ascending=[True, False, False, True, True], ignore_index=True)
    return found[QUEUE_COLUMNS]


def carrying_half(ecosystem: Ecosystem, questions: pd.DataFrame) -> tuple[int, int]:
    """Return how many leading questions cover half of all affected ties, and how many ties those are."""
    touched = _touched(ecosystem)
    pairs = list(zip(questions["id_a"], questions["id_b"], strict=True))
    whole = set().union(*(touched.get(each, set()) for pair in pairs for each in pair))
    carried: set[int] = set()
    for number, (a, b) in enumerate(pairs, start=1):
        carried |= touched.get(a, set()) | touched.get(b, set())
        if whole and 2 * len(carried) >= len(whole):
            return number, len(whole)
    return 0, len(whole)


def _ties(ecosystem: Ecosystem) -> pd.DataFrame:
    """Return all ties, without wishes."""
    ties = ecosystem.table("ties")
    return ties[ties["relation"].isin([relation for relation in ecosystem.relations if ecosystem.is_tie(relation)])]


def _touched(ecosystem: Ecosystem) -> dict[str, set[int]]:
    """Return the rows of the table of ties that touch each organization, by organization_id."""
    ties = _ties(ecosystem)
    found: dict[str, set[int]] = {}
    for row, ends in enumerate(zip(ties["source_id"], ties["target_id"], strict=True)):
        for end in ends:
            found.setdefault(end, set()).add(row)
    return found


class MergeEffect(NamedTuple):
    """The effect of merging two organizations; partners are counted over all kinds of tie."""

    partners_a: int
    partners_b: int
    partners_after: int
    ties_merged: int  # ties of the same kind and direction that both have with one partner
    ties_between: int  # ties between the two, which would disappear


def change(ecosystem: Ecosystem, id_a: str, id_b: str) -> MergeEffect:
    """Return the effect of merging the two organizations."""
    ties = _ties(ecosystem)
    rows = list(zip(ties["source_id"], ties["target_id"], ties["relation"], ties["wave"], strict=True))

    def of(one: str, other: str) -> set[tuple[Any, ...]]:
        out = {("to", target, relation, wave) for source, target, relation, wave in rows if source == one}
        into = {("from", source, relation, wave) for source, target, relation, wave in rows if target == one}
        return {tie for tie in out | into if tie[1] not in (one, other)}

    a, b = of(id_a, id_b), of(id_b, id_a)
    partners_a, partners_b = ({tie[1] for tie in found} for found in (a, b))
    between = sum({source, target} == {id_a, id_b} for source, target, _, _ in rows)
    return MergeEffect(len(partners_a), len(partners_b), len(partners_a | partners_b), len(a & b), between)


def side_by_side(ecosystem: Ecosystem, id_a: str, id_b: str) -> pd.DataFrame:
    """Return what is known of two organizations side by side, with the columns what, a and b.

    Rows without content are left out. Up to six names are listed, then the number of further ones.
    """
    organizations = ecosystem.table("organizations").set_index("organization_id")
    locations, spellings = ecosystem.table("locations"), ecosystem.table("names")
    reports, called = ecosystem.table("reports"), ecosystem.names()
    ties = _ties(ecosystem)

    def of(which: str) -> dict[str, str]:
        row = organizations.loc[which]
        given, taken = ties["source_id"] == which, ties["target_id"] == which
        partners = {*ties.loc[given, "target_id"], *ties.loc[taken, "source_id"]}
        written = spellings.loc[spellings["organization_id"] == which, "name_as_written"]
        named_by = reports.loc[reports["named_id"] == which, "reporter_id"]
        here = locations[locations["organization_id"] == which]
        return {
            "Sector": _text(row["sector"]),
            "City": _listed(here["site"].dropna()),
            "Address": _listed(here["address"].dropna()),
            "Website": _text(row["website"]),
            "In the survey": _text(row["status"]),
            "Part of": called.get(_text(row["part_of"]), ""),
            "Written as": _listed(name for name in written if name != row["name"]),
            "Named by": _listed(called.get(each, each) for each in named_by),
            "Partners": _listed(called.get(each, each) for each in partners),
            "What it does": _text(row["description"]),
        }

    a, b = of(id_a), of(id_b)
    rows = [(what, a[what], b[what]) for what in a if a[what] or b[what]]
    return pd.DataFrame(rows, columns=["what", "a", "b"])


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value).replace(LIST_SEPARATOR, ", ")


def _listed(names: Iterable[str]) -> str:
    found = sorted(set(names), key=fold)
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def decision_about(ecosystem: Ecosystem, verdict: str, a: str, b: str, *, by: str = "") -> Decision:
    """Return the decision ``verdict`` about two organizations given by id; for "same", the second keeps its name.

    An id is recorded where the city has several organizations of that name, and a city where the map has cities.
    """
    names, places = ecosystem.names(), ecosystem.table("locations").dropna(subset="site")
    sites = {each: places.loc[places["organization_id"] == each, "site"].tolist() for each in (a, b)}
    shared = [site for site in sites[a] if site in sites[b]]
    where = shared[:1] or [*sites[a][:1], *sites[b][:1]]
    ids = [each if _has_namesakes(ecosystem, each) else "" for each in (a, b)]
    city = f" {LIST_SEPARATOR} ".join(where) if where != [EVERYWHERE] else ""
    return Decision(verdict, names[a], names[b], city, ids[0], ids[1], by)


def kept_name(ecosystem: Ecosystem, *ids: str) -> str:
    """Return the id whose name is kept by default: organizations that were asked first, then the longer name."""
    organizations = ecosystem.table("organizations").set_index("organization_id")

    def standing(which: str) -> tuple[int, int]:
        status = organizations.loc[which, "status"]
        asked = 0 if pd.isna(status) else len(STATUSES) - STATUSES.index(status)
        return asked, len(organizations.loc[which, "name"])

    return max(sorted(ids), key=standing)


def joins(ecosystem: Ecosystem, pairs: Iterable[tuple[str, str]], by: str) -> list[Decision]:
    """Return the decisions that merge each pair of ids; connected pairs all receive the same name."""
    merged: MergedSets[str] = MergedSets()
    pairs = list(pairs)
    for one, other in pairs:
        merged.merge(one, other)
    groups: dict[str, set[str]] = {}
    for each in (end for pair in reversed(pairs) for end in pair):
        groups.setdefault(merged.kept(each), set()).add(each)
    found = []
    for group in reversed(groups.values()):
        kept = kept_name(ecosystem, *group)
        found += [decision_about(ecosystem, SAME, each, kept, by=by) for each in sorted(group - {kept})]
    return found


def spellings_of(ecosystem: Ecosystem, organizations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of table ``names`` where the spelling differs from the name, for these organizations."""
    names = ecosystem.table("names")
    own = names["organization_id"].isin(organizations["organization_id"])
    return names[own & (names["name_as_written"] != names["name"])].reset_index(drop=True)


def split_off(ecosystem: Ecosystem, spelling: pd.Series, by: str) -> Decision | None:
    """Return the decision that separates a spelling, a row of table ``names``, from its organization.

    A merge by decision is undone; a spelling merged automatically is declared different. None where the source rows
    give the id.
    """
    for decision in ecosystem.decisions:
        if decision.decision_id == _text(spelling["decision"]):
            return undo(decision, by)
    written, name, site = (_text(spelling[column]) for column in ("name_as_written", "name", "site"))
    if fold(written) != fold(name):
        return None
    return Decision(DIFFERENT, name, written, "" if site == EVERYWHERE else site, by=by)


def renamed(ecosystem: Ecosystem, organization_id: str, name: str, by: str) -> Decision:
    """Return the decision that renames an organization; DecisionError if another one has that name."""
    wanted = tidy(name)
    about = decision_about(ecosystem, RENAME, organization_id, organization_id, by=by)
    places = ecosystem.table("locations").dropna(subset="site")
    homes = set(places.loc[places["organization_id"] == organization_id, "site"])
    near = set(places.loc[places["site"].isin(homes), "organization_id"]) - {organization_id}
    for other, called in ecosystem.names().items():
        if other in near and fold(called) == fold(wanted):
            raise DecisionError(
                f"Another organization is called “{called}”. If they are one, say so: Join two by hand."
            )
    return replace(about, name_b=wanted)


def _has_namesakes(ecosystem: Ecosystem, organization_id: str) -> bool:
    name = fold(ecosystem.names()[organization_id])
    return sum(fold(other) == name for other in ecosystem.names().values()) > 1


def shown(ecosystem: Ecosystem, log: Iterable[Decision]) -> list[Decision]:
    """Return the records that may be shown: those that hold, and undone ones whose names are all in the map.

    Withheld organizations are in no table, so records that mention them are left out.
    """
    log = list(log)
    held = {decision.decision_id for decision in ecosystem.decisions}
    new_names = {record.decision_id for record in log if record.verdict == RENAME}
    names = ecosystem.table("names")
    known = {fold(name) for column in ("name_as_written", "name") for name in names[column]}

    def may(record: Decision) -> bool:
        if record.decision_id in held or record.undoes in held:
            return True
        of_a_name = {record.decision_id, record.undoes} & new_names
        return fold(record.name_a) in known and (bool(of_a_name) or fold(record.name_b) in known)

    return [record for record in log if may(record)]


def progress(ecosystem: Ecosystem, questions: pd.DataFrame, site: str | None = None) -> tuple[int, int]:
    """Return how many questions are decided, and of how many, in one city or in all."""
    decided = [decision for decision in ecosystem.decisions if decision.verdict in (SAME, DIFFERENT, PART_OF)]
    if site is not None:
        here = fold(site)
        decided = [d for d in decided if not d.site or here in {fold(end.site) for end in d.ends}]
    return len(decided), len(decided) + len(questions)


def as_aliases(proposals: pd.DataFrame) -> pd.DataFrame:
    """Return the matches as an alias list for review: name_as_written and organization, with the longer name kept."""
    matches = proposals[proposals["verdict"] == "match"]
    pairs = [
        sorted(pair, key=lambda name: (len(name), name))
        for pair in zip(matches["name_a"], matches["name_b"], strict=True)
    ]
    return pd.DataFrame(pairs, columns=["name_as_written", "organization"], dtype="string").drop_duplicates()
