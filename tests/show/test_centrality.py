"""Who holds it together in words: no place without its range, no rank where answers are too few."""

import pandas as pd
import pytest

from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.findings.measures.intervals import Intervals, intervals
from ecosystem.findings.measures.measure_tables import city_measures
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.response.reporting_rules import ReportingRule, reporting_rules
from ecosystem.show import centrality
from ecosystem.show.map_data import NAMED_BY, ranking, wide_measures
from ecosystem.tables.dataset import Ecosystem
from tests.tiny import city, plain_list, survey

TIES = "AB BA AC CA BC CB AD BD CD DA EA FA AX BX CX EX FX"
EIGHT_OF_TEN = survey("ABCDEFGH", silent="XY", ties=TIES)


def gate(level: str) -> ReportingRule:
    return ReportingRule(level, "why.", None, None, None)  # type: ignore[arg-type]


def drawn(ecosystem: Ecosystem) -> Intervals:
    return intervals(city(ecosystem), draws=40)


def standing(how: str, ranges: Intervals | None, ecosystem: Ecosystem = EIGHT_OF_TEN) -> pd.DataFrame:
    here = city(ecosystem)
    ranked = ranking(city_measures(here), here, NAMED_BY.id)
    own = None if ranges is None else ranges.organizations[ranges.organizations["measure"] == NAMED_BY.id]
    confirmed = centrality.confirmed_values(city(ecosystem, rule="confirmed"), NAMED_BY.id)
    return centrality.ranking(ranked, confirmed, own, how)  # type: ignore[arg-type]


def test_where_places_are_ranges_rows_stand_by_them_and_bands_follow_each_other() -> None:
    table = standing("band", drawn(EIGHT_OF_TEN))
    assert len(table) == 10
    assert table["rank_low"].is_monotonic_increasing
    assert table["band"].is_monotonic_increasing
    assert table["band"].iloc[0] == 0


def test_where_nearly_all_answered_rows_stand_by_what_is_known() -> None:
    table = standing("rank", drawn(EIGHT_OF_TEN))
    assert table["value"].is_monotonic_decreasing
    assert set(table["band"]) == {0}


def test_communities_are_called_by_those_named_most_and_hold_everybody_with_a_partner() -> None:
    found = centrality.communities_by_label(city(survey("ABCDEFG", ties="AB BA BC CB CA AC DE ED EF FE FD DF")))
    assert list(found) == ["Community 1: A, B and 1 more", "Community 2: D, E and 1 more"]
    assert sorted(o for members in found.values() for o in members) == list("abcdef")


def test_before_the_ranges_are_there_the_values_are() -> None:
    table = standing("band", None)
    assert table["organization"].tolist()[:2] == ["A", "X"]
    assert table["rank_low"].isna().all()
    assert centrality.about_ranking(table, "band") == "So far A and X rank highest; how certain that is follows."


def test_the_confirmed_value_of_named_by_counts_those_it_names_back_and_is_unknown_without_an_answer() -> None:
    confirmed = standing("band", None).set_index("organization")["confirmed"]
    assert confirmed["A"] == 3  # B, C and D: A names them and they name A
    assert pd.isna(confirmed["X"])


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (1, 4, "Named by 7 of 18 who answered; rank 1 to 4 in 90% of simulations."),
        (2, 2, "Named by 7 of 18 who answered; rank 2 in 90% of simulations."),
        (pd.NA, pd.NA, "Named by 7 of 18 who answered."),
    ],
)
def test_a_sentence_says_of_how_many_and_between_which_places(low: object, high: object, said: str) -> None:
    row = pd.Series({"value": 7, "label": "7 of 18", "rank_low": low, "rank_high": high, "reason": pd.NA})
    assert centrality.sentence(row, NAMED_BY) == said


def test_a_value_that_is_not_known_says_why_and_where_it_could_stand() -> None:
    row = pd.Series({"value": pd.NA, "label": "", "rank_low": 1, "rank_high": 12, "reason": "has not answered"})
    said = centrality.sentence(row, MEASURES["organization", "out_degree"])
    assert said.endswith(": has not answered. Rank 1 to 12 in 90% of simulations.")


def test_a_column_of_which_nothing_is_known_is_left_out() -> None:
    before = centrality.ranking_in_words(standing("band", None), NAMED_BY)
    assert list(before) == ["Organization", "In words", "Named by", "Confirmed ties only"]
    after = centrality.ranking_in_words(standing("band", drawn(EIGHT_OF_TEN)), NAMED_BY)
    assert {"Likely range", "Likely rank", "In the top three"} <= set(after)
    listed = city(plain_list("AB BC"))
    ranked = ranking(city_measures(listed), listed, "degree")
    table = centrality.ranking_in_words(
        centrality.ranking(ranked, {}, None, "rank"), MEASURES["organization", "degree"]
    )
    assert list(table) == ["Organization", "Partners"]


