"""Attributes of an organization in words, as a person reads and types them."""

from collections.abc import Sequence

from ecosystem.collect.by_hand import ATTRIBUTES
from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.show.map_data import relation_label
from ecosystem.show.sentences import FIELDS
from ecosystem.tables.by_hand import values_of
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext, gettext_noop

__all__ = ["attribute_label", "relation_label", "relations_for", "words_for"]
_MORE = {
    "consent": gettext_noop("May be shown by name"),
    "address": gettext_noop("Street address"),
    "area": gettext_noop("State, province or region"),
    "country": gettext_noop("Country"),
    "latitude": gettext_noop("Degrees north"),
    "longitude": gettext_noop("Degrees east"),
}
_LISTED = ("sector", "level")  # attributes with one word of a list


def attribute_label(attribute: str) -> str:
    """Return what an attribute is called on a page."""
    return gettext((FIELDS | _MORE)[attribute])


def words_for(found: Ecosystem | None, attribute: str) -> list[str]:
    """Return the words that an attribute may take: of its word list, then others on the map; none for free text."""
    spec = ATTRIBUTES[attribute]
    if spec.values:
        return list(spec.values)
    if not spec.words or (spec.type != "list" and attribute not in _LISTED):
        return []
    labels = load_vocabulary(spec.words).labels
    return list(dict.fromkeys([*labels, *(values_of(found, attribute) if found else ())]))


def relations_for(found: Ecosystem | None) -> Sequence[str]:
    """Return the kinds of ties that may be typed: those of the map first, then those of the word list."""
    return list(dict.fromkeys([*(found.relations if found else ()), *load_relations()]))
