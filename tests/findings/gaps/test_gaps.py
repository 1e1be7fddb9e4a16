"""Gaps: each kind on a map one can draw on a napkin, and every gap that was hidden in Riverton."""

import tomllib

import pandas as pd
import pytest

from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.findings.gaps.composition import COMPOSITION_GAPS
from ecosystem.findings.gaps.gap_record import lowered
from ecosystem.findings.gaps.gaps import COLUMNS, GAPS, ORDER, gap_table
from ecosystem.findings.gaps.structure import STRUCTURE_GAPS
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import counted, joined
from tests.tables.asked import asked, form, rows
from tests.tiny import RIVERTON_TRAPS, city, plain_list, sample, survey, tiny

KEY = tomllib.loads((RIVERTON_TRAPS / "answer_key.toml").read_text("utf-8"))


def found(ecosystem: Ecosystem, kind: str) -> pd.DataFrame:
    table = gap_table(ecosystem)
    return table[table["kind"] == kind].reset_index(drop=True)


def who(ecosystem: Ecosystem, kind: str) -> list[str]:
    return found(ecosystem, kind)["organizations"].tolist()


def needs_and_offers(*rows: str, ties: str = "") -> Ecosystem:
    """A survey of respondents given as name,needs,offers,needs_could,offers_could."""
    lines = [f"{row},respondent" for row in rows]
    pairs = [f"{pair[0]},{pair[1]},works_with" for pair in ties.split()]
    return tiny(
        organizations="\n".join(["name,needs,offers,needs_could,offers_could,status", *lines]),
        ties="\n".join(["source,target,relation", *pairs]),
    )


@pytest.fixture(scope="module")
def riverton() -> pd.DataFrame:
    return gap_table(sample("riverton_traps"))


def test_one_asked_and_silent_is_a_gap_of_those_who_name_it() -> None:
    ecosystem = survey("abc", silent="xyz", ties="ax bx cx ay by az")
    gaps = found(ecosystem, "invited_but_silent")
    assert gaps["organizations"].tolist() == ["x", "y", "z"]
    assert gaps["statement"][0] == "x is named by 3 of 3 respondents and has not answered yet"
    assert gaps["evidence"].tolist() == ["named by a, b and c", "named by a and b", "named by a"]
    assert gaps["confidence"].tolist() == ["high", "medium", "low"]


def test_one_named_and_never_asked_is_a_gap_of_its_own_kind() -> None:
    ecosystem = survey("ab", silent="x", named="n", ties="an bn ax")
    assert who(ecosystem, "named_not_surveyed") == ["n"]
    assert who(ecosystem, "invited_but_silent") == ["x"]


def test_only_those_who_answered_count_as_naming_somebody() -> None:
    ecosystem = survey("a", silent="xy", ties="ax yx")
    assert found(ecosystem, "invited_but_silent")["statement"].tolist() == [
        "x is named by 1 of 1 respondents and has not answered yet"
    ]


def test_nobody_is_silent_in_a_plain_list() -> None:
    ecosystem = plain_list("ab bc")
    assert who(ecosystem, "invited_but_silent") == who(ecosystem, "named_not_surveyed") == []


def test_one_who_answered_without_any_tie_stands_alone_and_one_who_was_silent_does_not() -> None:
    ecosystem = survey("abc", silent="x", ties="ab")
    assert who(ecosystem, "isolate") == ["c"]


def test_a_list_of_ties_says_nothing_of_an_organization_that_it_does_not_hold() -> None:
    assert who(plain_list("ab", "c"), "isolate") == []


def test_the_only_organization_of_a_city_does_not_stand_alone() -> None:
    assert who(tiny(organizations="name,site\na,Here"), "isolate") == []


def test_an_isolate_with_ties_to_other_cities_says_so() -> None:
    ecosystem = tiny(
        organizations="name,site\na,Here\nb,Here\nc,Here\nd,There",
        ties="source,target,relation\na,b,funds\nc,d,funds",
    )
    gaps = found(ecosystem, "isolate").set_index("organizations")
    assert gaps.loc["c", "evidence"].endswith("; it has 1 tie to other cities")
    assert gaps.loc["c", ["site", "confidence"]].tolist() == ["Here", "low"]


