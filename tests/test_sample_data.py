"""The data that ships: each file is what its notice says, and Riverton holds what its answer key promises.

The survey files are read here in the plainest way, so that the key is compared with a second reading of them.
"""

import csv
import importlib.util
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecosystem.collect.instruments import Match, load_instrument, recognise, shipped_instruments
from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.text import fold

SAMPLE_DATA = Path(__file__).parents[1] / "sample_data"
RIVERTON = SAMPLE_DATA / "riverton"
KEY = tomllib.loads((RIVERTON / "answer_key.toml").read_text(encoding="utf-8"))
FORMS = ("government", "civic_technologist", "community_group")


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def records_of(path: Path) -> list[dict[str, str]]:
    header, *rows = rows_of(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def matched(path: Path, *more: Any) -> tuple[Match, list[list[str]]]:
    header, *rows = rows_of(path)
    match = recognise(header, [*shipped_instruments(), *more])
    assert match is not None
    return match, rows


def organization_in(match: Match, row: list[str]) -> str:
    uses = zip(match.columns, row, strict=True)
    return match.instrument.name_organization({use.question.id: cell for use, cell in uses if use.question})


def same(name: str) -> str:
    """The name an organization goes by in Riverton, by folding and by aliases.csv."""
    aliases = {fold(row["name_as_written"]): row["organization"] for row in records_of(RIVERTON / "aliases.csv")}
    return fold(aliases.get(fold(name), name))


def riverton_answers() -> dict[str, tuple[Match, list[str]]]:
    """The answer that counts of each organization: the one that stands last in its form."""
    answers = {}
    for form in FORMS:
        match, rows = matched(RIVERTON / f"{form}.csv")
        for row in rows:
            answers[organization_in(match, row)] = (match, row)
    return answers


def riverton_reports() -> Iterator[tuple[str, str, str, str, str]]:
    """Reporter, named, relation, direction and spelling of every tie said to be there."""
    for reporter, (match, row) in riverton_answers().items():
        for use, cell in zip(match.columns, row, strict=True):
            if use.question is None or use.question.kind != "relation" or not cell:
                continue
            said = [f"{use.row} ({cell})"] if use.row else cell.split("\n")
            for line in said:
                name, strength = re.fullmatch(r"(.*) \((.*)\)", line).groups()  # type: ignore[union-attr]
                scale = {fold(answer) for answer in use.question.scale}
                if fold(strength) in scale and same(name) != same(reporter):
                    yield same(reporter), same(name), use.question.relation, use.question.direction, name


@pytest.mark.parametrize(("table", "rows"), [("organizations", 423), ("ties", 394), ("locations", 468)])
def test_civic_graph_is_whole(table: str, rows: int) -> None:
    records = records_of(SAMPLE_DATA / "civic_graph_2015" / f"{table}.csv")
    assert len(records) == rows
    assert not {"twitter", "followers"} & set(records[0])


def test_civic_graph_keeps_names_as_written() -> None:
    names = [record["name"] for record in records_of(SAMPLE_DATA / "civic_graph_2015" / "organizations.csv")]
    assert len({name.strip() for name in names}) == 414
    assert sum(name != name.strip() for name in names) == 3


@pytest.mark.parametrize(
    ("folder", "says"),
    [
        ("civic_graph_2015", "Microsoft Technology & Civic Innovation, 2015, CC BY-SA 4.0; people removed"),
        ("biodt_2024", "Copyright (c) 2024 E. Kusch"),
    ],
)
def test_borrowed_data_ships_with_its_notice(folder: str, says: str) -> None:
    assert says in (SAMPLE_DATA / folder / "NOTICE.md").read_text(encoding="utf-8")


def test_a_foreign_survey_is_read_by_the_questionnaire_beside_it() -> None:
    folder = SAMPLE_DATA / "biodt_2024"
    match, rows = matched(folder / "answers.csv", load_instrument(folder / "instrument.toml"))
    assert (match.instrument.id, match.unmatched) == ("biodt_2024", ())
    respondents = {organization_in(match, row) for row in rows}
    roster = {use.question.name_in_row(use.row) for use in match.columns if use.question and use.row}
    ties, blank = set(), set()
    for row in rows:
        for use, cell in zip(match.columns, row, strict=True):
            if use.question and use.row:
                pair = (organization_in(match, row), use.question.name_in_row(use.row))
                ties |= {pair} if cell in use.question.scale else set()
                blank |= {pair} if not cell else set()
    assert (len(respondents), len(roster), len(roster - respondents)) == (36, 77, 41)
    assert len(ties) == 769
    assert blank == {(name, name) for name in respondents}
    assert respondents <= roster and "DiSSCo 966" in roster


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_riverton_is_read_with_no_mapping(form: str) -> None:
    match, _ = matched(RIVERTON / f"{form}.csv")
    assert (match.instrument.id, match.unmatched) == (form, ())
    assert match.columns[0].timestamp and match.columns[1].private


def test_riverton_has_the_answers_its_key_counts() -> None:
    invited = [record["name"] for record in records_of(RIVERTON / "invited.csv")]
    answers = riverton_answers()
    assert (len(invited), len(set(invited)), len(answers)) == (KEY["invited"], 44, KEY["respondents"])
    assert set(answers) <= set(invited)
    assert sum(len(rows_of(RIVERTON / f"{form}.csv")) - 1 for form in FORMS) == KEY["submissions"]
    assert Counter(relation for _, _, relation, _, _ in riverton_reports()) == KEY["reports"]
    named = {name for _, name, _, _, _ in riverton_reports()} - {same(name) for name in invited}
    assert named == {same(name) for name in KEY["named_only"]}


@pytest.mark.parametrize("relation", list(load_relations()))
def test_riverton_has_the_ties_its_key_counts(relation: str) -> None:
    said: dict[tuple[str, str], set[str]] = {}
    for reporter, named, about, direction, _ in riverton_reports():
        pair = (named, reporter) if direction == "gets" else (reporter, named)
        if about == relation:
            said.setdefault(pair if direction != "mutual" else (min(pair), max(pair)), set()).add(reporter)
    asked: dict[str, set[str]] = {}
    for name, (match, _) in riverton_answers().items():
        questions = [use.question for use in match.columns if use.question]
        asked[same(name)] = {question.direction for question in questions if question.relation == relation}
    ways = ("gives", "gets") if load_relations()[relation].directed else ("mutual", "mutual")
    states = Counter(
        ("confirmed" if len(by) == 2 else "one_sided")
        if all(way in asked.get(end, ()) for end, way in zip(pair, ways, strict=True))
        else "pending"
        for pair, by in said.items()
    )
    assert {"ties": len(said), "confirmed": 0, "one_sided": 0, "pending": 0, **states} == KEY[f"ties_{relation}"]


def test_community_groups_of_riverton_answered_least() -> None:
    share = {sector: KEY["respondents_by_sector"][sector] / n for sector, n in KEY["invited_by_sector"].items()}
    assert min(share, key=lambda sector: share[sector]) == "Community group"
    assert KEY["invited_by_sector"] == Counter(r["sector"] for r in records_of(RIVERTON / "invited.csv"))


def test_riverton_names_its_silent_hub_most_among_those_who_did_not_answer() -> None:
    respondents = {same(name) for name in riverton_answers()}
    named = Counter(name for _, name, relation, _, _ in riverton_reports() if relation == "works_with")
    (first, times), (_, next_times) = Counter(
        {name: times for name, times in named.items() if name not in respondents}
    ).most_common(2)
    assert (first, times) == (
        same(KEY["silent_hub"]["organization"]),
        KEY["silent_hub"]["works_with_named_by"],
    )
    assert times > next_times


def test_riverton_writes_one_organization_in_three_ways() -> None:
    spelling = KEY["spellings"]
    ways = {name for _, folded, _, _, name in riverton_reports() if folded == same(spelling["organization"])}
    assert ways == {spelling["organization"], spelling["equal_when_folded"], spelling["only_through_aliases"]}
    assert fold(spelling["equal_when_folded"]) == fold(spelling["organization"])
    assert fold(spelling["only_through_aliases"]) != fold(spelling["organization"])


def test_every_name_in_riverton_reads_like_one_of_a_real_city() -> None:
    names = [record["name"] for record in records_of(RIVERTON / "invited.csv")] + KEY["named_only"]
    assert [name for name in names if not re.fullmatch(r"[A-Z][\w.,' ]{7,}", name)] == []


def test_the_isolates_of_riverton_answered_and_stand_alone() -> None:
    touched = {end for reporter, named, *_ in riverton_reports() for end in (reporter, named)}
    alone = {name for name in riverton_answers() if same(name) not in touched}
    assert alone == set(KEY["isolates"]) and len(alone) == 2


def test_every_answer_of_riverton_to_a_choice_is_in_its_vocabulary() -> None:
    for match, row in riverton_answers().values():
        for use, cell in zip(match.columns, row, strict=True):
            if use.question and use.question.kind.startswith("choice") and use.question.vocabulary and cell:
                parts = cell.split(", ") if use.question.kind == "choices" else [cell]
                assert all(load_vocabulary(use.question.vocabulary).match(part) for part in parts), cell


def test_every_address_in_riverton_is_one_nobody_can_own() -> None:
    text = "".join((RIVERTON / f"{form}.csv").read_text(encoding="utf-8") for form in FORMS)
    hosts = set(re.findall(r"(?:@|https://[a-z0-9-]+\.)([a-z.]+)", text))
    assert hosts == {"example.org"}


def test_the_readme_of_riverton_says_what_the_key_says() -> None:
    readme = " ".join((RIVERTON / "README.md").read_text(encoding="utf-8").split())
    assert "invented" in readme.split("|")[0]
    works, hub = KEY["ties_works_with"], KEY["silent_hub"]
    groups = [KEY[f"{who}_by_sector"]["Community group"] for who in ("respondents", "invited")]
    for said in (
        f"{KEY['respondents']} of {KEY['invited']} invited",
        f"Community groups answered least: {groups[0]} of {groups[1]}",
        f"{KEY['reports']['works_with']} reports of working together, which make {works['ties']} ties: "
        f"{works['confirmed']} confirmed by both, {works['one_sided']} reported",
        f"{works['pending']} where the other",
        f"{KEY['ties_would_like']['pending']} wishes",
        f"{hub['organization']} is named by {hub['works_with_named_by']} organizations",
        ", ".join(KEY["named_only"]),
        ", ".join(KEY["needs_nobody_offers"]),
        f"A need somebody could meet.** {', '.join(KEY['needs_somebody_could_meet'])}:",
        ", ".join(KEY["offers_nobody_needs"]),
        " and ".join(KEY["isolates"]),
        " and ".join(KEY["cut_point"]["breaks_off"]),
    ):
        assert said in readme
    for name in (*KEY["look_alikes"], KEY["broker"]["organization"], *KEY["consent_no"]):
        assert name in readme


def test_the_files_of_riverton_are_what_its_maker_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("make_riverton", SAMPLE_DATA / "make_riverton.py")
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_riverton", maker)
    monkeypatch.setattr(sys, "path", [*sys.path])
    spec.loader.exec_module(maker)
    monkeypatch.setattr(maker, "OUT", tmp_path)
    city = maker.read_city()
    maker.write_files(city)
    (tmp_path / "answer_key.toml").write_text(maker.as_toml(maker.answer_key(city)), encoding="utf-8")
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in RIVERTON.iterdir() if path.name != "README.md"}
    assert written == shipped
