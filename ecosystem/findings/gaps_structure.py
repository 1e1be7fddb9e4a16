"""Gaps in who is tied to whom: who was not asked, who stands alone, what hangs on one, what one side alone says."""

from collections.abc import Iterator

import networkx as nx
import pandas as pd

from ecosystem.collect.vocabularies import load_relations
from ecosystem.findings.answers import still_to_ask
from ecosystem.findings.city import City
from ecosystem.findings.gap_record import Finding, Gap, counted, joined, lowered


def named_but_not_surveyed(city: City) -> Iterator[Finding]:
    """Organizations that others name and that were never asked."""
    return _silent(city, "named only", "was never asked", "Invite it.")


def invited_but_silent(city: City) -> Iterator[Finding]:
    """Organizations that others name and that were invited but have not answered."""
    return _silent(city, "invited", "has not answered yet", "Call it; offer to fill in the form together.")


def _silent(city: City, status: str, what: str, action: str) -> Iterator[Finding]:
    if not city.ecosystem.survey:
        return
    table = still_to_ask(city)
    for organization, name in table.loc[table["status"] == status, ["organization_id", "name"]].itertuples(index=False):
        named_by = sorted(
            o for o in city.named_graph.predecessors(organization) if city.members["status"][o] == "respondent"
        )
        if named_by:
            yield Finding(
                (organization,),
                f"{name} is named by {len(named_by)} of {city.respondents} who answered, and {what}",
                f"named by {joined(city.names[o] for o in named_by)}",
                "high" if len(named_by) >= 3 else "medium" if len(named_by) == 2 else "low",
                action,
                (organization,),
            )


def isolates(city: City) -> Iterator[Finding]:
    """Organizations without any tie, of which that can be said: they answered, or the list is complete.

    A city's only organization is none: there is nobody to have a tie with.
    """
    if len(city.members) < 2:
        return
    for organization in sorted(nx.isolates(city.union)):
        if city.ecosystem.survey:
            evidence = "it answered and named nobody here, and nobody here who answered names it"
        else:
            evidence = "the list holds no tie of it inside the city; ties the list left out do not show"
        elsewhere = _partners_elsewhere(city, organization)
        if elsewhere:
            evidence += f"; it has {counted(elsewhere, 'tie')} to other cities"
        yield Finding(
            (organization,),
            f"{city.names[organization]} stands alone in {city.place}",
            evidence,
            lowered("medium" if city.ecosystem.survey else "low", city),
            "Ask it whom it would like to work with, and invite it to the next meeting.",
            (organization,),
        )


def _partners_elsewhere(city: City, organization: str) -> int:
    crossing = city.all_ties[~city.all_ties["inside"]]
    return int(((crossing["source_id"] == organization) | (crossing["target_id"] == organization)).sum())


def cut_points(city: City) -> Iterator[Finding]:
    """Organizations whose exit would cut others off, those first that hold most."""
    found = []
    for organization in nx.articulation_points(city.union):
        component = nx.node_connected_component(city.union, organization) - {organization}
        parts = sorted(nx.connected_components(city.union.subgraph(component)), key=lambda p: (-len(p), min(p)))
        found.append((organization, [o for part in parts[1:] for o in sorted(part)], len(parts)))
    for organization, lost, pieces in sorted(found, key=lambda f: (-len(f[1]), f[0])):
        yield Finding(
            (organization, *lost),
            f"If {city.names[organization]} left, {joined(city.names[o] for o in lost)} would lose "
            f"{'its' if len(lost) == 1 else 'their'} only way to the rest",
            f"its part of the map would fall into {pieces} pieces; {counted(len(lost), 'organization')} "
            "outside the largest" + _unheard(city, lost),
            _sure(city, lost),
            f"Help {joined((city.names[o] for o in lost), 2)} to a second partner.",
            (organization,),
        )


def bridges(city: City) -> Iterator[Finding]:
    """Ties whose end would part the map, those first that hold most."""
    found: list[tuple[list[str], list[str]]] = []
    for a, b in nx.bridges(city.union):
        cut = nx.restricted_view(city.union, [], [(a, b)])
        sides = [sorted(nx.node_connected_component(cut, end)) for end in (a, b)]
        found.append((sorted((a, b)), min(sides, key=lambda side: (len(side), side))))
    for (a, b), lost in sorted(found, key=lambda f: (-len(f[1]), f[0])):
        yield Finding(
            (a, b),
            f"Only the tie between {city.names[a]} and {city.names[b]} joins {joined(city.names[o] for o in lost)} "
            "to the rest",
            f"without it {counted(len(lost), 'organization')} would break off" + _unheard(city, lost),
            _sure(city, lost),
            "Make a second tie across: it need not be between the same two.",
            (a, b),
        )


