"""What the values of a column can be, whatever its header says."""

import pytest

from ecosystem.columns.column_profile import is_prose, reads_like


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        (["Weekly", "Never", "A few times a year"], "scale"),
        (["Semanal", "Nunca", "A menudo"], "scale"),
        (["Strongly agree", "Disagree", "Neutral"], "scale"),
        (["Very important", "Not important"], "scale"),
        (["Yes", "no", "Maybe"], "yes or no"),
        (["Yes, often", "No"], "yes or no"),
        (["$5,000", "10-20", "1,000+"], "figures"),
        (["3/14/2026", "2026-03-01 09:00"], "dates"),
        (
            ["We meet when there is something to do for both of us.", "They help our teams with food for the week."],
            "prose",
        ),
        (["Port", "Mill", "311"], ""),
        (["Always Home, Inc.", "Daily Bread", "Good Shepherd"], ""),
        (["None", "N/A"], ""),
    ],
)
def test_values_that_can_be_no_names_are_told(values: list[str], holds: str) -> None:
    assert reads_like(values) == holds


@pytest.mark.parametrize(
    "listed",
    [
        "food bank, zoo, library, parks dept., museum, water works inc., city it",
        ", ".join(f"Friends of the Pond {number}" for number in range(20)),
    ],
)
def test_a_list_of_many_names_is_no_prose(listed: str) -> None:
    assert not is_prose(listed)
