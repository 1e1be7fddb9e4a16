"""What a newer version of a source brings is told in counts and in words, answer by answer, and never with people."""

import pandas as pd
import pytest

from ecosystem.collect.new_answers import CHANGED, GONE, NEW, differences
from ecosystem.collect.recipes import Recipe, load_recipe
from ecosystem.collect.same_form import further_name, same_form
from ecosystem.collect.sheet import GOOGLE, Sheet, SheetOrigin
from ecosystem.collect.sources import open_upload

Rows = list[list[str]]


def tab(rows: Rows, name: str = "Answers", number: int | None = 7) -> Sheet:
    origin = SheetOrigin("City", name, GOOGLE, "" if number is None else str(number))
    index = pd.RangeIndex(2, len(rows) + 1, name="row")
    return Sheet(origin, name, pd.DataFrame(rows[1:], columns=rows[0], index=index, dtype="str"))


def lines(before: list[Sheet], after: list[Sheet]) -> list[str]:
    return list(differences(before, after).lines)


HEADER = ["Timestamp", "organization", "zip"]
ONE, TWO, THREE = ["9:00", "311", "02139"], ["9:05", "NA", "1e5"], ["9:10", "MIT", ""]
BASE: Rows = [HEADER, ONE, TWO]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        ([HEADER, ONE, TWO], []),
        ([HEADER, ONE, TWO, THREE], ["1 new answer"]),
        ([HEADER, ONE, TWO, THREE, THREE], ["2 new answers"]),
        ([HEADER, TWO], ["1 answer gone"]),
        ([HEADER, TWO, ONE], []),
        ([HEADER, ["9:00", "311", "02140"], TWO], ["1 answer changed"]),
        ([HEADER, ["9:01", "311", "02139"], TWO], ["1 answer changed"]),
        ([HEADER, ["9:05", "NA, Inc.", "1e5"], THREE], ["1 new answer", "1 answer changed", "1 answer gone"]),
        ([[*HEADER, "consent"], [*ONE, "yes"], [*TWO, ""]], ['1 new column: "consent"']),
        ([HEADER[:2], ONE[:2], TWO[:2]], ['1 column gone: "zip"']),
        ([["Timestamp", "Organization", "zip"], ONE, TWO, THREE],
         ['column renamed: "organization" is now "Organization"', "1 new answer"]),
        ([["zip", "Timestamp", "organization"], ["02139", "9:00", "311"], ["1e5", "9:05", "NA"]],
         ["columns stand in another order"]),
        ([["note", *HEADER], ["", *ONE], ["x", *TWO]], ['1 new column: "note"']),
        ([["other"], ["x"]], ['1 new column: "other"', '3 columns gone: "Timestamp", "organization", "zip"']),
    ],
)  # fmt: skip
def test_the_change_between_two_fetches_is_told_in_counts(after: Rows, words: list[str]) -> None:
    assert lines([tab(BASE)], [tab(after)]) == words


def test_two_thousand_new_columns_are_counted_and_five_named() -> None:
    wide = [[*HEADER, *(f"q{n}" for n in range(7))], [*ONE, *"1234567"], [*TWO, *"1234567"]]
    assert lines([tab(BASE)], [tab(wide)]) == ['7 new columns: "q0", "q1", "q2", "q3", "q4" and 2 more']


def test_a_tab_is_followed_by_its_number_through_a_new_name() -> None:
    assert lines([tab(BASE)], [tab([*BASE, THREE], "Answers 2026")]) == [
        'tab renamed: "Answers" is now "Answers 2026"',
        "1 new answer",
    ]


def test_a_tab_without_a_number_is_followed_by_its_headers() -> None:
    before = [tab(BASE, number=None), tab([["source", "target"]], "Ties", None)]
    after = [tab(BASE, "Answers 2026", None), tab([["source", "target"], ["311", "NA"]], "Ties", None)]
    assert lines(before, after) == ['tab renamed: "Answers" is now "Answers 2026"', '1 new row (in "Ties")']


