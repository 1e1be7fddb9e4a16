"""Zip files of CSV files, as Network Canvas, Google Forms and others hand them out: each file a sheet."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import PurePosixPath

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.frames import MOST_BYTES
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.collect.toml_text import TOML_ENDINGS
from ecosystem.errors import SourceError

MOST_UNPACKED = 200 * 1024 * 1024
MOST_MEMBERS = 200
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
ZIP_ENDINGS = (".zip", ".gz", ".7z", ".rar", ".tar", ".xlsx", ".xlsm")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, ValueError, LookupError, ArithmeticError),
)


def read_archive(data: bytes, source: str) -> tuple[Sheet, ...]:
    """The CSV files of a zip file as sheets, by name; the other files are named in an issue on the first.

    Raises SourceError, before anything is unpacked, where it is no zip file of texts or too large.
    """
    members = _unpacked(data, source, (*TEXT_ENDINGS, *TOML_ENDINGS))
    sheets = [
        read_delimited(content, f'{source}, file "{name}"', PurePosixPath(name).stem)
        for name, content in members.items()
        if content is not None and not name.lower().endswith(TOML_ENDINGS)
    ]
    if not sheets:
        raise SourceError(f"{source}: this zip file holds no .csv file. Unpack it and give the files it holds.")
    other = [name for name, content in members.items() if content is None]
    if other:
        sheets[0] = replace(sheets[0], issues=(_not_read(source, other), *sheets[0].issues))
    return tuple(sheets)


def toml_members(data: bytes, source: str) -> list[tuple[str, bytes]]:
    """The TOML files of a zip file, each with its name for people; they steer the reading as if they lay beside it."""
    members = _unpacked(data, source, TOML_ENDINGS).items()
    return [(f'{source}, file "{name}"', content) for name, content in members if content is not None]


def _unpacked(data: bytes, source: str, endings: tuple[str, ...]) -> dict[str, bytes | None]:
    """The files of a zip file by name, those of other endings without their content."""
    if len(data) > MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the answers, and zip them again.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {
                part.filename: archive.read(part) if part.filename.lower().endswith(endings) else None
                for part in _members(archive, source)
            }
    except _DAMAGE:
        message = "this zip file is damaged or not one. Download it again, or unpack it and give the files."
        raise SourceError(f"{source}: {message}") from None


def _members(archive: zipfile.ZipFile, source: str) -> list[zipfile.ZipInfo]:
    """The files of the archive by name; raises SourceError by the directory alone.

    Python unpacks no more of a member than the directory declares.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise SourceError(
            f"{source}: {len(parts)} files of {unpacked / 1024**2:,.0f} MB are more than this tool unpacks "
            f"({MOST_MEMBERS} files, {MOST_UNPACKED // 1024**2} MB). Unpack it and give the files of the network."
        )
    if any(part.filename == "xl/workbook.xml" for part in parts):
        raise SourceError(f"{source}: this is an Excel workbook, renamed. Give it its ending .xlsx again.")
    for part in parts:
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


def _not_read(source: str, names: list[str]) -> Issue:
    shown = ", ".join(names[:20]) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
    message = f"Not read, as the ending is not .csv, .tsv or .txt: {shown}."
    return Issue("doubt", "file not read", source, None, "", message, "If answers are among them, give them as files.")
