"""Whatever a sheet holds: counts in = kept + set aside, and order and headers decide nothing."""

import csv
import io
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.frames import build_sheet, filled_rows
from ecosystem.collect.sheet import Sheet, Source
from ecosystem.errors import EcosystemError
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.summary import summary
from tests.tables.asked import MORE, QUESTIONNAIRE, asked
from tests.tiny import tiny

NAMES = st.sampled_from(["A", "a", "B", "C", "Zoo Ltd.", "zoo ltd", "NA", "311", "", " "])
IDS = st.sampled_from(["", "1", "2", "3", "99"])
CITIES = st.sampled_from(["", "Boston", "boston", "Riverton"])
LISTED = st.lists(st.tuples(IDS, NAMES, CITIES), max_size=6)
TIED = st.lists(st.tuples(NAMES, IDS, NAMES, IDS, CITIES), max_size=6)
CELLS = st.sampled_from(["", "Often", "rarely", "Never", "?", "B", "A (Often)", "n/a", "C; C", "B: Never\nzoo - Often"])
UNHURRIED = settings(deadline=None, max_examples=30)


def as_csv(header: str, rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([header.split(","), *rows])
    return text.getvalue()


def holds_its_counts(ecosystem: Ecosystem) -> bool:
    counts = ecosystem.counts
    for what in ("rows", "reports"):
        if not (counts[f"{what}_read"] == counts[f"{what}_kept"] + counts[f"{what}_set_aside"]).all():
            return False
    found = summary(ecosystem)
    return found["reports"]["kept"] == found["reports"]["in_table"] == int(ecosystem.table("ties")["reports"].sum())


@UNHURRIED
@given(LISTED, TIED, st.booleans())
def test_every_row_of_a_plain_list_is_kept_or_set_aside(listed: list, tied: list, asked_for: bool) -> None:
    statuses = ["respondent", "invited"] if asked_for else [""]
    rows = [(*row, statuses[n % len(statuses)]) for n, row in enumerate(listed)]
    ecosystem = tiny(
        organizations=as_csv("id,name,city,status", [("9", "Q", "Boston", statuses[0]), *rows]),
        ties=as_csv(
            "from,from_id,to,to_id,city,relation", [("Q", "", "R", "", "", "funds"), *((*t, "") for t in tied)]
        ),
    )
    assert holds_its_counts(ecosystem)
    blank = sum(not (f.strip() or i or t.strip() or j or c) for f, i, t, j, c in tied)  # no row to the reader
    assert summary(ecosystem)["reports"]["read"] == 1 + len(tied) - blank


@UNHURRIED
@given(st.lists(st.tuples(NAMES, CITIES, CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_every_answer_is_kept_or_set_aside(answers: list) -> None:
    headers = ("Organization", "City", "Work with [B]", "Gives data to [Zoo Ltd.]", "Who else")
    ecosystem = asked({h: "x" for h in headers}, *[dict(zip(headers, answer, strict=True)) for answer in answers])
    assert holds_its_counts(ecosystem)
    counted = ecosystem.table("responses")["status"].value_counts()
    assert counted.get("counted", 0) == (ecosystem.table("organizations")["status"] == "respondent").sum()


def named_ties(ecosystem: Ecosystem) -> Counter:
    """The ties by the names of their ends; a mutual tie by both ends at once."""
    names = ecosystem.names()
    found: Counter = Counter()
    for tie in ecosystem.table("ties").to_dict("records"):
        ends = [names[tie["source_id"]], names[tie["target_id"]]]
        found[(*(ends if tie["directed"] else sorted(ends)), tie["relation"], tie["state"], tie["reports"])] += 1
    return found


PLAIN_NAMES = st.sampled_from(["A", "B", "C", "Zoo Ltd.", "NA", "311"])


@UNHURRIED
@given(
    st.lists(st.tuples(PLAIN_NAMES, PLAIN_NAMES, st.sampled_from(["funds", "works_with"])), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_of_rows_and_columns_and_the_words_of_headers_change_no_tie(tied: list, random) -> None:  # type: ignore[no-untyped-def]
    first = tiny(
        organizations="name,status\nA,respondent\nB,invited\nC,respondent", ties=as_csv("source,target,relation", tied)
    )
    shuffled = [(kind, to, by) for by, to, kind in random.sample(tied, len(tied))]
    second = tiny(
        organizations="response_status,organization\ninvited,B\nrespondent,C\nrespondent,A",
        ties=as_csv("Type,TO,from", shuffled),
    )
    assert named_ties(first) == named_ties(second)


HOSTILE = st.one_of(
    st.text(st.characters(), max_size=12),  # lone surrogates, control characters, every script
    st.sampled_from(
        ["=1+1", "\u202eevil\u202c", "x" * 300, "<b>x</b>", "|", ";;", "\x00", "²", "1e999", "9" * 5000, "-"]
    ),
)


def hostile_sheet(name: str, header: list[str], rows: list[list[str]]) -> Sheet | None:
    filled = filled_rows(enumerate([header, *rows], start=1))
    return build_sheet(filled, f"{name}.csv", name) if filled else None


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_hostile_text_raises_nothing_but_an_error_in_words(data: st.DataObject) -> None:
    plans = {
        "organizations": ["id", "name", "city", "status", "lat", "goals", "consent"],
        "ties": ["from", "to", "relation", "directed", "strength", "wave", "amount"],
        "aliases": ["spelling", "organization"],
        "relations": ["relation", "scale", "directed"],
        "answers": ["Organization", "City", "Work with [B]", "Who else", "May we show you", "Website"],
    }
    sheets = []
    for name, header in plans.items():
        rows = data.draw(
            st.lists(st.lists(HOSTILE, min_size=len(header), max_size=len(header)), max_size=3), label=name
        )
        sheets.append(hostile_sheet(name, header, rows))
    try:
        ecosystem = assemble(Source("hostile", tuple(sheet for sheet in sheets if sheet), (QUESTIONNAIRE + MORE,)))
    except EcosystemError as error:
        assert str(error)
        return
    assert holds_its_counts(ecosystem)
    for site in ecosystem.sites:
        assert ecosystem.site(site) == site
    for relation in ecosystem.relations:
        assert ecosystem.relation(relation) in (relation, "all")
