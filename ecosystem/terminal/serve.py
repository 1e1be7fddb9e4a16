"""The verb that opens the app."""

import argparse

from ecosystem.errors import RequestError
from ecosystem.translation import gettext


def serve(args: argparse.Namespace) -> int:
    """Open the app on the data, if any, and return its exit status."""
    from ecosystem.asking.serve import serve as run_server  # noqa: PLC0415  it imports Streamlit
    from ecosystem.projects.sources import is_project  # noqa: PLC0415

    if is_project(args.data) and args.recipe:
        said = gettext("A project keeps its own column setup. Give it one first: project add NAME --setup FILE")
        raise RequestError(said)
    return run_server(args.data, args.recipe, shared=args.shared, host=args.host, port=args.port)
