"""Cities side by side: figures that do not grow with size, and guards against comparing what cannot be compared."""

from itertools import pairwise, permutations

import pandas as pd
import pytest

from ecosystem.errors import RequestError
from ecosystem.findings.comparison.comparison import COLUMNS, RANGED, compare, cross_sector
from ecosystem.tables.dataset import Ecosystem
from tests.tiny import city, plain_list, sample, survey, tiny


def chains(status: str = "", **sizes: int) -> Ecosystem:
    """Cities of so many organizations each, tied one to the next; ``status`` of the first half, the rest answered."""
    organizations, ties = ["id,name,site,status"], ["source_id,target_id,relation"]
    for site, size in sizes.items():
        ids = [f"{site}{number}" for number in range(size)]
        for number, name in enumerate(ids):
            said = status and (status if number < size / 2 else "respondent")
            organizations.append(f"{name},{name},{site},{said}")
        ties += [f"{a},{b},works_with" for a, b in pairwise(ids)]
    return tiny(organizations="\n".join(organizations), ties="\n".join(ties))


def row(ecosystem: Ecosystem, site: str) -> pd.Series:
    return compare(ecosystem).set_index("site").loc[site]


def test_cities_of_like_size_may_be_held_against_each_other() -> None:
    table = compare(chains(P=10, Q=25, R=26)).set_index("site")
    assert table["comparable_with"].fillna("").to_dict() == {"P": "Q", "Q": "R|P", "R": "Q"}


def test_a_city_without_a_like_one_says_so() -> None:
    assert row(chains(P=10, Q=26), "P")["note"] == "no other city is of a like size"


def test_a_city_of_fewer_than_ten_organizations_is_not_compared() -> None:
    ecosystem = chains(P=9, Q=10)
    assert row(ecosystem, "P")["note"] == "not comparable: fewer than 10 organizations"
    assert pd.isna(row(ecosystem, "P")["comparable_with"])
    assert pd.isna(row(ecosystem, "Q")["comparable_with"])


def beside_a_survey(*, surveyed: int, **lists: int) -> Ecosystem:
    """Lists of so many organizations, tied one to the next, beside one city S where all answered, as is written."""
    sheets = {"organizations": ["name,site"], "status": ["name,site,status"], "ties": ["source,target"]}
    for site, size in {"S": surveyed, **lists}.items():
        names = [f"{site}{number}" for number in range(size)]
        if site == "S":
            sheets["status"] += [f"{name},S,respondent" for name in names]
        else:
            sheets["organizations"] += [f"{name},{site}" for name in names]
        sheets["ties"] += [f"{a},{b}" for a, b in pairwise(names)]
    return tiny(**{name: "\n".join(lines) for name, lines in sheets.items()})


def test_lists_beside_a_survey_are_compared_with_each_other_as_they_are_alone() -> None:
    mixed = compare(beside_a_survey(surveyed=10, P=10, Q=12)).set_index("site")
    alone = compare(chains(P=10, Q=12)).set_index("site")
    pd.testing.assert_frame_equal(mixed.loc[alone.index], alone)
    assert mixed.loc["P", ["invited", "respondents", "response_rate"]].isna().all()


def test_a_list_and_a_survey_are_not_compared_and_the_note_says_why() -> None:
    mixed = compare(beside_a_survey(surveyed=10, P=10)).set_index("site")
    assert mixed["comparable_with"].isna().all()
    assert mixed.loc["P", "note"] == "it is a list, not a survey; the other cities of a like size were surveyed"
    assert mixed.loc["S", "note"] == "it was surveyed; the other cities of a like size are a list, not a survey"


def test_a_city_where_under_70_percent_answered_is_not_compared() -> None:
    note = row(chains(status="invited", P=10), "P")["note"]
    assert note == "not comparable: 5 of 10 invited have answered, under 70%"


def test_a_survey_in_which_everybody_answered_is_compared() -> None:
    assert row(chains(status="respondent", P=10, Q=10), "P")["comparable_with"] == "Q"


def test_a_city_without_a_tie_inside_is_not_compared() -> None:
    rows = "\n".join(f"{site}{number},{site}" for site in "PQ" for number in range(10))
    ecosystem = tiny(organizations=f"name,site\n{rows}", ties="source,target,relation\nQ1,Q2,funds")
    assert row(ecosystem, "P")["note"] == "not comparable: no tie inside the city is known"


def test_response_stands_beside_the_figures_of_a_survey_and_is_empty_in_a_plain_list() -> None:
    columns = ["invited", "respondents", "response_rate", "confirmation_rate"]
    asked = compare(survey("abc", silent="x", named="y", ties="ab ba bc ay")).iloc[0]
    assert asked[columns].tolist() == [4, 3, 0.75, 0.5]
    assert compare(plain_list("ab")).iloc[0][columns].isna().all()


