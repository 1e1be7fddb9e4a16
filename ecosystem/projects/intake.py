"""Intake of files: what is about people is split off before anything is kept, so that no copy of it is anywhere.

What stays reads the same: each cell of a column about people becomes a mark, and e-mail addresses, telephone numbers
and the names of these people become marks in all other texts, by the rules by which tables are read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ecosystem.collect.kept.files import WRITTEN_ANEW, replaced
from ecosystem.collect.recipes import Recipe
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.sources import WORKBOOK_ENDINGS, as_kept, beside, raw_sheets, sheets_with_people
from ecosystem.collect.xlsx.edited import texts_of_workbook
from ecosystem.errors import SourceError
from ecosystem.projects.contacts import Contact, contacts_in
from ecosystem.projects.private_cells import PrivateCells, read_plans
from ecosystem.translation import gettext


@dataclass(frozen=True)
class Intake:
    """What is kept of files, the contacts that stood in them, and sentences on what was done."""

    files: dict[str, bytes]
    contacts: tuple[Contact, ...]
    told: tuple[str, ...]


def split_off(
    files: Mapping[str, bytes], setup: Recipe | None = None, *, people: Iterable[str] = (), names: Iterable[str] = ()
) -> Intake:
    """Return files without what is about people, to be kept, and the contacts that stood in them.

    ``setup`` may say that a column headed like a person's holds organizations. ``people`` are known from other files
    and are not named in these either; ``names`` are organizations known from decisions. Errors are the readers' own;
    SourceError also where something about people would stay.
    """
    given = as_kept(files)
    side = beside(given)
    setup = setup or side.recipe()
    raw = raw_sheets(given, setup)
    every = [sheet for sheets in raw.values() for sheet in sheets]
    plans, readings = read_plans(sheets_with_people(every, side.instruments, setup), setup, side.instruments)
    private = PrivateCells(every, plans, readings, people, names)
    kept = {name: replaced(name, content, raw.get(name, ()), private) for name, content in given}
    for name, texts in _texts_of(given, kept, raw, setup):
        if any(private.text(text) != text for text in texts):
            said = gettext("{name}: what it says about people could not be split off. Save it as .xlsx or CSV UTF-8.")
            raise SourceError(said.format(name=name))
    return Intake(kept, tuple(contacts_in(private.parts)), tuple(_told(given, kept, private)))


def _texts_of(
    given: Sequence[tuple[str, bytes]],
    kept: Mapping[str, bytes],
    raw: Mapping[str, Sequence[Sheet]],
    setup: Recipe | None,
) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield name and texts of each file as kept, read again; only of a file that was changed need all be read again.

    A workbook is written anew with a list of all texts that its cells hold; numbers and dates are kept only where
    they were nothing to replace.
    """
    changed = []
    for name, content in given:
        if kept[name] == content:
            yield name, _texts_in(raw.get(name, ()))
        elif PurePath(name).suffix.lower() in WORKBOOK_ENDINGS:
            yield name, texts_of_workbook(kept[name], name)
        else:
            changed.append((name, kept[name]))
    for name, sheets in raw_sheets(changed, setup).items():
        yield name, _texts_in(sheets)


def _texts_in(sheets: Iterable[Sheet]) -> set[str]:
    return {cell for sheet in sheets for header in sheet.frame.columns for cell in sheet.frame[header].unique()}


def _told(given: Sequence[tuple[str, bytes]], kept: Mapping[str, bytes], private: PrivateCells) -> Iterable[str]:
    """Yield a sentence on each sheet with a column about people, and on each file that was written anew."""
    for part in private.parts.values():
        if headers := sorted({header for header, _, _ in part.columns.values()}):
            said = gettext("{sheet}: columns about people were split off when the file was added: {columns}.")
            yield said.format(sheet=private.marks(part.sheet.source), columns=", ".join(map(private.marks, headers)))
    for name, content in given:
        if PurePath(name).suffix.lower() in WRITTEN_ANEW and content != kept[name]:
            said = gettext(
                "{name}: kept as cells alone, without comments, formulas, links, pictures and hidden sheets."
            )
            yield said.format(name=name)
