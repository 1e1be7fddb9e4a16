"""How many organizations are still off the map: what names given once and twice tell about names not given."""

from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np

from ecosystem.network.network import Bools, Ints


class UnseenEstimate(NamedTuple):
    """How many organizations more answers would bring: the best guess, and the ends of its 95 % interval."""

    guess: float
    low: float
    high: float


def mention_coverage(mentions: Ints, respondents: int, all_mentions: int) -> float | None:
    """Share of all that further respondents would name that is on the map already, 0 to 1; None without mentions.

    ``mentions`` holds, for each organization that could be missing from the map, how many respondents name it;
    ``all_mentions`` counts what they name in all. With Q1 and Q2 organizations named once and twice by m respondents:
    1 - Q1 / all mentions * (m - 1) Q1 / ((m - 1) Q1 + 2 Q2) (Chao & Colwell 2017, SORT 41:3, for incidence data).

    >>> mention_coverage(np.array([1, 1, 2, 5]), 9, 90).__round__(3)
    0.98
    """
    if not all_mentions:
        return None
    once, twice = int((mentions == 1).sum()), int((mentions == 2).sum())
    seen_again = (respondents - 1) * once + 2 * twice
    unseen = (respondents - 1) * once / seen_again if seen_again else 1.0 * bool(once)
    return 1 - once / all_mentions * unseen


def chao2(mentions: Ints, respondents: int) -> float:
    """How many organizations nobody named, by Chao2: what it would be if respondents were drawn from endless many.

    ((m - 1) / m) Q1^2 / (2 Q2), and ((m - 1) / m) Q1 (Q1 - 1) / 2 where no organization is named twice.

    >>> chao2(np.array([1, 1, 1, 2, 2, 4]), 16).__round__(4)
    2.1094
    """
    pairs, twice = _once_and_twice(mentions)
    return (respondents - 1) / respondents * pairs / twice if respondents else 0.0


def not_yet_named(mentions: Ints, respondents: int, mapped: int) -> float:
    """The same where respondents are a large part of all there are: Chao and Lin's bound for draws without return.

    pairs / (m / (m - 1) * 2 Q2 + r / (1 - r) * Q1), where the part r = m / (mapped + result) is found by fixed point
    (Chao & Lin 2012, Biometrics 68:912). It never exceeds ``chao2``.
    """
    pairs, twice = _once_and_twice(mentions)
    once = int((mentions == 1).sum())
    found = chao2(mentions, respondents)
    if respondents < 2 or not found:
        return 0.0
    for _ in range(500):  # each step lowers the result; some twenty are enough
        rest = mapped + found - respondents
        if rest <= 0:
            return 0.0
        before = found
        found = pairs / (respondents / (respondents - 1) * twice + respondents / rest * once)
        if abs(found - before) < 1e-9:
            break
    return found


def _once_and_twice(mentions: Ints) -> tuple[int, int]:
    """Q1^2 and 2 Q2; Q1 (Q1 - 1) and 2 where no organization is named twice."""
    once, twice = int((mentions == 1).sum()), int((mentions == 2).sum())
    return (once * once, 2 * twice) if twice else (once * (once - 1), 2)


def estimate_unseen(named: Bools, mapped: int) -> UnseenEstimate:
    """How many organizations are missing from a map of ``mapped``.

    ``named`` has a row for each respondent and a column for each organization that would be missing from the map had
    nobody named it. The interval is log-normal; its variance is that of leaving out one respondent at a time and that
    of a count with this mean. Where everything is named twice or more, all three are 0: the answers give no sign of
    more, which is not the same as there being none.
    """
    respondents, mentions = len(named), named.sum(axis=0)
    guess = not_yet_named(mentions, respondents, mapped)
    if not guess:
        return UnseenEstimate(0.0, 0.0, 0.0)
    # What leaving one out changes hangs on how many it names that are named once, twice and three times: the same
    # numbers, the same result.
    changes = np.column_stack([named[:, mentions == times].sum(axis=1) for times in (1, 2, 3)])
    _, example, of = np.unique(changes, axis=0, return_index=True, return_inverse=True)
    different = [not_yet_named(mentions - named[row], respondents - 1, mapped) for row in example]
    without = np.array(different)[of.ravel()]
    spread = (respondents - 1) / respondents * float(((without - without.mean()) ** 2).sum()) + guess
    factor = exp(1.96 * sqrt(log(1 + spread / guess**2)))
    return UnseenEstimate(guess, guess / factor, guess * factor)
