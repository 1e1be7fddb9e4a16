"""However a number is written, it is one that can be counted with or none."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.values import LARGEST, SMALLEST, Numbers, number

SIGNS = st.sampled_from(["", "-", "+", "$", "€ ", "--"])
DIGITS = st.sampled_from(
    ["0", "1", "12", "1,5", "1.250,50", "1,000", "000", ".5", "5.", "9" * 400, "٣", "²", "0" * 400 + "1"]
)
ENDS = st.sampled_from(["", "e0", "e15", "E16", "e308", "e400", "e-15", "e-16", "e-400", "e" + "9" * 9, "%", "x", "_0"])
WRITTEN = st.builds("{}{}{}".format, SIGNS, DIGITS, ENDS) | st.sampled_from(["inf", "-Infinity", "nan", "NaN", "1e"])


def countable(value: float | None) -> bool:
    return value is None or value == 0 or (math.isfinite(value) and SMALLEST <= abs(value) <= LARGEST)


@settings(max_examples=500)
@given(st.lists(WRITTEN | st.text(max_size=8), max_size=4))
def test_every_number_read_is_finite_and_within_the_bounds(cells: list[str]) -> None:
    column = Numbers.of(cells)
    assert all(countable(number(cell)) and countable(column.read(cell)) for cell in cells)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("1e15", 1e15), ("1e16", None), ("-1e16", None), ("1e308", None), ("1e400", None), ("9" * 400, None)),
        *(("1e-15", 1e-15), ("1e-16", None), ("1e-400", None), ("0e400", 0.0), ("-0", 0.0), ("0.000", 0.0)),
        *(("inf", None), ("nan", None), ("1_000", None), ("٣", 3.0), ("٣e400", None)),
    ],
)
def test_a_number_beyond_the_bounds_is_none(written: str, value: float | None) -> None:
    assert number(written) == value
