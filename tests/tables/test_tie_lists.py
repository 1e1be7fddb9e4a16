"""Plain lists of ties: how ends are found, what strength means, and what is set aside."""

import pytest

from ecosystem.tables.summary import summary
from tests.tables.asked import asked, form, reasons, rows
from tests.tiny import tiny

LISTED = "id,name\n1,City IT\n2,Library\n3,311"


def pairs(ties: str, **more: str) -> list[tuple]:
    return rows(tiny(organizations=LISTED, ties=ties, **more), "reports", "reporter_id", "named_id")


@pytest.mark.parametrize(
    "ties",
    [
        pytest.param("from_id,to_id\n1,2", id="by id"),
        pytest.param("from,to\nCITY IT,library", id="by name"),
        pytest.param("from,to\n1,2", id="by an id in the place of the name"),
        pytest.param("from,from_id,to,to_id\nCity IT,1,Library,2", id="by both"),
        pytest.param("from,from_id,to,to_id\nCity IT,,,2", id="by whichever is there"),
        pytest.param("from,from_id,to\nCity IT,99,Library", id="by name where the id is unknown"),
    ],
)
def test_the_ends_of_a_tie_are_found(ties: str) -> None:
    assert pairs(ties) == [("1", "2")]


def test_a_name_goes_before_an_id_that_looks_like_it() -> None:
    ecosystem = tiny(organizations="id,name\n311,Library\n2,311", ties="from,to\n311,Library")
    assert rows(ecosystem, "reports", "reporter_id", "named_id") == [("2", "311")]


def test_an_id_goes_before_the_name_beside_it_and_the_difference_is_a_doubt() -> None:
    ecosystem = tiny(organizations=LISTED, ties="from_id,from,to\n1,Museum,Library")
    assert rows(ecosystem, "reports", "reporter_id", "reporter_as_written") == [("1", "Museum")]
    assert reasons(ecosystem, "doubt") == ["id and name differ", "direction not given"]


def test_an_end_nobody_listed_is_added_with_one_doubt() -> None:
    ecosystem = tiny(organizations=LISTED, ties="from,to,relation\nMuseum,Library,funds\nmuseum,City IT,funds")
    assert "Museum" in ecosystem.names().values()
    assert len(ecosystem.table("organizations")) == 4
    assert reasons(ecosystem) == ["not in the list"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("City IT,,,", "no target"),
        (",,Library,", "no source"),
        ("City IT,,,99", "no target"),
        ("City IT,,city it,", "names itself"),
        (",1,,1", "names itself"),
    ],
)
def test_a_row_that_joins_no_two_organizations_is_set_aside(row: str, reason: str) -> None:
    ecosystem = tiny(organizations=LISTED, ties=f"from,from_id,to,to_id,relation\n{row},funds\n1,,2,,funds")
    assert reasons(ecosystem) == [reason]
    assert rows(ecosystem, "issues", "source", "row") == [("ties.csv", 2)]
    [counts] = ecosystem.counts[ecosystem.counts["sheet"] == "ties.csv"].to_dict("records")
    for what in ("rows", "reports"):
        assert [counts[f"{what}_{k}"] for k in ("read", "kept", "set_aside")] == [2, 1, 1]


def test_a_name_that_stands_for_several_organizations_sets_the_row_aside_unless_an_id_says_which() -> None:
    ecosystem = tiny(
        organizations="id,name\n1,Library\n2,Library\n3,Zoo",
        ties="from,from_id,to,relation\nLibrary,,Zoo,funds\nLibrary,2,Zoo,funds",
    )
    assert rows(ecosystem, "reports", "reporter_id") == ["2"]
    assert reasons(ecosystem, "set aside") == ["ambiguous name"]


def test_a_name_that_comes_to_stand_for_two_on_the_way_is_ambiguous_from_then_on() -> None:
    found = tiny(ties="from,to,relation,city\nA,B,funds,Boston\nA,B,funds,\nA,B,funds,Chicago\nA,B,funds,")
    assert rows(found, "reports", "reporter_id", "row") == [("boston/a", 2), ("boston/a", 3), ("chicago/a", 4)]
    assert rows(found, "issues", "reason", "row") == [("ambiguous name", 5)]


