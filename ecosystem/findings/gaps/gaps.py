"""The register of gaps and the table made of it."""

import pandas as pd

from ecosystem.findings.gaps.composition import COMPOSITION_GAPS
from ecosystem.findings.gaps.gap_record import CONFIDENCE, Gap
from ecosystem.findings.gaps.structure import STRUCTURE_GAPS
from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.schema import Column, Table
from ecosystem.tables.dataset import Ecosystem

# What one can act on this week stands first: introduce two, ask one more, secure what hangs on one, call about a tie.
# Then what a meeting can decide, then what waits for the next round of invitations.
ORDER = (
    "introduction",
    "named_not_surveyed",
    "invited_but_silent",
    "cut_point",
    "bridge",
    "one_sided_tie",
    "pending_tie",
    "need_without_offer",
    "offer_without_taker",
    "sector_pair",
    "missing_role",
    "missing_sector",
    "isolate",
)
GAPS: dict[str, Gap] = {
    gap.id: gap for gap in sorted((*COMPOSITION_GAPS, *STRUCTURE_GAPS), key=lambda gap: ORDER.index(gap.id))
}
TABLE = Table(
    "gaps",
    "one gap, looked for in one round, the last unless asked otherwise",
    ("gap_id",),
    (
        Column("gap_id", "text", "What it is about: the kind, the city, whom or what; the same in the next run", True),
        Column("kind", "text", "The kind of gap", True, values=tuple(GAPS)),
        Column("site", "text", "The city", True),
        Column("organizations", "list", "Whom it concerns, by name; whom it is about stands first"),
        Column("statement", "text", "What is missing, in one sentence", True),
        Column("evidence", "text", "What that rests on", True),
        Column("confidence", "text", "How good the evidence is", True, values=CONFIDENCE),
        Column("action", "text", "What one can do about it", True),
    ),
)
COLUMNS = TABLE.names


def gap_table(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """One row a gap, with the columns ``COLUMNS``; organizations are names joined by |, whom it is about first.

    Gaps are looked for in the round of ``ecosystem``, the last where it holds every round. They stand in the order of
    the register, which is that of ``ORDER``, then of sites; the weightiest of a kind and site first.
    """
    tables = [city_gaps(city) for city in cities_now(ecosystem, site)]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS, dtype="string")
    return table.sort_values("kind", key=lambda kinds: kinds.map(ORDER.index), kind="stable", ignore_index=True)


def city_gaps(city: SiteNetwork) -> pd.DataFrame:
    """The gaps of one city."""
    rows = [
        (
            _gap_id(gap.id, city.site, *finding.key),
            gap.id,
            city.site,
            "|".join(city.names[o] for o in finding.organizations),
            finding.statement,
            finding.evidence,
            finding.confidence,
            finding.action,
        )
        for gap in GAPS.values()
        for finding in gap.findings(city)
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="string")


def _gap_id(*parts: str) -> str:
    """The parts joined by colons; colons inside a part are written otherwise, so that no two gaps share an id."""
    return ":".join(part.replace("%", "%25").replace(":", "%3A") for part in parts)
