"""Index from sites to the rows of a table, built once because one search per site would be quadratic."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ecosystem.text import LIST_SEPARATOR


class SiteRows(NamedTuple):
    """The rows of one site: ascending positions (from 0), and ``inside``, True where all ends are in the site."""

    places: NDArray[np.int64]
    inside: NDArray[np.bool_]


NONE = SiteRows(np.array([], dtype=np.int64), np.array([], dtype=bool))


def rows_by_site(
    locations: pd.DataFrame, ends: Sequence[pd.Series], own: pd.Series | None = None
) -> dict[str, SiteRows]:
    """Return the rows of each site; ``ends`` has one series of organization ids per end of a row.

    A row belongs to every site of each of its ends, or is inside its ``own`` sites (a list cell) and in no other. A
    location without a site is in none.

    >>> there = pd.DataFrame({"organization_id": ["a", "b", "b"], "site": ["X", "X", "Y"]})
    >>> found = rows_by_site(there, [pd.Series(["a", "a"]), pd.Series(["b", "c"])])
    >>> [(site, rows.places.tolist(), rows.inside.tolist()) for site, rows in found.items()]
    [('X', [0, 1], [True, False]), ('Y', [0], [False])]
    """
    locations = locations[locations["site"].notna()]
    if locations.empty or not len(ends[0]):
        return {}
    sites, names = pd.factorize(locations["site"])
    organizations = pd.Index(locations["organization_id"].unique())
    number = organizations.get_indexer(pd.Index(locations["organization_id"]))
    order = np.argsort(number, kind="stable")  # the sites of organization n are at positions first[n] to first[n + 1]
    first = np.searchsorted(number[order], np.arange(len(organizations) + 1))
    keys, length = [], len(ends[0])
    stated = np.zeros(length, dtype=bool) if own is None else own.notna().to_numpy()
    if own is not None and stated.any():
        listed = own[own.notna()].str.split(LIST_SEPARATOR, regex=False).explode()
        row = np.repeat(np.flatnonzero(stated), own[own.notna()].str.count(re.escape(LIST_SEPARATOR)).to_numpy() + 1)
        here = pd.Index(names).get_indexer(pd.Index(listed))
        keys += [np.unique(here[here >= 0] * length + row[here >= 0])] * len(ends)
    for end in ends:
        who = np.where(stated, -1, organizations.get_indexer(pd.Index(end)))
        row = np.flatnonzero(who >= 0)
        times = np.diff(first)[who[row]]
        step = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        here = sites[order[np.repeat(first[who[row]], times) + step]]
        keys.append(np.unique(here * length + np.repeat(row, times)))
    found, times = np.unique(np.concatenate(keys), return_counts=True)
    site, place = np.divmod(found, length)
    parted = np.searchsorted(site, np.arange(1, len(names)))
    parts = zip(names, np.split(place, parted), np.split(times == len(ends), parted), strict=True)
    return {str(name): SiteRows(places, inside) for name, places, inside in parts}
