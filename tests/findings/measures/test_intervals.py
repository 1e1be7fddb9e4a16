"""How sure each number is: ranges over draws, closed cases in which they are known, and why there are none."""

import numpy as np
import pandas as pd
import pytest

from ecosystem.errors import RequestError
from ecosystem.findings.measures.intervals import FEWEST_ANSWERS, Intervals, intervals, rank_range, ranks
from ecosystem.findings.measures.measure_tables import city_measures
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.site_network import SiteNetwork
from tests.tiny import city, plain_list, sample, survey, tiny

TIES = "ab ba bc cd de ea ax bx cy xa"


def waiting(**options: object) -> Intervals:
    """Ranges of five who answered, two who did not and one who is only named."""
    return intervals(city(survey("abcde", silent="xy", named="n", ties=TIES + " an")), draws=40, **options)  # type: ignore[arg-type]


def of(found: Intervals, measure: str) -> pd.DataFrame:
    return found.organizations[found.organizations["measure"] == measure].set_index("organization_id")


def test_there_is_a_row_for_each_measure_and_organization() -> None:
    found = waiting()
    assert found.reason is None
    assert found.draws == 40
    of_organizations = [measure for level, measure in MEASURES if level == "organization"]
    assert found.organizations["measure"].tolist() == [m for m in of_organizations for _ in range(8)]
    assert found.network["measure"].tolist() == [measure for level, measure in MEASURES if level == "network"]
    assert len(found.cut_points) == 8


def test_values_are_those_of_the_table_of_measures() -> None:
    one = city(survey("abcde", silent="xy", ties=TIES))
    for level in ("organization", "network"):
        found = intervals(one, draws=8)
        ours = found.organizations if level == "organization" else found.network
        pd.testing.assert_series_equal(ours["value"], city_measures(one, level)["value"], rtol=0, atol=0)


def test_low_is_not_above_the_median_nor_the_median_above_high() -> None:
    found = waiting()
    for table in (found.organizations, found.network):
        known = table.dropna(subset="low")
        assert len(known)
        assert (known["low"] <= known["median"]).all()
        assert (known["median"] <= known["high"]).all()
    ranked = found.organizations.dropna(subset="rank_low")
    assert ((ranked["rank_low"] >= 1) & (ranked["rank_low"] <= ranked["rank_high"])).all()
    assert (ranked["rank_high"] <= 8).all()


def test_nobody_is_named_less_in_a_draw_than_it_was_reported() -> None:
    found = waiting()
    for measure in ("named_by", "in_degree", "degree"):
        table = of(found, measure)
        assert (table["low"] >= table["value"]).all()


def test_one_who_has_not_answered_has_a_range_and_no_value() -> None:
    found = of(waiting(), "out_degree")
    assert found.loc["x", "value"] is pd.NA
    assert found.loc["x", "rank"] is pd.NA
    assert 1 <= found.loc["x", "low"] <= found.loc["x", "high"] <= 7


def test_the_range_of_what_one_who_answered_says_is_what_it_says() -> None:
    found = of(waiting(), "out_degree").loc[list("abcde")]
    assert found["low"].tolist() == found["high"].tolist() == found["value"].tolist()


def test_where_every_tie_is_known_the_range_is_the_truth_whatever_the_missing_would_say() -> None:
    """Six who answered name all others: whatever x says, all are partners of all (a complete graph)."""
    ties = " ".join(f"{a}{b}" for a in "abcdef" for b in "abcdefx" if a != b)
    found = intervals(city(survey("abcdef", silent="x", ties=ties)), draws=20)
    for measure, truth in {"degree": 6, "betweenness": 0, "harmonic": 1, "core_number": 6, "clustering": 1}.items():
        assert of(found, measure)[["low", "high", "median"]].eq(truth).all(axis=None)
    whole = found.network.set_index("measure")
    for measure, truth in {"mean_degree": 6, "efficiency": 1, "components": 1, "cut_points": 0}.items():
        assert whole.loc[measure, ["low", "high", "median"]].eq(truth).all()


def test_only_the_silent_can_join_two_groups_so_a_cut_point_is_a_chance() -> None:
    """c alone ties d to the rest, unless x, who has not answered, has ties on both sides."""
    found = intervals(city(survey("abcde", silent="x", ties="ab ba bc cb ca ac cd dc de ed ax")), draws=200)
    chance = found.cut_points.set_index("organization_id")["probability"]
    assert 0 < chance["c"] < 1
    assert chance["b"] == 0


def test_chances_of_the_first_three_places_add_up_to_three() -> None:
    found = waiting().organizations
    assert found[found["measure"] == "betweenness"]["top3"].sum() == pytest.approx(3)


@pytest.mark.parametrize("rule", ["union", "confirmed"])
def test_where_everybody_answered_low_and_high_are_the_value(rule: str) -> None:
    found = intervals(city(survey("abc", ties="ab ba bc"), rule=rule))
    assert found.reason == "Everybody here has answered: nothing is estimated, and each range is the number itself."
    assert found.draws == 0
    for table in (found.organizations, found.network):
        for end in ("low", "high", "median"):
            pd.testing.assert_series_equal(table[end], table["value"], check_names=False)


