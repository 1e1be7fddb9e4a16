"""Advanced analyses of the whole city, worked out on request: their questions, tables and the attrition curve."""

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
from ecosystem.translation import gettext, gettext_noop

Option = dict[str, Any]
# Columns not shown: chosen on the page already, said in a sentence, or ids.
_HIDDEN = ("site", "wave", "relation", "because", "organization_id", "organization_ids")


@dataclass(frozen=True)
class AdvancedTable:
    """One analysis: its question, its limit, its table, and whether it ranks organizations by brokerage."""

    question: str
    cannot_say: str
    table: Table
    make: Callable[[SiteNetwork], pd.DataFrame]
    ranks: bool = False


ADVANCED_TABLES = (
    AdvancedTable(
        gettext_noop("What kind of network is it?"),
        gettext_noop("whether another kind would serve the city better."),
        network_stage.TABLE,
        network_stage.stage_table,
    ),
    AdvancedTable(
        gettext_noop("Which few organizations hold most together, or reach most?"),
        gettext_noop("whether they have time for it. Sets that do equally well are listed side by side."),
        key_players.TABLE,
        key_players.key_player_table,
        ranks=True,
    ),
    AdvancedTable(
        gettext_noop("What remains connected if organizations leave?"),
        gettext_noop("who will leave. Look at losses of one and of three."),
        robustness.TABLE,
        robustness.robustness_table,
        ranks=True,
    ),
    AdvancedTable(
        gettext_noop("Which communities are there?"),
        gettext_noop(
            "where one community ends: a low “together” means that an organization could as well be in another."
        ),
        communities.TABLE,
        communities.community_table,
    ),
    AdvancedTable(
        gettext_noop("Who is in the core?"),
        gettext_noop("whether the core is open to others."),
        core_periphery.TABLE,
        core_periphery.core_table,
        ranks=True,
    ),
    AdvancedTable(
        gettext_noop("Which sectors work with which?"),
        gettext_noop("what is passed on along these ties."),
        mixing.TABLE,
        mixing.mixing,
    ),
    AdvancedTable(
        gettext_noop("Who connects sectors more often than chance would?"),
        gettext_noop("whether others ask them to."),
        brokerage_tests.TABLE,
        brokerage_tests.brokerage_table,
        ranks=True,
    ),
    AdvancedTable(
        gettext_noop("Which of these patterns could be chance?"),
        gettext_noop("why it is so."),
        null_model_tests.TABLE,
        null_model_tests.against_chance,
    ),
)


def is_reportable(analysis: AdvancedTable, rule: ReportingRule) -> bool:
    """Whether enough have answered for this analysis."""
    return not analysis.ranks or rule.allows("betweenness") != "nothing"


def readable_table(analysis: AdvancedTable, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without ids and empty columns, with headings in words."""
    shown = table.drop(columns=[c for c in _HIDDEN if c in table]).dropna(axis=1, how="all")
    for column in analysis.table.columns:
        if column.type == "list" and column.name in shown:
            shown[column.name] = shown[column.name].str.replace("|", ", ")
    return shown.rename(columns=_heading)


def meanings(analysis: AdvancedTable, table: pd.DataFrame) -> dict[str, str]:
    """Map each heading of ``readable_table`` to the meaning of its column."""
    return {
        _heading(column.name): gettext(column.meaning)
        for column in analysis.table.columns
        if column.name in table and column.name not in _HIDDEN
    }


def _heading(column: str) -> str:
    return str(column).replace("_", " ").capitalize()


def stage_sentence(table: pd.DataFrame) -> str:
    """Return the kind of network and what it is read from, or why none is named."""
    row = table.iloc[0]
    if pd.isna(row["stage"]):
        return gettext("No kind of network is named: {reason}.").format(reason=row["reason"])
    return gettext("{stage}: {reason}").format(stage=str(row["stage"]).capitalize(), reason=row["because"])


def attrition_option(table: pd.DataFrame) -> Option:
    """Return the ECharts curves of the share still connected as organizations leave, one for each order of leaving.

    Points at losses of one and three are larger.
    """
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
    share = {"name": gettext("% in the largest connected part"), "nameGap": 40, "max": 100}
    return {
        "animation": False,
        "legend": {"top": 0, "textStyle": WORDS},
        "grid": {"left": 60, "right": 20, "top": 40, "bottom": 50},
        "xAxis": {**axis, "name": gettext("organizations that left"), "nameGap": 28},
        "yAxis": {**axis, **share},
        "series": series,
    }
