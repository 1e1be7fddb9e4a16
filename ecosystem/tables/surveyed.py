"""Which cities of a survey were surveyed, and which of them lists alone describe."""

from collections.abc import Collection, Iterator

from ecosystem.tables.builder import TableBuilder
from ecosystem.tables.report import Report
from ecosystem.text import LIST_SEPARATOR

NOBODY_ANSWERED = "nobody answered"


def settle_surveyed(builder: TableBuilder, by_hand: Collection[str]) -> None:
    """Set the cities of a survey that only lists describe; their ties are recorded and have no respondents.

    A city was surveyed if a form came from it, or an organization there answered or was invited. One of the others is
    described by lists if a list holds ties inside it, or its organizations while another list says who was invited;
    where neither does, its organizations are only named by respondents elsewhere. ``by_hand``: the sheets of what was
    typed by hand, which make no city a list.
    """
    if not builder.survey:
        return
    ties = [report for report in builder.reports if report.asked == "list" and report.source not in by_hand]
    listed = {site for report in ties for site in _sites(builder, report)}
    if builder.statuses:
        with_none = {each: sheet for each, sheet in builder.listed_in.items() if sheet not in builder.status_sheets}
        listed |= {site for each, sheet in with_none.items() if sheet not in by_hand for site in builder.sites_of(each)}
    builder.listed_cities = frozenset(listed - set(_surveyed(builder)))
    if not builder.listed_cities:
        return
    surveys = set[str]()
    for report in ties:
        if builder.only_listed(report.reporter_id):
            report.footing = "recorded"
        else:
            surveys.add(report.source)
    builder.issues = [each for each in builder.issues if each.reason != NOBODY_ANSWERED or each.source in surveys]


def _sites(builder: TableBuilder, report: Report) -> list[str]:
    """Return the cities that a listed tie is inside of: those that it names, else those of both its ends."""
    if report.site:
        return report.site.split(LIST_SEPARATOR)
    there = builder.sites_of(report.named_id)
    return [site for site in builder.sites_of(report.reporter_id) if site in there]


def _surveyed(builder: TableBuilder) -> Iterator[str]:
    answered = set[str]()
    for response in builder.responses:
        answered.add(response["organization_id"])
        yield from [response["site"]] if response["site"] else builder.sites_of(response["organization_id"])
    for organization_id, row in builder.organizations.items():
        if organization_id not in answered and row.get("status") in ("respondent", "invited"):
            yield from builder.sites_of(organization_id)
