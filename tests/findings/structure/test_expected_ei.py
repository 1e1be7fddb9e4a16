"""How far ties would cross sectors by chance, against every way to choose a partner."""

import numpy as np
import pytest

from ecosystem.findings.measures.measures import network_measures, organization_measures
from ecosystem.network.network import Network
from tests.findings.measures.test_measures import reason
from tests.findings.test_measures_oracle import SEEDS, city
from tests.network.test_network import graph_of, listed


@pytest.mark.parametrize("seed", SEEDS)
def test_what_chance_gives_is_the_mean_over_all_partners_one_could_have(seed: int) -> None:
    graph, organizations = city(seed)
    network = Network.from_graph(graph, organizations, survey=False)
    sector = dict(organizations.dropna().itertuples(index=False))
    crosses = {a: np.mean([1 if sector[a] != sector[b] else -1 for b in sector if b != a]) for a in sector}
    table = organization_measures(network, measures=["ei_expected"]).dropna(subset="value")
    assert dict(zip(table["organization_id"], table["value"], strict=True)) == pytest.approx(crosses)
    whole = network_measures(network).set_index("measure")["value"]
    assert whole["ei_expected"] == pytest.approx(np.mean(list(crosses.values())))


def test_one_nobody_knows_of_is_no_partner_one_could_have() -> None:
    organizations = listed("abcd", ["x", "y", "x", "x"]).assign(status=["respondent", "invited", "invited", "invited"])
    network = Network.from_graph(graph_of([("a", "b", "r"), ("a", "c", "r")], names="abcd"), organizations, survey=True)
    table = organization_measures(network, measures=["ei_expected"])
    assert table["value"].dropna().tolist() == [0, 1, 0]
    assert reason(table, "ei_expected", "d") == "has not answered, and no tie of it is known"


def test_with_one_known_sector_there_is_nobody_to_choose_from() -> None:
    network = Network.from_graph(graph_of([("a", "b", "r")]), listed("ab", ["x", None]), survey=False)
    why = "needs at least two organizations whose sector is known"
    assert reason(organization_measures(network), "ei_expected", "a") == why
    assert reason(network_measures(network), "ei_expected") == why