def test_names_with_spaces_too_many_are_the_same_organization_and_one_doubt_each() -> None:
    ecosystem = tiny(organizations=LISTED, ties='from,to,relation\n"City IT ",Library,funds\n"City IT ",311,funds')
    assert rows(ecosystem, "reports", "reporter_as_written") == ["City IT", "City IT"]
    assert reasons(ecosystem) == ["name cleaned"]


# The answers of the EMON data run from 4 = weakest to 1 = strongest (Drabek et al. 1981, as coded in R's network).
@pytest.mark.parametrize("answer", ["1", "2", "3", "4"])
def test_a_declared_scale_turns_answers_into_strength(answer: str) -> None:
    ecosystem = tiny(
        relations="relation,scale\ntie,4|3|2|1",
        ties=f"site,from,to,frequency\nCheyenne,A,B,{answer}",
    )
    assert rows(ecosystem, "ties", "relation", "strength") == [("tie", 5 - float(answer))]
    assert rows(ecosystem, "reports", "strength_as_written") == [answer]


def test_a_declared_scale_holds_for_a_column_of_strength_too() -> None:
    ecosystem = tiny(relations="relation,scale\nfunds,high|low", ties="from,to,relation,strength\nA,B,funds,LOW")
    assert rows(ecosystem, "ties", "strength") == [2.0]


def test_an_answer_beside_the_declared_scale_has_no_strength_and_is_a_doubt() -> None:
    ecosystem = tiny(relations="relation,scale,directed\ntie,4|3|2|1,no", ties="from,to,frequency\nA,B,5\nA,C,")
    assert rows(ecosystem, "ties", "target_id", "strength") == [("b", None), ("c", None)]
    assert rows(ecosystem, "issues", "reason", "message") == [
        ("not on the scale", "“5” is no answer of the scale of “tie” (4, 3, 2, 1); the tie stays, without strength.")
    ]


def test_a_scale_that_is_not_declared_gives_no_strength_and_one_doubt() -> None:
    ecosystem = tiny(ties="from,to,directed,frequency\nA,B,no,1\nA,C,no,4")
    assert rows(ecosystem, "ties", "strength") == [None, None]
    [(reason, message)] = rows(ecosystem, "issues", "reason", "message")
    assert (reason, "the scale of “tie”" in message, "(answers: 1, 4)" in message) == ("scale not declared", True, True)


@pytest.mark.parametrize(
    ("written", "strength", "amount", "doubts"),
    [
        ("3", 3.0, 3.0, []),
        ('"$1,500"', 1500.0, 1500.0, []),
        ("often", None, None, ["strength is no number", "amount is no number"]),
        ("1e999", None, None, ["strength is no number", "amount is no number"]),
        ("", None, None, []),
    ],
)
def test_what_is_no_number_is_left_empty_and_said(
    written: str, strength: float, amount: float, doubts: list[str]
) -> None:
    ecosystem = tiny(ties=f"from,to,relation,weight,amount\nA,B,funds,{written},{written}")
    assert rows(ecosystem, "ties", "strength", "amount") == [(strength, amount)]
    assert sorted(reasons(ecosystem)) == sorted(doubts)


@pytest.mark.parametrize(
    ("relation", "cell", "directed", "doubts"),
    [
        ("meets", "yes", True, []),
        ("meets", "no", False, []),
        ("meets", "sort of", True, ["direction unclear", "direction not given"]),
        ("meets", "", True, ["direction not given"]),
        ("funds", "", True, []),
        ("works_with", "", False, []),
        ("works_with", "yes", True, []),
        ("declared", "", False, []),
    ],
)
def test_a_direction_is_what_the_cell_says_then_the_source_then_the_vocabulary(
    relation: str, cell: str, directed: bool, doubts: list[str]
) -> None:
    ecosystem = tiny(
        relations="relation,directed\ndeclared,no\nother,yes", ties=f"from,to,relation,directed\nB,A,{relation},{cell}"
    )
    assert rows(ecosystem, "ties", "directed") == [directed]
    assert reasons(ecosystem) == doubts


