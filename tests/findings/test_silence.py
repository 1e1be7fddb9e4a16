"""What was not asked has no number and no sentence: over every measure, gap, table and figure of the registers."""

import re
from pathlib import Path

import pandas as pd
import pytest

from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.sources import open_source
from ecosystem.findings.catalog import ON_REQUEST, one_table
from ecosystem.findings.comparison.comparison import compare
from ecosystem.findings.gaps.gap_record import INVITED, TIES, was_asked
from ecosystem.findings.gaps.gaps import GAPS, gap_table
from ecosystem.findings.measures.intervals import intervals
from ecosystem.findings.measures.measure_record import NO_TIES_ASKED
from ecosystem.findings.measures.measure_tables import measure_table
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.response.quality import INVITED_UNKNOWN, quality_table
from ecosystem.findings.response.reminders import reminder_table
from ecosystem.findings.response.reporting_rules import reporting_rules
from ecosystem.findings.response.response import answers_by_sector
from ecosystem.show import phrases
from ecosystem.show.centrality import about_cuts
from ecosystem.show.cities import one_city
from ecosystem.show.exports import response_summary
from ecosystem.show.quality import about_agreement, about_names_given, about_the_unmapped, headline, quality_in_words
from ecosystem.show.sentences import about_answers, about_card, about_ties, about_unasked, after_loading
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.summary import summary
from tests.tiny import city, tiny

NAMES = ("Food Bank", "Library", "City IT", "Zoo", "Museum", "Clinic")
TIE_WORDS = re.compile(
    r"\b0 ties|isolate|no tie |\b0 partners|organization depends|cut off|only connection", re.IGNORECASE
)
INVITED_WORDS = re.compile(
    r"\d invited|of those invited have|never asked|not (yet )?(been )?invited|was not asked", re.I
)
SETUP = """recipe = 1
[[sheet]]
name = "form"
kind = "answers"
column = [
 {{ header = "Time", becomes = "time stamp" }},
 {{ header = "Who are you?", becomes = "organization" }},
{columns}
]
"""


def answers(folder: Path, columns: dict[str, str], *rows: str) -> Ecosystem:
    """Return a form of "Who are you?" and these columns (header -> what it becomes), a row for each of ``NAMES``."""
    said = [f"2026/03/0{n} 9:00:00 AM,{name},{row}" for n, (name, row) in enumerate(zip(NAMES, rows, strict=False), 1)]
    (folder / "form.csv").write_text("\n".join([f"Time,Who are you?,{','.join(columns)}", *said]), "utf-8")
    lines = "\n".join(f' {{ header = "{head}", {becomes} }},' for head, becomes in columns.items())
    return assemble(open_source(str(folder)), load_recipe(SETUP.format(columns=lines)))


def read(kind: str, folder: Path) -> Ecosystem:
    if kind == "a list of organizations":
        rows = [f"{name},Library" for name in NAMES]
        return tiny(organizations="\n".join(["name,sector", *rows]))
    if kind == "a list of those invited":
        rows = [f"{name},{status}" for name, status in zip(NAMES, ["respondent"] * 4 + ["invited"] * 2, strict=True)]
        return tiny(organizations="\n".join(["name,status", *rows]))
    if kind == "offers":
        return answers(folder, {"Offer?": 'becomes = "offers"'}, *["Space", "Space", "Data", "none", "NA", ""])
    if kind == "needs":
        return answers(folder, {"Need?": 'becomes = "needs"'}, *["Space", "n/a", "Data", "none", "-", ""])
    ties = ("Library; City IT", "Zoo; City IT", "Museum; Zoo", "Library", "Food Bank", "Zoo; Aquarium")
    return answers(folder, {"Whom?": 'becomes = "ties to several", relation = "works_with"'}, *ties)


WITHOUT_TIES = ("a list of organizations", "a list of those invited", "offers", "needs")
WITHOUT_INVITED = ("offers", "needs", "ties")


