"""Detection of sheets given twice, as CSV and in a workbook or downloaded again; each is read once."""

from collections.abc import Sequence

from ecosystem.collect.sheet import Sheet
from ecosystem.collect.values import flag, number
from ecosystem.columns.plain_tables import called

_DIGITS = 12  # digits kept of a number: 15 or 16 in a workbook, 17 in a CSV file


def duplicate_sheets(sheets: Sequence[Sheet]) -> dict[int, Sheet]:
    """Return the position of each duplicate sheet -> the earlier sheet with its name, headers and cells.

    Ignored are the "(2)" in the name of a second download, and the different spellings of numbers and of yes and no in
    workbooks and CSV files.
    """
    first: dict[tuple[str, ...], list[Sheet]] = {}
    found: dict[int, Sheet] = {}
    for place, sheet in enumerate(sheets):
        if sheet.aside:  # not read, so a sheet like it is read
            continue
        like = first.setdefault((called(sheet), *sheet.frame.columns), [])
        twin = next((other for other in like if len(sheet.frame) and _same(sheet, other)), None)
        if twin is None:
            like.append(sheet)
        else:
            found[place] = twin
    return found


def _same(one: Sheet, other: Sheet) -> bool:
    if one.frame.shape != other.frame.shape:
        return False
    pairs = zip(one.frame.to_numpy().ravel(), other.frame.to_numpy().ravel(), strict=True)
    return all(a == b or _as_meant(a) == _as_meant(b) for a, b in pairs)


def _as_meant(cell: str) -> object:
    value = number(cell)
    if value is not None:
        return float(f"{value:.{_DIGITS}g}")
    known = flag(cell)
    return cell if known is None else known
