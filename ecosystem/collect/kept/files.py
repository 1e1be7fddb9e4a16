"""Editing of any file that is read, so that it reads the same without what is about people.

One module for each kind of file. Text files are changed cell by cell and stay as they are elsewhere; workbooks and
spreadsheets are written anew with what the readers use of them, so that comments, authors, links and hidden sheets,
where people's names stand too, are gone by construction.
"""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath, PurePosixPath

from ecosystem.collect.beside import is_toml
from ecosystem.collect.delimited import edited
from ecosystem.collect.formats.archive import TEXT_ENDINGS
from ecosystem.collect.kept.json_text import edited_json
from ecosystem.collect.kept.network_text import edited_gml, edited_pajek, edited_vna
from ecosystem.collect.kept.network_xml import edited_xml
from ecosystem.collect.kept.replacing import Replacing
from ecosystem.collect.kept.spreadsheet import edited_ods
from ecosystem.collect.kept.zipped import packed
from ecosystem.collect.sheet import ZIP, Sheet, SheetOrigin
from ecosystem.collect.toml_text import decode_toml
from ecosystem.collect.xlsx.edited import edited_workbook
from ecosystem.errors import SourceError

Editor = Callable[[bytes, str, Replacing], bytes]
_EDITORS: dict[str, Editor] = {
    **dict.fromkeys((".xlsx", ".xlsm"), edited_workbook),
    **dict.fromkeys((".json", ".cyjs", ".prsm"), edited_json),
    **dict.fromkeys((".graphml", ".gexf"), edited_xml),
    **dict.fromkeys((".net", ".paj"), edited_pajek),
    **{".ods": edited_ods, ".vna": edited_vna, ".gml": edited_gml},
}
WRITTEN_ANEW = (".xlsx", ".xlsm", ".ods")


def replaced(name: str, content: bytes, sheets: Sequence[Sheet], replacing: Replacing) -> bytes:
    """Return a file, whose raw ``sheets`` were read before, with what ``replacing`` gives in place of its texts."""
    if PurePath(name).suffix.lower() == ".zip":
        return _archive(name, content, sheets, replacing)
    return _one(name, SheetOrigin(name), content, {sheet.source: sheet for sheet in sheets}, replacing)


def _one(
    document: str, origin: SheetOrigin, content: bytes, sheets: Mapping[str, Sheet], replacing: Replacing
) -> bytes:
    """Return one file; ``document`` is how its reader calls it, ``origin`` how a reader of text does."""
    name = origin.part or document
    if is_toml(name):
        return replacing.marks(decode_toml(content, name, SourceError)).encode()
    if editor := _EDITORS.get(PurePosixPath(name).suffix.lower()):
        return editor(content, document, replacing)
    source = str(origin)
    reading = sheets[source].reading
    if reading is None:
        return b""
    return edited(content, reading, lambda row, place, text: replacing.cell(source, row, place, text))


def _archive(name: str, content: bytes, sheets: Sequence[Sheet], replacing: Replacing) -> bytes:
    """Return a zip file with each member replaced; what no reader takes becomes an empty file, so that it is told."""
    by_source = {sheet.source: sheet for sheet in sheets}
    parts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.infolist():
            member = part.filename
            path = PurePosixPath(member)
            if part.is_dir() or "__MACOSX" in path.parts or path.name.startswith("."):
                continue
            known = member.lower().endswith(TEXT_ENDINGS) or is_toml(member) or path.suffix.lower() in _EDITORS
            origin = SheetOrigin(name, member, ZIP)
            inside = f'{name}, file "{member}"'
            made = _one(inside, origin, archive.read(part), by_source, replacing) if known else b""
            parts.append((replacing.marks(member), made))
    return packed(parts)
