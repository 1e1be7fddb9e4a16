"""Each page on each kind of map: no fault, the right sentence, and a choice that stays."""

import json
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.collect.sources import open_upload
from ecosystem.errors import SourceError
from tests.pages.conftest import ROOT, Run, without_leftovers

PAGES = ["home", "data", "responses", "names", "map", "key_organizations", "gaps", "compare", "reports"]
KEY = tomllib.loads((ROOT / "sample_data/riverton/answer_key.toml").read_text(encoding="utf-8"))
GOOD = ("lists.csv", b"source,target,city\nA,B,Harbor\nB,C,Harbor\n", "text/csv")
BAD = ("lists.xlsx", b"this is no workbook", "application/octet-stream")

TINY = {
    "one organization": {"organizations": "name,city\nLibrary,Harbor\n"},
    "no ties": {"organizations": "name,city,sector\nLibrary,Harbor,Library\nSchool,Harbor,School\n"},
    "two cities": {"ties": "source,target,city\nA,B,Harbor\nB,C,Harbor\nD,E,Hill\n"},
    "nobody answered": {
        "organizations": "name,city,status\nLibrary,Harbor,invited\nSchool,Harbor,invited\n",
        "ties": "source,target\nLibrary,School\n",
    },
}


def text(app: AppTest) -> str:
    """What the page says in words, escapes taken out."""
    said = [*app.markdown, *app.caption, *app.subheader, *app.error]
    return "\n".join(element.value for element in said).replace("\\", "")


