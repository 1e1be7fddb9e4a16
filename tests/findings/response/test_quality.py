"""What every other number stands on: each figure with its footing, or the reason why there is none."""

import pandas as pd
import pytest

from ecosystem.findings.response.quality import LABELS, ONLY_A_LIST, city_quality, kappa, quality_table
from tests.tables.asked import asked, form
from tests.tiny import city, plain_list, sample, survey, tiny


def figures(ecosystem, **question: str) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    """The rows of the whole city, by measure."""
    table = city_quality(city(ecosystem, **question))
    return table[table["sector"].isna()].set_index("measure")


def test_every_figure_has_a_value_or_a_reason_and_never_both() -> None:
    for ecosystem in (
        sample("riverton_traps"),
        sample("biodt_2024"),
        survey("A"),
        survey("", silent="A"),
        survey("AB"),
    ):
        table = city_quality(city(ecosystem))
        assert (table["value"].isna() == table["reason"].notna()).all()
        assert table["footing"].notna().all()
        assert set(LABELS) == set(table.loc[table["sector"].isna(), "measure"])


def test_in_a_plain_list_nothing_is_told_of_a_survey() -> None:
    assert quality_table(plain_list("AB")).empty


def test_pairs_observed_leaves_out_pairs_of_two_who_have_not_answered() -> None:
    # docs/methods.md, section 4.4: 1 - C(m, 2) / C(n, 2) for m silent ones among n
    found = figures(survey("ABC", silent="DE", named="F", ties="AD AF"))
    assert found.loc["pairs_observed", "value"] == 1 - 1 / 10
    assert found.loc["pairs_observed", "footing"] == "of 10 pairs among 5 invited organizations"


def test_the_most_names_of_one_question_and_how_many_stop_there() -> None:
    found = figures(survey("ABCD", silent="EF", ties="AE AF BE BF CE"))
    assert found.loc["most_named", "value"] == 2
    assert found.loc["at_most_named", "value"] == 2 / 4


def test_confirmation_counts_ties_about_which_both_ends_were_asked() -> None:
    found = figures(survey("ABC", silent="D", ties="AB BA BC AD"))
    assert found.loc["confirmed":"confirmation_rate", "value"].tolist() == [1, 1, 0.5]  # type: ignore[misc]


def test_kappa_agrees_with_cohens_own_on_both_orders_of_each_pair() -> None:
    # Cohen 1960 on the table yes/yes 2 x 6, yes/no 4, no/yes 4, no/no 2 x 20
    yes = (12 + 4) / 60
    chance = yes**2 + (1 - yes) ** 2
    assert kappa(6, 4, 20) == pytest.approx((52 / 60 - chance) / (1 - chance))


def test_agreement_needs_ten_pairs() -> None:
    assert "needs at least 10 pairs" in figures(survey("ABC", ties="AB BA BC")).loc["agreement", "reason"]
    assert figures(survey("ABCDE", ties="AB BA")).loc["agreement", "value"] == 1


def asked_both_ways(*said: str) -> pd.DataFrame:
    """Six who answered a form that asks who gives data to whom and who gets it; "A gives B" is one report."""
    answers: dict[str, dict[str, str]] = {letter: {"gives_A": "", "gets_A": ""} for letter in "ABCDEF"}
    for reporter, way, named in map(str.split, said):
        answers[reporter][f"{way}_{named}"] = "Often"
    return figures(asked(*(form(letter, **row) for letter, row in answers.items())), relation="shares_data")


def test_agreement_on_a_directed_relation_counts_each_direction_as_the_rows_beside_it_do() -> None:
    # By hand: 30 ordered pairs, A-B confirmed, B-A, C-D and E-F said by one end, 26 by none. Of 60 answers 5 say yes;
    # chance = (1/12)^2 + (11/12)^2 = 122/144; observed = 27/30; kappa = (0.9 - 122/144) / (22/144) = 19/55
    found = asked_both_ways("A gives B", "B gets A", "B gives A", "C gives D", "F gets E")
    assert found.loc[["confirmed", "one_sided"], "value"].tolist() == [1, 3]
    assert found.loc["agreement", "footing"].startswith("of 30 pairs")
    assert found.loc["agreement", "value"] == pytest.approx(19 / 55)


def test_agreement_on_a_mutual_relation_counts_each_pair_once() -> None:
    found = figures(survey("ABCDEF", ties="AB BA CD"))
    # By hand: 15 pairs, 1 confirmed, 1 one-sided; of 30 answers 3 say yes; chance = 0.82, observed = 14/15
    assert found.loc["agreement", "footing"].startswith("of 15 pairs")
    assert found.loc["agreement", "value"] == pytest.approx((14 / 15 - 0.82) / 0.18)


def test_whoever_was_invited_is_on_the_map_and_never_counts_as_off_it() -> None:
    everybody_names_one_silent = figures(survey("ABCDE", silent="FGHIJ", ties="AF BG CH DI EJ"))
    assert everybody_names_one_silent.loc["unmapped", "value"] == 0
    everybody_names_one_uninvited = figures(survey("ABCDE", named="FGHIJ", ties="AF BG CH DI EJ"))
    assert everybody_names_one_uninvited.loc["unmapped", "value"] > 3


@pytest.mark.parametrize(
    ("ecosystem", "why"),
    [
        (sample("biodt_2024"), ONLY_A_LIST),
        (survey("", silent="AB"), "nobody has answered yet"),
        (survey("ABCDE"), "nobody who answered names anybody"),
        (survey("ABCD", named="E", ties="AE"), "needs at least 5 answers"),
        (survey("ABCDE", silent="FGHIJK", named="L", ties="AL"), "under 50% of those invited have answered"),
    ],
    ids=["only a list", "nobody", "no names", "too few", "low response"],
)
def test_what_is_off_the_map_is_not_guessed_where_it_cannot_be(ecosystem, why: str) -> None:  # type: ignore[no-untyped-def]
    found = figures(ecosystem)
    assert found.loc[["unmapped", "mention_coverage"], "reason"].tolist() == [why, why]


def test_a_sector_of_which_nobody_answered_is_named_instead_of_an_estimate() -> None:
    rows = [f"{letter},respondent,Library" for letter in "abcde"]
    listed = "\n".join(["name,status,sector", *rows, "s,invited,School", "x,named only,"])
    found = figures(tiny(organizations=listed, ties="source,target\na,x"))
    assert "nobody has answered of: School" in found.loc["unmapped", "reason"]


def test_an_upper_end_above_the_size_of_the_map_is_not_shown() -> None:
    found = figures(survey("ABCDEF", named="UVWXYZ", ties="AU BV CW DX EY FZ")).loc["unmapped"]
    assert found["low"] < found["value"]
    assert pd.isna(found["high"])


def test_riverton_counts_as_its_key_does() -> None:
    # tests/data/riverton_traps/answer_key.toml: 31 of 44 invited answered, four were named and never asked
    found = figures(sample("riverton_traps"))["value"]
    assert found[["invited", "answered", "named_only"]].tolist() == [44, 31, 4]
