"""A survey one can write on a napkin: one short questionnaire, and its answers as rows."""

from collections.abc import Mapping, Sequence

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

SCALE = 'scale = ["Rarely", "Often"]\nno_tie = ["Never"]\n'
QUESTIONNAIRE = f"""
id = "napkin"
version = "1"
[[question]]
id = "organization"
text = "Organization"
kind = "text"
becomes = "organization"
[[question]]
id = "site"
text = "City"
kind = "text"
becomes = "site"
[[question]]
id = "works"
text = "Work with"
recall = "Who else"
kind = "relation"
relation = "works_with"
direction = "mutual"
{SCALE}
[[question]]
id = "gives"
text = "Gives data to"
kind = "relation"
relation = "shares_data"
direction = "gives"
{SCALE}
[[question]]
id = "gets"
text = "Gets data from"
kind = "relation"
relation = "shares_data"
direction = "gets"
{SCALE}
"""
MORE = """
[[question]]
id = "consent"
text = "May we show you"
kind = "choice"
vocabulary = "consent"
becomes = "consent"
[[question]]
id = "website"
text = "Website"
kind = "text"
becomes = "website"
"""

Answers = Sequence[Mapping[str, str]]


def sheet_of(answers: Answers, name: str = "answers") -> Sheet:
    """A sheet of forms, a column for each header that any form fills in."""
    headers = list(dict.fromkeys(header for form in answers for header in form))
    rows = [headers, *([form.get(header, "") for header in headers] for form in answers)]
    return build_sheet(filled_rows(enumerate(rows, start=1)), f"{name}.csv", name)


def asked(*answers: Mapping[str, str], more: bool = False, then: Answers = (), **plain: str) -> Ecosystem:
    """The map of these forms, of a second sheet of forms (``then``), and of plain sheets as CSV texts."""
    sheets = [read_delimited(text.encode(), f"{name}.csv", name) for name, text in plain.items()]
    sheets += [sheet_of(forms, name) for name, forms in (("answers", answers), ("later", then)) if forms]
    return assemble(Source("napkin", tuple(sheets), (QUESTIONNAIRE + (MORE if more else ""),)))


def form(name: str, city: str = "Riverton", **answers: str) -> dict[str, str]:
    """One form; ``works_B="Often"`` ticks B on the roster, ``else_`` is the free recall, other answers by keyword."""
    row = {"Organization": name, "City": city}
    for key, answer in answers.items():
        stem, _, ticked = key.partition("_")
        headers = {"works": "Work with", "gives": "Gives data to", "gets": "Gets data from"}
        row["Who else" if stem == "else" else f"{headers[stem]} [{ticked}]"] = answer
    return row


def reasons(ecosystem: Ecosystem, kind: str = "") -> list[str]:
    """The reasons of all issues, in order; of one kind if given."""
    issues = ecosystem.table("issues")
    return issues.loc[issues["kind"].isin([kind] if kind else ["doubt", "set aside"]), "reason"].tolist()


def rows(ecosystem: Ecosystem, table: str, *columns: str) -> list[tuple]:
    """The rows of a table, None for <NA>; with one column its values alone."""
    frame = ecosystem.table(table)[list(columns)].astype(object)
    found = [tuple(row) for row in frame.where(frame.notna(), None).to_numpy().tolist()]
    return [row[0] for row in found] if len(columns) == 1 else found
