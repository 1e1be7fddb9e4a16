"""The queue of questions about names: their order, the ties that each affects, and what a merge would change."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ecosystem.names.decisions import ALL_IDS, DIFFERENT, LATER, PART_OF, SAME
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_review import cell_text, settled_in_order
from ecosystem.text import fold

QUEUE_COLUMNS = ["site", "id_a", "name_a", "id_b", "name_b", "verdict", "score", "reasons", "ids", "ties", "later"]
_SHOWN = 6  # names in a cell of the comparison before the rest are only counted


def queue(ecosystem: Ecosystem, proposals: pd.DataFrame) -> pd.DataFrame:
    """Return the open questions with the columns ``QUEUE_COLUMNS``, largest effect first, postponed ones last.

    Of the postponed ones, the one put off longest ago comes first, so that "later" always leads to another question.
    ``ties``: how many ties touch any of them. The effect of a question is its ties times its score.
    """
    asked = proposals[proposals["verdict"] != "different"]
    touched = _touched(ecosystem)
    groups = asked["ids"].tolist()
    ties = [len(set().union(*(touched.get(each, set()) for each in ids))) for ids in groups]
    since = _put_off(ecosystem)
    names = (fold(name) for name in asked["name_a"])
    turn = [since.get(name if len(ids) > 2 else frozenset(ids), -1) for name, ids in zip(names, groups, strict=True)]
    weight = [t * s for t, s in zip(ties, asked["score"], strict=True)]
    found = asked.assign(ties=ties, later=[at >= 0 for at in turn], turn=turn, weight=weight)
    order = ["turn", "weight", "score", "id_a", "id_b"]
    found = found.sort_values(order, ascending=[True, False, False, True, True], ignore_index=True)
    return found[QUEUE_COLUMNS]


def _put_off(ecosystem: Ecosystem) -> dict[object, int]:
    """Return when each pair, or name under several ids, was last put off, as a place in the order of decisions."""
    since: dict[object, int] = {}
    for at, decision in enumerate(ecosystem.decisions):
        if decision.verdict == LATER and decision.id_a == ALL_IDS:
            since[fold(decision.name_a)] = at
    meant = settled_in_order(ecosystem)
    for at, one, other, verdict in meant:
        if verdict == LATER:
            since[frozenset((one, other))] = at
    return since


def carrying_half(ecosystem: Ecosystem, questions: pd.DataFrame) -> tuple[int, int]:
    """Return how many leading questions cover half of all affected ties, and how many ties those are."""
    touched = _touched(ecosystem)
    groups = questions["ids"].tolist()
    whole = set().union(*(touched.get(each, set()) for ids in groups for each in ids))
    carried: set[int] = set()
    for number, ids in enumerate(groups, start=1):
        carried = carried.union(*(touched.get(each, set()) for each in ids))
        if whole and 2 * len(carried) >= len(whole):
            return number, len(whole)
    return 0, len(whole)


def _ties(ecosystem: Ecosystem) -> pd.DataFrame:
    """Return all ties, without wishes."""
    ties = ecosystem.table("ties")
    return ties[ties["relation"].isin([relation for relation in ecosystem.relations if ecosystem.is_tie(relation)])]


def _touched(ecosystem: Ecosystem) -> dict[str, set[int]]:
    """Return the rows of the table of ties that touch each organization, by organization_id."""
    ties = _ties(ecosystem)
    found: dict[str, set[int]] = {}
    for row, ends in enumerate(zip(ties["source_id"], ties["target_id"], strict=True)):
        for end in ends:
            found.setdefault(end, set()).add(row)
    return found


class MergeEffect(NamedTuple):
    """The effect of merging two organizations; partners are counted over all kinds of tie."""

    partners_a: int
    partners_b: int
    partners_after: int
    ties_merged: int  # ties of the same kind and direction that both have with one partner
    ties_between: int  # ties between the two, which would disappear


def change(ecosystem: Ecosystem, id_a: str, id_b: str) -> MergeEffect:
    """Return the effect of merging the two organizations."""
    ties = _ties(ecosystem)
    rows = list(zip(ties["source_id"], ties["target_id"], ties["relation"], ties["wave"], strict=True))

    def of(one: str, other: str) -> set[tuple[Any, ...]]:
        out = {("to", target, relation, wave) for source, target, relation, wave in rows if source == one}
        into = {("from", source, relation, wave) for source, target, relation, wave in rows if target == one}
        return {tie for tie in out | into if tie[1] not in (one, other)}

    a, b = of(id_a, id_b), of(id_b, id_a)
    partners_a, partners_b = ({tie[1] for tie in found} for found in (a, b))
    between = sum({source, target} == {id_a, id_b} for source, target, _, _ in rows)
    return MergeEffect(len(partners_a), len(partners_b), len(partners_a | partners_b), len(a & b), between)


def side_by_side(ecosystem: Ecosystem, id_a: str, id_b: str) -> pd.DataFrame:
    """Return what is known of two organizations side by side, with the columns what, a and b.

    Rows without content are left out. Up to six names are listed, then the number of further ones.
    """
    organizations = ecosystem.table("organizations").set_index("organization_id")
    locations, spellings = ecosystem.table("locations"), ecosystem.table("names")
    reports, called = ecosystem.table("reports"), ecosystem.names()
    ties = _ties(ecosystem)

    def of(which: str) -> dict[str, str]:
        row = organizations.loc[which]
        given, taken = ties["source_id"] == which, ties["target_id"] == which
        partners = {*ties.loc[given, "target_id"], *ties.loc[taken, "source_id"]}
        written = spellings.loc[spellings["organization_id"] == which, "name_as_written"]
        named_by = reports.loc[reports["named_id"] == which, "reporter_id"]
        here = locations[locations["organization_id"] == which]
        return {
            "Sector": cell_text(row["sector"]),
            "City": _listed(here["site"].dropna()),
            "Address": _listed(here["address"].dropna()),
            "Website": cell_text(row["website"]),
            "In the survey": cell_text(row["status"]),
            "Part of": called.get(cell_text(row["part_of"]), ""),
            "Written as": _listed(name for name in written if name != row["name"]),
            "Named by": _listed(called.get(each, each) for each in named_by),
            "Partners": _listed(called.get(each, each) for each in partners),
            "What it does": cell_text(row["description"]),
        }

    a, b = of(id_a), of(id_b)
    rows = [(what, a[what], b[what]) for what in a if a[what] or b[what]]
    return pd.DataFrame(rows, columns=["what", "a", "b"])


def all_of_name(ecosystem: Ecosystem, ids: Sequence[str]) -> pd.DataFrame:
    """Return what tells these organizations apart: organization_id, site, sector, level, address, website, ties."""
    organizations = ecosystem.table("organizations").set_index("organization_id").loc[list(ids)]
    locations, touched = ecosystem.table("locations"), _touched(ecosystem)
    here = locations[locations["organization_id"].isin(ids)].groupby("organization_id")
    placed = {
        column: here[column].agg(lambda values: _listed(values.dropna())).to_dict() for column in ("site", "address")
    }
    return pd.DataFrame(
        {
            "organization_id": list(ids),
            **{column: [found.get(each, "") for each in ids] for column, found in placed.items()},
            **{column: organizations[column].map(cell_text).tolist() for column in ("sector", "level", "website")},
            "ties": [len(touched.get(each, ())) for each in ids],
        }
    )


def _listed(names: Iterable[str]) -> str:
    found = sorted(set(names), key=fold)
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more


def progress(ecosystem: Ecosystem, questions: pd.DataFrame, site: str | None = None) -> tuple[int, int]:
    """Return how many questions are decided, and of how many, in one city or in all."""
    decided = [decision for decision in ecosystem.decisions if decision.verdict in (SAME, DIFFERENT, PART_OF)]
    if site is not None:
        here = fold(site)
        decided = [d for d in decided if not d.site or here in {fold(end.site) for end in d.ends}]
    return len(decided), len(decided) + len(questions)
