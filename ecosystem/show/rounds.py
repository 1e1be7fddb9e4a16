"""Sentences on rounds of data collection: which one is shown, and which there are; none where there is one alone."""

from collections.abc import Iterable

from ecosystem.findings.measures import measure_tables, rank_table
from ecosystem.schema import SPECS
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext

MEASURED = frozenset(
    t.name for t in (measure_tables.ORGANIZATION_TABLE, measure_tables.NETWORK_TABLE, rank_table.TABLE)
)


def about_round(ecosystem: Ecosystem) -> list[str]:
    """Return which round findings are about: the one these tables hold, or the last where they hold them all."""
    if len(ecosystem.rounds) == 1:
        return []
    shown = ecosystem.round or ecosystem.rounds[-1]
    text = gettext("This is round {round} of {count:,}: {rounds}.")
    if shown == ecosystem.rounds[-1]:
        text = gettext("This is round {round}, the last of {count:,}: {rounds}.")
    return [text.format(round=shown, count=len(ecosystem.rounds), rounds=", ".join(ecosystem.rounds))]


def about_every_round(ecosystem: Ecosystem) -> list[str]:
    """Return that the answers of all rounds were looked at, as `findings.response.faded` does in each."""
    if len(ecosystem.rounds) == 1:
        return []
    text = gettext("The last answer of each is sought in all {count:,} rounds: {rounds}.")
    return [text.format(count=len(ecosystem.rounds), rounds=", ".join(ecosystem.rounds))]


def holds_every_round(ecosystem: Ecosystem, table: str) -> bool:
    """Return whether the rows of a table are of every round: of what was collected, and of measures with their round.

    Never where the tables are those of one round.
    """
    return not ecosystem.round and (table in SPECS or table in MEASURED)


def about_tables(ecosystem: Ecosystem, tables: Iterable[str]) -> list[str]:
    """Return which of these tables hold every round, and which the last alone; nothing where all hold one round."""
    if ecosystem.round or len(ecosystem.rounds) == 1:
        return []
    alone = ", ".join(name for name in tables if not holds_every_round(ecosystem, name))
    return [
        gettext(
            "Of round {round} alone are the network file and these tables: {tables}. The others hold every round; a "
            "column wave says to which a row belongs."
        ).format(round=ecosystem.rounds[-1], tables=alone)
    ]
