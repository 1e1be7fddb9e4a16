"""What went in, what went on, what was set aside: the numbers under "where do I start"."""

import pandas as pd

from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.tables.spec import STATUSES
from ecosystem.tables.ties import is_tie
from ecosystem.text import fold


def summary(ecosystem: Ecosystem) -> dict:
    """Counts as plain data for JSON: rows and reports read, kept, set aside by reason; sites, statuses, issues."""
    organizations, ties, issues = (ecosystem.table(name) for name in ("organizations", "ties", "issues"))
    counts = ecosystem.counts
    aside = issues[issues["kind"] == "set aside"]
    sites = []
    for site in ecosystem.sites:
        touching = ecosystem.ties_of(site)
        members = ecosystem.members(site)
        inside, crossing = touching[touching["inside"]], touching[~touching["inside"]]
        both, one = confirmation(inside)
        sites.append(
            {
                "site": site,
                "organizations": len(members),
                "ties_inside": len(inside),
                "ties_crossing": len(crossing),
                "reports_inside": int(inside["reports"].sum()),
                "reports_crossing": int(crossing["reports"].sum()),
                "confirmation": {
                    "both_ends": both,
                    "one_end": one,
                    "rate": both / (both + one) if both + one else None,
                },
                **_asked(members, ecosystem.survey),
            }
        )
    ends_heard = ties["source_says"].fillna(False).astype(int) + ties["target_says"].fillna(False).astype(int)
    placed = set(ecosystem.table("locations")["organization_id"])
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
            **_asked(organizations, ecosystem.survey),
        },
        "ties": {
            "total": len(ties),
            "repeated_rows": int((ties["reports"] - ends_heard.clip(lower=1)).sum()),
            "by_state": {str(k): int(v) for k, v in ties["state"].value_counts().items()},
            "by_relation": {str(k): int(v) for k, v in ties["relation"].value_counts().items()},
        },
        "sites": sites,
        "issues": issues.astype(object).where(issues.notna(), None).to_dict("records"),
    }


def confirmation(ties: pd.DataFrame) -> tuple[int, int]:
    """How many of these ties both ends report, and how many one of two ends that were asked; wishes are no ties."""
    states = ties.loc[ties["relation"].map(is_tie).astype(bool), "state"]
    return int((states == "confirmed").sum()), int((states == "one-sided").sum())


def _asked(organizations: pd.DataFrame, survey: bool) -> dict[str, int | None]:
    """How many were invited, have answered, have not, were only named; None in a plain list."""
    if not survey:
        return dict.fromkeys(("invited", "respondents", "not_answered", "named_only"))
    answered, waiting, named_only = (int((organizations["status"] == status).sum()) for status in STATUSES)
    return {
        "invited": answered + waiting,
        "respondents": answered,
        "not_answered": waiting,
        "named_only": named_only,
    }


def _counts(counts: pd.DataFrame, what: str) -> dict[str, int]:
    return {key: int(counts[f"{what}_{key}"].sum()) for key in ("read", "kept", "set_aside")}
