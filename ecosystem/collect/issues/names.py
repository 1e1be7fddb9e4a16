"""Reasons for issues about names of organizations, ids, and decisions about names."""

from ecosystem.collect.issues.record import DOUBT, SET_ASIDE, Wording, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

_UNDO_FIRST = gettext_noop("Undo the earlier decision first, or leave this one out.")
_IF_SEVERAL = gettext_noop("If these are two organizations, give each its own id.")
_CORRECT_ROWS = gettext_noop("Correct the row that is wrong; if these are two organizations, give each its own id.")
_CORRECT_ROW = gettext_noop("Correct the row, or delete it.")

NAMES = (
    reason(
        "no name",
        SET_ASIDE,
        gettext_noop("A row names no organization."),
        Wording(gettext_noop("The row has no organization's name."), gettext_noop("Add the name.")),
        matrix=Wording(
            gettext_noop("The row has cells but no name in its first column."), gettext_noop("Add the name to the row.")
        ),
    ),
    reason(
        "name cleaned",
        DOUBT,
        gettext_noop("A name was written with surplus spaces."),
        Wording(gettext_noop("Spaces around or inside “{name}” were cleaned.")),
    ),
    reason(
        "ambiguous name",
        SET_ASIDE,
        gettext_noop("A name stands for several organizations."),
        Wording(
            gettext_noop("“{name}” stands for several organizations."),
            gettext_noop("Write the name of one of them as it is listed."),
        ),
        listed=Wording(
            gettext_noop("“{name}” stands for several organizations, and no id or city says which."),
            gettext_noop("Give the row an id."),
        ),
        location=Wording(gettext_noop("“{name}” stands for several organizations."), gettext_noop("Add its id.")),
        respondent=Wording(
            gettext_noop("“{name}” stands for several organizations."),
            gettext_noop("Fill in the organization's name as it is listed."),
        ),
        named=Wording(
            gettext_noop("“{name}” stands for several organizations in {site}."),
            gettext_noop("Write the name of one of them as it is listed."),
        ),
        source=Wording(
            gettext_noop("The source “{name}” stands for several organizations, and no id says which."),
            gettext_noop("Add a column source_id."),
        ),
        target=Wording(
            gettext_noop("The target “{name}” stands for several organizations, and no id says which."),
            gettext_noop("Add a column target_id."),
        ),
    ),
    reason(
        "one name in several workbooks",
        DOUBT,
        gettext_noop("Several workbooks list the same names, and nothing says in which city they are."),
        plural_wording(
            ngettext_noop(
                "{count:,} name ({names}) is listed in several workbooks without a city; it is read as one "
                "organization.",
                "{count:,} names ({names}) are listed in several workbooks without a city; each is read as one "
                "organization.",
            ),
            gettext_noop("If the workbooks are of several cities, add a column city, or name each after its city."),
        ),
    ),
    reason(
        "listed twice",
        DOUBT,
        gettext_noop("Several rows list the same organization."),
        Wording(gettext_noop("“{name}” is in {count:,} rows ({rows}), which are one organization."), _IF_SEVERAL),
        united=Wording(
            gettext_noop(
                "“{name}” is in {count:,} rows ({rows}), which are one organization; their values of "
                "{united} are united."
            ),
            _IF_SEVERAL,
        ),
        differ=Wording(
            gettext_noop(
                "“{name}” is in {count:,} rows ({rows}), which are one organization; they differ in {differ}, where "
                "the first value counts."
            ),
            _CORRECT_ROWS,
        ),
        united_differ=Wording(
            gettext_noop(
                "“{name}” is in {count:,} rows ({rows}), which are one organization; their values of {united} are "
                "united; they differ in {differ}, where the first value counts."
            ),
            _CORRECT_ROWS,
        ),
        united_elsewhere=Wording(
            gettext_noop("“{name}” is also in {other}; the values of {united} in both are united."), _IF_SEVERAL
        ),
        differ_elsewhere=Wording(
            gettext_noop("“{name}” is also in {other}, which says otherwise in {differ} and counts there."),
            _CORRECT_ROWS,
        ),
        united_differ_elsewhere=Wording(
            gettext_noop(
                "“{name}” is also in {other}; the values of {united} in both are united; {other} says otherwise in "
                "{differ} and counts there."
            ),
            _CORRECT_ROWS,
        ),
    ),
    reason(
        "one id, several names",
        DOUBT,
        gettext_noop("One id was given to organizations of different names."),
        Wording(
            gettext_noop("The id “{id}” of “{name}” is also that of “{other}”; they were kept apart by their names."),
            gettext_noop("Give each its own id."),
        ),
    ),
    reason(
        "one name, several ids",
        DOUBT,
        gettext_noop("One name was given several ids."),
        plural_wording(
            ngettext_noop(
                "“{name}” has {count:,} id ({ids}); the rows were kept apart.",
                "“{name}” has {count:,} ids ({ids}); they were kept apart.",
            ),
            gettext_noop("If they are one organization, give its rows the same id."),
        ),
    ),
    reason(
        "unknown organization",
        SET_ASIDE,
        gettext_noop("A row names an organization that no list has."),
        Wording(
            gettext_noop("“{name}” is not in the list of organizations."),
            gettext_noop("Add it there, or correct the spelling."),
        ),
    ),
    reason(
        "half an alias",
        SET_ASIDE,
        gettext_noop("A row of an alias list lacks the spelling or the name."),
        Wording(gettext_noop("An alias needs both a spelling and a name."), _CORRECT_ROW),
    ),
    reason(
        "unknown verdict",
        SET_ASIDE,
        gettext_noop("A row of an alias list has a verdict that is not one of those known."),
        Wording(gettext_noop("The verdict “{verdict}” is none of {known}."), _CORRECT_ROW),
    ),
    reason(
        "alias given twice",
        SET_ASIDE,
        gettext_noop("A spelling was already said to stand for another name."),
        Wording(gettext_noop("{decision} is not applied: {refusal}."), _UNDO_FIRST),
    ),
    reason(
        "decisions contradict",
        SET_ASIDE,
        gettext_noop("A decision about names contradicts an earlier one."),
        Wording(gettext_noop("{decision} is not applied: {refusal}."), _UNDO_FIRST),
        listed=Wording(gettext_noop("{names} were not merged: {decision}."), _UNDO_FIRST, kind=DOUBT),
    ),
    reason(
        "decision not clear",
        DOUBT,
        gettext_noop("A decision names several organizations of one name."),
        plural_wording(
            ngettext_noop(
                "“{name}” stands for {count:,} organization, and the decision does not say which.",
                "“{name}” stands for {count:,} organizations, and the decision does not say which.",
            ),
            gettext_noop("Decide again on the Names page."),
        ),
    ),
    reason(
        "alias of nobody here",
        DOUBT,
        gettext_noop("A row of an alias list names no organization of this data."),
        Wording(
            gettext_noop("Neither “{name_a}” nor “{name_b}” appears in this data."),
            gettext_noop("Correct the spelling, or leave the row: it also applies to data that come later."),
        ),
        near=Wording(
            gettext_noop("Neither “{name_a}” nor “{name_b}” appears in this data; “{near}” does."),
            gettext_noop("Correct the spelling, or leave the row: it also applies to data that come later."),
        ),
    ),
    reason(
        "one organization in several cities",
        DOUBT,
        gettext_noop("Rows of one name and one website in several cities were merged, as the column setup says."),
        Wording(
            gettext_noop("“{name}” has one website in several cities ({cities}) and is one organization, as chosen."),
            gettext_noop("If they are two, decide that they are different."),
        ),
    ),
    reason(
        "joined rows differ",
        DOUBT,
        gettext_noop("Rows that were merged say different things of the organization."),
        Wording(
            gettext_noop(
                "“{name}” and “{kept}” are one; their {field} differs: “{stands}” counts (from “{kept}”), “{said}” "
                "does not."
            ),
            gettext_noop("Correct the row that is wrong."),
        ),
        answered=Wording(
            gettext_noop(
                "“{name}” and “{kept}” are one; their {field} differs: “{stands}” counts (from its own answer), "
                "“{said}” does not."
            ),
            gettext_noop("Correct the row that is wrong."),
        ),
    ),
    reason(
        "part of nobody listed",
        DOUBT,
        gettext_noop("An organization is said to be part of one that is not in the map."),
        Wording(
            gettext_noop("“{name}” is said to be part of “{parent}”, which is no other organization of this map."),
            gettext_noop("Correct the spelling, or list it."),
        ),
    ),
    reason(
        "everyday name",
        DOUBT,
        gettext_noop("The name of a withheld organization is also an everyday word, so mentions of it may remain."),
        plural_wording(
            ngettext_noop(
                "{count:,} organization that is not shown by name has a short or everyday name; in text it is left "
                "out only where it stands alone or is written with capitals.",
                "{count:,} organizations that are not shown by name have a short or everyday name; in text it is left "
                "out only where it stands alone or is written with capitals.",
            ),
            gettext_noop("Read the free text before you share it."),
        ),
    ),
)
