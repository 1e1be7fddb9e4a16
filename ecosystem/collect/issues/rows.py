"""Reasons for issues about rows of answers and of lists of organizations and cities."""

from ecosystem.collect.issues.record import DOUBT, SET_ASIDE, Wording, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

_ASKED_ON_DATA = gettext_noop("Answer the question about it on the Data page; the column setup remembers the answer.")
_SAY_WHAT_ANSWERS_MEAN = gettext_noop(
    "Write public, group or no, or say in the column setup what an answer means: [[word]] with list = “consent”, "
    "written = the answer, and word = “public”, “group” or “no”."
)
_JOIN_THE_ROWS = gettext_noop(
    "If both are to count, write the partners and answers of both into one row of the file, and delete the other."
)
_NO_TIE = gettext_noop("If there is one, write how strong it is, or leave the strength empty.")

ANSWERS = (
    reason(
        "no organization",
        SET_ASIDE,
        gettext_noop("A form does not say which organization answers."),
        Wording(gettext_noop("The form does not say who answers."), gettext_noop("Fill in the organization's name.")),
    ),
    reason(
        "names nobody",
        SET_ASIDE,
        gettext_noop("An answer such as “none” or “n/a” names no organization."),
        respondent=Wording(
            gettext_noop("“{name}” reads as if it names no organization."),
            gettext_noop("Write the organization's name; if this is the name, list it."),
        ),
        named=Wording(
            gettext_noop("“{name}” reads as if it names no organization."),
            gettext_noop("If it is an organization, list it."),
        ),
        entry=Wording(
            gettext_noop("“{name}” stands beside no name of a partner; it was not used."),
            gettext_noop("Write the name of the organization in the same place of the list."),
        ),
        answer=Wording(
            gettext_noop("“{name}” reads as if nothing applies; it was not used as an answer."),
            gettext_noop("If it is an answer, write it in more words."),
        ),
    ),
    reason(
        "reads like a sentence",
        SET_ASIDE,
        gettext_noop("An answer that should name a partner is a text about partners."),
        Wording(
            gettext_noop("“{name}” reads like a sentence and not like a name; it was not used."),
            gettext_noop("Write the names of the partners instead, one per line."),
        ),
    ),
    reason(
        "one or several",
        DOUBT,
        gettext_noop("A text with commas may be one answer or several, and the other answers do not tell."),
        whole=plural_wording(
            ngettext_noop(
                "“{text}” may be one organization or several ({parts}); it was read as one.",
                "“{text}” may be one organization or several ({parts}); it was read as one in {count:,} answers.",
            ),
            _ASKED_ON_DATA,
        ),
        parts=plural_wording(
            ngettext_noop(
                "“{text}” may be one organization or several ({parts}); it was read as several.",
                "“{text}” may be one organization or several ({parts}); it was read as several in {count:,} answers.",
            ),
            _ASKED_ON_DATA,
        ),
        whole_answer=plural_wording(
            ngettext_noop(
                "“{text}” may be one answer or several ({parts}); it was read as one.",
                "“{text}” may be one answer or several ({parts}); it was read as one in {count:,} answers.",
            ),
            _ASKED_ON_DATA,
        ),
        parts_answer=plural_wording(
            ngettext_noop(
                "“{text}” may be one answer or several ({parts}); it was read as several.",
                "“{text}” may be one answer or several ({parts}); it was read as several in {count:,} answers.",
            ),
            _ASKED_ON_DATA,
        ),
    ),
    reason(
        "replaced by a later answer",
        SET_ASIDE,
        gettext_noop("An organization answered more than once, and its last answer counts."),
        Wording(gettext_noop("“{name}” answered again in row {later}; the later answer counts."), _JOIN_THE_ROWS),
        elsewhere=Wording(
            gettext_noop("“{name}” answered again in {other}, row {later}; the later answer counts."), _JOIN_THE_ROWS
        ),
    ),
    reason(
        "time stamps not compared",
        DOUBT,
        gettext_noop("An organization answered more than once, and its time stamps do not say which answer is later."),
        unreadable=Wording(
            gettext_noop(
                "“{name}” answered more than once, and the time stamp “{stamp}” cannot be read; the answer in the "
                "last row counts."
            ),
            gettext_noop("Delete the answer that should not count."),
        ),
        unclear=Wording(
            gettext_noop(
                "“{name}” answered more than once, and the time stamp “{stamp}” can mean two days; the answer in the "
                "last row counts."
            ),
            gettext_noop("Write the dates with the year first, or delete the answer that should not count."),
        ),
        missing=Wording(
            gettext_noop(
                "“{name}” answered more than once, and an answer has no time stamp; the answer in the last row counts."
            ),
            gettext_noop("Delete the answer that should not count."),
        ),
    ),
    reason(
        "new city",
        DOUBT,
        gettext_noop("An answer names a city that no list has."),
        Wording(
            gettext_noop("The city “{city}” is in no list so far; it becomes a city of its own."),
            gettext_noop("If it is one of the others, correct the spelling."),
        ),
    ),
    reason(
        "no city given",
        DOUBT,
        gettext_noop("An answer names no city in a map of several cities."),
        Wording(
            gettext_noop("“{name}” names no city, and no list says where it is; it is shown under “{site}”."),
            gettext_noop("Fill in the city."),
        ),
    ),
    reason(
        "several on one line",
        DOUBT,
        gettext_noop("One line of an answer may name several organizations."),
        Wording(
            gettext_noop("“{name}” may name several organizations."),
            gettext_noop("Write one organization per line, or list this one if it is one."),
        ),
    ),
    reason(
        "names itself",
        SET_ASIDE,
        gettext_noop("An organization names itself as a partner."),
        Wording(gettext_noop("“{name}” is the organization that answers.")),
        listed=Wording(gettext_noop("“{name}” is named as its own partner.")),
    ),
    reason(
        "named twice",
        SET_ASIDE,
        gettext_noop("One answer names the same partner twice."),
        Wording(gettext_noop("“{name}” is named twice in one answer; the first mention counts.")),
        differ=Wording(
            gettext_noop("“{name}” is named twice in one answer, as “{counted}” and as “{answer}”; the first counts."),
            gettext_noop(
                "To keep both, give one of the two questions another relation on the Data page or in the column setup."
            ),
        ),
    ),
    reason(
        "says there is no tie",
        SET_ASIDE,
        gettext_noop("A row or an answer says that there is no tie."),
        Wording(gettext_noop("“{name}” is named, with the answer “{answer}”.")),
        listed=Wording(gettext_noop("The strength is 0, which says that there is no tie."), _NO_TIE),
    ),
    reason(
        "not in the word list",
        DOUBT,
        gettext_noop("An answer is not in the word list of its question."),
        Wording(
            gettext_noop("“{answer}” is not in the word list {words}; it was kept as written."),
            gettext_noop("Add it to surveys/vocabularies/{words}.csv, as a word or as an alias."),
        ),
        consent=plural_wording(
            ngettext_noop(
                "One answer on consent was not understood; it was taken as no.",
                "{count:,} answers on consent were not understood; they were taken as no.",
            ),
            _SAY_WHAT_ANSWERS_MEAN,
        ),
    ),
    reason(
        "consent unclear",
        DOUBT,
        gettext_noop("What an answer on consent allows is not certain; the narrower meaning was taken."),
        audience=plural_wording(
            ngettext_noop(
                "The question does not say who may see the name, so 1 answer was taken as consent to be named to the "
                "group only.",
                "The question does not say who may see the name, so {count:,} answers were taken as consent to be "
                "named to the group only.",
            ),
            _SAY_WHAT_ANSWERS_MEAN,
        ),
        both=plural_wording(
            ngettext_noop(
                "The question asks both to show and to withhold a name, so 1 answer was taken as no.",
                "The question asks both to show and to withhold a name, so {count:,} answers were taken as no.",
            ),
            _SAY_WHAT_ANSWERS_MEAN,
        ),
        seems=plural_wording(
            ngettext_noop(
                "The column seems to ask whether an organization may be shown by name; its 1 answer was taken as an "
                "answer on consent.",
                "The column seems to ask whether an organization may be shown by name; its {count:,} answers were "
                "taken as answers on consent.",
            ),
            gettext_noop(
                "If it asks that, call it consent and write public, group or no. If it asks something else, choose on "
                "the Data page that it is not used."
            ),
        ),
    ),
)

