"""One submitted form, between its sheet and the tables."""

from dataclasses import dataclass

from ecosystem.collect.instruments import Instrument
from ecosystem.collect.sheet import Sheet


@dataclass(frozen=True)
class Form:
    """One submitted form and who answered it."""

    sheet: Sheet
    instrument: Instrument
    row: int
    cells: dict[str, str]  # header -> text
    organization_id: str
    name: str
    site: str
    city: str  # the answer that says so, "" where something else does
    answered_at: str  # the time stamp, as written
