"""After how many months answers fade: the project's own limit, kept as a change."""

import pytest

from ecosystem.errors import RequestError
from ecosystem.projects import project
from ecosystem.projects.fading import fade_after, months_to_fade


def test_a_project_says_nothing_of_it_until_it_is_set_and_it_can_be_undone() -> None:
    made = project.create("fading-city")
    assert months_to_fade(made) is None
    changed = fade_after(made, 12, by="AB")
    assert months_to_fade(changed) == 12
    assert months_to_fade(project.undo(changed, changed.changes[-1])) is None
    assert months_to_fade(fade_after(changed, None)) is None


def test_answers_cannot_fade_before_a_month() -> None:
    with pytest.raises(RequestError, match="after 1 month or more, not 0"):
        fade_after(project.create("creek-city"), 0)
