"""The reference pages under ``docs/``, written from the registers and the descriptions of tables."""

from collections.abc import Callable
from pathlib import Path

from ecosystem.collect.issues import CHAPTERS, IssueReason
from ecosystem.findings.catalog import DESCRIPTIONS, ON_REQUEST
from ecosystem.findings.gaps.gap_record import INVITED, TIES, if_large
from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.findings.limits import MOST_SECTORS, TOO_LARGE
from ecosystem.findings.measures.register import MEASURES, Measure
from ecosystem.schema import Table

_MADE = "<!-- Written by ecosystem/findings/docs_pages.py; change the register, not this page. -->"


_NEEDS = {
    TIES: "ties (a question about them, or a list of ties)",
    INVITED: "who was invited",
    "offers": "what organizations offer",
    "needs": "what they need",
    "sector": "sectors",
    "roles": "roles",
}


def measures_page() -> str:
    """``docs/measures.md``: every measure, what it asks, how to read it, what it cannot say."""
    levels = {"organization": "Of one organization", "network": "Of the whole city"}
    lines = ["# Measures", _MADE]
    for level, title in levels.items():
        lines += [f"## {title}", *(_measure(measure) for (of, _), measure in MEASURES.items() if of == level)]
    return _page(lines)


def _measure(measure: Measure) -> str:
    return "\n".join(
        (
            f"### `{measure.id}`: {measure.label}\n",
            f"{measure.question}\n",
            f"- High: {measure.high}",
            f"- Low: {measure.low}",
            f"- It cannot say: {measure.cannot_say}",
            f"- Ties are read as: {measure.graph}. Unit: {measure.unit}. Source: {measure.citation}.",
            f"- {measure.undefined[0].upper()}{measure.undefined[1:]}.",
        )
    )


def gaps_page() -> str:
    """``docs/gaps.md``: every kind of gap, what it asks and what it cannot say."""
    order = "They stand here, on the page and in the table in the order of what one can act on first."
    lines = ["# Gaps", _MADE, f"A gap is a question for the next meeting, not a verdict. {order}"]
    for gap in GAPS.values():
        needs = f"It is looked for only where this is known: {', '.join(_NEEDS[need] for need in gap.needs)}."
        lines.append(f"## `{gap.id}`: {gap.label}\n\n{gap.question}\n\nIt cannot say: {gap.cannot_say}\n\n{needs}")
    large = ", ".join(f"`{gap.id}`" for gap in GAPS.values() if gap.too_large is if_large)
    lines.append(f"## Large cities\n\n{large}: {TOO_LARGE}. `sector_pair`: left out above {MOST_SECTORS} sectors.")
    return _page(lines)


def tables_page() -> str:
    """``docs/tables.md``: every table, what a row is, and what each column means."""
    return _page(["# Tables", _MADE, *map(_table, DESCRIPTIONS.values())])


def _table(table: Table) -> str:
    lines = [f"## `{table.name}`\n", f"One row is {table.row}. Key: {', '.join(table.key)}.\n"]
    if table.name in ON_REQUEST:
        lines.append(f"Worked out when asked for: `python -m ecosystem table DATA {table.name}`.\n")
    lines += ["| column | type | always filled | meaning | also called |", "|---|---|---|---|---|"]
    for column in table.columns:
        meaning = column.meaning + (f" ({', '.join(column.values)})" if column.values else "")
        cells = (f"`{column.name}`", column.type, "yes" if column.required else "", meaning, ", ".join(column.aka))
        lines.append("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |")
    return "\n".join(lines)


def issues_page() -> str:
    """Return ``docs/issues.md``: every reason for an issue, what it means and what is said."""
    about = (
        "Every row, cell, column and sheet is either used or listed in the table `issues`: as *set aside* (not used) "
        "or as a *doubt* (used, and worth a look). The column `reason` holds one of these."
    )
    lines = ["# Issues", _MADE, about]
    for chapter, records in CHAPTERS.items():
        lines += [f"## {chapter}", *map(_reason, records)]
    return _page(lines)


def _reason(record: IssueReason) -> str:
    kinds = dict.fromkeys(said.kind or record.kind for said in record.wordings.values())
    lines = [f"### `{record.code}`\n", f"{record.meaning} Kind: {', '.join(kinds)}.\n"]
    said = dict.fromkeys((each.plural or each.message, each.action) for each in record.wordings.values())
    return "\n".join([*lines, *(f"- {message} {action}".rstrip() for message, action in said)])


def _page(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "measures.md": measures_page,
    "gaps.md": gaps_page,
    "tables.md": tables_page,
    "issues.md": issues_page,
}


def write_pages(folder: str | Path) -> None:
    """Write every reference page into ``folder``."""
    for name, page in PAGES.items():
        Path(folder, name).write_text(page(), encoding="utf-8", newline="\n")
