"""The verb that adds files to a project, and the map that a project's files make."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ecosystem.errors import EcosystemError, NoMapError, RequestError
from ecosystem.terminal.output import print_json, tell
from ecosystem.terminal.setups import setup_given
from ecosystem.translation import gettext

if TYPE_CHECKING:
    from ecosystem.collect.recipes import Recipe
    from ecosystem.projects.project import Project
    from ecosystem.tables.dataset import Ecosystem

_OF_SHEETS = ("sheet not used", "sheet twice", "no rows")  # reasons that are about a whole sheet


def add_files(args: argparse.Namespace) -> int:
    """Keep files and a column setup in a project, and print what is new."""
    from ecosystem.collect.recipes import dump_recipe  # noqa: PLC0415
    from ecosystem.collect.sources import open_upload  # noqa: PLC0415
    from ecosystem.names.gate import OPEN  # noqa: PLC0415
    from ecosystem.projects.changes import Change  # noqa: PLC0415
    from ecosystem.projects.project import SETUP, SOURCE, called, files_of, keep_files, record, undo  # noqa: PLC0415
    from ecosystem.projects.sources import setup_of  # noqa: PLC0415

    project, by, given = called(args.name), initials(args.by), setup_given(args.recipe)
    files = _files(args.files)
    if not files and given is None:
        raise RequestError(gettext("Nothing was named. Give files, or one folder: project add NAME FILE"))
    before = files_of(project)
    setup = given or setup_of(project)
    if together := {**before, **files}:
        open_upload(sorted(together.items()), setup)  # an error shows here, and nothing is kept
    held = project.values(SOURCE)
    setting = given is not None and dump_recipe(given) != project.value(SETUP)
    if given is not None and setting:  # first, as it may say that a column headed like a person's holds organizations
        project = record(project, Change(SETUP, dump_recipe(given), by=by))
    try:
        project = keep_files(project, files, by)
    except EcosystemError:
        if setting:
            undo(project, project.changes[-1], by)
        raise
    now = project.values(SOURCE)
    new = [name for name in files if name not in held]
    changed = [name for name in files if name in held and held[name]["hash"] != now[name]["hash"]]
    found = map_of(project) if now else None
    show_on_home(project, found)
    gate = found.gate if found else OPEN
    if found:
        tell(*(gate(line) for line in _without_use(found, files)))
    words = {
        "new": new,
        "changed": changed,
        "unchanged": [name for name in files if name not in new and name not in changed],
        "differences": _differences(project, {name: before[name] for name in changed}, setup),
    }
    shown = {key: list(map(gate, lines)) for key, lines in words.items()}  # a name that is withheld may stand in any
    print_json({"project": project.name, **shown, "fingerprint": found.fingerprint if found else None})
    return 0


def map_of(project: "Project") -> "Ecosystem | None":
    """Return the map of a project; None, after the reason was told, where its columns are still to be described."""
    from ecosystem.projects.sources import open_project  # noqa: PLC0415
    from ecosystem.tables.assemble import assemble  # noqa: PLC0415

    opened = open_project(project)
    try:
        return assemble(opened.source, opened.setup, opened.decisions)
    except NoMapError as error:
        tell(str(error))
        return None


def _without_use(found: "Ecosystem", files: Mapping[str, bytes]) -> list[str]:
    """Return a line on each sheet of these files of which no row is used, with the reason."""
    from ecosystem.collect.issues.record import SET_ASIDE  # noqa: PLC0415

    issues = found.table("issues")
    told = issues[(issues["kind"] == SET_ASIDE) | (issues["reason"] == "no rows")]
    told = told.assign(first=told["reason"].isin(_OF_SHEETS)).sort_values("first", ascending=False, kind="stable")
    unused = found.counts.loc[found.counts["rows_kept"] == 0, "sheet"]
    ours = [sheet for sheet in unused if any(sheet == name or sheet.startswith(f"{name}, ") for name in files)]
    lines = told[told["source"].isin(ours)].drop_duplicates("source")
    return [f"{source}: {message}" for source, message in zip(lines["source"], lines["message"], strict=True)]


def show_on_home(project: "Project", found: "Ecosystem | None") -> None:
    """Keep the figures and the picture that the card of a project shows, of its map if it has one."""
    from ecosystem.projects.cards import show_on_card  # noqa: PLC0415

    if found:
        show_on_card(project, found)


def _files(paths: Sequence[Path]) -> dict[str, bytes]:
    """Return name -> content of the files named, or of those that are read in the one folder named."""
    from ecosystem.collect.sources import files_at  # noqa: PLC0415

    if len(paths) > 1 and any(path.is_dir() for path in paths):
        raise RequestError(gettext("Name files, or one folder, and not both: project add NAME FILE"))
    found: dict[str, bytes] = {}
    for path in paths:
        files, other = files_at(path.expanduser())
        if twice := sorted(found.keys() & files.keys()):
            said = gettext("Two files are called {name}. A project tells files by their names: rename one of them.")
            raise RequestError(said.format(name=twice[0]))
        found |= files
        if other:
            tell(gettext("Not added, as they are not read: {files}").format(files=", ".join(other)))
        if not files:
            said = gettext("{folder}: the folder has no .csv or .xlsx file. Save the data there as one.")
            raise RequestError(said.format(folder=path))
    return found


def _differences(project: "Project", before: Mapping[str, bytes], setup: "Recipe | None") -> list[str]:
    """Return in words what a new version of files of a project changed."""
    from ecosystem.collect.beside import is_toml  # noqa: PLC0415
    from ecosystem.collect.new_answers import differences  # noqa: PLC0415
    from ecosystem.collect.sources import open_upload  # noqa: PLC0415
    from ecosystem.projects.arrivals import as_kept_now  # noqa: PLC0415
    from ecosystem.projects.project import files_of  # noqa: PLC0415

    tables = [name for name in sorted(before) if not is_toml(name)]
    if not tables:
        return []
    versions = ([(name, contents[name]) for name in tables] for contents in (before, files_of(project)))
    earlier, later = (open_upload(files, setup).sheets for files in versions)
    return list(differences(earlier, later, setup, as_kept_now(project)).lines)


def initials(text: str) -> str:
    """Return the initials given, "" without; DecisionError or RequestError for what is no short name."""
    from ecosystem.names.decisions import who_decides  # noqa: PLC0415
    from ecosystem.projects import kinds  # noqa: PLC0415

    name = who_decides(text) if text else ""
    if name and not kinds.initials(name):
        raise RequestError(gettext("--by: a short name or initials, please, and no phone number."))
    return name
