"""The verbs of ``project`` about people: links that give a role, and the withdrawal of data."""

import argparse
from dataclasses import asdict
from datetime import date, timedelta
from urllib.parse import urlsplit

from ecosystem.errors import RequestError
from ecosystem.terminal.output import print_json, print_text, tell
from ecosystem.translation import gettext

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
    from ecosystem.projects.withdraw import withdraw  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    done = withdraw(called(args.name), args.text)  # the text is in no output: it may be a person's name
    print_json({"changed": done.changed, "left": done.left})
    return 0
