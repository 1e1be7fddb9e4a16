"""The tables of measures: a value, or empty with the reason."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from math import nan

import numpy as np
import pandas as pd

from ecosystem.errors import RequestError
from ecosystem.findings.measures.measure_record import Level, Measure
from ecosystem.findings.measures.register import MEASURES
from ecosystem.network.network import Floats, Ints, Network
from ecosystem.translation import gettext


def organization_measures(network: Network, *, measures: Iterable[str] | None = None) -> pd.DataFrame:
    """One row for each measure and organization: measure, organization_id, value, reason.

    `value` is <NA> exactly where `reason` says why. Rows stand in the order of `measures` (unless named: all,
    as in the register), then of organization_id.

    Three in a row, and one that nobody names:

    >>> import networkx as nx
    >>> row = nx.MultiDiGraph()
    >>> row.add_nodes_from("abcd")
    >>> for source, target in ["ab", "bc"]:
    ...     _ = row.add_edge(source, target, "works with", state="one-sided", strength=None, directed=False)
    >>> answers = pd.DataFrame({"organization_id": list("abcd"), "sector": "library", "status": "respondent"})
    >>> answers.loc[3, "status"] = "invited"
    >>> network = Network.from_graph(row, answers, survey=True)
    >>> table = organization_measures(network, measures=["betweenness"])
    >>> table["value"].tolist()
    [0.0, 1.0, 0.0, <NA>]
    >>> table["reason"].iloc[-1]
    'has not answered, and no tie of it is known'
    """
    chosen = _chosen("organization", measures)
    table = _table(chosen, [evaluated(measure, network, len(network)) for measure in chosen])
    table["organization_id"] = _texts(network.ids, np.tile(np.arange(len(network)), len(chosen)))
    return table[["measure", "organization_id", "value", "reason"]]


def network_measures(network: Network) -> pd.DataFrame:
    """One row for each measure of the whole network: measure, value, reason, in the order of the register.

    `value` is <NA> exactly where `reason` says why.

    >>> import networkx as nx
    >>> nobody = pd.DataFrame(columns=["organization_id", "sector", "status"])
    >>> table = network_measures(Network.from_graph(nx.MultiDiGraph(), nobody, survey=True))
    >>> table.set_index("measure").loc["density", "reason"]
    'there is no organization'
    """
    chosen = _chosen("network", None)
    return _table(chosen, [evaluated(measure, network, 1) for measure in chosen])


def _chosen(level: Level, ids: Iterable[str] | None) -> list[Measure]:
    known = {name: measure for (of, name), measure in MEASURES.items() if of == level}
    if ids is None:
        return list(known.values())
    chosen = list(ids)
    for name in chosen:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Choose from: {', '.join(known)}."
            raise RequestError(f"There is no measure {name!r} of one {level}. {hint}")
    return [known[name] for name in chosen]


def evaluated(measure: Measure, network: Network, length: int) -> tuple[Floats, Ints]:
    """Values of one measure, NaN where it has none, and which of its cases holds there; -1 is no case."""
    cases = np.full(length, -1)
    for number in reversed(range(len(measure.cases))):  # so that the first case has the last word
        cases[np.atleast_1d(measure.cases[number].holds(network))] = number
    defined = cases < 0
    values = np.full(length, nan)
    if defined.any():
        values[defined] = np.atleast_1d(measure.function(network))[defined]
    return values, cases


def _table(measures: list[Measure], columns: list[tuple[Floats, Ints]]) -> pd.DataFrame:
    reasons: list[str] = []
    values, places, lengths = [np.array([])], [np.array([], dtype=int)], []
    for measure, (value, cases) in zip(measures, columns, strict=True):
        values.append(value)
        places.append(np.where(cases < 0, -1, cases + len(reasons)))
        lengths.append(len(value))
        reasons += [gettext(case.reason) for case in measure.cases]
    ids, rows = [measure.id for measure in measures], np.array(lengths, dtype=int)
    return pd.DataFrame(
        {
            "measure": _texts(ids, np.repeat(np.arange(len(ids)), rows)),
            "value": pd.array(np.concatenate(values), dtype="Float64"),
            "reason": _texts(reasons, np.concatenate(places)),
        }
    )


def _texts(words: Sequence[str], places: Ints) -> pd.api.extensions.ExtensionArray:
    """The words at the given places; <NA> at -1. Quicker than a column of text made word by word."""
    return pd.array(list(words), dtype="string").take(places, allow_fill=True)
