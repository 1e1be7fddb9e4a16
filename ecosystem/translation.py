"""Translation of what people read: American English is the source, and a catalog in ``locales/`` may stand beside it.

Every sentence on a page, in a file or from the terminal is one template with named fields, marked here::

    ngettext("{count:,} organization", "{count:,} organizations", count).format(count=count)

``make strings`` extracts the templates into ``ecosystem/locales/civic-mapper.pot``: the list of all of them.
"""

import gettext as catalogs
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

DOMAIN = "civic-mapper"
LOCALES = Path(__file__).with_name("locales")
_language: ContextVar[str] = ContextVar("language", default="en")


@lru_cache(maxsize=32)
def _catalog(folder: Path, language: str) -> catalogs.NullTranslations:
    return catalogs.translation(DOMAIN, folder, [language], fallback=True)


def gettext(message: str) -> str:
    """Return ``message`` in the language in use, or as it stands where no catalog has it."""
    return _catalog(LOCALES, _language.get()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a message that goes with ``count``."""
    return _catalog(LOCALES, _language.get()).ngettext(singular, plural, count)


def gettext_noop(message: str) -> str:
    """Mark a message that a module holds as a constant; whoever shows it calls ``gettext``."""
    return message


def ngettext_noop(singular: str, plural: str) -> tuple[str, str]:
    """Mark a message with its plural that a module holds as a constant; whoever shows it calls ``ngettext``."""
    return singular, plural


@contextmanager
def language(code: str) -> Iterator[None]:
    """Use the catalog of a language, as in ``es``, until the block ends; other threads keep theirs."""
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)
