"""A hand-over box as a zip file: its files, checked before anything of them is used, and tables in it."""

import csv
import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from ecosystem.collect import limits
from ecosystem.collect.file_kinds import kind_of
from ecosystem.collect.redaction import redacted
from ecosystem.errors import SourceError
from ecosystem.text import guarded, unguarded, whole
from ecosystem.translation import gettext

VERSION = 1  # of the format; a program opens boxes of this version and of all before it
BOX = "box.json"
MOST_UNPACKED = 1024 * limits.MB  # ten times what one source may hold: its versions
MOST_FILES = 5_000
MOST_TEXT = 32 * limits.MB  # of a log or table: some hundred thousand changes
_ANY_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, ValueError, LookupError, ArithmeticError),
)


class Box:
    """The files of a box that its ``box.json`` lists, each as it was when the box was made.

    SourceError on opening where it is no box, is damaged, larger than any box should be, or of a newer version.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._parts = _parts(self._archive, len(content))
        except _DAMAGE:
            kind = None if content.startswith(b"PK") else kind_of(content)
            if kind:
                said = gettext("This is {kind}, not a hand-over box. Choose the .zip file that an export has written.")
                raise SourceError(said.format(kind=kind.name)) from None
            raise SourceError(
                gettext("This is no hand-over box, or it was damaged on the way. Get the .zip file once more.")
            ) from None
        if BOX not in self._parts:
            raise SourceError(
                gettext("This zip file is no hand-over box: it holds no box.json. To map files, add them to a project.")
            )
        self.about = self._about()
        self.files: list[str] = sorted(self.about["files"])
        for name in self.files:
            self._check(name)

    def read(self, name: str, most: int = limits.MOST_SOURCE_BYTES) -> bytes:
        """Return the content of a file."""
        part = self._parts[name]
        if part.file_size > most:
            said = gettext("{file}: the file is larger than {most} MB, more than a hand-over box has there.")
            raise SourceError(said.format(file=shown(name), most=most // limits.MB))
        try:
            return self._archive.read(part)
        except _DAMAGE:
            raise _changed(name) from None

    def json(self, name: str) -> Any:
        """Return the value in a JSON file."""
        content = self.read(name, MOST_TEXT)
        try:
            if content.count(b"{") + content.count(b"[") > limits.MOST_JSON_RECORDS:
                raise ValueError
            return json.loads(content, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            said = gettext("{file}: this is not the JSON that an export writes. Get the hand-over box once more.")
            raise SourceError(said.format(file=shown(name))) from None

    def table(self, name: str, columns: Sequence[str]) -> list[dict[str, str]]:
        """Return the rows of a table, each with the columns asked for; empty where the table has none of that name."""
        content = self.read(name, MOST_TEXT)
        try:
            text = content.decode("utf-8-sig")
            if "\0" in text:  # PostgreSQL keeps none
                raise ValueError
            header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            found = [dict(zip(header, map(unguarded, row), strict=True)) for row in rows]
            return [{column: row.get(column, "") for column in columns} for row in found]  # later versions have more
        except (ValueError, csv.Error):
            said = gettext("{file}: this is not the table that an export writes. Get the hand-over box once more.")
            raise SourceError(said.format(file=shown(name))) from None

    def _about(self) -> dict[str, Any]:
        found = self.json(BOX)
        about: dict[str, Any] = found if isinstance(found, dict) else {}
        version, files = about.get("box"), about.get("files")
        if isinstance(version, int) and version > VERSION:
            raise SourceError(
                gettext("This hand-over box was written by a newer version of this program. Install that version.")
            )
        known = version in range(1, VERSION + 1)
        if not known or not isinstance(files, dict) or not isinstance(about.get("name"), str):
            said = gettext("{file}: this does not describe a hand-over box. Get the .zip file once more.")
            raise SourceError(said.format(file=BOX))
        return about

    def _check(self, name: str) -> None:
        """Raise SourceError if a file is not the one that was put into the box."""
        if name not in self._parts:
            raise SourceError(
                gettext("{file}: the file is missing from the hand-over box. Get the box once more.").format(
                    file=shown(name)
                )
            )
        digest = hashlib.sha256()
        try:
            with self._archive.open(self._parts[name]) as file:
                while piece := file.read(limits.MB):
                    digest.update(piece)
        except _DAMAGE:
            raise _changed(name) from None
        if digest.hexdigest() != self.about["files"][name]:
            raise _changed(name)


def shown(name: str) -> str:
    """Return a name from a box as a message says it: short, without e-mail addresses and phone numbers."""
    return redacted(whole(name[:80])).text


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the bytes of a zip file, the same for the same files whenever and wherever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            part = zipfile.ZipInfo(name, _ANY_TIME)
            part.create_system, part.external_attr = 3, 0o600 << 16  # the same from each system
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return made.getvalue()


def table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return a table as CSV that a spreadsheet shows as it is and never runs."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)  # ends rows by \r\n, so that both letters are quoted within cells
    writer.writerow(columns)
    writer.writerows([guarded(str(value)) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _parts(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    """Return the files by their names in the box; SourceError based on the directory alone, before unpacking.

    Python never unpacks more of a file than the directory declares.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    dense = unpacked > limits.RATIO_MATTERS_ABOVE and unpacked > limits.MOST_RATIO * size
    if len(parts) > MOST_FILES or unpacked > MOST_UNPACKED or dense:
        said = gettext("{count:,} files of {size:,} MB are more than this hand-over box can have. It was not unpacked.")
        raise SourceError(said.format(count=len(parts), size=unpacked // limits.MB))
    found: dict[str, zipfile.ZipInfo] = {}
    for part in parts:
        path = PurePosixPath(part.filename)
        if part.is_dir() or "__MACOSX" in path.parts or path.name == ".DS_Store":
            continue
        if path.is_absolute() or ".." in path.parts or "\\" in part.filename or ":" in part.filename:
            raise SourceError(
                gettext("A file in this hand-over box names a place outside of it. Nothing of it was opened.")
            )
        if part.flag_bits & 1 or part.compress_type not in _METHODS:
            raise SourceError(gettext("This zip file has a password or a packing of its own kind. Pack it anew."))
        if part.filename in found:
            raise SourceError(
                gettext("{file}: the hand-over box holds two files of this name. Get the box once more.").format(
                    file=shown(part.filename)
                )
            )
        found[part.filename] = part
    if BOX in found:
        return found
    folder = next((name.removesuffix(BOX) for name in found if PurePosixPath(name).parts[1:] == (BOX,)), "")
    return {name.removeprefix(folder): part for name, part in found.items() if name.startswith(folder)}  # packed anew


def _changed(name: str) -> SourceError:
    said = gettext(
        "{file}: the file is not as it was when the hand-over box was made. Get the box once more; to change "
        "something, open the box as it is and change the project."
    )
    return SourceError(said.format(file=shown(name)))


def _no_constant(_name: str) -> None:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError
