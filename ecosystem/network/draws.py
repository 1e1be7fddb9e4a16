"""A survey's network completed: what those who have not answered might have said, drawn many times.

What is drawn is a *naming*: one organization names another, in whatever relations of the chosen view. Who names whom
follows a logistic model of pairs, with a willingness to name for each organization (METHODS 1.3: the dyad model with
sender effect); which arcs a drawn naming stands for, and how strong, is copied from a naming that somebody reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
import pandas as pd

from ecosystem.network.network import Bools, Floats, Ints, Network

Missing = Literal["alike", "hubs", "peripheral"]
_STEPS = 25  # of the fit; the offsets' spread, the slowest, moves by less than 1 % after that
_FLAT = np.array([1e-3, 0.1])  # ridge on the constant and on the others: keeps all-or-nothing data finite


@dataclass(frozen=True, eq=False)
class Survey:
    """A network and the namings its arcs were reported in."""

    network: Network
    names: Bools  # [reporter, named]; rows of those who have not answered are False
    # of each naming of one who answered: its arc from the reporter, and its arc to the reporter
    there: Bools  # [naming, 2]
    strength: Floats
    directed: Bools

    @classmethod
    def from_reports(cls, network: Network, reports: pd.DataFrame) -> Self:
        """The survey behind ``network``.

        Of ``reports`` those of organizations of the network that answered about others of it are read: columns
        reporter_id, named_id, relation, direction (mutual, gives, gets) and strength.
        """
        place = {name: number for number, name in enumerate(network.ids)}
        heard = {name for name, answered in zip(network.ids, network.answered, strict=True) if answered}
        reports = reports[reports["reporter_id"].isin(heard) & reports["named_id"].isin(place)]
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
        return cls(network, names, there, summed(strength), summed(directed) > 0)

    def completions(self, draws: int, seed: np.random.SeedSequence, missing: Missing = "alike") -> Iterator[Network]:
        """``draws`` networks in which everybody has answered, from one fit to those who did, drawn anew.

        No arc is taken away and none is added that only somebody who answered could report. ``missing`` says of what
        kind the others are: like those who answered, like the third of them that names most, or least.
        """
        random = np.random.default_rng(seed)
        pairs = _Pairs(self.names, self.network.answered, self.network.sector)
        here = np.flatnonzero(self.network.answered)
        drawn = random.choice(here, len(here))
        weight = np.bincount(drawn, minlength=len(self.network))[here].astype(float)
        knowing, blind = pairs.fit(weight, knowing=True), pairs.fit(weight, knowing=False)
        donors = np.repeat(np.arange(len(here)), weight.astype(int))
        if missing != "alike":
            donors = donors[np.argsort(knowing.offset[donors], kind="stable")]
            third = max(len(donors) // 3, 1)
            donors = donors[-third:] if missing == "hubs" else donors[:third]
        for _ in range(draws):
            yield self._with(*pairs.draw(knowing, blind, donors, random), random)

    def _with(self, reporter: Ints, named: Ints, random: np.random.Generator) -> Network:
        """The network with these namings added, and everybody in it answered."""
        network, size = self.network, len(self.network)
        model = random.integers(len(self.there), size=len(reporter))
        there = self.there[model]
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
            answered=everybody,
            observed=everybody,
            source=source,
            target=target,
            strength=np.concatenate([network.strength, self.strength[model][there][first]])[order],
            directed=np.concatenate([network.directed, self.directed[model][there][first]])[order],
        )


@dataclass(frozen=True, eq=False)
class _Fit:
    """A fitted model: what each feature adds to the log-odds of a naming, and the offset of each who answered."""

    slopes: Floats
    offset: Floats
    spread: Floats  # standard error of each offset


class _Pairs:
    """The features of all ordered pairs: is the naming returned, same sector, how well known are both."""

    def __init__(self, names: Bools, answered: Bools, sector: Ints) -> None:
        self.names, self.answered = names, answered
        heard = answered.astype(float)
        # how often each is named by the others who answered, the other end of the pair left out
        times = names.sum(axis=0)[None, :] - names
        of = heard.sum() - heard[None, :] - heard[:, None]
        popular = np.log((times + 0.5) / (of - times + 0.5))
        same = (sector[:, None] == sector[None, :]) & (sector[:, None] >= 0)
        # [reporter, named, feature]
        self.features = np.stack([np.ones_like(popular), same, popular, popular.T, names.T], axis=2, dtype=float)

    def fit(self, weight: Floats, knowing: bool) -> _Fit:
        """The model of namings among those who answered, each row of answers weighted.

        ``knowing`` whether the other end names back; without, it is the model of pairs of which neither answered.
        """
        here = np.flatnonzero(self.answered)
        features = self.features[np.ix_(here, here)][:, :, : 5 if knowing else 4]
        said = self.names[np.ix_(here, here)].astype(float)
        others = ~np.eye(len(here), dtype=bool)
        flat = np.repeat(_FLAT, [1, features.shape[2] - 1])
        slopes, offset, variance = np.zeros(len(flat)), np.zeros(len(here)), 1.0
        for _ in range(_STEPS):
            chance = _logistic(features @ slopes + offset[:, None])
            pull = (weight[:, None] * others * (said - chance)).ravel() @ features.reshape(
                -1, len(flat)
            ) - flat * slopes
            bend = features.reshape(-1, len(flat)) * (weight[:, None] * others * chance * (1 - chance)).reshape(-1, 1)
            step = np.linalg.solve(bend.T @ features.reshape(-1, len(flat)) + np.diag(flat), pull)
            slopes += step * min(1, 2 / np.abs(step).max())
            chance = _logistic(features @ slopes + offset[:, None])
            known = (others * chance * (1 - chance)).sum(axis=1) + 1 / variance
            offset += ((others * (said - chance)).sum(axis=1) - offset / variance) / known
            variance = max(np.average(offset**2 + 1 / known, weights=weight), 1e-3)
        return _Fit(slopes, offset, known**-0.5)

    def draw(self, knowing: _Fit, blind: _Fit, donors: Ints, random: np.random.Generator) -> tuple[Ints, Ints]:
        """Who names whom, of those who have not answered, once."""
        away = np.flatnonzero(~self.answered)
        donor = random.choice(donors, len(away))
        nudge = random.standard_normal(len(away))
        luck = random.random((len(away), len(self.names)))
        features = self.features[away].copy()

        def names(fit: _Fit) -> Bools:
            offset = fit.offset[donor] + fit.spread[donor] * nudge
            chance = _logistic(features[:, :, : len(fit.slopes)] @ fit.slopes + offset[:, None])
            return np.asarray(luck < chance)

        # of two who have not answered, one is drawn without knowing the other, which is then drawn knowing it
        lot = random.random((len(away), len(away)))
        asked_first = lot < lot.T
        first = names(blind)[:, away] & asked_first
        features[:, away, 4] = first.T
        drawn = names(knowing)
        drawn[:, away] = np.where(asked_first, first, drawn[:, away])
        drawn[np.arange(len(away)), away] = False
        reporter, named = np.nonzero(drawn)
        return away[reporter], named


def _logistic(value: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(value, -30, 30)))
