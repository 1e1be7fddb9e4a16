"""A survey's network completed: what those who have not answered might have said, drawn many times.

What is drawn is a *naming*: one organization names another, in whatever relations of the chosen view. Who names whom
follows a logistic model of pairs with a sender effect: a willingness to name for each organization (docs/methods.md,
section 4.1). Which arcs a drawn naming stands for, and how strong, is copied from a naming that a respondent reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
import pandas as pd

from ecosystem.network.network import Bools, Floats, Ints, Network

Missing = Literal["alike", "hubs", "peripheral"]
_STEPS = 10  # of the fit
_FIVE_OF_HALF = np.array([5, 5 * 0.5**2])  # five offsets of one half beside those found: few answers show no spread
_ROWS = 200  # answers a fit is made from, where there are more: it keeps the time of a fit in bounds
_FLAT = np.array([1e-3, 0.1])  # ridge on the constant and on the others: keeps all-or-nothing data finite


@dataclass(frozen=True, eq=False)
class Survey:
    """A network and the namings its arcs were reported in."""

    network: Network
    heard: Bools  # who answered, and was asked about such ties
    names: Bools  # [reporter, named]; rows of those not heard are False
    # of each naming of one who was heard: its arc from the reporter, and its arc to the reporter
    arc_present: Bools  # [naming, 2]
    strength: Floats
    directed: Bools

    @classmethod
    def from_reports(cls, network: Network, heard: Bools, reports: pd.DataFrame) -> Self:
        """The survey behind ``network``.

        Of ``reports`` those of organizations that were heard about others of the network are read: columns
        reporter_id, named_id, relation, direction (mutual, gives, gets) and strength.
        """
        place = {name: number for number, name in enumerate(network.ids)}
        reporters = {name for name, counts in zip(network.ids, heard, strict=True) if counts}
        reports = reports[reports["reporter_id"].isin(reporters) & reports["named_id"].isin(place)]
        columns = ["reporter_id", "named_id", "relation", "direction"]
        said = reports.groupby(columns, as_index=False)["strength"].max()
        reporter, named = (said[column].map(place).to_numpy(dtype=np.int64) for column in columns[:2])
        pairs, naming = np.unique(reporter * len(network) + named, return_inverse=True)
        arc = naming * 2 + (said["direction"] == "gets").to_numpy()
        strength = said["strength"].to_numpy(dtype=float, na_value=np.nan)
        directed = (said["direction"] != "mutual").to_numpy()

        def summed(values: np.ndarray) -> Floats:
            return np.bincount(arc, values, 2 * len(pairs)).astype(float).reshape(-1, 2)

        names = np.zeros((len(network), len(network)), dtype=bool)
        names.ravel()[pairs] = True
        there = summed(np.ones(len(arc))) > 0
        counted = replace(network, named_by=names.sum(axis=0))
        return cls(counted, heard, names, there, summed(strength), summed(directed) > 0)

    def imputations(self, draws: int, seed: np.random.SeedSequence, missing: Missing = "alike") -> Iterator[Network]:
        """``draws`` networks in which everybody has answered, from one fit to those who did.

        No arc is taken away and none is added that only somebody who answered could report. ``missing`` says of what
        kind the others are: like those who answered, like the third of them that names most, or least.
        """
        random = np.random.default_rng(seed)
        pairs = _Pairs(self.names, self.heard, self.network.sector)
        here = np.flatnonzero(self.heard)
        rows, weight = np.unique(random.choice(here, min(len(here), _ROWS)), return_counts=True)
        knowing, blind = pairs.fit(rows, weight, knowing=True), pairs.fit(rows, weight, knowing=False)
        donors = np.repeat(np.arange(len(rows)), weight)
        if missing != "alike":
            donors = donors[np.argsort(knowing.offset[donors], kind="stable")]
            third = max(len(donors) // 3, 1)
            donors = donors[-third:] if missing == "hubs" else donors[:third]
        for _ in range(draws):
            yield self._with(*pairs.draw(knowing, blind, donors, random), random)

    def _with(self, reporter: Ints, named: Ints, random: np.random.Generator) -> Network:
        """The network with these namings added, and everybody in it answered."""
        network, size = self.network, len(self.network)
        named_by = np.bincount(named, minlength=size) + (0 if network.named_by is None else network.named_by)
        model = random.integers(len(self.arc_present), size=len(reporter))
        there = self.arc_present[model]
        arcs = np.column_stack([reporter * size + named, named * size + reporter])[there]
        new, first = np.unique(arcs, return_index=True)
        fresh = ~network.has_arc(*np.divmod(new, size))
        new, first = new[fresh], first[fresh]
        arcs = np.concatenate([network.source * size + network.target, new])
        order = np.argsort(arcs, kind="stable")
        source, target = np.divmod(arcs[order], size)
        everybody = np.full(size, True)
        return replace(
            network,
            named_by=named_by,
            answered=everybody,
            observed=everybody,
            source=source,
            target=target,
            strength=np.concatenate([network.strength, self.strength[model][there][first]])[order],
            directed=np.concatenate([network.directed, self.directed[model][there][first]])[order],
        )


@dataclass(frozen=True, eq=False)
class _Fit:
    """A fitted model: what each feature adds to the log-odds of a naming, and the offset of each row of answers."""

    slopes: Floats
    offset: Floats
    spread: Floats  # standard error of each offset


class _Pairs:
    """The features of all ordered pairs: is the naming returned, same sector, how well known are both."""

    def __init__(self, names: Bools, heard: Bools, sector: Ints) -> None:
        self.names, self.heard = names, heard
        others = heard.sum() - heard
        times = names.sum(axis=0)
        # How well known the reporter is, by all others who were heard: a number that changed along its row would tell
        # who names it. How well known the named one is, by those others than the reporter.
        reporter = np.broadcast_to(_popularity(times, others)[:, None], names.shape)
        without = _popularity(times[None, :] - names, others[None, :] - heard[:, None] + np.eye(len(names)))
        same = (sector[:, None] == sector[None, :]) & (sector[:, None] >= 0)
        # [reporter, named, feature]
        self.features = np.stack([np.ones(names.shape), same, without, reporter, names.T], axis=2)

    def fit(self, rows: Ints, weight: Ints, knowing: bool) -> _Fit:
        """The model of what the organizations ``rows`` said of those who were heard, each row weighted.

        ``knowing`` whether the other end names back; without, it is the model of pairs of which neither was heard.
        """
        here = np.flatnonzero(self.heard)
        width = 5 if knowing else 4
        features = np.ascontiguousarray(self.features[np.ix_(rows, here)][:, :, :width])
        flattened = features.reshape(-1, width)
        said = self.names[np.ix_(rows, here)]
        others = rows[:, None] != here[None, :]
        flat = np.repeat(_FLAT, [1, width - 1])
        slopes, offset, variance = np.zeros(width), np.zeros(len(rows)), 1.0
        for _ in range(_STEPS):  # Newton's, of slopes and offsets at once; each row has one offset of its own
            chance = _logistic((flattened @ slopes).reshape(said.shape) + offset[:, None])
            missed, bend = others * (said - chance), others * chance * (1 - chance)
            known = bend.sum(axis=1) + 1 / variance
            pull = missed.sum(axis=1) - offset / variance
            shared = (bend[:, None, :] @ features)[:, 0]  # what slopes and offset of a row have in common
            curve = (flattened * (weight[:, None] * bend).reshape(-1, 1)).T @ flattened + np.diag(flat)
            curve -= (shared * (weight / known)[:, None]).T @ shared
            step = np.linalg.solve(
                curve,
                (weight[:, None] * missed).ravel() @ flattened - flat * slopes - (weight * pull / known) @ shared,
            )
            held_back = 1 / max(1, np.abs(step).max() / 2)
            slopes += held_back * step
            offset += held_back * (pull - shared @ step) / known
            many, squared = _FIVE_OF_HALF
            variance = (weight @ (offset**2 + 1 / known) + squared) / (weight.sum() + many)
        return _Fit(slopes, offset, known**-0.5)

    def draw(self, knowing: _Fit, blind: _Fit, donors: Ints, random: np.random.Generator) -> tuple[Ints, Ints]:
        """Who names whom, of those who were not heard, once."""
        away = np.flatnonzero(~self.heard)
        donor = random.choice(donors, len(away))
        nudge = random.standard_normal(len(away))
        luck = random.random((len(away), len(self.names)))
        features = self.features[away].copy()

        def names(fit: _Fit) -> Bools:
            offset = fit.offset[donor] + fit.spread[donor] * nudge
            chance = _logistic(features[:, :, : len(fit.slopes)] @ fit.slopes + offset[:, None])
            return np.asarray(luck < chance)

        # of two who were not heard, one is drawn without knowing the other, which is then drawn knowing it
        lot = random.random((len(away), len(away)))
        asked_first = lot < lot.T
        first = names(blind)[:, away] & asked_first
        features[:, away, 4] = first.T
        drawn = names(knowing)
        drawn[:, away] = np.where(asked_first, first, drawn[:, away])
        drawn[np.arange(len(away)), away] = False
        reporter, named = np.nonzero(drawn)
        return away[reporter], named


def _popularity(times: np.ndarray, of: np.ndarray) -> Floats:
    """Log-odds of being named; half a naming each way keeps it finite."""
    return np.asarray(np.log((times + 0.5) / (np.maximum(of - times, 0) + 0.5)))


def _logistic(value: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(value, -30, 30)))
