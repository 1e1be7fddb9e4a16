"""Whether a workbook is safe to open, told from its zip directory and raw XML before any library parses it.

A workbook of one kilobyte can hold a cell in the last row and column of the grid, a gigabyte of zeros, or
XML that unfolds without end. Here each is refused in milliseconds.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from ecosystem.collect.frames import MOST_BYTES, MOST_COLUMNS, column_letter
from ecosystem.errors import SourceError

MOST_SHEET_ROWS = 50_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5_000
# Sheets of real answers shrink 5 to 40 times; deflate's limit is 1,032 times.
MOST_RATIO, RATIO_MATTERS_ABOVE = 200, 10 * 1024 * 1024
CHUNK = 1024 * 1024
OVERLAP = 256  # longer than any pattern below can match

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})["']""")
# A cell or row reference that may lie too far out: three letters, two from SG on, or a row from 50,000 on.
# An ampersand would hide it from this pattern but not from an XML parser.
FAR = re.compile(
    rb"""\sr\s*=\s*["'](&|[A-Za-z]{3,}\d|[Ss][G-Zg-z]\d|[T-Zt-z][A-Za-z]\d|[A-Za-z]{0,2}(?:[5-9]\d{4}|\d{6}))\d*"""
)
DIMENSION = re.compile(rb"""<(?:\w{1,20}:)?dimension\s[^>]{0,100}?ref\s*=\s*["']([A-Za-z0-9:$]{1,40})["']""")
# What a zip file without xl/workbook.xml is, by a part it does have.
OTHER_KINDS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint file",
    "content.xml": "an OpenDocument file",
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "Index/Document.iwa": "a Numbers file",
}


def check_workbook(data: bytes, source: str) -> None:
    """Nothing; raises SourceError where the bytes are no workbook or one that is not safe to open."""
    if len(data) > MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the survey's sheets, and save again.")
    if not data:
        raise SourceError(f"{source}: the file is empty. Check that it is the right one.")
    if data.startswith(OLE):
        raise SourceError(
            f"{source}: this is an old Excel workbook (.xls) or one with a password. "
            "Save it as .xlsx without a password."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, source)
            for part in archive.infolist():
                _check_part(archive, part, source)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        if data.startswith(b"PK"):
            message = "the workbook is cut off or damaged. Download it again, or open it in Excel and save it anew."
        else:
            message = "this is not an Excel workbook. Open it in a spreadsheet and save it as .xlsx or CSV UTF-8."
        raise SourceError(f"{source}: {message}") from None


def _check_directory(archive: zipfile.ZipFile, source: str) -> None:
    """Nothing; raises SourceError by the zip directory alone. Python unpacks no more than it declares."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        kind = next((kind for name, kind in OTHER_KINDS.items() if name in names), "another kind of zip file")
        raise SourceError(f"{source}: this is {kind}, not an Excel workbook. Save the sheet as .xlsx or CSV UTF-8.")
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > RATIO_MATTERS_ABOVE and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if unpacked > MOST_UNPACKED or swollen or len(parts) > MOST_PARTS:
        raise SourceError(
            f"{source}: the workbook unpacks to {unpacked / 1024**2:,.0f} MB, far more than a survey needs. "
            "Copy the answers into a new workbook and save that."
        )
    if len(names) < len(parts):
        raise SourceError(f"{source}: the workbook holds two parts of one name. Open it in Excel and save it anew.")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, source: str) -> None:
    """Nothing; raises SourceError where a part declares entities, hides its letters, or goes too far."""
    sheet = part.filename.startswith("xl/") and not part.filename.startswith("xl/sharedStrings")
    for position, piece in enumerate(_pieces(archive, part)):
        if position == 0 and not _is_xml(part.filename, piece):
            return
        encoding = ENCODING.match(piece) if position == 0 else None
        plain = encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii", b"ascii")
        if b"\0" in piece or not plain or DECLARATION.search(piece):
            raise SourceError(
                f"{source}: the workbook holds markup that Excel does not write (in {part.filename}). "
                "Copy the answers into a new workbook and save that."
            )
        if not sheet:
            continue
        references = [match[0].split(b"=", 1)[1].strip(b" \t\r\n\"'") for match in FAR.finditer(piece)]
        references += [corner for match in DIMENSION.finditer(piece) for corner in match[1].split(b":")]
        far = next((reference for reference in references if _is_far(reference)), None)
        if far is not None:
            raise too_far(source, far.decode("ascii"))


def _is_xml(name: str, start: bytes) -> bool:
    """Whether a part is XML by its name or, as a relationship may point anywhere, by its first character."""
    return name.lower().endswith((".xml", ".rels")) or start[:8].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(
        b"<"
    )


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part in pieces of a megabyte, each beginning with the end of the one before."""
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]


def _is_far(reference: bytes) -> bool:
    """Whether a cell ("SG1"), row ("50001") or written character ("&") lies beyond what is read."""
    letters = reference.rstrip(b"0123456789").strip(b"$")
    digits = reference[len(reference.rstrip(b"0123456789")) :]
    if not (letters + digits).isalnum():
        return True
    last = column_letter(MOST_COLUMNS - 1)
    column = letters.decode("ascii").upper()
    beyond = (len(column), column) > (len(last), last)
    return beyond or len(digits) > 7 or int(digits or b"0") > MOST_SHEET_ROWS


def too_far(source: str, where: str) -> SourceError:
    """The error for a cell outside the rows and columns this tool reads."""
    place = f"cell {where}" if not where.isdigit() else f"row {where}"
    return SourceError(
        f"{source}: the workbook reaches to {place[:30]}, beyond {MOST_SHEET_ROWS:,} rows "
        f"or {MOST_COLUMNS} columns. "
        "Delete the empty rows below and the empty columns to the right of the answers, and save again."
    )
