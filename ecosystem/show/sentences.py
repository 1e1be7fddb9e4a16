"""Sentences made from table cells: what was loaded, who answered, ties, gaps, names, cities and who sees a file."""

from collections.abc import Collection

import pandas as pd

from ecosystem.findings.gaps.gap_record import INVITED, TIES, was_asked
from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.findings.measures.measure_record import why_no_ties
from ecosystem.findings.response.response import NO_SECTOR, still_to_ask
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show import phrases
from ecosystem.show.map_data import facts, of_sectors, others_who_answered
from ecosystem.show.text import plain
from ecosystem.tables.consent import not_named
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import joined
from ecosystem.translation import gettext, gettext_noop, ngettext

MOST_NAMED = 4  # organizations whose answer would help most, in one sentence
_STATES = {
    "confirmed": gettext_noop("{count:,} confirmed"),
    "one-sided": gettext_noop("{count:,} one-sided"),
    "pending": gettext_noop("{count:,} pending"),
    "recorded": gettext_noop("{count:,} recorded"),
}
FIELDS = {  # of what others will see of one organization
    "name": gettext_noop("Name"),
    "status": gettext_noop("Status in the survey"),
    "sector": gettext_noop("Sector"),
    "level": gettext_noop("Level of government"),
    "roles": gettext_noop("Roles"),
    "goals": gettext_noop("Goals"),
    "offers": gettext_noop("Offers"),
    "offers_could": gettext_noop("Could offer"),
    "needs": gettext_noop("Needs"),
    "needs_could": gettext_noop("Could use"),
    "areas": gettext_noop("Serves"),
    "serves_low_income": gettext_noop("Serves low-income residents"),
    "residents": gettext_noop("Residents"),
    "data_assets": gettext_noop("Data it holds"),
    "technology": gettext_noop("Technology"),
    "website": gettext_noop("Website"),
    "description": gettext_noop("Description"),
    "site": gettext_noop("City"),
}


def after_loading(ecosystem: Ecosystem, city: SiteNetwork) -> str:
    """Return what the data just loaded hold, and how many rows were not used."""
    place = city.place[:1].upper() + city.place[1:]
    if city.survey:
        first = gettext("{place}: {response}.").format(place=place, response=phrases.answered(city))
    else:
        listed = phrases.organizations(len(city.members))
        template = (
            gettext("{place}: {organizations} in a list of ties.")
            if city.ties_asked
            else gettext("{place}: {organizations} in a list.")
        )
        first = template.format(place=place, organizations=listed)
    unused = int(ecosystem.counts["rows_set_aside"].sum())
    last = ngettext("{count:,} row was not used.", "{count:,} rows were not used.", unused).format(count=unused)
    return f"{first} {_whole_map(ecosystem)} {last}"


def _whole_map(ecosystem: Ecosystem) -> str:
    if not (ecosystem.ties_listed or len(ecosystem.table("asked")) or len(ecosystem.table("reports"))):
        return gettext("No question about ties was asked, and no list of ties was read.")
    relations = ecosystem.table("ties")["relation"]
    wished = sum(not ecosystem.is_tie(relation) for relation in relations)
    ties = phrases.ties(len(relations) - wished)
    if wished:
        wishes = ngettext("{count:,} wished-for tie", "{count:,} wished-for ties", wished).format(count=wished)
        ties = gettext("{ties} and {wishes}").format(ties=ties, wishes=wishes)
    reports = _reports(ecosystem)
    if len(ecosystem.sites) > 1:
        return gettext("The whole map: {cities}, {reports}, {ties}.").format(
            cities=phrases.cities(len(ecosystem.sites)), reports=reports, ties=ties
        )
    return gettext("The whole map: {reports}, {ties}.").format(reports=reports, ties=ties)


