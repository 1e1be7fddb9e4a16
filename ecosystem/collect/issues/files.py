"""Reasons for issues about files, sheets and headers, found before any content is interpreted."""

from ecosystem.collect.issues.record import DOUBT, NOTHING_TO_DO, SET_ASIDE, Wording, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

_HEADER_EACH = gettext_noop("Give each column a header of its own.")
_OTHER_TABLE = gettext_noop("If it is one table, delete the empty rows or columns inside it.")

FILES = (
    reason(
        "file not read",
        DOUBT,
        gettext_noop("A file in the folder or zip file is of a kind that is not read."),
        folder=Wording(
            gettext_noop("Not read, as the ending is not {endings}: {files}."),
            gettext_noop("If they hold answers, save them as .xlsx or CSV UTF-8 in the same folder."),
        ),
        zip=Wording(
            gettext_noop("Not read, as the ending is not {endings}: {files}."),
            gettext_noop("If they hold answers, add them as files of their own."),
        ),
    ),
    reason(
        "file not used",
        DOUBT,
        gettext_noop("A TOML file beside the data is neither a column setup nor a questionnaire."),
        Wording(
            gettext_noop(
                "The file is neither a column setup (recipe = 1) nor a questionnaire ([[question]]); it was not used."
            ),
            gettext_noop("If it was meant to say how the data are read, correct it."),
        ),
    ),
    reason(
        "encoding assumed",
        DOUBT,
        gettext_noop("A text file is not in UTF-8, so its text encoding was inferred."),
        Wording(
            gettext_noop("The file was read as {encoding}."),
            gettext_noop(
                "If accents look wrong, choose another text encoding on the Data page, or save the file as CSV UTF-8."
            ),
        ),
    ),
    reason(
        "separator assumed",
        DOUBT,
        gettext_noop("A text file separates its columns by something other than commas."),
        Wording(
            gettext_noop("The column separator was taken to be {separator}."),
            gettext_noop("If the columns look wrong, choose another column separator on the Data page."),
        ),
    ),
    reason(
        "hidden sheet",
        DOUBT,
        gettext_noop("A hidden sheet of a workbook was not read."),
        Wording(
            gettext_noop('The sheet "{sheet}" is hidden and was not read.'),
            gettext_noop("If it belongs to the survey, unhide it and save."),
        ),
    ),
    reason(
        "one sheet of several",
        DOUBT,
        gettext_noop("A Google Sheet could not be read as a whole, so one of its sheets was read."),
        Wording(
            gettext_noop("Only the sheet that the address points to was read, as all sheets could not be: {error}"),
            gettext_noop("If other sheets belong to the map, read each by its own address, or set up a key."),
        ),
    ),
    reason(
        "formula without a value",
        DOUBT,
        gettext_noop("A workbook holds a formula without its result."),
        plural_wording(
            ngettext_noop(
                "A formula was saved without its result and reads as empty.",
                "{count:,} formulas, the first in row {first}, were saved without their results and read as empty.",
            ),
            gettext_noop("Open the workbook in a spreadsheet program, save it once, and read it again."),
        ),
    ),
    reason(
        "error in a cell",
        DOUBT,
        gettext_noop("A cell shows an error of the spreadsheet."),
        plural_wording(
            ngettext_noop(
                "The cell shows {shown}, an error of the spreadsheet, and was kept as text.",
                "{count:,} cells show an error of the spreadsheet and were kept as text, the first in row {first}: "
                "{shown}.",
            ),
            gettext_noop("Correct the formula in that cell, or clear it."),
        ),
    ),
    reason(
        "before the first section",
        SET_ASIDE,
        gettext_noop("A line of a VNA or Pajek file belongs to no section."),
        Wording(gettext_noop("Line {line} is above the first section."), NOTHING_TO_DO),
    ),
    reason(
        "section not read",
        SET_ASIDE,
        gettext_noop("A section of a VNA or Pajek file holds neither organizations nor ties."),
        plural_wording(
            ngettext_noop(
                "The section *{section} ({count:,} row) holds no organizations and no ties.",
                "The section *{section} ({count:,} rows) holds no organizations and no ties.",
            ),
            NOTHING_TO_DO,
        ),
    ),
    reason(
        "no record",
        SET_ASIDE,
        gettext_noop("An entry of a JSON list is not a record."),
        Wording(
            gettext_noop("Entry {entry} of the list is not a record with keys."),
            gettext_noop("Correct the entry, or export the map again."),
        ),
    ),
    reason(
        "not a list of records",
        SET_ASIDE,
        gettext_noop("A part of a JSON file is not a list of records."),
        Wording(gettext_noop("Not a list of records, so not read: {parts}."), NOTHING_TO_DO),
    ),
    reason(
        "foreign format",
        DOUBT,
        gettext_noop("The file was recognized as the export of another network tool."),
        Wording(
            gettext_noop("Read as {format}."),
            gettext_noop(
                "If that is wrong, provide a list of organizations (column name) and a list of ties (columns source "
                "and target)."
            ),
        ),
    ),
    reason(
        "end is no node",
        DOUBT,
        gettext_noop("A tie of a network file leads to something that is not among its nodes."),
        plural_wording(
            ngettext_noop(
                "“{name}” is an end of a tie and not among the nodes; it was taken as the name of an organization.",
                "{count:,} ends of ties are not among the nodes, the first “{name}”; they were taken as names of "
                "organizations.",
            ),
            gettext_noop("Add the missing nodes, or correct the ids of the ties, and export the file again."),
        ),
    ),
    reason(
        "comment line",
        SET_ASIDE,
        gettext_noop("A line of a text file is a comment."),
        plural_wording(
            ngettext_noop(
                "Row {first} begins with # or % and was taken for a comment.",
                "{count:,} rows, the first row {first}, begin with # or % and were taken for comments.",
            ),
            gettext_noop("If they are data, delete the mark."),
        ),
    ),
    reason(
        "group of nodes",
        SET_ASIDE,
        gettext_noop("A node of a network file only holds other nodes and has no ties."),
        Wording(
            gettext_noop("“{name}” is a group that holds other nodes; it is not an organization of the map."),
            gettext_noop("If it is an organization, add it as a node of its own."),
        ),
    ),
    reason(
        "hyperedge",
        SET_ASIDE,
        gettext_noop("A tie of a GraphML file joins more than two nodes."),
        plural_wording(
            ngettext_noop(
                "A tie that joins more than two nodes (hyperedge) was not read.",
                "{count:,} ties that join more than two nodes (hyperedges) were not read.",
            ),
            gettext_noop("Write a tie for each pair, or a list of who takes part in what."),
        ),
    ),
    reason(
        "matrix not read as ties",
        DOUBT,
        gettext_noop("A table with the same names in rows and columns looks like distances, not like ties."),
        Wording(
            gettext_noop(
                "The same names are in rows and columns, but more than 90% of the cells are filled, as in a table of "
                "distances."
            ),
            gettext_noop("If these are ties, clear the cells of pairs without a tie, or set them to 0."),
        ),
    ),
    reason(
        "element said again",
        DOUBT,
        gettext_noop("An element of a Kumu map appears in two rows."),
        Wording(
            gettext_noop("The element of row {first} appears again in row {later}; as in Kumu, the later row counts."),
            gettext_noop("If these are two organizations, give each its own ID."),
        ),
    ),
    reason(
        "above the header",
        SET_ASIDE,
        gettext_noop("A row is above the header of its table."),
        Wording(
            gettext_noop("Row {row} is above the header, which was found in row {header_row}."),
            gettext_noop("If row {row} is the header, move it directly above the answers."),
        ),
        groups=Wording(
            gettext_noop("The rows above row {header_row} are above the header and hold no data of the network."),
            NOTHING_TO_DO,
        ),
        title=Wording(gettext_noop('"{title}" was taken as a title; the headers are in row {header_row}.')),
    ),
    reason(
        "cells beyond the header",
        SET_ASIDE,
        gettext_noop("A row has cells to the right of the last header."),
        plural_wording(
            ngettext_noop(
                "Row {row} has cells beyond the last header, in column {first}.",
                "Row {row} has cells beyond the last header, in columns {first} to {last}.",
            ),
            gettext_noop("Give these cells a header, or look for a column separator inside a name."),
        ),
    ),
    reason(
        "header twice",
        DOUBT,
        gettext_noop("Two columns have the same header."),
        Wording(
            gettext_noop('The header "{header}" appears more than once; this one is called "{label}".'), _HEADER_EACH
        ),
        question=Wording(gettext_noop('The question "{header}" appears twice; this one is called "{label}".')),
    ),
    reason(
        "column without a header",
        DOUBT,
        gettext_noop("A column has cells but no header."),
        Wording(gettext_noop("Column {letter} has cells but no header."), _HEADER_EACH),
    ),
    reason(
        "several tables in one sheet",
        DOUBT,
        gettext_noop("One sheet holds several tables, and each was read by itself."),
        beside=Wording(
            gettext_noop("Table {number} of those side by side in this sheet begins at the column {header}."),
            _OTHER_TABLE,
        ),
        first=Wording(
            gettext_noop("This sheet holds more than one table, separated by empty rows; each is read by itself."),
            _OTHER_TABLE,
        ),
        below=Wording(gettext_noop("A separate table was read from row {first} on."), _OTHER_TABLE),
    ),
    reason(
        "header looks like an answer",
        DOUBT,
        gettext_noop("The first row seems to hold answers instead of headers."),
        Wording(gettext_noop('"{header}" is the header of a column.'), gettext_noop("Add a row of headers above it.")),
    ),
    reason(
        "no rows",
        DOUBT,
        gettext_noop("A sheet has headers and nothing below them."),
        Wording(gettext_noop("The sheet has headers and no rows."), gettext_noop("Add the answers below them.")),
    ),
    reason(
        "sheet twice",
        SET_ASIDE,
        gettext_noop("The same sheet was given twice and was read once."),
        Wording(gettext_noop("The same sheet is in {other}; it was read from there."), NOTHING_TO_DO),
    ),
    *(
        reason(
            code,
            DOUBT,
            meaning,
            plural_wording(
                removed,
                gettext_noop("Nothing to do. If the column is not needed, delete it from the file before sharing it."),
            ),
        )
        for code, meaning, removed in (
            (
                "e-mail removed",
                gettext_noop("E-mail addresses were removed from the text."),
                ngettext_noop(
                    "One e-mail address was removed from: {columns}.",
                    "{count:,} e-mail addresses were removed from: {columns}.",
                ),
            ),
            (
                "phone removed",
                gettext_noop("Phone numbers were removed from the text."),
                ngettext_noop(
                    "One phone number was removed from: {columns}.",
                    "{count:,} phone numbers were removed from: {columns}.",
                ),
            ),
        )
    ),
)
