"""What all viewers of the same data share: sources that were read, and the tables made of them.

Nothing of a session goes in: a key holds all that a result depends on, and nobody changes what comes out.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_source
from ecosystem.names.decisions import Decision
from ecosystem.projects.project import Project, content_key
from ecosystem.projects.sources import open_project
from ecosystem.result_cache import ResultCache
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

SOURCES: ResultCache[Source] = ResultCache(16)
DATASETS: ResultCache[Ecosystem] = ResultCache(16)


def read_path(path: Path, recipe: Recipe | None) -> Source:
    """Return the source at a path of this machine, read again only where a file of it has changed."""
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        stamp = [(file.name, info.st_mtime_ns, info.st_size) for file in files for info in [file.stat()]]
    except OSError:
        return open_source(path, recipe)  # which says what is wrong
    key = _digest(str(path), stamp, dump_recipe(recipe) if recipe else "")
    return SOURCES.get(key, lambda: open_source(path, recipe))


def project_source(project: Project, recipe: Recipe | None) -> Source:
    """Return the source of a project, read again only where what it holds has changed."""
    key = _digest(content_key(project), dump_recipe(recipe) if recipe else "")
    return SOURCES.get(key, lambda: open_project(project, recipe).source)


def dataset(source: Source, recipe: Recipe | None, decisions: Sequence[Decision] = ()) -> Ecosystem:
    """Return the tables of a source under a column setup and decisions about names; raises what ``assemble`` raises."""
    sheets = [(sheet.source, sheet.reading, tuple(sheet.frame.columns), len(sheet.frame)) for sheet in source.sheets]
    setup = dump_recipe(recipe) if recipe else ""
    key = _digest(source.fingerprint, source.title, sheets, setup, [each.decision_id for each in decisions])
    return DATASETS.get(key, lambda: assemble(source, recipe, decisions))


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()