def sentences(ecosystem: Ecosystem) -> str:
    """Every sentence of the pages about one city."""
    here = city(ecosystem)
    quality = quality_table(ecosystem)
    lines = [after_loading(ecosystem, here), about_ties(here), response_summary(here), reporting_rules(here).why]
    lines += [*about_answers(here, answers_by_sector(here)), *one_city(compare(ecosystem).iloc[0])]
    lines += [line for organization in here.members.index for line in about_card(here, organization)]
    lines.append(about_cuts(here, list(GAPS["cut_point"].findings(here)), None, reporting_rules(here)))
    if len(quality):
        lines += [*about_names_given(quality), about_agreement(quality), *about_the_unmapped(quality)]
        lines += [" ".join(each) for each in headline(quality, invited_known=here.invited_known)]
        lines += quality_in_words(quality).astype(object).fillna("").agg(" ".join, axis=1).tolist()
    lines += reminder_table(ecosystem)["why"].tolist()
    gaps = gap_table(ecosystem)
    return "\n".join([*lines, *gaps["statement"], *gaps["evidence"], *gaps["action"]])


@pytest.mark.parametrize("kind", WITHOUT_TIES)
@pytest.mark.parametrize("level", ["organization", "network"])
def test_where_nobody_was_asked_about_ties_every_measure_of_them_is_empty_with_that_reason(
    kind: str, level: str, tmp_path: Path
) -> None:
    ecosystem = read(kind, tmp_path)
    for rule in ("union", "confirmed"):
        table = measure_table(ecosystem, level, rule=rule).set_index("measure")
        for (of, measure), record in MEASURES.items():
            if of == level and record.of_ties and measure in table.index:
                rows = table.loc[[measure]]
                assert rows[["value", "low", "high"]].isna().all(axis=None)
                assert (rows["reason"] == NO_TIES_ASKED).all()
    assert {m for (_, m), record in MEASURES.items() if not record.of_ties} == {"organizations"}


@pytest.mark.parametrize("kind", WITHOUT_TIES)
def test_where_nobody_was_asked_about_ties_no_table_gap_or_sentence_speaks_of_them(kind: str, tmp_path: Path) -> None:
    ecosystem = read(kind, tmp_path)
    assert not {gap.id for gap in GAPS.values() if TIES in gap.needs} & set(gap_table(ecosystem)["kind"])
    assert not TIE_WORDS.search(sentences(ecosystem))
    assert "no question about ties was asked" in about_ties(city(ecosystem))
    assert all(one_table(ecosystem, name).empty for name in ON_REQUEST)
    assert intervals(city(ecosystem)).reason and not intervals(city(ecosystem)).draws
    ranks = one_table(ecosystem, "ranks")
    assert ranks[["rank", "low", "high"]].isna().all(axis=None) and ranks["reason"].notna().all()
    row = compare(ecosystem).iloc[0]
    figures = ["ties", "crossing_ties", "mean_degree", "within_two_steps", "largest_component_share"]
    assert row[[*figures, "cross_sector_share", "cross_sector_expected", "confirmation_rate"]].isna().all()
    assert NO_TIES_ASKED in row["note"]
    quality = quality_table(ecosystem).set_index("measure")
    of_ties = {"pairs_observed", "most_named", "at_most_named", "named_freely", "confirmed", "one_sided"}
    of_ties |= {"confirmation_rate", "agreement", "mention_coverage", "unmapped"}
    told = quality[quality.index.isin(of_ties)]
    assert told["value"].isna().all() and told["reason"].notna().all()


@pytest.mark.parametrize("kind", WITHOUT_INVITED)
def test_where_nobody_said_who_was_invited_nothing_rests_on_it(kind: str, tmp_path: Path) -> None:
    ecosystem = read(kind, tmp_path)
    here = city(ecosystem)
    assert not here.invited_known and here.response_rate is None
    quality = quality_table(ecosystem).set_index("measure")
    for measure in ("invited", "response_rate", "pairs_observed", "unmapped", "mention_coverage"):
        rows = quality.loc[[measure]]
        assert rows["value"].isna().all() and rows["reason"].isin([INVITED_UNKNOWN, NO_TIES_ASKED]).all()
    assert quality.loc[["answered"], "value"].tolist()[0] == len(NAMES)
    assert not {gap.id for gap in GAPS.values() if INVITED in gap.needs} & set(gap_table(ecosystem)["kind"])
    assert not INVITED_WORDS.search(sentences(ecosystem))
    assert phrases.answered(here) == "6 respondents; nobody said who was invited"
    assert not intervals(here).draws and measure_table(ecosystem, "network")[["low", "high"]].isna().all(axis=None)
    assert compare(ecosystem)[["invited", "response_rate"]].isna().all(axis=None)
    assert compare(ecosystem)["note"].str.startswith("not comparable").all()
    assert summary(ecosystem)["organizations"]["invited"] is None
    assert set(reminder_table(ecosystem)["step"]) <= {"Ask"}


