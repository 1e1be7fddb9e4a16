"""Description of every table, used to check data frames, find columns and write the data dictionary."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ecosystem.errors import TableError

DTYPES = {"text": "string", "list": "string", "number": "Float64", "integer": "Int64", "flag": "boolean"}


@dataclass(frozen=True)
class Column:
    """One column: its type (text, list of texts joined by |, number, integer, flag), meaning and other names."""

    name: str
    type: str
    meaning: str
    required: bool = False
    aka: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    nameless: bool = False  # declared free of names: an assigned number, a date, one of a few fixed terms
    words: str = ""  # the word list whose own terms pass the name gate unchanged
    organization: bool = False  # holds ids of organizations
    telling: bool = False  # identifies an organization: emptied for one that is not shown by name

    @property
    def may_hold_names(self) -> bool:
        """Return whether its text must pass the name gate (``name_gate``); true unless declared otherwise."""
        return self.type in ("text", "list") and not (self.nameless or self.values or self.organization)


@dataclass(frozen=True)
class Table:
    """One table: what a row represents, which columns identify a row, and its columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def only(self, *names: str) -> tuple[Column, ...]:
        """Return the columns with these names, in the table's order."""
        return tuple(column for column in self.columns if column.name in names)


def _table(name: str, row: str, key: str, *columns: Column) -> Table:
    return Table(name, row, tuple(key.split()), columns)


STATUSES = ("respondent", "invited", "named only")
STATES = ("confirmed", "one-sided", "pending", "recorded")

ORGANIZATION_ID = Column(
    "organization_id",
    "text",
    "The organization's id, unique in this map",
    True,
    ("id", "org_id", "node_id"),
    organization=True,
)
SITE = Column("site", "text", "The city or place mapped", aka=("city", "community", "place", "town", "municipality"))
WAVE = Column("wave", "text", "The round of data collection; 1 where the source has none", True, ("round",))
RELATION = Column(
    "relation",
    "text",
    "The kind of tie",
    True,
    ("relationship", "relationship_type", "edge_type", "tie_type", "connection_type", "type", "kind"),
    words="relations",
)
SOURCE = Column("source", "text", "The sheet it came from")
ROW = Column("row", "integer", "The row, as the spreadsheet numbers it")

ORGANIZATIONS = _table(
    "organizations",
    "one organization",
    "organization_id",
    ORGANIZATION_ID,
    Column(
        "name",
        "text",
        "The organization's name",
        True,
        (
            *("organization", "organisation", "organization_name", "organisation_name", "name_of_organization"),
            *("label", "actor", "org", "org_name", "agency", "agency_name", "group", "group_name", "entity"),
            *("entity_name", "institution", "institution_name", "company", "company_name"),
        ),
    ),
    Column(
        "status",
        "text",
        "Where it stands in the survey; empty in a plain list",
        aka=("survey_status", "response_status"),
        values=STATUSES,
    ),
    Column(
        "sector",
        "text",
        "The kind of organization",
        aka=(
            *("type", "organization_type", "organisation_type", "org_type", "type_of_organization", "agency_type"),
            *("kind", "what_kind", "kind_of_organization", "sponsorship", "agency_cat"),
        ),
        words="sectors",
    ),
    Column("level", "text", "Level of government", aka=("government_level", "level_of_government"), words="levels"),
    Column(
        "roles", "list", "What it does with data and technology", aka=("role", "functions", "function"), words="roles"
    ),
    Column(
        "goals",
        "list",
        "What it works for",
        aka=("goal", "categories", "category", "focus", "focus_areas", "issues"),
        words="goals",
    ),
    Column("offers", "list", "What it offers others now", aka=("offer", "offering", "offers_now"), words="resources"),
    Column("offers_could", "list", "What it could offer", words="resources"),
    Column("needs", "list", "What it needs now", aka=("need", "needs_now"), words="resources"),
    Column("needs_could", "list", "What it expects to need", words="resources"),
    Column("areas", "list", "Neighborhoods it serves", aka=("neighbourhoods", "neighborhoods", "area_served")),
    Column("serves_low_income", "text", "Whether it serves low-income residents"),
    Column("residents", "list", "How residents take part"),
    Column("data_assets", "list", "Data it holds", aka=("data",), telling=True),
    Column("technology", "list", "Technology it runs", telling=True),
    Column("website", "text", "Its website", aka=("url", "web", "homepage"), telling=True),
    Column("description", "text", "What it says it does", telling=True),
    Column(
        "part_of",
        "text",
        "The id of the organization it is a part of",
        aka=("parent", "parent_organization"),
        organization=True,
    ),
    Column("consent", "text", "Whether it may be shown by name", values=("public", "group", "no")),
)

