"""Safety checks of a workbook from its zip directory and raw XML, before any library parses it.

A workbook of one kilobyte can contain a gigabyte of zeros, or XML that expands without limit. These checks reject it
in milliseconds. Cells outside the allowed rows and columns are rejected while reading, in ``cells``.
"""

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from ecosystem.collect import limits
from ecosystem.collect.file_kinds import OTHER_ZIP, WORKBOOK, ZIP_KINDS, kind_of
from ecosystem.errors import SourceError

CHUNK = 1024 * 1024
OVERLAP = 256  # longer than any match of the patterns below

DECLARATION = re.compile(rb"<!(?i:DOCTYPE|ENTITY)")
ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
WIDE = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']utf-16(?:le|be)?["'][^>]{0,100}>""", re.IGNORECASE)
PLAIN = (b"utf-8", b"us-ascii", b"ascii")
SHARED_TEXTS = "xl/sharedstrings"  # the beginning of the part's name, in lowercase


def check_workbook(data: bytes, source: str) -> None:
    """Raise SourceError if the bytes are not a workbook or one that is not safe to open."""
    if len(data) > limits.MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the survey's sheets, and save again.")
    if not data:
        raise SourceError(f"{source}: the file is empty. Check that it is the right one.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, source)
            for part in archive.infolist():
                check_part(archive, part, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        if data.startswith(b"PK"):
            message = "the workbook is cut off or damaged. Download it again, or open it in Excel and save it anew."
        elif kind := kind_of(data):
            message = f"this is {kind.name}, not an Excel workbook that can be read. {kind.action}"
        else:
            message = "this is not an Excel workbook. Open it in a spreadsheet and save it as .xlsx or CSV UTF-8."
        raise SourceError(f"{source}: {message}") from None


def _check_directory(archive: zipfile.ZipFile, source: str) -> None:
    """Raise SourceError based on the zip directory alone. Python unpacks no more than it declares."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if WORKBOOK not in names:
        kind = next((kind for name, kind in ZIP_KINDS.items() if name in names), OTHER_ZIP)
        raise SourceError(f"{source}: this is {kind.name}, not an Excel workbook (.xlsx). {kind.action}")
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = any(
        size > limits.RATIO_MATTERS_ABOVE and size > limits.MOST_RATIO * max(shrunk, 1)
        for size, shrunk in [(unpacked, packed), *((part.file_size, part.compress_size) for part in parts)]
    )
    if unpacked > limits.MOST_UNPACKED or swollen or len(parts) > limits.MOST_PARTS:
        raise SourceError(
            f"{source}: the workbook unpacks to {unpacked / 1024**2:,.0f} MB, far more than a survey needs. "
            "Copy the answers into a new workbook and save that."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(f"{source}: this workbook is locked with a password. Take it off, and save it again.")
    if len(names) < len(parts):
        raise SourceError(f"{source}: the workbook holds two parts of one name. Open it in Excel and save it anew.")


def check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, source: str) -> None:
    """Raise SourceError if a part declares entities, has a hidden encoding, or contains too much markup.

    The parts of an OpenDocument spreadsheet are held to the same rules.
    """
    most_tags, tags = _most_tags(part.filename), 0
    for position, piece in enumerate(_pieces(archive, part)):
        if position == 0 and not _is_xml(part.filename, piece):
            return
        encoding = ENCODING.match(piece) if position == 0 else None
        plain = encoding is None or encoding[1].lower() in PLAIN
        if b"\0" in piece or not plain or DECLARATION.search(piece):
            raise SourceError(
                f"{source}: the workbook holds markup that Excel does not write (in {part.filename}). "
                "Copy the answers into a new workbook and save that."
            )
        tags += piece.count(b"<")
        if tags > most_tags:
            raise SourceError(
                f"{source}: the workbook holds more markup than a survey needs (in {part.filename}). "
                "Copy the answers, without their formats, into a new workbook and save that."
            )


def _most_tags(name: str) -> float:
    """Return how much markup a part may contain; sheets have limits in their reader, other parts are not read."""
    if name.lower().startswith(SHARED_TEXTS):
        return limits.MOST_SHARED_TEXT_TAGS
    whole = name in ("[Content_Types].xml", WORKBOOK, "xl/styles.xml") or name.endswith(".rels")
    return limits.MOST_TAGS if whole else float("inf")


def _is_xml(name: str, start: bytes) -> bool:
    """Return whether a part is XML by its name or, as a relationship may point anywhere, by its first character."""
    return name.lower().endswith((".xml", ".rels")) or start[:8].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(
        b"<"
    )


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the part in pieces of a megabyte, each beginning with the end of the previous one.

    A part marked as UTF-16, as in Excel's own queries, is converted to UTF-8 under the same rules.
    """
    tail = b""
    with archive.open(part) as stream:
        start = stream.read(2)
        wide = codecs.getincrementaldecoder("utf-16")() if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else None
        chunk = start + stream.read(CHUNK)
        while chunk:
            if wide is not None:
                text = wide.decode(chunk).encode("utf-8", "surrogatepass")
                chunk = WIDE.sub(b"", text, count=1) if not tail else text
            yield tail + chunk
            tail = chunk[-OVERLAP:]
            chunk = stream.read(CHUNK)
