"""Results kept with a dataset: for whoever holds it, never for a copy with other tables, and gone with it."""

import gc
import weakref
from dataclasses import replace

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.tables.dataset import Ecosystem
from tests.tiny import tiny


def test_a_copy_with_other_tables_has_results_of_its_own() -> None:
    found = tiny(ties="source,target\na,b")
    copy = replace(found, title="another")
    assert [each.results.get("size", lambda each=each: each.title) for each in (found, copy)] == [
        found.title,
        "another",
    ]


def with_a_result() -> "weakref.ref[Ecosystem]":
    found = tiny(ties="source,target\na,b")
    found.results.get("city", lambda: SiteNetwork(found, found.sites[0]))
    return weakref.ref(found)


def test_a_dataset_that_nobody_holds_is_forgotten_with_its_results() -> None:
    held = with_a_result()
    gc.collect()
    assert held() is None
