"""What all viewers of the same data share: sources that were read, their tables, and results computed from them.

Nothing of a session goes in: a key holds all that a result depends on, and nobody changes what comes out.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st

from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_source
from ecosystem.names.decisions import Decision
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

T = TypeVar("T")
_RESULTS = 200  # of one dataset; the oldest are dropped first


class _Results(NamedTuple):
    """The results kept for one dataset, and the lock of whoever adds to them."""

    kept: OrderedDict[Hashable, Any]
    lock: threading.RLock


_results: WeakKeyDictionary[Ecosystem, _Results] = WeakKeyDictionary()
_lock = threading.Lock()


def read_path(path: Path, recipe: Recipe | None) -> Source:
    """Return the source at a path of this machine, read again only where a file of it has changed."""
    files = [path] if path.is_file() else sorted(each for each in path.rglob("*") if each.is_file())
    stamp = [(str(each), each.stat().st_mtime_ns, each.stat().st_size) for each in files]
    return _read(_digest(str(path), stamp, dump_recipe(recipe) if recipe else ""), path, recipe)


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(key: str, _path: Path, _recipe: Recipe | None) -> Source:
    return open_source(_path, _recipe)


def dataset(source: Source, recipe: Recipe | None, decisions: Sequence[Decision] = ()) -> Ecosystem:
    """Return the tables of a source under a column setup and decisions about names; raises what ``assemble`` raises."""
    sheets = [(sheet.source, sheet.reading, tuple(sheet.frame.columns), len(sheet.frame)) for sheet in source.sheets]
    setup = dump_recipe(recipe) if recipe else ""
    key = _digest(source.fingerprint, source.title, sheets, setup, [each.decision_id for each in decisions])
    return _dataset(key, source, recipe, decisions)


@st.cache_resource(max_entries=16, show_spinner=False)
def _dataset(key: str, _source: Source, _recipe: Recipe | None, _decisions: Sequence[Decision]) -> Ecosystem:
    return assemble(_source, _recipe, _decisions)


def result(found: Ecosystem, key: Hashable, make: Callable[[], T]) -> T:
    """Return what ``make`` returns, computed once for all viewers of this dataset; ``make`` draws nothing."""
    with _lock:
        store = _results.setdefault(found, _Results(OrderedDict(), threading.RLock()))
    with store.lock:
        if key not in store.kept:
            store.kept[key] = make()
            while len(store.kept) > _RESULTS:
                store.kept.popitem(last=False)
        store.kept.move_to_end(key)
        found_before: T = store.kept[key]
        return found_before


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()
