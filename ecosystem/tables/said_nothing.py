"""Attributes of organizations without the words that say nothing: "N/A" is no need, "none" no offer."""

from functools import lru_cache

from ecosystem.collect.answer_words import says_nothing
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.schema import ORGANIZATIONS
from ecosystem.text import LIST_SEPARATOR, split_list

# A word for nothing is an answer to the first three; the others are names and whole sentences.
_KEPT = ("consent", "status", "serves_low_income", "organization_id", "name", "part_of", "description")
_COLUMNS = {column.name: column for column in ORGANIZATIONS.columns if column.name not in _KEPT}
_WORD_LISTS = {"residents": "residents"} | {name: column.words for name, column in _COLUMNS.items() if column.words}


@lru_cache(maxsize=100_000)
def without_nothing(column: str, value: str) -> str:
    """Return the value of a column of organizations without each part that is a word for nothing.

    A term of the column's word list is kept: "none" is a level of government.

    >>> [without_nothing("needs", "N/A"), without_nothing("offers", "Space|none"), without_nothing("level", "none")]
    ['', 'Space', 'none']
    """
    known = _COLUMNS.get(column)
    if known is None or not value:
        return value
    parts = split_list(value) if known.type == "list" else [value]
    kept = [part for part in parts if not says_nothing(part) or _is_term(column, part)]
    return value if len(kept) == len(parts) else LIST_SEPARATOR.join(kept)


def _is_term(column: str, text: str) -> bool:
    words = _WORD_LISTS.get(column)
    return words is not None and load_vocabulary(words).entry(text) is not None
