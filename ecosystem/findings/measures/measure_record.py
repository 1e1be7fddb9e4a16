"""What a measure is: its number, its words, and the cases in which it has no number."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ecosystem.findings.limits import TOO_LARGE, is_large
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
    any_size: bool = True  # False where it is left out of a large city

    @property
    def cases(self) -> tuple[Undefined, ...]:
        """The cases without a number, with that of a large city where there is one."""
        return self.without if self.any_size else (*self.without, _LARGE[self.level])

    @property
    def undefined(self) -> str:
        """The cases without a number, in words."""
        if not self.without:
            return "always has a number" if self.any_size else TOO_LARGE
        where = "empty where: " + "; ".join(dict.fromkeys(case.reason for case in self.without))
        return where if self.any_size else f"{where}; {TOO_LARGE}"


_LARGE: dict[Level, Undefined] = {
    "organization": Undefined(TOO_LARGE, lambda network: np.full(len(network), is_large(network))),
    "network": Undefined(TOO_LARGE, is_large),
}
