"""The verb that opens the app, by Streamlit's own command."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from ecosystem.errors import NoMapError, RequestError
from ecosystem.shipped import shipped
from ecosystem.terminal.setups import setup_given
from ecosystem.translation import gettext


def serve(args: argparse.Namespace) -> int:
    """Open the app on the data, if any, and return its exit status."""
    from streamlit.web import cli  # noqa: PLC0415

    data, recipe = args.data, args.recipe
    if data is not None:
        from ecosystem.collect.sources import open_source  # noqa: PLC0415
        from ecosystem.projects.sources import is_project, named  # noqa: PLC0415
        from ecosystem.tables.assemble import assemble  # noqa: PLC0415

        given = setup_given(recipe)
        if not is_project(data):
            with suppress(NoMapError):  # the page Data asks what the columns hold
                assemble(open_source(data, given), given)  # another error shows here and not on an empty page
        elif given:
            said = gettext("A project keeps its own column setup. Give it one first: project add NAME --setup FILE")
            raise RequestError(said)
        else:
            named(data)  # it may hold nothing yet, or what has to be mended in the app
        data = str(Path(data).resolve()) if Path(data).exists() else data
    words = [data, *([str(recipe.resolve())] if recipe else [])] if data else []
    sys.argv = ["streamlit", "run", str(shipped("app.py")), "--", *words]
    return int(cli.main(prog_name="streamlit", standalone_mode=False) or 0)
