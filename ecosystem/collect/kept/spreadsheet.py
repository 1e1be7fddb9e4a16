"""OpenDocument spreadsheets written anew: each cell as the text that the reader makes of it, in its row and column."""

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from ecosystem.collect.formats.ods import CONTENT, OdsTable, read_tables
from ecosystem.collect.frames import is_ignored
from ecosystem.collect.kept.replacing import Replacing
from ecosystem.collect.kept.zipped import packed

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text", "style")
)
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {_SPACES} office:version="1.3">'
    '<office:automatic-styles><style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def edited_ods(content: bytes, document: str, replacing: Replacing) -> bytes:
    """Return a spreadsheet with its texts replaced; sheets that are not read are kept with nothing in them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(CONTENT) as stream:
        body = [part for table in read_tables(stream, document) for part in _table(table, replacing)]
    made = "".join((_HEAD, *body, "</office:spreadsheet></office:body></office:document-content>"))
    parts = (("mimetype", _KIND), (CONTENT, made), ("META-INF/manifest.xml", _MANIFEST))
    return packed(((name, text.encode()) for name, text in parts), stored=1)


def _table(table: OdsTable, replacing: Replacing) -> Iterator[str]:
    hidden = ' table:style-name="hidden"' if table.hidden else ""
    yield f"<table:table table:name={quoteattr(replacing.marks(table.name))}{hidden}>"
    rows = table.rows
    if table.hidden and rows:
        rows = [(1, ("...",))]  # so that the reader can say that there is a hidden sheet
    elif is_ignored(table.name):
        rows = []
    last = 0
    for number, cells in rows:
        if number > last + 1:
            times = number - last - 1
            yield f'<table:table-row table:number-rows-repeated="{times}"><table:table-cell/></table:table-row>'
        yield "<table:table-row>"
        source = str(table.origin)
        for place, text in enumerate(cells):
            kept = text if table.hidden else replacing.cell(source, number, place, text)
            yield _cell(kept)
        yield "</table:table-row>"
        last = number
    yield "</table:table>"


def _cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
