"""Side-by-side view of what the group and the public see of each organization."""

import pandas as pd

from ecosystem.schema import LOCATIONS, ORGANIZATIONS, Column, Table
from ecosystem.tables.consent import for_public
from ecosystem.tables.dataset import Ecosystem

TABLE = Table(
    "public_preview",
    "one thing known of one organization, as the group and as the public see it",
    ("organization_id", "field"),
    (
        Column("organization_id", "text", "The organization's id, as the group sees it", True, organization=True),
        Column("organization", "text", "Its name, as the group sees it", True),
        Column("field", "text", "What is known: a column of organizations, or of its first location", True),
        Column("group_sees", "text", "What the group sees; empty where it is left out"),
        Column("public_sees", "text", "What anybody sees; empty where it is left out"),
    ),
)
_FIELDS = tuple(c.name for c in ORGANIZATIONS.columns if c.name not in ("organization_id", "part_of", "consent"))
_PLACE = tuple(c.name for c in LOCATIONS.columns if c.name not in ("organization_id", "position"))


def public_preview(ecosystem: Ecosystem, site: str | None = None) -> pd.DataFrame:
    """Return one row per known field of each organization of ``site``, or of all, with the columns of ``TABLE``.

    Organizations are ordered by id, fields as in their tables. What neither audience sees has no row.
    """
    public = for_public(ecosystem)
    members = ecosystem.tables["organizations"] if site is None else ecosystem.members(ecosystem.site(site))
    as_read = {here: read for read, here in ecosystem.ids.items()}
    seen = [_known(each) for each in (ecosystem, public)]
    rows = []
    for organization_id, name in zip(members["organization_id"], members["name"], strict=True):
        read = as_read.get(organization_id, organization_id)
        group, anybody = seen[0][organization_id], seen[1][public.ids.get(read, read)]
        for field in (*_FIELDS, *_PLACE):
            if field in group or field in anybody:
                rows.append((organization_id, name, field, group.get(field), anybody.get(field)))
    return pd.DataFrame(rows, columns=TABLE.names, dtype="string")


def _known(ecosystem: Ecosystem) -> dict[str, dict[str, str]]:
    """Return the filled-in fields as text: organization_id -> field -> text."""
    found: dict[str, dict[str, str]] = {}
    for row in ecosystem.tables["organizations"].to_dict("records"):
        found[row["organization_id"]] = {f: str(row[f]) for f in _FIELDS if not pd.isna(row[f])}
    first = ecosystem.tables["locations"].sort_values(["organization_id", "position"], kind="stable")
    for row in first.drop_duplicates("organization_id").to_dict("records"):
        found.setdefault(row["organization_id"], {}).update({f: str(row[f]) for f in _PLACE if not pd.isna(row[f])})
    return found
