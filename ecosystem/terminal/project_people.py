"""The verbs of ``project`` about people: links that give a role, and the withdrawal of data."""

import argparse
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ecosystem.errors import EcosystemError, RequestError
from ecosystem.terminal.output import print_json, print_text, tell
from ecosystem.terminal.project_files import map_of
from ecosystem.text import fold
from ecosystem.translation import gettext

if TYPE_CHECKING:
    from ecosystem.projects.project import Project

LONGEST = 3660  # days: ten years


def make_link(args: argparse.Namespace) -> int:
    """Make a link and print its address."""
    if urlsplit(args.address).scheme not in ("http", "https"):
        raise RequestError(gettext("--address is the whole address of the app as in a browser, from http on."))
    if args.days is not None and not 0 < args.days <= LONGEST:
        raise RequestError(gettext("--days is a number from 1 to {most:,}.").format(most=LONGEST))
    from ecosystem.projects import links  # noqa: PLC0415  late imports keep --help fast
    from ecosystem.projects.project import called  # noqa: PLC0415

    ends = date.today() + timedelta(days=args.days) if args.days else None
    token = links.make_link(called(args.name), args.role, ends)
    print_text(f"{args.address.rstrip('/')}/enter/{token}\n")
    tell(gettext("Whoever has this address is a {role} of the project. It is not shown again.").format(role=args.role))
    return 0


def list_links(args: argparse.Namespace) -> int:
    """Print the links of a project."""
    from ecosystem.projects.links import links_of  # noqa: PLC0415
    from ecosystem.projects.project import called  # noqa: PLC0415

    print_json([asdict(link) for link in links_of(called(args.name))])
    return 0


def revoke_link(args: argparse.Namespace) -> int:
    """End a link."""
    from ecosystem.projects.links import revoke  # noqa: PLC0415
    from ecosystem.projects.project import called  # noqa: PLC0415

    revoke(called(args.name), args.link)
    tell(gettext("Revoked the link {link}.").format(link=args.link))
    return 0


def withdraw_data(args: argparse.Namespace) -> int:
    """Remove the data of an organization or a person, and print where it was and what has left."""
    from ecosystem.projects.project import called  # noqa: PLC0415
    from ecosystem.projects.withdraw import withdraw  # noqa: PLC0415

    project = called(args.name)
    remaining = _look_alikes(project, args.text)  # of its names, which nobody knows afterwards
    done = withdraw(project, args.text)  # the text is in no output: it may be a person's name
    print_json({"changed": done.changed, "left": [asdict(each) for each in done.left]})
    if remaining:
        said = gettext("Still there, and possibly the same: {names}. Withdraw what is, each by its name.")
        tell(said.format(names=", ".join(f"“{name}”" for name in remaining)))
    tell(
        gettext(
            "Not found: other spellings in texts, first names alone, and people who are on no list. Look for them in "
            "what the project holds: project show {name}"
        ).format(name=project.name)
    )
    return 0


def _look_alikes(project: "Project", text: str) -> list[str]:
    """Return the names, as they may be shown, of other organizations that may be the one named."""
    from ecosystem.projects.project import holds_data  # noqa: PLC0415
    from ecosystem.tables.name_review import name_proposals  # noqa: PLC0415

    try:
        found = map_of(project) if holds_data(project) else None
    except EcosystemError:  # what cannot be read is withdrawn all the same
        found = None
    if found is None:
        return []
    names = found.table("names")
    mine = set(names.loc[names["name_as_written"].map(fold) == fold(text), "organization_id"])
    if not mine:
        return []
    pairs = name_proposals(found, about=mine, across_cities=True)
    pairs = pairs[pairs["verdict"].isin(["match", "possible"])]
    ends = [*zip(pairs["id_a"], pairs["name_a"], strict=True), *zip(pairs["id_b"], pairs["name_b"], strict=True)]
    return sorted({found.gate(name) for organization, name in ends if organization not in mine})
