"""What a map draws: organizations with their places, sizes and cards, and the ties between them, in words."""

import math
import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from ecosystem.collect.vocabularies import load_relations
from ecosystem.findings import limits
from ecosystem.findings.measures.measures import organization_measures
from ecosystem.findings.measures.register import MEASURES, Measure
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.network.layout import positions
from ecosystem.show.palette import UNKNOWN_SECTOR
from ecosystem.tables.dataset import ALL, Ecosystem
from ecosystem.text import split_list

NAMED_BY = MEASURES["organization", "named_by"]
_FACTS = (
    ("level", "Level of government"),
    ("roles", "Roles"),
    ("goals", "Goals"),
    ("offers", "Offers"),
    ("needs", "Needs"),
    ("areas", "Serves"),
    ("status", "Survey"),
)
_WORDS_JOINED = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
_STATUS_WORDS = {"respondent": "answered", "invited": "has not answered yet", "named only": "was not asked"}


def relation_label(relation: str) -> str:
    """The relation as people read it: the vocabulary's label, else the source's own word, its words parted.

    >>> relation_label("shares_space"), relation_label("__proto__")
    ('shares space', '__proto__')
    """
    known = load_relations().get(relation)
    return known.label if known else _WORDS_JOINED.sub(" ", relation)


def relation_sentence(relation: str, directed: bool = True) -> str:
    """The words that stand between two organizations."""
    known = load_relations().get(relation)
    return known.sentence if known else f"{relation_label(relation).lower()} {'→' if directed else '↔'}"


def facts(row: pd.Series) -> list[str]:
    """Short lines about one organization, those that are known."""
    lines = []
    for field, label in _FACTS:
        value = row.get(field)
        if value is None or pd.isna(value):
            continue
        text = _STATUS_WORDS.get(str(value), str(value)) if field == "status" else ", ".join(split_list(str(value)))
        lines.append(f"{label}: {text}")
    return lines


def places(city: SiteNetwork, *, ring: bool = False) -> pd.DataFrame:
    """organization_id, x, y in -1 to 1, y downwards: of all the city's organizations and all its ties.

    Filters change who is shown, never where: places come from all relations and both rules. Of a large city the
    organizations with most partners alone have a place (`limits`). With ``ring``, partners
    in other cities stand on a circle around the map, in the order of the partners they belong to.
    """
    whole = SiteNetwork(city.ecosystem, city.site, wave=city.wave)
    here = _drawn(whole)
    inside = whole.all_ties[whole.all_ties["inside"]]
    inside = inside[inside["source_id"].isin(here) & inside["target_id"].isin(here)]
    pairs = zip(inside["source_id"], inside["target_id"], strict=True)
    table = positions(pairs, here)
    if ring:
        table = pd.concat([table, _ring(whole, table)], ignore_index=True)
    return table


def _drawn(whole: SiteNetwork) -> pd.Index:
    """The organizations on the map: all of them, or in a large city those with most partners."""
    if not whole.large:
        return whole.members.index
    order = np.argsort(-whole.network.degree, kind="stable")[: limits.MOST_ON_A_MAP]
    return pd.Index([whole.network.ids[place] for place in order])


def _ring(city: SiteNetwork, table: pd.DataFrame) -> pd.DataFrame:
    at = {o: (x, y) for o, x, y in table.itertuples(index=False, name=None)}
    angle: dict[str, float] = {}
    crossing = city.all_ties[~city.all_ties["inside"]]
    for source, target in zip(crossing["source_id"], crossing["target_id"], strict=True):
        here, there = (source, target) if source in at else (target, source)
        if here in at:
            angle.setdefault(there, math.atan2(at[here][1], at[here][0]))
    order = sorted(angle, key=lambda o: (angle[o], o))
    turn = 2 * math.pi / max(len(order), 1)
    reach = 1.25 * max((math.hypot(x, y) for x, y in at.values()), default=1.0)
    start = angle[order[0]] if order else 0.0
    return pd.DataFrame(
        {
            "organization_id": order,
            "x": [reach * math.cos(start + n * turn) for n in range(len(order))],
            "y": [reach * math.sin(start + n * turn) for n in range(len(order))],
        }
    )


