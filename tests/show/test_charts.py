"""Charts are plain data: names stay names, and a filter changes who is seen, never where or how."""

import json

import pandas as pd

from ecosystem.show.chart_text import safe_option
from ecosystem.show.charts import answers_option, map_option

ORGANIZATIONS = pd.DataFrame(
    [
        ("a", "{b} <b>A</b>", "Library", 1.0, -1.0, 0.0, False),
        ("b", "B", "Government", float("nan"), 1.0, 0.5, False),
        ("c", "C", "Library", 0.0, 0.2, -0.5, False),
        ("d", "D", "School", float("nan"), 2.0, 2.0, True),
    ],
    columns=["organization_id", "name", "sector", "size", "x", "y", "ring"],
)
TIES = pd.DataFrame(
    [
        ("a", "b", "funds", "Funds", True, "confirmed"),
        ("b", "a", "works_with", "Works with", False, "one-sided"),
        ("c", "d", "works_with", "Works with", False, "pending"),
    ],
    columns=["source_id", "target_id", "relation", "relation_label", "directed", "state"],
)
ALL = ["funds", "works_with"]


def test_who_is_filtered_out_keeps_the_place_and_the_number_and_loses_the_ties() -> None:
    before = map_option(ORGANIZATIONS, TIES, relations=ALL)["series"][0]
    after = map_option(ORGANIZATIONS, TIES, relations=ALL, sectors=["Library"])["series"][0]
    assert [(n["id"], n["x"], n["y"]) for n in after["data"]] == [(n["id"], n["x"], n["y"]) for n in before["data"]]
    assert [n["id"] for n in after["data"] if n["symbolSize"]] == ["0", "2", "3"]  # the ring is of no sector here
    assert [(e["source"], e["target"]) for e in after["links"]] == [("2", "3")]


def test_sectors_and_relations_keep_their_colours_under_a_filter() -> None:
    whole = map_option(ORGANIZATIONS, TIES, relations=ALL)
    part = map_option(ORGANIZATIONS, TIES[TIES["relation"] == "works_with"], relations=ALL, sectors=["Library"])
    assert part["series"][0]["categories"] == whole["series"][0]["categories"]
    assert part["series"][1:] == whole["series"][2:]


def test_a_sector_and_a_relation_of_one_name_are_two_entries_of_the_legend() -> None:
    ties = TIES.assign(relation_label="Library")
    sectors, relations = map_option(ORGANIZATIONS, ties)["legend"]
    assert {entry["name"] for entry in sectors["data"]}.isdisjoint(relations["data"])


def test_a_name_is_data_and_never_a_template() -> None:
    option = map_option(ORGANIZATIONS, TIES, chosen="a")
    text = json.dumps(option)
    assert text.count("{b} <b>A</b>") == 1
    assert option["tooltip"]["formatter"] == "{b}"
    assert {n["label"]["formatter"] for n in option["series"][0]["data"] if "formatter" in n.get("label", {})} == set()


def test_lines_tell_confirmed_from_one_sided_from_pending_and_arrows_only_where_directed() -> None:
    links = map_option(ORGANIZATIONS, TIES)["series"][0]["links"]
    assert [link["lineStyle"]["type"] for link in links] == ["solid", "dashed", "dotted"]
    assert [link["symbol"][1] for link in links] == ["arrow", "none", "none"]


def test_two_ties_of_one_pair_bend_apart() -> None:
    first, second, alone = (
        link["lineStyle"]["curveness"] for link in map_option(ORGANIZATIONS, TIES)["series"][0]["links"]
    )
    assert first == second != 0  # they run in opposite directions, so equal bends part them
    assert alone == 0


def test_an_unknown_size_is_the_smallest_and_numbers_are_valid_json() -> None:
    data = map_option(ORGANIZATIONS, TIES)["series"][0]["data"]
    assert data[1]["symbolSize"] == data[2]["symbolSize"] < data[0]["symbolSize"]
    json.dumps(data, allow_nan=False)


def test_no_word_of_the_data_is_a_key_or_an_id_in_a_chart() -> None:
    def keys(option: object) -> set[str]:
        inside = option.values() if isinstance(option, dict) else option if isinstance(option, list) else ()
        return set().union(option if isinstance(option, dict) else (), *map(keys, inside))

    def drawn(word: str) -> dict:
        rows = ORGANIZATIONS.assign(organization_id=[*"abc", word], name=word, sector=word)
        ties = TIES.assign(relation=word, relation_label=word, target_id=word)
        return safe_option(map_option(rows, ties))

    plain, hostile = drawn("Library"), drawn("__proto__")
    assert keys(hostile) == keys(plain)
    assert [n["id"] for n in hostile["series"][0]["data"]] == ["0", "1", "2", "3"]
    assert '"__proto__"' not in json.dumps(hostile)


def test_a_legend_too_long_for_the_map_is_turned_over_page_by_page() -> None:
    rows = pd.concat([ORGANIZATIONS.head(1)] * 200).assign(sector=[f"Sector number {n}" for n in range(200)])
    rows["organization_id"] = [str(n) for n in range(200)]
    option = map_option(rows, TIES.head(0))
    assert [legend["type"] for legend in option["legend"]] == ["scroll", "plain"]
    assert option["series"][0]["bottom"] < 100
    assert [legend["type"] for legend in map_option(ORGANIZATIONS, TIES)["legend"]] == ["plain", "plain"]


def test_long_sectors_that_begin_alike_are_two_entries_of_the_legend() -> None:
    long = ORGANIZATIONS.assign(sector=["x" * 100 + letter for letter in "abcd"])
    entries = [entry["name"] for entry in map_option(long, TIES)["legend"][0]["data"]]
    assert len(set(entries)) == 4
    assert max(map(len, entries)) < 70


def test_an_empty_map_is_still_a_chart() -> None:
    option = map_option(ORGANIZATIONS.head(0), TIES.head(0))
    assert option["series"][0]["data"] == []


def test_bars_of_answers_leave_out_what_is_nowhere_and_draw_no_zero() -> None:
    table = pd.DataFrame({"sector": ["School", "Library"], "answered": [0, 2], "waiting": [1, 0], "named_only": [0, 0]})
    option = answers_option(table)
    assert option["yAxis"]["data"] == ["Library", "School"]  # drawn from below: the first row ends on top
    assert [(s["name"], s["data"]) for s in option["series"]] == [
        ("Answered", [2, None]),
        ("Invited, no answer yet", [None, 1]),
    ]
