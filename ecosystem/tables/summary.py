"""Counts of what was read, kept and not used."""

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from ecosystem.schema import STATUSES
from ecosystem.tables.by_site import NONE
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.issue_groups import grouped_issues
from ecosystem.tables.ties import is_tie
from ecosystem.text import fold


def summary(ecosystem: Ecosystem) -> dict[str, Any]:
    """Return counts as data for JSON: rows and reports read, kept, not used by reason; sites, statuses, issues."""
    organizations, ties, issues = (ecosystem.table(name) for name in ("organizations", "ties", "issues"))
    counts = ecosystem.counts
    aside = issues[issues["kind"] == "set aside"]
    ends_heard = ties["source_says"].fillna(False).astype(int) + ties["target_says"].fillna(False).astype(int)
    placed = set(ecosystem.table("locations").dropna(subset="site")["organization_id"])
    return {
        "title": ecosystem.title,
        "fingerprint": ecosystem.fingerprint,
        "survey": ecosystem.survey,
        "rows": _counts(counts, "rows"),
        "reports": {
            **_counts(counts, "reports"),
            "in_table": len(ecosystem.table("reports")),
        },
        "set_aside_by_reason": {str(k): int(v) for k, v in aside["reason"].value_counts().items()},
        "sheets": counts.to_dict("records"),
        "organizations": {
            "total": len(organizations),
            "distinct_names": int(organizations["name"].map(fold).nunique()),
            "without_site": int((~organizations["organization_id"].isin(placed)).sum()),
            **_asked([int((organizations["status"] == status).sum()) for status in STATUSES], ecosystem),
        },
        "ties": {
            "total": len(ties),
            "repeated_rows": int((ties["reports"] - ends_heard.clip(lower=1)).sum()),
            "by_state": {str(k): int(v) for k, v in ties["state"].value_counts().items()},
            "by_relation": {str(k): int(v) for k, v in ties["relation"].value_counts().items()},
        },
        "rounds": ecosystem.rounds,
        "sites": _sites(ecosystem),  # in the last round
        "issue_groups": _records(grouped_issues(issues)),
        "issues": _records(issues),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table for JSON, empty cells as None."""
    rows: list[dict[str, Any]] = table.astype(object).where(table.notna(), None).to_dict("records")
    return rows


def _sites(ecosystem: Ecosystem) -> list[dict[str, Any]]:
    """Return the counts of each site, computed for all sites in one pass to keep the time linear."""
    ecosystem = ecosystem.in_round()
    ties, members = _by_site(ecosystem, "ties"), _by_site(ecosystem, "organizations")
    ties = ties[ties["relation"].isin(list(filter(ecosystem.is_tie, ecosystem.relations)))]
    of = Counter(zip(ties["site"], ties["inside"], strict=True))
    reports = ties.groupby(["site", "inside"])["reports"].sum().to_dict()
    states = Counter(zip(ties.loc[ties["inside"], "site"], ties.loc[ties["inside"], "state"], strict=True))
    statuses = Counter(zip(members["site"], members["status"], strict=True))
    organizations = Counter(members["site"])
    sites = []
    for site in ecosystem.sites:
        both, one = states[site, "confirmed"], states[site, "one-sided"]
        sites.append(
            {
                "site": site,
                "organizations": organizations[site],
                "ties_inside": of[site, True],
                "ties_crossing": of[site, False],
                "reports_inside": int(reports.get((site, True), 0)),
                "reports_crossing": int(reports.get((site, False), 0)),
                "confirmation": {
                    "both_ends": both,
                    "one_end": one,
                    "rate": both / (both + one) if both + one else None,
                },
                **_asked([statuses[site, status] for status in STATUSES], ecosystem, site),
            }
        )
    return sites


def _by_site(ecosystem: Ecosystem, table: str) -> pd.DataFrame:
    """Return the rows of a table once for each site they touch, with the columns ``site`` and ``inside``."""
    found = ecosystem.rows_of(table)
    rows = list(found.values()) or [NONE]
    sites = np.repeat(list(found), [len(each.places) for each in found.values()])
    touched = ecosystem.tables[table].take(np.concatenate([each.places for each in rows]))
    return touched.assign(site=sites, inside=np.concatenate([each.inside for each in rows]))


def confirmation(ties: pd.DataFrame) -> tuple[int, int]:
    """Return how many ties both ends report, and how many one of two ends that were asked reports.

    Wishes are not ties.
    """
    states = ties.loc[ties["relation"].map(is_tie).astype(bool), "state"]
    return int((states == "confirmed").sum()), int((states == "one-sided").sum())


def _asked(by_status: list[int], ecosystem: Ecosystem, site: str = "") -> dict[str, int | None]:
    """Return how many were invited, answered, did not answer, and were only named, in one site or in all.

    None in a plain list, and in a site that was not surveyed. Where nobody said who was invited, that and who of them
    did not answer are None.
    """
    if not ecosystem.surveyed(site):
        return dict.fromkeys(("invited", "respondents", "not_answered", "named_only"))
    answered, waiting, named_only = by_status
    return {
        "invited": answered + waiting if ecosystem.invited_known else None,
        "respondents": answered,
        "not_answered": waiting if ecosystem.invited_known else None,
        "named_only": named_only,
    }


def _counts(counts: pd.DataFrame, what: str) -> dict[str, int]:
    return {key: int(counts[f"{what}_{key}"].sum()) for key in ("read", "kept", "set_aside")}