def map_organizations(city: SiteNetwork, where: pd.DataFrame, sizes: dict[str, float] | None = None) -> pd.DataFrame:
    """organization_id, name, sector, size (0 to 1), x, y, ring, details: what is drawn and written on cards."""
    organizations = city.ecosystem.table("organizations").set_index("organization_id", drop=False)
    sizes = sizes if sizes is not None else {o: float(n) for o, n in city.named_by.items()}
    known = [s for s in sizes.values() if s == s]  # noqa: PLR0124  NaN has no size
    largest = max(known, default=0.0) or 1.0
    rows = []
    for organization, x, y in where.itertuples(index=False, name=None):
        row = organizations.loc[organization]
        size = sizes.get(organization, float("nan"))
        rows.append(
            {
                "organization_id": organization,
                "name": row["name"],
                "sector": row["sector"] if not pd.isna(row["sector"]) else UNKNOWN_SECTOR,
                "size": size / largest if size == size else float("nan"),  # noqa: PLR0124
                "x": x,
                "y": y,
                "ring": organization not in city.members.index,
                "details": facts(row),
            }
        )
    columns = ["organization_id", "name", "sector", "size", "x", "y", "ring", "details"]
    return pd.DataFrame(rows, columns=columns)


def map_ties(city: SiteNetwork, *, ring: bool = False) -> pd.DataFrame:
    """source_id, target_id, relation, relation_label, directed, state, strength: the ties to draw."""
    return _drawn_ties(city.all_ties if ring else city.ties)


def _drawn_ties(ties: pd.DataFrame) -> pd.DataFrame:
    columns = ["source_id", "target_id", "relation", "directed", "state", "strength"]
    table = ties[columns].reset_index(drop=True)
    return table.assign(relation_label=[relation_label(r) for r in table["relation"]])


