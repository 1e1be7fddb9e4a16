"""The five brokerage roles, defined by the sectors of a broker and of the two organizations it connects."""

from collections.abc import Callable

import numpy as np

from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.undefined import NOT_ANSWERED, OWN_SECTOR_UNKNOWN
from ecosystem.network.network import Bools, Floats, Ints, Network
from ecosystem.translation import gettext_noop as _

# sectors of the start, middle and end of a path
Meeting = Callable[[Ints, Ints, Ints], Bools]


MEETINGS: dict[str, Meeting] = {
    "coordinator": lambda start, middle, end: (start == middle) & (middle == end),
    "itinerant": lambda start, middle, end: (start == end) & (start != middle),
    "representative": lambda start, middle, end: (start == middle) & (middle != end),
    "gatekeeper": lambda start, middle, end: (start != middle) & (middle == end),
    "liaison": lambda start, middle, end: (start != middle) & (middle != end) & (start != end),
}


def count_of(meeting: Meeting) -> Callable[[Network], Floats]:
    """Return a function that counts, for each organization, the open paths through it with this combination of sectors.

    Open paths are ordered, start -> middle -> end, without an arc from start to end. A path on which one sector is
    unknown has no role.
    """

    def count(network: Network) -> Floats:
        start, middle, end = network.open_paths
        sectors = network.sector[start], network.sector[middle], network.sector[end]
        counted = meeting(*sectors) & (np.minimum.reduce(sectors) >= 0)
        return np.bincount(middle[counted], minlength=len(network)).astype(float)

    return count


def _role(name: str, question: str, high: str) -> Measure:
    return Measure(
        id=f"brokerage_{name}",
        label=f"Broker: {name}",
        level="organization",
        question=question,
        high=high,
        low=_("0: it is never in this position."),
        cannot_say=_("Whether it acts as a broker. This counts positions, and large cities have more of them."),
        graph="directed",
        unit=_("ordered pairs of organizations"),
        citation="Gould & Fernandez 1989, Sociological Methodology 19:89",
        without=(NOT_ANSWERED, OWN_SECTOR_UNKNOWN),
        function=count_of(MEETINGS[name]),
        any_size=False,
    )


BROKERAGE_MEASURES: tuple[Measure, ...] = (
    _role(
        "coordinator",
        _("How often does it connect two organizations of its own sector?"),
        _("It connects many organizations within its sector."),
    ),
    _role(
        "itinerant",
        _("How often does it connect two organizations of one other sector?"),
        _("It connects many organizations of another sector with each other, as a consultant would."),
    ),
    _role(
        "representative",
        _("How often does a path lead from its sector through it to another sector?"),
        _("It often represents its sector to others."),
    ),
    _role(
        "gatekeeper",
        _("How often does a path lead from another sector through it into its own?"),
        _("It often gives others access to its sector."),
    ),
    _role(
        "liaison",
        _("How often does it connect two different sectors, neither of them its own?"),
        _("It often connects sectors without belonging to either."),
    ),
)
