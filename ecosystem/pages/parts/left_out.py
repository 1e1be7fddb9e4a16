"""What a city is too large for, said on the page that would show it."""

from ecosystem.findings.left_out import left_off_the_map, left_out
from ecosystem.pages import session


def say_left_out(*, of_map: bool = False) -> None:
    """A line for each thing left out of the city looked at; ``of_map``: whom its map leaves out."""
    lines = left_off_the_map if of_map else left_out
    for line in session.remember(
        ("left out", of_map, session.site()), lambda: lines(session.ecosystem(), session.site())
    ):
        session.caption(line)