def test_a_cut_point_comes_with_all_that_its_exit_would_cut_off() -> None:
    gaps = found(plain_list("ab bc ca cd de"), "cut_point")
    assert gaps["organizations"].tolist() == ["c|d|e", "d|e"]
    assert gaps["statement"][0] == "If c left, d and e would lose their only connection to the rest"
    assert gaps["evidence"].tolist()[1].endswith("split into 2 parts, with 1 organization outside the largest")


def test_a_ring_has_neither_cut_point_nor_bridge() -> None:
    ring = plain_list("ab bc cd da")
    assert who(ring, "cut_point") == who(ring, "bridge") == []


def test_a_bridge_names_its_two_ends_and_what_breaks_off() -> None:
    gaps = found(plain_list("ab bc ca cd de"), "bridge")
    assert gaps["organizations"].tolist() == ["c|d", "d|e"]
    assert gaps["statement"][0] == "Only the tie between c and d connects d and e to the rest"


def test_what_would_break_off_is_surer_where_those_concerned_have_answered() -> None:
    heard = found(survey("abcd", ties="ab bc ca cd"), "cut_point")
    half_heard = found(survey("abcd", silent="e", ties="ab bc ca cd ce"), "cut_point")
    unheard = found(survey("abc", silent="d", ties="ab bc ca cd"), "cut_point")
    assert [table["confidence"].tolist() for table in (heard, half_heard, unheard)] == [["high"], ["medium"], ["low"]]
    assert "d may have ties that were not reported" in unheard["evidence"][0]


def test_a_tie_only_one_of_two_who_answered_reports_is_one_sided() -> None:
    gaps = found(survey("abc", ties="ba ac ca"), "one_sided_tie")
    assert gaps["organizations"].tolist() == ["b|a"]
    assert gaps["statement"].tolist() == ["b reports “b works with a”; a answered and does not report it"]


def test_a_tie_to_one_who_has_not_answered_is_pending() -> None:
    gaps = found(survey("b", silent="a", ties="ba"), "pending_tie")
    assert gaps["organizations"].tolist() == ["b|a"]
    assert gaps["statement"].tolist() == ["b reports “b works with a”; a has not answered"]
    assert gaps["action"].tolist() == ["Ask a to answer."]


def test_a_tie_waits_only_for_those_who_can_still_answer() -> None:
    ecosystem = asked(form("A", gives_B="Often", gives_C="Often"), form("B"), invited="name,city\nC,Riverton")
    assert rows(ecosystem, "ties", "target_id", "state") == [("riverton/b", "pending"), ("riverton/c", "pending")]
    assert who(ecosystem, "pending_tie") == ["A|C"]
    assert who(ecosystem, "one_sided_tie") == []


@pytest.mark.parametrize("silent", ["b", ""])
def test_a_wish_is_neither_one_sided_nor_waiting(silent: str) -> None:
    ecosystem = survey("ac" if silent else "abc", silent=silent, ties="ab", relation="would_like")
    wishes = city(ecosystem, relation="would_like")
    assert len(wishes.ties) == 1
    assert [*GAPS["pending_tie"].function(wishes), *GAPS["one_sided_tie"].function(wishes)] == []


def test_a_directed_tie_is_quoted_in_its_direction_whoever_says_so() -> None:
    ecosystem = tiny(
        organizations="name,status\na,respondent\nb,invited",
        ties="source,target,relation,reporter\na,b,funds,a\nb,a,funds,a",
    )
    gaps = found(ecosystem, "pending_tie")
    assert gaps["organizations"].tolist() == ["a|b", "a|b"]
    assert gaps["statement"].tolist() == [
        "a reports “a funds b”; b has not answered",
        "a reports “b funds a”; b has not answered",
    ]
    assert gaps["gap_id"].is_unique


def test_a_relation_of_the_sources_own_is_quoted_in_its_own_word() -> None:
    assert (
        "“a – meets – b”" in found(survey("a", silent="b", ties="ab", relation="meets"), "pending_tie")["statement"][0]
    )


def test_a_need_and_an_offer_without_a_tie_call_for_an_introduction_by_a_common_partner() -> None:
    ecosystem = needs_and_offers("a,Space,,,", "b,,Space,,", "c,,,,", ties="ac bc")
    gaps = found(ecosystem, "introduction")
    assert gaps["organizations"].tolist() == ["a|b"]
    assert gaps["action"].tolist() == ["Ask c to introduce them: both are partners."]
    assert gaps["confidence"].tolist() == ["high"]


