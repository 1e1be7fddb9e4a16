"""No page shows a word that a reader outside the field would have to look up, or a percentage in another format."""

import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Run
from tests.pages.test_pages import PAGES

NEVER = re.compile(
    r"\b(nodes?|edges?|alters?|waves?|instruments?|recipes?|completions?|imputations?)\b|\d %", re.IGNORECASE
)
# Cells under these headings quote the data dictionary and messages about files, which name columns and files.
QUOTES = ("Message", "Action", "What happened", "What to do", "Column", "Meaning")


def spoken(app: AppTest) -> Iterator[str]:
    """All texts of a page: sentences, labels, options, help, and the headings and cells of tables."""
    for element in [*app.main, *app.sidebar]:
        if type(element).__name__ == "Html":  # the style sheet
            continue
        for field in ("label", "value", "help", "placeholder"):
            if isinstance(text := getattr(element, field, None), str):
                yield text
        yield from map(str, getattr(element, "options", []) or [])
        yield str(getattr(getattr(element, "proto", None), "help", ""))
    for frame in app.dataframe:
        yield from map(str, frame.value.columns)
        for heading in frame.value.columns.difference(QUOTES):
            yield from map(str, frame.value[heading])


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_a_word_of_the_trade(run_page: Run, page: str) -> None:
    texts = list(spoken(run_page(page, data="riverton")))
    assert len(texts) > 10
    assert not [text for text in texts if NEVER.search(text)]


@pytest.mark.parametrize(
    ("text", "found"), [("48 % of them", True), ("A completion is", True), ("48% acknowledged", False)]
)
def test_such_a_word_would_be_found(text: str, found: bool) -> None:
    assert bool(NEVER.search(text)) == found
