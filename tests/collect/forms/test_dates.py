"""Day and month are told apart by evidence only."""

import pytest

from ecosystem.collect.forms import date_order


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["3/14/2026 9:30:05", "3/1/2026"], "month first"),
        (["14.03.2026", "", "1.3.26"], "day first"),
        (["2026-03-14", "2026/03/01 09:30:05"], "ISO"),
        (["3/1/2026", "12/12/2026"], "unclear"),
        (["14/3/2026", "3/14/2026"], "unclear"),
        (["2026-03-14", "3/14/2026"], "unclear"),
        (["2026-14-03"], "unclear"),
        (["45/67/2026"], "unclear"),
        (["in spring", "3/14/20261"], "unclear"),
        ([], "unclear"),
    ],
)
def test_day_and_month_are_never_guessed(values: list[str], order: str) -> None:
    assert date_order(values).order == order


def test_the_reason_shows_the_cell_that_decided() -> None:
    assert '"14/3/2026"' in date_order(["1/2/2026", "14/3/2026"]).reason


def test_a_contradiction_shows_both_cells() -> None:
    reason = date_order(["14/3/2026", "3/14/2026"]).reason
    assert '"14/3/2026"' in reason and '"3/14/2026"' in reason
