"""One submitted form, as read from its sheet."""

from dataclasses import dataclass

from ecosystem.collect.instruments import Instrument
from ecosystem.collect.sheet import Sheet


@dataclass(frozen=True)
class Form:
    """A submitted form and the organization that answered it."""

    sheet: Sheet
    instrument: Instrument
    row: int
    cells: dict[str, str]  # header -> text
    organization_id: str
    name: str
    site: str
    city: str  # the answer that names the site, "" if something else determines it
    answered_at: str  # the time stamp as written
    wave: str = "1"  # the round of data collection
