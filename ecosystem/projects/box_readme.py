"""README.txt of a hand-over box: for the next steward, who may not have this program."""

import textwrap
from collections.abc import Iterable

from ecosystem import __version__
from ecosystem.names.decisions import Decision
from ecosystem.projects.project import Project
from ecosystem.translation import gettext, ngettext

_WIDTH = 79  # characters in a line


def readme(project: Project, files: Iterable[str], decisions: Iterable[Decision] = ()) -> str:
    """Return what the box of a project is, who made it, what each of its files holds and how to open them."""
    files = {name if "/" not in name else name.split("/")[0] + "/" for name in files}
    initials = sorted(({change.by for change in project.changes} | {each.by for each in decisions}) - {""})
    last = max((change.at[:10] for change in project.changes), default="")
    title = " ".join(project.title.split())
    paragraphs = [
        gettext(
            "This is the hand-over box of the project above: everything its team kept, in files that open with and "
            "without the program that wrote them, the Civic Ecosystem Mapper {version}."
        ).format(version=__version__),
        gettext("Number of changes up to {date}: {count:,}.").format(date=last, count=len(project.changes)),
        ngettext("Recorded by (initials): {initials}.", "Recorded by (initials): {initials}.", len(initials)).format(
            initials=", ".join(initials) or gettext("nobody said")
        ),
        _heading(gettext("Before you pass it on")),
        gettext(
            "The box is for the people who go on with the project, not for the public. It holds the answers as they "
            "were given, also of organizations that did not agree to be named. For the public, use the reports and "
            "the map that the program writes."
        ),
        _heading(gettext("What is in it")),
        *(f"{name}\n{_indented(text)}" for name, text in _told().items() if name in files),
        _heading(gettext("What is not in it")),
        *([] if "contacts.csv" in files else [_without_contacts()]),
        gettext(
            "Links that let people in: make new ones. Columns about people: they were left out when the sources were "
            "added. Other projects."
        ),
        _heading(gettext("Open it with the program")),
        gettext("In the app: Home, and there the button that opens a hand-over box. In a terminal:"),
        f"    civic-mapper project import BOX.zip\n    civic-mapper check project:{project.name}",
        gettext(
            "The project is then as it was, with the same numbers and all that can be taken back. The program takes "
            "a box as it was written: what you change in its files, it refuses. Open the box first, and change the "
            "project."
        ),
        _heading(gettext("Open it without the program")),
        gettext(
            "Unpack the box. A spreadsheet opens the .csv files; a text editor opens the .toml, .json and .txt files. "
            "In a .csv file of this box, an apostrophe before =, +, - or @ is not part of the text: it keeps a "
            "spreadsheet from taking the text for a formula."
        ),
        _heading(gettext("The same numbers from the files alone")),
        gettext("The program also reads the unpacked folder, without a project:"),
        "    civic-mapper check sources/" + (" --setup setup.toml" if "setup.toml" in files else ""),
        *(
            [gettext("Copy aliases.csv into the folder sources first, so that the decisions about names count.")]
            if "aliases.csv" in files
            else []
        ),
    ]
    return "\n\n".join([f"{title}\n{'=' * min(len(title), _WIDTH)}", *map(_filled, paragraphs)]) + "\n"


def _told() -> dict[str, str]:
    """Return each file or folder of a box and what it holds."""
    return {
        "project.toml": gettext(
            "Title, purpose, cities and whatever else the project says about itself, as it holds now."
        ),
        "sources/": gettext(
            "The files with the answers and lists, as they hold now, under their names. What was typed in by hand "
            "stands in those that begin with by_hand."
        ),
        "earlier/": gettext(
            "Earlier versions of sources, sources that were taken out, and files that nobody has decided about yet, "
            "each with the start of its SHA-256."
        ),
        "setup.toml": gettext("The column setup: what each column of the sources becomes."),
        "lists/": gettext("The lists that were kept in the program, as they hold now, one file for each."),
        "aliases.csv": gettext("The decisions about names in effect: which spelling means which organization."),
        "decisions.csv": gettext(
            "Every decision about names, with its time and initials, also those taken back since (verdict undo)."
        ),
        "changes.json": gettext(
            "Every change of the project, oldest first, with its time and initials. A change of the kind undo takes "
            "back the change with the number it gives as undoes. The value null says that there is none any more."
        ),
        "contacts.csv": gettext(
            "People, with e-mail addresses and phone numbers. Keep it apart, and delete it when you no longer need it."
        ),
        "box.json": gettext("The version of this format, and the SHA-256 of each file, for the program."),
    }


def _without_contacts() -> str:
    return gettext("Contacts of people (names, e-mail addresses, phone numbers): ask the last steward for them.")


def _heading(text: str) -> str:
    return f"{text}\n{'-' * len(text)}"


def _indented(text: str) -> str:
    return textwrap.indent(textwrap.fill(text, _WIDTH - 4), "    ")


def _filled(text: str) -> str:
    return text if "\n" in text or text.startswith(" ") else textwrap.fill(text, _WIDTH)