def test_nobody_is_introduced_to_a_partner_or_to_itself() -> None:
    assert who(needs_and_offers("a,Space,,,", "b,,Space,,", ties="ab"), "introduction") == []
    assert who(needs_and_offers("a,Space,Space,,", "b,,,,"), "introduction") == []


def test_an_offer_with_a_common_partner_goes_before_one_without() -> None:
    ecosystem = needs_and_offers("a,Space,,,", "b,,Space,,", "c,,Space,,", "d,,,,", ties="ad cd")
    assert who(ecosystem, "introduction") == ["a|c"]


def test_introductions_with_somebody_to_make_them_stand_first() -> None:
    ecosystem = needs_and_offers("a,Data,,,", "b,,Data,,", "x,Space,,,", "y,,Space,,", "z,,,,", ties="xz yz")
    assert who(ecosystem, "introduction") == ["x|y", "a|b"]


def test_a_need_nobody_offers_names_those_who_could() -> None:
    gaps = found(needs_and_offers("a,Space,,,", "b,Space,,,", "c,,,,Space"), "need_without_offer")
    assert gaps["organizations"].tolist() == ["a|b"]
    assert gaps["evidence"].tolist() == ["needed by a and b; offered by none; c could offer it"]
    assert gaps["action"].tolist() == ["Ask c whether they would."]


def test_a_need_somebody_offers_is_no_need_without_an_offer() -> None:
    assert who(needs_and_offers("a,Space,,,", "b,,Space,,"), "need_without_offer") == []


def test_an_offer_is_idle_only_where_nobody_needs_it_or_expects_to() -> None:
    gaps = found(needs_and_offers("a,,Space|Data|Money,,", "b,Space,,,", "c,,,Data,"), "offer_without_taker")
    assert gaps["gap_id"].tolist() == ["offer_without_taker:all:Money"]


def test_a_sector_of_the_checklist_that_is_not_there_is_missing() -> None:
    sectors = load_vocabulary("sectors").labels
    rows = [f"o{number},{sector}" for number, sector in enumerate(sectors[:-1])]
    gaps = found(tiny(organizations="\n".join(["name,sector", *rows])), "missing_sector")
    assert gaps["statement"].tolist() == [f"No organization in this map is known to have the sector “{sectors[-1]}”"]
    assert (gaps["gap_id"].tolist(), gaps["organizations"].tolist()) == (["missing_sector:all"], [""])
    assert gaps["confidence"].tolist() == ["high"]


def test_all_that_a_city_lacks_of_the_checklist_is_one_gap() -> None:
    sectors = load_vocabulary("sectors").labels
    rows = [f"o{number},{sector}" for number, sector in enumerate(sectors[:-2])]
    gaps = found(tiny(organizations="\n".join(["name,sector", *rows])), "missing_sector")
    assert gaps["statement"].tolist() == [
        f"No organization in this map is known to have these sectors: “{sectors[-2]}” and “{sectors[-1]}”"
    ]


def test_a_source_that_uses_few_words_of_the_checklist_is_to_be_sorted_by_it_first() -> None:
    gaps = found(tiny(organizations="name,sector\na,Library"), "missing_sector")
    assert gaps["confidence"].tolist() == ["low"]
    assert gaps["action"].tolist() == ["First assign one of all 13 sectors to every organization of this map."]


def test_nothing_is_missing_from_a_checklist_the_source_does_not_use() -> None:
    assert who(tiny(organizations="name,sector\na,Guild\nb,Order"), "missing_sector") == []
    assert who(tiny(organizations="name,sector\na,Library"), "missing_role") == []


def test_a_role_nobody_plays_is_missing() -> None:
    roles = load_vocabulary("roles").labels
    ecosystem = tiny(organizations=f"name,roles\na,{'|'.join(roles[1:])}")
    assert found(ecosystem, "missing_role")["statement"].tolist() == [
        f"No organization in this map is known to have the role “{roles[0]}”"
    ]


def test_two_sectors_without_a_tie_are_a_gap_of_all_their_organizations() -> None:
    ecosystem = tiny(
        organizations="name,sector\na,Library\nb,Library\nc,School\nd,Business",
        ties="source,target,relation\na,c,works_with\nc,d,works_with",
    )
    gaps = found(ecosystem, "sector_pair")
    assert gaps["organizations"].tolist() == ["a|b|d"]
    assert gaps["statement"].tolist() == ["No tie connects Business and Library in this map"]
    # 1 x 2 pairs possible, 2 ties in 6 pairs: 0.7 expected
    assert gaps["evidence"][0].startswith("1 × 2 = 2 possible pairs, no tie among them; 0.7 would be expected")
    assert gaps["action"].tolist() == ["Introduce one organization of each to the other: d and a."]


