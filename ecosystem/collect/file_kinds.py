"""Detection of a file's kind from its bytes, whatever its name, with advice for kinds that are not read."""

import io
import re
import zipfile
from typing import NamedTuple

WORKBOOK = "xl/workbook.xml"
LOOKED_AT = 256 * 1024  # bytes of a web page searched for a password field
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "Open it in Excel, LibreOffice or Google Sheets and save it as .xlsx."


class Kind(NamedTuple):
    """Kind of file that is not read."""

    name: str  # with its article
    action: str
    endings: tuple[str, ...] = ()  # endings that are correct for this kind
    root: str = ""  # the first tag, of XML that is read under its own ending


WEB_PAGE = Kind(
    "a web page", "Open it in Excel and save it as .xlsx, or download the sheet itself again.", (".html", ".htm")
)
SIGN_IN_PAGE = Kind(
    "a web page that asks to sign in",
    "The download did not work: sign in with your browser, open the survey there, and download it as .xlsx or CSV.",
    (".html", ".htm"),
)
NETWORKS = {
    root: Kind(f"a {name} network", f"Give the file the ending .{root}.", (f".{root}",), root)
    for root, name in (("graphml", "GraphML"), ("gexf", "GEXF"))
}
XML_SPREADSHEET = Kind("a spreadsheet in the XML format of Excel 2003", SAVE_AS, (".xml",))
# Names of streams in a file of the old Office format; the first that is found decides.
OLE_KINDS = {
    "EncryptedPackage": Kind(
        "a workbook locked with a password",
        "Open it in Excel, remove the password under File > Info > Protect Workbook, and save it as .xlsx.",
        (".xlsx", ".xlsm", ".xlsb"),
    ),
    "WordDocument": Kind("an old Word document (.doc)", "Copy its table into a spreadsheet and save it as .xlsx."),
    "PowerPoint Document": Kind("an old PowerPoint file (.ppt)", "Look for the right file."),
    "Workbook": Kind("an old Excel workbook (.xls)", SAVE_AS, (".xls",)),
    "Book": Kind("an old Excel workbook (.xls)", SAVE_AS, (".xls",)),
}
OLD_OFFICE = Kind("an old Excel workbook (.xls) or another old Office file", SAVE_AS, (".xls", ".doc", ".ppt"))
# Kind of a zip file by a part that it contains.
ZIP_KINDS = {
    WORKBOOK: Kind("an Excel workbook (.xlsx)", "Give the file the ending .xlsx again.", (".xlsx", ".xlsm")),
    "word/document.xml": Kind("a Word document", "Copy its table into a spreadsheet and save it as .xlsx."),
    "ppt/presentation.xml": Kind("a PowerPoint file", "Look for the right file."),
    "xl/workbook.bin": Kind("a binary Excel workbook (.xlsb)", "Open it in Excel and save it as .xlsx.", (".xlsb",)),
    "Index/Document.iwa": Kind("a Numbers file", "Open it in Numbers and export it to Excel.", (".numbers",)),
    "content.xml": Kind("an OpenDocument spreadsheet (.ods)", "Give the file the ending .ods.", (".ods",)),
}
DAMAGED_ZIP = Kind("a damaged Excel workbook or another zip file", "Download it again.", (".xlsx", ".zip"))
OTHER_ZIP = Kind("a zip file", "Unpack it, or give it the ending .zip if it holds CSV files or workbooks.", (".zip",))
PROGRAM = Kind("a Windows program", "Do not open it. Look for the right file.", (".exe", ".com", ".dll"))
_LOOK = "Look for the right file."
SIGNATURES = {
    b"\x7fELF": Kind("a program", "Do not open it. Look for the right file."),
    b"\x89PNG": Kind("a picture (PNG)", _LOOK, (".png",)),
    b"\xff\xd8\xff": Kind("a picture (JPEG)", _LOOK, (".jpg", ".jpeg")),
    b"GIF8": Kind("a picture (GIF)", _LOOK, (".gif",)),
    b"%PDF": Kind("a PDF document", "Save the sheet it was made of as .xlsx or CSV UTF-8.", (".pdf",)),
    b"{\\rtf": Kind("a rich text document", "Copy its table into a spreadsheet and save it as .xlsx.", (".rtf",)),
    b"\x1f\x8b": Kind("a compressed file (gzip)", "Unpack it, and give the file it holds.", (".gz", ".tgz")),
    b"SQLite format 3": Kind("a database (SQLite)", "Export its tables as CSV UTF-8.", (".sqlite", ".db")),
}
_PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>|<!--.*?-->|\s)*<(?:!doctype\s+html|(?:html|head|body|title|meta|table|style|script|div)\b)",
    re.IGNORECASE | re.DOTALL,
)
_SIGN_IN = re.compile(r"type\s*=\s*[\"']?password|accounts\.google\.com/|login\.microsoftonline\.com", re.IGNORECASE)
_NETWORK = re.compile(r"(?:<\?xml[^>]{0,200}>|<!--.*?-->|\s)*<(?:\w+:)?(graphml|gexf)\b", re.DOTALL)
_SPREADSHEET = re.compile(r"<\?mso-application\s+progid=.Excel\.Sheet|<(?:\w+:)?Workbook\b", re.IGNORECASE)


def kind_of(data: bytes) -> Kind | None:
    """Return the kind of a file that no reader takes as text; None for text and for unknown bytes.

    Workbooks and zip files count as kinds too; their readers call this function only after reading failed.
    """
    if data.startswith(OLE):
        return next((kind for name, kind in OLE_KINDS.items() if name.encode("utf-16-le") in data), OLD_OFFICE)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_kind(data)
    if data.startswith(b"MZ") and b"\0" in data[:1024]:
        return PROGRAM
    found = next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), None)
    return found or _markup(data)


def zip_kind(data: bytes) -> Kind:
    """Return the kind of a zip file by its parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {part.filename for part in archive.infolist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError):
        return DAMAGED_ZIP
    return next((kind for name, kind in ZIP_KINDS.items() if name in names), OTHER_ZIP)


def is_web_page(data: bytes) -> bool:
    """Return whether the bytes are a web page."""
    return _markup(data) in (WEB_PAGE, SIGN_IN_PAGE)


def _markup(data: bytes) -> Kind | None:
    """Return the kind of a file that begins with a tag; None for other text."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data[:LOOKED_AT].decode("utf-16" if wide else "utf-8-sig", "replace").lstrip()
    if not text.startswith("<"):
        return None
    if network := _NETWORK.match(text[:65_536]):
        return NETWORKS[network[1]]
    if _SPREADSHEET.search(text[:4096]) and not _PAGE.match(text):
        return XML_SPREADSHEET
    if not _PAGE.match(text[:65_536]):
        return None
    return SIGN_IN_PAGE if _SIGN_IN.search(text) else WEB_PAGE
