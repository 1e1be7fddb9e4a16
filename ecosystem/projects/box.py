"""Hand-over boxes: one project as a .zip of files that open without this program, and the project in such a box.

``changes.json``, ``decisions.csv``, the sources and, on request, ``contacts.csv`` are the project; the other files say
the same for people. Nothing in a box depends on when it was made: one project, one sequence of bytes.
"""

import hashlib
import io
import json
import re
import secrets
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import sqlalchemy as sql

from ecosystem import __version__
from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.sources import fingerprint, shown_name
from ecosystem.errors import SourceError
from ecosystem.names.decisions import DECISION_FIELDS, VERDICTS, Decision, now, to_file
from ecosystem.names.decisions import UNDO as TAKEN_BACK
from ecosystem.projects import changes as log
from ecosystem.projects import store
from ecosystem.projects.box_files import BOX, VERSION, Box, shown, table, zipped
from ecosystem.projects.box_overview import lists, overview
from ecosystem.projects.box_readme import readme
from ecosystem.projects.by_hand import files_by_hand
from ecosystem.projects.changes import UNDO, Change
from ecosystem.projects.database import reading, writing
from ecosystem.projects.kinds import (
    DRAFT,
    EXPORTED,
    SETUP,
    SOURCE,
    STATE,
    TITLE,
    fits,
    initials,
    kept,
    names_nobody,
    shortened,
)
from ecosystem.projects.project import Project, by_id, claimed, free_name, record
from ecosystem.projects.schema import CHANGES, CONTACTS, DECISIONS, FILES, PROJECTS
from ecosystem.projects.sources import log_name
from ecosystem.text import whole
from ecosystem.translation import gettext

README, OVERVIEW, SETUP_FILE = "README.txt", "project.toml", "setup.toml"
LOG, DECIDED, ALIASES, CONTACT_LIST = "changes.json", "decisions.csv", "aliases.csv", "contacts.csv"
SOURCES, EARLIER = "sources", "earlier"
CONTACT_FIELDS = tuple(column.name for column in CONTACTS.c if column.name not in ("number", "project"))
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')  # in names of files, on one system or another
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # on Windows


