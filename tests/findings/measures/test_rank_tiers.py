"""Who can be told from whom."""

from itertools import pairwise

from ecosystem.findings.measures.rank_tiers import rank_tiers


def test_nobody_in_a_band_can_be_told_from_its_leader_and_each_leader_is_told_from_the_one_before() -> None:
    places = [(1, 2), (1, 4), (2, 9), (3, 5), (6, 7), (6, 9)]
    found = rank_tiers(places)
    leaders = [places[found.index(band)] for band in sorted(set(found))]
    assert found == [0, 0, 0, 1, 2, 2]
    assert all(low <= leaders[band][1] for (low, _), band in zip(places, found, strict=True))
    assert all(after[0] > before[1] for before, after in pairwise(leaders))


def test_places_that_are_all_certain_are_a_band_each_and_equal_ones_share_it() -> None:
    assert rank_tiers([(1, 1), (2, 3), (2, 3), (4, 4)]) == [0, 1, 1, 2]
    assert rank_tiers([]) == []
