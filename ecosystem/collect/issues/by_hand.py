"""Reasons for issues about what was typed by hand beside the sources."""

from ecosystem.collect.issues.record import DOUBT, SET_ASIDE, Wording, reason
from ecosystem.translation import gettext_noop

_TAKE_IT_BACK = gettext_noop("If the source is right, undo what was typed, on the page Data.")

BY_HAND = (
    reason(
        "by hand differs",
        DOUBT,
        gettext_noop("A source says one thing of an organization, and by hand another was typed."),
        Wording(
            gettext_noop(
                "“{name}”: the source says {attribute} “{theirs}”, by hand it is “{ours}”. What was typed counts."
            ),
            _TAKE_IT_BACK,
        ),
        stricter=Wording(
            gettext_noop(
                "“{name}”: the source says {attribute} “{theirs}”, by hand it is “{ours}”. Of two answers on consent "
                "the narrower one counts."
            ),
            gettext_noop("Ask the organization, and correct the one that is wrong."),
        ),
    ),
    reason(
        "by hand not used",
        SET_ASIDE,
        gettext_noop("An attribute was typed for an organization that no source names any more, or says nothing."),
        Wording(
            gettext_noop("{attribute} was typed for “{name}”, which is not one organization of the sources now."),
            gettext_noop("Add the organization by hand, or undo what was typed, on the page Data."),
        ),
        says_nothing=Wording(
            gettext_noop("“{attribute}” of “{name}” is empty, or nothing that can be typed by hand."),
            gettext_noop("Undo it on the page Data, and type it again."),
        ),
    ),
)
