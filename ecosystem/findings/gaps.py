"""The register of gaps and the table made of it."""

import pandas as pd

from ecosystem.findings.city import City, cities
from ecosystem.findings.gap_record import Gap
from ecosystem.findings.gaps_composition import COMPOSITION_GAPS
from ecosystem.findings.gaps_structure import STRUCTURE_GAPS
from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.tables.names import slug

GAPS: dict[str, Gap] = {gap.id: gap for gap in (*COMPOSITION_GAPS, *STRUCTURE_GAPS)}
COLUMNS = ["gap_id", "kind", "site", "organizations", "statement", "evidence", "confidence", "action"]


def gap_table(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """One row a gap, with the columns ``COLUMNS``; organizations are names joined by |, whom it is about first.

    Gaps are looked for in the last wave, in the order of sites and of the register, the weightiest of a kind first.
    """
    last = ecosystem.waves[-1]
    tables = [city_gaps(city) for city in cities(ecosystem, site) if city.wave == last]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS, dtype="string")


def city_gaps(city: City) -> pd.DataFrame:
    """The gaps of one city."""
    rows = []
    for gap in GAPS.values():
        for finding in gap.function(city):
            about = finding.organizations[:2] if gap.id in ("introduction", "bridge") else finding.organizations[:1]
            if gap.id in ("one_sided_tie", "pending_tie"):
                about = finding.organizations
            key = ":".join(
                filter(None, [*(about if gap.id != "sector_pair" else ()), slug(finding.key) if finding.key else ""])
            )
            names = "|".join(city.names[o] for o in finding.organizations)
            rows.append(
                (
                    f"{gap.id}:{slug(city.site)}:{key}",
                    gap.id,
                    city.site,
                    names,
                    finding.statement,
                    finding.evidence,
                    finding.confidence,
                    finding.action,
                )
            )
    return pd.DataFrame(rows, columns=COLUMNS, dtype="string")