@pytest.mark.parametrize(
    ("header", "cell", "directed"),
    [
        *(("undirected", "true", False), ("undirected", "no", True), ("undirected", "directed", True)),
        *(("direction", "one-way", True), ("Direction", "Both ways", False), ("mutual", "yes", False)),
        *(("Direction", "bidireccional", False), ("is_directed", "FALSE", False)),
    ],
)
def test_a_column_says_of_each_tie_whether_it_has_a_direction(header: str, cell: str, directed: bool) -> None:
    ecosystem = tiny(ties=f"source,target,{header}\nA,B,{cell}\nB,C,{cell}")
    assert rows(ecosystem, "ties", "directed") == [directed, directed]


def test_a_mutual_tie_has_one_row_whichever_end_stands_first() -> None:
    ecosystem = tiny(ties="from,to,directed\nB,A,no\nA,B,no")
    assert rows(ecosystem, "ties", "source_id", "target_id", "reports", "state") == [("a", "b", 2, "recorded")]


@pytest.mark.parametrize("written", ["would_like", "Would like", "WOULD LIKE TO WORK WITH", "wishes to work with"])
def test_a_relation_of_the_vocabulary_is_known_by_id_label_and_alias(written: str) -> None:
    ecosystem = tiny(ties=f"from,to,relation\nA,B,{written}\nC,D,funds")
    assert ecosystem.relations == ["funds", "would_like"]
    assert not ecosystem.is_tie("would_like")


def test_a_relation_is_one_however_it_is_written() -> None:
    ecosystem = tiny(ties="from,to,relation,directed\nA,B,Grant,yes\nA,C,GRANT,yes\nA,D, grant ,yes")
    assert ecosystem.relations == ["Grant"]


def test_the_only_declared_relation_is_that_of_rows_that_name_none() -> None:
    ecosystem = tiny(relations="relation,directed\nmeets,no", ties="from,to\nA,B")
    assert rows(ecosystem, "ties", "relation", "directed") == [("meets", False)]


def test_a_relation_declared_twice_keeps_the_first() -> None:
    ecosystem = tiny(relations="relation,directed\nmeets,no\nMeets,yes\n,yes", ties="from,to\nA,B")
    assert rows(ecosystem, "ties", "directed") == [False]
    assert reasons(ecosystem) == ["relation given twice", "no relation"]


@pytest.mark.parametrize(("said_by", "direction"), [("A", "gives"), ("", "gives"), ("B", "gets"), ("Bee", "gets")])
def test_the_receiving_end_may_be_the_one_that_told(said_by: str, direction: str) -> None:
    ecosystem = tiny(
        aliases="spelling,organization\nBee,B",
        ties=f"source,target,relation,reported_by\nA,B,funds,{said_by}",
    )
    assert rows(ecosystem, "ties", "source_id", "target_id") == [("a", "b")]
    assert rows(ecosystem, "reports", "direction") == [direction]


def test_a_reporter_at_neither_end_is_a_doubt_and_is_not_named_as_it_may_be_a_person() -> None:
    ecosystem = tiny(ties="source,target,relation,reported_by\nA,B,funds,Jane Roe")
    assert reasons(ecosystem) == ["reported by another"]
    assert not any("Jane" in str(cell) for table in ecosystem.tables.values() for cell in table.to_numpy().ravel())


@pytest.mark.parametrize(
    "header",
    ["source,target,relation", "from,to,type", "Ego,Alter,Relationship Type", "Sender,RECEIVER,edge type", "a,b,kind"],
)
def test_columns_are_known_by_what_other_people_call_them(header: str) -> None:
    ecosystem = tiny(ties=f"{header}\nA,B,funds")
    assert rows(ecosystem, "ties", "source_id", "target_id", "relation") == [("a", "b", "funds")]


def test_amounts_are_summed_and_dates_listed() -> None:
    ecosystem = tiny(ties="from,to,relation,amount,year\nA,B,funds,100,2014\nA,B,funds,50,2015\nA,B,funds,,2015")
    assert rows(ecosystem, "ties", "amount", "dates", "reports") == [(150.0, "2014|2015", 3)]


def test_each_wave_has_its_own_tie() -> None:
    ecosystem = tiny(ties="from,to,relation,wave\nA,B,funds,10\nA,B,funds,9\nA,B,funds,²\nA,B,funds,spring")
    assert len(ecosystem.table("ties")) == 4
    assert ecosystem.waves == ["9", "10", "²", "spring"]


