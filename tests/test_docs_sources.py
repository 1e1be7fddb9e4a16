"""docs/sources.md keeps its word: each small file in it is read, and gives what the sentence below it says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.collect.recipes import load_recipe
from ecosystem.collect.sources import open_upload
from ecosystem.errors import RecipeError, SourceError
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.summary import summary

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "sources.md").read_text("utf-8")
FENCE = re.compile(r"^```\w+ (?P<name>[^\n]+)\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL)
COMES_OUT = re.compile(
    r"^Comes out: (?P<organizations>\d+) organizations?, (?P<ties>\d+) ties?(?:, (?P<memberships>\d+) times .*)?\.$",
    re.MULTILINE,
)
MOST_LINES = 8
WITH_EXAMPLE = (
    *("A Google Form", "A Kumu map", "Polinode", "Gephi files", "NodeXL or VNA"),
    *("A network file", "Grants", "A matrix"),
    *("A list of who takes part in what", "A list of ties", "Lists with headers of their own", "Column setups"),
    "Decisions about names",
    "A scale in a column setup",
)
READ_AS = {
    "A Kumu map": "a Kumu map",
    "Polinode": "a Polinode survey",
    "Gephi files": "tables of Gephi",
    "NodeXL or VNA": "a VNA file",
    "A network file": "a Pajek file",
    "Grants": "a list of grants",
    "A matrix": "a matrix of ties",
    "A list of who takes part in what": "a table of who takes part in what",
}


def sections() -> Iterator[tuple[str, str]]:
    for part in TEXT.split("\n## ")[1:]:
        title, _, body = part.partition("\n")
        yield title, body


SECTIONS = dict(sections())


def files_of(title: str) -> dict[str, str]:
    return {found["name"]: found["content"] for found in FENCE.finditer(SECTIONS[title])}


def read(files: dict[str, str]) -> Ecosystem:
    return assemble(open_upload([(name, content.encode()) for name, content in files.items()]))


def reasons(found: Ecosystem) -> set[str]:
    return set(found.table("issues")["reason"])


def test_the_sections_with_an_example_are_these() -> None:
    assert tuple(title for title in SECTIONS if files_of(title)) == WITH_EXAMPLE


@pytest.mark.parametrize("title", WITH_EXAMPLE)
def test_an_example_gives_what_the_sentence_below_it_says(title: str) -> None:
    [said] = COMES_OUT.finditer(SECTIONS[title])
    found = read(files_of(title))
    for table, count in said.groupdict().items():
        assert count is None or len(found.table(table)) == int(count), table


@pytest.mark.parametrize("title", READ_AS)
def test_an_example_is_read_as_what_its_section_is_about(title: str) -> None:
    messages = read(files_of(title)).table("issues")["message"]
    assert f"Read as {READ_AS[title]}." in set(messages)


def test_a_survey_of_polinode_is_one_only_with_the_list_of_those_who_answered() -> None:
    files = files_of("Polinode")
    found = summary(read(files))["organizations"]
    assert (found["respondents"], found["invited"]) == (2, 3)
    without = {name: text for name, text in files.items() if name != "organizations.csv"}
    assert not read(without).survey
    nobody = files | {"organizations.csv": files["organizations.csv"].replace("respondent", "invited")}
    assert not read(nobody).survey and "nobody answered" in reasons(read(nobody))


def test_who_takes_part_in_what_alone_names_its_organizations() -> None:
    files = files_of("A list of who takes part in what")
    alone = read({"takes part.csv": files["takes part.csv"]})
    assert len(alone.table("organizations")) > 0 == len(alone.table("ties"))


def test_a_form_of_ones_own_is_no_map_without_its_column_setup() -> None:
    with pytest.raises(SourceError, match="column setup"):
        read({"form.csv": files_of("A Google Form")["form.csv"]})


def changed(old: str, new: str) -> dict[str, str]:
    files = files_of("Column setups")
    return files | {"answers.csv": files["answers.csv"].replace(old, new)}


def test_a_scale_in_a_column_setup_is_read_weakest_first() -> None:
    found = read(files_of("A scale in a column setup"))
    strengths = found.table("reports").groupby("strength_as_written")["strength"].first().to_dict()
    assert strengths == {"Most weeks": 2.0, "Now and then": 1.0}


def test_a_column_setup_is_as_short_as_shown_and_can_be_given_separately() -> None:
    files = files_of("Column setups")
    assert len(files["setup.toml"].splitlines()) == MOST_LINES
    source = open_upload([("answers.csv", files["answers.csv"].encode())])
    found = assemble(source, load_recipe(files["setup.toml"]))
    assert found.table("ties").equals(read(files).table("ties"))


def test_a_renamed_column_of_ties_stops_the_reading_and_is_named_with_its_like() -> None:
    with pytest.raises(RecipeError, match=r"you share data with.*you share your data with.*looks like it"):
        read(changed("Who do you share data with?", "Who do you share your data with?"))


def test_another_column_that_is_renamed_is_listed_as_gone_and_the_new_one_as_new() -> None:
    assert {"column gone", "new column"} <= reasons(read(changed("What kind of organization is it?", "Your kind")))


def test_a_sheet_under_another_name_is_known_by_its_columns() -> None:
    files = files_of("Column setups")
    found = read({"march.csv": files["answers.csv"], "setup.toml": files["setup.toml"]})
    assert len(found.table("ties")) == 2


def test_sections_are_short_and_free_of_the_words_of_the_trade() -> None:
    for title, body in SECTIONS.items():
        prose = [line for line in FENCE.sub("", COMES_OUT.sub("", body)).splitlines() if line.strip()]
        assert title == "Column setups" or len(prose) <= MOST_LINES, title
    assert not re.findall(r"\b(?:nodes?|edges?|alters?|egos?)\b", TEXT, re.IGNORECASE)


@pytest.mark.parametrize("page", ["README.md", "docs/organizer.md"])
def test_the_page_can_be_found(page: str) -> None:
    assert "sources.md)" in (ROOT / page).read_text("utf-8")
