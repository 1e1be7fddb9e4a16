"""Decoding of a text file's bytes."""

from ecosystem.collect import limits
from ecosystem.collect.file_kinds import kind_of
from ecosystem.errors import SourceError


def text_of(data: bytes, source: str) -> str:
    """Return the text, read as UTF-8, as UTF-16 by its mark, or as Windows-1252; SourceError if it is not text."""
    if len(data) > limits.MOST_BYTES:
        raise SourceError(f"{source}: the file is larger than 25 MB. Keep only the network itself, and save again.")
    if kind := kind_of(data):
        raise SourceError(f"{source}: this is {kind.name}, not an export of a network tool. {kind.action}")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SourceError(f"{source}: this is not a text file, or it was cut off. Export it anew as UTF-8.")
