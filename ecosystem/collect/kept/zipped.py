"""Zip files that say nothing but their contents: without dates, so that the same parts are the same bytes."""

import io
import zipfile
from collections.abc import Iterable

_NO_DATE = (1980, 1, 1, 0, 0, 0)


def packed(parts: Iterable[tuple[str, bytes]], stored: int = 0) -> bytes:
    """Return a zip file of named parts in their order; the first ``stored`` are not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, content) in enumerate(parts):
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.compress_type = zipfile.ZIP_STORED if place < stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=6)
    return made.getvalue()
