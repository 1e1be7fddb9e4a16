"""Exports of form tools, each brought into one shape: a row of questions, ``Question`` or ``Question [Row]``.

One module for each tool says whether a sheet is its export and flattens it; ``excel`` looks after what people do
to a sheet by hand. Row numbers stay those of the spreadsheet.
"""

from collections.abc import Sequence

from ecosystem.collect.forms import excel, google, kobo, microsoft, qualtrics, survey_monkey
from ecosystem.collect.forms.dates import DateOrder, date_order
from ecosystem.collect.forms.excel import split_tables
from ecosystem.collect.forms.kobo import is_joined
from ecosystem.collect.forms.microsoft import likert_blocks
from ecosystem.collect.sheet import Sheet

TOOLS = (qualtrics, survey_monkey, microsoft, google)  # the surest marks first; Kobo needs all sheets at once

__all__ = ["DateOrder", "date_order", "flattened", "is_joined", "likert_blocks", "split_tables"]


def flattened(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with the exports of form tools made plain; sheets that come from none, and are clean, unchanged.

    What was assumed stands among each sheet's issues.
    """
    return tuple(table for sheet in kobo.flat(sheets) for table in excel.cleared(_flat(sheet)))


def _flat(sheet: Sheet) -> Sheet:
    """The sheet read by the first tool that recognises it."""
    tool = next((tool for tool in TOOLS if tool.recognises(sheet)), None)
    return tool.flat(sheet) if tool else sheet
