"""Parsing of XML from outside: no document type, no entities, bounded in size, count and depth."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from ecosystem.collect import limits
from ecosystem.collect.file_kinds import kind_of
from ecosystem.errors import SourceError

MOST_TAGS = limits.MOST_JSON_RECORDS  # each element takes about 400 bytes once parsed
MOST_VALUES = 4 * MOST_TAGS  # attributes of elements
DEEPEST = 40  # elements inside each other; a yEd file with groups in groups has about 20
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}\bencoding\s*=")


def parse_xml(data: bytes, source: str, root: str) -> Element:
    """Return the root element, with local names as tags and no name spaces.

    Raises SourceError if the bytes are too large, are not well-formed XML with this root, or declare a document type.
    """
    if len(data) > limits.MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the network itself, and save again.")
    if (kind := kind_of(data)) and kind.root != root:
        raise SourceError(f"{source}: this is {kind.name}, not what its ending says. {kind.action}")
    if data.count(b"<") > MOST_TAGS or data.count(b"=") > MOST_VALUES:
        raise SourceError(
            f"{source}: this file holds more than {MOST_TAGS:,} tags, the most this tool reads. "
            "Export only the network itself, or export its tables as CSV."
        )
    element = _parsed(data, source)
    _check_depth(element, source)
    for each in element.iter():
        each.tag = local(each.tag)
    if element.tag != root:
        raise SourceError(
            f"{source}: this XML file begins with <{element.tag[:40]}>, not with <{root}>, so it is not what "
            "its ending says. Export the network anew."
        )
    return element


def local(tag: object) -> str:
    """Return a tag without its name space.

    >>> local("{http://example.org}node"), local("node")
    ('node', 'node')
    """
    return str(tag).rpartition("}")[2]


def _parsed(data: bytes, source: str) -> Element:
    try:
        return tree(data)
    except DefusedXmlException:
        raise _declares(source) from None
    except (ParseError, LookupError, ValueError) as error:
        raise _not_well_formed(source, error) from None


def _declares(source: str) -> SourceError:
    return SourceError(
        f"{source}: the file declares a document type (DOCTYPE) or entities, which this tool never follows. "
        "Delete that line, or save the file anew."
    )


def _not_well_formed(source: str, error: Exception) -> SourceError:
    line = f" in line {error.position[0]}" if isinstance(error, ParseError) else ""
    return SourceError(
        f"{source}: this is not an XML file that can be read{line}: it was cut off or damaged. Export it anew."
    )


def _too_deep(source: str) -> SourceError:
    return SourceError(
        f"{source}: this file nests more than {DEEPEST} levels of tags, which no network does. Export it anew."
    )


def tree(data: bytes) -> Element:
    """Return the tree; bytes that are not UTF-8 and do not say their encoding are read as Windows-1252."""
    try:
        found: Element = fromstring(data, forbid_dtd=True)
    except ParseError:
        if _DECLARED.match(data[:400]) or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise
        found = fromstring(data.decode("cp1252", "replace").encode("utf-8"), forbid_dtd=True)
    return found


def _check_depth(element: Element, source: str) -> None:
    level = [element]
    for _ in range(DEEPEST):
        level = [child for each in level for child in each]
        if not level:
            return
    raise _too_deep(source)


def children(element: Element, *tags: str) -> Iterator[Element]:
    """Yield the children with one of these tags."""
    yield from (child for child in element if child.tag in tags)
