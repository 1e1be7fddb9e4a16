"""Errors, sorted by whose task the mend is. A message says where, what was found, and what to do."""


class EcosystemError(Exception):
    """Something stops the work; the message is written for the person who brought the data."""


class SourceError(EcosystemError):
    """The file, folder or sheet cannot be read as it stands: mend the source."""


class NoMapError(SourceError):
    """Everything was read, and nothing in it is a map by itself: say what its columns hold."""


class InstrumentError(EcosystemError):
    """A questionnaire or vocabulary file is not well formed: mend that file."""


class RecipeError(EcosystemError):
    """A recipe does not fit its sheet, or is not well formed: mend the recipe, or decide the column anew."""


class RequestError(EcosystemError):
    """The question asked of the data cannot be answered: an unknown site, table or relation."""


class TableError(EcosystemError):
    """A table does not keep to its own description: our promise, so please report it."""