def linked_map(ecosystem: Ecosystem, most: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return organizations and ties for a picture of all cities together, sized by number of partners.

    Drawn is the largest linked part of the ``most`` organizations with most partners. ``organizations`` has the
    columns organization_id, name, sector, size (0 to 1), x, y, ring; ``ties`` those of ``map_ties``.
    """
    ties = ecosystem.table("ties")
    ties = ties[(ties["wave"] == ecosystem.waves[-1]) & ties["relation"].map(ecosystem.is_tie).astype(bool)]
    partners: dict[str, set[str]] = {}
    for source, target in zip(ties["source_id"], ties["target_id"], strict=True):
        partners.setdefault(source, set()).add(target)
        partners.setdefault(target, set()).add(source)
    first = set(sorted(partners, key=lambda o: (-len(partners[o]), o))[:most])
    linked = max(_linked_parts({o: partners[o] & first for o in first}), key=len, default=[])
    ties = ties[ties["source_id"].isin(linked) & ties["target_id"].isin(linked)]
    where = positions(zip(ties["source_id"], ties["target_id"], strict=True), linked)
    known = ecosystem.table("organizations").set_index("organization_id").loc[where["organization_id"]]
    number = where["organization_id"].map({o: float(len(partners[o])) for o in linked})
    organizations = where.assign(
        name=known["name"].array,
        sector=known["sector"].fillna(UNKNOWN_SECTOR).array,
        size=number / (number.max() or 1.0),
        ring=False,
    )
    return organizations, _drawn_ties(ties)


def _linked_parts(partners: dict[str, set[str]]) -> Iterator[list[str]]:
    """Each set of organizations that ties join, directly or through others."""
    seen: set[str] = set()
    for start in sorted(partners):
        if start not in seen:
            part, reached = [start], {start}
            for organization in part:
                fresh = partners[organization] - reached
                reached |= fresh
                part += sorted(fresh)
            seen |= reached
            yield part


def ties_in_words(city: SiteNetwork, *, ring: bool = False) -> pd.DataFrame:
    """One row a tie as people read it: From, Relation, To, How sure, Strength (if any is known); sorted by From, To."""
    ties = city.all_ties if ring else city.ties
    words = [relation_sentence(r, bool(d)) for r, d in zip(ties["relation"], ties["directed"], strict=True)]
    table = pd.DataFrame(
        {
            "From": pd.array(ties["source_id"].map(city.names), dtype="string"),
            "Relation": pd.array(words, dtype="string"),
            "To": pd.array(ties["target_id"].map(city.names), dtype="string"),
            "How sure": ties["state"].array,
            "Strength": ties["strength"].array,
        }
    )
    return _without_empty_strength(table.sort_values(["From", "To", "Relation"]))


def _without_empty_strength(table: pd.DataFrame) -> pd.DataFrame:
    known = table["Strength"].notna().any()
    return (table if known else table.drop(columns="Strength")).reset_index(drop=True)


def partners_in_words(city: SiteNetwork, organization: str) -> pd.DataFrame:
    """The ties of one organization, those that cross the border too: Relation, Partner, How sure, Strength."""
    ties = city.all_ties
    ties = ties[(ties["source_id"] == organization) | (ties["target_id"] == organization)]
    rows = []
    for row in ties.itertuples():
        gives = row.source_id == organization
        words = relation_sentence(row.relation, bool(row.directed))
        if row.directed and not gives:
            words = f"← {words}"
        rows.append((words, city.names[row.target_id if gives else row.source_id], row.state, row.strength, row.inside))
    table = pd.DataFrame(rows, columns=["Relation", "Partner", "How sure", "Strength", "In this city"])
    return _without_empty_strength(table.sort_values(["Relation", "Partner"]))


def choices(city: SiteNetwork) -> dict[str, Measure]:
    """id -> what one can rank and size by: "named by" first where people were asked, partners first in a list.

    Where people were asked, "ties to it" would be a second word for "named by", and is left out; only where a single
    relation has a direction do the two differ: who gives to it, and who speaks of it.
    """
    measures = {measure: record for (level, measure), record in MEASURES.items() if level == "organization"}
    if not city.ecosystem.survey:
        del measures[NAMED_BY.id]
        return {"degree": measures["degree"]} | measures
    one_way = city.relation != ALL and bool(city.all_ties["directed"].all())
    return {i: m for i, m in measures.items() if one_way or i != "in_degree"}


def sizes(city: SiteNetwork, measure: str) -> dict[str, float]:
    """organization_id -> the number its size stands for: "named_by" or the id of a measure; NaN where empty."""
    if measure == NAMED_BY.id:
        return {o: float(n) for o, n in city.named_by.items()}
    table = organization_measures(city.network, measures=[measure])
    return dict(zip(table["organization_id"], table["value"].astype(float), strict=True))


def others_who_answered(city: SiteNetwork, organization: str) -> int:
    """Of how many "named by" is: those who answered, the organization itself left out."""
    return city.other_respondents(organization)


def ranking(measures: pd.DataFrame, city: SiteNetwork, chosen: str) -> pd.DataFrame:
    """organization_id, organization, value, reason, label of one measure, the highest first, then by name.

    ``label`` is the value as it stands beside a bar: "7 of 18" for "named by".
    """
    one = measures[measures["measure"] == chosen]
    table = one[["organization_id", "organization", "value", "reason"]]
    labels = ["" if pd.isna(v) else f"{v:.3g}" for v in table["value"]]
    if chosen == NAMED_BY.id:
        labels = [
            "" if pd.isna(v) else f"{v:.0f} of {others_who_answered(city, o)}"
            for o, v in zip(table["organization_id"], table["value"], strict=True)
        ]
    table = table.assign(label=labels)
    return table.sort_values(["value", "organization"], ascending=[False, True]).reset_index(drop=True)


def wide_measures(measures: pd.DataFrame, city: SiteNetwork) -> pd.DataFrame:
    """One row an organization: organization_id, organization, a column each of ``choices``; sorted by the first."""
    first, *_ = columns = list(choices(city))
    table = measures.pivot(index="organization_id", columns="measure", values="value")
    table.insert(0, "organization", [city.names[o] for o in table.index])
    table = table[["organization", *columns]].rename_axis(columns=None).reset_index()
    return table.sort_values([first, "organization"], ascending=[False, True]).reset_index(drop=True)
