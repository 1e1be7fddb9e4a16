"""Changes of a project in words."""

from ecosystem.projects.changes import UNDO, Change
from ecosystem.projects.kinds import KINDS
from ecosystem.translation import gettext, gettext_noop

_ANY = gettext_noop("{kind}: {subject}")  # of a kind that this version does not have
_FIELDS = ("name", "attribute", "source", "target", "relation", "what", "audience", "city")


def describe(change: Change) -> str:
    """Return what a change did, in one line of plain text."""
    if change.kind == UNDO:
        return gettext("Undone: change {number}").format(number=change.undoes)
    known = KINDS.get(change.kind)
    template = (known.said if change.value is not None else known.cleared) if known else _ANY
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
