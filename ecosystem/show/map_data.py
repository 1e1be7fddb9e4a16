"""Data of the map: organizations with positions, sizes and facts, and ties, as drawn and as tables to read."""

import math
import re
from collections.abc import Collection, Iterator

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
from ecosystem.translation import gettext, gettext_noop

NAMED_BY = MEASURES["organization", "named_by"]
_FACTS = (
    ("level", gettext_noop("Level of government")),
    ("roles", gettext_noop("Roles")),
    ("goals", gettext_noop("Goals")),
    ("offers", gettext_noop("Offers")),
    ("needs", gettext_noop("Needs")),
    ("areas", gettext_noop("Serves")),
    ("status", gettext_noop("Survey")),
)
_UNDERSCORE = re.compile(r"(?<=[^\W_])_(?=[^\W_])")
_STATUS_WORDS = {
    "respondent": gettext_noop("answered"),
    "invited": gettext_noop("has not answered yet"),
    "named only": gettext_noop("was not asked"),
}
_STATE_WORDS = {
    "confirmed": gettext_noop("confirmed"),
    "one-sided": gettext_noop("one-sided"),
    "pending": gettext_noop("pending"),
    "recorded": gettext_noop("recorded"),
}


def relation_label(relation: str) -> str:
    """Return the label of a relation: the vocabulary's, else the source's own word with spaces for underscores.

    >>> relation_label("shares_space"), relation_label("__proto__")
    ('shares space', '__proto__')
    """
    known = load_relations().get(relation)
    return known.label if known else _UNDERSCORE.sub(" ", relation)


def relation_sentence(relation: str, directed: bool = True) -> str:
    """Return the words that stand between two organizations in a sentence about their tie."""
    known = load_relations().get(relation)
    return known.sentence if known else f"{relation_label(relation).lower()} {'→' if directed else '↔'}"


def facts(row: pd.Series, *, invited_known: bool = True) -> list[str]:
    """Return the known facts about one organization, a short line each; nobody "was not asked" unless that is known."""
    lines = []
    for field, label in _FACTS:
        value = row.get(field)
        if value is None or pd.isna(value):
            continue
        text = ", ".join(split_list(str(value)))
        if field == "status" and str(value) in _STATUS_WORDS:
            status = "invited" if value == "named only" and not invited_known else str(value)
            text = gettext(_STATUS_WORDS[status])
        lines.append(gettext("{fact}: {value}").format(fact=gettext(label), value=text))
    return lines


def places(city: SiteNetwork, *, ring: bool = False) -> pd.DataFrame:
    """Return organization_id, x, y (-1 to 1, y downward), computed from all ties of the city.

    Filters change which organizations are shown, never where: positions come from all relations and both rules. In a
    large city only the organizations with most partners have a position (`limits`). With ``ring``, partners in other
    cities are placed on a circle around the map, each near its partner here.
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
    """Return the organizations on the map: all of them, or in a large city those with most partners."""
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
    """Return organization_id, name, sector, size (0 to 1), x, y, ring, details (the lines of its card)."""
    organizations = city.ecosystem.table("organizations").set_index("organization_id", drop=False)
    sizes = sizes if sizes is not None else _named_by(city)
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
                "details": facts(row, invited_known=city.invited_known),
            }
        )
    columns = ["organization_id", "name", "sector", "size", "x", "y", "ring", "details"]
    return pd.DataFrame(rows, columns=columns)


def of_sectors(organizations: pd.DataFrame, sectors: Collection[str]) -> pd.DataFrame:
    """Return the rows of the map that are drawn: those in one of ``sectors``, or all; partners elsewhere always are."""
    return organizations[organizations["ring"] | organizations["sector"].isin(sectors)] if sectors else organizations


def by_name(city: SiteNetwork) -> dict[str, str]:
    """Return organization_id -> name of the city's organizations, in the order of the alphabet."""
    return {o: city.names[o] for o in sorted(city.members.index, key=lambda o: city.names[o].casefold())}


def map_ties(city: SiteNetwork, *, ring: bool = False) -> pd.DataFrame:
    """Return source_id, target_id, relation, relation_label, directed, state, strength of the ties to draw."""
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
    ecosystem = ecosystem.in_round()
    ties = ecosystem.table("ties")
    ties = ties[ties["relation"].map(ecosystem.is_tie).astype(bool)]
    partners: dict[str, set[str]] = {}
    for source, target in zip(ties["source_id"], ties["target_id"], strict=True):
        partners.setdefault(source, set()).add(target)
        partners.setdefault(target, set()).add(source)
    first = set(sorted(partners, key=lambda o: (-len(partners[o]), o))[:most])
    linked = max(_linked_parts({o: partners[o] & first for o in first}), key=len, default=[])
    ties = ties[ties["source_id"].isin(linked) & ties["target_id"].isin(linked)]
    where = positions(zip(ties["source_id"], ties["target_id"], strict=True), linked)
    known = ecosystem.table("organizations").set_index("organization_id").loc[where["organization_id"]]
    number = pd.Series([float(len(partners[o])) for o in where["organization_id"]], index=where.index, dtype="float64")
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
    """Return one row for each tie: From, Relation, To, Certainty, Strength (if any is known), sorted by From and To."""
    ties = city.all_ties if ring else city.ties
    words = [relation_sentence(r, bool(d)) for r, d in zip(ties["relation"], ties["directed"], strict=True)]
    start, relation, end = gettext("From"), gettext("Relation"), gettext("To")
    table = pd.DataFrame(
        {
            start: pd.array(ties["source_id"].map(city.names), dtype="string"),
            relation: pd.array(words, dtype="string"),
            end: pd.array(ties["target_id"].map(city.names), dtype="string"),
            gettext("Certainty"): [_state(state) for state in ties["state"]],
            gettext("Strength"): ties["strength"].array,
        }
    )
    return _without_empty_strength(table.sort_values([start, end, relation]))


