"""Contacts that stand in the sources of a project: whom to reach how, for the pages Ask and Follow-up alone."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sql

from ecosystem.collect.answer_words import NOTHING
from ecosystem.collect.person_headers import holds_names, part_of_a_name
from ecosystem.collect.redaction import EMAIL, redacted
from ecosystem.projects.database import reading
from ecosystem.projects.private_cells import StoredSheet
from ecosystem.projects.schema import CONTACTS
from ecosystem.text import fold, tidy, unaccented

_LANGUAGE = frozenset(
    {
        *("language", "preferred language", "language of the interview", "contact language", "idioma", "lengua"),
        *("sprache", "langue"),
    }
)
_PHONE = re.compile(r"\+?\(?\d(?:[\s().\-/]{0,3}\d){6,14}(?:\s*(?:x|ext\.?)\s*\d{1,5})?")


class Contact(NamedTuple):
    """One person of one organization, and how to reach them; what is not known is empty."""

    organization: str
    person: str
    email: str
    phone: str
    language: str


def contacts_of(project: str) -> list[Contact]:
    """Return the contact list of the project with this id."""
    with reading() as connection:
        return _read(connection, project)


def add_contacts(connection: sql.Connection, project: str, contacts: Sequence[Contact]) -> None:
    """Add contacts to the list of a project, those alone that are not in it yet."""
    known = set(_read(connection, project))
    new = [{"project": project, **each._asdict()} for each in dict.fromkeys(contacts) if each not in known]
    if new:
        connection.execute(CONTACTS.insert(), new)


def _read(connection: sql.Connection, project: str) -> list[Contact]:
    columns = [CONTACTS.c[name] for name in Contact._fields]
    rows = connection.execute(sql.select(*columns).where(CONTACTS.c.project == project).order_by(CONTACTS.c.number))
    return [Contact(*row) for row in rows]


def contacts_in(parts: Mapping[str, StoredSheet]) -> list[Contact]:
    """Return the contacts in the rows of sheets, each once, in the order of the rows."""
    found = (contact for part in parts.values() for contact in _of_part(part))
    return list(dict.fromkeys(contact for contact in found if contact.person or contact.email or contact.phone))


def _of_part(part: StoredSheet) -> Iterator[Contact]:
    frame = part.sheet.frame
    organizations = {row: name for reading in part.readings for row, name in reading.organizations.items()}
    headers = dict(zip(part.sheet.positions, frame.columns, strict=True))
    places = {headers[place]: place for place in part.columns if place in headers}
    people = {header: part.columns[place][0] for header, place in places.items()}
    spoken = next((header for header in frame.columns if unaccented(fold(header)) in _LANGUAGE), "")
    columns = {header: frame[header].tolist() for header in frame.columns}
    with_address = {header for header, cells in columns.items() if any("@" in cell for cell in cells)}
    if not people and not with_address:
        return
    for place, row in enumerate(frame.index.tolist()):
        if row < part.first_used:
            continue
        own = {h: columns[h][place] for h in people if part.is_private(row, places[h])}
        own = {h: cell for h, cell in own.items() if fold(cell) not in (fold(h), *NOTHING)}
        organization = tidy(redacted(organizations.get(row, "")).text)
        language = tidy(columns[spoken][place]) if spoken else ""
        emails = _addresses(own.values())
        person = _person({people[header]: cell for header, cell in own.items()})
        numbers = (_PHONE.search(cell) for header, cell in own.items() if not holds_names(people[header]))
        phone = next((found[0].strip() for found in numbers if found), "")
        yield Contact(organization, person, emails[0] if emails else "", phone, language)
        further = _addresses(columns[header][place] for header in with_address - set(own))
        for email in dict.fromkeys([*emails[1:], *further]):
            if email not in emails[:1]:
                yield Contact(organization, "", email, "", language)


def _addresses(cells: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found.strip(".'") for cell in cells if "@" in cell for found in EMAIL.findall(cell)))


def _person(cells: Mapping[str, str]) -> str:
    """Return the name of the person of one row."""
    named = {header: tidy(EMAIL.sub("", cell)) for header, cell in cells.items() if holds_names(header)}
    parts = {part_of_a_name(header): cell for header, cell in named.items() if cell and part_of_a_name(header)}
    if "given" in parts or "family" in parts:
        return " ".join(filter(None, (parts.get("given", ""), parts.get("family", ""))))
    return next((cell for cell in named.values() if cell), "")
