"""What a form says of others: the roster, free recall, and answers that name nobody."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.recipes import ColumnRecipe, Recipe, SheetRecipe
from ecosystem.collect.sheet import Source
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import asked, form, reasons, rows


def test_the_roster_gives_strength_by_the_place_on_the_scale() -> None:
    ecosystem = asked(form("A", works_B="Often", works_C="rarely", works_D="Never", works_E=""))
    assert rows(ecosystem, "reports", "named_as_written", "strength", "asked") == [
        ("B", 2.0, "roster"),
        ("C", 1.0, "roster"),
    ]


def test_a_roster_answer_beside_the_scale_keeps_the_tie_without_strength() -> None:
    ecosystem = asked(form("A", works_B="Now and then"))
    assert rows(ecosystem, "reports", "named_as_written", "strength") == [("B", None)]
    [(reason, message, action)] = rows(ecosystem, "issues", "reason", "message", "action")
    assert reason == "not on the scale"
    assert message == "“Now and then” is no answer of the scale (Rarely, Often); the tie stays, without strength."
    assert action.startswith("Correct the cell, or add the answer to the scale")


def by_recipe(relation: str = "works_with", scale: tuple[str, ...] = (), **plain: str) -> Ecosystem:
    """Answers of A about B, C and D in three columns of a recipe."""
    named = "BCD"
    columns = [ColumnRecipe(header="who", becomes="organization")]
    columns += [ColumnRecipe(header=n, becomes="tie to one", named=n, relation=relation, scale=scale) for n in named]
    sheets = {"answers": "who,B,C,D\nA,Weekly,Daily,Often", **plain}
    read = tuple(read_delimited(text.encode(), f"{name}.csv", name) for name, text in sheets.items())
    recipe = Recipe(sheet=(SheetRecipe(name="answers", kind="answers", column=tuple(columns)),))
    return assemble(Source("by recipe", read), recipe)


def strengths(ecosystem: Ecosystem) -> list[float | None]:
    return rows(ecosystem, "reports", "strength")


def test_a_scale_declared_for_a_relation_holds_for_answers_that_have_none_of_their_own() -> None:
    declared = "relation,scale\nworks with,Daily|Weekly"
    assert strengths(by_recipe(relations=declared)) == [2.0, 1.0, None]
    assert strengths(by_recipe(relations=declared, scale=("Weekly", "Daily", "Often"))) == [1.0, 2.0, 3.0]


@pytest.mark.parametrize("relation", ["works_with", "Works with", "work with"])
def test_a_recipe_may_call_a_relation_as_the_word_list_does(relation: str) -> None:
    assert by_recipe(relation).relations == ["works_with"]


def test_answers_on_no_scale_are_one_doubt_with_what_to_do() -> None:
    ecosystem = by_recipe()
    assert strengths(ecosystem) == [None, None, None]
    said = {r: (m, a) for r, m, a in rows(ecosystem, "issues", "reason", "message", "action")}
    message, action = said["scale not declared"]
    assert reasons(ecosystem).count("scale not declared") == 1
    assert "“Weekly” about “works_with”" in message
    assert "weakest first" in action


@pytest.mark.parametrize(
    ("line", "name", "strength"),
    [
        ("City IT (often)", "City IT", 2.0),
        ("City IT [Rarely]", "City IT", 1.0),
        ("City IT: Often", "City IT", 2.0),
        ("City IT – Often", "City IT", 2.0),
        ("City IT - Often", "City IT", 2.0),
        ("City IT (DoIT)", "City IT (DoIT)", None),
        ("City IT (DoIT) (Often)", "City IT (DoIT)", 2.0),
        ("Often", "Often", None),
        ("  City   IT ", "City IT", None),
    ],
)
def test_a_line_of_free_recall_is_a_name_and_perhaps_a_strength(line: str, name: str, strength: float | None) -> None:
    ecosystem = asked(form("A", else_=line))
    assert rows(ecosystem, "reports", "named_as_written", "strength", "asked") == [(name, strength, "recall")]


def test_free_recall_names_one_organization_a_line() -> None:
    ecosystem = asked(form("A", else_="B (Often)\nC; D\n\n"))
    assert rows(ecosystem, "reports", "named_as_written") == ["B", "C", "D"]


def test_a_line_that_says_there_is_no_tie_is_set_aside() -> None:
    ecosystem = asked(form("A", else_="B (never)"))
    assert (len(ecosystem.table("reports")), reasons(ecosystem)) == (0, ["says there is no tie"])


@pytest.mark.parametrize("nobody", ["n/a", "NA", "None", "nobody", "x"])
def test_an_answer_that_means_nobody_names_nobody(nobody: str) -> None:
    ecosystem = asked(form("A", else_=nobody))
    assert (sorted(ecosystem.names().values()), reasons(ecosystem)) == (["A"], ["names nobody"])


def test_an_organization_called_na_is_named_by_its_name() -> None:
    ecosystem = asked(form("A", else_="NA"), organizations="name,city\nNA,Riverton\nA,Riverton")
    assert rows(ecosystem, "reports", "named_as_written") == ["NA"]
    assert reasons(ecosystem) == []


def test_who_names_itself_is_set_aside() -> None:
    ecosystem = asked(form("City IT", else_="CITY  IT\nB"))
    assert (rows(ecosystem, "reports", "named_as_written"), reasons(ecosystem)) == (["B"], ["names itself"])


def test_who_is_named_twice_in_one_answer_counts_once() -> None:
    ecosystem = asked(form("A", works_B="Often", else_="b (Rarely)\nC\nC"))
    assert rows(ecosystem, "reports", "named_as_written", "strength") == [("B", 2.0), ("C", None)]
    assert reasons(ecosystem) == ["named twice", "named twice"]


def test_giving_and_getting_are_two_answers_about_one_organization() -> None:
    ecosystem = asked(form("A", gives_B="Often", gets_B="Often", works_B="Often"))
    assert len(ecosystem.table("reports")) == 3


def test_a_name_that_stands_for_several_organizations_is_set_aside() -> None:
    organizations = "id,name,city\n1,Zoo,Riverton\n2,Zoo,Riverton\n3,A,Riverton"
    ecosystem = asked(form("A", works_Zoo="Often"), organizations=organizations)
    assert reasons(ecosystem, "set aside") == ["ambiguous name"]


def test_an_organization_called_1_and_the_first_line_of_free_recall_are_two_reports() -> None:
    ecosystem = asked(form("A", works_1="Often", else_="B"))
    assert rows(ecosystem, "reports", "named_as_written") == ["1", "B"]


def test_the_id_of_a_report_holds_no_name() -> None:
    ecosystem = asked(form("A", works_Library="Often", else_="Museum"))
    assert not any(
        name in i.casefold() for i in rows(ecosystem, "reports", "report_id") for name in ("library", "museum")
    )


def test_whoever_is_named_is_looked_for_in_the_city_of_the_form() -> None:
    ecosystem = asked(
        form("A", works_Library="Often"), organizations="name,city\nLibrary,Boston\nLibrary,Riverton\nA,Riverton"
    )
    assert rows(ecosystem, "reports", "named_id") == ["riverton/library"]


LISTED = 'name,city\nZoo,Riverton\nLibrary,Riverton\nA,Riverton\n"Parks, Trees and Ponds",Riverton\n311,Riverton\n'


def recalled(line: str) -> tuple[list[tuple], list[str]]:
    """The names and strengths that one line of free recall gives, and the reasons of all issues."""
    ecosystem = asked(form("A", else_=line), organizations=LISTED)
    return rows(ecosystem, "reports", "named_as_written", "strength"), reasons(ecosystem)


@pytest.mark.parametrize(
    "line",
    ["Zoo, Library (Often)", "Zoo and Library (often)", "zoo & LIBRARY - Often", "Zoo/Library: often"],
)
def test_a_line_of_known_organizations_alone_is_parted(line: str) -> None:
    found, said = recalled(line)
    assert ([(name.casefold(), strength) for name, strength in found], said) == ([("zoo", None), ("library", 2.0)], [])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Bees (often), pike parish (rarely)", [("Bees", 2.0), ("pike parish", 1.0)]),
        ("Smith & Jones (often), Zoo (rarely)", [("Smith & Jones", 2.0), ("Zoo", 1.0)]),
        ("Parks, Trees and Ponds (often) and Bees (rarely)", [("Parks, Trees and Ponds", 2.0), ("Bees", 1.0)]),
    ],
)
def test_a_line_with_several_strengths_in_brackets_is_parted(line: str, found: list) -> None:
    assert recalled(line) == (found, [])


def test_a_text_with_commas_that_may_be_one_or_several_is_one_until_somebody_says_otherwise() -> None:
    assert recalled("Bees, Wasps and Sons (often)") == ([("Bees, Wasps and Sons", 2.0)], ["one or several"])


@pytest.mark.parametrize("line", ["Parks, Trees and Ponds (often)", "Bees, Inc.", "Bees (hives, wax)"])
def test_a_name_that_holds_commas_stays_whole(line: str) -> None:
    found, said = recalled(line)
    assert ([name for name, _ in found], said) == ([line.removesuffix(" (often)")], [])


def test_a_line_in_which_only_a_part_is_known_stays_whole_with_a_doubt() -> None:
    ecosystem = asked(form("A", else_="Friends of Bees and Zoo"), organizations=LISTED)
    assert rows(ecosystem, "reports", "named_as_written") == ["Friends of Bees and Zoo"]
    assert rows(ecosystem, "issues", "kind", "message") == [
        ("doubt", "“Friends of Bees and Zoo” may name several organizations.")
    ]


def test_a_line_is_parted_by_the_other_answers_whatever_their_order() -> None:
    one, two = form("A", else_="Bees"), form("B", else_="Bees, A")
    found = {tuple(sorted(rows(asked(*forms), "reports", "named_as_written"))) for forms in ([one, two], [two, one])}
    assert found == {("A", "Bees", "Bees")}


@pytest.mark.parametrize("line", ["- Zoo", "• Zoo", "* Zoo", "1. Zoo", "1) Zoo", "– Zoo"])
def test_a_bullet_before_a_name_is_taken_off(line: str) -> None:
    assert recalled(line) == ([("Zoo", None)], [])


@pytest.mark.parametrize("name", ["311", "7 Hills", "=Equal Access", "-Zoo-", "3D Lab"])
def test_a_name_that_begins_like_a_bullet_stays(name: str) -> None:
    assert recalled(name) == ([(name, None)], [])


@pytest.mark.parametrize("line", ["Never", "- never", "-", "—"])
def test_a_line_that_is_the_answer_of_no_tie_or_a_dash_names_nobody(line: str) -> None:
    assert recalled(line) == ([], ["names nobody"])


def test_an_organization_called_like_the_answer_of_no_tie_is_named_by_its_name() -> None:
    ecosystem = asked(form("A", else_="Never"), organizations="name,city\nNever,Riverton\nA,Riverton")
    assert (rows(ecosystem, "reports", "named_as_written"), reasons(ecosystem)) == (["Never"], [])


@pytest.mark.parametrize(
    "essay",
    ["We work closely with the port, and they help us with ships.", "Our partners are many small groups in town"],
)
def test_a_sentence_about_partners_names_nobody(essay: str) -> None:
    ecosystem = asked(form("A", else_=essay), form("B", else_="Port"))
    assert (sorted(ecosystem.names().values()), reasons(ecosystem)) == (["A", "B", "Port"], ["reads like a sentence"])


@pytest.mark.parametrize(
    "name",
    ["Regional Roundtable of the Greater Area on Food East", "asociación de vecinos del barrio de san juan agua"],
)
def test_a_long_name_is_no_sentence(name: str) -> None:
    assert rows(asked(form("A", else_=name)), "reports", "named_as_written") == [name]


def two_questions(cells: str, relation: str = "works_with") -> Ecosystem:
    """Answers of A about B: whom it works with, and how often it meets B and C."""
    columns = [
        ColumnRecipe(header="who", becomes="organization"),
        ColumnRecipe(header="with", becomes="ties to several", relation="works_with"),
    ]
    columns += [
        ColumnRecipe(header=f"meets {n}", becomes="tie to one", named=n, relation=relation, scale=("rarely", "often"))
        for n in "BC"
    ]
    sheet = read_delimited(f"who,with,meets B,meets C\nA,{cells}".encode(), "answers.csv", "answers")
    recipe = Recipe(sheet=(SheetRecipe(name="answers", kind="answers", column=tuple(columns)),))
    return assemble(Source("two questions", (sheet,)), recipe)


def test_a_question_about_strength_completes_the_tie_that_another_question_names() -> None:
    ecosystem = two_questions("B;D,often,rarely")
    assert rows(ecosystem, "reports", "named_as_written", "strength", "strength_as_written") == [
        ("B", 2.0, "often"),
        ("D", None, None),
        ("C", 1.0, "rarely"),
    ]
    assert "named twice" not in reasons(ecosystem)


def test_questions_about_two_relations_are_two_ties() -> None:
    assert len(two_questions("B,often,", relation="meets").table("reports")) == 2


def test_two_strengths_of_one_tie_are_told_with_how_to_keep_both() -> None:
    ecosystem = asked(form("A", works_B="Often", else_="b (Rarely)"))
    assert strengths(ecosystem) == [2.0]
    [(message, action)] = rows(ecosystem, "issues", "message", "action")
    assert message == "“b” is named twice in one answer, as “Often” and as “Rarely”; the first counts."
    assert "another relation" in action


def test_a_kind_that_joins_two_others_is_a_tie_of_each() -> None:
    columns = (
        ColumnRecipe(header="who", becomes="organization"),
        ColumnRecipe(header="with", becomes="ties to several", relation="works_with"),
        ColumnRecipe(header="together", becomes="tie relation", of="with"),
    )
    text = "who,with,together\nA,B|C,Run fairs|Print flyers\nB,C,Print flyers Run fairs\nC,A,Run fairs at night"
    sheet = read_delimited(text.encode(), "answers.csv", "answers")
    recipe = Recipe(sheet=(SheetRecipe(name="answers", kind="answers", column=columns),))
    ecosystem = assemble(Source("kinds", (sheet,)), recipe)
    assert rows(ecosystem, "reports", "reporter_as_written", "named_as_written", "relation") == [
        ("A", "B", "Run fairs"),
        ("A", "C", "Print flyers"),
        ("B", "C", "Print flyers"),
        ("B", "C", "Run fairs"),
        ("C", "A", "Run fairs at night"),
    ]
