"""Issues by kind: one row for all that one sheet has for one reason, with their number and the first rows."""

import pandas as pd

from ecosystem.text import LIST_SEPARATOR

MOST_ROWS = 5  # named of a group; the table ``issues`` has all
COLUMNS = ["kind", "reason", "source", "count", "rows", "column", "message", "action"]


def grouped_issues(issues: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each kind, reason and sheet of the table ``issues``, in the order of their first issues.

    ``count`` is how many there are; ``rows`` and ``column`` list the first five different ones, joined by |;
    ``message`` and ``action`` are those of the first. The counts add up to the number of issues.

    >>> twice = {"kind": "doubt", "reason": "listed twice", "source": "a.csv", "column": None, "action": None}
    >>> issues = pd.DataFrame([twice | {"row": row, "message": f"Row {row}."} for row in (4, 7)])
    >>> grouped_issues(issues)[["count", "rows", "message"]].values.tolist()
    [[2, '4|7', 'Row 4.']]
    """
    found = []
    for (kind, reason, source), group in issues.groupby(["kind", "reason", "source"], sort=False, dropna=False):
        first = group.iloc[0]
        of_group = {column: _first(group[column]) for column in ("row", "column")}
        about = (of_group["row"], of_group["column"], first["message"], first["action"])
        found.append((kind, reason, source, len(group), *about))
    return pd.DataFrame(found, columns=COLUMNS).astype({"count": "Int64"} | dict.fromkeys(_TEXTS, "string"))


_TEXTS = [column for column in COLUMNS if column != "count"]


def _first(values: pd.Series) -> str | None:
    return LIST_SEPARATOR.join(map(str, values.dropna().unique()[:MOST_ROWS])) or None
