"""Reasons for issues about sheets and columns whose values, not their headers, tell what they hold."""

from ecosystem.collect.issues.record import DOUBT, Wording, plural_wording, reason
from ecosystem.translation import gettext_noop, ngettext_noop

_IF_OTHERWISE = gettext_noop("If it holds something else, choose that on the Data page or in the column setup.")
_CONFIRM = gettext_noop(
    "It was not read. Choose what it holds on the Data page and import again, or write a column setup, which proposes "
    "it: python -m ecosystem setup DATA -o setup.toml."
)

BY_VALUES = (
    reason(
        "looks like answers",
        DOUBT,
        gettext_noop("A sheet looks like answers to a survey that is not known, and other sheets were read."),
        plural_wording(
            ngettext_noop(
                "The sheet looks like the answer of 1 organization to a survey.",
                "The sheet looks like {count:,} answers to a survey.",
            ),
            _CONFIRM,
        ),
        consent=plural_wording(
            ngettext_noop(
                "The sheet looks like the answer of 1 organization to a survey, and asks whether it may be shown by "
                "name: what it says of that is not followed yet.",
                "The sheet looks like {count:,} answers to a survey, and asks whether organizations may be shown by "
                "name: what they say of that is not followed yet.",
            ),
            _CONFIRM,
        ),
    ),
    reason(
        "read by its values",
        DOUBT,
        gettext_noop("What a sheet or column holds was told by its values, as its headers do not say it."),
        known=plural_wording(
            ngettext_noop(
                "The sheet was read as a list of ties: {known:,} of {count:,} name in the columns “{header}” and "
                "“{other}” is in {listed_in}.",
                "The sheet was read as a list of ties: of the columns “{header}” and “{other}”, {known:,} of {count:,} "
                "names in “{header}” are in {listed_in}.",
            ),
            _IF_OTHERWISE,
        ),
        headers=Wording(
            gettext_noop(
                "The sheet was read as a list of ties: its columns “{header}” and “{other}” name the ends of each."
            ),
            _IF_OTHERWISE,
        ),
        each_other=plural_wording(
            ngettext_noop(
                "The sheet was read as a list of ties: {known:,} of {count:,} name in “{header}” is in “{other}” too.",
                "The sheet was read as a list of ties: {known:,} of {count:,} names in “{header}” are in “{other}” "
                "too.",
            ),
            _IF_OTHERWISE,
        ),
        memberships=Wording(
            gettext_noop(
                "The sheet was read as who takes part in what: “{header}” names organizations ({known:,} of {count:,} "
                "are in {listed_in}), “{other}” what they take part in."
            ),
            _IF_OTHERWISE,
        ),
        list=plural_wording(
            ngettext_noop(
                "The sheet was read as a list of organizations: {known:,} of {count:,} name in “{header}” is an end of "
                "a tie in {listed_in}.",
                "The sheet was read as a list of organizations: {known:,} of {count:,} names in “{header}” are ends of "
                "ties in {listed_in}.",
            ),
            _IF_OTHERWISE,
        ),
        column_ties=plural_wording(
            ngettext_noop(
                "The column was read as ties “{relation}”: {known:,} of {count:,} name in it is listed.",
                "The column was read as ties “{relation}”: {known:,} of {count:,} names in it are listed.",
            ),
            _IF_OTHERWISE,
        ),
        column_groups=plural_wording(
            ngettext_noop(
                "The column was read as what each organization takes part in: it names {count:,} initiative.",
                "The column was read as what each organization takes part in: it names {count:,} initiatives.",
            ),
            _IF_OTHERWISE,
        ),
        column_marks=plural_wording(
            ngettext_noop(
                "The column was read as who takes part in “{initiative}”: {count:,} organization is marked in it.",
                "The column was read as who takes part in “{initiative}”: {count:,} organizations are marked in it.",
            ),
            _IF_OTHERWISE,
        ),
        column_marks_doubtful=plural_wording(
            ngettext_noop(
                "The column was read as who takes part in “{initiative}”: {count:,} organization is marked in it; "
                "cells that hold a question mark ({doubtful:,}) were not used.",
                "The column was read as who takes part in “{initiative}”: {count:,} organizations are marked in it; "
                "cells that hold a question mark ({doubtful:,}) were not used.",
            ),
            gettext_noop("Replace each question mark by x where the organization takes part."),
        ),
        column_parent=plural_wording(
            ngettext_noop(
                "The column was read as the organization of which each is a part: {known:,} of {count:,} name in it is "
                "listed.",
                "The column was read as the organization of which each is a part: {known:,} of {count:,} names in it "
                "are listed.",
            ),
            _IF_OTHERWISE,
        ),
    ),
    reason(
        "looks like ties",
        DOUBT,
        gettext_noop("A sheet or column may hold ties or memberships, and nobody has confirmed it."),
        each_other=plural_wording(
            ngettext_noop(
                "The sheet looks like a list of ties: {known:,} of {count:,} name in “{header}” is in “{other}” too.",
                "The sheet looks like a list of ties: {known:,} of {count:,} names in “{header}” are in “{other}” too.",
            ),
            _CONFIRM,
        ),
        headers=Wording(
            gettext_noop("The sheet looks like a list of ties: its columns “{header}” and “{other}” may be ends."),
            _CONFIRM,
        ),
        one_end=Wording(
            gettext_noop(
                "The sheet looks like a list of ties: {known:,} of {count:,} names in “{header}” are in {listed_in}, "
                "and “{other}” holds names too."
            ),
            _CONFIRM,
        ),
        memberships=Wording(
            gettext_noop(
                "The sheet looks like who takes part in what: {known:,} of {count:,} names in “{header}” are in "
                "{listed_in}, and “{other}” holds names that repeat."
            ),
            _CONFIRM,
        ),
        column_ties=plural_wording(
            ngettext_noop(
                "The column looks like ties: {known:,} of {count:,} name in it is listed.",
                "The column looks like ties: {known:,} of {count:,} names in it are listed.",
            ),
            _CONFIRM,
        ),
        column_marks=plural_wording(
            ngettext_noop(
                "The column looks like who takes part in “{initiative}”: {count:,} organization is marked in it.",
                "The column looks like who takes part in “{initiative}”: {count:,} organizations are marked in it.",
            ),
            _CONFIRM,
        ),
        column_groups=plural_wording(
            ngettext_noop(
                "The column looks like what each organization takes part in: it holds {count:,} name.",
                "The column looks like what each organization takes part in: it holds {count:,} names, some repeated.",
            ),
            _CONFIRM,
        ),
    ),
)
