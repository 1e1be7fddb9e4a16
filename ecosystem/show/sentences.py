"""Sentences made of table cells; no page types a finding as prose."""

from collections.abc import Collection

import pandas as pd

from ecosystem.findings.response.response import NO_SECTOR, still_to_ask
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show.map_data import facts, others_who_answered
from ecosystem.show.text import plain
from ecosystem.tables.consent import not_named
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import counted, joined


def after_loading(ecosystem: Ecosystem, city: SiteNetwork) -> str:
    """What came of the data that was just read."""
    aside = int(ecosystem.counts["rows_set_aside"].sum())
    said = len(ecosystem.table("reports"))
    relations = ecosystem.table("ties")["relation"]
    wishes = sum(not ecosystem.is_tie(relation) for relation in relations)
    made = counted(len(relations) - wishes, "tie") + (f" and {counted(wishes, 'wish', 'wishes')}" if wishes else "")
    who = (
        f"{city.respondents} of {city.invited} invited organizations answered"
        if ecosystem.survey
        else f"{counted(len(city.members), 'organization')} in a list of ties"
    )
    where = f"{counted(len(ecosystem.sites), 'city', 'cities')}; " if len(ecosystem.sites) > 1 else ""
    place = city.place[:1].upper() + city.place[1:]
    return (
        f"{place}: {who}. The whole map: {where}{counted(said, 'report')} became {made}; "
        f"{counted(aside, 'row')} set aside."
    )


def about_answers(city: SiteNetwork, by_sector: pd.DataFrame) -> list[str]:
    """Who answered, where answers lack most, and whose would help most."""
    if not city.ecosystem.survey:
        return [
            f"Nobody was asked: what is known of {city.place} is a list of {counted(len(city.ties), 'tie')} among "
            f"{counted(len(city.members), 'organization')}. What the list left out cannot be seen."
        ]
    lines = [f"{city.respondents} of {city.invited} invited organizations in {city.place} have answered."]
    worst = by_sector.iloc[0]
    if worst["waiting"] and worst["sector"] != NO_SECTOR:
        lines.append(f"{worst['sector']}: {worst['waiting']} of {worst['invited']} have not answered yet.")
    ask = still_to_ask(city)
    ask = ask[ask["named_by"] > 0].head(4)
    if len(ask):
        named = joined([f"{n} (named by {k})" for n, k in zip(ask["name"], ask["named_by"], strict=True)])
        lines.append(f"{counted(len(ask), 'answer')} would help most: {named}.")
    return lines


def about_ties(city: SiteNetwork) -> str:
    """How many ties, of what state, among whom."""
    states = city.ties["state"].value_counts()
    crossing = int((~city.all_ties["inside"]).sum())
    text = f"{counted(len(city.members), 'organization')} and {counted(len(city.ties), 'tie')} in {city.place}"
    if city.ecosystem.survey and len(states):
        parts = [f"{int(n)} {state}" for state, n in states.items()]
        text += f": {joined(parts)}"
    if crossing:
        text += f"; {counted(crossing, 'tie')} to other cities"
    return text + "."


def about_lines(survey: bool) -> str:
    """What a line of the map is, and that not every name may stand there."""
    lines = (
        "A solid line is a confirmed tie: both say so, or a list does. A dashed one is one-sided: one of two who were "
        "asked says so. A dotted one is pending: the other has not answered, or was not asked."
        if survey
        else "A line is a tie recorded in the list."
    )
    return f"{lines} Where names would cover each other some are left out: zoom in to see them."


def about_gaps(gaps: pd.DataFrame, site: str) -> str:
    """How many gaps there are, and how many of them stand on good evidence."""
    if gaps.empty:
        return f"No gap was found in {site}; with few ties or few facts there is little to find one in."
    sure = int((gaps["confidence"] == "high").sum())
    return f"{counted(len(gaps), 'gap')} in {site}; {sure or 'none'} of them on good evidence."


def also_found(counts: dict[str, int]) -> str:
    """The further kinds of gaps by label, with how many there are of each."""
    kinds = [f"{label} ({number})" for label, number in counts.items()]
    return f"Also found: {'; '.join(kinds)}. Choose a kind above for its cards, or read on in the table."


