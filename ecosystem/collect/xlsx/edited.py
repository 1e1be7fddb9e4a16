"""Excel workbooks written anew: the cells, formats of numbers, merged areas and sheets that the reader uses.

Formulas are kept as their values. Comments, authors, links, names of ranges, charts and what hidden sheets hold are
not kept.
"""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ecosystem.collect.frames import column_letter, distinct, is_ignored
from ecosystem.collect.kept.replacing import Replacing
from ecosystem.collect.kept.zipped import packed
from ecosystem.collect.merged_cells import Area
from ecosystem.collect.sheet import WORKBOOK, SheetOrigin
from ecosystem.collect.xlsx.cells import ROW, CellEvents, parse
from ecosystem.collect.xlsx.workbook import number_formats, opened, shared_texts, shown_by, tabs_of

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = ROW.removesuffix(" row")
_OF = _MAIN.replace("spreadsheetml", "officeDocument").removesuffix("/main") + "/relationships"
_PACKAGE = _MAIN.replace("spreadsheetml", "package").removesuffix("/main")
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LEAST_OWN_FORMAT = 164  # ids of formats below are built in
_TYPED = ("n", "b", "d", "e")  # cells whose value is no text


def edited_workbook(content: bytes, document: str, replacing: Replacing) -> bytes:
    """Return a workbook with its texts replaced; sheets that are not read are kept with nothing in them."""
    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        warnings.simplefilter("ignore")
        source = str(SheetOrigin(document, kind=WORKBOOK))
        reader = opened(archive)
        texts, shown, tabs = shared_texts(archive, reader, source), shown_by(reader.wb), tabs_of(reader, source)
        made: dict[str, int] = {}
        sheets = []
        for title, state, part in tabs:
            events = _Edited(str(SheetOrigin(document, title, WORKBOOK)), texts, shown, made, replacing)
            if state == "visible" and not is_ignored(title):
                with archive.open(part) as stream:
                    parse(stream, events, source)
            sheets.append(events.xml())
        titles = distinct(replacing.marks(title) for title, _, _ in tabs)
        formats = _formats(number_formats(reader.wb), replacing)
        book = _book(titles, [state for _, state, _ in tabs], since_1904=reader.wb.epoch.year == 1904)
    return packed(_parts(book, sheets, formats, made))


def texts_of_workbook(content: bytes, document: str) -> list[str]:
    """Return the texts that the cells of a workbook written here hold, read from it; numbers and dates are no texts."""
    with warnings.catch_warnings(), zipfile.ZipFile(io.BytesIO(content)) as archive:
        warnings.simplefilter("ignore")
        return shared_texts(archive, opened(archive), document)


class _Edited(CellEvents):
    """Writer of a sheet's cells as they are read."""

    def __init__(
        self,
        label: str,
        texts: Sequence[str],
        shown: Callable[[str, str, str], str],
        made: dict[str, int],
        replacing: Replacing,
    ) -> None:
        super().__init__(label, texts, shown)
        self.made, self.replacing = made, replacing  # texts of the new workbook -> their numbers
        self.parts: list[str] = []
        self.cells: list[str] = []  # of the row so far
        self.alike: dict[tuple[str, str, str, str], str] = {}  # kind, style, value and text to keep -> what is written

    def end_row(self) -> None:
        """Write the row."""
        self.parts.append(f'<row r="{self.number}">{"".join(self.cells)}</row>')
        self.cells.clear()

    def end_cell(self) -> None:
        """Write the cell with the text that is kept in place of its own."""
        kind, value, style = self.cell.get("t", "n"), self.value, self.cell.get("s", "0")
        if kind == "inlineStr":
            value = "".join(self.runs)
        if value:
            text = self.texts[int(value)] if kind == "s" else self.shown(kind, value, style)
            kept = self.replacing.cell(self.label, self.number, self.column, text) if text else text
            alike = kind, style, value, kept
            written = self.alike.get(alike)
            if written is None:
                written = self.alike[alike] = self._written(kind, style, value, kept, same=kept == text)
        else:
            missing = self.formula and kind != "str"
            written = f" s={quoteattr(style)}{'><f>NA()</f></c>' if missing else '/>'}"
        self.cells.append(f'<c r="{_letters(self.column)}{self.number}"{written}')

    def _written(self, kind: str, style: str, value: str, kept: str, *, same: bool) -> str:
        """Return the XML of a filled cell after its place."""
        styled = f" s={quoteattr(style)}"
        if same and kind in _TYPED:
            return f'{styled} t="{kind}"><v>{escape(value)}</v></c>'
        return f'{styled} t="s"><v>{self.made.setdefault(kept, len(self.made))}</v></c>' if kept else f"{styled}/>"

    def xml(self) -> str:
        """Return the part of the workbook that holds the sheet."""
        merged = "".join(map(_merged, self.areas))
        areas = f'<mergeCells count="{len(self.areas)}">{merged}</mergeCells>' if merged else ""
        cells = "".join(self.parts)
        return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData>{areas}</worksheet>'


@cache
def _letters(column: int) -> str:
    return column_letter(column)


def _merged(area: Area) -> str:
    corners = f"{_letters(area.left)}{area.top}:{_letters(area.right)}{area.bottom}"
    return f'<mergeCell ref="{corners}"/>'


def _formats(formats: Sequence[tuple[int, str]], replacing: Replacing) -> str:
    """Return the part with one style per given format of numbers: the id of a built-in format, or a code."""
    codes: dict[str, int] = {}
    ids = [codes.setdefault(code, _LEAST_OWN_FORMAT + len(codes)) if code else number for number, code in formats]
    own = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoteattr(replacing.marks(code))}/>' for code, number in codes.items()
    )
    styles = "".join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for number in ids)
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
        + (f'<numFmts count="{len(codes)}">{own}</numFmts>' if codes else "")
        + '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(ids)}">{styles}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _book(titles: Sequence[str], states: Sequence[str], *, since_1904: bool) -> str:
    tabs = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{place}"{"" if state == "visible" else f" state={quoteattr(state)}"}'
        f' r:id="rId{place}"/>'
        for place, (title, state) in enumerate(zip(titles, states, strict=True), start=1)
    )
    dates = '<workbookPr date1904="1"/>' if since_1904 else ""
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OF}">{dates}<sheets>{tabs}</sheets></workbook>'


def _parts(book: str, sheets: Sequence[str], formats: str, made: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of the workbook in the order in which programs expect them."""
    places = range(1, len(sheets) + 1)
    own = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles"), ("/xl/sharedStrings.xml", "sharedStrings")]
    own += [(f"/xl/worksheets/sheet{place}.xml", "worksheet") for place in places]
    kinds = "".join(f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in own)
    links = [*((f"worksheets/sheet{place}.xml", "worksheet") for place in places), ("styles.xml", "styles")]
    links.append(("sharedStrings.xml", "sharedStrings"))
    texts = "".join(f'<si><t xml:space="preserve">{_text(text)}</t></si>' for text in made)
    parts: dict[str, Any] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>',
        "_rels/.rels": _links([("xl/workbook.xml", "officeDocument")]),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _links(links),
        "xl/styles.xml": formats,
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{len(made)}">{texts}</sst>',
    } | {f"xl/worksheets/sheet{place}.xml": sheet for place, sheet in zip(places, sheets, strict=True)}
    return ((name, part.encode()) for name, part in parts.items())


def _links(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{place}" Type="{_OF}/{kind}" Target="{target}"/>'
        for place, (target, kind) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _text(text: str) -> str:
    return escape(text, {"\r": "&#13;"})