def _reports(ecosystem: Ecosystem) -> str:
    """Return how many answers about ties there are and, where lists describe cities beside a survey, listed ties."""
    said = len(ecosystem.table("reports"))
    listed = int((ecosystem.table("reports")["footing"] == "recorded").sum()) if ecosystem.listed_cities else 0
    if not ecosystem.survey:
        return ngettext("{count:,} listed tie", "{count:,} listed ties", said).format(count=said)
    answers = ngettext("{count:,} answer about ties", "{count:,} answers about ties", said - listed)
    answers = answers.format(count=said - listed)
    if not listed:
        return answers
    ties = ngettext("{count:,} listed tie", "{count:,} listed ties", listed).format(count=listed)
    return gettext("{answers}, {ties}").format(answers=answers, ties=ties)


def about_answers(city: SiteNetwork, by_sector: pd.DataFrame) -> list[str]:
    """Return who answered, which sector is least complete, and whose answers would help most."""
    if not city.survey and not city.ties_asked:
        return [
            gettext("This is a list of {organizations}, not a survey.").format(
                organizations=phrases.organizations(len(city.members))
            )
        ]
    if not city.survey:
        return [
            gettext(
                "This is a list of ties, not a survey: {ties} among {organizations} in {place}. "
                "What the list left out cannot be seen."
            ).format(
                ties=phrases.ties(len(city.ties)),
                organizations=phrases.organizations(len(city.members)),
                place=city.place,
            )
        ]
    lines = [_response(city)]
    worst = by_sector.iloc[0]
    if worst["waiting"] and worst["sector"] != NO_SECTOR:
        lines.append(
            gettext("{sector}: {waiting:,} of {invited:,} have not answered yet.").format(
                sector=worst["sector"], waiting=worst["waiting"], invited=worst["invited"]
            )
        )
    ask = still_to_ask(city)
    ask = ask[ask["named_by"] > 0].head(MOST_NAMED)
    if len(ask):
        named = [
            gettext("{name} (named by {count:,})").format(name=name, count=count)
            for name, count in zip(ask["name"], ask["named_by"], strict=True)
        ]
        lines.append(
            ngettext(
                "{count:,} answer would help most: {names}.", "{count:,} answers would help most: {names}.", len(ask)
            ).format(count=len(ask), names=joined(named))
        )
    return lines


def _response(city: SiteNetwork) -> str:
    if city.invited_known:
        return ngettext(
            "{answered:,} of {invited:,} invited organization in {place} has answered.",
            "{answered:,} of {invited:,} invited organizations in {place} have answered.",
            city.invited,
        ).format(answered=city.respondents, invited=city.invited, place=city.place)
    return ngettext(
        "{count:,} respondent in {place}; nobody said who was invited.",
        "{count:,} respondents in {place}; nobody said who was invited.",
        city.respondents,
    ).format(count=city.respondents, place=city.place)


def about_ties(city: SiteNetwork) -> str:
    """Return how many ties there are, by their state in a survey, among how many organizations."""
    if not city.ties_asked:
        return gettext("{organizations} in {place}; {reason}.").format(
            organizations=phrases.organizations(len(city.members)),
            place=city.place,
            reason=gettext(why_no_ties(city.ecosystem.round)),
        )
    fields = {
        "organizations": phrases.organizations(len(city.members)),
        "ties": phrases.ties(len(city.ties)),
        "place": city.place,
        "crossing": phrases.ties(crossing := int((~city.all_ties["inside"]).sum())),
    }
    states = city.ties["state"].value_counts()
    if city.survey and len(states):
        fields["states"] = joined([gettext(_STATES[state]).format(count=int(n)) for state, n in states.items()])
        if crossing:
            return gettext("{organizations} and {ties} in {place}: {states}; {crossing} to other cities.").format(
                **fields
            )
        return gettext("{organizations} and {ties} in {place}: {states}.").format(**fields)
    if crossing:
        return gettext("{organizations} and {ties} in {place}; {crossing} to other cities.").format(**fields)
    return gettext("{organizations} and {ties} in {place}.").format(**fields)


