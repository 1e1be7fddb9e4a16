"""Findings of the whole city that take seconds: what each asks, its table to read, the losses as a curve."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ecosystem.findings.response.reporting_rules import ReportingRule
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.findings.structure import (
    brokerage_tests,
    communities,
    core_periphery,
    key_players,
    mixing,
    network_stage,
    null_model_tests,
    robustness,
)
from ecosystem.schema import Table
from ecosystem.show.charts import WORDS
from ecosystem.show.palette import SERIES

Option = dict[str, Any]
_LEFT_OUT = ("site", "wave", "relation", "because", "organization_id", "organization_ids")  # said above, or no reading


@dataclass(frozen=True)
class AdvancedTable:
    """One finding of the whole city: its question, its table, and whether it names who stands between others."""

    question: str
    cannot_say: str
    table: Table
    make: Callable[[SiteNetwork], pd.DataFrame]
    ranks: bool = False


DEEPER = (
    AdvancedTable(
        "What kind of network is it?",
        "Whether another kind would serve the city better.",
        network_stage.TABLE,
        network_stage.stage_table,
    ),
    AdvancedTable(
        "Which few hold most together, or reach most?",
        "Whether they have time for it; and sets that are as good are listed beside each other.",
        key_players.TABLE,
        key_players.key_player_table,
        ranks=True,
    ),
    AdvancedTable(
        "What is left as organizations leave?",
        "Who will leave; look at losses of one and of three.",
        robustness.TABLE,
        robustness.robustness_table,
        ranks=True,
    ),
    AdvancedTable(
        "Which circles are there?",
        "Where one circle ends: low “together” means that it could as well be in another.",
        communities.TABLE,
        communities.community_table,
    ),
    AdvancedTable(
        "Who is in the core?",
        "Whether the core is open to others.",
        core_periphery.TABLE,
        core_periphery.core_table,
        ranks=True,
    ),
    AdvancedTable(
        "Who ties which sectors together?",
        "What is passed on along these ties.",
        mixing.TABLE,
        mixing.mixing,
    ),
    AdvancedTable(
        "Who stands between sectors more often than chance?",
        "Whether anybody asks them to.",
        brokerage_tests.TABLE,
        brokerage_tests.brokerage_table,
        ranks=True,
    ),
    AdvancedTable(
        "What of all this would chance give as well?",
        "Why it is so.",
        null_model_tests.TABLE,
        null_model_tests.against_chance,
    ),
)


def may_be_shown(asked: AdvancedTable, gate: ReportingRule) -> bool:
    """Whether enough have answered for this finding."""
    return not asked.ranks or gate.allows("betweenness") != "nothing"


def to_read(asked: AdvancedTable, table: pd.DataFrame) -> pd.DataFrame:
    """The table without ids, headed in words; columns that are empty throughout are left out."""
    shown = table.drop(columns=[c for c in _LEFT_OUT if c in table]).dropna(axis=1, how="all")
    for column in asked.table.columns:
        if column.type == "list" and column.name in shown:
            shown[column.name] = shown[column.name].str.replace("|", ", ")
    return shown.rename(columns=lambda name: str(name).replace("_", " ").capitalize())


def meanings(asked: AdvancedTable, table: pd.DataFrame) -> dict[str, str]:
    """Heading -> what the column means."""
    return {
        column.name.replace("_", " ").capitalize(): column.meaning
        for column in asked.table.columns
        if column.name in table and column.name not in _LEFT_OUT
    }


def said_of_the_stage(table: pd.DataFrame) -> str:
    """The stage and what it is read from, or why none is named."""
    row = table.iloc[0]
    if pd.isna(row["stage"]):
        return f"No kind is named: {row['reason']}."
    return f"{str(row['stage']).capitalize()}: {row['because']}"


def losses_option(table: pd.DataFrame) -> Option:
    """A curve for each order of leaving: the share in the largest linked part, losses of one and three marked."""
    series = []
    orders = list(dict.fromkeys(table["order"]))
    colors = {order: SERIES[place % len(SERIES)] for place, order in enumerate(orders)}
    for order, rows in table.groupby("order", sort=False):
        points = [
            {
                "value": [int(row["losses"]), round(100 * float(row["largest_share"]), 1)],
                "symbolSize": 9 if row["marked"] else 4,
            }
            for _, row in rows.dropna(subset="largest_share").iterrows()
        ]
        style = {"color": colors[order]}
        series.append(
            {"name": order, "type": "line", "data": points, "symbol": "circle", "itemStyle": style, "lineStyle": style}
        )
    axis = {"type": "value", "min": 0, "nameTextStyle": WORDS, "axisLabel": WORDS, "nameLocation": "middle"}
    return {
        "animation": False,
        "legend": {"top": 0, "textStyle": WORDS},
        "grid": {"left": 60, "right": 20, "top": 40, "bottom": 50},
        "xAxis": {**axis, "name": "organizations that left", "nameGap": 28},
        "yAxis": {**axis, "name": "% in the largest linked part", "nameGap": 40, "max": 100},
        "series": series,
    }
