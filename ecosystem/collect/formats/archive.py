"""Zip files of CSV files and workbooks, as exported by Network Canvas, Google Forms and others."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ecosystem.collect import limits
from ecosystem.collect.delimited import least_rows, read_delimited
from ecosystem.collect.file_kinds import kind_of
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import ZIP, Issue, Sheet, SheetOrigin
from ecosystem.collect.toml_text import TOML_ENDINGS
from ecosystem.errors import SourceError
from ecosystem.text import joined

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
ZIP_ENDINGS = (".zip", ".gz", ".7z", ".rar", ".tar")
Reader = Callable[[bytes, str], Sequence[Sheet]]
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, ValueError, LookupError, ArithmeticError),
)


def read_archive(data: bytes, source: str, readers: Mapping[str, Reader]) -> tuple[Sheet, ...]:
    """Return the sheets of a zip file: of its CSV files, then of the files that ``readers`` take by their endings.

    Files are unpacked one at a time. An issue on the first sheet lists the other files. Raises SourceError, before
    unpacking, if the file is too large, is not a zip file, or holds nothing to read.
    """
    archive, members = _opened(data, source)
    texts = [part.filename for part in members if _is_text(part)]
    others = [part.filename for part in members if _ending(part.filename) in readers]
    if not texts and not others:
        raise SourceError(
            f"{source}: this zip file holds no .csv file and no other file that is read. "
            "Unpack it and give the files it holds."
        )
    if len(others) > limits.MOST_FILES:
        raise SourceError(
            f"{source}: {len(others)} workbooks and networks are more than the {limits.MOST_FILES} this tool reads at "
            "once."
        )
    rows = 0
    for name in texts:
        rows += least_rows(_content(archive, name, source))
        limits.check_foreseen(str(SheetOrigin(source, name, ZIP)), rows, 0)
    sheets = [
        read_delimited(_content(archive, name, source), SheetOrigin(source, name, ZIP), PurePosixPath(name).stem)
        for name in texts
    ]
    for name in others:
        sheets += readers[_ending(name)](_content(archive, name, source), _inside(source, name))
    known = {*texts, *others}
    unread = [part.filename for part in members if part.filename not in known and not _is_toml(part)]
    if unread:
        sheets[0] = replace(sheets[0], issues=(_not_read(source, unread, readers), *sheets[0].issues))
    return tuple(sheets)


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _inside(source: str, name: str) -> str:
    """Return the display name of a file in a zip file."""
    return f'{source}, file "{name}"'


def toml_members(data: bytes, source: str) -> list[tuple[str, bytes]]:
    """Return the TOML files of a zip file, each with its display name; they apply as if placed next to the data."""
    archive, members = _opened(data, source)
    names = [part.filename for part in members if _is_toml(part)]
    return [(_inside(source, name), _content(archive, name, source)) for name in names]


def _is_text(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(TEXT_ENDINGS)


def _is_toml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith(TOML_ENDINGS)


def _opened(data: bytes, source: str) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """Return the archive and its members; raise SourceError if it is not a zip file, or too large."""
    if len(data) > limits.MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the answers, and zip them again.")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return archive, _members(archive, source)
    except _DAMAGE:
        kind = None if data.startswith(b"PK") else kind_of(data)
        raise (
            SourceError(f"{source}: this is {kind.name}, not a zip file. {kind.action}") if kind else _damaged(source)
        ) from None


def _content(archive: zipfile.ZipFile, name: str, source: str) -> bytes:
    """Return the bytes of a member; SourceError if it is damaged."""
    try:
        return archive.read(name)
    except _DAMAGE:
        raise _damaged(source) from None


def _damaged(source: str) -> SourceError:
    message = "this zip file is damaged or not one. Download it again, or unpack it and give the files."
    return SourceError(f"{source}: {message}")


def _members(archive: zipfile.ZipFile, source: str) -> list[zipfile.ZipInfo]:
    """Return the members of the archive by name; raise SourceError based on the directory alone.

    Python never unpacks more of a member than the directory declares.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.MOST_MEMBERS or unpacked > limits.MOST_UNPACKED:
        raise SourceError(
            f"{source}: {len(parts)} files of {unpacked / 1024**2:,.0f} MB are more than this tool unpacks "
            f"({limits.MOST_MEMBERS} files, {limits.MOST_UNPACKED // limits.MB} MB). "
            "Unpack it and give the files of the network."
        )
    if any(part.filename == "xl/workbook.xml" for part in parts):
        raise SourceError(f"{source}: this is an Excel workbook, renamed. Give it its ending .xlsx again.")
    for part in parts:
        if not part.is_dir() and part.file_size > limits.MOST_BYTES:
            raise SourceError(
                f'{source}, file "{part.filename}": the file is larger than 25 MB. Keep only the survey\'s rows, '
                "and save again."
            )
        if part.filename.lower().endswith(ZIP_ENDINGS):
            raise SourceError(f"{source}: it holds another packed file. Unpack it and give the files it holds.")
        if part.flag_bits & 1 or part.compress_type not in _METHODS:
            raise SourceError(
                f"{source}: it has a password or a packing of its own kind. Unpack it and give the files."
            )
    paths = [(part, PurePosixPath(part.filename)) for part in parts if not part.is_dir()]
    kept = [part for part, path in paths if "__MACOSX" not in path.parts and not path.name.startswith(".")]
    if len({part.filename for part in kept}) < len(kept):
        raise SourceError(f"{source}: it holds two files of one name. Unpack it and give the files it holds.")
    return sorted(kept, key=lambda part: part.filename)


def _not_read(source: str, names: list[str], readers: Iterable[str]) -> Issue:
    endings = ", ".join((*TEXT_ENDINGS, *readers))
    return issue("file not read", "zip", source=source, files=joined(names, most=20), endings=endings)
