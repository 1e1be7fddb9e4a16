"""What the editors of files ask for each text they meet."""

from typing import Protocol


class Replacing(Protocol):
    """The text to keep in place of each text of a file."""

    def cell(self, source: str, row: int, position: int, text: str) -> str:
        """Return the text for a cell of a sheet, given the sheet's name for users and its row and column (from 0)."""
        ...

    def entry(self, document: str, header: str, text: str) -> str:
        """Return the text for a field of a record, of a document whose rows have no columns."""
        ...

    def key(self, text: str) -> str:
        """Return the text for a record's id, the same for the same and another for another."""
        ...

    def marks(self, text: str) -> str:
        """Return the text for a title, header or name of a file: without e-mail addresses and phone numbers."""
        ...
