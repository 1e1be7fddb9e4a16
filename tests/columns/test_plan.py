"""From a recipe, or a proposal for one, to a map: nothing gets smaller without a question."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.recipes import Recipe, dump_recipe, load_recipe
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_upload
from ecosystem.columns import edit
from ecosystem.columns.describe import examples
from ecosystem.columns.plan import propose
from ecosystem.errors import RecipeError, SourceError
from ecosystem.tables import setup_preview
from ecosystem.tables.assemble import assemble, instruments_for
from ecosystem.tables.dataset import Ecosystem

HEADERS = ["When", "Your e-mail", "Name of your organization", "Sector", "Who do you work with?"]
GRID = ["How often do you get data from? [City IT]", "How often do you get data from? [Food Bank]"]
ROWS = [
    ["2026-03-01", "ann@example.org", "City IT", "Government", "Food Bank; Library", "", "Weekly"],
    ["2026-03-02", "bo@example.org", "Food Bank", "Nonprofit", "City IT", "Never", ""],
    ["2026-03-03", "cy@example.org", "Library", "Library", "City IT; Food Bank", "Once a year", "Never"],
]


def csv(headers: list[str], rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in [headers, *rows]).encode()


def opened(headers: list[str] = [*HEADERS, *GRID], rows: list[list[str]] = ROWS) -> Source:  # noqa: B006
    return open_upload([("answers.csv", csv(headers, rows))])


def proposed(source: Source) -> Recipe:
    return propose(source.sheets, instruments_for(source))


def ties(ecosystem: Ecosystem) -> set[tuple[str, str, str, str]]:
    table = ecosystem.table("ties")
    columns = ["source_id", "target_id", "relation", "state"]
    return set(table[columns].itertuples(index=False, name=None))


def test_an_unknown_sheet_is_no_map_until_somebody_says_what_its_columns_are() -> None:
    with pytest.raises(SourceError, match="column setup"):
        assemble(opened())


def test_a_proposal_reads_the_columns_of_an_unknown_form() -> None:
    becomes = {c.header: c.becomes for c in proposed(opened()).sheet[0].column}
    assert becomes == {
        "When": "not used",
        "Your e-mail": "private",
        "Name of your organization": "organization",
        "Sector": "sector",
        "Who do you work with?": "ties to several",
        GRID[0]: "tie to one",
        GRID[1]: "tie to one",
    }


def test_a_proposal_taken_as_it_is_makes_the_map_and_people_stay_out_of_it() -> None:
    source = opened()
    found = assemble(source, proposed(source))
    assert ties(found) == {
        ("all/city-it", "all/food-bank", "works_with", "confirmed"),
        ("all/city-it", "all/library", "works_with", "confirmed"),
        ("all/food-bank", "all/library", "works_with", "one-sided"),
        ("all/food-bank", "all/city-it", "shares_data", "pending"),  # nobody was asked to whom it gives
        ("all/city-it", "all/library", "shares_data", "pending"),
    }
    reports = found.table("reports").set_index("named_as_written")
    assert reports.loc[reports["relation"] == "shares_data", "strength"].to_dict() == {"Food Bank": 2.0, "City IT": 1.0}
    assert not any("example.org" in str(table.to_dict()) for table in found.tables.values())


def test_a_sentence_says_who_gives_what_to_whom() -> None:
    source = opened()
    sheet, part = source.sheets[0], proposed(source).sheet[0]
    by_header = {c.header: c for c in part.column}
    assert examples(sheet, part, by_header[GRID[1]]) == ["Food Bank gives data to City IT (Weekly)"]
    assert examples(sheet, part, by_header["Who do you work with?"], most=1) == [
        "City IT works with Food Bank, and 1 more"
    ]
    assert examples(sheet, part, by_header["Your e-mail"]) == []


@settings(deadline=None, max_examples=20)
@given(st.randoms(use_true_random=False), st.permutations(range(3)))
def test_columns_reordered_or_inserted_and_rows_shuffled_give_the_same_ties(
    chance: random.Random, order: list[int]
) -> None:
    recipe, before = proposed(opened()), ties(assemble(opened(), proposed(opened())))
    places = list(range(len(ROWS[0])))
    chance.shuffle(places)
    headers = [[*HEADERS, *GRID][p] for p in places]
    rows = [[ROWS[r][p] for p in places] for r in order]
    at = chance.randrange(len(headers))
    headers.insert(at, "Shoe size")
    for row in rows:
        row.insert(at, "42")
    after = assemble(opened(headers, rows), recipe)
    assert ties(after) == before
    assert "Shoe size" in set(after.table("issues").query("reason == 'new column'")["column"])


@pytest.mark.parametrize("place", [2, 4, 5])
def test_a_column_the_map_stands_on_that_was_renamed_is_a_question_and_never_a_smaller_map(place: int) -> None:
    headers = [*HEADERS, *GRID]
    recipe = proposed(opened())
    renamed = [*headers[:place], headers[place] + " (2026)", *headers[place + 1 :]]
    with pytest.raises(RecipeError, match="is new and looks like it"):
        assemble(opened(renamed, ROWS), recipe)


def test_an_attribute_that_is_gone_is_a_doubt() -> None:
    recipe = proposed(opened())
    headers = [h for h in [*HEADERS, *GRID] if h != "Sector"]
    rows = [[cell for place, cell in enumerate(row) if place != 3] for row in ROWS]
    found = assemble(opened(headers, rows), recipe)
    assert "column gone" in set(found.table("issues")["reason"])
    assert len(found.table("ties")) == 5


def test_a_recipe_beside_the_data_is_used_and_changes_the_fingerprint() -> None:
    recipe = dump_recipe(proposed(opened())).encode()
    beside = open_upload([("answers.csv", csv([*HEADERS, *GRID], ROWS)), ("recipe.toml", recipe)])
    other = load_recipe(recipe.decode()).model_copy(update={"word": ()})
    assert ties(assemble(beside)) == ties(assemble(opened(), other))
    part = other.sheet[0].model_copy(update={"site": "Riverton"})
    moved = assemble(opened(), edit.with_sheet(other, part))
    assert moved.fingerprint != assemble(opened(), other).fingerprint
    assert moved.sites == ["Riverton"]


def test_a_word_nobody_knows_is_offered_with_its_neighbour_and_the_choice_is_replayed() -> None:
    rows = [[*ROWS[0][:3], "Goverment offices", *ROWS[0][4:]], *ROWS[1:]]
    source = opened(rows=rows)
    recipe = proposed(source)
    words = setup_preview.unknown_words(assemble(source, recipe))
    assert words[["list", "written", "organizations"]].values.tolist() == [["sectors", "Goverment offices", 1]]
    chosen = edit.with_words(recipe, words.assign(word="Government"))
    organizations = assemble(source, chosen).table("organizations").set_index("name")
    assert organizations.loc["City IT", "sector"] == "Government"


def test_grids_that_differ_in_a_network_name_their_organizations_by_network_and_row() -> None:
    headers = [
        "Which network do you represent?",
        "Country",
        *(f"Rate your ties in {n} [{c}]" for n in "PQ" for c in "12"),
    ]
    rows = [["P", "1", "", "3", "0", "0"], ["Q", "2", "2", "0", "1", ""]]
    source = opened(headers, rows)
    found = assemble(source, proposed(source))
    assert set(found.table("organizations")["name"]) == {"P 1", "P 2", "Q 1", "Q 2"}
    assert ties(found) == {
        ("all/p-1", "all/p-2", "works_with", "pending"),
        ("all/p-1", "all/q-2", "works_with", "one-sided"),
        ("all/q-1", "all/q-2", "works_with", "pending"),
    }


def test_people_of_a_network_tool_are_not_mapped_and_neither_are_their_ties() -> None:
    organizations = "id,name,type\no1,City IT,Organization\np1,Ann Example,Person\no2,Food Bank,Organization\n"
    links = "from_id,to_id,directed\no1,o2,no\no1,p1,no\n"
    found = assemble(open_upload([("organizations.csv", organizations.encode()), ("ties.csv", links.encode())]))
    assert set(found.table("organizations")["name"]) == {"City IT", "Food Bank"}
    assert len(found.table("ties")) == 1
    assert not any("Ann Example" in str(table.to_dict()) for table in found.tables.values())
    assert found.table("issues").query("kind == 'set aside'")["reason"].tolist() == ["about people, never read"] * 2


def test_several_ties_in_one_row_of_a_matrix_are_reports_of_their_own() -> None:
    matrix = "name,A,B,C\nA,0,1,2\nB,0,0,1\nC,1,0,0\n"
    found = assemble(open_upload([("matrix.csv", matrix.encode())]))
    assert len(found.table("reports")) == 4
    assert len(found.table("ties")) == 4


def test_a_list_of_who_takes_part_in_what_becomes_memberships() -> None:
    text = "organization,initiative,role\nCity IT,Data Day,host\nFood Bank,Data Day,\nFood Bank,Hack Night,guest\n"
    found = assemble(
        open_upload([("organizations.csv", b"name\nCity IT\nFood Bank\n"), ("memberships.csv", text.encode())])
    )
    assert len(found.table("memberships")) == 3
    assert set(found.table("initiatives")["name"]) == {"Data Day", "Hack Night"}


def test_a_microsoft_grid_over_organizations_is_guessed_by_its_how_often_answers_and_one_of_opinions_is_not() -> None:
    headers = ["ID", "Name of your organization", "City IT", "Food Bank", "Library", "Staff are kind", "It pays"]
    rows = [
        ["1", "City IT", "", "Weekly", "Never", "Agree", "Agree"],
        ["2", "Food Bank", "Weekly", "", "Monthly", "Disagree", "Agree"],
        ["3", "Library", "Never", "Monthly", "", "Agree", "Disagree"],
    ]
    source = opened(headers, rows)
    becomes = [c.becomes for c in proposed(source).sheet[0].column]
    assert becomes == ["not used", "organization", *["tie to one"] * 3, *["not used"] * 2]
    assert ties(assemble(source, proposed(source))) == {
        ("all/city-it", "all/food-bank", "works_with", "confirmed"),
        ("all/food-bank", "all/library", "works_with", "confirmed"),
    }


def test_beside_a_column_organization_a_column_name_holds_people_and_is_not_read() -> None:
    text = "Timestamp,Email,Name,Organization,City\n1,a@example.org,Ann Example,City IT,Riverton\n"
    found = assemble(open_upload([("list.csv", text.encode())]))
    assert found.table("organizations")["name"].tolist() == ["City IT"]
    assert not any("Ann Example" in str(table.to_dict()) for table in found.tables.values())


def test_a_file_name_that_no_file_can_hold_is_still_a_name() -> None:
    found = assemble(open_upload([("li\udc80st.csv", b"name\nCity IT\n")]))
    assert found.counts["sheet"].str.contains("list|li.st").all()


def test_lists_of_people_or_things_beside_organizations_are_not_used_and_say_so() -> None:
    from ecosystem.collect.sources import open_upload
    from ecosystem.tables.assemble import assemble

    texts = {
        "Directory": "Organization,City\nMill Arts,Gary\nBike Coop,Gary\n",
        "Volunteers": "Name,City\nIda Klum,Gary\n",
        "Supplies": "Name,City\nMarkers,Gary\n",
        "Participants": "Name,City\nMill Arts,Gary\nLake Choir,Gary\n",
    }
    found = assemble(open_upload([(f"{name}.csv", text.encode()) for name, text in texts.items()]))
    assert sorted(found.table("organizations")["name"]) == ["Bike Coop", "Lake Choir", "Mill Arts"]
    unused = found.table("issues").query("reason == 'sheet not used'")["source"]
    assert sorted(unused) == ["Supplies.csv", "Volunteers.csv"]
