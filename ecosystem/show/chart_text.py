"""Names on their way into ECharts: drawn letter by letter, never a key of its objects, never a part of a template.

ECharts remembers how wide each line of text is in a plain object of JavaScript, keyed by the line. There
``__proto__`` or ``constructor`` is found before anybody stored it, and is then written to: ``Object.prototype`` gets
new keys, and every page of that browser tab is blank until it is loaded anew. A character that nobody sees parts
such words, so that no line of a text can be one of them.
"""

import re
from functools import lru_cache
from typing import Any

from ecosystem.show.text import JOINT

# What every object of JavaScript answers to (ECMAScript, Object.prototype); tests/pages asks the browser for others.
OBJECT_MEMBERS = (
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
)
# The first letter of each, wherever it stands: a long word is broken between any two letters. Then what
# ``String.replace`` reads in the text it puts in for "{b}", and the marks of templates.
_TAKEN = re.compile(rf"(?=(?:{'|'.join(OBJECT_MEMBERS)})|\$[$&`']|\{{[a-z]\d*\}})(.)")
_MOST = 400  # a tooltip of more would hide the chart; lists and cards show the whole
_TEMPLATES = "formatter"  # our own, and labels made of numbers


@lru_cache(maxsize=20_000)  # a page draws the same names at every click
def chart_text(text: str) -> str:
    """``text`` as ECharts draws it letter by letter, cut after ``_MOST`` of them.

    >>> chart_text("Library of Parks"), chart_text("__proto__").replace(JOINT, "|")
    ('Library of Parks', '_|_proto__')
    """
    return _TAKEN.sub(rf"\1{JOINT}", text if len(text) <= _MOST else f"{text[:_MOST]}…")


def safe_option(option: Any) -> Any:
    """The ECharts option with every text in it made safe, but for templates; keys are ours and stay."""
    if isinstance(option, dict):
        return {key: value if key == _TEMPLATES else safe_option(value) for key, value in option.items()}
    if isinstance(option, (list, tuple)):
        return [safe_option(value) for value in option]
    return chart_text(option) if isinstance(option, str) else option
