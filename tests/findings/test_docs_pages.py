"""The reference pages under docs/ say what the registers say."""

from pathlib import Path

import pytest

from ecosystem.collect.issues import REASONS
from ecosystem.findings.catalog import DESCRIPTIONS
from ecosystem.findings.docs_pages import PAGES
from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.findings.measures.register import MEASURES

DOCS = Path(__file__).parents[2] / "docs"
REWRITE = """.venv/bin/python -c "from ecosystem.findings.docs_pages import write_pages; write_pages('docs')" """


@pytest.mark.parametrize("name", PAGES)
def test_each_reference_page_is_the_one_the_registers_make(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), f"docs/{name} is out of date. Run: {REWRITE}"


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: f"{measure.level} {measure.id}")
def test_every_measure_is_documented_with_what_it_asks_and_cannot_say(measure) -> None:  # type: ignore[no-untyped-def]
    page = (DOCS / "measures.md").read_text("utf-8")
    assert f"### `{measure.id}`: {measure.label}\n\n{measure.question}\n" in page
    assert f"It cannot say: {measure.cannot_say}\n" in page


@pytest.mark.parametrize("gap", GAPS.values(), ids=lambda gap: gap.id)
def test_every_kind_of_gap_is_documented_with_what_it_asks_and_cannot_say(gap) -> None:  # type: ignore[no-untyped-def]
    page = (DOCS / "gaps.md").read_text("utf-8")
    assert f"## `{gap.id}`: {gap.label}\n\n{gap.question}\n\nIt cannot say: {gap.cannot_say}\n" in page


@pytest.mark.parametrize("table", DESCRIPTIONS.values(), ids=lambda table: table.name)
def test_every_column_of_every_table_is_documented(table) -> None:  # type: ignore[no-untyped-def]
    page = (DOCS / "tables.md").read_text("utf-8").split(f"## `{table.name}`")[1].split("\n## ")[0]
    for column in table.columns:
        assert f"| `{column.name}` | {column.type} |" in page
        assert column.meaning.replace("|", r"\|") in page


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_of_an_issue_is_documented_with_what_it_means(code: str) -> None:
    page = (DOCS / "issues.md").read_text("utf-8")
    assert f"### `{code}`\n\n{REASONS[code].meaning} Kind: " in page