def about_sectors(organizations: pd.DataFrame, sectors: Collection[str]) -> list[str]:
    """Return how many organizations of the city are drawn where only some sectors are; ``organizations``: the map's."""
    if not sectors:
        return []
    here = organizations[~organizations["ring"]]
    text = ngettext(
        "Only the chosen sectors are drawn: {drawn:,} of {count:,} organization.",
        "Only the chosen sectors are drawn: {drawn:,} of {count:,} organizations.",
        len(here),
    )
    return [text.format(drawn=len(of_sectors(here, sectors)), count=len(here))]


def about_lines(survey: bool) -> str:
    """Return what the lines of the map mean, and that some names show only after zooming in."""
    if survey:
        return gettext(
            "A solid line is a confirmed tie: both organizations report it, or a list does. A dashed line is "
            "one-sided: both were asked and one reports it. A dotted line is pending: the other organization has not "
            "answered or was not asked. Names that would overlap are hidden; zoom in to see them."
        )
    return gettext("A line is a tie recorded in the list. Names that would overlap are hidden; zoom in to see them.")


def about_gaps(gaps: pd.DataFrame, place: str) -> str:
    """Return how many gaps there are, and how many rest on good evidence."""
    if gaps.empty:
        return gettext("No gap was found in {place}. With few ties or few facts there is little to find.").format(
            place=place
        )
    sure = int((gaps["confidence"] == "high").sum())
    if not sure:
        return ngettext(
            "{count:,} gap in {place}; none on good evidence.", "{count:,} gaps in {place}; none on good evidence.",
            len(gaps),
        ).format(count=len(gaps), place=place)  # fmt: skip
    return ngettext(
        "{count:,} gap in {place}; {sure:,} on good evidence.",
        "{count:,} gaps in {place}; {sure:,} of them on good evidence.",
        len(gaps),
    ).format(count=len(gaps), place=place, sure=sure)


_NOT_ASKED = {
    TIES: gettext_noop("Nobody was asked about ties, and no list of ties was read. Not looked for: {kinds}."),
    INVITED: gettext_noop("Nobody said who was invited. Not looked for: {kinds}."),
    "offers": gettext_noop("Nobody was asked what they offer. Not looked for: {kinds}."),
    "needs": gettext_noop("Nobody was asked what they need. Not looked for: {kinds}."),
    "sector": gettext_noop("No sector is known. Not looked for: {kinds}."),
    "roles": gettext_noop("Nobody was asked about roles. Not looked for: {kinds}."),
}


def about_unasked(city: SiteNetwork) -> list[str]:
    """Return which kinds of gaps are not looked for because what they need was not asked, a line for each question."""
    lines = []
    for need, template in _NOT_ASKED.items():
        kinds = [gettext(gap.label) for gap in GAPS.values() if need in gap.needs]
        if not was_asked(city, need) and (need != INVITED or city.survey):
            lines.append(gettext(template).format(kinds=joined(kinds, len(kinds))))
    return lines


def also_found(counts: dict[str, int]) -> str:
    """Return the further kinds of gaps with their counts; ``counts`` maps a kind's label to its count."""
    kinds = [gettext("{kind} ({count:,})").format(kind=kind, count=count) for kind, count in counts.items()]
    return gettext("Also found: {kinds}. Choose a kind above to see its cards, or see the table below.").format(
        kinds="; ".join(kinds)
    )


def about_names(names: pd.DataFrame, members: Collection[str] = ()) -> str:
    """Return how many spellings stand for how many organizations.

    ``names``: organization_id, name_as_written; ``members``: all organization ids, those not shown by name too.
    """
    spellings = names["name_as_written"].nunique()
    several = int((names.groupby("organization_id")["name_as_written"].nunique() > 1).sum())
    unnamed = len(set(members) - set(names["organization_id"]))
    first = (
        ngettext(
            "{spellings:,} spelling stands for {organizations} (and {unnamed:,} not shown by name).",
            "{spellings:,} spellings stand for {organizations} (and {unnamed:,} not shown by name).",
            spellings,
        )
        if unnamed
        else ngettext(
            "{spellings:,} spelling stands for {organizations}.",
            "{spellings:,} spellings stand for {organizations}.",
            spellings,
        )
    ).format(
        spellings=spellings,
        organizations=phrases.organizations(names["organization_id"].nunique()),
        unnamed=unnamed,
    )
    if not several:
        return f"{first} {gettext('No organization was written in more than one way.')}"
    last = ngettext(
        "{count:,} organization was written in more than one way.",
        "{count:,} organizations were written in more than one way.",
        several,
    ).format(count=several)
    return f"{first} {last}"


