"""Editing of networks in plain text: GML, Pajek and VNA, word by word."""

import html
import re

from ecosystem.collect.formats.text_of import text_of
from ecosystem.collect.formats.vna import TOKEN
from ecosystem.collect.kept.replacing import Replacing
from ecosystem.collect.sheet import VNA, SheetOrigin

_FIELD = re.compile(r'(\w+)(\s+)"([^"]*)"')
_QUOTED = re.compile(r'"([^"]*)"')


def edited_gml(content: bytes, document: str, replacing: Replacing) -> bytes:
    """Return a GML file with the values of its keys replaced; comments and who made it are left out."""

    def value(found: re.Match[str]) -> str:
        name, space, written = found.groups()
        if name.lower() in ("creator", "comment"):
            return f'{name}{space}""'
        text = html.unescape(written)
        made = replacing.entry(document, name, text)
        kept = written if made == text else html.escape(made)
        return f'{name}{space}"{kept}"'

    lines = text_of(content, document).splitlines(keepends=True)
    text = "".join("\n" if line.lstrip().startswith("#") else line for line in lines)
    return _FIELD.sub(value, text).encode("utf-8")


def edited_pajek(content: bytes, document: str, replacing: Replacing) -> bytes:
    """Return a Pajek file with its labels replaced; comments are left out."""

    def label(found: re.Match[str]) -> str:
        return f'"{replacing.entry(document, "label", found[1])}"'

    made = []
    for line in text_of(content, document).splitlines():
        if line.lstrip().startswith("%"):
            made.append("")
        elif '"' in line:
            made.append(_QUOTED.sub(label, line))
        else:
            made.append(replacing.entry(document, "label", line) if "@" in line else line)
    return "\n".join([*made, ""]).encode("utf-8")


def edited_vna(content: bytes, document: str, replacing: Replacing) -> bytes:
    """Return a VNA file with the cells of its sections replaced; what stands before the first section is left out."""
    made, source = [], ""
    for number, line in enumerate(text_of(content, document).splitlines(), start=1):
        if line.lstrip().startswith("*"):
            title = line.strip().lstrip("*").strip()
            source = str(SheetOrigin(document, f"*{title[:40]}", VNA))
            made.append(replacing.marks(line))
        else:
            cells = [quoted or plain for quoted, plain in TOKEN.findall(line)] if source else []
            kept = [replacing.cell(source, number, place, cell) for place, cell in enumerate(cells)]
            made.append(line if source and kept == cells else " ".join(f'"{cell}"' for cell in kept))
    return "\n".join([*made, ""]).encode("utf-8")
