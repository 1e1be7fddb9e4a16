"""Sentences on rounds of data collection: which one is shown, and which there are; none where there is one alone."""

from collections.abc import Mapping

import pandas as pd

from ecosystem.schema import SPECS
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext


def about_round(ecosystem: Ecosystem) -> list[str]:
    """Return which round findings are about: the one these tables hold, or the last where they hold them all."""
    if len(ecosystem.rounds) == 1:
        return []
    shown = ecosystem.round or ecosystem.rounds[-1]
    text = gettext("This is round {round} of {count:,}: {rounds}.")
    if shown == ecosystem.rounds[-1]:
        text = gettext("This is round {round}, the last of {count:,}: {rounds}.")
    return [text.format(round=shown, count=len(ecosystem.rounds), rounds=", ".join(ecosystem.rounds))]


def about_tables(ecosystem: Ecosystem, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return which of these tables hold every round, and which the last alone; nothing where all hold one round."""
    if ecosystem.round or len(ecosystem.rounds) == 1:
        return []
    alone = ", ".join(name for name, table in tables.items() if name not in SPECS and "wave" not in table)
    return [
        gettext(
            "Of round {round} alone are the network file and these tables: {tables}. The others hold every round; a "
            "column wave says to which a row belongs."
        ).format(round=ecosystem.rounds[-1], tables=alone)
    ]
