"""Review of names: possible duplicates in a map, and decisions about them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.names.consistency import refusal
from ecosystem.names.decisions import (
    ALL_IDS,
    DIFFERENT,
    LATER,
    PART_OF,
    RENAME,
    SAME,
    Decision,
    DecisionError,
    Reference,
    undo,
)
from ecosystem.schema import STATUSES
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import LIST_SEPARATOR, fold, tidy
from ecosystem.translation import gettext, gettext_noop

COLUMNS = ["site", "name_a", "name_b", "verdict", "score", "reasons"]
COLUMNS += ["id_a", "id_b", "site_a", "site_b", "tells_apart", "ids"]
_TELLING = {  # columns in which two organizations of one name may differ
    "site": gettext_noop("City"),
    "level": gettext_noop("Level of government"),
    "sector": gettext_noop("Sector"),
    "part_of": gettext_noop("Part of"),
    "address": gettext_noop("Address"),
    "website": gettext_noop("Website"),
}
_MOST_TOLD = 3  # values of one column that are told before the rest are only counted


def name_proposals(
    ecosystem: Ecosystem,
    site: str | None = None,
    progress: Callable[[float], None] | None = None,
    *,
    across_cities: bool = False,
    about: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return one row per pair of organizations that may be the same, with the columns ``COLUMNS``.

    ``about``: only pairs with one end among these ids.

    Verdict: match, possible, part of, or different (similar names that certainly mean two organizations). Pairs are
    sought in one site, or in each of all sites separately unless ``across_cities``; an organization without a city is
    compared with all of them. Matches come first, different ones
    last. A name under several ids is one row, with all of them in ``ids``. Decided pairs are left out. Nothing is
    merged: people decide.
    """
    from ecosystem.names.matching import proposals  # noqa: PLC0415  its libraries are heavy, and most pages do without

    places = ecosystem.table("locations")[["organization_id", "site", "address", "latitude", "longitude"]]
    columns = ["organization_id", "name", "website", "level", "sector", "part_of"]
    rows = ecosystem.table("organizations")[columns].merge(places, on="organization_id", how="left")
    if site is not None:
        rows = rows[(rows["site"] == ecosystem.site(site)) | rows["site"].isna()]
    reports = ecosystem.table("reports")[["named_id", "reporter_id"]].drop_duplicates()
    named_by = reports.groupby("named_id")["reporter_id"].agg("|".join)
    rows = rows[~rows["organization_id"].str.fullmatch(r"unnamed-\d+")]
    rows = rows.assign(named_by=rows["organization_id"].map(named_by), site=rows["site"].replace(EVERYWHERE, ""))
    found = proposals(rows, decided=settled(ecosystem), progress=progress, across_sites=across_cities, about=about)
    apart = pd.Series(_namesakes_apart(ecosystem, found), index=found.index, dtype=bool)
    found = found[~apart]
    return found.assign(tells_apart=_told_apart(ecosystem, rows, found["ids"]))[COLUMNS].reset_index(drop=True)


def _namesakes_apart(ecosystem: Ecosystem, found: pd.DataFrame) -> list[bool]:
    """Return for each proposal whether it is about one name whose ids decisions keep apart."""
    decided = (decision for decision in ecosystem.decisions if decision.verdict == DIFFERENT)
    apart = {(fold(each.site), fold(each.name_a)) for each in decided if each.id_a == ALL_IDS}
    return [
        fold(a) == fold(b) and bool({(fold(site), fold(a)), ("", fold(a))} & apart)
        for site, a, b in zip(found["site"], found["name_a"], found["name_b"], strict=True)
    ]


def _told_apart(ecosystem: Ecosystem, rows: pd.DataFrame, groups: Iterable[Sequence[str]]) -> list[str]:
    """Return for each group of ids what tells them apart: "Website: a.org / b.org"; the columns of ``_TELLING``."""
    names = ecosystem.names()
    rows = rows.assign(part_of=rows["part_of"].map(lambda each: names.get(cell_text(each), cell_text(each))))
    values: dict[str, list[str]] = {}
    for organization_id, *cells in rows[["organization_id", *_TELLING]].itertuples(index=False):
        values.setdefault(organization_id, [cell_text(cell) for cell in cells])
    told = []
    for group in groups:
        cells = zip(*(values[each] for each in group), strict=True)
        parts = []
        for label, said in zip(_TELLING.values(), cells, strict=True):
            distinct = list({fold(each): each for each in said if each}.values())
            if len(distinct) > 1:
                rest = ["..."] if len(distinct) > _MOST_TOLD else []
                text = gettext("{column}: {values}")
                parts.append(text.format(column=gettext(label), values=" / ".join([*distinct[:_MOST_TOLD], *rest])))
        told.append("; ".join(parts))
    return told


