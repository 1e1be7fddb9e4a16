"""Word lists that an organizer can edit: sectors, roles, goals, resources, relations and others.

Each list is a CSV file in ``surveys/vocabularies`` with the columns id, label, aliases and meaning.
The label is shown to people and written to the tables; aliases are other spellings.
"""

import csv
import functools
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ecosystem.errors import InstrumentError
from ecosystem.shipped import shipped
from ecosystem.text import fold, unaccented

SURVEYS = shipped("surveys")
VOCABULARIES = SURVEYS / "vocabularies"
COLUMNS = ("id", "label", "aliases", "meaning")
RELATION_COLUMNS = (*COLUMNS, "directed", "tie", "sentence")
_BETWEEN_WORDS = re.compile(r"\s*[/,&()]\s*|\s+(?:and|or|y|o)\s+")


@dataclass(frozen=True)
class VocabularyEntry:
    """One word of a list: its id, its label for people, and its other spellings."""

    id: str
    label: str
    aliases: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Relation(VocabularyEntry):
    """One kind of tie. ``sentence`` connects two names: "City IT *gives data to* 311"."""

    directed: bool  # False: the tie has no direction
    tie: bool  # False: a wish and not yet a tie
    sentence: str


@dataclass(frozen=True)
class Vocabulary:
    """One word list, in the order of its file."""

    name: str
    entries: tuple[VocabularyEntry, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the labels, in the order of the file."""
        return tuple(entry.label for entry in self.entries)

    @functools.cached_property
    def _by_folded(self) -> Mapping[str, VocabularyEntry]:
        return MappingProxyType({_key(word): entry for entry in self.entries for word in _ways_to_write(entry)})

    def entry(self, text: str) -> VocabularyEntry | None:
        """Return the entry whose id, label or alias equals ``text``, folded and without accents; None if none does.

        Several words for one entry are that entry: "College/University", "Nonprofit (NGO)".
        """
        if found := self._by_folded.get(_key(text)):
            return found
        parts = [self._by_folded.get(_key(part)) for part in _BETWEEN_WORDS.split(text) if part]
        return parts[0] if len(parts) > 1 and all(part is parts[0] for part in parts) else None

    def match(self, text: str) -> str | None:
        """Return the label for an answer; None if the list has no such word.

        >>> load_vocabulary("sectors").match("non profit")
        'Nonprofit'
        >>> load_vocabulary("sectors").match("Public-private partnership") is None
        True
        """
        entry = self.entry(text)
        return entry.label if entry else None


@functools.cache
def load_vocabulary(name: str, folder: Path = VOCABULARIES) -> Vocabulary:
    """Return a word list by the name of its file: "sectors", "levels", "roles", "goals" and so on.

    Raises InstrumentError with file, row and remedy if the file is not valid.
    """
    path = folder / f"{name}.csv"
    rows = tuple(_rows(path, COLUMNS))
    entries = tuple(_entry(row) for _, row in rows)
    _refuse_words_claimed_twice(path, [number for number, _ in rows], entries)
    return Vocabulary(name, entries)


@functools.cache
def load_relations(folder: Path = VOCABULARIES) -> Mapping[str, Relation]:
    """Return the kinds of ties by id, in the order of ``relations.csv``; read-only.

    >>> load_relations()["shares_data"].sentence
    'gives data to'
    """
    path = folder / "relations.csv"
    load_vocabulary("relations", folder)
    relations = {}
    for number, row in _rows(path, RELATION_COLUMNS):
        entry = _entry(row)
        relations[entry.id] = Relation(
            id=entry.id,
            label=entry.label,
            aliases=entry.aliases,
            meaning=entry.meaning,
            directed=_yes_or_no(path, number, row, "directed"),
            tie=_yes_or_no(path, number, row, "tie"),
            sentence=row["sentence"].strip() or entry.label.casefold(),
        )
    return MappingProxyType(relations)


def vocabulary_names(folder: Path = VOCABULARIES) -> tuple[str, ...]:
    """Return the names of all word lists, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.csv")))


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows that are not empty, each with its number in a spreadsheet."""
    try:
        yield from _read_rows(path, columns)
    except csv.Error:  # a cell longer than the csv module reads
        raise InstrumentError(f"{path.name}: a quotation mark was opened and not closed. Mend that row.") from None


def _read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    if not path.is_file():
        known = ", ".join(vocabulary_names(path.parent)) or "none"
        raise InstrumentError(f'There is no word list "{path.stem}". The lists are: {known}.')
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InstrumentError(f"{path.name} is not UTF-8 text. Save it again as CSV UTF-8.") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        found = ", ".join(reader.fieldnames or ()) or "nothing"
        raise InstrumentError(
            f"{path.name}, row 1: the column {_listed(missing)} is missing; found {found}. "
            f"The first row must read {','.join(columns)}."
        )
    # Row numbers count records and not lines: an alias with a line break still makes one row.
    for number, row in enumerate(reader, start=2):
        surplus = row.pop(None, None)  # the csv module's key for cells beyond the header
        if surplus:
            raise InstrumentError(
                f"{path.name}, row {number}: there are more cells than columns. "
                "Put text that holds a comma between double quotes."
            )
        if not any(value.strip() for value in row.values()):
            continue
        for column in ("id", "label"):
            if not any(sign.isalnum() for sign in row[column]):
                raise InstrumentError(
                    f"{path.name}, row {number}: {column} is empty. Give this row an id and a label, or delete the row."
                )
        yield number, row


def _entry(row: Mapping[str, str]) -> VocabularyEntry:
    aliases = tuple(alias.strip() for alias in row["aliases"].split("|") if alias.strip())
    return VocabularyEntry(row["id"].strip(), row["label"].strip(), aliases, row["meaning"].strip())


def _refuse_words_claimed_twice(path: Path, numbers: list[int], entries: tuple[VocabularyEntry, ...]) -> None:
    first_row: dict[str, int] = {}
    for number, entry in zip(numbers, entries, strict=True):
        for word in _ways_to_write(entry):
            earlier = first_row.setdefault(_key(word), number)
            if earlier != number:
                raise InstrumentError(
                    f'{path.name}, row {number}: "{word}" already belongs to row {earlier}. '
                    "Keep it in one of the two rows."
                )


def _yes_or_no(path: Path, number: int, row: Mapping[str, str], column: str) -> bool:
    answer = fold(row[column])
    if answer not in ("yes", "no"):
        raise InstrumentError(f'{path.name}, row {number}, column {column}: found "{row[column]}". Write yes or no.')
    return answer == "yes"


def _key(text: str) -> str:
    return unaccented(fold(text))


def _ways_to_write(entry: VocabularyEntry) -> tuple[str, ...]:
    return (entry.id, entry.label, *entry.aliases)


def _listed(words: list[str]) -> str:
    return ", ".join(f'"{word}"' for word in words)
