"""The questionnaires: what ours ask, which sheet is whose, and what a mistake in a file says."""

from pathlib import Path

import pytest

from ecosystem.collect.instruments import (
    ANSWER_FIELDS,
    ColumnUse,
    Instrument,
    Match,
    is_instrument,
    load_instrument,
    recognise,
    shipped_instruments,
)
from ecosystem.collect.vocabularies import SURVEYS
from ecosystem.errors import InstrumentError

SMALL = """
id = "small"
version = "1"
[[question]]
id = "who"
text = "Who are you?"
kind = "text"
becomes = "organization"
[[question]]
id = "gives"
text = "What do you offer?"
kind = "grid"
becomes = "offers"
vocabulary = "resources"
now = "Now"
could = "Later"
[[question]]
id = "partners"
text = "How often do you meet these?"
recall = "Who else do you meet?"
kind = "relation"
relation = "works_with"
direction = "mutual"
scale = ["Rarely", "Often"]
no_tie = ["Never"]
"""


def with_question(**record: object) -> str:
    lines = [f"{name} = {str(value).lower() if value is True else repr(value)}" for name, value in record.items()]
    return "\n".join([SMALL, "[[question]]", *lines])


def matched(headers: list[str], *instruments: Instrument) -> Match:
    match = recognise(headers, instruments or [load_instrument(SMALL)])
    assert match is not None
    return match


def column(header: str) -> ColumnUse:
    return matched(["Who are you?", "What do you offer? [Money]", header]).columns[-1]


def headers_of(instrument: Instrument) -> list[str]:
    headers = ["Timestamp", "Email Address"]
    for question in instrument.questions:
        headers.append(f"{question.text} [A]" if question.kind in ("grid", "relation") else question.text)
        headers += [question.recall] if question.recall else []
    return headers


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda instrument: instrument.id)
def test_a_sheet_made_from_a_questionnaire_is_read_with_no_mapping(instrument: Instrument) -> None:
    match = matched(headers_of(instrument), *shipped_instruments())
    assert match.instrument is instrument
    assert match.unmatched == ()
    assert match.questions_found == {question.id for question in instrument.questions}


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda instrument: instrument.id)
def test_every_questionnaire_asks_the_whole_core(instrument: Instrument) -> None:
    becomes = {question.becomes for question in instrument.questions} - {""}
    left_out = set() if instrument.id == "government" else {"level"}
    assert becomes == {*ANSWER_FIELDS, "offers", "needs"} - left_out
    asked = [(q.relation, q.direction) for q in instrument.questions if q.kind == "relation"]
    assert asked == [
        ("works_with", "mutual"),
        ("shares_data", "gives"),
        ("shares_data", "gets"),
        ("funds", "gives"),
        ("funds", "gets"),
        ("advises", "gets"),
        ("advises", "gives"),
        ("would_like", "gives"),
    ]


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda instrument: instrument.id)
def test_no_questionnaire_uses_the_words_of_network_analysis(instrument: Instrument) -> None:
    seen = " ".join([instrument.introduction, *(f"{q.text} {q.help} {q.recall}" for q in instrument.questions)])
    assert not {"node", "nodes", "edge", "edges", "alter", "alters", "actor"} & set(seen.casefold().split())


def test_contact_columns_are_private_and_the_date_is_known() -> None:
    instrument = shipped_instruments()[0]
    match = matched(headers_of(instrument), *shipped_instruments())
    private = [use.header for use in match.columns if use.private]
    assert private[0] == "Email Address" and len(private) == 4
    assert [use.header for use in match.columns if use.timestamp] == ["Timestamp"]


def test_a_form_in_another_language_still_has_its_date_and_private_columns() -> None:
    assert column("Marca temporal").timestamp
    assert column("Zeitstempel").timestamp
    assert column("E-MAIL address ").private
    assert column("Username (2)").private


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("How often do you meet these? [City IT]", "City IT"),
        ("how often do you meet these  [City IT (Dept. [DoIT])]", "City IT (Dept. [DoIT])"),
        ("How often do you meet these? [City IT] ", "City IT"),
        ("How often do you meet these? [City IT] (2)", "City IT"),
        ("How often do you meet these? [City [IT]", "City [IT"),
        ("How often do you meet these? [City] IT]", "City] IT"),
        ("How often do you meet these? [311]", "311"),
        ("How often do you meet these? [<b>Bold</b>, Inc.]", "<b>Bold</b>, Inc."),
    ],
)
def test_a_roster_column_names_its_organization_as_written(header: str, row: str) -> None:
    use = column(header)
    assert use.question is not None and use.question.id == "partners"
    assert (use.header, use.row, use.twin) == (header, row, False)


