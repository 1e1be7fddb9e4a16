"""What the terminal prints: results on standard output, messages on standard error."""

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def print_csv(table: "pd.DataFrame") -> None:
    """Print a table as CSV."""
    from ecosystem.show.files import to_csv  # noqa: PLC0415

    print_text(to_csv(table))


def print_json(data: Any) -> None:
    """Print data as JSON."""
    print_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def print_text(text: str) -> None:
    """Print text as UTF-8, whatever the terminal speaks."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def tell(*messages: str) -> None:
    """Print messages to standard error, one a line."""
    sys.stderr.writelines(f"{message}\n" for message in messages)
