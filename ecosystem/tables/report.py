"""One report: what one respondent, or one row of a list of ties, states about one tie."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass
class Report:
    """A row of the table ``reports``; the fields are its columns."""

    report_id: str
    site: str
    relation: str
    reporter_id: str
    named_id: str
    reporter_as_written: str
    named_as_written: str
    direction: str  # mutual, gives or gets
    asked: str  # roster, recall or list
    footing: str  # survey or recorded
    source: str
    row: int
    wave: str = "1"
    strength_as_written: str = ""
    strength: float | None = None
    amount: float | None = None
    date: str = ""

    def record(self) -> dict[str, Any]:
        """Return the row as a dictionary from column to value."""
        return asdict(self)