def test_a_sector_pair_weighs_by_the_ties_one_would_expect_between_the_two() -> None:
    rows = [*(f"{letter},Library" for letter in "abc"), *(f"{letter},School" for letter in "xyz")]
    ecosystem = tiny(
        organizations="\n".join(["name,sector", *rows]),
        ties="source,target,relation\na,b,works_with\nb,c,works_with\na,c,works_with\nx,y,works_with\ny,z,works_with",
    )
    gaps = found(ecosystem, "sector_pair")  # 9 pairs x 5 ties / 15 pairs = 3 expected
    assert "3.0 would be expected" in gaps["evidence"][0]
    assert gaps["confidence"].tolist() == ["high"]


@pytest.mark.parametrize(
    ("answered", "silent", "steps"),
    [("abcdefg", "xyz", ["high", "medium", "low"]), ("ab", "x", ["medium", "low", "low"]), ("a", "xy", ["low"] * 3)],
)
def test_confidence_falls_one_step_under_70_and_two_under_50_percent_of_answers(
    answered: str, silent: str, steps: list[str]
) -> None:
    asked = city(survey(answered, silent=silent))
    assert [lowered(confidence, asked) for confidence in ("high", "medium", "low")] == steps


def test_a_plain_list_lowers_no_confidence_for_want_of_answers() -> None:
    assert lowered("high", city(plain_list("ab"))) == "high"


def test_every_kind_of_gap_says_what_it_asks_and_what_it_cannot_say() -> None:
    for gap in GAPS.values():
        assert all(text.strip() for text in (gap.id, gap.label, gap.question, gap.cannot_say))
        assert gap.question.endswith("?")
    assert len({gap.label for gap in GAPS.values()}) == len(GAPS) == 13


def test_words_of_gaps_use_no_jargon_of_networks(riverton: pd.DataFrame) -> None:
    words = " ".join([*(f"{g.label} {g.question} {g.cannot_say}" for g in GAPS.values()), *riverton["action"]])
    assert not {"node", "nodes", "edge", "edges", "alter", "alters", "vertex"} & set(words.lower().split())


def test_names_stand_in_sentences_as_they_were_written() -> None:
    ecosystem = tiny(
        organizations='name,status\n"<b>Bold</b>, Inc.",respondent\n=1+1,invited',
        ties='source,target,relation\n"<b>Bold</b>, Inc.",=1+1,works_with',
    )
    assert found(ecosystem, "pending_tie")["statement"].tolist() == [
        "<b>Bold</b>, Inc. reports “<b>Bold</b>, Inc. works with =1+1”; =1+1 has not answered"
    ]


def test_two_gaps_never_share_an_id_however_alike_their_words() -> None:
    ecosystem = needs_and_offers("a,C++|C|C#,,,", "a:b,R: x|R,Desks,,", "b,R: x,,,")
    ids = gap_table(ecosystem)["gap_id"]
    assert ids.is_unique
    assert {i for i in ids if i.startswith("need_without_offer:all:C")} == {
        f"need_without_offer:all:{need}" for need in ("C", "C++", "C#")
    }


def test_shuffled_rows_give_the_same_gaps() -> None:
    rows = ["a,Library,Space,", "b,Library,,Space", "c,School,Data,", "d,School,,", "e,Guild,,Money"]
    pairs = ["a,c,works_with", "c,d,works_with", "d,a,works_with", "d,e,funds"]

    def table(turned: bool) -> pd.DataFrame:
        step = -1 if turned else 1
        return gap_table(
            tiny(
                organizations="\n".join(["name,sector,needs,offers", *rows[::step]]),
                ties="\n".join(["source,target,relation", *pairs[::step]]),
            )
        )

    pd.testing.assert_frame_equal(table(turned=False), table(turned=True))


def test_gaps_of_one_city_are_those_of_the_whole_map_that_lie_there() -> None:
    ecosystem = tiny(
        organizations="name,site\na,Here\nb,Here\nc,There\nd,There",
        ties="source,target,relation\na,b,funds\nc,a,funds\nd,a,funds",
    )
    whole, one = gap_table(ecosystem), gap_table(ecosystem, "there")
    assert one["organizations"].tolist() == ["c", "d"]
    pd.testing.assert_frame_equal(whole[whole["site"] == "There"].reset_index(drop=True), one)


