"""Brokers against chance: over every network there can be, and by the measures of the same name."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from ecosystem.findings.measures.measures import organization_measures
from ecosystem.findings.structure.brokerage_tests import (
    ROLES,
    brokerage_table,
    moments_of_all,
    moments_of_one,
    role_cube,
)
from tests.tiny import city, survey, tiny

FOUR = list(permutations(range(4), 2))
# every network of four organizations: one row each, one column a possible tie
THERE = ((np.arange(2**12)[:, None] >> np.arange(12)) & 1).astype(bool)


@pytest.mark.parametrize("density", [0.3, 0.6])
@pytest.mark.parametrize("labels", ["xxxx", "xxxy", "xxyy", "xxyz"])
@pytest.mark.parametrize("role", ROLES)
def test_mean_and_spread_are_those_over_every_network_of_four(role: str, labels: str, density: float) -> None:
    sector = np.unique(list(labels), return_inverse=True)[1]
    sizes, chance = np.bincount(sector), np.prod(np.where(THERE, density, 1 - density), axis=1)
    cube = role_cube(role, len(sizes))
    through = np.zeros((4, len(THERE)))
    for a, v, b in permutations(range(4), 3):
        if cube[sector[a], sector[v], sector[b]]:
            first, last, short = (THERE[:, FOUR.index(arc)] for arc in ((a, v), (v, b), (a, b)))
            through[v] += first & last & ~short

    def moments(counts: np.ndarray) -> tuple[float, float]:
        mean = float(chance @ counts)
        return mean, float(np.sqrt(max(chance @ counts**2 - mean**2, 0)))

    assert moments_of_all(cube, sizes, density) == pytest.approx(moments(through.sum(axis=0)), abs=1e-6)
    means, spreads = moments_of_one(cube, sizes, density)
    for own, counts in zip(sector, through, strict=True):
        assert (means[own], spreads[own]) == pytest.approx(moments(counts), abs=1e-6)


def test_where_all_answered_counts_are_the_measures_and_the_city_has_their_sum() -> None:
    organizations = "name,sector,status\n" + "\n".join(
        f"{n},{s},respondent" for n, s in zip("abcde", "xxyyz", strict=True)
    )
    ties = "source,target,relation\na,b,funds\nb,c,funds\nd,b,funds\nb,e,funds\nc,a,funds"
    here = city(tiny(organizations=organizations, ties=ties))
    table = brokerage_table(here)
    measures = organization_measures(here.network).pivot(index="organization_id", columns="measure", values="value")
    for role in ROLES[:-1]:
        rows = table[(table["role"] == role) & table["organization_id"].notna()].set_index("organization_id")
        assert rows["count"].to_dict() == measures[f"brokerage_{role}"].to_dict()
    total = table.groupby(["role"])["count"].agg(lambda counts: counts.iloc[0] - counts.iloc[1:].sum())
    assert (total == 0).all()
    by_role = table[table["organization"] == "b"].set_index("role")["count"]
    assert by_role["all"] == by_role.drop("all").sum() == 4


def test_whom_one_who_has_not_answered_names_is_unknown_so_it_is_in_no_pair() -> None:
    organizations = "name,sector,status\na,x,respondent\nb,x,respondent\nc,y,respondent\nd,y,invited\ne,,respondent"
    ties = "source,target,relation\na,b,funds\nb,c,funds\nb,d,funds\nb,e,funds"
    table = brokerage_table(city(tiny(organizations=organizations, ties=ties)))
    everything = table[table["role"] == "all"].set_index("organization")
    assert everything["count"].dropna().drop([pd.NA]).to_dict() == {"a": 0, "b": 1, "c": 0}
    assert everything["reason"].dropna().unique().tolist() == ["has not answered, or its sector is not known"]


def test_where_chance_leaves_no_room_there_is_no_z() -> None:
    table = brokerage_table(city(tiny(organizations="name,sector\na,x\nb,x", ties="source,target\na,b")))
    assert table["count"].tolist() == [0] * len(table)
    assert table["z"].isna().all()


def test_without_a_known_sector_there_are_no_rows() -> None:
    assert brokerage_table(city(survey("ab", ties="ab"))).empty
