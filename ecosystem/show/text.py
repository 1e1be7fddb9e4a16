"""Text from a spreadsheet on its way into Markdown: what is shown is what was written."""

import re

# CommonMark lets a backslash stand before any ASCII punctuation; escaping all of it leaves nothing for Streamlit's
# own additions (colours, icons, formulas).
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
# Addresses become links after the escapes are gone: an invisible joint (U+2060) keeps their parts apart.
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
JOINT = "\u2060"


def plain(text: object) -> str:
    """``text`` as Markdown that renders to itself: no emphasis, link, image, colour, icon, formula or HTML.

    An address (http://x, www.x, a@x) gets one character that nobody sees, and so does not become a link.

    >>> plain("*Star* :red[x] ![](p.png)")[:8]
    '\\\\*Star\\\\*'
    """
    one_line = re.sub(r"\s+", " ", str(text)).strip()
    return _MARKS.sub(r"\\\1", _ADDRESS.sub(JOINT, one_line))
