"""The glossary is the register of words: it explains each word of the pages, in plain words, once."""

import re
from pathlib import Path

import pytest

from ecosystem.pages.menu import MENU

ROOT = Path(__file__).parents[1]
NOT_ON_PAGES = ("node", "edge", "alter", "wave", "instrument", "recipe", "completion", "imputation")
LINES = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("| ")][1:]


def holds(text: str, word: str) -> bool:
    return re.search(rf"\b{word}s?\b", text, re.IGNORECASE) is not None


@pytest.mark.parametrize("word", NOT_ON_PAGES)
def test_a_word_that_no_page_uses_is_an_analysts_term_and_never_a_pages(word: str) -> None:
    assert not [page for page, _, _ in ROWS if holds(page, word)]
    assert [term for _, term, _ in ROWS if holds(term, word)]


def test_each_word_is_explained_once_and_in_plain_words() -> None:
    words = [page for page, _, _ in ROWS]
    assert len(words) == len(set(words)) > 30
    for row in ROWS:
        assert len(row) == 3 and all(row), row
        assert not [word for word in NOT_ON_PAGES if holds(row[2], word)], row


@pytest.mark.parametrize("entry", MENU, ids=[entry.file for entry in MENU])
def test_the_menu_uses_no_word_that_no_page_uses(entry: object) -> None:
    said = f"{entry.name} {entry.headline} {entry.section}"  # type: ignore[attr-defined]
    assert not [word for word in NOT_ON_PAGES if holds(said, word)]


@pytest.mark.parametrize("page", ["README.md", "docs/organizer.md", "docs/sources.md"])
def test_what_newcomers_read_uses_no_analysts_word(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    prose = re.sub(r"```.*?```|`[^`]*`|^ {4}.*$", "", text, flags=re.DOTALL | re.MULTILINE)
    found = [word for word in NOT_ON_PAGES if holds(prose, word)]
    assert not [word for word in found if (page, word) != ("docs/sources.md", "recipe")]  # its first line says so
