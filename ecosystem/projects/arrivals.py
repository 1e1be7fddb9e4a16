"""Files that arrived in a project and wait for a decision: what each brings, and the changes that decide on it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ecosystem.collect.beside import is_toml
from ecosystem.collect.new_answers import Differences, differences
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.same_form import further_name, same_form
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.collect.sources import open_upload
from ecosystem.errors import EcosystemError
from ecosystem.projects.changes import Change
from ecosystem.projects.project import ARRIVED, SOURCE, Project, files_of, known_names
from ecosystem.tables.pii_redaction import people_named


@dataclass(frozen=True)
class Arrival:
    """One file that waits: the source that it is a newer version of, "" for none, and what is new in it."""

    name: str
    value: Any  # of its change: hash and size
    replaces: str
    held: Collection[str]  # names of the sources
    source: Source | None = None
    new: Differences | None = None  # None where it is about something else, or is no table
    fault: str = ""  # why it cannot be read

    def use(self) -> tuple[Change, ...]:
        """Return the changes that let it take the place of the source that it is a newer version of."""
        return Change(SOURCE, self.value, self.replaces or self.name), *self.leave()

    def add(self) -> tuple[Change, ...]:
        """Return the changes that add it as a further source, under a name of its own."""
        return Change(SOURCE, self.value, further_name(self.name, self.held)), *self.leave()

    def leave(self) -> tuple[Change, ...]:
        """Return the change after which it waits no more; it stays in the log."""
        return (Change(ARRIVED, None, self.name),)


def arrivals(project: Project, setup: Recipe | None = None) -> list[Arrival]:
    """Return the files that wait in a project, compared with its sources; ``setup``: the column setup in force."""
    waiting = files_of(project, kind=ARRIVED)
    if not waiting:
        return []
    values, names = project.values(ARRIVED), set(project.values(SOURCE))
    held = {name: sheets for name, content in files_of(project).items() if (sheets := _sheets(name, content, setup))}
    treated = as_kept_now(project)
    found = []
    for name, content in waiting.items():
        same_name = name if name in names else ""
        if is_toml(name):
            found.append(Arrival(name, values[name], same_name, names))
            continue
        try:
            source = open_upload([(name, content)], setup)
        except EcosystemError as error:
            found.append(Arrival(name, values[name], "", names, fault=str(error)))
            continue
        twin = same_form(name, source.sheets, held, setup) or ""
        new = differences(held[twin], source.sheets, setup, treated) if twin else None
        found.append(Arrival(name, values[name], twin, names, source, new))
    return found


def as_kept_now(project: Project) -> Callable[[str], str]:
    """Return a function for a kept text without the names of all people whom the project knows by now.

    An earlier version may name somebody of whom only a later one tells that it is a person.
    """
    people, decided = known_names(project)
    return people_named((), (), decided, (), people).taken_out_of


def sort_files(
    project: Project, files: Mapping[str, bytes], setup: Recipe | None = None
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the files that are further sources, under names of their own, and those that wait for a decision.

    A file waits where it is a newer version of a source; what is held already is in neither.
    """
    present = files_of(project)
    held = {name: sheets for name, content in present.items() if (sheets := _sheets(name, content, setup))}
    further: dict[str, bytes] = {}
    waiting: dict[str, bytes] = {}
    for name, content in files.items():
        if content in present.values():
            continue
        sheets = _sheets(name, content, setup)
        if (name in present and not sheets) or (sheets and same_form(name, sheets, held, setup)):
            waiting[name] = content
        else:
            further[further_name(name, {*present, *further})] = content
    return further, waiting


def _sheets(name: str, content: bytes, setup: Recipe | None) -> tuple[Sheet, ...]:
    """Return the sheets of a source; none of a questionnaire, of a column setup, and where it cannot be read."""
    if is_toml(name):
        return ()
    try:
        return open_upload([(name, content)], setup).sheets
    except EcosystemError:
        return ()