def test_ties_that_cross_the_border_are_counted_apart() -> None:
    ecosystem = tiny(
        organizations="id,name,site\n1,a,P\n2,b,P\n3,c,Q",
        ties="source_id,target_id,relation\n1,2,funds\n2,3,funds\n3,1,funds",
    )
    assert row(ecosystem, "P")[["ties", "crossing_ties"]].tolist() == [1, 2]
    assert row(ecosystem, "Q")[["ties", "crossing_ties"]].tolist() == [0, 2]


def test_the_share_of_cross_sector_ties_to_expect_is_its_mean_over_all_ways_to_deal_out_the_sectors() -> None:
    sectors = dict(zip("abcde", ["Library", "Library", "Library", "School", "Business"], strict=True))
    rows = "\n".join(f"{name},{sector}" for name, sector in sectors.items())
    ties = ["ab", "bc", "cd", "da", "ae"]
    pairs = "\n".join(f"{a},{b},works_with" for a, b in ties)
    ecosystem = tiny(organizations=f"name,sector\n{rows}", ties=f"source,target,relation\n{pairs}")
    dealt = [dict(zip(sectors, order, strict=True)) for order in permutations(sectors.values())]
    brute = sum(d[a] != d[b] for d in dealt for a, b in ties) / (len(dealt) * len(ties))
    share, expected = cross_sector(city(ecosystem))
    assert share == pytest.approx(3 / 5)  # cd, da and ae join two sectors
    assert expected == pytest.approx(brute, abs=1e-12)


def test_ties_of_unknown_sectors_count_neither_as_crossing_nor_as_staying() -> None:
    ecosystem = tiny(
        organizations="name,sector\na,Library\nb,School\nc,", ties="source,target,relation\na,b,funds\nb,c,funds"
    )
    assert cross_sector(city(ecosystem)) == (1.0, 1.0)


def test_without_sectors_there_is_no_share_to_give() -> None:
    assert all(value is pd.NA for value in cross_sector(city(plain_list("ab"))))


def test_one_city_of_the_comparison_is_its_row_among_all() -> None:
    ecosystem = chains(P=10, Q=12)
    whole = compare(ecosystem)
    pd.testing.assert_frame_equal(compare(ecosystem, "p"), whole[whole["site"] == "P"].reset_index(drop=True))
    with pytest.raises(RequestError, match="no site"):
        compare(ecosystem, "X")


def test_a_map_without_organizations_compares_nothing() -> None:
    table = compare(tiny(organizations="name,website\n"))
    assert (table.columns.tolist(), len(table)) == (COLUMNS, 0)


def test_cities_of_civic_graph_keep_the_counts_of_their_source() -> None:
    # distinct organizations in rows of sample_data/civic_graph_2015/locations.csv with that city
    table = compare(sample("civic_graph_2015")).set_index("site")
    assert table.loc[["New York", "Boston"], "organizations"].tolist() == [66, 89]


def test_what_may_be_compared_has_the_range_it_would_lie_in_if_everybody_had_answered() -> None:
    found = row(waiting("PQ"), "P")
    for figure in RANGED:
        assert 0 <= found[f"{figure}_low"] <= found[f"{figure}_high"]
    for figure in ("mean_degree", "within_two_steps", "cross_sector_share"):
        assert found[f"{figure}_low"] < found[f"{figure}_high"]
    assert found["cross_sector_share_high"] <= 1


def waiting(sites: str) -> Ecosystem:
    """Cities of 12 in two sectors, each tied to the next; 2 of each have not answered."""
    organizations, ties = ["id,name,site,status,sector"], ["source_id,target_id,relation"]
    for site in sites:
        ids = [f"{site}{number}" for number in range(12)]
        for number, name in enumerate(ids):
            said = "invited" if number < 2 else "respondent"
            organizations.append(f"{name},{name},{site},{said},{'AB'[number // 6]}")
        ties += [f"{a},{b},works_with" for a, b in pairwise(ids[1:])]
    return tiny(organizations="\n".join(organizations), ties="\n".join(ties))


def test_a_city_with_none_to_be_held_against_has_no_range() -> None:
    assert row(waiting("P"), "P")[[f"{figure}_low" for figure in RANGED]].isna().all()


def test_where_everybody_answered_the_range_is_the_figure() -> None:
    found = row(chains(status="respondent", P=10, Q=10), "P")
    assert found["mean_degree_low"] == found["mean_degree_high"] == found["mean_degree"]