def write_box(project: Project, contacts: bool = False) -> bytes:
    """Return a project as the bytes of its box; people's contacts only where asked for, links never."""
    project, records = _as_written(project), store.log(log_name(project))
    files = {
        LOG: _log(_renumbered(project.changes)),
        OVERVIEW: overview(project).encode("utf-8"),
        **lists(project),
        **_source_files(project),
    }
    if records:
        files[DECIDED] = table(DECISION_FIELDS, (asdict(each).values() for each in records))
        held = to_file(records)
        files[ALIASES] = table(list(held.columns), held.itertuples(index=False, name=None))
    if setup := project.value(SETUP):
        files[SETUP_FILE] = str(setup).encode("utf-8")
    if contacts:
        files[CONTACT_LIST] = table(CONTACT_FIELDS, _contacts(project))
    sources = {name: content for name, content in files.items() if name.startswith(f"{SOURCES}/")}
    about = {
        "box": VERSION,
        "program": __version__,
        "name": project.name,
        "sources": fingerprint((PurePosixPath(name).name, content) for name, content in sources.items()),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    files[BOX] = _json(about, indent=2).encode("utf-8")
    about_it = readme(project, files, records).encode("utf-8")  # may get notes: it is not among those checked
    content = zipped({README: about_it, **dict(sorted(files.items()))})
    Box(content)  # what was written can be opened
    return content


def handed_over(project: Project, contacts: bool = False, by: str = "") -> Project:
    """Keep that a box of the project has left, with contacts or without, and return the project."""
    return record(project, Change(EXPORTED, {"contacts": contacts}, subject=now(), by=by))


def is_box(content: bytes) -> bool:
    """Return whether a file is meant as a hand-over box: a zip file with a box.json, sound or not."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return BOX in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_box(content: bytes, name: str = "") -> Project:
    """Make a project of what a box holds and return it; SourceError, and nothing is kept, where it is not sound.

    The project is called ``name``, RequestError where that is taken, or else as in the box, with a number where taken.
    """
    box = Box(content)
    made = _changes(box)
    sources = _sources(box, made)
    records = _decisions(box)
    contacts = box.table(CONTACT_LIST, CONTACT_FIELDS) if CONTACT_LIST in box.files else []
    project, free = Project(secrets.token_hex(8), "", ()), free_name(box.about["name"])
    with writing() as connection:
        called = claimed(connection, name) if name else free
        connection.execute(PROJECTS.insert().values(project=project.id, name=called, made=now()))
        for digest, file in sources.items():
            if connection.execute(sql.select(FILES.c.hash).where(FILES.c.hash == digest)).first() is None:
                connection.execute(FILES.insert().values(hash=digest, content=box.read(file)))
        _append(connection, project.id, made)
        for rows, kept in (
            ([{"project": log_name(project), **asdict(each)} for each in records], DECISIONS),
            ([{"project": project.id, **each} for each in contacts], CONTACTS),
        ):
            if rows:
                connection.execute(kept.insert(), rows)
    return by_id(project.id)


def _as_written(project: Project) -> Project:
    """Return a project without what earlier versions let in and this one would refuse to open."""
    changes = [_clean(each) for each in project.changes]
    sound = [each for each in changes if each.kind == UNDO or fits(each.kind, each.subject, each.value)]
    return replace(project, changes=tuple(sound))


def _clean(change: Change) -> Change:
    subject, value = kept(change.kind, change.subject, change.value)
    value = shortened(value) if change.kind == TITLE and isinstance(value, str) else value
    return replace(change, subject=subject, value=value, by=initials(change.by))


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _renumbered(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Return the changes as records, numbered from 1 whatever else the store holds.

    An undo of a change that is not there any more, as somebody's data were withdrawn, is left out.
    """
    numbers = {0: 0}
    records: list[dict[str, Any]] = []
    for each in changes:
        if each.undoes not in numbers:
            continue
        numbers[each.number], undoes = len(records) + 1, numbers[each.undoes]
        said = {"number": numbers[each.number], "at": each.at, "by": each.by, "kind": each.kind}
        subject = str(undoes) if each.kind == UNDO else each.subject
        records.append({**said, "subject": subject, "value": each.value, "undoes": undoes})
    return records


def _log(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the log as JSON with one change on each line."""
    return ("[\n" + ",\n".join(map(_json, records)) + "\n]\n").encode("utf-8")


def _source_files(project: Project) -> dict[str, bytes]:
    """Return the sources and what was typed beside them, and apart from them all other files that changes speak of."""
    held = project.values(SOURCE)
    versions = {digest: change.subject for change in project.changes if (digest := _content(change))}  # last names
    with reading() as connection:
        rows = connection.execute(sql.select(FILES).where(FILES.c.hash.in_(versions))).all()
    contents = {row.hash: bytes(row.content) for row in rows}
    files: dict[str, bytes] = {}
    for name, value in sorted(held.items()):
        files[_free(f"{SOURCES}/{file_name(name)}", files)] = contents[value["hash"]]
    for name, content in files_by_hand(project).items():
        files[_free(f"{SOURCES}/{name}", files)] = content
    for digest in sorted(set(contents) - {value["hash"] for value in held.values()}):
        files[f"{EARLIER}/{digest[:12]}-{file_name(versions[digest])}"] = contents[digest]
    return files


def _content(change: Change) -> str:
    """Return the hash of the file that a change speaks of; "" where it speaks of none."""
    return str(change.value.get("hash", "")) if isinstance(change.value, dict) else ""


def file_name(name: str) -> str:
    """Return the last part of a name, as every system takes it for a file.

    >>> file_name("../answers? 1.csv"), file_name("con.csv")
    ('answers_ 1.csv', '_con.csv')
    """
    safe = _FORBIDDEN.sub("_", shown_name(whole(PureWindowsPath(name).name))).rstrip(". ") or "_"
    return f"_{safe}" if _RESERVED.match(safe) else safe


def _free(path: str, taken: Iterable[str]) -> str:
    """Return a path that differs from those taken in more than its capitals."""
    folded = {each.casefold() for each in taken}
    made, again, at = path, 2, PurePosixPath(path)
    while made.casefold() in folded:
        made, again = str(at.with_name(f"{at.stem} ({again}){at.suffix}")), again + 1
    return made


def _contacts(project: Project) -> list[Sequence[str]]:
    columns = [CONTACTS.c[name] for name in CONTACT_FIELDS]
    wanted = sql.select(*columns).where(CONTACTS.c.project == project.id).order_by(CONTACTS.c.number)
    with reading() as connection:
        return [tuple(row) for row in connection.execute(wanted)]


def _changes(box: Box) -> list[Change]:
    """Return the changes in a box, numbered from 1, each sound in itself."""
    if LOG not in box.files:
        raise SourceError(gettext("The hand-over box lacks its log, {file}. Get the box once more.").format(file=LOG))
    records = box.json(LOG)
    found: list[Change] = []
    for place, said in enumerate(records if isinstance(records, list) else [None], 1):
        try:
            found.append(_change(said, place))
        except (ValueError, TypeError, LookupError, RecursionError):
            told = gettext("{file}: change {number} is not as an export writes it. Get the hand-over box once more.")
            raise SourceError(told.format(file=LOG, number=place)) from None
    for kind in (SETUP, DRAFT):
        if setup := _held(found).value(kind):
            load_recipe(setup, gettext("{file} in the hand-over box").format(file=SETUP_FILE))  # RecipeError
    return found


def _change(record: Mapping[str, Any], place: int) -> Change:
    """Return the change in a record; ValueError, TypeError or LookupError where it is not well formed."""
    change = Change(**{field.name: record[field.name] for field in fields(Change)})
    texts = (change.kind, change.subject, change.by, change.at)
    "".join((*texts, _json(change.value))).encode("utf-8")  # half a letter is an error
    datetime.fromisoformat(change.at)
    if "\0" in "".join(texts) or change.number != place or (change.by and not initials(change.by)):
        raise ValueError
    if change.kind == UNDO:
        sound = 1 <= change.undoes < place and (change.subject, change.value) == (str(change.undoes), None)
    else:
        sound = change.undoes == 0 and fits(change.kind, change.subject, change.value)
    if not sound:
        raise ValueError
    return _clean(change)  # a title may be longer in a box of an earlier version


def _held(changes: Sequence[Change]) -> Project:
    return Project("", "", tuple(changes))


def _sources(box: Box, changes: Sequence[Change]) -> dict[str, str]:
    """Return hash -> file in the box of each content that the changes speak of."""
    files = {digest: name for name, digest in box.about["files"].items() if name.startswith((SOURCES, EARLIER))}
    for name, value in _held(changes).values(SOURCE).items():
        if value["hash"] not in files:
            said = gettext("{file}: the source is not in the hand-over box. Get the box once more.")
            raise SourceError(said.format(file=shown(name)))
    named = set(map(_content, changes))
    return {digest: files[digest] for digest in sorted(named & files.keys())}


def _decisions(box: Box) -> list[Decision]:
    found = [Decision(**row) for row in box.table(DECIDED, DECISION_FIELDS)] if DECIDED in box.files else []
    if any(each.verdict not in (*VERDICTS, TAKEN_BACK) for each in found):
        said = gettext("{file}: a verdict is none that this program knows. Get the hand-over box once more.")
        raise SourceError(said.format(file=DECIDED))
    for place, each in enumerate(found, 1):
        if not _is_sound(each):
            said = gettext("{file}: decision {number} is not as an export writes it. Get the hand-over box once more.")
            raise SourceError(said.format(file=DECIDED, number=place))
    return found


def _is_sound(decision: Decision) -> bool:
    """Return whether a decision says what its verdict needs, when, and by initials or nobody."""
    needed = decision.undoes if decision.verdict == TAKEN_BACK else decision.name_a and decision.name_b
    texts = [decision.name_a, decision.name_b, decision.site, decision.undoes]
    try:
        datetime.fromisoformat(decision.at or now())
    except ValueError:
        return False
    return bool(needed) and names_nobody(texts) and (not decision.by or bool(initials(decision.by)))


def _append(connection: sql.Connection, project: str, changes: Sequence[Change]) -> None:
    """Append changes numbered by their places, so that an undo takes back the same change under its number here."""
    log.append(connection, project, changes)
    wanted = sql.select(CHANGES.c.number).where(CHANGES.c.project == project).order_by(CHANGES.c.number)
    numbers = [0, *connection.scalars(wanted)]
    undone = [(numbers[each.number], numbers[each.undoes]) for each in changes if each.kind == UNDO]
    if undone:
        row = CHANGES.update().where(CHANGES.c.number == sql.bindparam("at_number"))
        row = row.values(undoes=sql.bindparam("back"), subject=sql.bindparam("about"))
        connection.execute(row, [{"at_number": at, "back": back, "about": str(back)} for at, back in undone])
    if _held(changes).value(STATE):
        log.append(connection, project, [Change(STATE, None)])  # who opens a box wants to see the project
