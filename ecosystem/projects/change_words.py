"""Changes of a project in words."""

from ecosystem.projects.changes import UNDO, Change
from ecosystem.projects.fading import FADES_AFTER
from ecosystem.projects.project import (
    ARRIVED,
    ATTRIBUTE,
    AUDIENCE,
    BOUNDARY,
    CITY,
    CONSENT,
    DRAFT,
    EXPORTED,
    GOOGLE,
    INVITED,
    NAME_CAP,
    ORGANIZATION,
    PUBLISHED,
    PURPOSE,
    ROUNDS,
    SETUP,
    SOURCE,
    STATE,
    TIE,
    TITLE,
    VIEW,
)
from ecosystem.translation import gettext, gettext_noop

_SET = {  # kind -> what was done, where there is a value
    TITLE: gettext_noop("Title: {value}"),
    CITY: gettext_noop("City added: {subject}"),
    PURPOSE: gettext_noop("Purpose: {value}"),
    BOUNDARY: gettext_noop("Who counts as part of the map: {value}"),
    NAME_CAP: gettext_noop("Names that one person may give: {value}"),
    ROUNDS: gettext_noop("Rounds and their dates: {value}"),
    AUDIENCE: gettext_noop("Who will see the map: {value}"),
    CONSENT: gettext_noop("Wording of consent: {value}"),
    VIEW: gettext_noop("View saved: {subject}"),
    SOURCE: gettext_noop("File added: {subject}"),
    ARRIVED: gettext_noop("File that waits for a decision: {subject}"),
    SETUP: gettext_noop("Column setup changed"),
    DRAFT: gettext_noop("Column setup chosen, not imported yet"),
    GOOGLE: gettext_noop("Google Sheet: {value}"),
    EXPORTED: gettext_noop("Hand-over box written"),
    PUBLISHED: gettext_noop("Copy taken along: {what} for {audience}, {city}"),
    STATE: gettext_noop("Project {value}"),
    ORGANIZATION: gettext_noop("Organization typed in: {name}"),
    INVITED: gettext_noop("Invited, typed in: {name}"),
    ATTRIBUTE: gettext_noop("Typed in: {attribute} of {name} is {text}"),
    TIE: gettext_noop("Tie typed in: {source} and {target}, {relation}"),
    FADES_AFTER: gettext_noop("Months after which answers fade: {value}"),
}
_CLEARED = {
    CITY: gettext_noop("City removed: {subject}"),
    SOURCE: gettext_noop("File removed: {subject}"),
    ARRIVED: gettext_noop("File decided: {subject}"),
    SETUP: gettext_noop("Column setup removed"),
    VIEW: gettext_noop("Saved view removed: {subject}"),
    FADES_AFTER: gettext_noop("Answers fade after the usual time"),
    STATE: gettext_noop("Project opened again"),
}

_FIELDS = ("name", "attribute", "source", "target", "relation", "what", "audience", "city")


def describe(change: Change) -> str:
    """Return what a change did, in one line of plain text."""
    if change.kind == UNDO:
        return gettext("Undone: change {number}").format(number=change.undoes)
    said = _SET if change.value is not None else _CLEARED
    template = said.get(change.kind) or gettext_noop("{kind}: {subject}")
    value = change.value if isinstance(change.value, str | int | float) else ""
    held = change.value if isinstance(change.value, dict) else {}
    columns = {name: held.get(name, "") for name in _FIELDS}
    fields = {
        "kind": change.kind.capitalize(),
        "subject": change.subject,
        "value": value,
        "text": held.get("value", ""),
    }
    return gettext(template).format(**fields, **columns)
