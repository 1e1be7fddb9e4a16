"""Multiple imputation of a survey's network: answers of nonrespondents are simulated many times.

The unit of simulation is a *nomination*: one organization names another, in any relation of the chosen view. A logistic
model of pairs with a sender effect, the tendency of each organization to name others, gives the probability of each
nomination (docs/methods.md, section 4.1). The arcs and strength of a simulated nomination are copied from a nomination
that a respondent reported.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, Self

import numpy as np
import pandas as pd

from ecosystem.network.network import Bools, Floats, Ints, Network

Missing = Literal["alike", "hubs", "peripheral"]
_STEPS = 10  # iterations of the fit
_FIVE_OF_HALF = np.array([5, 5 * 0.5**2])  # prior: five offsets of 0.5, since few answers show no spread
_ROWS = 200  # maximum number of answers used for a fit, to limit its time
_FLAT = np.array([1e-3, 0.1])  # ridge penalty on the constant and on the others: keeps the fit finite


@dataclass(frozen=True, eq=False)
class Survey:
    """A network and the nominations from which its arcs were reported."""

    network: Network
    heard: Bools  # answered, and was asked about such ties
    names: Bools  # [reporter, named]; rows of nonrespondents are False
    # of each respondent's nomination: its arc from the reporter, and its arc to the reporter
    arc_present: Bools  # [nomination, 2]
    strength: Floats
    directed: Bools

    @classmethod
    def from_reports(cls, network: Network, heard: Bools, reports: pd.DataFrame) -> Self:
        """Return the survey behind ``network``.

        From ``reports``, only those of respondents about other organizations of the network are used: columns
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
        """Return ``draws`` networks in which every organization has answered, from one fit to the respondents.

        No arc is removed, and none is added that only a respondent could report. ``missing`` sets the assumption about
        nonrespondents: like the respondents, like the third of them that names most, or like the third that names
        least.
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
        """Return the network with these nominations added and every organization counted as having answered."""
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
    """A fitted model: the log-odds of a nomination per feature, and the offset of each row of answers."""

    slopes: Floats
    offset: Floats
    spread: Floats  # standard error of each offset


class _Pairs:
    """The features of all ordered pairs: reciprocity, same sector, and popularity of both ends."""

    def __init__(self, names: Bools, heard: Bools, sector: Ints) -> None:
        self.names, self.heard = names, heard
        others = heard.sum() - heard
        times = names.sum(axis=0)
        # The reporter's popularity counts all other respondents: a number that varied along its row would show who
        # names it. The popularity of the named organization counts the respondents other than the reporter.
        reporter = np.broadcast_to(_popularity(times, others)[:, None], names.shape)
        without = _popularity(times[None, :] - names, others[None, :] - heard[:, None] + np.eye(len(names)))
        same = (sector[:, None] == sector[None, :]) & (sector[:, None] >= 0)
        # [reporter, named, feature]
        self.features = np.stack([np.ones(names.shape), same, without, reporter, names.T], axis=2)

    def fit(self, rows: Ints, weight: Ints, knowing: bool) -> _Fit:
        """Return the model of what the organizations ``rows`` reported about respondents, each row weighted.

        With ``knowing``, the model uses whether the other end names back; without, it applies to pairs of two
        nonrespondents.
        """
        here = np.flatnonzero(self.heard)
        width = 5 if knowing else 4
        features = np.ascontiguousarray(self.features[np.ix_(rows, here)][:, :, :width])
        flattened = features.reshape(-1, width)
        said = self.names[np.ix_(rows, here)]
        others = rows[:, None] != here[None, :]
        flat = np.repeat(_FLAT, [1, width - 1])
        slopes, offset, variance = np.zeros(width), np.zeros(len(rows)), 1.0
        for _ in range(_STEPS):  # Newton's method for slopes and offsets together; each row has one offset of its own
            chance = _logistic((flattened @ slopes).reshape(said.shape) + offset[:, None])
            missed, bend = others * (said - chance), others * chance * (1 - chance)
            known = bend.sum(axis=1) + 1 / variance
            pull = missed.sum(axis=1) - offset / variance
            shared = (bend[:, None, :] @ features)[:, 0]  # cross terms of the slopes and the offset of a row
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
        """Return one simulated set of nominations by the nonrespondents."""
        away = np.flatnonzero(~self.heard)
        donor = random.choice(donors, len(away))
        nudge = random.standard_normal(len(away))
        luck = random.random((len(away), len(self.names)))
        features = self.features[away].copy()

        def names(fit: _Fit) -> Bools:
            offset = fit.offset[donor] + fit.spread[donor] * nudge
            chance = _logistic(features[:, :, : len(fit.slopes)] @ fit.slopes + offset[:, None])
            return np.asarray(luck < chance)

        # in a pair of nonrespondents, one is drawn without reciprocity and the other conditionally on the first
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
    """Return the log-odds of being named; adding half a nomination each way keeps it finite."""
    return np.asarray(np.log((times + 0.5) / (np.maximum(of - times, 0) + 0.5)))


def _logistic(value: Floats) -> Floats:
    return 1 / (1 + np.exp(-np.clip(value, -30, 30)))
