"""Where the files that ship are: inside the package once it is installed, beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return the path of ``surveys``, ``sample_data`` or ``app.py``."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name