@pytest.mark.parametrize("status", ["invited", "named only", "no reply"])
def test_statuses_of_whom_nobody_answered_make_no_answers_of_a_list_of_ties(status: str) -> None:
    ecosystem = tiny(
        organizations=f"name,status\nA,{status}\nB,{status}", ties="from,to,relation\nA,B,funds\nB,A,funds"
    )
    assert not ecosystem.survey
    assert rows(ecosystem, "organizations", "status") == [None, None]
    assert rows(ecosystem, "ties", "state", "source_says") == [("recorded", None), ("recorded", None)]
    assert summary(ecosystem)["organizations"]["respondents"] is None
    [action] = [a for r, a in rows(ecosystem, "issues", "reason", "action") if r == "nobody answered"]
    assert action == "If its sources answered a survey, write “respondent” as their status."


def test_a_list_of_those_invited_without_ties_is_a_survey_that_nobody_answered_yet() -> None:
    found = summary(tiny(organizations="name,status\nA,invited\nB,invited"))
    assert (found["organizations"]["invited"], found["organizations"]["respondents"], found["issues"]) == (2, 0, [])


def test_beside_answers_a_list_of_ties_is_recorded_and_statuses_stay() -> None:
    ecosystem = asked(
        form("A", works_B="Often"),
        invited="name,city,status\nA,Riverton,invited\nB,Riverton,invited\nC,Riverton,",
        ties="from,to,relation\nB,C,funds",
    )
    assert rows(ecosystem, "organizations", "name", "status") == [
        ("A", "respondent"),
        ("B", "invited"),
        ("C", "named only"),
    ]
    assert rows(ecosystem, "ties", "relation", "state") == [("works_with", "pending"), ("funds", "recorded")]
    assert reasons(ecosystem) == ["nobody answered"]


def _amounts(*cells: str, column: str = "amount") -> tuple[list, list[tuple]]:
    lines = "".join(f'\nA{n},B,funds,"{cell}"' for n, cell in enumerate(cells))
    ecosystem = tiny(ties=f"from,to,relation,{column}{lines}")
    return rows(ecosystem, "reports", column), rows(ecosystem, "issues", "reason", "message", "action")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("1.250,50", "5.000", "€ 7.500", "3"), [1250.5, 5000.0, 7500.0, 3.0]),
        (("5000,00", "1,250"), [5000.0, 1.25]),
        (("1.250.000", "5.000"), [1250000.0, 5000.0]),
        (("0,125", "2"), [0.125, 2.0]),
        (("1,5", "2.5", "1 250,5"), [1.5, 2.5, 1250.5]),
    ],
)
@pytest.mark.parametrize("column", ["amount", "strength"])
def test_one_number_that_only_a_decimal_comma_explains_decides_for_its_column(
    cells: tuple[str, ...], values: list[float], column: str
) -> None:
    read, issues = _amounts(*cells, column=column)
    assert read == values
    [(reason, message, _)] = issues
    assert reason == "decimal comma"
    assert cells[0] in message


def test_a_point_before_three_digits_is_a_doubt_once_a_column_where_nothing_decides() -> None:
    read, [(reason, message, action)] = _amounts("5.000", "€ 7.500", "12", "1,250")
    assert read == [5.0, 7.5, 12.0, 1250.0]
    assert (reason, "“5.000” in the column amount was read as 5;" in message) == ("thousands or decimals", True)
    assert "write 5000 without" in action


@pytest.mark.parametrize("cells", [("5.000", "2.5"), ("1,250", "3"), ("1,250.50", "1.250"), ("0.125",), ("$5,000 ",)])
def test_a_column_with_decimal_points_is_read_without_a_doubt(cells: tuple[str, ...]) -> None:
    assert _amounts(*cells)[1] == []