LISTS = (
    reason(
        "no relation",
        SET_ASIDE,
        gettext_noop("A row of the sheet “relations” names no kind of tie."),
        Wording(gettext_noop("The row names no relation."), gettext_noop("Fill in the relation.")),
    ),
    reason(
        "relation given twice",
        SET_ASIDE,
        gettext_noop("A kind of tie is declared in two rows."),
        Wording(
            gettext_noop("“{relation}” is declared in a row above; that row counts."),
            gettext_noop("Keep one of the two rows."),
        ),
    ),
    reason(
        "status of no survey",
        DOUBT,
        gettext_noop("A column status is not about answering a survey."),
        Wording(
            gettext_noop(
                "The column “{column}” says {statuses}, which is not about answering a survey; it makes none and is "
                "not used."
            ),
            gettext_noop(
                "If it says who answered, write respondent, invited or named only, or call the column survey_status."
            ),
        ),
    ),
    reason(
        "no city",
        DOUBT,
        gettext_noop("Cells in the place of a city name none, such as Unknown or N/A."),
        plural_wording(
            ngettext_noop(
                "{count:,} cell says {written}, which is no city; its row is read as without a city.",
                "{count:,} cells say {written}, which is no city; their rows are read as without a city.",
            ),
            gettext_noop("Fill in the city where it is known."),
        ),
        address=plural_wording(
            ngettext_noop(
                "{count:,} row gives an address, an area or coordinates and no city; it is kept, in no city.",
                "{count:,} rows give an address, an area or coordinates and no city; they are kept, in no city.",
            ),
            gettext_noop("Fill in the city where it is known."),
        ),
    ),
    reason(
        "unknown status",
        DOUBT,
        gettext_noop("The status of an organization is not one of those known."),
        Wording(
            gettext_noop("The status “{status}” is none of respondent, invited, named only; it was taken as invited."),
            gettext_noop("Write one of the three."),
        ),
    ),
    *(
        reason(
            f"no {column}",
            DOUBT,
            gettext_noop("A coordinate is not a number of degrees."),
            Wording(message, gettext_noop("Write it in degrees, as in 42.36.")),
        )
        for column, message in (
            ("latitude", gettext_noop("“{written}” is no latitude in degrees; the organization stays, without it.")),
            ("longitude", gettext_noop("“{written}” is no longitude in degrees; the organization stays, without it.")),
        )
    ),
    reason(
        "no site",
        SET_ASIDE,
        gettext_noop("A row of the sheet “locations” names no city."),
        Wording(gettext_noop("No city is given for “{name}”."), gettext_noop("Fill in the city.")),
    ),
    reason(
        "one site name, several places",
        DOUBT,
        gettext_noop("One city name stands for places in several states or countries."),
        plural_wording(
            ngettext_noop(
                "“{site}” stands for {count:,} place ({places}); it is mapped as one.",
                "“{site}” stands for {count:,} places ({places}); they are mapped as one.",
            ),
            gettext_noop("If they are different cities, write them differently."),
        ),
    ),
)