@pytest.mark.parametrize("part", ["[", "]", " ", "(1", "[a]"])
def test_a_header_as_long_as_a_cell_can_be_is_judged_at_once(part: str) -> None:
    header = "a" + part * 10_000 + "]"
    assert column(header) == ColumnUse(header)


def test_the_recall_twin_is_told_from_the_roster() -> None:
    use = column("WHO else do you meet?  (2)")
    assert use.question is not None and use.question.id == "partners"
    assert use.twin and use.row is None


@pytest.mark.parametrize("header", ["", "[Money]", "How often do you meet these?", "Something new [Money]", "]["])
def test_a_column_nobody_asked_for_stays_in_the_match_to_be_reported(header: str) -> None:
    match = matched(["Who are you?", "What do you offer? [Money]", header])
    assert match.columns[-1] == ColumnUse(header)
    assert match.unmatched == (header,)


def test_a_sheet_without_the_name_of_the_organization_is_no_sheet_of_answers() -> None:
    headers = headers_of(shipped_instruments()[0])
    headers.remove("What is the name of your office, department or institution?")
    assert recognise(headers, shipped_instruments()) is None


def test_a_plain_table_is_no_sheet_of_answers() -> None:
    headers = ["name", "site", "sector", "level", "roles", "goals", "offers", "needs", "website"]
    assert recognise(headers, shipped_instruments()) is None


def test_half_of_the_questions_are_enough_and_fewer_are_not() -> None:
    small = load_instrument(
        with_question(id="a", text="A?", kind="text") + '\n[[question]]\nid="b"\ntext="B?"\nkind="text"'
    )
    assert recognise(["Who are you?", "A?"], [small]) is not None
    assert recognise(["Who are you?"], [small]) is None


def test_among_several_questionnaires_the_one_that_knows_most_columns_wins() -> None:
    longer = load_instrument(with_question(id="more", text="More?", kind="text").replace('"small"', '"long"', 1))
    small = load_instrument(SMALL)
    headers = ["Who are you?", "What do you offer? [Money]"]
    assert matched([*headers, "More?"], small, longer).instrument.id == "long"
    assert matched(headers, longer, small).instrument.id == "small"


def test_an_extension_rewords_adds_and_leaves_out_and_keeps_the_order() -> None:
    instrument = load_instrument(
        'extends = "core"\nid = "x"\nversion = "1"\nwithout = ["level", "site"]\nsite = "Riverton"\n'
        '[[question]]\nid = "sector"\ntext = "Which sector?"\n'
        '[[question]]\nid = "own"\nafter = "sector"\ntext = "Own?"\nkind = "text"\n'
    )
    ids = [question.id for question in instrument.questions]
    assert ids[3:7] == ["organization", "sector", "own", "description"]
    sector = instrument.questions[4]
    assert (sector.text, sector.vocabulary, sector.required) == ("Which sector?", "sectors", True)
    assert instrument.site == "Riverton"


PARTS = """
id = "parts"
version = "1"
organization = "{network} {country}"
[[question]]
id = "network"
text = "Network?"
kind = "choice"
becomes = "part"
[[question]]
id = "country"
text = "Country?"
kind = "choice"
becomes = "part"
[[question]]
id = "a"
text = "How close to these libraries?"
kind = "relation"
relation = "works_with"
direction = "mutual"
scale = ["1", "2"]
named = "Library {row}"
"""


def test_a_name_can_be_made_of_several_answers_and_of_a_row() -> None:
    instrument = load_instrument(PARTS)
    assert instrument.name_organization({"network": " Library ", "country": "{a}"}) == "Library {a}"
    assert instrument.name_organization({"network": "Library", "country": " "}) == ""
    assert instrument.questions[2].name_in_row("Peru") == "Library Peru"
    assert load_instrument(SMALL).name_organization({"who": " 311 "}) == "311"


