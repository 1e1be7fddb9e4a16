"""Column setups: the one that an option names, and the verb that proposes one."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ecosystem.terminal.output import tell
from ecosystem.translation import gettext

if TYPE_CHECKING:
    from ecosystem.collect.recipes import Recipe


def setup_given(path: Path | None) -> "Recipe | None":
    """Return the column setup in the file of an option; None without the option."""
    from ecosystem.collect.recipes import load_recipe_file  # noqa: PLC0415

    return load_recipe_file(path) if path else None


def propose_setup(args: argparse.Namespace) -> int:
    """Write the column setup that the data suggest, tell what is doubtful, and return the exit status."""
    from ecosystem.collect.recipes import dump_recipe  # noqa: PLC0415
    from ecosystem.columns.describe import proposal_lines  # noqa: PLC0415
    from ecosystem.columns.plan import propose, told_by_values  # noqa: PLC0415
    from ecosystem.projects.sources import open_data  # noqa: PLC0415
    from ecosystem.show.files import write_file  # noqa: PLC0415
    from ecosystem.tables.assemble import instruments_for  # noqa: PLC0415
    from ecosystem.tables.setup_preview import gate_of  # noqa: PLC0415

    given = setup_given(args.recipe)
    source = open_data(args.data, given).source
    recipe = given or propose(source.sheets, instruments_for(source))
    write_file(args.output, dump_recipe(recipe).encode("utf-8"))
    gate = gate_of(source, recipe)  # a line may quote text from the sheet
    told = {} if given else told_by_values(source.sheets, instruments_for(source))
    for sheet in source.sheets:
        tell(*map(gate, proposal_lines(sheet, recipe.for_sheet(sheet), told.get(sheet.source, ()))))
    tell(gettext("Wrote {file}. Check it, then use it with --setup.").format(file=args.output))
    return 0