LOCATIONS = _table(
    "locations",
    "one organization's presence in one site",
    "organization_id site",
    ORGANIZATION_ID,
    Column(SITE.name, "text", "The city or place mapped; empty where only the address is known", aka=SITE.aka),
    Column("address", "text", "Street address", aka=("full_address",), telling=True),
    Column("area", "text", "State, province or region", aka=("state", "province", "region")),
    Column("country", "text", "Country", aka=("country_code",)),
    Column("latitude", "number", "Degrees north", aka=("lat",), telling=True),
    Column("longitude", "number", "Degrees east", aka=("lon", "lng", "long"), telling=True),
    Column("position", "integer", "1 for the first location its source gives, 2 for the next", True),
)

RESPONSES = _table(
    "responses",
    "one submitted form",
    "response_id",
    Column("response_id", "text", "Sheet and row", True),
    Column("organization_id", "text", "Who answered", True, organization=True),
    SITE,
    WAVE,
    Column("instrument", "text", "The questionnaire", True),
    Column("version", "text", "Its version", True),
    Column("answered_at", "text", "The time stamp, as written"),
    Column(
        "status",
        "text",
        "counted, or replaced by a later answer",
        True,
        values=("counted", "replaced"),
    ),
    SOURCE,
    ROW,
)

ASKED = _table(
    "asked",
    "one kind of tie that one organization, which answered, was asked about",
    "organization_id relation direction",
    Column("organization_id", "text", "Who answered", True, organization=True),
    RELATION,
    Column(
        "direction",
        "text",
        "What it was asked of a tie: whether it gives, whether it gets, or both in one (mutual)",
        True,
        values=("mutual", "gives", "gets"),
    ),
)

REPORTS = _table(
    "reports",
    "one thing one respondent said about one tie (or one row of a plain list of ties)",
    "report_id",
    Column("report_id", "text", "Sheet, row and column", True),
    SITE,
    WAVE,
    RELATION,
    Column("reporter_id", "text", "Who said it; in a plain list the source of the tie", True, organization=True),
    Column("named_id", "text", "Whom it names; in a plain list the target of the tie", True, organization=True),
    Column("reporter_as_written", "text", "The reporter's name as written"),
    Column("named_as_written", "text", "The named organization as written"),
    Column(
        "direction",
        "text",
        "mutual, or who gives: the reporter (gives) or the named organization (gets)",
        True,
        values=("mutual", "gives", "gets"),
    ),
    Column("strength_as_written", "text", "The answer on the scale, as written"),
    Column("strength", "number", "Strength, larger is stronger; on a scale of answers 1 is the weakest"),
    Column(
        "asked",
        "text",
        "Chosen from a roster, recalled freely, or read from a list",
        True,
        values=("roster", "recall", "list"),
    ),
    Column(
        "footing",
        "text",
        "survey (somebody answered) or recorded (a plain list)",
        True,
        values=("survey", "recorded"),
    ),
    Column("amount", "number", "Money, in the source's own currency"),
    Column("date", "text", "Date or year, as written"),
    SOURCE,
    ROW,
)

NAMES = _table(
    "names",
    "one spelling in one site and the organization it stands for",
    "site name_as_written organization_id",
    SITE,
    Column("name_as_written", "text", "The spelling", True, ("spelling", "alias", "written")),
    Column("organization_id", "text", "The organization it stands for", True, organization=True),
    Column("name", "text", "That organization's name", True, ("organization", "organisation", "same_as", "stands_for")),
    Column(
        "how",
        "text",
        "listed, folded (equal but for case, spaces, punctuation), alias, decided, by id, or named",
        True,
        values=("listed", "folded", "alias", "decided", "by id", "named"),
    ),
    Column("times", "integer", "How often it was written", True),
    Column("by", "text", "Who decided it: a short name or initials"),
    Column("at", "text", "When it was decided", nameless=True),
    Column("decision", "text", "The decision's id, by which it can be undone", nameless=True),
)