def _state(state: str) -> str:
    return gettext(_STATE_WORDS[state]) if state in _STATE_WORDS else state


def _without_empty_strength(table: pd.DataFrame) -> pd.DataFrame:
    strength = gettext("Strength")
    known = table[strength].notna().any()
    return (table if known else table.drop(columns=strength)).reset_index(drop=True)


def partners_in_words(city: SiteNetwork, organization: str) -> pd.DataFrame:
    """Return the ties of one organization, elsewhere too: Relation, Partner, Certainty, Strength, In this city."""
    ties = city.all_ties
    ties = ties[(ties["source_id"] == organization) | (ties["target_id"] == organization)]
    rows = []
    for row in ties.itertuples():
        gives = row.source_id == organization
        words = relation_sentence(row.relation, bool(row.directed))
        if row.directed and not gives:
            words = f"← {words}"
        partner = city.names[row.target_id if gives else row.source_id]
        rows.append((words, partner, _state(row.state), row.strength, row.inside))
    relation, partner = gettext("Relation"), gettext("Partner")
    heads = [relation, partner, gettext("Certainty"), gettext("Strength"), gettext("In this city")]
    return _without_empty_strength(pd.DataFrame(rows, columns=heads).sort_values([relation, partner]))


def choices(city: SiteNetwork) -> dict[str, Measure]:
    """Map id to measure, of all that organizations can be ranked and sized by; the default first.

    In a survey "named by" comes first and in-degree is left out, as the two would show nearly the same; only for a
    single directed relation do they differ: who gives to it, and who names it. In a plain list partners come first.
    """
    measures = {measure: record for (level, measure), record in MEASURES.items() if level == "organization"}
    if not city.survey:
        del measures[NAMED_BY.id]
        return {"degree": measures["degree"]} | measures
    one_way = city.relation != ALL and bool(city.all_ties["directed"].all())
    return {i: m for i, m in measures.items() if one_way or i != "in_degree"}


def sizes(city: SiteNetwork, measure: str) -> dict[str, float]:
    """Map organization_id to the value of "named_by" or of a measure; NaN where there is none."""
    if measure == NAMED_BY.id:
        return _named_by(city)
    table = organization_measures(city.network, measures=[measure])
    return dict(zip(table["organization_id"], table["value"].astype(float), strict=True))


def _named_by(city: SiteNetwork) -> dict[str, float]:
    """Map organization_id to how many name it; nothing where nobody was asked whom it names."""
    return {o: float(n) for o, n in city.named_by.items()} if city.ties_asked else {}


def others_who_answered(city: SiteNetwork, organization: str) -> int:
    """Return the base of "named by": how many answered, without the organization itself."""
    return city.other_respondents(organization)


def ranking(measures: pd.DataFrame, city: SiteNetwork, chosen: str) -> pd.DataFrame:
    """Return organization_id, organization, value, reason, label of one measure, the highest first, then by name.

    ``label`` is the value as text: "7 of 18" for "named by".
    """
    one = measures[measures["measure"] == chosen]
    table = one[["organization_id", "organization", "value", "reason"]]
    labels = ["" if pd.isna(v) else f"{v:.3g}" for v in table["value"]]
    if chosen == NAMED_BY.id:
        labels = [
            ""
            if pd.isna(v)
            else gettext("{named:,} of {others:,}").format(named=int(v), others=others_who_answered(city, o))
            for o, v in zip(table["organization_id"], table["value"], strict=True)
        ]
    table = table.assign(label=labels)
    return table.sort_values(["value", "organization"], ascending=[False, True]).reset_index(drop=True)


def wide_measures(measures: pd.DataFrame, city: SiteNetwork) -> pd.DataFrame:
    """Return one row for each organization: organization_id, organization and each of ``choices``, highest first."""
    first, *_ = columns = list(choices(city))
    table = measures.pivot(index="organization_id", columns="measure", values="value")
    table.insert(0, "organization", [city.names[o] for o in table.index])
    table = table[["organization", *columns]].rename_axis(columns=None).reset_index()
    return table.sort_values([first, "organization"], ascending=[False, True]).reset_index(drop=True)
