"""Reports to ties: one row a pair, relation and wave, with its state by a stated rule."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from ecosystem.collect.vocabularies import load_relations
from ecosystem.tables.spec import LIST_SEPARATOR

Asked = AbstractSet[tuple[str, str]]  # relations, each with the direction in which one was asked about it


def is_tie(relation: str) -> bool:
    """Whether the relation counts as a tie; a wish does not."""
    known = load_relations().get(relation)
    return known is None or known.tie


def was_asked(asked: Asked, relation: str, direction: str) -> bool:
    """Whether somebody who was ``asked`` this could say it of a tie: who gives, who gets, or mutual."""
    return (relation, direction) in asked or (relation, "mutual") in asked


def derive_ties(reports: Iterable[dict], asked: Mapping[str, Asked]) -> list[dict]:
    """Rows of the table ``ties``, one for each pair that some report joins.

    ``asked`` holds what each organization that answered was asked about. A mutual relation has one row a pair (ends
    in the order of their ids); a directed one has one row a direction, whichever end reported it. The state follows
    from who was asked and who says so:

    ============ ====================================================================================
    confirmed    both ends were asked, both say so
    one-sided    both ends were asked, one says so
    pending      one end says so; the other has not answered, or its form does not ask about such ties
    recorded     it stands in a plain list, or its reporter never answered
    ============ ====================================================================================

    An end was asked where its form asks about the relation in the direction in which that end would say it: the giver
    whether it gives, the receiver whether it gets. A wish is asked of the wisher alone, so it stays pending.
    Pairs without any report have no row; ``pair_states`` tells absent from unobserved.
    """
    ties: dict[tuple, dict] = {}
    for report in reports:
        reporter, named, direction = report["reporter_id"], report["named_id"], report["direction"]
        if direction == "mutual":
            ends = (reporter, named) if reporter < named else (named, reporter)
        else:
            ends = (reporter, named) if direction == "gives" else (named, reporter)
        tie = ties.setdefault(
            (*ends, report["relation"], report["wave"], direction != "mutual"),
            {"by": set(), "source": [], "target": [], "reports": 0, "amounts": [], "dates": {}, "survey": False},
        )
        tie["reports"] += 1
        tie["survey"] |= report["footing"] == "survey"
        tie["by"].add(reporter)
        if report["strength"] is not None:
            tie["source" if reporter == ends[0] else "target"].append(report["strength"])
        if report["amount"] is not None:
            tie["amounts"].append(report["amount"])
        if report["date"]:
            tie["dates"][report["date"]] = None
    return [_tie(key, tie, asked) for key, tie in ties.items()]


def _tie(key: tuple, tie: dict, asked: Mapping[str, Asked]) -> dict:
    source, target, relation, wave, directed = key
    strengths = tie["source"] + tie["target"]
    way = {source: "gives", target: "gets"} if directed else dict.fromkeys((source, target), "mutual")
    heard = {e for e in way if e in asked and (e in tie["by"] or was_asked(asked[e], relation, way[e]))}

    def says(end: str) -> bool | None:
        """Whether this end reports the tie; None where it was not asked or has not answered."""
        if not tie["survey"]:
            return None
        return True if end in tie["by"] else False if end in heard else None

    return {
        "source_id": source,
        "target_id": target,
        "relation": relation,
        "wave": wave,
        "directed": directed,
        "state": _state(tie["survey"], heard, tie["by"]),
        "source_says": says(source),
        "target_says": says(target),
        "strength": max(strengths, default=None),
        "source_strength": max(tie["source"], default=None),
        "target_strength": max(tie["target"], default=None),
        "reports": tie["reports"],
        "amount": sum(tie["amounts"]) if tie["amounts"] else None,
        "dates": LIST_SEPARATOR.join(tie["dates"]),
    }


def _state(survey: bool, heard: set[str], by: set[str]) -> str:
    if not survey or not heard & by:
        return "recorded"
    if len(heard) < 2:
        return "pending"
    return "confirmed" if heard <= by else "one-sided"
