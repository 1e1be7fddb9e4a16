"""A page says what a city is too large for."""

from pathlib import Path

import pytest

from ecosystem.findings import limits
from ecosystem.pages.parts import shared
from tests.pages.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ties.csv").write_text("source,target\nA,B\nB,C\nC,D\n", encoding="utf-8")
    return tmp_path


def said(app: object) -> str:
    return " ".join(caption.value for caption in app.caption)  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", ["gaps", "key_organizations", "map", "reports"])
def test_what_a_large_city_leaves_out_is_said_on_the_page(
    page: str, folder: Path, run_page: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "left out above" not in said(run_page(page, folder=folder))
    monkeypatch.setattr(limits, "MOST_ORGANIZATIONS", 3)
    shared.DATASETS.clear()  # what viewers share was worked out under the other limit
    assert "left out above" in said(run_page(page, folder=folder))
