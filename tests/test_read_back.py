"""Maps written in each format and disturbed as people do are read as they were written, or an issue says why not."""

import pytest

from benchmarks.read_back import DISTURBANCES, FORMATS, Files, Map, cases, outcome

Case = tuple[str, str, Map, Files, Files]
CASES: list[Case] = list(cases(maps=1, seed=11))
MAY_BE_TOLD = {  # a title above an export that no person edits, and a matrix whose names are not in its first column
    *((name, disturbance) for name in ("ticked boxes", "grid", "Kobo repeat") for disturbance in DISTURBANCES),
    ("matrix", "columns shuffled"),
}


@pytest.mark.parametrize("case", CASES, ids=[f"{name}, {disturbance}" for name, disturbance, *_ in CASES])
def test_what_is_read_is_what_was_written_or_an_issue_says_why_not(case: Case) -> None:
    name, disturbance, given, plain, files = case
    allowed = ("equal", "told") if (name, disturbance) in MAY_BE_TOLD else ("equal",)
    assert outcome(name, given, plain, files) in allowed


def test_every_format_is_among_the_cases() -> None:
    assert {name for name, *_ in CASES} == set(FORMATS)