@pytest.mark.parametrize(
    ("ecosystem", "question", "reason"),
    [
        (plain_list("ab bc"), {}, "This is a list of ties and not a survey"),
        (survey("", silent="abcdef"), {}, "Nobody has answered yet"),
        (survey("a", silent="bcdef", ties="ab"), {}, "Only 1 of 6 organizations answered"),
        (survey("abcde", silent="x"), {}, "No respondent names an organization here"),
        (
            survey("abcde", silent="x", ties=TIES.replace(" cy", "")),
            {"rule": "confirmed"},
            "Ties that both sides report",
        ),
    ],
    ids=["a list", "nobody", "one", "no ties", "confirmed only"],
)
def test_where_nothing_can_be_drawn_a_sentence_says_why(ecosystem, question, reason) -> None:  # type: ignore[no-untyped-def]
    found = intervals(city(ecosystem, **question))
    assert found.reason is not None
    assert found.reason.startswith(reason)
    assert found.reason.endswith(".")
    assert (len(found.organizations), len(found.network), len(found.cut_points), found.draws) == (0, 0, 0, 0)
    assert found.organizations.columns.tolist() == waiting().organizations.columns.tolist()


def test_as_many_answers_as_needed_and_no_more_are_enough() -> None:
    answered = "abcde"[:FEWEST_ANSWERS]
    assert intervals(city(survey(answered, silent="x", ties="ab")), draws=4).reason is None
    assert intervals(city(survey(answered[1:], silent="xa", ties="bc")), draws=4).reason is not None


def test_the_same_seed_gives_the_same_numbers_on_one_core_and_on_two() -> None:
    one, two, other = waiting(), waiting(jobs=2), waiting(seed=1)
    pd.testing.assert_frame_equal(one.organizations, two.organizations)
    pd.testing.assert_frame_equal(one.network, two.network)
    assert not one.organizations.equals(other.organizations)


def test_progress_goes_up_to_all() -> None:
    told: list[float] = []
    waiting(progress=told.append, seed=11)  # which nobody asked for before
    assert told == [0.5, 1.0]


@pytest.mark.parametrize("draws", [1, 3, 21, 42])
def test_as_many_draws_as_asked_for_are_made(draws: int) -> None:
    found = intervals(city(survey("abcde", silent="x", ties="ab bc ax")), draws=draws)
    assert found.draws == draws
    whole = found.cut_points["probability"] * draws
    assert np.allclose(whole, whole.round())


def test_those_who_are_only_named_can_be_left_out() -> None:
    found = waiting(named_only=False)
    assert "n" not in set(found.organizations["organization_id"])
    assert of(found, "degree").loc["a", "value"] == of(waiting(), "degree").loc["a", "value"] - 1


def test_who_was_not_asked_about_a_relation_is_drawn_like_one_who_has_not_answered() -> None:
    """a to e answer about works_with; z answered a form without such a question."""
    ecosystem = survey("abcdez", ties="ab bc cd de ea")
    asked = ecosystem.tables["asked"]
    tables = ecosystem.tables | {"asked": asked[asked["organization_id"] != "z"]}
    part = SiteNetwork(type(ecosystem)("", "", True, tables, ecosystem.counts), ecosystem.sites[0])
    assert intervals(city(ecosystem)).draws == 0
    assert of(intervals(part, draws=40), "out_degree").loc["z", "high"] > 0


def test_the_missing_as_hubs_have_more_partners_than_as_peripheral() -> None:
    one = SiteNetwork(sample("biodt_2024"), "Europe")
    middle = {
        missing: intervals(one, draws=20, missing=missing).network.set_index("measure").loc["mean_degree", "median"]
        for missing in ("hubs", "alike", "peripheral")
    }
    assert middle["hubs"] > middle["alike"] > middle["peripheral"]


def test_an_unknown_kind_of_missing_or_no_draw_is_refused() -> None:
    with pytest.raises(RequestError, match="alike, hubs or peripheral"):
        waiting(missing="shy")
    with pytest.raises(RequestError, match="draws at least 1"):
        intervals(city(survey("abcde", silent="x", ties="ab")), draws=0)


def test_one_sector_or_no_sector_is_drawn_all_the_same() -> None:
    rows = "\n".join(f"{letter},{'invited' if letter == 'f' else 'respondent'},Library" for letter in "abcdef")
    ties = "source,target,relation\na,b,works_with\nb,c,works_with\nc,f,works_with"
    found = intervals(city(tiny(organizations=f"name,status,sector\n{rows}", ties=ties)), draws=20)
    assert found.reason is None
    assert of(found, "degree")["low"].notna().all()


def test_equals_share_their_places_and_the_range_is_half_a_rank_wider() -> None:
    """Ranks of one organization over 21 draws: 5 % and 95 % are the second lowest and second highest."""
    first, last = ranks(np.array([[3.0, 1.0, 3.0, np.nan]]))
    assert first.tolist()[0][:3] == [1, 3, 1]
    assert last.tolist()[0][:3] == [2, 3, 2]
    low, high = rank_range(np.arange(1.0, 22)[:, None])
    assert (low.item(), high.item()) == (1.5, 20.5)
