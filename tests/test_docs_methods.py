"""Every section of docs/methods.md that the code cites is there, and every kind of figure is defined in it."""

import re
from pathlib import Path

import pytest

from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.findings.measures.register import MEASURES

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "methods.md").read_text("utf-8")
SECTIONS = set(re.findall(r"^#{2,3} ([\d.]*\d)\.? ", PAGE, re.MULTILINE))
CODE = sorted(path for folder in ("ecosystem", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
CITED = [
    (path.relative_to(ROOT).as_posix(), section)
    for path in CODE
    for section in re.findall(r"docs/methods\.md,? section ([\d.]*\d)", path.read_text("utf-8"))
]


def test_sections_are_numbered_in_order_and_none_twice() -> None:
    numbers = re.findall(r"^#{2,3} ([\d.]*\d)\.? ", PAGE, re.MULTILINE)
    assert numbers == sorted(set(numbers), key=lambda number: [int(part) for part in number.split(".")])


def test_the_code_cites_the_page() -> None:
    assert len(CITED) >= 8


@pytest.mark.parametrize(("path", "section"), CITED)
def test_every_section_that_is_cited_exists(path: str, section: str) -> None:
    assert section in SECTIONS, f"{path} cites section {section} of docs/methods.md"


@pytest.mark.parametrize("section", sorted(set(re.findall(r"\bsection ([\d.]*\d)", PAGE))))
def test_every_section_that_the_page_itself_cites_exists(section: str) -> None:
    assert section in SECTIONS


@pytest.mark.parametrize("measure", sorted({m for level, m in MEASURES if level == "organization"}))
def test_every_measure_of_an_organization_is_defined(measure: str) -> None:
    words = {"median_strength": "median", "mean_strength": "mean", "ei_expected": "by chance 1"}
    name = "brokerage_*" if measure.startswith("brokerage_") else measure
    name = "`betweenness`" if measure == "betweenness_directed" else name
    assert words.get(measure, name) in PAGE


@pytest.mark.parametrize("kind", GAPS)
def test_the_rule_of_every_kind_of_gap_is_told(kind: str) -> None:
    assert f"`{kind}`" in PAGE
