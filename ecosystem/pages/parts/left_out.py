"""What a page leaves out because a city is too large."""

from ecosystem.findings.left_out import left_off_the_map, left_out
from ecosystem.pages import session
from ecosystem.pages.parts import layout


def say_left_out(*, of_map: bool = False) -> None:
    """Draw a line for each thing left out of the city; with ``of_map``, how many organizations its map leaves out."""
    lines = left_off_the_map if of_map else left_out
    for line in session.remember(
        ("left out", of_map, session.site()), lambda: lines(session.ecosystem(), session.site())
    ):
        layout.caption(line)
