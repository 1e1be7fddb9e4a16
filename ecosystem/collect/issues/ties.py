"""Reasons for issues about ties: their ends, kinds, directions and strengths."""

from ecosystem.collect.issues.record import DOUBT, SET_ASIDE, Wording, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

_DECLARE = gettext_noop(
    "Add a sheet “relations” with the columns relation and scale (the answers, weakest first, separated by |)."
)

TIES = (
    *(
        reason(
            f"no {end}",
            SET_ASIDE,
            meaning,
            Wording(empty, gettext_noop("Fill it in.")),
            unlisted=Wording(unlisted, gettext_noop("Fill in an id that is listed.")),
        )
        for end, meaning, empty, unlisted in (
            (
                "source",
                gettext_noop("A row of a list of ties does not say where the tie begins."),
                gettext_noop("The row names no source."),
                gettext_noop("The source id “{id}” is not in the list of organizations."),
            ),
            (
                "target",
                gettext_noop("A row of a list of ties does not say where the tie ends."),
                gettext_noop("The row names no target."),
                gettext_noop("The target id “{id}” is not in the list of organizations."),
            ),
        )
    ),
    reason(
        "not in the list",
        DOUBT,
        gettext_noop("A tie names an organization that the list of organizations lacks."),
        Wording(
            gettext_noop("“{name}” is named in a tie but not in the list of organizations; it was added."),
            gettext_noop("Add it to the list."),
        ),
    ),
    reason(
        "relation from the name",
        DOUBT,
        gettext_noop("Several lists of ties have no column relation, and their names say what kind each holds."),
        Wording(
            gettext_noop("The list has no column relation; its name says “{relation}”, which its ties are read as."),
            gettext_noop("If that is no kind of tie, add a column relation."),
        ),
    ),
    reason(
        "round from the name",
        DOUBT,
        gettext_noop("Several lists of the same ties, or sheets of one form, have a year or a round in their names."),
        Wording(
            gettext_noop("The list has no column wave; its name says “{wave}”, which its ties are read as."),
            gettext_noop("If that is no round of data collection, add a column wave."),
        ),
        answers=Wording(
            gettext_noop("The name of these answers says “{wave}”, the round that they are read as."),
            gettext_noop("If all answers are of one round, leave years and rounds out of the names."),
        ),
    ),
    reason(
        "city from the name",
        DOUBT,
        gettext_noop("Several lists of the same columns name no city, and their names differ in one part."),
        Wording(
            gettext_noop("The sheet has no column city; its name says “{city}”, which its rows are read as being in."),
            gettext_noop(
                'If that is no city, add a column city, or write site = "all" for this sheet in the column setup.'
            ),
        ),
        workbook=plural_wording(
            ngettext_noop(
                "{count:,} row of this workbook names no city; the workbook's name says “{city}”, which the row is "
                "read as being in.",
                "{count:,} rows of this workbook name no city; the workbook's name says “{city}”, which they are read "
                "as being in.",
            ),
            gettext_noop(
                'If that is no city, add a column city, or write site = "all" for its sheets in the column setup.'
            ),
        ),
    ),
    reason(
        "listed in another city",
        DOUBT,
        gettext_noop("A tie of one city names an organization that is listed in another."),
        Wording(
            gettext_noop("“{name}” is listed in another city and named in a tie of {site}; it is in both, as one."),
            gettext_noop("If these are two organizations, list it in {site} too."),
        ),
    ),
    reason(
        "ids without a list",
        DOUBT,
        gettext_noop("The ends of ties look like ids, and no list says whose they are."),
        plural_wording(
            ngettext_noop(
                "{count:,} end of these ties looks like an id ({ids}), and no list of organizations says whose it is; "
                "it stands as a name.",
                "{count:,} ends of these ties look like ids ({ids}), and no list of organizations says whose they are; "
                "they stand as names.",
            ),
            gettext_noop("Add the list of organizations that has these ids."),
        ),
    ),
    reason(
        "id and name differ",
        DOUBT,
        gettext_noop("A row gives the id of one organization and the name of another."),
        Wording(
            gettext_noop("“{name}” is beside the id of another organization; the id counts."),
            gettext_noop("Correct the id or the name."),
        ),
    ),
    reason(
        "not on the scale",
        DOUBT,
        gettext_noop("An answer is not on the scale of its question or relation."),
        Wording(
            gettext_noop("“{answer}” is no answer of the scale ({scale}); the tie stays, without strength."),
            gettext_noop(
                "Correct the cell, or add the answer to the scale: in the questionnaire, the column setup or the sheet "
                "“relations”."
            ),
        ),
        listed=Wording(
            gettext_noop(
                "“{answer}” is no answer of the scale of “{relation}” ({scale}); the tie stays, without strength."
            ),
            gettext_noop("Correct the answer, or add it to the scale in the sheet “relations”."),
        ),
    ),
    reason(
        "scale not declared",
        DOUBT,
        gettext_noop("Nothing says in which order the answers of a scale go."),
        Wording(
            gettext_noop(
                "No scale is given for answers such as “{answer}” about “{relation}”; ties stay, without strength."
            ),
            gettext_noop(
                "Give the column a scale in the column setup, or the relation one in the sheet “relations”: its "
                "answers, weakest first."
            ),
        ),
        listed=Wording(
            gettext_noop(
                "Nothing says which end of the scale of “{relation}” is strong (answers: {answers}); the ties stay, "
                "without strength."
            ),
            _DECLARE,
        ),
    ),
    reason(
        "direction unclear",
        DOUBT,
        gettext_noop("A cell in the column directed is neither yes nor no."),
        Wording(
            gettext_noop("“{answer}” is neither yes nor no in the column directed."), gettext_noop("Write yes or no.")
        ),
    ),
    reason(
        "direction not given",
        DOUBT,
        gettext_noop("Nothing says whether a kind of tie has a direction."),
        Wording(
            gettext_noop("Nothing says whether “{relation}” has a direction; it was read as from source to target."),
            gettext_noop("Add a column directed with yes or no."),
        ),
    ),
    reason(
        "direction from the name",
        DOUBT,
        gettext_noop("The name of a file or sheet says whether its ties have a direction."),
        Wording(
            gettext_noop("The name of the file or sheet says that its ties have no direction; they were read so."),
            gettext_noop("If that is wrong, add a column directed with yes or no."),
        ),
        directed=Wording(
            gettext_noop("The name of the file or sheet says that its ties have a direction; they were read so."),
            gettext_noop("If that is wrong, add a column directed with yes or no."),
        ),
    ),
    reason(
        "strength is no number",
        DOUBT,
        gettext_noop("A strength cannot be read as a number."),
        Wording(
            gettext_noop(
                "“{written}” is no number between {smallest:g} and {largest:g}; the tie stays, without strength."
            ),
            _DECLARE,
        ),
    ),
    reason(
        "amount is no number",
        DOUBT,
        gettext_noop("An amount cannot be read as a number."),
        Wording(
            gettext_noop(
                "“{written}” is no number between {smallest:g} and {largest:g}; the tie stays, without amount."
            ),
            gettext_noop("Write it as 1500 or 1,500."),
        ),
    ),
    reason(
        "several currencies",
        DOUBT,
        gettext_noop("A list of grants has amounts in several currencies, which cannot be added up."),
        plural_wording(
            ngettext_noop(
                "Only amounts in {kept}, the commonest currency, are used; {count:,} amount in another or without a "
                "currency ({others}) was left empty. Its tie stays.",
                "Only amounts in {kept}, the commonest currency, are used; {count:,} amounts in another or without a "
                "currency ({others}) were left empty. Their ties stay.",
            ),
            gettext_noop("Write all amounts in one currency."),
        ),
    ),
    reason(
        "grant listed again",
        SET_ASIDE,
        gettext_noop("A grant is in two rows of a list of grants, with one identifier, and counts once."),
        Wording(
            gettext_noop("The grant of row {first} is listed again in row {row}, with the same identifier."),
            gettext_noop("If these are two grants, give each an identifier of its own."),
        ),
    ),
    reason(
        "grants with one identifier",
        DOUBT,
        gettext_noop("Two rows of a list of grants have one identifier and differ."),
        Wording(
            gettext_noop("Row {row} has the identifier of row {first} and says something else; both rows are used."),
            gettext_noop("If it is one grant, delete the row that is wrong; if not, correct an identifier."),
        ),
    ),
    reason(
        "decimal comma",
        DOUBT,
        gettext_noop("A column writes numbers with a decimal comma, and was read that way as a whole."),
        Wording(
            gettext_noop(
                "“{example}” has a decimal comma or points for thousands, so the whole column {header} was read that "
                "way."
            ),
            gettext_noop("If that is wrong, write all its numbers like 1500.5."),
        ),
        either=Wording(
            gettext_noop(
                "“{example}” has a decimal comma or points for thousands, so the whole column {header} was read that "
                "way: “{either}” is {value:.15g}."
            ),
            gettext_noop("If that is wrong, write all its numbers like 1500.5."),
        ),
        point=Wording(
            gettext_noop(
                "“{example}” has a decimal comma or points for thousands, so the whole column {header} was read that "
                "way; only what has no other reading, such as “{point}”, keeps its decimal point."
            ),
            gettext_noop("If that is wrong, write all its numbers like 1500.5."),
        ),
        either_and_point=Wording(
            gettext_noop(
                "“{example}” has a decimal comma or points for thousands, so the whole column {header} was read that "
                "way: “{either}” is {value:.15g}; only what has no other reading, such as “{point}”, keeps its decimal "
                "point."
            ),
            gettext_noop("If that is wrong, write all its numbers like 1500.5."),
        ),
    ),
    reason(
        "thousands or decimals",
        DOUBT,
        gettext_noop("A number can be read with a decimal point or with a point for thousands."),
        Wording(
            gettext_noop(
                "“{written}” in the column {header} was read as {value:g}; nothing in the column says that the point "
                "separates thousands."
            ),
            gettext_noop(
                "If thousands are meant, write {without_point} without the point; if not, there is nothing to do."
            ),
        ),
    ),
    reason(
        "strength below zero",
        DOUBT,
        gettext_noop("A strength is below zero."),
        Wording(
            gettext_noop("“{written}” is below 0, which no strength is; such ties stay, without strength."),
            gettext_noop("Write how strong the tie is, or delete the row."),
        ),
    ),
    reason(
        "reported by another",
        DOUBT,
        gettext_noop("The column reporter names neither end of the tie."),
        Wording(  # may be a person's name: not quoted
            gettext_noop("The column reporter names neither end of the tie; it was read as reported by the source."),
            gettext_noop("Write the name of one of the two."),
        ),
    ),
    reason(
        "nobody answered",
        DOUBT,
        gettext_noop("Organizations have a status, but none has answered."),
        Wording(
            gettext_noop(
                "No organization has the status “respondent”, so the list of ties is read as recorded ties, not as "
                "answers."
            ),
            gettext_noop("If its sources answered a survey, write “respondent” as their status."),
        ),
        no_survey=Wording(
            gettext_noop(
                "No organization has the status “respondent”, so the list of ties is read as recorded ties, not as "
                "answers, and the statuses are left out."
            ),
            gettext_noop("If its sources answered a survey, write “respondent” as their status."),
        ),
    ),
)
