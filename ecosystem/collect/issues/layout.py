"""Reasons for issues about rows and cells that belong to the layout of a sheet and not to its data."""

from ecosystem.collect.issues.record import DOUBT, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

LAYOUT = (
    reason(
        "garbled text",
        DOUBT,
        gettext_noop("Text with wrong letters (UTF-8 that was encoded twice) was repaired, or letters were lost."),
        plural_wording(
            ngettext_noop(
                'One cell of the column "{column}" had garbled letters, as UTF-8 was encoded twice (row {rows}); it '
                "was repaired.",
                '{count:,} cells of the column "{column}" had garbled letters, as UTF-8 was encoded twice (rows '
                "{rows}); they were repaired.",
            ),
            gettext_noop("Check the accents in these rows. To mend the source, save it as CSV UTF-8 or .xlsx."),
        ),
        header=plural_wording(
            ngettext_noop(
                "One header had garbled letters, as UTF-8 was encoded twice; it was repaired.",
                "{count:,} headers had garbled letters, as UTF-8 was encoded twice; they were repaired.",
            ),
            gettext_noop("Check the accents in the headers. To mend the source, save it as CSV UTF-8 or .xlsx."),
        ),
        lost=plural_wording(
            ngettext_noop(
                'One cell of the column "{column}" has a letter that was lost to a wrong encoding (row {rows}).',
                '{count:,} cells of the column "{column}" have letters that were lost to a wrong encoding (rows '
                "{rows}).",
            ),
            gettext_noop("Save the original again as CSV UTF-8 or .xlsx, or correct these cells."),
        ),
    ),
    reason(
        "merged cells",
        DOUBT,
        gettext_noop("A cell of a workbook is merged over several rows, and its value was given to each of them."),
        plural_wording(
            ngettext_noop(
                'One merged cell of the column "{column}" stands for several rows, from row {first} on; each of these '
                "rows was given its value.",
                '{count:,} merged cells of the column "{column}" stand for several rows each, the first from row '
                "{first} on; each of these rows was given its value.",
            ),
            gettext_noop("If the value belongs to the first row only, unmerge the cells."),
        ),
    ),
    reason(
        "merged cell used once",
        DOUBT,
        gettext_noop("A sum or a note is merged over several rows, and counts for the first of them only."),
        plural_wording(
            ngettext_noop(
                'One merged cell of the column "{column}", in row {first}, holds a number or a note for several rows; '
                "it was used in its first row only.",
                '{count:,} merged cells of the column "{column}", the first in row {first}, hold a number or a note '
                "for several rows each; each was used in its first row only.",
            ),
            gettext_noop("If the value belongs to every row, unmerge the cells and fill it in."),
        ),
    ),
)
