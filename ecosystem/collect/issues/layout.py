"""Reasons for issues about rows and cells that belong to the layout of a sheet and not to its data."""

from ecosystem.collect.issues.record import DOUBT, NOTHING_TO_DO, SET_ASIDE, Wording, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

_ADD_HEADERS = gettext_noop(
    "Add a row of headers above it: source and target for ties; name, sector and city for organizations."
)

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
    reason(
        "template row",
        SET_ASIDE,
        gettext_noop("A row is an example, an instruction or a blank entry of a template."),
        Wording(
            gettext_noop("Row {row} looks like a row of the template: an example, an instruction or a blank entry."),
            gettext_noop("If it is an organization or an answer, write out its name."),
        ),
    ),
    reason(
        "placeholder",
        DOUBT,
        gettext_noop("A cell holds a placeholder of a template and was read as empty."),
        plural_wording(
            ngettext_noop(
                'One cell of the column "{column}" holds a placeholder, such as [Name] or ???, and was read as empty '
                "(row {rows}).",
                '{count:,} cells of the column "{column}" hold placeholders, such as [Name] or ???, and were read as '
                "empty (rows {rows}).",
            ),
            gettext_noop("Fill in these cells, or clear them."),
        ),
    ),
    reason(
        "page mark",
        SET_ASIDE,
        gettext_noop("A row is a page number, a page break, a dividing line or the end mark of a list."),
        Wording(
            gettext_noop("Row {row} is a page number, a page break, a dividing line or an end mark."),
            gettext_noop("If it is an organization, write out its name."),
        ),
    ),
    reason(
        "header again",
        SET_ASIDE,
        gettext_noop("A row repeats the headers, as on a new page."),
        Wording(gettext_noop("Row {row} repeats the headers of the table."), NOTHING_TO_DO),
    ),
    reason(
        "row of tags",
        SET_ASIDE,
        gettext_noop("A row holds the HXL tags of the columns."),
        Wording(gettext_noop("Row {row} holds HXL tags such as #org, which describe the columns."), NOTHING_TO_DO),
    ),
    reason(
        "header of tags",
        DOUBT,
        gettext_noop("The headers are HXL tags and were replaced by words."),
        Wording(
            gettext_noop("The headers are HXL tags such as #org, and were read as words."),
            gettext_noop("If a column was misread, give it a header in words."),
        ),
    ),
    reason(
        "row of types",
        SET_ASIDE,
        gettext_noop("A row below the headers holds the types or units of the columns."),
        Wording(
            gettext_noop("Row {row} holds types or units of the columns, such as text, date or yes/no."), NOTHING_TO_DO
        ),
    ),
    reason(
        "section row",
        SET_ASIDE,
        gettext_noop("A row is a heading of the rows below it."),
        Wording(
            gettext_noop("Row {row} is a heading of the rows below it, and no organization."),
            gettext_noop("If it is an organization, fill in its other cells. To keep the heading, make it a column."),
        ),
        outline=Wording(
            gettext_noop("Row {row} is a heading of the rows below it, which were given it in its column."),
            gettext_noop("If it is an organization, fill in its other cells."),
        ),
        sector=Wording(
            gettext_noop("Row {row} is a heading of the rows below it, whose sector was taken from it: {sector}."),
            gettext_noop("If it is an organization, fill in its other cells."),
        ),
    ),
    reason(
        "looks like a heading",
        DOUBT,
        gettext_noop("A row with a single cell may be a heading of the rows below it; it was used."),
        Wording(
            gettext_noop("Row {row} has a single cell, written like a heading of the rows below it; it was used."),
            gettext_noop("If it is a heading, end it in a colon or delete the row; else fill in its other cells."),
        ),
    ),
    reason(
        "first row is data",
        DOUBT,
        gettext_noop("The first row of a sheet looks like data, not like headers, and was used as data."),
        Wording(
            gettext_noop("The first row of {document} looks like data, not like headers; it was used as data."),
            _ADD_HEADERS,
        ),
        ties=Wording(
            gettext_noop(
                "The first row of {document} looks like data, not like headers; it was used as data, and the first two "
                "columns as the ends of ties."
            ),
            _ADD_HEADERS,
        ),
        names=Wording(
            gettext_noop(
                "The first row of {document} looks like data, not like headers; it was used as data, and one column as "
                "the names of organizations."
            ),
            _ADD_HEADERS,
        ),
    ),
    reason(
        "blank below a value",
        DOUBT,
        gettext_noop("Cells below the first of a group are blank, as merged cells leave them."),
        plural_wording(
            ngettext_noop(
                'One blank cell of the column "{column}" was given the value above it, as in merged cells (row '
                "{rows}).",
                '{count:,} blank cells of the column "{column}" were given the value above them, as in merged cells '
                "(rows {rows}).",
            ),
            gettext_noop("If these rows do not belong to the value above them, fill in their own."),
        ),
        asked=plural_wording(
            ngettext_noop(
                'One cell of the column "{column}" is blank below a value, and may belong to it (row {rows}).',
                '{count:,} cells of the column "{column}" are blank below a value, and may belong to it (rows {rows}).',
            ),
            gettext_noop("If they do, fill the value into each row; else there is nothing to do."),
        ),
    ),
)