def settled(ecosystem: Ecosystem) -> pd.DataFrame:
    """Return the pairs of organizations that decisions cover: site (empty), id_a, id_b, verdict."""
    rows = [("", *pair, verdict) for _, *pair, verdict in settled_in_order(ecosystem)]
    return pd.DataFrame(rows, columns=["site", "id_a", "id_b", "verdict"])


def settled_in_order(ecosystem: Ecosystem) -> list[tuple[int, str, str, str]]:
    """Return the place of each decision about a pair among all decisions, the two ids, and the verdict."""
    about_pairs = [
        (at, decision)
        for at, decision in enumerate(ecosystem.decisions)
        if decision.verdict in (DIFFERENT, PART_OF, LATER) and decision.id_a != ALL_IDS
    ]
    if not about_pairs:
        return []
    meant = _Resolution(ecosystem)
    found = []
    for at, decision in about_pairs:
        a, b = (meant(end) for end in decision.ends)
        found += [(at, one, other, decision.verdict) for one in a for other in b if one != other]
    return found


def cell_text(value: object) -> str:
    """Return a cell as text, with the parts of a list joined by commas; "" if it is empty."""
    return "" if pd.isna(value) else str(value).replace(LIST_SEPARATOR, ", ")


class _Resolution:
    """Lookup from the names in a decision to the organizations of the map."""

    def __init__(self, ecosystem: Ecosystem) -> None:
        self._ids: dict[tuple[str, str], set[str]] = {}
        self._anywhere: dict[str, set[str]] = {}  # of organizations without a city
        places = ecosystem.table("locations").dropna(subset="site")[["organization_id", "site"]]
        names = ecosystem.table("names")[["organization_id", "name_as_written", "name"]]
        for organization_id, *spellings, site in names.merge(places, on="organization_id", how="left").to_numpy():
            for key in {(fold(cell_text(s)), n) for s in (site, "") for name in spellings for n in (name, fold(name))}:
                self._ids.setdefault(key, set()).add(organization_id)
                if pd.isna(site):
                    self._anywhere.setdefault(key[1], set()).add(organization_id)

    def __call__(self, reference: Reference) -> list[str]:
        found: set[str] = set()
        for name in (reference.name, fold(reference.name)):
            found = found or self._ids.get((fold(reference.site), name)) or self._anywhere.get(name, set())
            if reference.id in self._ids.get(("", name), ()):
                return [reference.id]
        return sorted(found) if len(found) == 1 or not reference.site else []


class _Register:
    """Names, cities and namesakes of the organizations, looked up once for many decisions."""

    def __init__(self, ecosystem: Ecosystem) -> None:
        self.names = ecosystem.names()
        self.bearers = Counter(map(fold, self.names.values()))
        self.merged: dict[tuple[str, str], str] = {}  # (folded name, id) -> the id it was merged into
        for made in ecosystem.decisions:
            for end in made.ends:
                if end.id:
                    self.bearers[fold(end.name)] = 2  # or more in the source, however many are left
            if made.verdict == SAME and made.id_a and made.id_b and fold(made.name_a) == fold(made.name_b):
                self.merged[fold(made.name_a), made.id_a] = made.id_b
        places = ecosystem.table("locations").dropna(subset="site")
        self.sites: dict[str, list[str]] = {}
        for organization_id, site in zip(places["organization_id"], places["site"], strict=True):
            self.sites.setdefault(organization_id, []).append(site)

    def decision(self, verdict: str, a: str, b: str, by: str) -> Decision:
        """Return the decision about two organizations; an id is recorded where several have the name."""
        sites_a, sites_b = (self.sites.get(each, []) for each in (a, b))
        shared = [site for site in sites_a if site in sites_b]
        where = shared[:1] or [*sites_a[:1], *sites_b[:1]]
        ids = [self._told_by(each) for each in (a, b)]
        city = f" {LIST_SEPARATOR} ".join(where) if where != [EVERYWHERE] else ""
        return Decision(verdict, self.names[a], self.names[b], city, ids[0], ids[1], by)

    def _told_by(self, organization_id: str) -> str:
        """Return the id to record, of those merged into one the last; "" where the name alone tells which is meant."""
        name = fold(self.names[organization_id])
        if self.bearers[name] < 2:
            return ""
        while (name, organization_id) in self.merged:
            organization_id = self.merged[name, organization_id]
        return organization_id


