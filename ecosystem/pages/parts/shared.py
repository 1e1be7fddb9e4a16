"""What all viewers of the same data share: sources that were read, and the tables made of them.

Nothing of a session goes in: a key holds all that a result depends on, and nobody changes what comes out.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_source
from ecosystem.names.decisions import Decision
from ecosystem.projects.project import Project, content_key
from ecosystem.projects.sources import open_project
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem


def read_path(path: Path, recipe: Recipe | None) -> Source:
    """Return the source at a path of this machine, read again only where a file of it has changed."""
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        stamp = [(file.name, info.st_mtime_ns, info.st_size) for file in files for info in [file.stat()]]
    except OSError:
        return open_source(path, recipe)  # which says what is wrong
    return _read(_digest(str(path), stamp, dump_recipe(recipe) if recipe else ""), path, recipe)


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(key: str, _path: Path, _recipe: Recipe | None) -> Source:
    return open_source(_path, _recipe)


def project_source(project: Project, recipe: Recipe | None) -> Source:
    """Return the source of a project, read again only where what it holds has changed."""
    return _project(_digest(content_key(project), dump_recipe(recipe) if recipe else ""), project, recipe)


@st.cache_resource(max_entries=16, show_spinner=False)
def _project(key: str, _project: Project, _recipe: Recipe | None) -> Source:
    return open_project(_project, _recipe).source


def dataset(source: Source, recipe: Recipe | None, decisions: Sequence[Decision] = ()) -> Ecosystem:
    """Return the tables of a source under a column setup and decisions about names; raises what ``assemble`` raises."""
    sheets = [(sheet.source, sheet.reading, tuple(sheet.frame.columns), len(sheet.frame)) for sheet in source.sheets]
    setup = dump_recipe(recipe) if recipe else ""
    key = _digest(source.fingerprint, source.title, sheets, setup, [each.decision_id for each in decisions])
    return _dataset(key, source, recipe, decisions)


@st.cache_resource(max_entries=16, show_spinner=False)
def _dataset(key: str, _source: Source, _recipe: Recipe | None, _decisions: Sequence[Decision]) -> Ecosystem:
    return assemble(_source, _recipe, _decisions)


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()
