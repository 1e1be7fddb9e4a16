"""Gaps in who is tied to whom: who was not asked, who stands alone, what hangs on one, what one side alone says."""

from collections import Counter
from collections.abc import Iterator

import networkx as nx
import pandas as pd

from ecosystem.collect.vocabularies import load_relations
from ecosystem.findings.gaps.gap_record import Finding, Gap, if_large, lowered
from ecosystem.findings.response.response import still_to_ask
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.network import separation
from ecosystem.text import counted, joined


def named_but_not_surveyed(city: SiteNetwork) -> Iterator[Finding]:
    """Organizations that others name and that were never asked."""
    return _silent(city, "named only", "was never asked", "Invite it.")


def invited_but_silent(city: SiteNetwork) -> Iterator[Finding]:
    """Organizations that others name and that were invited but have not answered."""
    return _silent(city, "invited", "has not answered yet", "Call it; offer to fill in the form together.")


def _silent(city: SiteNetwork, status: str, what: str, action: str) -> Iterator[Finding]:
    if not city.ecosystem.survey:
        return
    table = still_to_ask(city)
    named_by = city.nominations.groupby("named_id")["reporter_id"].agg(list)
    for organization, name in table.loc[table["status"] == status, ["organization_id", "name"]].itertuples(index=False):
        reporters = named_by.get(organization, [])
        if reporters:
            yield Finding(
                (organization,),
                f"{name} is named by {len(reporters)} of {city.respondents} who answered, and {what}",
                f"named by {joined(city.names[o] for o in reporters)}",
                "high" if len(reporters) >= 3 else "medium" if len(reporters) == 2 else "low",
                action,
                (organization,),
            )


def isolates(city: SiteNetwork) -> Iterator[Finding]:
    """Organizations without any tie, of which that can be said: they answered, or the list is complete.

    A city's only organization is none: there is nobody to have a tie with.
    """
    if len(city.members) < 2:
        return
    crossing = city.all_ties[~city.all_ties["inside"]]
    ties_elsewhere = Counter([*crossing["source_id"], *crossing["target_id"]])
    for organization in sorted(nx.isolates(city.union)):
        if city.ecosystem.survey:
            evidence = "it answered and named nobody here, and nobody here who answered names it"
        else:
            evidence = "the list holds no tie of it inside the city; ties the list left out do not show"
        if elsewhere := ties_elsewhere[organization]:
            evidence += f"; it has {counted(elsewhere, 'tie')} to other cities"
        yield Finding(
            (organization,),
            f"{city.names[organization]} stands alone in {city.place}",
            evidence,
            lowered("medium" if city.ecosystem.survey else "low", city),
            "Ask it whom it would like to work with, and invite it to the next meeting.",
            (organization,),
        )


def cut_points(city: SiteNetwork) -> Iterator[Finding]:
    """Organizations whose exit would cut others off, those first that hold most."""
    for organization, pieces, parts in sorted(separation.cut_points(city.union), key=_weight):
        lost = [o for part in parts for o in part]
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


def _weight(cut: separation.Cut) -> tuple[int, str]:
    return -sum(map(len, cut.lost)), cut.node


def bridges(city: SiteNetwork) -> Iterator[Finding]:
    """Ties whose end would part the map, those first that hold most."""
    for (a, b), lost in sorted(separation.bridges(city.union), key=lambda found: (-len(found.lost), found.ends)):
        yield Finding(
            (a, b),
            f"Only the tie between {city.names[a]} and {city.names[b]} joins {joined(city.names[o] for o in lost)} "
            "to the rest",
            f"without it {counted(len(lost), 'organization')} would break off" + _unheard(city, lost),
            _sure(city, lost),
            "Make a second tie across: it need not be between the same two.",
            (a, b),
        )


def _silent_among(city: SiteNetwork, organizations: list[str]) -> list[str]:
    if not city.ecosystem.survey:
        return []
    return [o for o in organizations if city.statuses[o] != "respondent"]


def _unheard(city: SiteNetwork, lost: list[str]) -> str:
    """Who of those cut off has not answered: they may have ties nobody could report."""
    silent = _silent_among(city, lost)
    return f"; {joined(city.names[o] for o in silent)} may have ties of which we have not heard" if silent else ""


def _sure(city: SiteNetwork, lost: list[str]) -> str:
    silent = len(_silent_among(city, lost))
    sure = "medium" if not city.ecosystem.survey or silent else "high"
    return lowered("low" if silent == len(lost) else sure, city)


def one_sided_ties(city: SiteNetwork) -> Iterator[Finding]:
    """Ties that one end reports and the other, which was asked, does not."""
    return _half_known(city, "one-sided")


def pending_ties(city: SiteNetwork) -> Iterator[Finding]:
    """Ties that one end reports while the other has not answered."""
    return _half_known(city, "pending")


def _half_known(city: SiteNetwork, state: str) -> Iterator[Finding]:
    """A tie that rests on the word of one end: the one that answered and says so, then the other.

    A wish is its own wisher's alone; and an end that answered a form which does not ask has nothing left to answer.
    """
    ties = city.all_ties[city.all_ties["inside"] & (city.all_ties["state"] == state)]
    ties = ties[ties["relation"].map(city.ecosystem.is_tie).astype(bool)]
    columns = ["source_id", "target_id", "relation", "directed", "source_says"]
    for source, target, relation, directed, source_says in ties[columns].itertuples(index=False, name=None):
        said = source_says is not pd.NA and source_says and city.statuses[source] == "respondent"
        says, other = (source, target) if said else (target, source)
        who, whom = city.names[says], city.names[other]
        if state == "pending" and city.statuses[other] == "respondent":
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
        if_large,
    ),
    Gap(
        "bridge",
        "Held by one tie",
        "Which single tie joins some to the rest?",
        "Ties nobody reported may join them as well.",
        bridges,
        if_large,
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
