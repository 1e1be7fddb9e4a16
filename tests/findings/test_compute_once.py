"""What takes long is computed once, whoever asks, and never shown for data it does not belong to."""

import threading
from dataclasses import replace

import pandas as pd
import pytest

from ecosystem.findings.measures import intervals as module
from ecosystem.findings.measures.intervals import intervals
from ecosystem.findings.structure.induced_subset import induced_subset
from ecosystem.result_cache import ResultCache
from ecosystem.show.exports import export_files
from tests.tiny import city, sample, survey

TIES = "ab ba bc cd de ea ax bx"


@pytest.fixture
def simulations(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The site and relation of each simulation run, with nothing kept from before."""
    run: list[tuple[str, str]] = []
    simulated = module._simulated
    monkeypatch.setattr(module, "_RESULTS", ResultCache(8))
    monkeypatch.setattr(module, "_simulated", lambda c, *rest: run.append((c.site, c.relation)) or simulated(c, *rest))
    return run


def test_an_export_simulates_once_for_each_site_and_relation(simulations: list[tuple[str, str]]) -> None:
    files = export_files(sample("riverton"))
    assert {"organization_measures.csv", "network_measures.csv", "ranks.csv", "comparison.csv"} <= set(files)
    assert simulations == [("Riverton", "all")]


def test_other_draws_other_seeds_and_other_assumptions_are_other_results(simulations: list[tuple[str, str]]) -> None:
    here = city(survey("abcde", silent="x", ties=TIES))
    options: list[dict] = [{}, {"seed": 1}, {"missing": "hubs"}, {"named_only": False}, {}]
    for each in options:
        intervals(here, draws=4, **each)
    intervals(here, draws=5)
    assert len(simulations) == 5


def test_data_that_differ_in_one_answer_or_one_organization_are_not_mixed_up(
    simulations: list[tuple[str, str]],
) -> None:
    """All of these may have one fingerprint of their source: the whole, a part of it, and what the public sees."""
    whole = survey("abcde", silent="x", ties=TIES)
    one_less = replace(whole, tables=whole.tables | {"reports": whole.tables["reports"].iloc[1:]})
    other_sector = whole.tables["organizations"].assign(sector=pd.array(list("uuvvvv"), dtype="string"))
    views = [
        city(whole),
        city(one_less),
        induced_subset(city(whole), "abcde"),
        city(replace(whole, tables=whole.tables | {"organizations": other_sector})),
    ]
    for view in views:
        intervals(view, draws=4)
    assert len(simulations) == len(views)
    assert len({view.ecosystem.fingerprint for view in views}) == 1


def test_who_writes_into_a_result_changes_nobody_elses(simulations: list[tuple[str, str]]) -> None:
    here = city(survey("abcde", silent="x", ties=TIES))
    first = intervals(here, draws=4)
    kept = first.organizations["value"].tolist()
    first.organizations["value"] = 0.0
    assert intervals(here, draws=4).organizations["value"].tolist() == kept


def test_the_least_recently_used_result_is_forgotten_first() -> None:
    cache: ResultCache[str] = ResultCache(2)
    computed: list[str] = []
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get(key, lambda key=key: computed.append(key) or key)  # type: ignore[misc,func-returns-value]
    assert computed == ["a", "b", "c", "b"]


def test_threads_that_ask_for_one_result_share_one_computation() -> None:
    cache: ResultCache[int] = ResultCache(2)
    begun, go_on = threading.Event(), threading.Event()
    computed: list[int] = []

    def compute() -> int:
        begun.set()
        go_on.wait(10)
        computed.append(1)
        return 7

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(cache.get("key", compute))) for _ in range(4)]
    for thread in threads:
        thread.start()
    begun.wait(10)
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert (found, computed) == ([7] * 4, [1])


def test_a_computation_that_failed_is_tried_again() -> None:
    cache: ResultCache[int] = ResultCache(2)
    with pytest.raises(ZeroDivisionError):
        cache.get("key", lambda: 1 // 0)
    assert cache.get("key", lambda: 3) == 3
