"""Repair of text that was encoded twice ("CafÃ© Lena"), and notice of letters that were lost ("Caf� Lena").

Such text comes from a file in UTF-8 that some program opened as Windows-1252 and saved again, so every reader may
meet it. The repair is certain where the letters decode back to UTF-8; a name kept garbled would match no other.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from ecosystem.collect.frames import distinct
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import joined

# A letter as which a lead byte of UTF-8 is misread, and one as which any byte after it is.
_SUSPECT = re.compile(r"[Â-ôĂăĐđŸŠŒ√‚][^\x00-\x7f]")
_LOST = "\ufffd"  # the mark that programs write in place of a letter they cannot decode
_SHOWN = 5  # rows named in an issue


def repaired(sheet: Sheet) -> Sheet:
    """Return the sheet with text that was encoded twice decoded, in cells and headers, with an issue per column."""
    changed: dict[int, list[str]] = {}
    headers = list(sheet.frame.columns)
    mended = list(map(_decoded, headers))
    found: list[Issue] = []
    if mended != headers:
        mended = distinct(mended)
        count = sum(header != label for header, label in zip(headers, mended, strict=True))
        found.append(issue("garbled text", "header", source=sheet.source, count=count))
    for place, header in enumerate(mended):
        cells: list[str] = sheet.frame.iloc[:, place].tolist()
        together = "".join(cells)
        if together.isascii():
            continue
        if _SUSPECT.search(together):
            decoded = {cell: _decoded(cell) for cell in set(cells)}
            after = [decoded[cell] for cell in cells]
            if rows := _differing(sheet, cells, after):
                changed[place] = cells = after
                found.append(_told(sheet, "", header, rows))
        if _LOST in together and (rows := [r for r, c in zip(sheet.frame.index, cells, strict=True) if _LOST in c]):
            found.append(_told(sheet, "lost", header, rows))
    if not found:
        return sheet
    own = sheet.issues
    if mended != headers:
        renamed = dict(zip(headers, mended, strict=True))
        own = tuple(replace(each, column=renamed.get(each.column, each.column)) for each in own)
    frame = sheet.frame
    if changed:
        columns = {p: changed.get(p, frame.iloc[:, p].tolist()) for p in range(len(headers))}
        frame = pd.DataFrame(columns, index=frame.index, dtype="str")
    frame = frame.set_axis(pd.Index(mended, dtype="str"), axis="columns")
    return replace(sheet, frame=frame, issues=(*own, *found))


def _decoded(text: str) -> str:
    """Return the text that was encoded twice as it was meant; any other text unchanged.

    >>> _decoded("CaffÃ¨ Lena"), _decoded("FUNDAÇÃO SÃO JOÃO")
    ('Caffè Lena', 'FUNDAÇÃO SÃO JOÃO')
    """
    if text.isascii() or not _SUSPECT.search(text):
        return text
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415  (late: most files need none of it)

    # A letter that is lost stays marked: what stood there is not known.
    config = TextFixerConfig(replace_lossy_sequences=False, explain=False)
    return fix_encoding(text, config)


def _differing(sheet: Sheet, before: Sequence[str], after: Sequence[str]) -> list[int]:
    return [int(row) for row, was, now in zip(sheet.frame.index, before, after, strict=True) if was != now]


def _told(sheet: Sheet, wording: str, header: str, rows: Sequence[int]) -> Issue:
    """Return the issue about the cells of one column; its text is not quoted, as it may hold a person's name."""
    count = len(rows)
    shown = joined(map(str, rows), most=_SHOWN)
    return issue("garbled text", wording, source=sheet.source, row=rows[0], column=header, count=count, rows=shown)
