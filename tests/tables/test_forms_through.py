"""Whatever tool asked our questionnaire, its export becomes the same ties and the same organizations."""

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from ecosystem.collect.instruments import Question, shipped_instruments
from ecosystem.collect.sources import open_upload
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import reasons

[ASKED] = [instrument for instrument in shipped_instruments() if instrument.id == "community_group"]
RESOURCES = [entry.label for entry in load_vocabulary("resources").entries][:2]
ROSTER = ("City IT", "Parks/Recreation", "Code for Riverton")
STAMPS = ("2026-03-01 09:00:00", "2026-03-02 09:00:00", "2026-03-03 09:00:00")
PERSON = ("Zelda Quux", "zelda@example.org")
OWN_WORDS = "Planting trees"  # under "Other"

# One form: question id -> its answer; a list for check boxes, a dict for the rows of a grid.
Form = dict[str, str | list[str] | dict[str, str]]


def form(name: str, **answers: str | list[str] | dict[str, str]) -> Form:
    person = {"contact_name": PERSON[0], "contact_email": PERSON[1]}
    return {**person, "organization": name, "site": "Riverton", "sector": "Community group", **answers}


FORMS = [
    form(
        "Tenants United",
        consent="Yes, by name for everybody",
        roles=["Data creator", "Supporter or intermediary"],
        goals=["Housing", "Health"],
        offers={RESOURCES[0]: "We offer this now", RESOURCES[1]: "We could offer this"},
        works_with={ROSTER[0]: "Every week", ROSTER[1]: "Not at all"},
        data_from="City IT (Every month)\nLibrary Friends (Once a year)",
        areas="North End, Harbor",
        initiatives="Open Maps; Heat Watch",
    ),
    form(
        "Library Friends",
        consent="By name for our group, without our name in public",
        roles=["Funder"],
        goals=["Education", OWN_WORDS],
        needs={RESOURCES[1]: "We need this now"},
        works_with={ROSTER[1]: "Once a year", ROSTER[2]: "Every month"},
        money_to={ROSTER[2]: "Every year"},
        description="We read, and lend: books",
    ),
    form(
        "Code for Riverton",
        consent="Yes, by name for everybody",
        goals=["Safety"],
        works_with={ROSTER[0]: "A few times a year"},
        advice_to="Tenants United (Often)",
        website="https://code.example.org",
    ),
]


def rows_of(question: Question) -> Sequence[str]:
    return RESOURCES if question.kind == "grid" else ROSTER


def cell(form: Form, question: Question, row: str = "") -> str:
    answer = form.get(question.id, "")
    if row:
        return answer.get(row, "") if isinstance(answer, dict) else ""
    return answer if isinstance(answer, str) else ""


def ticked(form: Form, question: Question) -> list[str]:
    answer = form.get(question.id, [])
    return answer if isinstance(answer, list) else []


def options(question: Question) -> list[str]:
    words = [e.label for e in load_vocabulary(question.vocabulary).entries] if question.vocabulary else question.options
    return list(words)


Table = list[list[str]]  # columns: what heads each, then the three answers


def column(heads: list[str], answers: Callable[[Form], str]) -> list[str]:
    return [*heads, *map(answers, FORMS)]


def recall_of(question: Question, *below: str) -> Table:
    return [column([question.recall, *below], lambda f: cell(f, question))] if question.recall else []


def google() -> Table:
    columns = [["Timestamp", *STAMPS]]
    for q in ASKED.questions:
        if q.kind in ("grid", "relation"):
            columns += [column([f"{q.text} [{row}]"], lambda f, q=q, row=row: cell(f, q, row)) for row in rows_of(q)]
            columns += recall_of(q)
        elif q.kind == "choices":
            columns.append(column([q.text], lambda f, q=q: ", ".join(ticked(f, q))))
        else:
            columns.append(column([q.text], lambda f, q=q: cell(f, q)))
    return columns


def microsoft() -> Table:
    """A grid asked as one question a row, as a Likert question's columns no longer say which question they are of."""
    columns = [["ID", "1", "2", "3"], ["Start time", *STAMPS], ["Completion time", *STAMPS]]
    columns += [["Email", *[PERSON[1]] * 3], ["Name", *[PERSON[0]] * 3]]
    for q in ASKED.questions:
        if q.kind in ("grid", "relation"):
            columns += [column([f"{q.text} [{row}]"], lambda f, q=q, row=row: cell(f, q, row)) for row in rows_of(q)]
            columns += recall_of(q)
        elif q.kind == "choices":
            columns.append(column([q.text], lambda f, q=q: "".join(f"{answer};" for answer in ticked(f, q))))
        else:
            columns.append(column([q.text], lambda f, q=q: cell(f, q)))
    return columns


