"""The verbs of ``project`` about projects as a whole: make, list, show, hand over, back up, delete."""

import argparse

from ecosystem.errors import EcosystemError
from ecosystem.terminal.output import print_json, print_text, tell
from ecosystem.terminal.project_files import initials, map_of, show_on_home
from ecosystem.translation import gettext


def create_project(args: argparse.Namespace) -> int:
    """Make a project and print its name."""
    from ecosystem.projects.changes import Change  # noqa: PLC0415  late imports keep --help fast
    from ecosystem.projects.kinds import check_title, tidied  # noqa: PLC0415
    from ecosystem.projects.lifecycle import purge  # noqa: PLC0415
    from ecosystem.projects.project import CITY, create  # noqa: PLC0415

    by = initials(args.by)
    check_title(tidied(args.title))
    purge()
    cities = dict.fromkeys(filter(None, map(tidied, args.city)))
    made = create(args.name, [Change(CITY, True, city, by) for city in cities], title=args.title, by=by)
    print_text(f"{made.name}\n")
    tell(gettext("Made the project {name}. Add data to it: project add {name} FILE").format(name=made.name))
    return 0


def list_projects(args: argparse.Namespace) -> int:
    """Print all projects, or the deleted ones."""
    from ecosystem.projects.holdings import line_of  # noqa: PLC0415
    from ecosystem.projects.lifecycle import deleted_until  # noqa: PLC0415
    from ecosystem.projects.project import every  # noqa: PLC0415

    found = every(deleted=args.deleted)
    until = [(deleted_until(project), line_of(project)) for project in found]
    print_json([{**line, "kept_until": day.date().isoformat()} if day else line for day, line in until])
    return 0


def show_project(args: argparse.Namespace) -> int:
    """Print what a project holds."""
    from ecosystem.names.decisions import effective  # noqa: PLC0415
    from ecosystem.names.gate import OPEN  # noqa: PLC0415
    from ecosystem.projects import store  # noqa: PLC0415
    from ecosystem.projects.holdings import holdings  # noqa: PLC0415
    from ecosystem.projects.project import called, holds_data  # noqa: PLC0415
    from ecosystem.projects.sources import log_name  # noqa: PLC0415

    project = called(args.name)
    found = map_of(project) if holds_data(project) else None
    if found:
        print_json(holdings(project, found.gate, found.decisions))
    else:
        print_json(holdings(project, OPEN, effective(store.log(log_name(project)))))
    return 0


def export_project(args: argparse.Namespace) -> int:
    """Write a project as a hand-over box."""
    from ecosystem.projects.box import handed_over, write_box  # noqa: PLC0415
    from ecosystem.projects.project import called  # noqa: PLC0415
    from ecosystem.show.files import write_file  # noqa: PLC0415

    project = called(args.name)
    write_file(args.output, write_box(project, contacts=args.with_contacts), private=True)
    handed_over(project, contacts=args.with_contacts)
    tell(gettext("Wrote {file}").format(file=args.output))
    tell(gettext("Texts in it, such as notes and answers, may name people: read it before you hand it on."))
    if args.with_contacts:
        tell(gettext("It holds the contact list: give it only to whom the people in it agreed to."))
    return 0


def import_project(args: argparse.Namespace) -> int:
    """Make a project from a hand-over box and print its name."""
    from ecosystem.projects.box import read_box  # noqa: PLC0415
    from ecosystem.projects.project import holds_data  # noqa: PLC0415

    made = read_box(args.file.read_bytes(), name=args.called)
    try:
        show_on_home(made, map_of(made) if holds_data(made) else None)
    except EcosystemError as error:  # what cannot be read yet is mended in the app
        tell(str(error))
    print_text(f"{made.name}\n")
    tell(gettext("Made the project {name} from {file}.").format(name=made.name, file=args.file))
    return 0


def back_up(args: argparse.Namespace) -> int:
    """Write all projects as one backup file."""
    from ecosystem.projects.backup import write_backup  # noqa: PLC0415
    from ecosystem.projects.lifecycle import purge  # noqa: PLC0415

    purge()  # what is past its 30 days is in no backup
    write_backup(args.output)
    tell(gettext("Wrote {file}").format(file=args.output))
    return 0


def restore_backup(args: argparse.Namespace) -> int:
    """Fill an empty store from a backup."""
    from ecosystem.projects.backup import restore  # noqa: PLC0415

    restore(args.file)
    tell(gettext("Restored the projects of {file}. See them: project list").format(file=args.file))
    return 0


def delete_project(args: argparse.Namespace) -> int:
    """Delete a project."""
    from ecosystem.projects.lifecycle import delete, deleted_until  # noqa: PLC0415
    from ecosystem.projects.project import called  # noqa: PLC0415

    gone = delete(called(args.name), initials(args.by))
    until = deleted_until(gone)
    said = gettext("Deleted {name}. Until {day}, this brings it back: project undelete {name}")
    tell(said.format(name=gone.name, day=until.date().isoformat() if until else ""))
    return 0


def undelete_project(args: argparse.Namespace) -> int:
    """Bring a deleted project back."""
    from ecosystem.projects.lifecycle import undelete  # noqa: PLC0415
    from ecosystem.projects.project import called  # noqa: PLC0415

    back = undelete(called(args.name, deleted=True), initials(args.by))
    tell(gettext("The project {name} is back.").format(name=back.name))
    return 0
