"""Exports of form tools, each brought into one shape: a row of questions, ``Question`` or ``Question [Row]``.

One module for each tool says whether a sheet is its export and flattens it; ``excel`` looks after what people do
to a sheet by hand. Row numbers stay those of the spreadsheet.
"""

from collections.abc import Iterable, Sequence

from ecosystem.collect import layout
from ecosystem.collect.forms import google, kobo, microsoft, qualtrics, survey_monkey
from ecosystem.collect.forms.dates import DateOrder, date_order
from ecosystem.collect.forms.kobo import is_joined
from ecosystem.collect.forms.microsoft import likert_blocks
from ecosystem.collect.instruments import Instrument, recognise, shipped_instruments
from ecosystem.collect.layout import split_tables
from ecosystem.collect.sheet import Sheet

TOOLS = (qualtrics, survey_monkey, microsoft, google)  # the surest marks first; Kobo needs all sheets at once

__all__ = ["DateOrder", "date_order", "flattened", "is_joined", "likert_blocks", "rows_left_out", "split_tables"]
ROW_REASONS = frozenset({"total", "note below the table", "form not certain"})  # each names a row set aside here


def flattened(sheets: Sequence[Sheet], instruments: Iterable[Instrument] = ()) -> tuple[Sheet, ...]:
    """The sheets with the exports of form tools made plain; sheets that come from none, and are clean, unchanged.

    What was assumed stands among each sheet's issues. Answers to a questionnaire, shipped or among ``instruments``,
    are forms row by row: they are never parted, and no row of theirs is set aside here.
    """
    known = (*instruments, *shipped_instruments())
    return tuple(table for sheet in kobo.flat(sheets) for table in _cleared(_flat(sheet), known))


def rows_left_out(sheet: Sheet) -> int:
    """How many rows of answers or of a table were set aside here, and are no longer in the frame."""
    return sum(issue.kind == "set aside" and issue.reason in ROW_REASONS for issue in sheet.issues)


def _cleared(sheet: Sheet, known: Sequence[Instrument]) -> tuple[Sheet, ...]:
    answers = recognise(list(sheet.frame.columns), known) is not None
    return (layout.doubted(sheet),) if answers else layout.cleared(sheet)


def _flat(sheet: Sheet) -> Sheet:
    """The sheet read by the first tool that recognises it."""
    tool = next((tool for tool in TOOLS if tool.recognises(sheet)), None)
    return tool.flat(sheet) if tool else sheet
