"""What every later room asks of the tables: sites, relations, waves, one site's part, and the counts."""

import pytest

from ecosystem.errors import RequestError
from ecosystem.tables.site_view import only_site
from ecosystem.tables.summary import summary
from tests.tables.asked import asked, form, rows
from tests.tiny import tiny

TWO_CITIES = {
    "organizations": "id,name,city\n1,A,Boston\n2,B,Boston; New York\n3,C,New York\n4,D,New York",
    "ties": "from,to,relation\n1,2,funds\n2,3,funds\n3,4,funds\n1,4,would_like\n2,3,funds",
}


def test_sites_with_most_ties_inside_come_first() -> None:
    assert tiny(**TWO_CITIES).sites == ["New York", "Boston"]


def test_a_site_is_meant_however_it_is_written_and_the_largest_where_none_is() -> None:
    ecosystem = tiny(**TWO_CITIES)
    assert [ecosystem.site(name) for name in (None, "new-york", "BOSTON ")] == ["New York", "New York", "Boston"]


@pytest.mark.parametrize(
    ("what", "written", "hint"),
    [
        ("site", "Bostn", "no site “Bostn” in this map. Did you mean Boston?"),
        ("site", "Xyz", "Did you mean New York, Boston?"),
        ("relation", "fund", "no relation “fund” in this map. Did you mean funds?"),
    ],
)
def test_an_unknown_site_or_relation_is_answered_with_those_written_like_it(what: str, written: str, hint: str) -> None:
    with pytest.raises(RequestError) as error:
        getattr(tiny(**TWO_CITIES), what)(written)
    assert hint in str(error.value)


def test_a_map_without_relations_says_so() -> None:
    with pytest.raises(RequestError, match="This map holds no relation"):
        tiny(organizations="name,city\nA,Boston").relation("funds")


def test_an_unknown_table_is_answered_with_those_there_are() -> None:
    with pytest.raises(RequestError, match="There are: responses, asked, reports, names"):
        tiny(**TWO_CITIES).table("edges")


def test_contacts_are_never_there() -> None:
    with pytest.raises(RequestError, match="never read"):
        tiny(**TWO_CITIES).table("contacts")


def test_relations_come_most_reported_first_and_wishes_last() -> None:
    ecosystem = tiny(ties="from,to,relation\nA,B,would_like\nB,C,would_like\nA,B,funds\nA,B,advises\nA,C,advises")
    assert ecosystem.relations == ["advises", "funds", "would_like"]
    assert [ecosystem.relation(name) for name in ("ALL", "Would like")] == ["all", "would_like"]


def test_ties_of_a_site_say_whether_they_stay_inside_and_leave_wishes_out() -> None:
    ties = tiny(**TWO_CITIES).ties_of("Boston")
    assert ties[["source_id", "target_id", "inside"]].to_numpy().tolist() == [["1", "2", True], ["2", "3", False]]
    assert len(tiny(**TWO_CITIES).ties_of("Boston", "would_like")) == 1


def test_a_map_without_ties_has_ties_of_a_site_none() -> None:
    ecosystem = tiny(organizations="name,city\nA,Boston")
    assert (len(ecosystem.ties_of("Boston")), ecosystem.waves) == (0, ["1"])
    assert "inside" in ecosystem.ties_of("Boston").columns


def test_the_last_wave_is_the_one_shown_unless_another_is_asked_for() -> None:
    ecosystem = tiny(ties="from,to,relation,wave\nA,B,funds,9\nB,C,funds,10")
    assert ecosystem.ties_of("all")["target_id"].tolist() == ["c"]
    assert ecosystem.ties_of("all", wave="9")["target_id"].tolist() == ["b"]


def test_one_site_alone_keeps_its_organizations_and_every_tie_that_touches_it() -> None:
    cut = only_site(tiny(**TWO_CITIES), "Boston")
    assert rows(cut, "organizations", "name") == ["A", "B"]
    assert rows(cut, "ties", "source_id", "target_id") == [("1", "2"), ("1", "4"), ("2", "3")]
    assert rows(cut, "locations", "organization_id", "site") == [("1", "Boston"), ("2", "Boston")]
    assert rows(cut, "reports", "row") == [2, 3, 5, 6]
    assert set(rows(cut, "names", "organization_id")) == {"1", "2"}


def test_one_site_alone_keeps_its_responses() -> None:
    both = asked(form("A", city="Boston"), form("B", city="Riverton"))
    assert rows(only_site(both, "Boston"), "responses", "organization_id") == ["boston/a"]


def test_the_summary_of_a_plain_list_counts_rows_and_leaves_a_survey_empty() -> None:
    found = summary(tiny(**TWO_CITIES))
    assert found["rows"] == found["rows"] | {"read": 9, "kept": 9, "set_aside": 0}
    assert found["reports"] == {"read": 5, "kept": 5, "set_aside": 0, "in_table": 5}
    assert found["ties"]["by_relation"] == {"funds": 3, "would_like": 1}
    assert (found["ties"]["repeated_rows"], found["organizations"]["respondents"]) == (1, None)
    [new_york, boston] = found["sites"]
    assert (new_york["organizations"], new_york["ties_inside"], new_york["ties_crossing"]) == (3, 2, 1)
    assert (new_york["reports_inside"], boston["reports_crossing"]) == (3, 2)


def test_the_summary_of_a_survey_counts_those_who_answered_among_those_invited() -> None:
    found = summary(asked(form("A", works_B="Often", else_="C"), invited="name,city\nA,Riverton\nB,Riverton"))
    asked_counts = {"invited": 2, "respondents": 1, "not_answered": 1, "named_only": 1}
    for counts in (found["organizations"], found["sites"][0]):
        assert {key: counts[key] for key in asked_counts} == asked_counts
    assert found["ties"]["repeated_rows"] == 0


@pytest.mark.parametrize(("status", "repeated"), [("respondent", 1), ("", 2)])
def test_a_row_is_repeated_where_it_says_again_what_the_same_one_said(status: str, repeated: int) -> None:
    ecosystem = tiny(
        organizations=f"name,status\nA,{status}\nB,{status}",
        ties="source,target,relation\nA,B,works_with\nB,A,works_with\nA,B,works_with",
    )
    assert summary(ecosystem)["ties"]["repeated_rows"] == repeated