def folder(where: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (where / f"{name}.csv").write_text(content, encoding="utf-8")
    return where


def map_option(app: AppTest) -> dict:
    return json.loads(app.get("echarts_chart")[0].proto.spec)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("data", ["riverton", "civic-graph"])
def test_every_page_opens_on_the_maps_that_ship(run_page: Run, page: str, data: str) -> None:
    app = run_page(page, data=data)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1
    assert app.query_params["data"] == data


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kind", TINY)
def test_every_page_opens_on_the_smallest_maps(run_page: Run, tmp_path: Path, page: str, kind: str) -> None:
    app = run_page(page, folder(tmp_path, TINY[kind]))
    assert not app.exception
    without_ties = "ties" not in TINY[kind] and page in ("data", "map")
    assert [each.value.startswith("No ties were read") for each in app.error] == [True] * without_ties
    assert len(app.markdown) > 1
    assert app.query_params["data"] == "own"


def test_who_answered_counts_as_the_answer_key_does(run_page: Run) -> None:
    app = run_page("responses", data="riverton")
    said = text(app)
    assert f"{KEY['respondents']} of {KEY['invited']} invited organizations in Riverton have answered." in said
    silent = KEY["invited_by_sector"]["Community group"] - KEY["respondents_by_sector"]["Community group"]
    assert f"Community group: {silent} of {KEY['invited_by_sector']['Community group']} have not answered yet." in said
    assert KEY["silent_hub"]["organization"] in said
    assert app.metric[1].value == str(len(KEY["named_only"]))


def test_who_works_with_whom_counts_as_the_answer_key_does(run_page: Run) -> None:
    said = text(run_page("map", data="riverton", relation="Works with"))
    key = KEY["ties_works_with"]
    states = f"{key['confirmed']} confirmed, {key['pending']} pending and {key['one_sided']} one-sided"
    assert f"{KEY['organizations']} organizations and {key['ties']} ties in Riverton: {states}." in said


def test_a_map_of_chosen_sectors_says_that_the_others_are_not_drawn(run_page: Run) -> None:
    app = run_page("map", data="riverton", sectors="Community group")
    drawn = sum(1 for node in map_option(app)["series"][0]["data"] if node.get("symbolSize"))
    assert 0 < drawn < KEY["organizations"]
    assert f"Only the chosen sectors are drawn: {drawn} of {KEY['organizations']} organizations." in text(app)


def test_who_holds_it_together_names_the_cut_point_and_ranks_by_named_by_of_those_who_answered(run_page: Run) -> None:
    app = run_page("key_organizations", data="riverton")
    key = KEY["cut_point"]
    assert f"if {key['organization']} left, {' and '.join(key['breaks_off'])} would lose" in text(app)
    bars = map_option(app)
    labels = [bar["label"]["formatter"].split(" · ")[0] for bar in bars["series"][0]["data"]][::-1]
    assert labels[0] == "13 of 30"  # it answered itself: 30 others
    assert labels[bars["yAxis"][0]["data"][::-1].index(KEY["silent_hub"]["organization"])] == "11 of 31"


def test_a_plain_list_is_ranked_by_partners_because_nobody_was_asked(run_page: Run) -> None:
    app = run_page("key_organizations", data="civic-graph")
    assert app.selectbox(key="measure").value == "degree"
    assert "This is a list of ties, not a survey" in text(run_page("responses", data="civic-graph"))


def press(app: AppTest, label: str) -> AppTest:
    return without_leftovers(next(b for b in app.button if b.label.startswith(label)).click().run())


@pytest.mark.parametrize(("label", "data"), [("Open the map", "civic-graph"), ("Open Riverton", "riverton")])
def test_the_first_click_of_a_newcomer_leads_to_a_map(run_page: Run, label: str, data: str) -> None:
    app = press(run_page(), label)
    assert not app.exception
    assert app.title[0].value == "Who works with whom?"
    assert app.query_params["data"] == data
    assert any(node["name"] for node in map_option(app)["series"][0]["data"])


def test_the_map_of_a_button_stays_although_the_address_named_another(run_page: Run) -> None:
    app = press(run_page(data="civic-graph", site="Chicago"), "Open Riverton")
    app.run()
    assert "Riverton, an invented city" in text(app)
    assert app.query_params["data"] == "riverton"
    assert not app.exception


def test_an_uploaded_file_leads_to_its_map_and_is_one_click_away_later(run_page: Run) -> None:
    app = run_page(data="civic-graph")
    without_leftovers(app.file_uploader[0].set_value([GOOD]).run())
    assert app.title[0].value == "Who works with whom?"
    assert "3 organizations and 2 ties in Harbor" in text(app)
    app.switch_page("ecosystem/pages/home.py").run()
    assert "Harbor: 3 organizations in a list of ties" in text(app)
    press(app, "Open Riverton")
    app.switch_page("ecosystem/pages/home.py").run()
    next(button for button in app.button if button.label == "Open").click().run()
    assert without_leftovers(app).title[0].value == "Who works with whom?"
    assert "3 organizations and 2 ties in Harbor" in text(app)


def test_an_upload_whose_columns_must_be_decided_leads_to_that_question(run_page: Run) -> None:
    app = run_page(data="riverton")
    form = b"Organization,Who do you work with?\nCity IT,Food Bank\n"
    app.file_uploader[0].set_value([("form.csv", form, "text/csv")]).run()
    assert not app.exception
    assert app.title[0].value == "What is in each column?"
    assert "form: 1 sheet, not imported yet" in text(app)


def test_the_first_page_draws_a_real_map_that_does_not_react(run_page: Run) -> None:
    series = map_option(run_page(data="riverton"))["series"][0]
    assert series["silent"]
    assert not series["roam"]
    assert len(series["data"]) > 50
    assert not series["label"]["show"]


def test_what_was_not_used_is_listed_in_words_and_not_in_names_of_columns(run_page: Run) -> None:
    rows, sheets = (frame.value for frame in run_page(data="riverton").dataframe[:2])
    assert set(rows.columns) == {
        "What happened",
        "What to do",
        "Kind",
        "Reason",
        "Sheet",
        "Column",
        "How many",
        "First rows",
    }
    assert set(rows["Kind"]) == {"not used", "please check"}
    assert {"Read as", "Rows used", "Rows not used"} <= set(sheets.columns)


def test_a_file_that_cannot_be_read_leaves_the_map_as_it_was_and_says_why(run_page: Run) -> None:
    app = run_page(data="riverton")
    app.file_uploader[0].set_value([BAD]).run()
    assert "lists.xlsx" in app.error[0].value.replace("\\", "")
    assert "Riverton: 31 of 44 invited organizations answered" in text(app)
    assert not app.run().error


@pytest.mark.parametrize("name", ["map.gexf", "map.GraphML", "map.gml", "map.net", "map.ods", "map.docx", "map"])
def test_a_file_of_any_ending_can_be_given_and_the_reader_says_what_it_is(run_page: Run, name: str) -> None:
    app = run_page(data="riverton")
    app.file_uploader[0].set_value([(name, b"\x89PNG\r\n", "application/octet-stream")]).run()
    with pytest.raises(SourceError) as told:
        open_upload([(name, b"\x89PNG\r\n")])
    assert not app.exception
    assert app.error[0].value.replace("\\", "") == str(told.value)


def test_a_network_file_leads_to_its_map(run_page: Run) -> None:
    nodes = "".join(f'<node id="{n}" label="{name}"/>' for n, name in enumerate(("Elm", "Oak", "Ash")))
    graph = f'<graph><nodes>{nodes}</nodes><edges><edge source="0" target="1"/></edges></graph>'
    app = run_page(data="riverton")
    app.file_uploader[0].set_value([("map.gexf", f"<gexf>{graph}</gexf>".encode(), "application/xml")]).run()
    assert not app.exception
    assert app.title[0].value == "Who works with whom?"
    assert "3 organizations and 1 tie" in text(app)


def test_an_address_that_is_no_google_sheet_is_not_asked(run_page: Run) -> None:
    app = run_page(data="riverton")
    app.text_input[0].set_value("http://127.0.0.1:9/x").run()
    next(b for b in app.button if b.label == "Read this sheet").click().run()
    assert "not the address of a Google Sheet" in app.error[0].value
    assert "Riverton: 31 of 44" in text(app)


def test_data_named_on_the_command_line_that_is_not_there_is_said_and_a_sample_opened(
    run_page: Run, tmp_path: Path
) -> None:
    app = run_page("home", tmp_path / "missing.csv")
    assert "missing.csv: there is no such file" in app.error[0].value.replace("\\", "")
    assert "Civic Graph 2015" in text(app)


def test_an_address_of_a_map_that_lay_in_another_tab_says_that_it_is_gone(run_page: Run) -> None:
    app = run_page(data="own")
    assert "gone once the page is reloaded" in app.error[0].value
    assert app.query_params["data"] == "civic-graph"


def test_the_city_and_the_filters_of_an_address_are_those_of_the_page(run_page: Run) -> None:
    app = run_page("map", data="civic-graph", site="Chicago", relation="collaboration", ring="true", size="Partners")
    assert "in Chicago" in text(app)
    assert app.selectbox(key="relation").value == "collaboration"
    assert app.toggle(key="ring").value is True


def test_a_city_that_is_not_on_the_map_is_set_aside(run_page: Run) -> None:
    app = run_page("gaps", data="civic-graph", site="Nowhere")
    assert not app.exception
    assert "gaps in New York" in text(app)


def test_no_place_and_no_colour_changes_with_a_filter(run_page: Run) -> None:
    app = run_page("map", data="riverton")
    before = map_option(app)

    def places(option: dict) -> list[tuple]:
        return [(node["id"], node["x"], node["y"]) for node in option["series"][0]["data"]]

    def colours(option: dict) -> set[tuple]:
        return {(c["name"], c["itemStyle"]["color"]) for c in option["series"][0]["categories"]}

    def lines(option: dict) -> set[tuple]:
        return {(s["name"], s["itemStyle"]["color"]) for s in option["series"][1:]}

    app.multiselect[0].select("Library").run()
    app.selectbox(key="relation").select("funds").run()
    app.toggle(key="confirmed").set_value(True).run()
    after = map_option(app)
    assert places(after) == places(before)
    assert colours(after) == colours(before)
    assert lines(after) <= lines(before)
    seen = [node["id"] for node in after["series"][0]["data"] if node["symbolSize"]]
    assert len(seen) == KEY["invited_by_sector"]["Library"]


def test_a_name_that_is_found_is_brought_forward_and_its_card_lists_its_partners(run_page: Run) -> None:
    app = run_page("map", data="riverton")
    find = next(box for box in app.selectbox if box.label == "Find an organization")
    find.select("Northbend GIS").run()
    assert "Northbend GIS · Business" in text(app)
    bold = [node["name"] for node in map_option(app)["series"][0]["data"] if node.get("label", {}).get("fontWeight")]
    assert bold == ["Northbend GIS"]


def test_partners_in_other_cities_stand_around_the_map(run_page: Run) -> None:
    app = run_page("map", data="civic-graph")
    inside = map_option(app)["series"][0]["data"]
    app.toggle(key="ring").set_value(True).run()
    with_ring = map_option(app)["series"][0]["data"]
    assert len(with_ring) > len(inside)
    reach = max(abs(node["x"]) for node in inside)
    assert max(abs(node["x"]) for node in with_ring) > reach
    assert [n["id"] for n in with_ring[: len(inside)]] == [n["id"] for n in inside]


def test_each_page_but_the_last_leads_to_the_next_question(run_page: Run) -> None:
    leads = [[link.label for link in run_page(page, data="riverton").get("page_link")] for page in PAGES]
    assert leads[0] == ["Next step: see who answered", "See the map", "Next: What is in each column?"]
    assert leads[-2:] == [["Next: What do we take with us?"], []]
    assert all(len(links) == 1 for links in leads[1:-1])