def test_another_tab_of_the_same_name_is_not_the_same_tab() -> None:
    assert lines([tab(BASE)], [tab(BASE, number=8)]) == ['new tab: "Answers", with 2 answers', 'tab gone: "Answers"']


def test_no_cell_stands_in_a_change() -> None:
    said = " ".join(lines([tab(BASE)], [tab([HEADER, ["9:00", "311", "joe@example.org"], THREE])]))
    assert not any(cell in said for cell in ("joe@example.org", "311", "MIT", "02139"))


def file(name: str, text: str) -> tuple[Sheet, ...]:
    return open_upload([(name, text.encode())]).sheets


def told(before: str, after: str, recipe: Recipe | None = None) -> tuple[str, list[tuple]]:
    found = differences(file("a.csv", before), file("a.csv", after), recipe)
    rows = found.table[["what", "organization", "questions", "row"]]
    return found.summary, list(rows.itertuples(index=False, name=None))


FORM = "Timestamp,Organization,Who do you work with?,Your name\n"
EARLIER = FORM + "1/2/2026 9:00,Food Hub,Port,Ann Lee\n1/3/2026 9:00,Port,Zoo,Bo Ek\n1/4/2026 9:00,Zoo,,Cy Ur\n"


def test_answers_are_counted_in_one_sentence_and_listed_by_organization_and_question() -> None:
    later = FORM + (
        "1/2/2026 9:00,Food Hub,Library,Ann Lee\n1/3/2026 9:00,Port,Zoo,Bo Ek\n1/9/2026 8:00,Mill,Port,Di Oh\n"
        "1/9/2026 9:00,Library,Port,Ed Po\n"
    )
    summary, rows = told(EARLIER, later)
    assert summary == "2 new answers, 1 changed, 1 gone"
    assert rows == [
        (NEW, "Mill", "", 4),
        (NEW, "Library", "", 5),
        (CHANGED, "Food Hub", '"Who do you work with?"', 2),
        (GONE, "Zoo", "", 4),
    ]


def test_a_changed_name_or_address_of_a_person_is_no_change_and_is_never_told() -> None:
    summary, rows = told(EARLIER, EARLIER.replace("Ann Lee", "Ann Leeson"))
    assert (summary, rows) == ("0 new answers", [])
    found = differences(file("a.csv", EARLIER), file("a.csv", EARLIER.replace("Food Hub", "ann@example.org")))
    assert "ann@example.org" not in found.table.to_csv() + " ".join(found.lines)


@pytest.mark.parametrize(
    "header",
    ["start,Organization,Work with [Port],_uuid,_submission_time", "ResponseId,Organization,Work with [Port],x,y"],
)
def test_the_id_of_the_form_tool_tells_which_answer_is_which(header: str) -> None:
    before = f"{header}\nR_1,A,x,ab-1,s\nR_2,B,y,ab-2,s\n"
    summary, changed = told(before, before.replace("A,x,", "A New Name,z,"))
    assert summary == "1 changed"
    assert [(what, who) for what, who, *_ in changed] == [(CHANGED, "A New Name")]


def test_an_organization_that_answers_again_without_an_id_is_a_new_answer() -> None:
    assert told(EARLIER, EARLIER + "2/1/2026 9:00,Port,Mill,Bo Ek\n")[0] == "1 new answer"


def test_rows_of_a_list_are_rows_and_not_answers() -> None:
    before = "name,city,sector\nPort,Riverton,business\nPort,Milton,business\nZoo,Milton,\n"
    after = "name,city,sector\nPort,Riverton,business\nPort,Milton,nonprofit\nMill,Milton,\n"
    assert told(before, after) == (
        "1 new row, 1 changed, 1 gone",
        [(NEW, "Mill", "", 4), (CHANGED, "Port", '"sector"', 3), (GONE, "Zoo", "", 4)],
    )
    ties = "source,target,strength\nA,B,1\nB,C,2\n"
    assert told(ties, ties.replace("B,C,2", "B,C,3"))[1] == [(CHANGED, "B – C", '"strength"', 3)]


