"""What became of each sheet: headings and kinds in words, no key of a table."""

import re

from ecosystem.show.source_tables import issues_in_words, sheets_in_words
from ecosystem.tables.issue_groups import grouped_issues
from ecosystem.tables.summary import summary
from tests.tiny import sample, tiny


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


MANY = "name,city\n" + "\n".join(f"Org {n} ,Lima" for n in range(7)) + "\n,Lima\n"


def test_issues_of_one_reason_are_one_line_with_their_number_and_the_first_five_rows() -> None:
    shown = issues_in_words(tiny(organizations=MANY).table("issues"))
    assert shown["How many"].tolist() == [7, 1]
    assert shown["First rows"].tolist() == ["2, 3, 4, 5, 6", "9"]
    assert shown["What happened"][0] == "Spaces around or inside “Org 0” were cleaned. And 6 more like it."
    assert shown["What happened"][1] == "The row has no organization's name."


def test_groups_of_issues_add_up_and_the_table_keeps_a_row_for_each() -> None:
    for ecosystem in (sample("civic_graph_2015"), tiny(organizations=MANY), tiny(organizations="name\nZoo")):
        issues = ecosystem.table("issues")
        assert grouped_issues(issues)["count"].sum() == len(issues)
        found = summary(ecosystem)
        assert len(found["issues"]) == len(issues)
        assert [group["count"] for group in found["issue_groups"]] == grouped_issues(issues)["count"].tolist()
