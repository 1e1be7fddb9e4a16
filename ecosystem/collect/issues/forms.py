"""Reasons for issues about exports of survey tools, notes and totals in sheets, and the role of each column."""

from ecosystem.collect.issues.own_export import OWN_EXPORT
from ecosystem.collect.issues.record import DOUBT, NOTHING_TO_DO, SET_ASIDE, Wording, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

TOOLS = ("Google Forms", "KoboToolbox or ODK", "Microsoft Forms", "Qualtrics", "SurveyMonkey", "LimeSurvey")
_ANOTHER_TOOL = gettext_noop(
    "If it comes from elsewhere, keep one row of headers above the answers, and read it again."
)
_IF_A_TEST = gettext_noop("If it is a test, mark the row as not used.")
_IF_AN_ANSWER = gettext_noop("If it is an answer, restore the row.")
_SAY_OR_LEAVE = gettext_noop("Choose what it becomes on the Data page or in the column setup, or leave it.")
_IF_ORGANIZATIONS = gettext_noop(
    "Nothing to do. If one of them holds organizations, choose that on the Data page or in the column setup."
)
_COLUMNS_UNREAD = ngettext_noop(
    "{count:,} column about people was not read: {columns}", "{count:,} columns about people were not read: {columns}"
)
_INSTEAD_OF_A_PERSON = gettext_noop(
    "Write the name of the organization or initiative instead of a person's name or address."
)

