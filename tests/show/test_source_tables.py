"""What became of each sheet: headings and kinds in words, no key of a table."""

import re

from ecosystem.show.source_tables import issues_in_words, sheets_in_words
from tests.tiny import sample


def test_headings_are_words_and_counts_stay() -> None:
    counts = sample("riverton").counts
    shown = sheets_in_words(counts)
    assert list(shown)[:5] == ["Sheet", "Read as", "Rows", "Rows used", "Rows not used"]
    assert shown["Rows not used"].tolist() == counts["rows_set_aside"].tolist()
    assert "other spellings of names" in shown["Read as"].tolist()
    assert not [head for head in [*shown, *issues_in_words(sample("riverton").table("issues"))] if re.search("_", head)]


def test_what_was_not_used_is_called_so() -> None:
    issues = sample("riverton").table("issues")
    assert set(issues_in_words(issues)["Kind"]) == {"not used", "please check"}


def test_a_source_without_any_issue_keeps_the_headings() -> None:
    issues = sample("riverton").table("issues")
    assert list(issues_in_words(issues.head(0))) == list(issues_in_words(issues))