def decision_about(ecosystem: Ecosystem, verdict: str, a: str, b: str, *, by: str = "") -> Decision:
    """Return the decision ``verdict`` about two organizations given by id; for "same", the second keeps its name.

    An id is recorded where several organizations have the name, and a city where the map has cities.
    """
    return _Register(ecosystem).decision(verdict, a, b, by)


def decision_about_name(ecosystem: Ecosystem, verdict: str, ids: Sequence[str], *, by: str = "") -> Decision:
    """Return the decision ``verdict``, different or later, about all organizations of one name, given by id."""
    register = _Register(ecosystem)
    cities = set.intersection(*(set(register.sites.get(each, ())) for each in ids)) - {EVERYWHERE}
    name = register.names[ids[0]]
    return Decision(verdict, name, name, min(cities, default=""), ALL_IDS, ALL_IDS, by)


def why_refused(ecosystem: Ecosystem, decision: Decision) -> str:
    """Return why earlier decisions exclude this one, as text; "" if it can be made."""
    found = refusal(ecosystem.decisions, decision)
    return found.words if found else ""


def kept_name(ecosystem: Ecosystem, *ids: str) -> str:
    """Return the id whose name is kept by default: asked first, then best described, then the longer name."""
    organizations = ecosystem.table("organizations")
    rows = organizations[organizations["organization_id"].isin(ids)].sort_values("organization_id")
    known = rows.notna().sum(axis=1)

    def standing(row: tuple[str, str, str, int]) -> tuple[int, int, int]:
        _, status, name, filled = row
        return 0 if pd.isna(status) else len(STATUSES) - STATUSES.index(status), filled, len(name)

    found = zip(rows["organization_id"], rows["status"], rows["name"], known, strict=True)
    return str(max(found, key=standing)[0])


def joins(ecosystem: Ecosystem, pairs: Iterable[tuple[str, str]], by: str) -> list[Decision]:
    """Return the decisions that merge each pair of ids; connected pairs all receive the same name.

    A pair that would unite two organizations which decisions keep apart is left out.
    """
    groups: dict[str, set[str]] = {}
    apart = _kept_apart(ecosystem)
    for pair in pairs:
        less, more = sorted((groups.setdefault(each, {each}) for each in pair), key=len)
        if less is not more and not any(apart.get(each, set()) & more for each in less):
            more |= less
            groups |= dict.fromkeys(less, more)
    found = []
    register = _Register(ecosystem)
    for group in {id(group): group for group in groups.values() if len(group) > 1}.values():
        kept = kept_name(ecosystem, *group)
        found += [register.decision(SAME, each, kept, by) for each in sorted(group - {kept})]
    return found


def _kept_apart(ecosystem: Ecosystem) -> dict[str, set[str]]:
    """Return for each organization those that decisions say it is not."""
    found: dict[str, set[str]] = {}
    rows = settled(ecosystem).query("verdict != @LATER")
    for one, other in zip(rows["id_a"], rows["id_b"], strict=True):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
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
        if decision.decision_id == cell_text(spelling["decision"]):
            return undo(decision, by)
    written, name, site = (cell_text(spelling[column]) for column in ("name_as_written", "name", "site"))
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


def as_text(proposals: pd.DataFrame) -> pd.DataFrame:
    """Return proposals as a table of texts, with ids joined by |."""
    return proposals.assign(ids=proposals["ids"].map(LIST_SEPARATOR.join))


def as_aliases(proposals: pd.DataFrame) -> pd.DataFrame:
    """Return the matches as an alias list for review: name_as_written and organization, with the longer name kept."""
    matches = proposals[proposals["verdict"] == "match"]
    pairs = [
        sorted(pair, key=lambda name: (len(name), name))
        for pair in zip(matches["name_a"], matches["name_b"], strict=True)
        if fold(pair[0]) != fold(pair[1])  # a name alone does not say which ids are meant
    ]
    return pd.DataFrame(pairs, columns=["name_as_written", "organization"], dtype="string").drop_duplicates()