TIES = _table(
    "ties",
    "one pair of organizations, one relation, one wave",
    "source_id target_id relation wave directed",
    Column("source_id", "text", "Who gives; in a mutual relation simply the first of the two", True, organization=True),
    Column("target_id", "text", "Who receives; in a mutual relation the second", True, organization=True),
    RELATION,
    WAVE,
    Column("directed", "flag", "Whether the relation has a direction", True),
    Column(
        "state",
        "text",
        "confirmed: both ends were asked and say so; one-sided: both were asked, one says so; pending: the other has "
        "not answered, or its form does not ask; recorded: from a list",
        True,
        values=STATES,
    ),
    Column("source_says", "flag", "Whether the source reports it; empty where it was not asked"),
    Column("target_says", "flag", "Whether the target reports it; empty where it was not asked"),
    Column("strength", "number", "The strongest report"),
    Column("source_strength", "number", "Strength as the source puts it"),
    Column("target_strength", "number", "Strength as the target puts it"),
    Column("reports", "integer", "How many reports it rests on", True),
    Column("amount", "number", "Money, summed over the reports"),
    Column("dates", "list", "Dates of the reports"),
    Column("site", "list", "The city that the tie itself names and is inside of; empty: the cities of its ends count"),
)

INITIATIVES = _table(
    "initiatives",
    "one shared project, event or national network",
    "initiative_id",
    Column("initiative_id", "text", "Its id", True),
    Column("name", "text", "Its name", True),
    Column("kind", "text", "initiative or national network", True, nameless=True),
)

MEMBERSHIPS = _table(
    "memberships",
    "one organization in one initiative",
    "organization_id initiative_id",
    Column("organization_id", "text", "Who takes part", True, organization=True),
    Column("initiative_id", "text", "In what", True),
    Column("role", "text", "As what"),
)

ISSUES = _table(
    "issues",
    "one thing set aside or doubtful, with where it stands in the source",
    "issue_id",
    Column("issue_id", "text", "A running number", True, nameless=True),
    Column("kind", "text", "set aside (it did not go on) or doubt (it did)", True, values=("set aside", "doubt")),
    Column("reason", "text", "The reason, in a few fixed words", True, nameless=True),
    SOURCE,
    ROW,
    Column("column", "text", "The column, as headed"),
    Column("message", "text", "What was found", True),
    Column("action", "text", "What to do"),
)

SPECS: dict[str, Table] = {
    table.name: table
    for table in (
        RESPONSES,
        ASKED,
        REPORTS,
        NAMES,
        ORGANIZATIONS,
        LOCATIONS,
        TIES,
        INITIATIVES,
        MEMBERSHIPS,
        ISSUES,
    )
}


def make(name: str, rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Return the table ``name`` made of ``rows``: every described column, in order, with its type, sorted by its key.

    A key missing from a row, None, NaN or "" becomes <NA>. Raises TableError where a row does not match the
    description.

    >>> make("memberships", [{"organization_id": "a", "initiative_id": "x"}])["role"].isna().tolist()
    [True]
    """
    table = SPECS[name]
    columns = {}
    for column in table.columns:
        dtype = DTYPES[column.type]
        if dtype == "string":
            values = [row.get(column.name) or None for row in rows]
        else:
            values = [None if (value := row.get(column.name)) == "" else value for row in rows]
        columns[column.name] = pd.array(values, dtype=dtype)
    frame = pd.DataFrame(columns)
    if not rows:
        return frame
    if name != "issues":  # issues keep their order of entry
        frame = frame.sort_values(list(table.key), kind="stable", ignore_index=True)
    return check(name, frame)


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``frame`` if it matches the description of ``name``; TableError states table, column, row and remedy."""
    table = SPECS[name]
    missing = [column for column in table.names if column not in frame.columns]
    if missing:
        raise TableError(f"table {name}: column {missing[0]!r} is missing; it holds {list(frame.columns)}")
    for column in table.columns:
        values = frame[column.name]
        if column.required and values.isna().any():
            raise TableError(
                f"table {name}, column {column.name}, row {values.isna().argmax() + 1}: empty, must not be"
            )
        if column.values:
            strange = ~values.isna() & ~values.isin(column.values)
            if strange.any():
                found = values[strange].iloc[0]
                raise TableError(f"table {name}, column {column.name}: {found!r} is none of {', '.join(column.values)}")
    repeated = frame.duplicated(list(table.key))
    if repeated.any():
        where = frame.loc[repeated, list(table.key)].iloc[0].to_dict()
        raise TableError(f"table {name}: the key {where} stands twice")
    return frame


def dictionary() -> pd.DataFrame:
    """Return the data dictionary: table, column, type, required, meaning, also_called; one row per column."""
    return pd.DataFrame(
        [
            (t.name, c.name, c.type, "yes" if c.required else "", c.meaning, ", ".join(c.aka))
            for t in SPECS.values()
            for c in t.columns
        ],
        columns=["table", "column", "type", "required", "meaning", "also_called"],
    )
