"""Derivation of ties from reports: one row per pair, relation and wave, with a state set by a stated rule."""

import functools
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from ecosystem.collect.vocabularies import load_relations
from ecosystem.tables.report import Report
from ecosystem.text import LIST_SEPARATOR

Asked = AbstractSet[tuple[str, str]]  # relations, each with the direction in which it was asked


def is_tie(relation: str) -> bool:
    """Return whether the relation counts as a tie; a wish does not."""
    known = load_relations().get(relation)
    return known is None or known.tie


def was_asked(asked: Asked, relation: str, direction: str) -> bool:
    """Return whether an end that was ``asked`` this could report the tie from its side: gives, gets, or mutual."""
    return (relation, direction) in asked or (relation, "mutual") in asked


def derive_ties(
    reports: Iterable[Report], asked: Mapping[str, Asked], answered_in: Mapping[str, AbstractSet[str]] | None = None
) -> list[dict[str, Any]]:
    """Return the rows of the table ``ties``, one for each pair with a report.

    ``asked`` holds what each organization that answered was asked about. A mutual relation has one row per pair (ends
    in the order of their ids); a directed one has one row per direction, whichever end reported it. The state
    follows from which ends were asked and which reported the tie:

    ============ ====================================================================================
    confirmed    both ends were asked, both report it
    one-sided    both ends were asked, one reports it
    pending      one end reports it; the other has not answered, or its form does not ask about such ties
    recorded     it comes from a plain list, or its reporter never answered
    ============ ====================================================================================

    A row of a plain list beside answers counts among the reports of a tie, and is the word of neither end.
    ``answered_in``: the rounds in which it answered, of an organization that answered forms of several rounds; one that
    did not answer in the round of a tie was not asked in it.

    An end was asked if its form asks about the relation from its side: the giver whether it gives, the receiver
    whether it gets. Only the wisher is asked about a wish, so it remains pending.
    Pairs without any report have no row; ``pair_states`` distinguishes absent from unobserved.
    """
    pairs: dict[tuple[Any, ...], _Said] = {}
    for report in reports:
        reporter, named, direction = report.reporter_id, report.named_id, report.direction
        if direction == "mutual":
            ends = (reporter, named) if reporter < named else (named, reporter)
        else:
            ends = (reporter, named) if direction == "gives" else (named, reporter)
        key = (*ends, report.relation, report.wave, direction != "mutual")
        said = pairs.get(key)
        if said is None:
            said = pairs[key] = _Said()
        said.add(report, by_source=reporter == ends[0])
    return [_tie(key, said, asked, answered_in or {}) for key, said in pairs.items()]


@dataclass(slots=True)
class _Said:
    """The reports on one pair in one relation and wave."""

    reports: int = 0
    survey: bool = False
    by_source: bool = False  # in an answer: the row of a plain list is nobody's word
    by_target: bool = False
    source_strength: float | None = None  # the greatest strength that this end reports
    target_strength: float | None = None
    listed_strength: tuple[float | None, float | None] = (None, None)  # the same, of the rows of plain lists
    amount: float | None = None
    dates: dict[str, None] = field(default_factory=dict)  # in the order of the reports
    sites: dict[str, None] = field(default_factory=dict)  # cities that the rows of a list name for the tie itself
    anywhere: bool = False  # a report names none

    def add(self, report: Report, *, by_source: bool) -> None:
        """Add one report, made by the tie's source or by its target."""
        strength, amount = report.strength, report.amount
        self.reports += 1
        if report.footing != "survey":
            source, target = self.listed_strength
            one = (_greater(source, strength), target) if by_source else (source, _greater(target, strength))
            self.listed_strength = one
        elif by_source:
            self.by_source = True
            self.source_strength = _greater(self.source_strength, strength)
        else:
            self.by_target = True
            self.target_strength = _greater(self.target_strength, strength)
        self.survey |= report.footing == "survey"
        if amount is not None:
            self.amount = amount if self.amount is None else self.amount + amount
        if report.date:
            self.dates[report.date] = None
        if report.asked == "list" and report.site:
            self.sites |= dict.fromkeys(report.site.split(LIST_SEPARATOR))
        else:
            self.anywhere = True


def _greater(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def _tie(
    key: tuple[Any, ...], said: _Said, asked: Mapping[str, Asked], answered_in: Mapping[str, AbstractSet[str]]
) -> dict[str, Any]:
    source, target, relation, wave, directed = key
    asked = {end: asked[end] for end in (source, target) if end in asked and wave in answered_in.get(end, (wave,))}
    gives, gets = ("gives", "gets") if directed else ("mutual", "mutual")
    source_heard = source in asked and (said.by_source or was_asked(asked[source], relation, gives))
    target_heard = target in asked and (said.by_target or was_asked(asked[target], relation, gets))
    source_strength, target_strength = (
        (said.source_strength, said.target_strength) if said.survey else said.listed_strength
    )
    return {
        "source_id": source,
        "target_id": target,
        "relation": relation,
        "wave": wave,
        "directed": directed,
        "state": _state(said, source_heard, target_heard),
        "source_says": _says(said.by_source, source_heard) if said.survey else None,
        "target_says": _says(said.by_target, target_heard) if said.survey else None,
        "strength": functools.reduce(_greater, (source_strength, target_strength, *said.listed_strength)),
        "source_strength": source_strength,
        "target_strength": target_strength,
        "reports": said.reports,
        "amount": said.amount,
        "dates": LIST_SEPARATOR.join(said.dates),
        "site": "" if said.anywhere else LIST_SEPARATOR.join(said.sites),
    }


def _says(reports_it: bool, heard: bool) -> bool | None:
    """Return whether an end reports the tie; None if it was not asked or has not answered."""
    return True if reports_it else False if heard else None


def _state(said: _Said, source_heard: bool, target_heard: bool) -> str:
    if not said.survey or not ((source_heard and said.by_source) or (target_heard and said.by_target)):
        return "recorded"
    if not (source_heard and target_heard):
        return "pending"
    return "confirmed" if said.by_source and said.by_target else "one-sided"