def test_what_one_can_act_on_this_week_stands_first_in_every_city() -> None:
    ecosystem = tiny(
        organizations="name,site,needs,offers\na,Here,,\nb,Here,,\nc,There,Space,\nd,There,,Space",
        ties="source,target,relation\na,b,funds\nc,a,funds\nd,a,funds",
    )
    table = gap_table(ecosystem)
    assert table[["kind", "site"]].agg(" ".join, axis=1).tolist() == [
        "introduction There",
        "bridge Here",
        "isolate There",
        "isolate There",
    ]


def test_every_kind_of_gap_has_its_place_in_the_order() -> None:
    assert tuple(GAPS) == ORDER
    assert {gap.id for gap in (*COMPOSITION_GAPS, *STRUCTURE_GAPS)} == set(ORDER)


def test_a_map_without_organizations_has_no_gaps() -> None:
    empty = tiny(organizations="name,website\n")
    assert gap_table(empty).columns.tolist() == COLUMNS
    assert gap_table(empty).empty


def test_gaps_of_riverton_have_unique_ids_and_every_cell_but_that_of_organizations(riverton: pd.DataFrame) -> None:
    assert riverton["gap_id"].is_unique
    assert riverton.columns.tolist() == COLUMNS
    assert not riverton.isna().any().any()
    assert (riverton.drop(columns="organizations") != "").all().all()


def test_the_cut_point_of_riverton_is_found_with_all_that_breaks_off(riverton: pd.DataFrame) -> None:
    rows = riverton[riverton["kind"] == "cut_point"]
    wanted = "|".join([KEY["cut_point"]["organization"], *KEY["cut_point"]["breaks_off"]])
    assert wanted in rows["organizations"].tolist()


def test_the_isolates_of_riverton_are_found_and_no_others(riverton: pd.DataFrame) -> None:
    assert sorted(riverton.loc[riverton["kind"] == "isolate", "organizations"]) == KEY["isolates"]


@pytest.mark.parametrize(
    ("kind", "ends"),
    [
        ("one_sided_tie", [KEY["one_sided"]["reporter"], KEY["one_sided"]["named"]]),
        ("pending_tie", [KEY["pending"]["reporter"], KEY["pending"]["named"]]),
        ("introduction", [KEY["unmet_need"]["needed_by"], KEY["unmet_need"]["offered_by"]]),
    ],
)
def test_the_pairs_hidden_in_riverton_are_found(riverton: pd.DataFrame, kind: str, ends: list[str]) -> None:
    assert "|".join(ends) in riverton.loc[riverton["kind"] == kind, "organizations"].tolist()


def test_the_silent_hub_of_riverton_leads_those_whose_answer_is_awaited(riverton: pd.DataFrame) -> None:
    first = riverton[riverton["kind"] == "invited_but_silent"].iloc[0]
    assert first["organizations"] == KEY["silent_hub"]["organization"]
    assert first["confidence"] == "high"


def test_those_named_in_riverton_and_never_asked_are_found_and_no_others(riverton: pd.DataFrame) -> None:
    assert sorted(riverton.loc[riverton["kind"] == "named_not_surveyed", "organizations"]) == KEY["named_only"]


def test_needs_without_offer_and_offers_without_taker_in_riverton_are_those_of_its_key(riverton: pd.DataFrame) -> None:
    def about(kind: str) -> list[str]:
        return sorted(i.split(":")[-1] for i in riverton.loc[riverton["kind"] == kind, "gap_id"])

    assert about("need_without_offer") == sorted(KEY["needs_nobody_offers"] + KEY["needs_somebody_could_meet"])
    assert about("offer_without_taker") == sorted(KEY["offers_nobody_needs"])


def test_the_look_alikes_of_riverton_are_two_organizations() -> None:
    assert set(KEY["look_alikes"]) <= set(sample("riverton_traps").names().values())


def test_a_list_of_names_is_cut_after_the_first_few_and_says_how_many_follow() -> None:
    assert [joined(""), joined("A"), joined("AB"), joined("ABCDEF", 2)] == ["", "A", "A and B", "A, B and 4 more"]
    assert counted(0, "tie") == "0 ties"
