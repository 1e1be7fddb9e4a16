"""Excel workbooks written anew: the cells, formats of numbers, merged areas and sheets that the reader uses.

Formulas are kept as their values. Comments, authors, links, names of ranges, charts and what hidden sheets hold are
not kept.
"""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ecosystem.collect.frames import column_letter, distinct, is_ignored
from ecosystem.collect.kept.replacing import Replacing
from ecosystem.collect.kept.zipped import packed
from ecosystem.collect.sheet import WORKBOOK, SheetOrigin
from ecosystem.collect.xlsx.cells import MERGED, ROW, CellEvents, parse
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
        self.merged: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle the start of a tag."""
        super().start(tag, attributes)
        if tag == ROW:
            self.parts.append(f'<row r="{self.number}">')
        elif tag == MERGED:
            self.merged.append(f"<mergeCell ref={quoteattr(attributes.get('ref', ''))}/>")

    def end(self, tag: str) -> None:
        """Handle the end of a tag."""
        if tag == ROW:
            self.parts.append("</row>")
            self.ended += 1
        else:
            super().end(tag)

    def end_cell(self) -> None:
        """Write the cell with the text that is kept in place of its own."""
        kind, value, style = self.cell.get("t", "n"), self.value, self.cell.get("s", "0")
        opening = f'<c r="{column_letter(self.column)}{self.number}" s={quoteattr(style)}'
        if kind == "inlineStr":
            value = "".join(self.runs)
        if not value:
            missing = self.formula and kind != "str"
            self.parts.append(f"{opening}><f>NA()</f></c>" if missing else f"{opening}/>")
            return
        text = self.texts[int(value)] if kind == "s" else self.shown(kind, value, style)
        kept = self.replacing.cell(self.label, self.number, self.column, text) if text else text
        if kept == text and kind in _TYPED:
            self.parts.append(f'{opening} t="{kind}"><v>{escape(value)}</v></c>')
        elif kept:
            number = self.made.setdefault(kept, len(self.made))
            self.parts.append(f'{opening} t="s"><v>{number}</v></c>')
        else:
            self.parts.append(f"{opening}/>")

    def xml(self) -> str:
        """Return the part of the workbook that holds the sheet."""
        areas = f'<mergeCells count="{len(self.merged)}">{"".join(self.merged)}</mergeCells>' if self.merged else ""
        cells = "".join(self.parts)
        return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData>{areas}</worksheet>'


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