FORMS = (
    *(
        reason(
            f"read as a {tool} export",
            DOUBT,
            gettext_noop("The sheet was recognized as the export of a survey tool."),
            Wording(gettext_noop("The sheet was read as an export of {tool} with one row of headers."), _ANOTHER_TOOL),
            two_rows=Wording(
                gettext_noop("The sheet was read as an export of {tool} with two rows of headers."), _ANOTHER_TOOL
            ),
            label_row=Wording(
                gettext_noop("The headers are codes; the texts in the row below them were read as the questions."),
                gettext_noop("If the first row is an answer, put the questions above the answers, and read it again."),
            ),
            three_rows=Wording(
                gettext_noop("The sheet was read as an export of {tool} with three rows of headers."), _ANOTHER_TOOL
            ),
            translated=Wording(
                gettext_noop('The sheet was read as an export of {tool}; "{header}" is the time of the answer.'),
                _ANOTHER_TOOL,
            ),
        )
        for tool in TOOLS
    ),
    reason(
        "column of the form tool",
        SET_ASIDE,
        gettext_noop("A column was added by the survey tool and holds no answer."),
        Wording(gettext_noop("Columns that the survey tool adds were not used: {columns}."), NOTHING_TO_DO),
    ),
    reason(
        "about people, never read",
        SET_ASIDE,
        gettext_noop("A column, row or cell is about a person, and people are never mapped."),
        plural_wording(_COLUMNS_UNREAD, _IF_ORGANIZATIONS),
        export=plural_wording(
            _COLUMNS_UNREAD,
            gettext_noop("Nothing to do. If they are not needed, delete them from the file before sharing it."),
        ),
        alias=Wording(
            gettext_noop(
                "The spelling or the name is a person's name, e-mail address or phone number, and people are not "
                "mapped."
            ),
            _INSTEAD_OF_A_PERSON,
        ),
        name=Wording(
            gettext_noop("The name is a person's name, e-mail address or phone number, and people are not mapped."),
            _INSTEAD_OF_A_PERSON,
        ),
        initiative=Wording(
            gettext_noop(
                "The initiative is a person's name, e-mail address or phone number, and people are not mapped."
            ),
            _INSTEAD_OF_A_PERSON,
        ),
        named=Wording(
            gettext_noop(
                "The partner named is a person's name, e-mail address or phone number, and people are not mapped."
            ),
            _INSTEAD_OF_A_PERSON,
        ),
        respondent=Wording(
            gettext_noop(
                "The answer to who answers is a person's name, e-mail address or phone number, and people are not "
                "mapped."
            ),
            _INSTEAD_OF_A_PERSON,
        ),
        source=Wording(
            gettext_noop(
                "The source of the tie is a person's name, e-mail address or phone number, and people are not mapped."
            ),
            _INSTEAD_OF_A_PERSON,
        ),
        target=Wording(
            gettext_noop(
                "The target of the tie is a person's name, e-mail address or phone number, and people are not mapped."
            ),
            _INSTEAD_OF_A_PERSON,
        ),
        person=Wording(gettext_noop("The row is of the type “{type}”, and people are not mapped.")),
        person_source=Wording(gettext_noop("The source of the tie is a person, and people are not mapped.")),
        person_target=Wording(gettext_noop("The target of the tie is a person, and people are not mapped.")),
    ),
    reason(
        "name removed",
        DOUBT,
        gettext_noop("The name of a person from a column about people was removed from other cells."),
        plural_wording(
            ngettext_noop(
                "{count:,} cell named a person from the columns about people; it now reads {mark}.",
                "{count:,} cells named a person from the columns about people; they now read {mark}.",
            ),
            gettext_noop("Nothing to do. Other people named in free text are not recognized: read it before sharing."),
        ),
    ),
    reason(
        "total",
        SET_ASIDE,
        gettext_noop("A row holds totals."),
        Wording(
            gettext_noop('Row {row} begins with "{first}" and holds only numbers.'),
            gettext_noop("If it is an organization, restore the row."),
        ),
        count=Wording(
            gettext_noop("Row {row} holds a count of the rows and nothing else."),
            gettext_noop("If it is an organization, fill in its other cells."),
        ),
    ),
    reason(
        "note below the table",
        SET_ASIDE,
        gettext_noop("A row below the table reads like a note."),
        Wording(
            gettext_noop("Row {row} is below the table and has a single cell that reads like a note."), _IF_AN_ANSWER
        ),
        legend=Wording(gettext_noop("Row {row} belongs to the legend below the table."), _IF_AN_ANSWER),
    ),
    reason(
        "looks like a test",
        DOUBT,
        gettext_noop("A row looks like a test of the form."),
        Wording(gettext_noop("Row {row} holds hardly any answer except test words or n/a."), _IF_A_TEST),
        preview=Wording(gettext_noop("The row was filled in as a preview of the survey."), _IF_A_TEST),
    ),
    reason(
        "question edited on the way",
        DOUBT,
        gettext_noop("A question seems to have been edited while the survey ran, and has two columns."),
        two_columns=Wording(
            gettext_noop('"{header}" has two columns, as an edited question leaves them; both were kept.'),
            gettext_noop("If they are one question, choose the same use for both columns."),
        ),
        continued=Wording(
            gettext_noop(
                "From row {first} on, {later} is filled and {earlier} no longer is, as an edited question leaves it; "
                "both were kept."
            ),
            gettext_noop("If they are one question, choose the same use for both columns."),
        ),
    ),
    reason(
        "choices read as one list",
        DOUBT,
        gettext_noop("The choices of one question were in several columns or in one text, and were read as a list."),
        columns=plural_wording(
            ngettext_noop(
                "{count:,} column of 0 and 1 was read as a list: {choices}.",
                "{count:,} columns of 0 and 1 were read as one list: {choices}.",
            )
        ),
        spaces=Wording(gettext_noop("Answers separated by spaces were read as lists of choices, such as “{example}”.")),
    ),
    reason(
        "group names taken off",
        DOUBT,
        gettext_noop("Headers were shortened by the names of the groups of questions."),
        Wording(gettext_noop("The names of groups were removed from the headers: {groups}.")),
    ),
    reason(
        "joined to its form",
        DOUBT,
        gettext_noop("Each row of a repeated group was joined to the form it belongs to."),
        Wording(gettext_noop("Each row was joined to its form in {form}.")),
    ),
    reason(
        "repeat read as lists",
        DOUBT,
        gettext_noop("The rows of a repeated group were added to the answers they belong to."),
        plural_wording(
            ngettext_noop(
                "{count:,} row of the repeated group “{name}” was added to the answer it belongs to.",
                "{count:,} rows of the repeated group “{name}” were added to the answers they belong to.",
            ),
            gettext_noop("Nothing to do. On the Data page, its columns stand behind those of the answers."),
        ),
    ),
    reason(
        "repeat within a repeat",
        SET_ASIDE,
        gettext_noop("A repeated group stands within another one, and belongs to no answer alone."),
        plural_wording(
            ngettext_noop(
                "{count:,} row of a repeated group within a repeated group was not used.",
                "{count:,} rows of a repeated group within a repeated group were not used.",
            ),
            gettext_noop("If it names partners, list them in a sheet of ties with the columns source and target."),
        ),
    ),
    reason(
        "repeat not in the file",
        DOUBT,
        gettext_noop("A repeated group of the form may be in another file or sheet, which was not given."),
        named=Wording(
            gettext_noop("The form has a repeated group ({names}) whose rows are in another file, which is not here."),
            gettext_noop("Give all files of the export together, or the zip file."),
        ),
        csv=Wording(
            gettext_noop("A CSV export from KoboToolbox leaves out repeated groups."),
            gettext_noop("If the form has one, export it as XLS. If it has none, there is nothing to do."),
        ),
    ),
    reason(
        "one row per answer",
        DOUBT,
        gettext_noop("The sheet holds one row for each answer, and was read as one form per respondent."),
        Wording(
            gettext_noop(
                "The sheet holds one row for each answer, {count:,} in all; they were read as {forms:,} forms, one for "
                "each “{header}”."
            ),
            gettext_noop("If each row is a form of its own, rename the columns for question and answer."),
        ),
        differ=Wording(
            gettext_noop("Columns that differ within one respondent were not used: {columns}."),
            NOTHING_TO_DO,
            kind=SET_ASIDE,
        ),
    ),
    reason(
        "one column per option",
        DOUBT,
        gettext_noop("A question has one column for each option, and its text is not in the file."),
        Wording(
            gettext_noop("{count:,} columns that repeat their headers were read as one question: {options}."),
            gettext_noop(
                "Say on the Data page or in the column setup what “Ticked options” becomes: partners, with the "
                "relation that was asked for, or something else."
            ),
        ),
    ),
    reason(
        "answer of nobody",
        SET_ASIDE,
        gettext_noop("A row with one answer does not say who answers, or what was asked."),
        Wording(
            gettext_noop("The answer “{answer}” stands without a respondent or a question."),
            gettext_noop("Fill in both, if it is an answer."),
        ),
    ),
    reason(
        "form not certain",
        SET_ASIDE,
        gettext_noop("A row of a repeated group could not be joined to one form."),
        none=Wording(
            gettext_noop('No form has the {key} "{value}" that this row names.'),
            gettext_noop("Correct the number, or add the form."),
        ),
        several=Wording(
            gettext_noop('More than one form has the {key} "{value}" that this row names.'),
            gettext_noop("Correct the number, or remove the extra form."),
        ),
    ),
    reason(
        "mended",
        DOUBT,
        gettext_noop("A cell was corrected by the column setup."),
        Wording(gettext_noop("This cell was corrected by your column setup.")),
    ),
    reason(
        "fix no longer fits",
        DOUBT,
        gettext_noop("A correction of the column setup no longer matches its cell."),
        Wording(
            gettext_noop(
                "Your column setup corrects this cell, but the cell now reads differently; it was left as it is."
            )
        ),
    ),
    reason(
        "by your recipe",
        SET_ASIDE,
        gettext_noop("The column setup says that a row is not used."),
        Wording(gettext_noop("Your column setup marks this row as not used.")),
    ),
    reason(
        "row no longer there",
        DOUBT,
        gettext_noop("A row that the column setup marks as not used is not in the sheet."),
        Wording(
            gettext_noop(
                "Your column setup marks this row as not used, but there is no such row; check whether it has moved."
            )
        ),
    ),
    reason(
        "recipe without its sheet",
        DOUBT,
        gettext_noop("A part of the column setup is about a sheet that was not given."),
        Wording(
            gettext_noop("The column setup describes the sheet “{sheet}”, which is not here; that part was not used."),
            gettext_noop("If the sheet was left out on purpose, there is nothing to do."),
        ),
    ),
    reason(
        "looks odd",
        DOUBT,
        gettext_noop("A choice in the column setup may make the map wrong or too small."),
        Wording(gettext_noop("{finding}"), gettext_noop("Check it on the Data page or in the column setup.")),
    ),
    reason(
        "column gone",
        DOUBT,
        gettext_noop("A column of the column setup is not in the sheet."),
        Wording(
            gettext_noop(
                "The column setup expects the column “{column_name}”, which is not there; no new column looks like it."
            ),
            gettext_noop("Choose a column for it again."),
        ),
        near=Wording(
            gettext_noop(
                "The column setup expects the column “{column_name}”, which is not there; “{near}” is new and looks "
                "like it."
            ),
            gettext_noop("Choose a column for it again."),
        ),
    ),
    reason(
        "new column",
        DOUBT,
        gettext_noop("A column is not in the column setup."),
        Wording(
            gettext_noop("The column is new since the column setup was made; it was not used."),
            gettext_noop("Choose what it becomes, or mark it as not used."),
        ),
        near=Wording(
            gettext_noop("The column is new since the column setup was made; it looks like “{near}”; it was not used."),
            gettext_noop("Choose what it becomes, or mark it as not used."),
        ),
    ),
    reason(
        "sheet not used",
        SET_ASIDE,
        gettext_noop("A sheet is not used for the map."),
        setup=Wording(
            gettext_noop("Your column setup leaves this sheet out."),
            gettext_noop("Choose what its columns become on the Data page, or leave it."),
        ),
        unknown=Wording(
            gettext_noop("These columns are not recognized ({columns}); the sheet was not used."),
            gettext_noop("Choose what its columns become on the Data page, or leave it."),
        ),
        people=Wording(
            gettext_noop("By its name the sheet lists people, and no header names organizations; it was not used."),
            gettext_noop("If it lists organizations, choose that on the Data page."),
        ),
        things=Wording(
            gettext_noop("By its name the sheet lists things, and no header names organizations; it was not used."),
            gettext_noop("If it lists organizations, choose that on the Data page."),
        ),
        side_list=Wording(
            gettext_noop("The file was read as {format}, in which this list holds no organizations and no ties."),
            gettext_noop("If it holds organizations, choose what its columns become on the Data page."),
        ),
        **OWN_EXPORT,
    ),
    reason(
        "column not used",
        SET_ASIDE,
        gettext_noop("A column is not used for the map."),
        plain=Wording(gettext_noop("The name of the column is not recognized; it was not used."), _SAY_OR_LEAVE),
        answers=Wording(gettext_noop("Nothing says what this column is; it was not used."), _SAY_OR_LEAVE),
    ),
)
