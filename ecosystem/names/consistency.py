"""Consistency of decisions: which names mean one organization, which are distinct, and which decisions contradict."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ecosystem.names.decisions import (
    ALL_IDS,
    DIFFERENT,
    LATER,
    PART_OF,
    RENAME,
    SAME,
    Decision,
    Reference,
    describe_decision,
)
from ecosystem.names.merged_sets import MergedSets
from ecosystem.text import fold, tidy


class Node(NamedTuple):
    """A name in the form that decisions compare."""

    site: str  # folded
    key: str
    id: str


class Refusal(NamedTuple):
    """The reason a decision is not applied: it adds nothing ("already"), or earlier ones contradict it."""

    kind: str  # already, contradicts, alias given twice, cannot be told apart
    earlier: tuple[Decision, ...]

    @property
    def words(self) -> str:
        """Return the refusal as text, with the earlier decisions it is based on."""
        told = "; ".join(describe_decision(decision) for decision in self.earlier)
        if self.kind == "cannot be told apart":
            return "the two are written alike to the last letter, so nothing tells their rows apart; give them ids"
        return f"{'decided already' if self.kind == 'already' else 'it contradicts what was decided'}: {told}"


class Meaning(NamedTuple):
    """The organization's name that decisions assign to a name, and its city where several cities share it."""

    name: str
    home: str
    id: str  # where a decision gives it, as several organizations may have the name
    decision: Decision


class Group(NamedTuple):
    """Names of one organization."""

    name: str
    home: str
    members: tuple[Reference, ...]


