"""Cities side by side as people read them: figures, what they may be held against, and one city alone in words."""

import pandas as pd

from ecosystem.findings.comparison.comparison import LARGEST_RATIO, LEAST_ORGANIZATIONS, LEAST_RESPONSE, TABLE
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.text import counted

COLUMNS = {  # short, so that a table of them all fits a laptop; MEANINGS says the rest
    "site": "City",
    "organizations": "Size",
    "invited": "Invited",
    "respondents": "Answered",
    "ties": "Ties",
    "crossing_ties": "Outside",
    "mean_degree": "Partners",
    "within_two_steps": "2 steps",
    "largest_component_share": "Together",
    "cross_sector_share": "Across",
    "cross_sector_expected": "By chance",
    "confirmation_rate": "Confirmed",
}
MEANINGS = {COLUMNS[column.name]: column.meaning for column in TABLE.columns if column.name in COLUMNS}
SHARES = (
    "within_two_steps",
    "largest_component_share",
    "cross_sector_share",
    "cross_sector_expected",
    "confirmation_rate",
)
RULE = (
    f"Cities are held against each other only where at least {LEAST_RESPONSE:.0%} answered, "
    f"{LEAST_ORGANIZATIONS} organizations or more are known and sizes differ by no more than {LARGEST_RATIO} times."
)


def side_by_side(table: pd.DataFrame) -> pd.DataFrame:
    """The figures of ``compare`` under ``COLUMNS``, shares rounded to a tenth of a percent; none that all lack."""
    rounded = table.assign(**{share: table[share].round(3) for share in SHARES})
    return rounded[list(COLUMNS)].dropna(axis="columns", how="all").rename(columns=COLUMNS)


def held_against(table: pd.DataFrame) -> pd.DataFrame:
    """City, May be held against (or why not), and a column for each figure that has a range: from low to high."""
    ranges = {}
    for figure, label in COLUMNS.items():
        if f"{figure}_low" in table and table[f"{figure}_low"].notna().any():
            ends = zip(table[f"{figure}_low"], table[f"{figure}_high"], strict=True)
            spans = [_range(figure, low, high) for low, high in ends]
            ranges[f"{label}, if all had answered"] = pd.array(spans, dtype="string")
    others = table["comparable_with"].str.replace("|", ", ").fillna(table["note"])
    return pd.DataFrame({"City": table["site"], "May be held against": others, **ranges})


def _range(figure: str, low: object, high: object) -> object:
    return pd.NA if pd.isna(low) else f"{_said(figure, low)} to {_said(figure, high)}"


def _said(figure: str, value: object) -> str:
    return f"{value:.0%}" if figure in SHARES else f"{value:.1f}"


def one_city(row: pd.Series) -> list[str]:
    """What is known of the only city of a map, a sentence a figure, and what to do to compare it."""
    said = {figure: _said(figure, row[figure]) for figure in (*SHARES, "mean_degree") if not pd.isna(row[figure])}
    lines = [
        f"This map holds {'no names of cities' if row['site'] == EVERYWHERE else 'one city, ' + row['site']}: "
        f"{counted(row['organizations'], 'organization')} and {counted(row['ties'], 'tie')} among them."
    ]
    asked = not pd.isna(row["invited"])
    if asked:
        lines.append(f"{row['respondents']} of {row['invited']} invited organizations have answered.")
    if "mean_degree" in said:
        lines.append(f"An organization{' that answered' * asked} has {said['mean_degree']} partners on average.")
    if "within_two_steps" in said:
        lines.append(f"{said['within_two_steps']} of all pairs are partners or share one who could introduce them.")
    if "largest_component_share" in said:
        lines.append(f"{said['largest_component_share']} of the organizations hang together in the largest part.")
    if {"cross_sector_share", "cross_sector_expected"} <= set(said):
        lines.append(
            f"{said['cross_sector_share']} of the pairs of partners are of two sectors; it would be "
            f"{said['cross_sector_expected']} if ties fell without regard to sector."
        )
    if "confirmation_rate" in said:
        lines.append(f"{said['confirmation_rate']} of the ties are reported by both, where both were asked.")
    lines.append(
        "To compare: ask the same questions in other cities, give every organization its city, and load all the "
        "answers together."
    )
    return lines
