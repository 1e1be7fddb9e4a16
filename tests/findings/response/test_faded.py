"""Facts fade: who is to be asked again, by the day of the last answer and never by a guess."""

from datetime import date

import pytest

from ecosystem.collect.sheet import Source
from ecosystem.errors import RequestError
from ecosystem.findings.catalog import EXPORTED, one_table
from ecosystem.findings.response.faded import NO_DATE, TABLE, faded, faded_table
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import QUESTIONNAIRE, asked, form, sheet_of
from tests.tiny import city, survey, tiny

TODAY = date(2026, 11, 28)


def whom(ecosystem: Ecosystem, **options: int) -> list[tuple[str, str, int]]:
    table = faded_table(ecosystem, today=TODAY, **options).astype(object)
    table = table.where(table.notna(), None)
    return list(table[["organization", "last_answer", "months"]].itertuples(index=False, name=None))


def test_an_answer_as_old_as_the_limit_is_to_be_asked_for_again_the_oldest_first() -> None:
    stamps = {"A": "2024/11/28 9:00", "B": "2024/11/29 9:00", "C": "2021/1/5 9:00"}
    ecosystem = asked(*({"Timestamp": stamp, **form(name)} for name, stamp in stamps.items()))
    assert whom(ecosystem) == [("C", "2021-01-05", 70), ("A", "2024-11-28", 24)]
    assert whom(ecosystem, months=36) == [("C", "2021-01-05", 70)]


def test_the_last_of_several_answers_counts() -> None:
    again = ({"Timestamp": f"{year}/1/5 9:00", **form("A")} for year in (2020, 2026))
    assert whom(asked(*again)) == []


def test_an_answer_without_a_day_says_so_and_stands_last() -> None:
    ecosystem = asked({"Timestamp": "", **form("A")}, {"Timestamp": "2021/1/5 9:00", **form("B")})
    assert whom(ecosystem) == [("B", "2021-01-05", 70), ("A", None, None)]
    assert faded_table(ecosystem, today=TODAY)["note"].tolist()[1] == NO_DATE


@pytest.mark.parametrize("ecosystem", [survey("AB", ties="AB"), tiny(ties="from,to\nA,B")], ids=["survey", "list"])
def test_where_no_answer_has_a_day_there_is_no_row(ecosystem: Ecosystem) -> None:
    assert faded_table(ecosystem, today=TODAY).empty
    assert faded_table(ecosystem).columns.tolist() == TABLE.names


@pytest.mark.parametrize(
    ("written", "day"), [("2020", "2020-12-31"), ("2021-02", "2021-02-28"), ("3/14/2021", "2021-03-14")]
)
def test_a_row_of_a_list_is_dated_by_its_own_date_a_month_or_year_by_its_last_day(written: str, day: str) -> None:
    [(name, last, _)] = whom(tiny(ties=f"from,to,date\nA,B,{written}"))
    assert (name, last) == ("A", day)


def test_a_round_called_by_a_year_dates_answers_that_have_no_date() -> None:
    table = faded_table(tiny(ties="from,to,wave\nA,B,2019\nA,B,2021"), today=TODAY)
    assert table[["last_answer", "dated_by"]].to_numpy().tolist() == [["2021-12-31", "round"]]


TWO_ROUNDS = "from,to,wave\nA,B,2019\nC,B,2019\nB,C,2026\nC,D,2026"


@pytest.mark.parametrize("shown", ["2019", "2026"])
def test_the_last_answer_of_all_rounds_counts_whichever_round_is_shown(shown: str) -> None:
    ecosystem = tiny(ties=TWO_ROUNDS)
    assert whom(ecosystem.in_round(shown)) == [("A", "2019-12-31", 82)]
    assert whom(ecosystem) == whom(ecosystem.in_round(shown))


def test_who_answered_a_form_in_an_early_round_alone_is_asked_again_and_who_answered_since_is_not() -> None:
    first = [{"Timestamp": "2021/1/5 9:00", **form(name)} for name in "AB"]
    again = [{"Timestamp": "2026/1/5 9:00", **form("B")}]
    sheets = (sheet_of(first, "answers_r1"), sheet_of(again, "answers_r2"))
    ecosystem = assemble(Source("napkin", sheets, (QUESTIONNAIRE,)))
    assert len(ecosystem.rounds) == 2
    assert whom(ecosystem.in_round(ecosystem.rounds[0])) == [("A", "2021-01-05", 70)]
    assert whom(ecosystem.in_round(ecosystem.rounds[-1])) == [("A", "2021-01-05", 70)]


def test_ties_alone_are_those_that_nobody_else_reports() -> None:
    # A and B report their tie; A alone one with C. B's own of 2026 has not faded.
    ties = "from,to,relation,date\nA,B,works_with,2020\nB,A,works_with,2026\nA,C,works_with,2020\nA,D,would_like,2020"
    statuses = "name,status\nA,respondent\nB,respondent\nC,invited\nD,invited"
    table = faded(city(tiny(organizations=statuses, ties=ties)), today=TODAY)
    assert table[["organization", "ties_alone"]].to_numpy().tolist() == [["A", 1]]


def test_the_limit_is_at_least_a_month() -> None:
    with pytest.raises(RequestError, match="after 1 month or more, not 0"):
        faded(city(survey("AB")), months=0)


def test_the_table_comes_by_name_and_in_no_export_as_it_changes_with_the_day() -> None:
    assert one_table(survey("AB"), "faded").empty
    assert "faded" not in EXPORTED