def about_names(names: pd.DataFrame, members: Collection[str] = ()) -> str:
    """How many spellings stand for how many organizations; whoever is not named has no spelling in ``names``."""
    organizations = names["organization_id"].nunique()
    spellings = names["name_as_written"].nunique()
    joined_up = int((names.groupby("organization_id")["name_as_written"].nunique() > 1).sum())
    stand = "stands" if spellings == 1 else "stand"
    text = f"{counted(spellings, 'spelling')} {stand} for {counted(organizations, 'organization')}"
    if unnamed := len(set(members) - set(names["organization_id"])):
        text += f" (and {unnamed} that {'is' if unnamed == 1 else 'are'} not named)"
    if joined_up:
        verb = "was" if joined_up == 1 else "were"
        return f"{text}; {counted(joined_up, 'organization')} {verb} written in more than one way."
    return f"{text}; nobody was written in two ways."


def about_card(city: SiteNetwork, organization: str) -> list[str]:
    """The card of one organization: name, sector, what is known of it, by how many it is named."""
    row = city.ecosystem.table("organizations").set_index("organization_id").loc[organization]
    sector = row["sector"] if not pd.isna(row["sector"]) else "sector not known"
    lines = [f"{row['name']} · {sector}", *facts(row)]
    if organization in city.named_by:
        named = city.named_by[organization]
        if city.ecosystem.survey:
            lines.append(f"Named by {named} of {others_who_answered(city, organization)} others who answered.")
        else:
            lines.append(f"{counted(city.union.degree(organization), 'partner')} in {city.place}.")
    if city.ecosystem.survey and row["status"] in ("invited", "named only"):
        lines.append("Whom it would name itself is not known.")
    return lines


def about_cities(table: pd.DataFrame) -> list[str]:
    """How many cities, how many of them may be held against each other, and what stands out."""
    fit = table[~table["note"].fillna("").str.startswith("not comparable")]
    lines = [f"{counted(len(table), 'city', 'cities')}, {len(fit)} of them fit to be compared."]
    degrees = fit.dropna(subset="mean_degree").sort_values("mean_degree", ascending=False, kind="stable")
    if len(degrees) > 1:
        most, least = degrees.iloc[0], degrees.iloc[-1]
        lines.append(
            f"Partners per organization run from {least['mean_degree']:.1f} ({least['site']}) to "
            f"{most['mean_degree']:.1f} ({most['site']}); {_how_far_apart(least, most)}."
        )
    return lines


def _how_far_apart(least: pd.Series, most: pd.Series) -> str:
    """Whether the two would still differ if everybody had answered; a list of ties has no such ranges."""
    ends = [least.get("mean_degree_high"), most.get("mean_degree_low")]
    if any(pd.isna(end) for end in ends):
        return "without ranges, small differences say nothing"
    apart = ends[0] < ends[1]
    return f"their ranges {'lie apart' if apart else 'overlap, so more answers could turn the order round'}"


def about_audience(ecosystem: Ecosystem, audience: str) -> str:
    """Who is shown by name in what is about to be downloaded."""
    names = ecosystem.table("organizations")["name"]
    unnamed = not_named(ecosystem)
    shown = len(names) - unnamed
    text = f"{counted(shown, 'organization')} {'is' if shown == 1 else 'are'} shown by name"
    if unnamed:
        are, they = ("is", "it") if unnamed == 1 else ("are", "they")
        where = " in public" if audience == "public" else ""
        text += f"; {unnamed} {are} called “Unnamed organization”, because {they} did not agree to be named{where}"
        if ecosystem.similar:
            looks = "1 of them looks" if ecosystem.similar == 1 else f"{ecosystem.similar} of them look"
            text += f", or look like one that did not ({looks} so: decide on “Who is who?”)"
    return (
        f"{text}. E-mail addresses, phone numbers and what stands in columns about people are in none of the files; "
        "somebody else named in a sentence is: read those first."
    )


def words_of_preview(rows: pd.DataFrame) -> str:
    """What is known of one organization, for the group and for anybody, as a Markdown table, letter by letter."""
    lines = ["| | Our group sees | Anybody sees |", "|---|---|---|"]
    for row in rows.itertuples(index=False):
        seen = ("left out" if pd.isna(text) else plain(str(text).replace("|", ", ")) for text in row[-2:])
        lines.append(f"| {row.field.replace('_', ' ').capitalize()} | {' | '.join(seen)} |")
    return "\n".join(lines)