def about_card(city: SiteNetwork, organization: str) -> list[str]:
    """Return the card of one organization: name and sector, known facts, and how many name it or work with it."""
    row = city.ecosystem.table("organizations").set_index("organization_id").loc[organization]
    sector = row["sector"] if not pd.isna(row["sector"]) else gettext("sector not known")
    known = facts(row, invited_known=city.invited_known)
    lines = [gettext("{name} · {sector}").format(name=row["name"], sector=sector), *known]
    if organization in city.named_by and city.ties_asked:
        if city.survey:
            others = others_who_answered(city, organization)
            lines.append(
                ngettext(
                    "Named by {named:,} of {others:,} other organization that answered.",
                    "Named by {named:,} of {others:,} other organizations that answered.",
                    others,
                ).format(named=city.named_by[organization], others=others)
            )
        else:
            partners = phrases.partners(city.union.degree(organization))
            lines.append(gettext("{partners} in {place}.").format(partners=partners, place=city.place))
    if city.survey and city.ties_asked and row["status"] in ("invited", "named only"):
        lines.append(gettext("Which organizations it would name is not known."))
    return lines


def about_audience(ecosystem: Ecosystem, audience: str) -> str:
    """Return who is shown by name in the files; ``audience`` is "public" or "group"."""
    unnamed = not_named(ecosystem)
    shown = len(ecosystem.table("organizations")) - unnamed
    lines = [
        ngettext(
            "{count:,} organization is shown by name.", "{count:,} organizations are shown by name.", shown
        ).format(count=shown)
    ]
    if unnamed:
        lines.append(_about_unnamed(unnamed, audience))
    if unnamed and ecosystem.similar:
        lines.append(
            ngettext(
                "{count:,} of them is not named only because its name looks like one that did not agree: decide on "
                "the page Names.",
                "{count:,} of them are not named only because their names look like one that did not agree: decide on "
                "the page Names.",
                ecosystem.similar,
            ).format(count=ecosystem.similar)
        )
    lines.append(
        gettext(
            "E-mail addresses, phone numbers and the contents of columns about people are in none of the files. "
            "A person named inside a sentence stays in it: read those sentences first."
        )
    )
    return " ".join(lines)


def _about_unnamed(count: int, audience: str) -> str:
    template = (
        ngettext(
            "{count:,} appears as “Unnamed organization” because it did not agree to be named in public.",
            "{count:,} appear as “Unnamed organization” because they did not agree to be named in public.",
            count,
        )
        if audience == "public"
        else ngettext(
            "{count:,} appears as “Unnamed organization” because it did not agree to be named.",
            "{count:,} appear as “Unnamed organization” because they did not agree to be named.",
            count,
        )
    )
    return template.format(count=count)


def preview_table(rows: pd.DataFrame) -> str:
    """Return what the group and the public see of one organization, as a Markdown table with every text escaped."""
    heads = ("", gettext("Our group sees"), gettext("Anyone sees"))
    lines = [f"| {' | '.join(heads)} |", "|---|---|---|"]
    for row in rows.itertuples(index=False):
        field = gettext(FIELDS[row.field]) if row.field in FIELDS else row.field.replace("_", " ").capitalize()
        seen = (gettext("left out") if pd.isna(text) else plain(str(text).replace("|", ", ")) for text in row[-2:])
        lines.append(f"| {field} | {' | '.join(seen)} |")
    return "\n".join(lines)
