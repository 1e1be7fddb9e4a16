"""The verb that opens the app, for this computer or for people with a link."""

import argparse

from ecosystem.errors import RequestError
from ecosystem.translation import gettext


def serve(args: argparse.Namespace) -> int:
    """Open the app on the data, if any, and return its exit status."""
    from ecosystem.asking.serve import serve as serve_app  # noqa: PLC0415  late imports keep --help fast
    from ecosystem.projects.sources import is_project  # noqa: PLC0415

    if args.data is not None and args.recipe and is_project(args.data):
        said = gettext("A project keeps its own column setup. Give it one first: project add NAME --setup FILE")
        raise RequestError(said)
    return serve_app(args.data, args.recipe, shared=args.shared, host=args.host, port=args.port)
