"""What a measure is: its number, its words, and the cases in which it has no number."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ecosystem.findings.limits import TOO_LARGE, is_large
from ecosystem.network.network import Network
from ecosystem.translation import gettext_noop

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
    of_ties: bool = True  # False where it has a number although nobody was asked about ties

    @property
    def cases(self) -> tuple[Undefined, ...]:
        """The cases without a number, that nobody was asked first and that of a large city last."""
        asked = (_NOT_ASKED[self.level],) if self.of_ties else ()
        return (*asked, *self.without) if self.any_size else (*asked, *self.without, _LARGE[self.level])

    @property
    def undefined(self) -> str:
        """The cases without a number, in words."""
        reasons = dict.fromkeys(case.reason for case in (*((_NOT_ASKED[self.level],) * self.of_ties), *self.without))
        if not reasons:
            return "always has a number" if self.any_size else TOO_LARGE
        where = "empty where: " + "; ".join(reasons)
        return where if self.any_size else f"{where}; {TOO_LARGE}"


NO_TIES_ASKED = gettext_noop("no question about ties was asked, and no list of ties was read")
NO_TIES_THIS_ROUND = gettext_noop("nothing was asked or listed about such ties in this round")
_NOT_ASKED: dict[Level, Undefined] = {
    "organization": Undefined(NO_TIES_ASKED, lambda network: np.full(len(network), not network.asked)),
    "network": Undefined(NO_TIES_ASKED, lambda network: not network.asked),
}
_LARGE: dict[Level, Undefined] = {
    "organization": Undefined(TOO_LARGE, lambda network: np.full(len(network), is_large(network))),
    "network": Undefined(TOO_LARGE, is_large),
}


def why_no_ties(name: str) -> str:
    """Return why nothing is known of ties; ``name``: the round looked at, "" in a map that has one alone."""
    return NO_TIES_THIS_ROUND if name else NO_TIES_ASKED