def survey_monkey() -> Table:
    columns = [[head, "", *["1"] * 3] for head in ("Respondent ID", "Collector ID")]
    columns += [[head, "", *STAMPS] for head in ("Start Date", "End Date")]
    columns += [["IP Address", "", *["192.0.2.1"] * 3], ["Email Address", "", *[PERSON[1]] * 3]]
    for q in ASKED.questions:
        if q.kind in ("grid", "relation"):
            parts = [column(["", row], lambda f, q=q, row=row: cell(f, q, row)) for row in rows_of(q)]
        elif q.kind == "choices":
            parts = [
                column(["", word], lambda f, q=q, word=word: word if word in ticked(f, q) else "")
                for word in options(q)
            ]
            parts.append(column(["", "Other (please specify)"], lambda f, q=q: other(f, q)))
        else:
            below = "Response" if q.kind == "choice" else "Open-Ended Response"
            parts = [column(["", below], lambda f, q=q: cell(f, q))]
        parts[0][0] = q.text
        columns += [*parts, *recall_of(q, "Open-Ended Response")]
    return columns


def other(form: Form, question: Question) -> str:
    return next((answer for answer in ticked(form, question) if answer not in options(question)), "")


def qualtrics() -> Table:
    system = {
        "StartDate": "Start Date",
        "Status": "Response Type",
        "IPAddress": "IP Address",
        "RecordedDate": "Recorded Date",
        "RecipientEmail": "Recipient Email",
    }
    cells = {"Status": "IP Address", "IPAddress": "192.0.2.1", "RecipientEmail": PERSON[1]}
    columns = [
        [id, text, f'{{"ImportId":"{id}"}}', *([cells[id]] * 3 if id in cells else STAMPS)]
        for id, text in system.items()
    ]

    def add(id: str, text: str, answers: Callable[[Form], str]) -> None:
        columns.append(column([id, text, f'{{"ImportId":"{id}"}}'], answers))

    for number, q in enumerate(ASKED.questions, start=1):
        if q.kind in ("grid", "relation"):
            for place, row in enumerate(rows_of(q), start=1):
                add(f"Q{number}_{place}", f"{q.text} - {row}", lambda f, q=q, row=row: cell(f, q, row))
            if q.recall:
                add(f"Q{number}b", q.recall, lambda f, q=q: cell(f, q))
        elif q.kind == "choices":
            for place, word in enumerate([*options(q), "Other"], start=1):
                text = f"{q.text} - Selected Choice - {word}"
                add(f"Q{number}_{place}", text, lambda f, q=q, w=word: tick(w in ticked(f, q), w, other(f, q)))
            add(f"Q{number}_{place}_TEXT", f"{q.text} - Other - Text", lambda f, q=q: other(f, q))
        else:
            add(f"Q{number}", q.text, lambda f, q=q: cell(f, q))
    return columns


def tick(is_ticked: bool, word: str, written: str) -> str:
    return word if is_ticked or (word == "Other" and written) else ""


def kobo() -> Table:
    """Labels as headers, groups in the headers; a grid is a group whose label is its question."""
    columns = [["start", *STAMPS], ["end", *STAMPS]]
    for q in ASKED.questions:
        if q.kind in ("grid", "relation"):
            columns += [column([f"{q.text}/{row}"], lambda f, q=q, row=row: cell(f, q, row)) for row in rows_of(q)]
            columns += recall_of(q)
        elif q.kind == "choices":
            columns.append(column([q.text], lambda f, q=q: " ".join(ticked(f, q))))
            columns += [
                column(
                    [f"{q.text}/{word}"], lambda f, q=q, word=word: str(int(word in ticked(f, q))) if q.id in f else ""
                )
                for word in options(q)
            ]
        else:
            columns.append(column([q.text], lambda f, q=q: cell(f, q)))
    columns += [[head, "1", "2", "3"] for head in ("_id", "_uuid", "_index")]
    return [*columns, ["_submission_time", *STAMPS], ["_submitted_by", *[PERSON[0]] * 3]]


def read(columns: Table) -> Ecosystem:
    text = io.StringIO()
    csv.writer(text).writerows(zip(*columns, strict=True))
    return assemble(open_upload([("answers.csv", text.getvalue().encode())]))


TOOLS = {"Microsoft Forms": microsoft, "SurveyMonkey": survey_monkey, "Qualtrics": qualtrics, "Kobo": kobo}


@pytest.mark.parametrize("tool", TOOLS)
def test_the_export_of_any_tool_gives_what_google_forms_gives(tool: str) -> None:
    expected, found = read(google()), read(TOOLS[tool]())
    assert any(reason.startswith(f"read as a {tool}") for reason in reasons(found))
    for table in ("organizations", "ties", "initiatives", "memberships", "locations", "names"):
        assert found.table(table).equals(expected.table(table)), table
    answered = ["organization_id", "answered_at", "status"]
    assert found.table("responses")[answered].equals(expected.table("responses")[answered])
    assert len(expected.table("ties")) == 8
    assert OWN_WORDS in expected.table("organizations")["goals"].str.cat()


def test_a_repeat_of_answers_that_nothing_recognizes_is_not_used() -> None:
    form = "What is the name of your organization?,Which city are you answering for?,_index,_id\nA,Riverton,1,7\n"
    repeat = "Partner,_parent_index\nB,1\nC,1\n"
    files = [("ties.csv", b"from,to\nA,B\n"), ("form.csv", form.encode()), ("partners.csv", repeat.encode())]
    counts = assemble(open_upload(files)).counts.set_index("sheet")
    assert counts.loc["partners.csv", ["read_as", "rows_read", "rows_set_aside"]].tolist() == ["not used", 2, 2]
