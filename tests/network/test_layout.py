"""Places on the map: the same every time, apart from each other, the largest component in the middle."""

import random

import igraph
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.errors import TableError
from ecosystem.network.layout import positions

RING = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]
PAIR = [("y", "z")]
IDS = ["a", "b", "c", "d", "y", "z", "alone", "lonely"]


def test_the_same_ties_in_any_order_and_direction_give_the_same_places() -> None:
    shuffled = [(b, a) for a, b in reversed(RING + PAIR)] + RING
    assert positions(RING + PAIR, IDS).equals(positions(shuffled, reversed(IDS)))


def test_places_do_not_depend_on_draws_made_before_nor_change_those_made_after() -> None:
    random.seed(1)
    first = positions(RING, IDS)
    expected = random.Random(1).random()
    assert random.random() == expected
    igraph.Graph.Erdos_Renyi(20, 0.5)
    assert positions(RING, IDS).equals(first)


def test_one_row_for_each_organization_ordered_by_id() -> None:
    assert list(positions(RING, [*IDS, "a"])["organization_id"]) == sorted(IDS)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24)), max_size=60))
def test_places_lie_within_the_square_fill_it_and_never_coincide(pairs: list[tuple[int, int]]) -> None:
    ids = [str(i) for i in range(25)]
    places = positions([(str(a), str(b)) for a, b in pairs], ids)[["x", "y"]].to_numpy()
    assert np.abs(places).max() == pytest.approx(1)
    distance = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(distance, np.inf)
    assert distance.min() > 0.02


def test_organizations_without_a_tie_stand_in_rows_apart_from_the_others() -> None:
    without = [f"alone {i}" for i in range(6)]
    places = positions(RING, [*"abcd", *without]).set_index("organization_id")
    alone, tied = places.loc[without], places.loc[[*"abcd"]]
    assert alone["y"].nunique() < len(alone)
    assert alone["y"].min() > tied["y"].max() or alone["x"].min() > tied["x"].max()


def test_components_do_not_overlap_and_the_largest_is_nearest_to_the_middle() -> None:
    small = [(f"{i} left", f"{i} right") for i in range(8)]
    ids = {end for tie in RING + small for end in tie}
    places = positions(RING + small, ids).set_index("organization_id")
    components = {"ring": [*"abcd"], **{pair[0]: list(pair) for pair in small}}
    centres = {name: places.loc[members].mean() for name, members in components.items()}
    middle = (places.max() + places.min()) / 2
    distance = {name: float(np.hypot(*(centre - middle))) for name, centre in centres.items()}
    assert min(distance, key=lambda name: distance[name]) == "ring"
    apart = [np.hypot(*(centres[a] - centres[b])) for a in centres for b in centres if a < b]
    tie = np.hypot(*(places.loc["0 left"] - places.loc["0 right"]))
    assert min(apart) > 0.75 * tie


@pytest.mark.parametrize("ids", [[], ["only"]])
def test_nothing_and_one_organization_have_places_too(ids: list[str]) -> None:
    places = positions([], ids)
    assert list(places["organization_id"]) == ids
    assert (places[["x", "y"]] == 0).all(axis=None)


def test_a_tie_to_an_organization_that_is_not_there_is_named() -> None:
    with pytest.raises(TableError, match="'ghost'"):
        positions([("a", "ghost")], ["a"])


def test_large_networks_get_places_that_are_stable_as_well() -> None:
    chain = [(f"{i:03}", f"{i + 1:03}") for i in range(700)]
    ids = [f"{i:03}" for i in range(701)]
    assert positions(chain, ids).equals(positions(chain[::-1], ids))
