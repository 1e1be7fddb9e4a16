"""Who can be told from whom: organizations whose places cannot be told apart stand in one band."""

from collections.abc import Iterable


def rank_tiers(places: Iterable[tuple[float, float]]) -> list[int]:
    """The band of each range of places (low, high), numbered from 0; ranges come with the lowest low first.

    A band begins with the first range that does not touch its leader's, the range the band before began with: so
    nobody in a band can be told from its leader, and every leader can be told from the one before.

    >>> rank_tiers([(1, 2), (1, 3), (3, 10), (4, 6), (9, 12), (11, 14)])
    [0, 0, 1, 1, 1, 2]
    """
    found: list[int] = []
    reach = float("-inf")
    for low, high in places:
        begins = low > reach
        found.append((found[-1] if found else -1) + begins)
        reach = high if begins else reach
    return found