@pytest.mark.parametrize("kind", [*WITHOUT_TIES, "ties"])
def test_a_gap_is_found_only_where_all_that_it_needs_was_asked(kind: str, tmp_path: Path) -> None:
    ecosystem = read(kind, tmp_path)
    here, kinds = city(ecosystem), set(gap_table(ecosystem)["kind"])
    for gap in GAPS.values():
        assert gap.needs, f"{gap.id} says nothing of what must have been asked"
        if not all(was_asked(here, need) for need in gap.needs):
            assert gap.id not in kinds
    assert about_unasked(here)


def test_each_kind_of_gap_is_named_among_those_not_looked_for(tmp_path: Path) -> None:
    said = " ".join(about_unasked(city(read("offers", tmp_path))))
    assert all(gap.label in said for gap in GAPS.values() if gap.needs != ("offers",))


@pytest.mark.parametrize("kind", ["offers", "needs"])
def test_what_only_one_side_was_asked_about_has_no_counterpart(kind: str, tmp_path: Path) -> None:
    said = sentences(read(kind, tmp_path))
    assert not re.search(r"no organization (offers|reports)|offered by none|needed by none|“(NA|n/a|none|-)”", said)


def test_a_question_that_all_answer_with_nothing_was_asked(tmp_path: Path) -> None:
    columns = {"Need?": 'becomes = "needs"', "Offer?": 'becomes = "offers"'}
    gaps = gap_table(answers(tmp_path, columns, "Space,none", "Space,NA", "Data,"))
    assert set(gaps.loc[gaps["kind"] == "need_without_offer", "statement"]) == {
        "“Space” is needed in this map, and no organization offers it",
        "“Data” is needed in this map, and no organization offers it",
    }


def test_a_need_and_an_offer_meet_without_a_word_on_ties_that_nobody_was_asked_about(tmp_path: Path) -> None:
    columns = {"Need?": 'becomes = "needs"', "Offer?": 'becomes = "offers"'}
    gaps = gap_table(answers(tmp_path, columns, "Space,none", "none,Space"))
    found = gaps[gaps["kind"] == "introduction"]
    assert found["statement"].tolist() == ["Food Bank needs “Space”; Library offers it"]
    assert "nobody was asked about ties" in found["evidence"].iloc[0]


def test_each_city_is_judged_by_what_was_asked_there() -> None:
    ecosystem = tiny(
        organizations="name,city,needs,offers\nMill,P,Space,\nOven,P,,Data\nDyer,Q,Space,\nBarn,Q,Data,",
    )
    found = gap_table(ecosystem)
    assert set(found.loc[found["kind"] == "need_without_offer", "site"]) == {"P"}


def test_ties_that_were_listed_or_asked_about_keep_their_numbers() -> None:
    listed = measure_table(tiny(ties="source,target\nMill,Oven"), "network").set_index("measure")
    assert listed.loc["density", "value"] == 0.5
    silent = tiny(organizations="name,status\nMill,respondent\nOven,respondent", ties="source,target,relation")
    assert measure_table(silent, "network").set_index("measure").loc["isolates", "value"] == 2


def test_a_list_of_ties_gives_no_count_of_isolates_where_it_may_lack_some() -> None:
    part = tiny(organizations="name,website\nMill,\nOven,\nDyer,", ties="source,target\nMill,Oven")
    row = measure_table(part, "network").set_index("measure").loc["isolates"]
    assert (
        pd.isna(row["value"])
        and row["reason"] == "the list of ties has none of some organizations, and may be incomplete"
    )
