"""Ties between sectors: counted by hand, expected by every way to deal the sectors out."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure import mixing
from tests.padgett import florence
from tests.tiny import city, survey, tiny

ORGANIZATIONS = "name,sector,level\na,x,City\nb,x,City\nc,y,County\nd,z,\ne,,City"
TIES = "source,target,relation\na,b,works_with\nb,a,funds\na,c,works_with\nb,d,works_with\nc,d,funds\na,e,works_with"


@pytest.fixture(scope="module")
def here() -> SiteNetwork:
    return city(tiny(organizations=ORGANIZATIONS, ties=TIES))


def fields(table: pd.DataFrame, column: str, kind: str = "sector") -> dict[str, float]:
    rows = table[table["kind"] == kind]
    return dict(zip(rows["one"] + rows["other"], rows[column], strict=True))


def test_a_pair_of_partners_counts_once_however_many_ties_it_has(here: SiteNetwork) -> None:
    assert fields(mixing.mixing(here), "ties") == {"xx": 1, "xy": 1, "xz": 1, "yy": 0, "yz": 1, "zz": 0}
    assert fields(mixing.mixing(here), "possible") == {"xx": 1, "xy": 2, "xz": 2, "yy": 0, "yz": 1, "zz": 0}


def test_what_is_expected_is_the_mean_over_every_way_to_deal_the_sectors_out(here: SiteNetwork) -> None:
    known = [pair for pair in here.network.pairs.tolist() if max(pair) < 4]  # the sector of e is unknown
    dealt = [[labels[a] + labels[b] for a, b in known] for labels in permutations("xxyz")]
    means = {
        field: np.mean([sum(tie in (field, field[::-1]) for tie in ties) for ties in dealt])
        for field in ("xx", "xy", "xz", "yy", "yz", "zz")
    }
    assert fields(mixing.mixing(here), "expected") == pytest.approx(means)


def test_levels_of_government_are_mixed_like_sectors(here: SiteNetwork) -> None:
    assert fields(mixing.mixing(here), "ties", "level") == {"CityCity": 2, "CityCounty": 1, "CountyCounty": 0}


def test_a_field_in_which_no_tie_could_be_has_no_ratio(here: SiteNetwork) -> None:
    ratio = fields(mixing.mixing(here), "ratio")
    assert [field for field, value in ratio.items() if value is pd.NA] == ["yy", "zz"]


def test_with_one_sector_there_is_nothing_to_mix() -> None:
    assert mixing.mixing(city(tiny(organizations="name,sector\na,x\nb,x", ties="source,target\na,b"))).empty


def test_one_nobody_knows_anything_of_is_dealt_no_sector() -> None:
    organizations = "name,sector,status\na,x,respondent\nb,y,invited\nc,y,invited"
    table = mixing.mixing(city(tiny(organizations=organizations, ties="source,target\na,b")))
    assert fields(table, "possible") == {"xx": 0, "xy": 1, "yy": 0}
    assert mixing.mixing(city(survey("a", silent="b"))).empty


def test_two_camps_stand_out() -> None:
    names = "abcdefgh"
    organizations = "name,sector\n" + "\n".join(f"{n},{'x' if n < 'e' else 'y'}" for n in names)
    inside = [f"{a},{b}" for camp in ("abcd", "efgh") for a in camp for b in camp if a < b]
    table = mixing.mixing(city(tiny(organizations=organizations, ties="source,target\n" + "\n".join(inside))))
    # of the 70 ways to deal the sectors out two leave no tie across, and so all ties inside
    assert fields(table, "p")["xy"] == pytest.approx(2 * 2 / 70, abs=0.02)


def test_padgetts_families_mix_as_r_counts() -> None:
    """sna and network in R 4.2.2: ties of the marriages between the groups x and y, each counted from both ends."""
    network = florence("marriage")
    ends = np.concatenate([network.pairs, network.pairs[:, ::-1]])
    assert mixing.tie_counts(ends, network.sector[None], 2).tolist() == [[[16, 10], [10, 4]]]
    assert mixing.between(network.pairs, network.sector[None], 2).tolist() == [[[8, 10], [0, 2]]]