def test_a_name_made_of_several_answers_needs_all_its_columns() -> None:
    assert recognise(["Network?", "How close to these libraries? [Peru]"], [load_instrument(PARTS)]) is None


def test_another_toml_file_beside_the_data_is_no_questionnaire() -> None:
    assert is_instrument(SMALL) and is_instrument((SURVEYS / "government.toml").read_text(encoding="utf-8"))
    assert not is_instrument("[answer]\nquestion = 3\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id = small\n", r"not well-formed TOML: .*line 1"),
        ("question = 3", r"begin every question with \[\[question\]\]"),
        (SMALL + "[[question]]\ntext = 'x'", r"question 4: give it an id"),
        (SMALL.replace('version = "1"', ""), r"give the questionnaire an id and a version"),
        (SMALL.replace('id = "small"', 'id = "small"\ncolour = "red"'), r'"colour" is not known here'),
        (SMALL.replace('id = "small"', 'extends = "mine"\nid = "small"'), r"one can extend core, government"),
        (
            SMALL.replace('id = "small"', 'id = "small"\nprivate_headers = "Name"'),
            r"private_headers must be a list",
        ),
        (with_question(id="who", text="x", kind="text"), r'question "who": two questions have this id'),
        (
            with_question(id="x", text="who are you", kind="text"),
            r'"x": the text .* stands in question "who"',
        ),
        (
            with_question(id="x", text="who else do you meet", kind="text"),
            r'also stands in question "partners"',
        ),
        (
            with_question(id="x", text="X?", kind="number"),
            r'kind "number" is not known; use one of text, choice',
        ),
        (
            with_question(id="x", text="X?", kind="text", becomes="size"),
            r'becomes "size" is not known; .*website',
        ),
        (with_question(id="x", text="X?", kind="text", becomes="organization"), r'"who" already becomes'),
        (
            with_question(id="x", text="X?", kind="choice", vocabulary="colors"),
            r'vocabulary "colors".*sectors',
        ),
        (with_question(id="x", text="X?", kind="choice", required="yes"), r"required must be true or false"),
        (with_question(id="x", text="X?", kind="grid", becomes="offers"), r"a grid needs a vocabulary"),
        (with_question(id="x", text="?", kind="text"), r"give it a text"),
        (SMALL.replace('could = "Later"', 'could = "now"'), r"now and could must differ"),
        (SMALL.replace('"works_with"', '"knows"'), r'relation "knows" is not known; .*shares_data'),
        (SMALL.replace('"mutual"', '"both"'), r'direction "both" is not known'),
        (SMALL.replace('"mutual"', '"gives"'), r'does not suit "works_with"; use mutual'),
        (SMALL.replace('scale = ["Rarely", "Often"]', ""), r"give a scale, weakest answer first"),
        (SMALL.replace('"Never"', '"often"'), r"an answer stands twice"),
        (PARTS.replace("Library {row}", "Library"), r"named must hold \{row\}"),
        (PARTS.replace("{network} ", ""), r'become "part": country, network'),
        (SMALL.replace('becomes = "organization"', ""), r'no question becomes "organization"'),
        ('extends = "core"\nid="x"\nversion="1"\nwithout=["colour"]', r"core.toml does not ask"),
        ('extends = "core"\nid="x"\nversion="1"\nwithout=3', r'names "3", which core.toml does not ask'),
        ('extends = "core"\nid="x"\nversion="1"\nwithout=[["level"]]', r"core.toml does not ask"),
        ('extends = ["core"]\nid="x"\nversion="1"', r"one can extend core, government"),
        ("question = [3]", r"begin every question with"),
    ],
)
def test_a_mistake_in_a_questionnaire_says_where_and_what_is_allowed(text: str, says: str) -> None:
    with pytest.raises(InstrumentError, match=says):
        load_instrument(text)


def test_a_mistake_in_a_file_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SMALL.replace('"mutual"', '"both"'), encoding="utf-8")
    with pytest.raises(InstrumentError, match=r'mine\.toml, question "partners": direction'):
        load_instrument(path)
    with pytest.raises(InstrumentError, match=r"other\.toml: there is no such questionnaire"):
        load_instrument(tmp_path / "other.toml")
