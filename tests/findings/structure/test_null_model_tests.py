"""Figures against chance: the city's own, what chance gives, and why there is none."""

import numpy as np
import pandas as pd
import pytest

from ecosystem.findings.measures.measures import network_measures
from ecosystem.findings.structure import null_model_tests as held
from ecosystem.findings.structure.communities import partition_of
from ecosystem.findings.structure.core_periphery import core_of
from ecosystem.findings.structure.null_model_tests import COMMUNITIES, CORE, LEVELS, SECTORS, against_chance, ei_of
from ecosystem.findings.structure.null_models import p_values, shuffled
from tests.padgett import florence
from tests.tiny import city, plain_list, sample, tiny

CLIQUES = "ab ac ad bc bd cd ef eg eh fg fh gh de"  # two circles of four and a tie between them


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(held, "REWIRED", 19)


def row(table: pd.DataFrame, figure: str) -> pd.Series:
    return table.set_index("figure").loc[figure]


def test_ties_across_padgetts_groups_are_as_a_separate_implementation_finds() -> None:
    """5,000 permutations outside this project (tests/data/PADGETT.md), so within what that many can differ."""
    network = florence("marriage")
    value = ei_of(network.pairs, network.sector[None]).item()
    drawn = ei_of(network.pairs, shuffled(network.sector, 5000, seed=1))
    assert value == 0
    assert [drawn.mean(), drawn.std()] == pytest.approx([1 / 15, 0.205], abs=0.015)
    assert p_values(value, drawn) == pytest.approx((0.454, 0.720), abs=0.03)


def test_the_citys_own_figures_are_those_of_its_measures_communities_and_core() -> None:
    riverton = city(sample("riverton_traps"))
    table = against_chance(riverton)
    measures = network_measures(riverton.network).set_index("measure")["value"]
    assert row(table, SECTORS)["value"] == pytest.approx(measures["ei_index"])
    assert row(table, SECTORS)["by_chance"] == pytest.approx(measures["ei_expected"], abs=0.01)
    core = core_of(riverton)
    assert core is not None
    assert row(table, COMMUNITIES)["value"] == partition_of(riverton).modularity
    assert row(table, CORE)["value"] == core.fit
    assert (table["excess"] == table["value"] - table["by_chance"]).all()
    assert table["draws"].tolist() == [1999, 1999, 19, 19]


def test_two_circles_are_more_than_chance_gives() -> None:
    found = row(against_chance(city(plain_list(CLIQUES))), COMMUNITIES)
    assert found["excess"] > 0.1
    assert (found["p_lower"], found["p_higher"]) == (1, 1 / 20)
    assert found["low"] <= found["by_chance"] <= found["high"] < found["value"]


def test_another_seed_asks_chance_again_and_leaves_the_citys_figure() -> None:
    here = city(plain_list(CLIQUES))
    first, second = (row(against_chance(here, seed), COMMUNITIES) for seed in (0, 1))
    assert first["value"] == second["value"]
    assert first["by_chance"] != second["by_chance"]


@pytest.mark.parametrize(
    ("organizations", "figure", "reason"),
    [
        ("name,level\na,City\nb,City", SECTORS, "there is no tie between organizations of known sector"),
        ("name,sector\na,x\nb,x", SECTORS, "all known organizations are of one sector"),
        ("name,sector\na,x\nb,x", LEVELS, "there is no tie between organizations of known level"),
        ("name,sector\na,x\nb,x", CORE, "there is no core to speak of"),
    ],
)
def test_without_a_figure_there_is_a_reason(organizations: str, figure: str, reason: str) -> None:
    found = row(against_chance(city(tiny(organizations=organizations, ties="source,target\na,b"))), figure)
    assert found["reason"] == reason
    assert found[["value", "by_chance", "excess", "low", "high", "p_lower", "p_higher", "draws"]].isna().all()


def test_one_without_a_known_sector_takes_no_part_in_ties_across() -> None:
    pairs = np.array([[0, 1], [1, 2], [0, 2]])
    assert ei_of(pairs, np.array([[0, 1, -1], [0, 0, 1]])).tolist() == [1, pytest.approx(1 / 3)]
