"""Exceptions by who can resolve the problem; a message states where, what was found, and what to do."""


class EcosystemError(Exception):
    """An error that stops the work; the message is written for the person who supplied the data."""


class SourceError(EcosystemError):
    """A file, folder or sheet that cannot be read: correct the source."""


class NoMapError(SourceError):
    """A source that was read but contains no map: specify what its columns hold."""


class InstrumentError(EcosystemError):
    """A questionnaire or vocabulary file that is not well formed: correct that file."""


class RecipeError(EcosystemError):
    """A recipe that does not fit its sheet or is not well formed: correct the recipe, or set the column again."""


class RequestError(EcosystemError):
    """A request that the data cannot answer: an unknown site, table or relation."""


class TableError(EcosystemError):
    """A table that does not match its description: a defect of this software, so please report it."""


class StoreError(EcosystemError):
    """The store of projects cannot be read or written: free space, unlock it, or name another folder."""

    def __init__(self, message: str, reason: str = "") -> None:
        super().__init__(message)
        self.reason = reason  # full, locked, corrupt ...: which fault it is
