"""What remains of a network after organizations leave, computed for many removals at once."""

from itertools import count

import numpy as np

from ecosystem.network.network import Bools, Floats, Ints, Network

_WORDS = 2**17  # 64-bit words, the number of removals processed together: fewer is slow in Python, more takes memory


def after_removals(network: Network, lost: Bools) -> tuple[Floats, Ints]:
    """Return, per removal, the sum over ordered pairs of 1 / distance in the union, and the largest component's size.

    `lost` has a row per removal and a column per observed organization, True where it leaves. Paths through removed
    organizations do not count; pairs without a path add 0 to the sum.
    """
    size = network.union_graph.vcount()
    ties = network.union_graph.get_edgelist()
    nearness, largest = np.zeros(len(lost)), np.zeros(len(lost), dtype=np.int64)
    own = np.zeros((size, size // 64 + 1), dtype=np.uint64)  # one bit for each starting organization
    own[np.arange(size), np.arange(size) // 64] = np.uint64(1) << (np.arange(size) % 64).astype(np.uint64)
    together = max(_WORDS // max(own.size, 1), 1)
    for begin in range(0, len(lost) if size else 0, together):
        part = slice(begin, begin + together)
        stays = np.where(lost[part].T[:, :, None], np.uint64(0), ~np.uint64(0))
        fresh = stays & own[:, None, :]  # by current organization, removal, bit of the starting organization
        free = stays & ~own[:, None, :]  # not visited yet
        for steps in count(1):
            onward = np.zeros_like(fresh)
            here, there = list(onward), list(fresh)
            for one, other in ties:
                np.bitwise_or(here[one], there[other], out=here[one])
                np.bitwise_or(here[other], there[one], out=here[other])
            onward &= free
            met = _counted(onward).sum(axis=0)
            if not met.any():
                break
            nearness[part] += met / steps
            free &= ~onward
            fresh = onward
        largest[part] = _counted(stays & ~free).max(axis=0)
    return nearness, largest


def _counted(bits: np.ndarray) -> Ints:
    """Return the number of bits set in the words of the last axis."""
    return np.asarray(sum(np.bitwise_count(bits[..., word]).astype(np.int64) for word in range(bits.shape[-1])))
