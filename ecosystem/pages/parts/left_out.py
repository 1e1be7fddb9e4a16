"""What a page cannot show: what was not read, and what is left out because a city is too large."""

from ecosystem.findings.left_out import left_off_the_map, left_out
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.nothing_read import say_nothing_read


def say_left_out(*, of_map: bool = False) -> None:
    """Draw a line for each thing left out of the city; with ``of_map``, what the map lacks and leaves out."""
    if of_map:
        say_nothing_read(session.ecosystem())
    lines, city = left_off_the_map if of_map else left_out, session.city()
    for line in session.remember(("left out", of_map, city.site), lambda: lines(city.ecosystem, city.site)):
        layout.caption(line)
