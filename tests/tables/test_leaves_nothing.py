"""A row that is set aside leaves nothing behind: the tables are those of the same sheets without it."""

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import asked
from tests.tiny import tiny

NAMES = st.sampled_from(
    ["A", "a", " A ", "A Inc.", "B", "b.", "New Org", "new  org", "Jane Doe", "", "[e-mail removed]"]
)
IDS = st.sampled_from(["", "", "1", "2", "99"])
CITIES = st.sampled_from(["", "Boston", "BOSTON", "Riverton", "riverton", "Lake"])
KINDS = st.sampled_from(["", "funds", "Sponsoring", "SPONSORING", "meets"])
NUMBERS = st.sampled_from(["", "0", "0.0", "1,5", "2.5", "5.000", "1.250,50", "Often", "1e308", "-1"])
FLAGS = st.sampled_from(["", "yes", "perhaps"])
TIES = st.lists(st.tuples(NAMES, IDS, NAMES, IDS, CITIES, KINDS, FLAGS, NUMBERS, NUMBERS, NAMES), max_size=7)
LISTED = st.lists(st.tuples(IDS, NAMES, CITIES, st.sampled_from(["", "Nonprofit", "Person"])), max_size=5)
PLACED = st.lists(st.tuples(NAMES, CITIES), max_size=4)
ALIASES = st.sampled_from(
    ["A Inc.,A,,same", "New Org,A,Boston,same", "A,a,Boston,different", "new  org,B,,same", ",A,,"]
)
UNHURRIED = settings(deadline=None, max_examples=40)


def as_csv(header: str, rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue()


def emptied(rows: list[tuple[str, ...]], found: Ecosystem, source: str) -> list[tuple[str, ...]]:
    """The rows, those set aside left empty, so that the others keep their numbers."""
    issues = found.table("issues")
    gone = set(issues.loc[(issues["kind"] == "set aside") & (issues["source"] == source), "row"].dropna())
    return [("",) * len(row) if number in gone else row for number, row in enumerate(rows, start=2)]


def tables(found: Ecosystem) -> dict[str, list]:
    """Every table, and of the issues the doubts."""
    issues = found.table("issues")
    doubts = sorted(issues.loc[issues["kind"] == "doubt", ["source", "reason", "message"]].itertuples(index=False))
    return {
        "doubts": doubts,
        **{
            name: table.astype(object).where(table.notna(), None).to_dict("records")
            for name, table in found.tables.items()
            if name != "issues"
        },
    }


TIE_COLUMNS = "from,from_id,to,to_id,city,relation,directed,strength,amount,reporter"


@UNHURRIED
@given(TIES, st.booleans(), st.lists(ALIASES, max_size=2))
def test_a_tie_that_is_set_aside_leaves_nothing(ties: list, listed: bool, aliases: list[str]) -> None:
    first = ("Q", "", "R", "", "Boston", "funds", "", "", "", "")
    sheets = {"aliases": "\n".join(["name_as_written,organization,site,verdict", *aliases])} if aliases else {}
    if listed:
        sheets["organizations"] = "id,name,city\n1,A,Boston\n2,A,Riverton\n3,B,Riverton"
    found = tiny(**sheets, ties=as_csv(TIE_COLUMNS, [*ties, first]))
    without = tiny(**sheets, ties=as_csv(TIE_COLUMNS, emptied([*ties, first], found, "ties.csv")))
    assert tables(found) == tables(without)


@UNHURRIED
@given(LISTED, PLACED)
def test_a_row_of_a_list_that_is_set_aside_leaves_nothing(listed: list, placed: list) -> None:
    rows = [row for row in listed if row[3] != "Person"] + [("9", "Z", "Lake", "")]
    sheets = {
        "organizations": as_csv("id,name,city,sector", rows),
        "locations": as_csv("name,city", [*placed, ("Z", "Q")]),
    }
    found = tiny(**sheets)
    sheets["organizations"] = as_csv("id,name,city,sector", emptied(rows, found, "organizations.csv"))
    sheets["locations"] = as_csv("name,city", emptied([*placed, ("Z", "Q")], found, "locations.csv"))
    assert tables(found) == tables(tiny(**sheets))


HEADERS = ("Organization", "City", "Work with [B]", "Who else")
RECALLED = st.sampled_from(["", "C", "c; Jane Doe", "A", "New Org: Never", "B", "n/a", "D (Often)\nD"])
FORMS = st.lists(
    st.tuples(
        st.sampled_from(["A", "a", "B", "New Org", "", "n/a"]),
        st.sampled_from(["Boston", "boston", "Riverton"]),
        st.sampled_from(["", "Often", "Never"]),
        RECALLED,
    ),
    max_size=6,
)


@UNHURRIED
@given(FORMS, st.booleans())
def test_a_form_that_is_set_aside_or_replaced_leaves_nothing(forms: list, listed: bool) -> None:
    sheets = {"organizations": "name,city\nA,\nB,Boston\nB,Riverton"} if listed else {}
    answers = [*forms, ("Z", "Boston", "Often", "C")]

    def read(rows: list) -> Ecosystem:
        return asked(
            {header: "x" for header in HEADERS}, *[dict(zip(HEADERS, row, strict=True)) for row in rows], **sheets
        )

    found = read(answers)
    issues = found.table("issues")
    whole = issues[(issues["kind"] == "set aside") & (issues["column"].fillna("") == "")]
    kept = [
        row if n not in set(whole["row"].dropna()) else ("",) * 4 for n, row in enumerate(answers, start=3)
    ]  # row 2 is all x
    before, after = tables(found), tables(read(kept))
    replaced = [row for row in before.pop("responses") if row["status"] != "replaced"]
    assert replaced == after.pop("responses")
    assert before == after


def test_a_note_in_the_first_column_below_the_ties_is_no_organization() -> None:
    found = tiny(ties="source,target\nA,B\nPrepared by Jane Doe,\nSource: the survey,\nTotal,\n,C")
    assert set(found.names().values()) == {"A", "B"}
    assert set(found.table("names")["name_as_written"]) == {"A", "B"}
    assert found.table("issues").query("kind == 'set aside'")["row"].tolist() == [3, 4, 5, 6]


def test_the_site_of_a_replaced_answer_is_no_place_of_the_organization() -> None:
    forms = ({"Organization": "A", "City": "Boston"}, {"Organization": "A", "City": "Riverton"})
    found = asked(*forms, organizations="name\nA\nB")
    assert found.table("locations").query("organization_id == 'a'")["site"].tolist() == ["Riverton"]


def test_a_mention_that_is_set_aside_names_nobody_and_spells_nothing() -> None:
    form = {
        "Organization": "A",
        "City": "Boston",
        "Work with [A]": "Often",
        "Who else": "C: Never\n a. \nB\nb.",
        "x": "",
    }
    found = asked(form)
    assert set(found.names().values()) == {"A", "B"}
    assert set(found.table("names")["name_as_written"]) == {"A", "B"}
