"""Withholding of names: organizations without consent are unnamed in every table, message, title and decision."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, replace
from functools import partial
from typing import cast

import pandas as pd

from ecosystem.collect.issues import issue
from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.names.decisions import RENAME, SAME, Decision
from ecosystem.names.directory import slug
from ecosystem.names.gate import UNNAMED, WITHHELD, NameGate, injective, is_everyday, letters_of
from ecosystem.names.matching.evidence import website
from ecosystem.schema import SPECS, Column
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import LIST_SEPARATOR

_LONG_ENOUGH = 4  # letters of an id that may identify its organization
# Keys must stay unique and consistent in every table that uses them.
_KEYS = {c.name for t in SPECS.values() for c in t.columns if c.may_hold_names and c.name in t.key}


def for_group(whole: Ecosystem) -> Ecosystem:
    """Return the map as the group sees it: organizations that said no are unnamed.

    ``whole``: with every name, as read.

    Unnamed organizations are called "Unnamed organization 1", 2, ... throughout. Their ids, spellings, addresses and
    websites are removed, and their names are removed from all text; sector, goals, offers, needs and ties are kept. An
    organization that was only named by others, under a name that contains a withheld one, keeps the rest of it: "[name
    withheld] Inc".
    """
    return _withheld(whole, said_no(whole))


def for_public(ecosystem: Ecosystem) -> Ecosystem:
    """Return the map as it may leave the group: organizations that consented only to the group are unnamed too.

    Until it is decided, an organization that looks like another spelling of a withheld one is also unnamed (``similar``
    counts them). Answers on consent, and the people who decided about names, are left out.
    """
    if ecosystem.every_round:  # names withheld in another round are withheld in this one
        return for_public(ecosystem.every_round).in_round(ecosystem.round)
    whole = ecosystem.unmasked or ecosystem
    no = said_no(whole)
    hidden = [*no, *group_only(whole)]
    similar = _similar(whole, hidden)
    seen = _withheld(whole, [*hidden, *similar])
    nothing = pd.array([None] * len(seen.tables["names"]), dtype="string")
    tables = seen.tables | {"names": seen.tables["names"].assign(by=nothing)}
    nothing = pd.array([None] * len(tables["organizations"]), dtype="string")
    tables["organizations"] = tables["organizations"].assign(consent=nothing)
    decisions = tuple(replace(each, by="") for each in seen.decisions)
    return replace(seen, tables=tables, decisions=decisions, unmasked=None, similar=len(similar))


def said_no(whole: Ecosystem) -> list[str]:
    """Return the ids of the organizations that are never named."""
    organizations = whole.tables["organizations"]
    no = (organizations["consent"] == "no").fillna(False).astype(bool)
    return sorted(organizations.loc[no, "organization_id"])


def group_only(ecosystem: Ecosystem) -> list[str]:
    """Return the ids of the organizations that are named to the group and unnamed in public.

    In a survey, an organization that did not answer the question of consent counts as consenting to the group; in a
    plain list, which is already published, it counts as public.
    """
    organizations = ecosystem.tables["organizations"]
    asked = bool(organizations["consent"].notna().any())
    unsure = organizations["consent"] == "group"
    if asked:
        unsure |= (organizations["status"] == "respondent") & organizations["consent"].isna()
    return cast(list[str], organizations.loc[unsure.fillna(False), "organization_id"].tolist())


def still_shown(ecosystem: Ecosystem) -> int:
    """Return how many names the group sees that may be other spellings of an organization that said no."""
    whole = ecosystem.unmasked or ecosystem
    return len(_similar(whole, said_no(whole)))


def _similar(whole: Ecosystem, hidden: Sequence[str]) -> list[str]:
    """Return the ids of named organizations that may match a withheld one in the same city and are undecided."""
    if not hidden:
        return []
    from ecosystem.tables.name_review import name_proposals  # noqa: PLC0415  its libraries are heavy

    places = whole.tables["locations"].dropna(subset="site")
    sites: dict[str, set[str]] = {}
    for organization_id, site in zip(places["organization_id"], places["site"], strict=True):
        sites.setdefault(organization_id, set()).add(site)
    # Organizations without a city are compared with those of every city.
    everywhere = len(sites) < len(whole.tables["organizations"])
    pairs = name_proposals(whole, across_cities=everywhere, about=hidden)
    pairs = pairs[pairs["verdict"].isin(("match", "possible"))]
    ends: set[str] = set()
    for ids in pairs["ids"]:
        for a in set(ids).intersection(hidden):
            one = sites.get(a, set())
            ends |= {b for b in ids if not one or not sites.get(b) or one & sites[b]}
    return sorted(ends - set(hidden))


def _withheld(whole: Ecosystem, hidden: Sequence[str]) -> Ecosystem:
    """Return the map without the names of the ``hidden`` organizations, which are numbered in order."""
    if not hidden:
        return whole
    tables = whole.tables
    taken = tables["organizations"]["organization_id"].str.extract(r"^unnamed-(\d{1,9})$")[0].dropna()
    start = 1 + max(map(int, taken), default=0)
    shown = {old: f"{UNNAMED} {number}" for number, old in enumerate(hidden, start)}
    gate = _gate(tables, shown, whole.decisions)
    holding = {each: gate(name, WITHHELD) for each, name in _named_only(tables, shown) if gate.hides(name)}
    shown |= holding
    own = {old: f"unnamed-{number}" for number, old in enumerate(shown, start)}
    called = dict(zip(tables["organizations"]["organization_id"], tables["organizations"]["name"], strict=True))
    ids = {each: own.get(each) or _id_without_names(gate, each, called.get(each, each)) for each in _ids(tables)}
    ids = injective([each for each in ids if each not in own], ids) | own
    keys = {column: _key_mapping(tables, column, gate) for column in _KEYS}
    masked = {name: _masked(name, tables, shown, ids, keys, gate) for name in tables}
    if gate.everyday:
        masked["issues"] = _with_doubt(masked["issues"], gate.everyday)
    counts = whole.counts.assign(sheet=[gate(sheet) for sheet in whole.counts["sheet"]])
    letters = {letters_of(name) for name, whose in _spelled(tables) if whose in own}
    decisions = tuple(d for d in whole.decisions if not _names_hidden(d, gate, letters, own.keys()))
    return replace(
        whole,
        title=gate(whole.title),
        tables=masked,
        counts=counts,
        decisions=decisions,
        gate=gate,
        ids=ids,
        unmasked=whole,
    )


def _gate(tables: dict[str, pd.DataFrame], shown: dict[str, str], decisions: Sequence[Decision]) -> NameGate:
    """Return the gate for these organizations, built from all their names, websites and identifying ids."""
    hidden, kept = [], []
    for name, organization_id in _spelled(tables):
        if organization_id in shown:
            hidden.append((name, shown[organization_id]))
    instead_of = {letters_of(name): instead for name, instead in hidden}
    for decision in (d for d in decisions if d.verdict in (SAME, RENAME)):  # a spelling may be in no row that is used
        for one, other in ((decision.name_a, decision.name_b), (decision.name_b, decision.name_a)):
            if letters_of(one) in instead_of and letters_of(other) not in instead_of:
                instead_of[letters_of(other)] = instead_of[letters_of(one)]
                hidden.append((other, instead_of[letters_of(one)]))
    for row in tables["organizations"][["organization_id", "name", "website", "status"]].itertuples(index=False):
        if row.organization_id not in shown:
            continue
        instead = shown[row.organization_id]
        if not pd.isna(row.website) and (address := website(row.website)):
            hidden.append((address, instead))
        letters = letters_of(row.organization_id)
        if len(letters) >= _LONG_ENOUGH and not letters.isdecimal() and not is_everyday(row.organization_id):
            hidden.append((row.organization_id, instead))
    named_only = {organization_id for organization_id, _ in _named_only(tables, shown)}
    for organization_id, name in zip(
        tables["organizations"]["organization_id"], tables["organizations"]["name"], strict=True
    ):
        if organization_id not in shown and organization_id not in named_only:
            kept.append(name)
    return NameGate(hidden, kept)


def _spelled(tables: dict[str, pd.DataFrame]) -> Iterable[tuple[str, str]]:
    """Return every name as written with the organization it refers to, without repetition."""
    columns = (
        ("organizations", "name", "organization_id"),
        ("names", "name", "organization_id"),
        ("names", "name_as_written", "organization_id"),
        ("reports", "reporter_as_written", "reporter_id"),
        ("reports", "named_as_written", "named_id"),
    )
    pairs = [
        pair
        for table, name, whose in columns
        for pair in zip(tables[table][name], tables[table][whose], strict=True)
        if not pd.isna(pair[0])
    ]
    return dict.fromkeys(pairs)


def _named_only(tables: dict[str, pd.DataFrame], shown: dict[str, str]) -> list[tuple[str, str]]:
    """Return id and name of the organizations that no list contains: other organizations chose these names."""
    organizations, names = tables["organizations"], tables["names"]
    listed = {*shown, *names.loc[(names["how"] == "listed").fillna(False), "organization_id"]}
    named = organizations[~organizations["status"].isin(("respondent", "invited"))]
    return sorted(
        (each, name) for each, name in zip(named["organization_id"], named["name"], strict=True) if each not in listed
    )


def _ids(tables: dict[str, pd.DataFrame]) -> list[str]:
    """Return every id of an organization in any table."""
    found = [
        tables[table.name][column.name].dropna()
        for table in SPECS.values()
        for column in table.columns
        if column.organization
    ]
    return list(dict.fromkeys(pd.concat(found)))


def _id_without_names(gate: NameGate, organization_id: str, name: str) -> str:
    """Return the id without withheld names.

    The id of an organization that is shown by its own name becomes one made of that name only.
    """
    parts = organization_id.split("/")  # from the city, where there is one, and the name
    own = letters_of(name)
    kept = (p if letters_of(p) == own or not gate.hides(p) else re.sub(r"\s+", "-", gate(p).lower()) for p in parts)
    return "/".join(kept)


def _words(column: Column) -> frozenset[str]:
    """Return the terms that a column may hold whatever organizations are called."""
    if column.words == "relations":
        return frozenset(load_relations())
    return frozenset(load_vocabulary(column.words).labels) if column.words else frozenset()


def _key_mapping(tables: dict[str, pd.DataFrame], column: str, gate: NameGate) -> dict[str, str]:
    """Return the replacement of each value for use in every table; no two are equal."""
    gated: dict[str, str] = {}
    for name, table in tables.items():
        described = {each.name: each for each in SPECS[name].columns}
        if column in described:
            words = _words(described[column])
            gated |= {value: gate.cell(value, words) for value in table[column].dropna().unique()}
    if column == "initiative_id":  # made from the name, possibly cut short
        initiatives = tables["initiatives"]
        for each, name in zip(initiatives["initiative_id"], initiatives["name"], strict=True):
            gated[each] = slug(gate(name)) if gate.hides(name) else gated[each]
    return injective(gated, gated)


def _masked(
    name: str,
    tables: dict[str, pd.DataFrame],
    shown: dict[str, str],
    ids: dict[str, str],
    keys: dict[str, dict[str, str]],
    gate: NameGate,
) -> pd.DataFrame:
    """Return one table with withheld names masked.

    Every column not declared free of names passes through the gate.
    """
    table, organizations = tables[name], tables["organizations"]
    frame = table.copy()
    if name == "names":
        called = dict(zip(organizations["organization_id"], organizations["name"], strict=True))
        frame = frame[~frame["organization_id"].isin(shown)].copy()
        frame["name"] = frame["organization_id"].map(called).astype("string")
    kept_as_listed = name in ("organizations", "names")  # the names of organizations that are shown stay unchanged
    for column in SPECS[name].columns:
        if column.organization:
            frame[column.name] = _replaced(frame[column.name], ids.__getitem__)
        elif column.name in keys:
            frame[column.name] = _replaced(frame[column.name], keys[column.name].__getitem__)
        elif column.may_hold_names and not (kept_as_listed and column.name == "name"):
            words = _words(column)
            frame[column.name] = _replaced(frame[column.name], partial(gate.cell, words=words))
    hidden = set(shown)
    if name in ("organizations", "locations"):
        at = table["organization_id"].isin(hidden)
        frame.loc[at, [c.name for c in SPECS[name].columns if c.telling]] = pd.NA
        if name == "organizations":
            frame.loc[at, "name"] = table.loc[at, "organization_id"].map(shown)
    elif name == "reports":
        for end in ("reporter", "named"):
            at = table[f"{end}_id"].isin(hidden)
            frame.loc[at, f"{end}_as_written"] = table.loc[at, f"{end}_id"].map(shown)
    if name == "issues":  # issues keep their order of entry
        return frame
    return frame.sort_values(list(SPECS[name].key), kind="stable", ignore_index=True)


def _replaced(values: pd.Series, by: Callable[[str], str]) -> pd.Series:
    """Return the texts, replacing each distinct one once."""
    changed = {value: new for value in values.dropna().unique() if (new := by(value)) != value}
    return (
        values.map(lambda value: changed.get(value, value), na_action="ignore").astype("string") if changed else values
    )


def _names_hidden(decision: Decision, gate: NameGate, letters: set[str], ids: Collection[str]) -> bool:
    """Return whether a decision about names mentions a withheld organization."""
    texts = (decision.name_a, decision.name_b, *decision.site.split(LIST_SEPARATOR))
    told = any(gate.hides(text) or letters_of(text) in letters for text in texts if text)
    return told or decision.id_a in ids or decision.id_b in ids


def _with_doubt(issues: pd.DataFrame, everyday: int) -> pd.DataFrame:
    """Return the issues, and one more stating that some withheld names are everyday words."""
    row = asdict(issue("everyday name", count=everyday)) | {"issue_id": f"{len(issues) + 1:05d}"}
    more = pd.DataFrame([{column: row[column] or None for column in issues.columns}]).astype(issues.dtypes)
    return pd.concat([issues, more], ignore_index=True)


def about_similar(similar: int) -> str:
    """Return the message about names left out because they resemble a withheld one, and what to do."""
    who = "1 more organization is" if similar == 1 else f"{similar} more organizations are"
    its = "its name looks" if similar == 1 else "their names look"
    return (
        f"{who} unnamed, because {its} like that of an organization that is not shown by name; decide on “Who is who?” "
        "(or with names --withheld and an aliases.csv) whether they are the same"
    )


def not_named(ecosystem: Ecosystem) -> int:
    """Return how many organizations are not shown by name."""
    ids = ecosystem.tables["organizations"]["organization_id"]
    return int(ids.map(lambda each: re.fullmatch(r"unnamed-\d+", each) is not None).sum())
