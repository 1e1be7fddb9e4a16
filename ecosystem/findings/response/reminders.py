"""Whom to ask next, and why: the facilitator's list."""

from typing import Any

import pandas as pd

from ecosystem.findings.response.response import answers_by_sector, still_to_ask
from ecosystem.findings.site_network import SiteNetwork, cities_now
from ecosystem.schema import DTYPES, Column, Table
from ecosystem.tables.dataset import Ecosystem

STEPS = {"invited": "Remind", "named only": "Invite"}
ASK = "Ask"  # where nobody said who was invited
TABLE = Table(
    "reminders",
    "one organization that has not answered in one round, the last unless asked otherwise; none in a plain list of "
    "ties",
    ("site", "organization_id"),
    (
        Column("site", "text", "The city", True),
        Column("organization_id", "text", "Whom to ask", True),
        Column("organization", "text", "That organization's name", True),
        Column("sector", "text", "Its sector"),
        Column(
            "step",
            "text",
            "Remind who was invited, invite who was only named, ask where nobody said who was invited",
            True,
            values=(*STEPS.values(), ASK),
        ),
        Column("named_by", "integer", "How many of those who answered name it, in any relation"),
        Column("answered", "integer", "How many have answered", True),
        Column("why", "text", "What its answer would tell", True),
    ),
)


def reminder_table(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """The table ``reminders`` of one site or of all, in the order of sites, those named by most first."""
    tables = [reminders(city) for city in cities_now(ecosystem, site)]
    return pd.concat(tables, ignore_index=True) if tables else _frame([])


def reminders(city: SiteNetwork) -> pd.DataFrame:
    """The same of one city."""
    by_sector = answers_by_sector(city).set_index("sector")[["answered", "invited"]]
    heard = by_sector.to_dict("index") if city.invited_known else {}
    return _frame(
        [
            {
                "site": city.site,
                "organization_id": row.organization_id,
                "organization": row.name,
                "sector": row.sector,
                "step": STEPS[row.status] if city.invited_known else ASK,
                "named_by": row.named_by if city.ties_asked else pd.NA,
                "answered": city.respondents,
                "why": _why(row, city, heard),
            }
            for row in still_to_ask(city).itertuples(index=False)
        ]
    )


def _why(row, city: SiteNetwork, heard: dict[str, Any]) -> str:  # type: ignore[no-untyped-def]
    """What is known of one organization, and how few of its sector were heard, in one sentence."""
    if not city.ties_asked:
        why = "nobody was asked about ties: its answer would tell of itself"
    elif row.named_by:
        why = f"named by {row.named_by} of {city.respondents} who answered"
    else:
        why = "nobody names it: only it can say whom it works with"
    sector = heard.get(row.sector) if not pd.isna(row.sector) else None
    if sector and sector["invited"] and sector["answered"] * 2 < sector["invited"]:
        why += f"; of its sector only {sector['answered']} of {sector['invited']} have answered"
    return why


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=TABLE.names).astype(
        {column.name: DTYPES[column.type] for column in TABLE.columns}
    )
