"""Positions of organizations on a map: near their partners, apart from the rest, and reproducible."""

import random
from collections.abc import Iterable

import igraph
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ecosystem.errors import TableError

Points = NDArray[np.float64]

_WIDE = 1.6  # width to height of a screen
_APART = 0.9  # least distance of two organizations, in lengths of a typical tie
_ROW = 0.7  # distance of organizations without a tie, in the same unit
_CELL = 0.5  # components are packed on squares of this size, in the same unit
_FEW = 600  # above this size only the fast layout is used, without removal of overlaps


def positions(pairs: Iterable[tuple[str, str]], ids: Iterable[str], *, seed: int = 1) -> pd.DataFrame:
    """Return the columns organization_id, x and y, from -1 to 1, one row for each organization, ordered by id.

    ``y`` grows downward, as on screens. Connected organizations are placed together, the largest component in the
    middle and the others packed around it; organizations without ties are placed in rows below, or to the right.
    Direction and repetition of a pair, and the order of either list, have no effect: the same ties and ``seed`` give
    the same positions.

    Within a component: Kamada and Kawai (1989); above 600 organizations DrL (Martin et al. 2011).

    >>> positions([("a", "b")], ["a", "b"])
      organization_id    x    y
    0               a -1.0  0.0
    1               b  1.0  0.0
    """
    names = sorted(set(ids))
    number = {name: i for i, name in enumerate(names)}
    ties = {(a, b) if a < b else (b, a) for a, b in pairs if a != b}
    strangers = sorted({end for tie in ties for end in tie} - number.keys())
    if strangers:
        raise TableError(f"A tie names {strangers[0]!r}, which is not among the organizations to be placed.")

    graph = igraph.Graph(n=len(names), edges=sorted((number[a], number[b]) for a, b in ties))
    components = sorted(graph.connected_components(), key=lambda members: (-len(members), members))
    places = np.zeros((len(names), 2))
    drawn = [members for members in components if len(members) > 1]
    alone = [members[0] for members in components if len(members) == 1]
    shapes = [_component(graph.induced_subgraph(members), seed) for members in drawn]
    outlines = [
        _outline(shape, graph.induced_subgraph(members).get_edgelist())
        for shape, members in zip(shapes, drawn, strict=True)
    ]
    for members, shape, offset in zip(drawn, shapes, _packed(outlines), strict=True):
        places[members] = shape + offset
    places[alone] = _rows(len(alone), places[[i for members in drawn for i in members]])
    x, y = _fitted(places).T
    return pd.DataFrame({"organization_id": pd.Series(names, dtype="str"), "x": x, "y": y})


def _component(graph: igraph.Graph, seed: int) -> Points:
    """Return the positions of one connected component around the origin; a typical tie has length 1."""
    if graph.vcount() == 2:
        return np.array([[-0.5, 0.0], [0.5, 0.0]])
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311  a picture, not a secret
    try:
        layout = graph.layout_kamada_kawai() if graph.vcount() <= _FEW else graph.layout_drl()
    finally:
        igraph.set_random_number_generator(random)
    points = np.array(layout.coords, dtype=float)
    points = _lying(points - points.mean(axis=0))
    ends = np.array(graph.get_edgelist())
    lengths = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
    points /= max(float(np.median(lengths)), 1e-9)
    return _apart(points) if len(points) <= _FEW else points


def _lying(points: Points) -> Points:
    """Return the points rotated so that their longest extent is horizontal."""
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    return np.asarray(points @ axes.T)


def _apart(points: Points) -> Points:
    """Return the points with those that are too close moved apart in small steps."""
    for _ in range(100):
        pairs = cKDTree(points).query_pairs(_APART, output_type="ndarray")
        first, second = pairs[np.lexsort(pairs.T[::-1])].T
        between = points[first] - points[second]
        distance = np.linalg.norm(between, axis=1)
        if not len(pairs) or distance.min() >= _APART * 0.98:
            break
        same = distance < 1e-9  # two at one position: the order of their ids gives the direction
        between[same] = (1.0, 0.3)
        length = np.linalg.norm(between, axis=1)
        push = between * ((_APART - np.where(same, 0, distance)) / 2 / length * 0.8)[:, None]
        points = points.copy()
        np.add.at(points, first, push)
        np.subtract.at(points, second, push)
    return points


def _outline(points: Points, ties: list[tuple[int, int]]) -> NDArray[np.int64]:
    """Return the squares that a component covers: its organizations, its ties, and a margin around them."""
    steps = np.linspace(0, 1, 12)[:, None]
    lines = [points[a] * (1 - steps) + points[b] * steps for a, b in ties]
    covered = np.unique(np.rint(np.vstack([points, *lines]) / _CELL).astype(np.int64), axis=0)
    around = np.array([(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)])
    return np.asarray(np.unique((covered[:, None, :] + around).reshape(-1, 2), axis=0))


def _packed(outlines: list[NDArray[np.int64]]) -> list[Points]:
    """Return an offset for each component: the free position nearest to the middle, in the order given."""
    if not outlines:
        return []
    extents = [outline.max(axis=0) - outline.min(axis=0) + 1 for outline in outlines]
    # With room for every box at twice its width and height, a free position always exists.
    reach = int(2 * np.sqrt(sum(int(w * h) for w, h in extents))) + int(np.max(extents))
    across, down = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    spots = np.column_stack([across.ravel(), down.ravel()])
    spots = spots[np.argsort((spots[:, 0] / _WIDE) ** 2 + spots[:, 1] ** 2, kind="stable")]
    side = 2 * (reach + int(np.max(extents))) + 1
    taken = np.zeros((side, side), dtype=bool)
    offsets = []
    for outline in outlines:
        squares = outline + side // 2
        for spot in spots:
            column, row = (squares + spot).T
            if not taken[row, column].any():
                taken[row, column] = True
                offsets.append(spot * _CELL)
                break
    return offsets


def _rows(count: int, others: Points) -> Points:
    """Return positions for ``count`` organizations in rows, below or to the right of the others, to fit a screen."""
    place = np.arange(count)
    columns, rows = (max(round(np.sqrt(share)), 1) for share in (count * _WIDE, count / _WIDE))
    if not count or not len(others):
        return np.column_stack([place % columns, place // columns]) * _ROW
    (left, top), (right, bottom) = others.min(axis=0), others.max(axis=0)
    columns = max(int((right - left) / _ROW) + 1, columns)
    across = max((right - left) / max(columns - 1, 1), _ROW)
    below = np.column_stack([left + place % columns * across, bottom + 1.5 + place // columns * _ROW])
    columns = -(-count // max(int((bottom - top) / _ROW) + 1, rows))
    beside = np.column_stack([right + 1.5 + place % columns * _ROW, top + place // columns * _ROW])

    def misfit(block: Points) -> float:
        width, height = np.ptp(np.vstack([others, block]), axis=0)
        return abs(float(np.log(width / (height * _WIDE)))) if height > 0 else np.inf

    return min(below, beside, key=misfit)


def _fitted(points: Points) -> Points:
    """Return the points moved and scaled, equally in both directions, to fill the square from -1 to 1."""
    if not len(points):
        return points
    low, high = points.min(axis=0), points.max(axis=0)
    half = float((high - low).max()) / 2
    # Nine digits: the same picture on machines that differ in the last bit.
    return np.asarray(np.round((points - (low + high) / 2) / (half or 1.0), 9) + 0.0)
