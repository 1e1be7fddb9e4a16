"""Pajek files as the sheets nodes and edges: sections *Vertices, *Arcs (directed), *Edges, their lists, and *Matrix.

The sections are read here and not by networkx, whose reader merges vertices of one name, drops the names of relations,
and takes one direction for the whole file. ``*Vertices 5 3`` is two-mode: the first three take part in the last two,
which become the sheet memberships.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ecosystem.collect import limits
from ecosystem.collect.formats.json_network import IS_DIRECTED
from ecosystem.collect.formats.node_link import network_sheets
from ecosystem.collect.formats.pairs import Cell, is_none, ties
from ecosystem.collect.formats.record_sheets import records_sheet
from ecosystem.collect.formats.text_of import text_of
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import GRAPH, Issue, Sheet, SheetOrigin
from ecosystem.errors import SourceError

_WORD = re.compile(r'"([^"]*)"|(\S+)')
_RELATION = re.compile(r'[^:]*:\s*\d+\s*(?:"([^"]*)"|(.*))')
_NUMBER = re.compile(r"[-+]?[0-9.]+(?:[eE][-+]?\d+)?")
_TIE_LABEL = re.compile(r'\s[lL]\s+(?:"([^"]*)"|(\S+))')
_PAIRS = {"arcs": "yes", "edges": "no"}
_LISTS = {"arcslist": "yes", "edgeslist": "no"}
_CHECKED_EVERY = 10_000  # ties


@dataclass
class _Pajek:
    """What the lines read so far hold."""

    source: str
    names: dict[str, str] = field(default_factory=dict)  # number of a vertex -> its label
    actors: int = 0  # of a two-mode network
    edges: list[dict[str, str]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)  # of a matrix
    rows: int = 0  # of a matrix
    unread: Counter[str] = field(default_factory=Counter)  # section -> lines
    networks: int = 0
    section: str = ""
    relation: str = ""

    def heading(self, line: str) -> None:
        """Begin the section that a line with * opens."""
        word, _, rest = line[1:].strip().partition(" ")
        self.section = word.lower()
        named = _RELATION.match(rest)
        self.relation = (named[1] or named[2] or "").strip() if named else ""
        if self.section == "vertices":
            self.networks += 1
            sizes = rest.split()
            if self.networks == 1 and len(sizes) > 1 and sizes[1].isdigit() and len(sizes[1]) < 10:
                self.actors = int(sizes[1])
        known = {"network", "vertices", "matrix", *_PAIRS, *_LISTS}
        if self.section not in known or self.networks > 1:
            self.section = f"{word} of another network" if self.networks > 1 else word
            self.unread[self.section] += 0

    def line(self, line: str) -> None:
        """Read one line of the present section."""
        words = [quoted or bare for quoted, bare in _WORD.findall(line)]
        if self.section in self.unread or not self.networks:
            self.unread[self.section or "?"] += 1
        elif self.section == "vertices":
            self.names[words[0]] = _label(line, words)
        elif self.section in _PAIRS and len(words) > 1:
            strength = next((word for word in words[2:3] if not word.isalpha()), "")
            self._add(words[0], words[1], _PAIRS[self.section], strength, _tie_label(line))
        elif self.section in _LISTS:
            for target in words[1:]:
                self._add(words[0], target, _LISTS[self.section], "")
        elif self.section == "matrix":
            self.rows += 1
            marked = [(place, word) for place, word in enumerate(words, start=1) if not is_none(word)]
            limits.check_foreseen(self.source, 0, 4 * (len(self.cells) + len(marked)))
            self.cells += [Cell(self.rows, str(self.rows), str(self.actors + place), word) for place, word in marked]

    def _add(self, start: str, end: str, directed: str, strength: str, label: str = "") -> None:
        relation = label or self.relation
        made = {"source": start, "target": end, "relation": relation, IS_DIRECTED: directed, "weight": strength}
        self.edges.append(made)
        if len(self.edges) % _CHECKED_EVERY == 0:
            limits.check_foreseen(self.source, len(self.edges), len(made) * len(self.edges))


def read_pajek(data: bytes, source: str) -> tuple[Sheet, ...]:
    """Return the nodes and edges of a Pajek file; SourceError if it has no section *Vertices."""
    text = text_of(data, source)
    limits.check_foreseen(source, text.count("\n"), 0)
    found = _Pajek(source)
    for line in map(str.strip, text.splitlines()):
        if line.startswith("*"):
            found.heading(line)
        elif line and not line.startswith("%"):
            found.line(line)
    if not found.networks:
        raise SourceError(f"{source}: this is not a Pajek file: it has no section *Vertices. Export the network anew.")
    kept, directed = ties(found.cells)
    direction = "yes" if found.actors else directed
    edges = found.edges + [
        {"source": cell.source, "target": cell.target, IS_DIRECTED: direction, "weight": cell.value} for cell in kept
    ]
    told = [issue("section not read", source=source, section=name, count=lines) for name, lines in found.unread.items()]
    if found.actors:
        return _two_mode(found, edges, tuple(told))
    nodes = [{"id": number, "label": name} for number, name in found.names.items()]
    return network_sheets(nodes, edges, source, told)


def _two_mode(found: _Pajek, edges: list[dict[str, str]], issues: tuple[Issue, ...]) -> tuple[Sheet, ...]:
    """Return the first vertices as nodes, and their ties to the others as memberships."""
    numbers = list(found.names)
    actors = set(numbers[: found.actors]) | {str(place + 1) for place in range(min(found.actors, len(numbers)))}
    pairs = [(each["source"], each["target"]) for each in edges]
    pairs = [(a, b) if a in actors else (b, a) for a, b in pairs if (a in actors) != (b in actors)]
    members = [
        {"organization": found.names.get(a, a), "initiative": found.names.get(b, b)} for a, b in dict.fromkeys(pairs)
    ]
    nodes = [{"id": number, "label": found.names[number]} for number in numbers if number in actors]
    [first, *_] = network_sheets(nodes or [{"id": a} for a, _ in pairs], [], found.source)
    sheets = (first, records_sheet(members, SheetOrigin(found.source, "memberships", GRAPH))) if members else (first,)
    return (replace(first, issues=(*first.issues, *issues)), *sheets[1:])


def _tie_label(line: str) -> str:
    """Return what a line of a tie has behind its letter l, the label of the line; "" for a number, which names nothing.

    >>> _tie_label('2 3 1 c Blue l "shares data"'), _tie_label("2 3 1 l funds"), _tie_label("2 3 1 l 1")
    ('shares data', 'funds', '')
    """
    found = _TIE_LABEL.search(line)
    label = (found[1] or found[2] or "").strip() if found else ""
    return "" if _NUMBER.fullmatch(label) else label


def _label(line: str, words: list[str]) -> str:
    """Return the label of a vertex: in quotation marks, or the words before the first number; else its number."""
    quoted = re.match(r'\s*\S+\s+"([^"]*)"', line)
    if quoted:
        return quoted[1].strip() or words[0]
    bare: list[str] = []
    for word in words[1:]:
        if bare and _NUMBER.fullmatch(word):
            break
        bare.append(word)
    return " ".join(bare) or words[0]