def test_the_column_setup_says_which_column_is_the_organization() -> None:
    text = '[[sheet]]\nname = "a"\nkind = "answers"\n[[sheet.column]]\nheader = "Wer"\nbecomes = "organization"'
    before = "Wer,Was\nHafen,x\nZoo,y\n"
    changed = told(before, before.replace("Zoo,y", "Zoo,z"), load_recipe(text))[1]
    assert changed == [(CHANGED, "Zoo", '"Was"', 3)]


def test_an_answer_with_a_new_column_is_the_same_answer() -> None:
    later = EARLIER.replace("\n", ",more\n", 1).replace("Lee\n", "Lee,x\n")
    assert differences(file("a.csv", EARLIER), file("b.csv", later)).lines == ('1 new column: "more"',)


@pytest.mark.parametrize("name", ["answers (1).csv", "answers 2026-03-02.csv", "Form Responses.csv", "answers.csv"])
def test_a_newer_export_is_recognized_whatever_its_name(name: str) -> None:
    members = file("members.csv", "name,sector\nPort,business\n")
    held = {"answers.csv": file("answers.csv", EARLIER), "members.csv": members}
    later = EARLIER + "1/9/2026 8:00,Mill,Port,Di Oh\n"
    assert same_form(name, file(name, later), held) == "answers.csv"


def test_a_file_about_something_else_another_city_or_another_round_is_no_newer_export() -> None:
    riverton = file("riverton.csv", "name,sector\nPort,business\nZoo,\n")
    held = {"answers 2025.csv": file("a.csv", EARLIER), "riverton.csv": riverton}
    assert same_form("ties.csv", file("ties.csv", "source,target\nA,B\n"), held) is None
    assert same_form("milton.csv", file("milton.csv", "name,sector\nMill,business\nDam,\n"), held) is None
    second = FORM + "1/2/2027 9:00,Food Hub,Port,Ann Lee\n1/3/2027 9:00,Port,Zoo,Bo Ek\n"
    assert same_form("answers 2026.csv", file("c.csv", second), held) is None


def test_the_first_answers_to_a_form_that_had_none_are_recognized_by_its_name() -> None:
    held = {"answers.csv": file("answers.csv", FORM)}
    assert same_form("answers (2).csv", file("answers (2).csv", EARLIER), held) == "answers.csv"
    assert same_form("other.csv", file("other.csv", EARLIER), held) is None


def test_a_further_source_takes_no_name_that_is_held() -> None:
    assert further_name("a.csv", {"a.csv", "a (2).csv"}) == "a (3).csv"
    assert further_name("b.csv", {"a.csv"}) == "b.csv"


WISHES = "Timestamp,Organization,What would help?\n1/2/2026 9:00,Hub,A van\n1/3/2026 9:00,Port,Less paper\n"


def test_a_column_that_the_setup_declares_private_is_not_compared() -> None:
    column = [
        {"header": "Organization", "becomes": "organization"},
        {"header": "What would help?", "becomes": "private"},
    ]
    setup = Recipe.model_validate({"sheet": [{"name": "a", "kind": "answers", "column": column}]})
    later = WISHES.replace("A van", "[name removed]").replace("Less paper", "[name removed]")
    assert told(WISHES, later, setup)[0] == "0 new answers"


def test_a_column_whose_texts_one_version_lacks_counts_only_cells_that_were_filled_or_emptied() -> None:
    masked = WISHES.replace("A van", "[name removed]").replace("Less paper", "[name removed]")
    assert told(WISHES, masked)[0] == told(masked, WISHES)[0] == "0 new answers"
    assert told(WISHES, masked.replace("Port,[name removed]", "Port,"))[0] == "1 changed"


def test_a_text_that_only_one_version_keeps_with_a_mark_in_place_of_a_person_is_no_change() -> None:
    before, after = WISHES.replace("A van", "Ask Jo Doe"), WISHES.replace("A van", "Ask [name removed]")
    found = differences(
        file("a.csv", before), file("a.csv", after), None, lambda t: t.replace("Jo Doe", "[name removed]")
    )
    assert not found
