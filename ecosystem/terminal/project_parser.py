"""The parser of ``project`` and its verbs, with their help texts."""

import argparse
from collections.abc import Callable
from pathlib import Path

from ecosystem.terminal import project_files, project_people, project_verbs
from ecosystem.terminal.options import Parser, add_verb, output_option, renamed_option, verbose_option
from ecosystem.translation import gettext

ADDRESS = "http://localhost:8501"  # of the app that ``serve`` opens
ROLES = ("viewer", "helper", "organizer", "participant")


def add_project_verbs(verbs: "argparse._SubParsersAction[Parser]") -> None:
    """Add ``project`` with its own verbs."""
    texts = (
        gettext("Keep the data and decisions of one mapping effort as a project."),
        gettext("DATA of every verb may be project:NAME. Each verb of project has its own help: project VERB --help"),
        "project create river-city --title 'River City 2026' --city Riverton",
        "project add river-city survey/",
        "check project:river-city",
    )
    top = add_verb(verbs, project_verbs.list_projects, "project", texts)
    mine = top.add_subparsers(dest="action", required=True, metavar="VERB", title=gettext("verbs of project"))

    def verb(run: Callable[[argparse.Namespace], int], name: str, *texts: str, of_one: bool = True) -> Parser:
        made = add_verb(mine, run, name, texts)
        if of_one:
            made.add_argument("name", metavar="NAME", help=gettext("the project, as project list names it"))
        verbose_option(made)
        return made

    create = verb(
        project_verbs.create_project,
        "create",
        gettext("Make a project and print its name."),
        gettext("The name is written in small letters with hyphens: River City becomes river-city."),
        "project create river-city --title 'River City 2026' --city Riverton --city Harbor",
    )
    create.add_argument("--title", default="", metavar="TITLE", help=gettext("what people call it (default: NAME)"))
    text = gettext("a city that it is about; can be given several times (default: none)")
    create.add_argument("--city", action="append", default=[], metavar="CITY", help=text)
    _by(create)
    add = verb(
        project_files.add_files,
        "add",
        gettext("Add files, or a newer version of those with the same names, and print what is new (JSON)."),
        gettext("Earlier versions are kept and can be brought back. Nothing is kept if a file cannot be read."),
        "project add river-city survey/",
        "project add river-city answers.csv --setup setup.toml",
    )
    add.add_argument("files", metavar="FILE", nargs="*", type=Path, help=gettext("files, or one folder of files"))
    text = gettext("column setup (TOML) that the project keeps from now on")
    renamed_option(add, "--setup", "--recipe", "FILE", text, Path)
    _by(add)
    listed = verb(
        project_verbs.list_projects,
        "list",
        gettext("Print all projects, the one changed last first (JSON)."),
        gettext("Each has its name, title, state, cities, files, and when it was made and changed."),
        "project list",
        of_one=False,
    )
    text = gettext("list the deleted ones instead, with the day until which each can come back")
    listed.add_argument("--deleted", action="store_true", help=text)
    verb(
        project_verbs.show_project,
        "show",
        gettext("Print what a project holds (JSON)."),
        gettext("Everything but contacts, links, and who changed what. Names that nobody may see are left out."),
        "project show river-city",
    )
    export = verb(
        project_verbs.export_project,
        "export",
        gettext("Write a project as one .zip: the hand-over box."),
        gettext("It holds everything but contacts and links, and can be read without this program."),
        "project export river-city -o river-city.zip",
    )
    output_option(export, "BOX.zip", gettext("the file to write"))
    text = gettext("also write the contact list: names, e-mail addresses and phone numbers of people")
    export.add_argument("--with-contacts", action="store_true", help=text)
    import_ = verb(
        project_verbs.import_project,
        "import",
        gettext("Make a project from a hand-over box and print its name."),
        gettext("It has the same fingerprint and the same numbers as where it was exported."),
        "project import river-city.zip --as river-city-2026",
        of_one=False,
    )
    import_.add_argument("file", metavar="BOX.zip", type=Path, help=gettext("the file that project export wrote"))
    text = gettext("the name of the new project (default: as in the box)")
    import_.add_argument("--as", dest="called", default="", metavar="NAME", help=text)
    _links(verb)
    _whole_store(verb)
    deleted = verb(
        project_verbs.delete_project,
        "delete",
        gettext("Delete a project. It is kept for 30 days."),
        gettext("Until then project undelete brings it back. Afterwards nothing of it is left in the store."),
        "project delete river-city",
    )
    _by(deleted)
    back = verb(
        project_verbs.undelete_project,
        "undelete",
        gettext("Bring a deleted project back."),
        gettext("project list --deleted names those that can come back."),
        "project undelete river-city",
    )
    _by(back)
    withdrawn = verb(
        project_people.withdraw_data,
        "withdraw",
        gettext("Remove the data of an organization or a person from a project, and print where it was (JSON)."),
        gettext("This cannot be undone. It also lists what has left already: published copies and hand-over boxes."),
        "project withdraw river-city 'Harbor Shelter'",
    )
    withdrawn.add_argument("text", metavar="TEXT", help=gettext("the name, e-mail address or phone number to remove"))


def _links(verb: Callable[..., Parser]) -> None:
    link = verb(
        project_people.make_link,
        "link",
        gettext("Make a link that gives a role in a project, and print its address."),
        gettext(
            "Whoever has the address has the role, so send it only to whom it is for. It is shown once and not kept; "
            "project revoke ends it."
        ),
        "project link river-city --role viewer --days 30",
        "project link river-city --role helper --address http://127.0.0.1:8600",
    )
    link.add_argument("--role", required=True, choices=ROLES, help=gettext("what the link lets people do"))
    text = gettext("how many days it holds, counted from today (default: until it is revoked)")
    link.add_argument("--days", type=int, metavar="N", help=text)
    text = gettext("where the app is reached (default: %(default)s)")
    link.add_argument("--address", default=ADDRESS, metavar="URL", help=text)
    verb(
        project_people.list_links,
        "links",
        gettext("Print the links of a project without their addresses (JSON)."),
        gettext("Each has its id, role, and when it was made, ends and was revoked."),
        "project links river-city",
    )
    revoked = verb(
        project_people.revoke_link,
        "revoke",
        gettext("End a link."),
        gettext("Whoever came by it is refused from then on."),
        "project revoke river-city 3f9a1c0d42be",
    )
    revoked.add_argument("link", metavar="LINK", help=gettext("the id of the link, as project links prints it"))


def _whole_store(verb: Callable[..., Parser]) -> None:
    backup = verb(
        project_verbs.back_up,
        "backup",
        gettext("Write all projects as one backup file."),
        gettext("The app may go on running. The file holds the contact lists too: keep it where only you can read it."),
        "project backup -o backup.zip",
        of_one=False,
    )
    output_option(backup, "FILE", gettext("the file to write"))
    restored = verb(
        project_verbs.restore_backup,
        "restore",
        gettext("Fill an empty store from a backup file."),
        gettext(
            "For another computer, or after the store was lost: nothing that is there is replaced. The environment "
            "variable ECOSYSTEM_STORE names another folder for the store."
        ),
        "project restore backup.zip",
        of_one=False,
    )
    restored.add_argument("file", metavar="FILE", type=Path, help=gettext("the file that project backup wrote"))


def _by(verb: Parser) -> None:
    text = gettext("your initials, recorded with the change (default: none)")
    verb.add_argument("--by", default="", metavar="INITIALS", help=text)
