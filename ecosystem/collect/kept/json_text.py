"""Editing of JSON files, every number as written."""

import json
from collections.abc import Iterator
from typing import Any

from ecosystem.collect.formats.json_file import NETWORK_AS_TEXT
from ecosystem.collect.formats.record_sheets import LAID_OPEN
from ecosystem.collect.formats.text_of import text_of
from ecosystem.collect.kept.replacing import Replacing

_IDS = ("id", "source", "target", "from", "to", "_id", "from_id", "to_id", "key")


class _Number(str):
    """A number as it was written."""

    __slots__ = ()


def edited_json(content: bytes, document: str, replacing: Replacing) -> bytes:
    """Return a JSON file with its texts replaced, each as the field that the reader makes of it."""
    made = _walked(_loaded(text_of(content, document)), "", document, replacing)
    return "".join(_written(made)).encode()


def _loaded(text: str) -> Any:
    return json.loads(text, parse_int=_Number, parse_float=_Number, parse_constant=lambda _: None)


def _walked(value: Any, header: str, document: str, replacing: Replacing) -> Any:
    """Return a value with its texts replaced; ``header`` is that of the column that it stands in, "" for none."""
    if isinstance(value, dict):
        found = {}
        for name, inside in value.items():
            under = header if name in LAID_OPEN and not header and isinstance(inside, dict) else _under(header, name)
            if name == NETWORK_AS_TEXT and isinstance(inside, str):
                found[name] = "".join(_written(_walked(_loaded(inside), "", document, replacing)))
            else:
                found[replacing.marks(name)] = _walked(inside, under, document, replacing)
        return found
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], dict) and header:
            return [_walked(value[0], f"{header}.0", document, replacing)]
        records = any(isinstance(part, dict) for part in value)
        return [_walked(part, "" if records else header, document, replacing) for part in value]
    if isinstance(value, str):
        made = replacing.entry(document, header, value)
        if made != value and header in _IDS:
            return replacing.key(value)
        return value if made == value else made
    return value


def _under(header: str, name: str) -> str:
    return f"{header}.{name}" if header else name


def _written(value: Any) -> Iterator[str]:
    """Yield the JSON text of a value."""
    if isinstance(value, dict):
        yield "{"
        for place, (name, inside) in enumerate(value.items()):
            yield f"{', ' if place else ''}{json.dumps(name, ensure_ascii=False)}: "
            yield from _written(inside)
        yield "}"
    elif isinstance(value, list):
        yield "["
        for place, inside in enumerate(value):
            yield ",\n" if place else ""
            yield from _written(inside)
        yield "]"
    else:
        yield str(value) if isinstance(value, _Number) else json.dumps(value, ensure_ascii=True)
