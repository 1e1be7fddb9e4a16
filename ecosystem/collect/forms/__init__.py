"""Exports of form tools, converted to one row of questions: ``Question`` or ``Question [Row]``.

One module for each tool recognizes its exports and flattens them; ``collect.layout`` handles edits made by hand. Row
numbers remain those of the spreadsheet.
"""

from collections.abc import Iterable, Sequence

from ecosystem.collect import layout
from ecosystem.collect.forms import (
    coded,
    google,
    kobo,
    long_format,
    microsoft,
    option_columns,
    qualtrics,
    survey_monkey,
)
from ecosystem.collect.forms.dates import DateOrder, date_order
from ecosystem.collect.forms.long_format import of_forms
from ecosystem.collect.forms.microsoft import likert_blocks
from ecosystem.collect.forms.option_columns import TICKED
from ecosystem.collect.forms.repeats import is_joined
from ecosystem.collect.forms.shape import is_of_a_tool
from ecosystem.collect.instruments import Instrument, recognise, shipped_instruments
from ecosystem.collect.layout import split_tables
from ecosystem.collect.sheet import Sheet

# The most distinctive marks first; Kobo needs all sheets at once.
TOOLS = (long_format, qualtrics, survey_monkey, microsoft, google, coded, option_columns)

__all__ = [
    "TICKED",
    "DateOrder",
    "date_order",
    "flattened",
    "is_joined",
    "likert_blocks",
    "of_forms",
    "rows_left_out",
    "split_tables",
]
ROW_REASONS = layout.ROW_REASONS | {"form not certain", "grant listed again"}  # each reports a row removed here


def flattened(sheets: Sequence[Sheet], instruments: Iterable[Instrument] = ()) -> tuple[Sheet, ...]:
    """Return the sheets with exports of form tools made plain; other sheets without defects are unchanged.

    Assumptions are reported in each sheet's issues. Answers to a questionnaire, shipped or among ``instruments``, have
    one form per row: these sheets are never split, and none of their rows is removed here.
    """
    known = (*instruments, *shipped_instruments())
    return tuple(table for sheet in kobo.flat(sheets) for table in _cleared(_flat(sheet), known))


def rows_left_out(sheet: Sheet) -> int:
    """Return how many rows of answers or of a table were removed here and are no longer in the frame."""
    return sum(issue.kind == "set aside" and issue.reason in ROW_REASONS for issue in sheet.issues)


def _cleared(sheet: Sheet, known: Sequence[Instrument]) -> tuple[Sheet, ...]:
    if recognise(list(sheet.frame.columns), known) is not None:
        return (layout.doubted(sheet),)
    return layout.cleared(sheet, has_header=is_of_a_tool(sheet))


def _flat(sheet: Sheet) -> Sheet:
    """Return the sheet as read by the first tool that recognizes it."""
    tool = next((tool for tool in TOOLS if tool.recognises(sheet)), None)
    return tool.flat(sheet) if tool else sheet
