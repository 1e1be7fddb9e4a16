"""Editing of GraphML and GEXF files, their name spaces kept."""

import io
from xml.etree.ElementTree import Element, iterparse, register_namespace, tostring

from ecosystem.collect.formats.safe_xml import local, tree
from ecosystem.collect.kept.replacing import Replacing

_ABOUT_THE_FILE = ("meta",)
_IDS = ("id", "source", "target", "pid")
_NAMES_OF_A_FIELD = ("attr.name", "title", "yfiles.type", "id")
_HEADERS = ("attr.name", "yfiles.type", "title", "for", "class", "key", "type", "attr.type")


def edited_xml(content: bytes, document: str, replacing: Replacing) -> bytes:
    """Return a GraphML or GEXF file with its texts replaced; comments and who made it are left out."""
    root = tree(content)
    for prefix, address in _name_spaces(tostring(root), content):
        register_namespace(prefix, address)
    for parent in root.iter():
        for child in [each for each in parent if local(each.tag) in _ABOUT_THE_FILE]:
            parent.remove(child)
    names = _fields(root)
    for element in root.iter():
        header = names.get(element.get("key") or element.get("for") or "", "")
        _edit(element, header, document, replacing)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _name_spaces(plain: bytes, content: bytes) -> list[tuple[str, str]]:
    """Return prefix and address of the name spaces, with the file's own prefixes where it says its encoding."""
    try:
        found = [item for _, item in iterparse(io.BytesIO(content), events=("start-ns",))]  # noqa: S314  (checked: tree)
    except SyntaxError:
        found = [item for _, item in iterparse(io.BytesIO(plain), events=("start-ns",))]  # noqa: S314
    known: dict[str, str] = {}
    for prefix, address in found:
        known.setdefault(address, prefix)
    return [(prefix, address) for address, prefix in known.items() if not prefix.startswith("ns")]


def _fields(root: Element) -> dict[str, str]:
    """Return id -> header of the fields of nodes and ties."""
    return {
        each.get("id", ""): next(filter(None, map(each.get, _NAMES_OF_A_FIELD)), "")
        for each in root.iter()
        if local(each.tag) in ("key", "attribute")
    }


def _edit(element: Element, header: str, document: str, replacing: Replacing) -> None:
    if element.text and element.text.strip():
        element.text = replacing.entry(document, header, element.text)
    if element.tail and element.tail.strip():
        element.tail = replacing.entry(document, "", element.tail)
    for name, text in element.attrib.items():
        if name in _HEADERS:
            element.set(name, replacing.marks(text))
        elif name in _IDS:
            element.set(name, text if replacing.entry(document, "", text) == text else replacing.key(text))
        elif not name.startswith("{"):
            element.set(name, replacing.entry(document, header if name == "value" else name, text))
