"""What is left of a network when some organizations leave it, for many such losses at once."""

from itertools import count

import numpy as np

from ecosystem.network.network import Bools, Floats, Ints, Network

_WORDS = 2**17  # of 64 bits, as many losses as run side by side: less is slow in Python, more in memory


def after_removals(network: Network, lost: Bools) -> tuple[Floats, Ints]:
    """What the union is after each loss: the sum over ordered pairs of 1 / distance, and the largest part's size.

    `lost` has a row for each loss and a column for each observed organization, True where it leaves. The ways of
    those who left are gone; organizations without a path between them add nothing to the sum.
    """
    size = network.union_graph.vcount()
    ties = network.union_graph.get_edgelist()
    nearness, largest = np.zeros(len(lost)), np.zeros(len(lost), dtype=np.int64)
    own = np.zeros((size, size // 64 + 1), dtype=np.uint64)  # one bit for each organization that sets out
    own[np.arange(size), np.arange(size) // 64] = np.uint64(1) << (np.arange(size) % 64).astype(np.uint64)
    together = max(_WORDS // max(own.size, 1), 1)
    for begin in range(0, len(lost) if size else 0, together):
        part = slice(begin, begin + together)
        stays = np.where(lost[part].T[:, :, None], np.uint64(0), ~np.uint64(0))
        fresh = stays & own[:, None, :]  # by where one is now, loss, bit of where it set out
        free = stays & ~own[:, None, :]  # where nobody has been yet
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
    """How many bits are set in the words of the last axis."""
    return np.asarray(sum(np.bitwise_count(bits[..., word]).astype(np.int64) for word in range(bits.shape[-1])))