def _silent_among(city: City, organizations: list[str]) -> list[str]:
    if not city.ecosystem.survey:
        return []
    return [o for o in organizations if city.members["status"][o] != "respondent"]


def _unheard(city: City, lost: list[str]) -> str:
    """Who of those cut off has not answered: they may have ties nobody could report."""
    silent = _silent_among(city, lost)
    return f"; {joined(city.names[o] for o in silent)} may have ties of which we have not heard" if silent else ""


def _sure(city: City, lost: list[str]) -> str:
    silent = len(_silent_among(city, lost))
    sure = "medium" if not city.ecosystem.survey or silent else "high"
    return lowered("low" if silent == len(lost) else sure, city)


def one_sided_ties(city: City) -> Iterator[Finding]:
    """Ties that one end reports and the other, which was asked, does not."""
    return _half_known(city, "one-sided")


def pending_ties(city: City) -> Iterator[Finding]:
    """Ties that one end reports while the other has not answered."""
    return _half_known(city, "pending")


def _half_known(city: City, state: str) -> Iterator[Finding]:
    """A tie that rests on the word of one end: the one that answered and says so, then the other.

    A wish is its own wisher's alone; and an end that answered a form which does not ask has nothing left to answer.
    """
    ties = city.all_ties[city.all_ties["inside"] & (city.all_ties["state"] == state)]
    ties = ties[ties["relation"].map(city.ecosystem.is_tie).astype(bool)]
    columns = ["source_id", "target_id", "relation", "directed", "source_says"]
    for source, target, relation, directed, source_says in ties[columns].itertuples(index=False, name=None):
        said = source_says is not pd.NA and source_says and city.members["status"][source] == "respondent"
        says, other = (source, target) if said else (target, source)
        who, whom = city.names[says], city.names[other]
        if state == "pending" and city.members["status"][other] == "respondent":
            continue
        giver, taker = (source, target) if directed else (says, other)
        quoted = f"{who} says “{city.names[giver]} {_verb(relation)} {city.names[taker]}”"
        if state == "one-sided":
            statement = f"{quoted}; {whom} answered and does not say so"
            evidence = (
                "both were asked, one reports it: people in one house know different things; not a sign it is false"
            )
            action = "Ask both in one sentence whether the tie stands."
        else:
            statement = f"{quoted}; {whom} has not answered"
            evidence, action = "one end reports it, the other end has not been heard", f"Ask {whom} to answer."
        key = (source, "to" if directed else "and", target, relation)
        yield Finding((says, other), statement, evidence, "medium", action, key)


def _verb(relation: str) -> str:
    """The words between two names: the vocabulary's, else the source's own word for the relation."""
    known = load_relations().get(relation)
    return known.sentence if known else f"– {relation} –"


STRUCTURE_GAPS = (
    Gap(
        "invited_but_silent",
        "Invited and named, no answer yet",
        "Whose answer would complete most of the map?",
        "Whom they would name.",
        invited_but_silent,
    ),
    Gap(
        "named_not_surveyed",
        "Named but never asked",
        "Who is missing from the list of those invited?",
        "Groups that nobody who answered would name.",
        named_but_not_surveyed,
    ),
    Gap(
        "isolate",
        "Stands alone",
        "Who has no tie to anybody here?",
        "Ties nobody was asked about.",
        isolates,
    ),
    Gap(
        "cut_point",
        "Held by one organization",
        "Whose exit would cut others off?",
        "Ties nobody reported may hold those others as well.",
        cut_points,
    ),
    Gap(
        "bridge",
        "Held by one tie",
        "Which single tie joins some to the rest?",
        "Ties nobody reported may join them as well.",
        bridges,
    ),
    Gap(
        "one_sided_tie",
        "One side says so",
        "Which ties does one of two that were asked report?",
        "Which of the two is right.",
        one_sided_ties,
    ),
    Gap(
        "pending_tie",
        "Waiting for the other side",
        "Which ties wait for an answer?",
        "Whether the other end will say the same.",
        pending_ties,
    ),
)
