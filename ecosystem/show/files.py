"""Tables as files a person can use: safe CSV, a workbook, GraphML, a folder of all of them."""

import io
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pandas as pd

from ecosystem.tables.spec import SPECS

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def inert(text: str) -> str:
    """``text`` as a spreadsheet shows it and never runs it: what starts like a formula gets an apostrophe.

    >>> inert("=1+1"), inert("-12.5"), inert("Harbor City")
    ("'=1+1", '-12.5', 'Harbor City')
    """
    if not text.startswith(_FORMULA_STARTS):
        return text
    try:
        float(text)
    except ValueError:
        return "'" + text
    return text


def inert_table(table: pd.DataFrame) -> pd.DataFrame:
    """The table with every text made inert, headers too."""
    columns = {
        inert(str(column)): table[column].map(lambda v: inert(v) if isinstance(v, str) else v)
        if _is_text(table[column])
        else table[column]
        for column in table.columns
    }
    return pd.DataFrame(columns)


def _is_text(values: pd.Series) -> bool:
    return pd.api.types.is_string_dtype(values.dtype) or values.dtype == object


def to_csv(table: pd.DataFrame) -> str:
    """The table as CSV text, formulas made inert, whole numbers without a point, empty where <NA>."""
    return inert_table(table).to_csv(index=False, lineterminator="\n")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """The same as a file that Excel opens with its accents whole."""
    return to_csv(table).encode("utf-8-sig")


def workbook(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """One .xlsx with a sheet a table and a sheet that explains the columns; text stays text, nothing is a formula."""
    import xlsxwriter  # noqa: PLC0415  late: the first page does not need it

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    bold = book.add_format({"bold": True, "bg_color": "#EEF2F6"})
    dictionary = {t.name: {c.name: c.meaning for c in t.columns} for t in SPECS.values()}
    meanings = [(n, c, dictionary.get(n, {}).get(c, "")) for n, table in tables.items() for c in table.columns]
    about = pd.DataFrame(meanings, columns=["table", "column", "meaning"])
    for name, table in {**tables, "columns explained": about}.items():
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, str(column), bold)
            values = table[column]
            widest = int(values.dropna().astype(str).str.len().clip(upper=60).max() or 0) if len(values.dropna()) else 0
            sheet.set_column(at, at, max(len(str(column)), widest, 8) + 1)
            for row, value in enumerate(values.tolist(), start=1):
                _write(sheet, row, at, value)
        sheet.autofilter(0, 0, len(table), max(len(table.columns) - 1, 0))
    book.close()
    return buffer.getvalue()


def _write(sheet, row: int, at: int, value: object) -> None:  # type: ignore[no-untyped-def]
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124  NaN
        return
    if isinstance(value, bool):
        sheet.write_string(row, at, "yes" if value else "no")
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    else:
        sheet.write_string(row, at, str(value)[:32_767])  # what a cell can hold


def graphml(graph: nx.MultiDiGraph, organizations: pd.DataFrame) -> bytes:
    """The graph as GraphML with the organizations' attributes; empty values are left out, as the format wants."""
    named = nx.MultiDiGraph()
    rows = organizations.set_index("organization_id", drop=False)
    for organization in graph:
        row = rows.loc[organization] if organization in rows.index else {}
        known = {key: str(value) for key, value in dict(row).items() if not pd.isna(value)}
        named.add_node(organization, **{_legal(k): _legal(v) for k, v in known.items()})
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        known = {k: v for k, v in attributes.items() if v is not None}
        named.add_edge(source, target, key=key, relation=_legal(key), **known)
    buffer = io.BytesIO()
    nx.write_graphml(named, buffer)
    return buffer.getvalue()


def _legal(text: str) -> str:
    """``text`` without the characters XML 1.0 forbids."""
    return "".join(
        c
        for c in text
        if c in "\t\n\r" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000 and ord(c) < 0xFFFE) or ord(c) > 0xFFFF
    )


def write_file(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)