def test_those_who_cannot_be_told_apart_at_the_top_are_all_named() -> None:
    table = pd.DataFrame({"organization": list("ABC"), "rank_low": [1, 2, 3], "band": [0, 0, 1], "value": [9, 8, 7]})
    assert centrality.about_ranking(table, "band") == "A and B cannot be told apart at the top."
    assert centrality.about_ranking(table.assign(band=[0, 1, 1]), "band") == "A ranks first."
    assert (
        centrality.about_ranking(table.assign(band=0), "band")
        == "The ranks of these organizations cannot be told apart yet."
    )
    assert centrality.about_ranking(table, "rank") == "A ranks highest."


def cuts(ecosystem: Ecosystem, ranges: Intervals | None = None) -> str:
    here = city(ecosystem)
    return centrality.about_cuts(here, list(GAPS["cut_point"].function(here)), ranges, reporting_rules(here))


def test_the_one_whose_leaving_cuts_most_off_is_named() -> None:
    assert cuts(plain_list("AB BC CA AF FB CD DE")).startswith("If C left, D and E would lose")


def test_a_triangle_hangs_on_nobody_and_no_tie_is_said_to_be_none() -> None:
    assert "could leave without cutting others off" in cuts(plain_list("AB BC CA"))
    assert cuts(survey("AB")).startswith("No tie inside")


def test_where_answers_are_missing_a_cut_point_is_a_chance() -> None:
    chain = survey("ABCDEFGH", silent="XY", ties="AB BA BC CB CD DC DE ED EF FE FG GF GH HG AX XA")
    said = cuts(chain, drawn(chain))
    assert said.startswith("By the answers so far: if ")
    assert "% of simulations some organization would still depend on it alone." in said
    chances = centrality.cut_point_shares(city(chain), drawn(chain), reporting_rules(city(chain)))
    assert list(chances) == ["Organization", "Share of simulations"]


@pytest.mark.parametrize("level", ["named by only", "collecting"])
def test_where_too_few_answered_nothing_is_said_of_who_could_cut_others_off(level: str) -> None:
    here = city(EIGHT_OF_TEN)
    said = centrality.about_cuts(here, list(GAPS["cut_point"].function(here)), None, gate(level))
    assert said.startswith("Too few have answered")
    assert centrality.cut_point_shares(here, drawn(EIGHT_OF_TEN), gate(level)).empty


def test_what_may_not_be_ranked_is_no_column_and_no_row() -> None:
    here = city(EIGHT_OF_TEN)
    wide = wide_measures(city_measures(here), here)
    shown = centrality.every_measure(wide, here, None, gate("no broker ranks"), "value")
    assert "degree" in shown
    assert "betweenness" not in shown
    assert list(centrality.every_measure(wide, here, None, gate("collecting"), "value")) == ["organization"]
    kept = centrality.ranges_for_download(here, drawn(EIGHT_OF_TEN), gate("named by only"))
    assert set(kept["measure"]) == {"named_by", "in_degree"}
    assert kept["organization"].iloc[0] == "A"
    whole = city_measures(here, "network")
    assert centrality.whole_city(whole, whole, None, gate("named by only")).empty


def test_a_field_shows_the_value_the_range_or_the_place() -> None:
    here, ranges = city(EIGHT_OF_TEN), drawn(EIGHT_OF_TEN)
    wide = wide_measures(city_measures(here), here)
    value, span, place = (
        centrality.every_measure(wide, here, ranges, gate("bands"), cells).set_index("organization")["named_by"]
        for cells in ("value", "range", "place")
    )
    row = ranges.organizations.query("measure == 'named_by' and organization_id == 'a'").iloc[0]
    assert (value["A"], span["A"]) == (row["value"], centrality.span(row["low"], row["high"]))
    assert place["A"] == centrality.span(row["rank_low"], row["rank_high"])


def test_the_city_as_a_whole_shows_each_range_and_the_confirmed_value_beside_the_union() -> None:
    here, alone = city(EIGHT_OF_TEN), city(EIGHT_OF_TEN, rule="confirmed")
    table = centrality.whole_city(
        city_measures(here, "network"), city_measures(alone, "network"), drawn(EIGHT_OF_TEN), gate("bands")
    ).set_index("Measure")
    ties = table.loc[MEASURES["network", "ties"].label]
    assert ties["Confirmed ties only"] < ties["Value"]
    assert isinstance(ties["Likely range, at least"], str)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("named_by", "once 50% of those invited have"),
        ("betweenness", "once 80% of those invited, and half of each"),
    ],
)
def test_what_is_not_ranked_says_at_which_response_it_will_be(measure: str, said: str) -> None:
    record = NAMED_BY if measure == NAMED_BY.id else MEASURES["organization", measure]
    assert said in centrality.not_shown(record, gate("collecting"))


def test_what_the_missing_could_change_is_one_sentence() -> None:
    here, ranges = city(EIGHT_OF_TEN), drawn(EIGHT_OF_TEN)
    said = centrality.about_the_missing(here, ranges, ranges, NAMED_BY.id)
    assert said.startswith("Whether those missing are the best or the least connected, the same organizations")


def test_why_there_are_no_ranges_is_said() -> None:
    listed = plain_list("AB BC")
    here = city(listed)
    table = centrality.ranking(ranking(city_measures(here), here, "degree"), {}, None, "rank")
    said = centrality.how_to_read(table, intervals(here), "rank", 3)
    assert "This is a list of ties and not a survey" in said
