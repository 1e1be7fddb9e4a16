"""Reports to ties: one row a pair, relation and wave, with its state by a stated rule."""

from collections.abc import Iterable

from ecosystem.tables.spec import LIST_SEPARATOR


def derive_ties(reports: Iterable[dict], respondents: set[str]) -> list[dict]:
    """Rows of the table ``ties``, one for each pair that some report joins.

    A mutual relation has one row a pair (ends in the order of their ids); a directed one has one row a direction,
    whichever end reported it. The state follows from who answered and who says so:

    ============ ==========================================================
    confirmed    both ends answered, both say so
    one-sided    both ends answered, one says so
    pending      one end says so, the other has not answered
    recorded     it stands in a plain list, or its reporter never answered
    ============ ==========================================================

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
    return [_tie(key, tie, respondents) for key, tie in ties.items()]


def _tie(key: tuple, tie: dict, respondents: set[str]) -> dict:
    source, target, relation, wave, directed = key
    strengths = tie["source"] + tie["target"]

    def says(end: str) -> bool | None:
        """Whether this end reports the tie; None where it was not asked or has not answered."""
        if not tie["survey"]:
            return None
        return True if end in tie["by"] else False if end in respondents else None

    return {
        "source_id": source,
        "target_id": target,
        "relation": relation,
        "wave": wave,
        "directed": directed,
        "state": _state(tie["survey"], {source, target} & respondents, tie["by"]),
        "source_says": says(source),
        "target_says": says(target),
        "strength": max(strengths, default=None),
        "source_strength": max(tie["source"], default=None),
        "target_strength": max(tie["target"], default=None),
        "reports": tie["reports"],
        "amount": sum(tie["amounts"]) if tie["amounts"] else None,
        "dates": LIST_SEPARATOR.join(tie["dates"]),
    }


def _state(survey: bool, answered: set[str], by: set[str]) -> str:
    if not survey or not answered & by:
        return "recorded"
    if len(answered) < 2:
        return "pending"
    return "confirmed" if len(by & answered) == 2 else "one-sided"