class DecisionSet:
    """The decisions in force.

    A decision that earlier ones contradict is not applied; it is in ``refused`` with the reason.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self.decisions: list[Decision] = []
        self.refused: dict[str, tuple[Decision, Refusal]] = {}  # decision_id -> refused decision and reason
        self._split: dict[tuple[str, str], set[str]] = {}  # (site, folded) -> spellings separated from the others
        self._split_somewhere: dict[str, set[str]] = {}  # folded -> such spellings of every site
        self._nodes: dict[Node, None] = {}  # in insertion order
        self._merged: MergedSets[Node] = MergedSets()
        self._alike: dict[tuple[str, str], list[Node]] = {}  # (key, id) -> nodes of several sites
        self._by_key: dict[str, set[Node]] = {}
        self._named: dict[Node, Reference] = {}
        self._joins: dict[Node, list[tuple[Node, Decision]]] = {}
        self._stands_for: dict[Node, Decision] = {}
        self._called: dict[Node, tuple[str, str, str]] = {}  # root -> name, home, id
        self._apart: dict[Node, dict[Node, Decision]] = {}  # root -> root -> the decision that separates them
        self._above: dict[Node, tuple[Node, Decision]] = {}  # root -> the root it is part of
        self._namesakes: dict[tuple[str, str], Decision] = {}  # (site, key) -> says that their ids differ
        decisions = list(decisions)
        for decision in decisions:
            self._note_split(decision)
        for decision in decisions:
            self._add(decision)

    def with_decision(self, decision: Decision) -> tuple["DecisionSet", Refusal | None]:
        """Return the set with one more decision, and why it cannot be added, None if it can.

        The set itself is continued where the decision changes no key of another name, else a new one is made.
        """
        if self._splits(decision):
            made = DecisionSet([*self.decisions, decision])
            found = made.refused.get(decision.decision_id)
            return made if found is None else self, found[1] if found else None
        return self, self._add(decision)

    def _add(self, decision: Decision) -> Refusal | None:
        refusal = self._take(decision)
        if refusal:
            self.refused[decision.decision_id] = (decision, refusal)
        else:
            self.decisions.append(decision)
        return refusal

    def key(self, name: str, site: str = "") -> str:
        """Return the key of ``name`` in ``site``: folded, with the spelling added if decisions separate it."""
        folded = fold(name)
        if folded not in self._split_somewhere:
            return folded
        split = self._split.get((fold(site), folded), set()) | self._split.get(("", folded), set())
        apart = tidy(name) in (split if site else self._split_somewhere[folded])
        return f"{folded}\n{tidy(name)}" if apart else folded

    def meaning(self, name: str, site: str = "") -> Meaning | None:
        """Return the name that decisions assign to ``name`` in ``site`` (or anywhere); None for no name or several."""
        if not self._by_key:
            return None
        nodes = [n for n in self._by_key.get(self.key(name, site), ()) if not site or n.site in (fold(site), "")]
        nodes = [node for node in nodes if self._joins.get(node)]
        roots = {self._find(node) for node in nodes}
        if len(roots) != 1:
            return None
        return Meaning(*self._called[roots.pop()], self._why(min(nodes)))

    def settles(self, one: Reference, other: Reference) -> bool:
        """Return whether decisions state that the two are one, or that they differ."""
        nodes = [self._mentioned(each) for each in (one, other)]
        roots = [self._find(node) for node in nodes if node in self._nodes]
        return len(roots) == 2 and (roots[0] == roots[1] or roots[1] in self._apart.get(roots[0], {}))

    def _mentioned(self, reference: Reference) -> Node:
        """Return the node of a reference; with an id, one of another city will do, as either may have none."""
        node = Node(fold(reference.site), self.key(reference.name, reference.site), reference.id)
        alike = self._alike.get((node.key, node.id), []) if node.id and node not in self._nodes else []
        return alike[0] if alike else node

    def groups(self) -> Iterator[Group]:
        """Yield the organizations with several names, in the order of their decisions."""
        members: dict[Node, list[Reference]] = {}
        for node in self._nodes:
            if self._joins.get(node):
                members.setdefault(self._find(node), []).append(self._named[node])
        for root, references in members.items():
            yield Group(*self._called[root][:2], tuple(references))

    def pairs(self, *verdicts: str) -> Iterator[Decision]:
        """Return the decisions in force with these verdicts."""
        return (decision for decision in self.decisions if decision.verdict in verdicts)

    def _note_split(self, decision: Decision) -> None:
        """Record two spellings that are equal when folded and are said to differ: the second is separated."""
        if self._splits(decision):
            _, b = decision.ends
            self._split.setdefault((fold(b.site), fold(b.name)), set()).add(tidy(b.name))
            self._split_somewhere.setdefault(fold(b.name), set()).add(tidy(b.name))

    @staticmethod
    def _splits(decision: Decision) -> bool:
        a, b = decision.ends
        apart_by_id = a.id and b.id and (a.id != b.id or a.id == ALL_IDS)
        alike = fold(a.name) == fold(b.name) and fold(a.site) == fold(b.site)
        return decision.verdict == DIFFERENT and alike and not apart_by_id

    def _node(self, reference: Reference) -> Node:
        node = Node(fold(reference.site), self.key(reference.name, reference.site), reference.id)
        if node not in self._nodes:
            self._nodes[node] = None
            self._named[node] = reference
            self._by_key.setdefault(node.key, set()).add(node)
            alike = self._alike.setdefault((node.key, node.id), [])
            for other in alike:
                if not (node.site and other.site):  # a decision for every site applies in this one
                    self._union(node, other)
            alike.append(node)
        return node

    def _find(self, node: Node) -> Node:
        return self._merged.kept(node)

    def _union(self, one: Node, other: Node) -> None:
        gone, kept = self._find(one), self._find(other)
        if gone == kept:
            return
        self._merged.merge(gone, kept)
        for apart, why in self._apart.pop(gone, {}).items():
            self._apart[apart].pop(gone, None)
            self._put_apart(apart, kept, why)
        if gone in self._above:
            self._above.setdefault(kept, self._above.pop(gone))
        if gone in self._called:
            self._called.setdefault(kept, self._called.pop(gone))

    def _put_apart(self, one: Node, other: Node, why: Decision) -> None:
        self._apart.setdefault(one, {}).setdefault(other, why)
        self._apart.setdefault(other, {}).setdefault(one, why)

    def _take(self, decision: Decision) -> Refusal | None:
        """Apply the decision; return the reason if it cannot be applied."""
        a, b = map(self._node, decision.ends)
        one, other = self._find(a), self._find(b)
        if decision.verdict == DIFFERENT and a == b:
            return self._keep_namesakes(decision, a)
        if decision.verdict in (SAME, RENAME):
            return self._join(decision, a, b)
        if one == other:
            chain = self._chain(a, b)
            return Refusal("already" if decision.verdict == LATER else "contradicts", chain) if chain else None
        why = self._apart.get(one, {}).get(other)
        if decision.verdict == PART_OF:
            if refusal := self._part(decision, one, other):
                return refusal
        elif why:
            return Refusal("already", (why,))
        if decision.verdict != LATER:
            self._put_apart(one, other, decision)
        return None

    def _keep_namesakes(self, decision: Decision, node: Node) -> Refusal | None:
        """Keep apart all organizations of one name that have ids; without ids nothing tells them apart."""
        if node.id != ALL_IDS:
            return Refusal("cannot be told apart", ())
        earlier = self._namesakes.setdefault((node.site, node.key), decision)
        return Refusal("already", (earlier,)) if earlier is not decision else None

    def _join(self, decision: Decision, a: Node, b: Node) -> Refusal | None:
        one, other = self._find(a), self._find(b)
        _, home, _ = self._called.get(other) or self._called.get(one) or ("", "", "")
        crossing = decision.ends[1].site if a.site != b.site else ""
        if one != other:
            if why := self._apart.get(one, {}).get(other) or self._apart_by_name(a, b):
                return Refusal("contradicts", (why, *self._around(a, b, why)))
            if decision.verdict == SAME and a in self._stands_for:
                return Refusal("alias given twice", (self._stands_for[a],))
            if chain := self._up(one, other) or self._up(other, one):
                return Refusal("contradicts", chain)
            if one in self._above and other in self._above:
                return Refusal("contradicts", (self._above[one][1], self._above[other][1]))
            called, _, told = self._called.get(other) or (decision.name_b, "", decision.id_b)
            self._union(a, b)
        elif decision.verdict == SAME:
            return Refusal("already", self._chain(a, b)) if a != b else None
        if decision.verdict == RENAME:
            called, told = decision.name_b, decision.id_b
        else:
            self._stands_for[a] = decision
        self._called[self._find(b)] = (called, home or crossing, told)
        self._joins.setdefault(a, []).append((b, decision))
        self._joins.setdefault(b, []).append((a, decision))
        return None

    def _apart_by_name(self, a: Node, b: Node) -> Decision | None:
        if a.key != b.key or a.site != b.site:
            return None
        return self._namesakes.get((a.site, a.key)) or self._namesakes.get(("", a.key))

    def _part(self, decision: Decision, one: Node, other: Node) -> Refusal | None:
        if one in self._above:
            parent, why = self._above[one]
            return Refusal("already" if self._find(parent) == other else "contradicts", (why,))
        if chain := self._up(other, one):
            return Refusal("contradicts", chain)
        self._above[one] = (other, decision)
        return None

    def _up(self, low: Node, high: Node) -> tuple[Decision, ...]:
        """Return the decisions by which ``low`` is directly or indirectly a part of ``high``; empty if it is not."""
        found: list[Decision] = []
        while low in self._above:
            above, why = self._above[low]
            low = self._find(above)
            found.append(why)
            if low == high:
                return tuple(found)
        return ()

    def _around(self, a: Node, b: Node, why: Decision) -> tuple[Decision, ...]:
        """Return the merges that connect the two with the pair kept apart by ``why``."""
        ends = [self._node(end) for end in why.ends]
        if self._find(ends[0]) != self._find(a):
            ends.reverse()
        return tuple(dict.fromkeys((*self._chain(a, ends[0]), *self._chain(b, ends[1]))))

    def _chain(self, start: Node, end: Node) -> tuple[Decision, ...]:
        """Return the shortest chain of merges that connects the two."""
        ways: dict[Node, tuple[Decision, ...]] = {start: ()}
        waiting = deque([start])
        while waiting:
            node = waiting.popleft()
            if node == end:
                return ways[node]
            steps = list(self._joins.get(node, ()))
            for twin in self._alike[node.key, node.id]:
                if not (node.site and twin.site):
                    steps += [(twin, None)]  # type: ignore[list-item]
            for following, decision in steps:
                if following not in ways:
                    ways[following] = (*ways[node], *([decision] if decision else []))
                    waiting.append(following)
        return ()

    def _why(self, node: Node) -> Decision:
        """Return the decision by which a name means another one."""
        joins = [decision for _, decision in self._joins[node]]
        return next((d for d in joins if self._node(d.ends[0]) == node), joins[-1])


def refusal(held: Iterable[Decision], decision: Decision) -> Refusal | None:
    """Return why ``decision`` cannot be added to those in force; None if it can."""
    found = DecisionSet([*held, decision]).refused.get(decision.decision_id)
    return found[1] if found else None
