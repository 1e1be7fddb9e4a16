"""Draws of what those who have not answered might have said: what stands is never touched, the rest is plausible."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from ecosystem.network.imputation import Missing, Survey
from ecosystem.network.network import Network

SEED = np.random.SeedSequence(7)


def survey(namings: list[tuple], answered: str, silent: str = "", one_sector: bool = False) -> Survey:
    """A survey of organizations of one letter each; a naming is (reporter, named[, direction[, strength]])."""
    reports = pd.DataFrame(
        [(*naming, *("mutual", 1.0)[len(naming) - 2 :]) for naming in namings],
        columns=["reporter_id", "named_id", "direction", "strength"],
    ).assign(relation="works_with")
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(answered + silent)
    for reporter, named, direction, strength, _ in reports.itertuples(index=False):
        ends = (named, reporter) if direction == "gets" else (reporter, named)
        graph.add_edge(*ends, direction, strength=strength, directed=direction != "mutual")
    everybody = sorted(answered + silent)
    organizations = pd.DataFrame(
        {
            "organization_id": everybody,
            "sector": [("one" if one_sector or o < "d" else "other") for o in everybody],
            "status": ["respondent" if o in answered else "invited" for o in everybody],
        }
    )
    network = Network.from_graph(graph, organizations, survey=True)
    return Survey.from_reports(network, network.answered, reports)


def arcs(network: Network) -> dict[tuple[str, str], float]:
    ends = zip(network.source.tolist(), network.target.tolist(), strict=True)
    return dict(zip([(network.ids[a], network.ids[b]) for a, b in ends], network.strength.tolist(), strict=True))


RING = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("e", "a"), ("a", "x"), ("b", "a"), ("c", "y")]


@pytest.mark.parametrize("missing", ["alike", "hubs", "peripheral"])
def test_what_was_reported_stands_in_every_draw(missing: Missing) -> None:
    here = survey([(*naming, "mutual", 2.0) for naming in RING], "abcde", "xy")
    for drawn in here.imputations(20, SEED, missing):
        assert arcs(here.network).items() <= arcs(drawn).items()


def test_only_those_who_have_not_answered_say_more_in_a_draw() -> None:
    here = survey(RING, "abcde", "xy")
    new = [arc for drawn in here.imputations(50, SEED) for arc in arcs(drawn).keys() - arcs(here.network).keys()]
    assert {source for source, _ in new} == {"x", "y"}
    assert not [arc for arc in new if arc[0] == arc[1]]


def test_in_a_draw_everybody_has_answered_and_arcs_are_in_order() -> None:
    for drawn in survey(RING, "abcde", "xy").imputations(10, SEED):
        assert drawn.answered.all()
        assert drawn.observed.all()
        keys = drawn.source * len(drawn) + drawn.target
        assert (np.diff(keys) > 0).all()


def test_where_all_say_only_what_they_get_a_draw_adds_only_what_the_silent_get() -> None:
    here = survey([(a, b, "gets") for a, b in RING], "abcde", "xy")
    new = [arc for drawn in here.imputations(50, SEED) for arc in arcs(drawn).keys() - arcs(here.network).keys()]
    assert {target for _, target in new} == {"x", "y"}


def test_a_drawn_tie_is_as_strong_as_one_that_was_reported() -> None:
    here = survey([(a, b, "mutual", 2.0 + (a == "a")) for a, b in RING], "abcde", "xy")
    new = [s for n in here.imputations(50, SEED) for arc, s in arcs(n).items() if arc not in arcs(here.network)]
    assert set(new) == {2.0, 3.0}


def test_the_same_seed_draws_the_same_and_another_seed_does_not() -> None:
    def drawn(seed: int) -> list[dict]:
        return [arcs(n) for n in survey(RING, "abcde", "xy").imputations(8, np.random.SeedSequence(seed))]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_nothing_is_drawn_where_everybody_was_heard() -> None:
    here = survey(RING[:5], "abcde")
    assert all(arcs(drawn) == arcs(here.network) for drawn in here.imputations(5, SEED))


@pytest.mark.parametrize("namings", [RING[:1], [(a, b) for a in "abcde" for b in "abcdexy" if a != b]])
def test_one_tie_or_every_tie_in_one_sector_can_be_drawn_from(namings: list[tuple]) -> None:
    drawn = list(survey(namings, "abcde", "xy", one_sector=True).imputations(20, SEED))
    assert len(drawn) == 20


def invented(size: int, lost: int, seed: int) -> tuple[np.ndarray, Survey]:
    """Who names whom in a network of pairs drawn as the model has it, and its survey without the last ``lost``.

    A pair names each other, one the other or neither with odds exp(2 + ab + ba) : exp(ab) : exp(ba) : 1.
    """
    random = np.random.default_rng(seed)
    willing, known = random.normal(0, 1, size), random.normal(0, 0.7, size)
    score = willing[:, None] + known[None, :] - 2.2
    odds = np.exp([score + score.T + 2, score, score.T, 0 * score])
    luck = random.random((size, size))
    kind = (luck > (odds / odds.sum(axis=0)).cumsum(axis=0)).sum(axis=0)
    first = np.triu((kind == 0) | (kind == 1), 1)
    names = first | np.triu((kind == 0) | (kind == 2), 1).T
    ids = [f"{n:03d}" for n in range(size)]
    status = ["respondent"] * (size - lost) + ["invited"] * lost
    organizations = pd.DataFrame({"organization_id": ids, "sector": "one", "status": status})
    pairs = [(ids[a], ids[b]) for a, b in np.argwhere(names[: size - lost])]
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(ids)
    graph.add_edges_from(pairs, strength=1.0, directed=False)
    reports = pd.DataFrame(pairs, columns=["reporter_id", "named_id"])
    reports = reports.assign(relation="works_with", direction="mutual", strength=1.0)
    network = Network.from_graph(graph, organizations, survey=True)
    return names, Survey.from_reports(network, network.answered, reports)


def drawn_names(here: Survey, draws: int) -> np.ndarray:
    """The share of draws in which each names each."""
    size = len(here.network)
    found = np.zeros((size, size))
    for seed in SEED.spawn(draws // 4):
        for drawn in here.imputations(4, seed):
            found[drawn.source, drawn.target] += 1
    return found / draws


def test_chances_are_right_on_networks_drawn_from_the_model_itself() -> None:
    """Of the namings drawn in a given share of draws, that share is true, returned or not (over six networks)."""
    chance, true, returned = [], [], []
    for seed in range(6):
        names, here = invented(60, 18, seed)
        found = drawn_names(here, 100)
        off = ~np.eye(60, dtype=bool)[42:]
        chance.append(found[42:][off])
        true.append(names[42:][off])
        returned.append((names & here.heard[:, None]).T[42:][off])
    chance, true, returned = np.concatenate(chance), np.concatenate(true), np.concatenate(returned)
    for of_them in (returned, ~returned):
        assert chance[of_them].mean() == pytest.approx(true[of_them].mean(), abs=0.03)
    for low in (0.0, 0.1, 0.2, 0.35, 0.5):
        within = (low <= chance) & (chance < low + 0.15)
        assert true[within].mean() == pytest.approx(chance[within].mean(), abs=0.06)


def test_the_missing_name_more_as_hubs_and_less_as_peripheral() -> None:
    _, here = invented(40, 12, seed=1)

    def more(missing: Missing) -> int:
        return sum(len(n.source) - len(here.network.source) for n in here.imputations(20, SEED, missing))

    assert more("hubs") > 1.2 * more("alike") > 1.2 * 1.2 * more("peripheral")
