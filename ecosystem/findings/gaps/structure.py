"""Gaps in ties: organizations not surveyed, isolates, cut points and bridges, and ties only one side reports."""

from collections import Counter
from collections.abc import Iterator

import networkx as nx
import pandas as pd

from ecosystem.collect.vocabularies import load_relations
from ecosystem.findings.gaps.gap_record import INVITED, TIES, Finding, Gap, if_large, lowered
from ecosystem.findings.response.response import still_to_ask
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.network import separation
from ecosystem.text import joined
from ecosystem.translation import gettext, ngettext
from ecosystem.translation import gettext_noop as _


def named_but_not_surveyed(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the organizations that respondents name and that were not invited."""
    return _not_answered(city, "named only", _NOT_INVITED, gettext("Invite it."))


def invited_but_silent(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the organizations that respondents name and that were invited but have not answered."""
    action = gettext("Call it and offer to fill in the form together.")
    return _not_answered(city, "invited", _NOT_ANSWERED, action)


_NOT_INVITED = _("{organization} is named by {count} of {respondents} respondents and was not invited")
_NOT_ANSWERED = _("{organization} is named by {count} of {respondents} respondents and has not answered yet")


def _not_answered(city: SiteNetwork, status: str, statement: str, action: str) -> Iterator[Finding]:
    if not city.survey:
        return
    table = still_to_ask(city)
    named_by = city.nominations.groupby("named_id")["reporter_id"].agg(list)
    for organization, name in table.loc[table["status"] == status, ["organization_id", "name"]].itertuples(index=False):
        reporters = named_by.get(organization, [])
        if reporters:
            yield Finding(
                (organization,),
                gettext(statement).format(organization=name, count=len(reporters), respondents=city.respondents),
                gettext("named by {who}").format(who=joined(city.names[o] for o in reporters)),
                "high" if len(reporters) >= 3 else "medium" if len(reporters) == 2 else "low",
                action,
                (organization,),
            )


def isolates(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the organizations without any tie that answered, or whose listed ties all lead to other cities.

    A city's only organization is no isolate: there is no other to have a tie with. A list of ties says nothing of an
    organization that it does not hold.
    """
    if len(city.members) < 2:
        return
    crossing = city.all_ties[~city.all_ties["inside"]]
    ties_elsewhere = Counter([*crossing["source_id"], *crossing["target_id"]])
    for organization in sorted(nx.isolates(city.union)):
        elsewhere = ties_elsewhere[organization]
        if not city.survey and not elsewhere:
            continue
        if city.survey and elsewhere:
            evidence = ngettext(
                "it answered and named no organization here, and no respondent here names it; "
                "it has {count:,} tie to other cities",
                "it answered and named no organization here, and no respondent here names it; "
                "it has {count:,} ties to other cities",
                elsewhere,
            )
        elif city.survey:
            evidence = gettext("it answered and named no organization here, and no respondent here names it")
        else:
            evidence = ngettext(
                "the list has no tie of it inside the city and may be incomplete; it has {count:,} tie to other cities",
                "the list has no tie of it inside the city and may be incomplete; "
                "it has {count:,} ties to other cities",
                elsewhere,
            )
        yield Finding(
            (organization,),
            gettext("{organization} has no tie in {place}").format(
                organization=city.names[organization], place=city.place
            ),
            evidence.format(count=elsewhere),
            lowered("medium" if city.survey else "low", city),
            gettext("Ask it whom it would like to work with, and invite it to the next meeting."),
            (organization,),
        )


def cut_points(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the organizations whose exit would cut others off, those that connect the most others first."""
    for organization, pieces, parts in sorted(separation.cut_points(city.union), key=_weight):
        lost = [o for part in parts for o in part]
        yield Finding(
            (organization, *lost),
            ngettext(
                "If {organization} left, {others} would lose its only connection to the rest",
                "If {organization} left, {others} would lose their only connection to the rest",
                len(lost),
            ).format(organization=city.names[organization], others=joined(city.names[o] for o in lost)),
            _cut_off(city, lost, pieces),
            _confidence(city, lost),
            gettext("Help {others} find a second partner.").format(others=joined((city.names[o] for o in lost), 2)),
            (organization,),
        )


def _cut_off(city: SiteNetwork, lost: list[str], pieces: int) -> str:
    """Return the evidence of a cut point, with those cut off that have not answered and may have other ties."""
    silent = joined(city.names[o] for o in _silent_among(city, lost))
    if silent:
        template = ngettext(
            "its part of the map would split into {pieces} parts, with {count:,} organization outside the largest; "
            "{silent} may have ties that were not reported",
            "its part of the map would split into {pieces} parts, with {count:,} organizations outside the largest; "
            "{silent} may have ties that were not reported",
            len(lost),
        )
    else:
        template = ngettext(
            "its part of the map would split into {pieces} parts, with {count:,} organization outside the largest",
            "its part of the map would split into {pieces} parts, with {count:,} organizations outside the largest",
            len(lost),
        )
    return template.format(pieces=pieces, count=len(lost), silent=silent)


def _weight(cut: separation.Cut) -> tuple[int, str]:
    return -sum(map(len, cut.lost)), cut.node


def bridges(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the ties whose end would split the map, those that connect the most organizations first."""
    for (a, b), lost in sorted(separation.bridges(city.union), key=lambda found: (-len(found.lost), found.ends)):
        yield Finding(
            (a, b),
            gettext("Only the tie between {one} and {other} connects {others} to the rest").format(
                one=city.names[a], other=city.names[b], others=joined(city.names[o] for o in lost)
            ),
            _split_off(city, lost),
            _confidence(city, lost),
            gettext("Create a second tie between the two parts; it can be between other organizations."),
            (a, b),
        )


def _silent_among(city: SiteNetwork, organizations: list[str]) -> list[str]:
    if not city.survey:
        return []
    return [o for o in organizations if city.statuses[o] != "respondent"]


def _split_off(city: SiteNetwork, lost: list[str]) -> str:
    """Return the evidence of a bridge, with those cut off that have not answered and may have other ties."""
    silent = joined(city.names[o] for o in _silent_among(city, lost))
    if silent:
        template = ngettext(
            "without it {count:,} organization would be cut off; {silent} may have ties that were not reported",
            "without it {count:,} organizations would be cut off; {silent} may have ties that were not reported",
            len(lost),
        )
    else:
        template = ngettext(
            "without it {count:,} organization would be cut off",
            "without it {count:,} organizations would be cut off",
            len(lost),
        )
    return template.format(count=len(lost), silent=silent)


def _confidence(city: SiteNetwork, lost: list[str]) -> str:
    """Return how sure it is that those cut off have no other tie: less so the more of them have not answered."""
    silent = len(_silent_among(city, lost))
    confidence = "medium" if not city.survey or silent else "high"
    return lowered("low" if silent == len(lost) else confidence, city)


def one_sided_ties(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the ties that one end reports and the other, which was asked, does not."""
    return _unconfirmed_ties(city, "one-sided")


def pending_ties(city: SiteNetwork) -> Iterator[Finding]:
    """Yield the ties that one end reports while the other has not answered."""
    return _unconfirmed_ties(city, "pending")


def _unconfirmed_ties(city: SiteNetwork, state: str) -> Iterator[Finding]:
    """Yield the ties in this state; the end that reports the tie stands first among the organizations.

    A wish needs no confirmation, and an end whose form does not ask about the relation cannot confirm it.
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
        tie = f"{city.names[giver]} {_verb(relation)} {city.names[taker]}"
        if state == "one-sided":
            statement = gettext("{reporter} reports “{tie}”; {other} answered and does not report it")
            evidence = gettext(
                "both were asked and one reports it; colleagues know different partners, "
                "so this does not mean it is false"
            )
            action = gettext("Ask both whether the tie exists.")
        else:
            statement = gettext("{reporter} reports “{tie}”; {other} has not answered")
            evidence = gettext("one side reports it, and the other has not answered")
            action = gettext("Ask {other} to answer.")
        statement, action = statement.format(reporter=who, tie=tie, other=whom), action.format(other=whom)
        key = (source, "to" if directed else "and", target, relation)
        yield Finding((says, other), statement, evidence, "medium", action, key)


def _verb(relation: str) -> str:
    """Return the verb between two names: that of the vocabulary, else the source's own word for the relation."""
    known = load_relations().get(relation)
    return known.sentence if known else f"– {relation} –"


STRUCTURE_GAPS = (
    Gap(
        "invited_but_silent",
        _("Invited, named, not answered"),
        _("Whose answer would add the most to the map?"),
        _("Which organizations they would name."),
        invited_but_silent,
        needs=(TIES, INVITED),
    ),
    Gap(
        "named_not_surveyed",
        _("Named but not invited"),
        _("Who is missing from the list of those invited?"),
        _("Groups that no respondent would name."),
        named_but_not_surveyed,
        needs=(TIES, INVITED),
    ),
    Gap(
        "isolate",
        _("No tie (isolate)"),
        _("Which organizations have no tie here?"),
        _("Ties that the survey did not ask about."),
        isolates,
    ),
    Gap(
        "cut_point",
        _("Connected through one organization (cut point)"),
        _("Whose exit would cut others off?"),
        _("Whether those others have ties that were not reported."),
        cut_points,
        if_large,
    ),
    Gap(
        "bridge",
        _("Connected through one tie (bridge)"),
        _("Which single tie connects some organizations to the rest?"),
        _("Whether those organizations have ties that were not reported."),
        bridges,
        if_large,
    ),
    Gap(
        "one_sided_tie",
        _("Reported by one side"),
        _("Which ties does only one of two respondents report?"),
        _("Which of the two is right."),
        one_sided_ties,
    ),
    Gap(
        "pending_tie",
        _("Waiting for the other side"),
        _("Which ties wait for an answer?"),
        _("Whether the other side will report the same."),
        pending_ties,
    ),
)
