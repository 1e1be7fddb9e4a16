"""Decoder and parser of TOML files, with messages for every way in which they can be unreadable; their writer."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import tomli_w

from ecosystem.errors import EcosystemError

TOML_ENDINGS = (".toml", ".toml.txt")  # endings that text editors may add
MOST_BYTES = 1024 * 1024  # a recipe for 500 columns has about 100 KB
DEEPEST = 50  # parts of one dotted key; tomllib's time grows with their square, and ours have two
# A key is looked for where a word begins alone: within a word of a million digits, each try would read to its end.
_DEEP_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+)""" f"{{{DEEPEST}}}")


def decode_toml(content: bytes, where: str, error: type[EcosystemError]) -> str:
    """Return the text of a TOML file; raise ``error`` where it is too large or not in UTF-8."""
    if len(content) > MOST_BYTES:
        raise error(f"{where}: the file is larger than {MOST_BYTES // 1024**2} MB. No recipe or questionnaire is.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise error(
            f"{where}, line {line}: the file is not in UTF-8. Open it in a text editor and save it as UTF-8."
        ) from None


def parse_toml(text: str, where: str, error: type[EcosystemError]) -> dict[str, Any]:
    """Return the record in a TOML text; raise ``error`` with the line and the mistake if it is not valid."""
    if len(text) > MOST_BYTES:
        raise error(f"{where}: the text is longer than {MOST_BYTES // 1024**2} MB. No recipe or questionnaire is.")
    if deep := _DEEP_KEY.search(text):
        raise error(f"{where}, line {_line(text, deep.start())}: a key of {DEEPEST} parts and more is not read.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        said = str(fault).replace("at end of document", f"at line {_line(text, len(text))}, the end")
        raise error(f"{where} is not well-formed TOML: {said}. Mend that line, or take the file away.") from None
    except RecursionError:
        raise error(f"{where}: the file nests too deep to be read. Write it anew, or take it away.") from None
    except ValueError:  # a whole number of some thousand digits
        raise error(f"{where}: a number in the file is too long to be read. Write it shorter.") from None


def dump_toml(record: Mapping[str, Any]) -> str:
    """Return a record as TOML."""
    return tomli_w.dumps(record)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def line_of(text: str, key: str) -> int | None:
    """Return the number of the one line that sets ``key``; None where no line does, or several do."""
    found = [n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[*\s*{re.escape(key)}\s*[=\]]", line)]
    return found[0] if len(found) == 1 else None
