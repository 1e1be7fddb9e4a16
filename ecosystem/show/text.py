"""Text from a spreadsheet on its way into Markdown: what is shown is what was written."""

import re

# CommonMark lets a backslash stand before any ASCII punctuation; escaping all of it leaves nothing for Streamlit's
# own additions (colours, icons, formulas) or for bare addresses to become links.
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: object) -> str:
    """``text`` as Markdown that renders to itself: no emphasis, link, image, colour, icon, formula or HTML.

    >>> plain("*Star* :red[x] ![](http://x/p.png)")[:8]
    '\\\\*Star\\\\*'
    """
    one_line = re.sub(r"\s+", " ", str(text)).strip()
    return _MARKS.sub(r"\\\1", one_line)
