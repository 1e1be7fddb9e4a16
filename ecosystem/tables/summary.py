"""What went in, what went on, what was set aside: the numbers under "where do I start"."""

from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.text import fold


def summary(ecosystem: Ecosystem) -> dict:
    """Counts as plain data for JSON: rows and reports read, kept, set aside by reason; sites, statuses, issues."""
    organizations, ties, issues = (ecosystem.table(name) for name in ("organizations", "ties", "issues"))
    counts = ecosystem.counts
    aside = issues[issues["kind"] == "set aside"]
    statuses = organizations["status"].value_counts()
    sites = []
    for site in ecosystem.sites:
        touching = ecosystem.ties_of(site)
        members = ecosystem.members(site)
        inside, crossing = touching[touching["inside"]], touching[~touching["inside"]]
        sites.append(
            {
                "site": site,
                "organizations": len(members),
                "ties_inside": len(inside),
                "ties_crossing": len(crossing),
                "reports_inside": int(inside["reports"].sum()),
                "reports_crossing": int(crossing["reports"].sum()),
                **{
                    key: int((members["status"] == status).sum())
                    for key, status in (
                        ("respondents", "respondent"),
                        ("invited", "invited"),
                        ("named_only", "named only"),
                    )
                    if ecosystem.survey
                },
            }
        )
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
            "respondents": int(statuses.get("respondent", 0)),
            "invited": int(statuses.get("respondent", 0) + statuses.get("invited", 0)),
            "not_answered": int(statuses.get("invited", 0)),
            "named_only": int(statuses.get("named only", 0)),
        },
        "ties": {
            "total": len(ties),
            "repeated_rows": int((ties["reports"] - 1).clip(lower=0).sum()) if not ecosystem.survey else None,
            "by_state": {str(k): int(v) for k, v in ties["state"].value_counts().items()},
            "by_relation": {str(k): int(v) for k, v in ties["relation"].value_counts().items()},
        },
        "sites": sites,
        "issues": issues.astype(object).where(issues.notna(), None).to_dict("records"),
    }


def _counts(counts, what: str) -> dict[str, int]:  # type: ignore[no-untyped-def]
    return {key: int(counts[f"{what}_{key}"].sum()) for key in ("read", "kept", "set_aside")}