@pytest.mark.parametrize("zero", ["0", "0.0", "0,0", "-0"])
def test_a_strength_of_nought_says_there_is_no_tie(zero: str) -> None:
    ecosystem = tiny(ties=f'from,to,relation,weight\nA,B,funds,"{zero}"\nA,C,funds,2')
    assert rows(ecosystem, "reports", "strength") == [2.0]
    assert reasons(ecosystem, "set aside") == ["says there is no tie"]
    [(read, kept, left)] = ecosystem.counts[["rows_read", "rows_kept", "rows_set_aside"]].itertuples(index=False)
    assert (read, kept, left) == (2, 1, 1)


def test_nought_on_a_declared_scale_is_a_step_of_it() -> None:
    ecosystem = tiny(ties="from,to,relation,weight\nA,B,funds,0", relations="relation,scale\nfunds,0|1|2")
    assert rows(ecosystem, "reports", "strength") == [1.0]


def test_a_strength_below_nought_is_none_with_one_doubt() -> None:
    ecosystem = tiny(ties="from,to,relation,weight\nA,B,funds,-1\nA,C,funds,-2")
    assert rows(ecosystem, "reports", "strength") == [None, None]
    assert reasons(ecosystem) == ["strength below zero"]


@pytest.mark.parametrize(
    ("ids", "ends"),
    [
        pytest.param(("1", "2"), "1.0,2.0", id="a program wrote decimals"),
        pytest.param(("1.0", "2.0"), "1,2", id="decimals in the list"),
        pytest.param(("1", "2"), "1.00,2", id="two decimals"),
        pytest.param(("001", "002"), "1,2", id="zeros lost in the ties"),
        pytest.param(("ORG-1", "ORG-2"), "org-1,Org-2", id="capitals"),
    ],
)
@pytest.mark.parametrize("header", ["source,target", "source_id,target_id"])
def test_an_id_is_found_though_a_spreadsheet_rewrote_it(ids: tuple[str, str], ends: str, header: str) -> None:
    listed = f"id,name\n{ids[0]},City IT\n{ids[1]},Library"
    ecosystem = tiny(organizations=listed, ties=f"{header},relation\n{ends},funds")
    assert rows(ecosystem, "ties", "source_id", "target_id") == [ids]
    assert sorted(ecosystem.names().values()) == ["City IT", "Library"]


def test_ids_that_differ_by_leading_zeros_are_two_and_a_third_spelling_asks_which() -> None:
    listed = "id,name\n1,City IT\n001,Library\n2,Zoo"
    ecosystem = tiny(organizations=listed, ties="from_id,to_id,relation\n1,2,funds\n001,2,funds\n01,2,funds")
    assert rows(ecosystem, "reports", "reporter_id") == ["1", "001"]
    assert reasons(ecosystem) == ["ambiguous name"]


def test_ids_without_a_list_become_names_with_one_doubt() -> None:
    ecosystem = tiny(ties="source_id,target_id,relation\nfood-bank,library,funds\nlibrary,city-it,funds")
    assert sorted(ecosystem.names().values()) == ["city-it", "food-bank", "library"]
    [(reason, message)] = rows(ecosystem, "issues", "reason", "message")
    assert (reason, message.split(" (")[0]) == ("ids without a list", "3 ends of these ties look like ids")


@pytest.mark.parametrize("listed", [{}, {"organizations": "name,sector\nCity IT,Government\nLibrary,Library"}])
def test_ends_that_all_look_like_ids_are_one_doubt_with_or_without_a_list_of_names(listed: dict[str, str]) -> None:
    ecosystem = tiny(**listed, ties="from,to,relation\nN1,N2,funds\nN2,N3,funds\nN3,N4,funds")
    assert reasons(ecosystem) == ["ids without a list"]
    assert {"N1", "N2", "N3", "N4"} <= set(ecosystem.names().values())


def test_names_that_hold_numbers_among_other_names_are_names() -> None:
    assert reasons(tiny(ties="from,to,relation\n311,City IT,funds\n211,City IT,funds\nPier39,311,funds")) == []


def test_a_number_with_decimals_and_without_is_one_end() -> None:
    ecosystem = tiny(first="from,to,relation\n1.0,2.0,funds", second="from,to,relation\n1,3,funds")
    assert sorted(ecosystem.names().values()) == ["1", "2", "3"]


def test_a_name_in_the_column_of_ids_is_found() -> None:
    assert pairs("from_id,to_id,relation\nCity IT,Library,funds") == [("1", "2")]
