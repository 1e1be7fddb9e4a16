"""The five roles of standing between two organizations that have no tie, by whose sectors meet."""

from collections.abc import Callable

import numpy as np

from ecosystem.findings.measures.measure_record import Measure
from ecosystem.findings.measures.undefined import NOT_ANSWERED, OWN_SECTOR_UNKNOWN
from ecosystem.network.network import Bools, Floats, Ints, Network

# start, middle and end of a path: their sectors
Meeting = Callable[[Ints, Ints, Ints], Bools]


MEETINGS: dict[str, Meeting] = {
    "coordinator": lambda start, middle, end: (start == middle) & (middle == end),
    "itinerant": lambda start, middle, end: (start == end) & (start != middle),
    "representative": lambda start, middle, end: (start == middle) & (middle != end),
    "gatekeeper": lambda start, middle, end: (start != middle) & (middle == end),
    "liaison": lambda start, middle, end: (start != middle) & (middle != end) & (start != end),
}


def count_of(meeting: Meeting) -> Callable[[Network], Floats]:
    """A function that counts, for each organization, the open paths through it whose sectors meet so.

    Open paths are ordered, start -> middle -> end, without an arc from start to end. A path on which one
    sector is unknown is in no role.
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
        low="0: it is never in this position.",
        cannot_say="Whether it acts as a go-between: it counts positions, and large cities have more.",
        graph="directed",
        unit="ordered pairs of organizations",
        citation="Gould & Fernandez 1989, Sociological Methodology 19:89",
        without=(NOT_ANSWERED, OWN_SECTOR_UNKNOWN),
        function=count_of(MEETINGS[name]),
        any_size=False,
    )


BROKERAGE_MEASURES: tuple[Measure, ...] = (
    _role(
        "coordinator",
        "How often does it link two organizations of its own sector?",
        "It links many organizations inside its own sector.",
    ),
    _role(
        "itinerant",
        "How often does it link two organizations of one sector that is not its own?",
        "It links many organizations of another sector with each other, as a guest or consultant does.",
    ),
    _role(
        "representative",
        "How often does a tie lead from its own sector through it to another sector?",
        "It often speaks for its sector towards others.",
    ),
    _role(
        "gatekeeper",
        "How often does a tie lead from another sector through it into its own?",
        "It often lets others into its sector.",
    ),
    _role(
        "liaison",
        "How often does it link two different sectors, neither of them its own?",
        "It often links sectors without belonging to either.",
    ),
)
