"""What a measure is: its number, its words, and the cases in which it has no number."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from ecosystem.network.network import Network

Level = Literal["organization", "network"]
Basis = Literal["directed", "undirected union"]


@dataclass(frozen=True)
class Undefined:
    """One case without a number: the reason shown in its place, and where it holds.

    `holds(network)` is one bool for each organization, or a single one for a measure of the whole network.
    """

    reason: str
    holds: Callable[[Network], Any]


@dataclass(frozen=True)
class Measure:
    """One measure as organizers read it and as it is computed.

    `function(network)` is one float for each of `network.ids`, or a single float at level "network"; what it
    gives where a case of `without` holds is never shown.
    """

    id: str
    label: str
    level: Level
    question: str
    high: str
    low: str
    cannot_say: str
    graph: Basis
    unit: str
    citation: str
    without: tuple[Undefined, ...]  # the first one that holds gives the reason
    function: Callable[[Network], Any]

    @property
    def undefined(self) -> str:
        """The cases without a number, in words."""
        if not self.without:
            return "always has a number"
        return "empty where: " + "; ".join(dict.fromkeys(case.reason for case in self.without))
