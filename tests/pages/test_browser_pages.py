"""The pages in a real browser: hostile names stay text, a click answers, and nothing leaves the machine."""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from ecosystem.collect.sources import open_source
from ecosystem.pages.menu import MENU
from ecosystem.show.text import JOINT
from ecosystem.tables.assemble import assemble
from tests.browser import Watch
from tests.pages.conftest import Run, serving
from tests.pages.test_pages import map_option

PAGES = [
    "",
    "data",
    "responses",
    "names",
    "map?ring=true",
    "key_organizations",
    "gaps",
    "compare?small=true",
    "reports",
]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![](http://x.example/p.png)",
    "[a](javascript:alert(1))",
    ":red[x]",
    ":material/home:",
    "$x^2$",
    "*Star* Org",
    '=HYPERLINK("http://x.example")',
    "{{7*7}} {b} %{x}",
    "http://x.example",
    "a@b.example",  # the reader takes e-mail addresses out
    "</script>",
    "x" * 300,
    "مرحبا بالعالم",
    "a\u200bb",
    "`code` ~~s~~ <b>b</b> &amp; \\*",
]
NOT_OURS = (
    "img:not([data-testid=stSidebarLogo]), script, a[href*='x.example'], a[href^='javascript'], a[href^='mailto'], "
    ".katex"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A survey in which every organization, city, sector, relation, goal, offer and need has a hostile name."""
    folder = tmp_path_factory.mktemp("<b>hostile<b>")
    ids = [f"o{n}" for n in range(len(HOSTILE))]
    turned = HOSTILE[1:] + HOSTILE[:1]
    status = ["respondent"] * (len(ids) - 2) + ["invited", "named only"]
    tables = {
        "organizations": [
            ("organization_id", "name", "sector", "goals", "offers", "needs", "status"),
            *zip(ids, HOSTILE, HOSTILE, HOSTILE, HOSTILE, turned, status, strict=True),
        ],
        "locations": [
            ("organization_id", "name", "site"),
            *((o, n, HOSTILE[0]) for o, n in zip(ids, HOSTILE, strict=True)),
            *((o, n, site) for o, n, site in zip(ids, HOSTILE, turned, strict=True)),
        ],
        "ties": [
            ("source_id", "target_id", "relation"),
            *((ids[0], o, r) for o, r in zip(ids[1:], HOSTILE, strict=False)),
        ],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


@pytest.fixture(scope="module")
def hostile_address(hostile: Path) -> Iterator[str]:
    with serving(hostile) as address:
        yield address


def settle(page: Page) -> None:
    """Wait until the script has run and the page is drawn."""
    page.wait_for_selector("h1")
    page.wait_for_timeout(300)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(200)


def headed(page: Page, name: str) -> None:
    """Wait until the page of this name in the menu is there and drawn."""
    headline = next(entry.headline for entry in MENU if entry.name == name)
    page.locator("h1", has_text=headline).wait_for()
    settle(page)


def go(page: Page, name: str) -> None:
    """Click a page in the menu, and wait until it is there and drawn."""
    page.get_by_role("link", name=name, exact=True).first.click()
    headed(page, name)


def words(page: Page) -> str:
    """What the page's main part says, as written; the joint that keeps an address from becoming a link is not seen."""
    return page.locator("[data-testid=stMain]").inner_text().replace(JOINT, "")


def opened(watch: Watch, address: str) -> Page:
    watch.page.goto(address)
    settle(watch.page)
    return watch.page


def complaints(watch: Watch) -> list[str]:
    """What the page did that it should not; Streamlit looks for its own parts under the page's name first."""
    own = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    missing = [r for r in watch.requests if re.search(r"/\w+/_stcore/", r)]
    errors = [e for e in watch.errors if e != own]
    return watch.outside + watch.dialogs + errors + [own] * max(0, watch.errors.count(own) - len(missing))


def pick(page: Page, label: str, typed: str) -> str:
    """Choose by typing in the selectbox with this label; returns the words of the option chosen."""
    box = page.locator("[data-testid=stSelectbox]").filter(has_text=label).locator("input")
    option = page.locator("[role=option]").first
    for _ in range(3):  # a redraw that comes late closes the list
        box.click()
        box.fill(typed)
        with suppress(PlaywrightTimeout):
            option.wait_for(timeout=10_000)
            break
    shown = option.text_content() or ""
    option.click()
    settle(page)
    return shown


@pytest.mark.parametrize("name", PAGES)
def test_no_name_takes_effect_on_any_page_and_no_page_asks_another_machine(
    browser_page: Watch, hostile_address: str, name: str
) -> None:
    page = opened(browser_page, f"{hostile_address}/{name}")
    for expander in page.locator("[data-testid=stExpander] summary").all():
        expander.click()
    for point in ((640, 300), (800, 400), (700, 500)):
        page.mouse.move(*point)
        page.wait_for_timeout(100)
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator(f":is([data-testid=stMain], [data-testid=stSidebar]) :is({NOT_OURS})").count() == 0
    assert complaints(browser_page) == []


def test_an_organization_is_found_and_its_card_shows_its_name_as_written(
    browser_page: Watch, hostile_address: str, hostile: Path
) -> None:
    names = assemble(open_source(hostile)).table("organizations")["name"].tolist()
    assert [n for n in HOSTILE if n not in names] == ["a@b.example"]
    page = opened(browser_page, f"{hostile_address}/map")
    for name in names:
        assert pick(page, "Find an organization", name) == name
        heading = page.locator("[data-testid=stMain] h3").first.text_content() or ""
        assert heading.replace(JOINT, "").startswith(f"{name} · ")
    assert complaints(browser_page) == []


def test_a_city_of_any_name_is_chosen_shown_as_written_and_kept_from_page_to_page(
    browser_page: Watch, hostile_address: str
) -> None:
    page = opened(browser_page, f"{hostile_address}/gaps")
    for city in (
        "![](http://x.example/p.png)",
        ":red[x]",
        "$x^2$",
        "http://x.example",
        '=HYPERLINK("http://x.example")',
    ):
        assert pick(page, "City", city) == city
        assert f" in {city}" in words(page)
        go(page, "Map")
        assert f" in {city}" in words(page)
        go(page, "Gaps")
    assert complaints(browser_page) == []


def test_gaps_cards_and_kinds_show_names_as_written(browser_page: Watch, hostile_address: str) -> None:
    page = opened(browser_page, f"{hostile_address}/gaps")
    cards = words(page)
    shown = [name for name in HOSTILE if name in cards]
    assert len(shown) >= 6
    assert complaints(browser_page) == []


def test_cities_stand_on_the_axis_with_their_names_as_written(browser_page: Watch, hostile_address: str) -> None:
    page = opened(browser_page, f"{hostile_address}/compare?small=true")
    page.wait_for_selector(".plotly .ytick text")
    axis = {re.sub(r"\s+\(\d+\)$", "", tick) for tick in page.locator(".ytick text").all_text_contents()}
    assert {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "$x^2$", "{{7*7}} {b} %{x}"} <= axis
    assert complaints(browser_page) == []


def test_tooltips_show_names_as_written(browser_page: Watch, hostile_address: str) -> None:
    page = opened(browser_page, f"{hostile_address}/key_organizations?measure=degree")
    bars = page.locator("[data-testid=stEChartsChart], [data-testid=stElementContainer] canvas").first
    tip = page.locator("div[style*='z-index: 9999999']").last
    for step in range(60):  # a chart that is still being drawn does not hear the pointer, and may still move
        box = bars.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 60 + 2 * (step % 10))
        page.wait_for_timeout(500)
        if tip.count():
            break
    tip.wait_for(state="attached")
    assert any(name in (tip.text_content() or "") for name in HOSTILE)
    assert page.locator("[data-testid=stMain] img, [data-testid=stMain] script").count() == 0


def test_a_click_on_the_map_shows_the_card_of_whoever_is_clicked_and_a_filter_leaves_it(
    browser_page: Watch, app_address: str, run_page: Run
) -> None:
    series = map_option(run_page("map", data="riverton"))["series"][0]
    page = opened(browser_page, f"{app_address}/map?data=riverton")
    xs, ys = ([node[axis] for node in series["data"]] for axis in "xy")
    node = next(n for n in series["data"] if n["name"] == "Northbend GIS")
    canvas = page.locator("[data-testid=stMain] canvas").first
    card = page.locator("[data-testid=stMain] h3", has_text="Northbend GIS · Business")
    for _ in range(20):  # a chart that is still being drawn does not hear the pointer
        box = canvas.bounding_box()
        assert box
        width = box["width"] - series["left"] - series["right"]
        height = box["height"] - series["top"] - series["bottom"]
        scale = min(width / (max(xs) - min(xs)), height / (max(ys) - min(ys)))
        across = series["left"] + width / 2 + (node["x"] - (min(xs) + max(xs)) / 2) * scale
        down = series["top"] + height / 2 + (node["y"] - (min(ys) + max(ys)) / 2) * scale
        page.mouse.click(box["x"] + across, box["y"] + down)
        page.wait_for_timeout(1500)
        settle(page)
        if card.count():
            break
    assert page.locator("[data-testid=stMain] h3").first.inner_text() == "Northbend GIS · Business"
    pick(page, "Relation", "Funds")
    assert page.locator("[data-testid=stMain] h3").first.inner_text() == "Northbend GIS · Business"
    assert complaints(browser_page) == []


def test_a_sample_opened_and_a_city_chosen_are_what_every_later_page_shows(
    browser_page: Watch, app_address: str
) -> None:
    page = opened(browser_page, f"{app_address}/?data=civic-graph")
    pick(page, "City", "Chicago")
    go(page, "Map")
    assert "city=Chicago" in page.url
    go(page, "Home")
    page.get_by_role("button", name="Open Riverton").click()
    headed(page, "Map")
    assert "data=riverton" in page.url
    go(page, "Responses")
    assert "31 of 44 invited organizations in Riverton" in words(page)
    assert complaints(browser_page) == []


def test_an_earlier_address_leads_to_the_page_and_keeps_what_it_chose(browser_page: Watch, app_address: str) -> None:
    browser_page.page.goto(f"{app_address}/ties?data=civic-graph&city=Chicago")
    headed(browser_page.page, "Map")
    browser_page.page.wait_for_function("location.pathname === '/map' && location.search.includes('city=Chicago')")
    browser_page.page.get_by_text("ties in Chicago").first.wait_for()
    assert complaints(browser_page) == []


def test_no_label_of_a_figure_is_cut_on_a_narrow_screen(browser_page: Watch, app_address: str) -> None:
    browser_page.page.set_viewport_size({"width": 770, "height": 900})
    page = opened(browser_page, f"{app_address}/responses?data=riverton")
    labels = page.locator("[data-testid=stMetricLabel]")
    labels.nth(3).wait_for()
    assert labels.count() == 4
    cut = page.locator("[data-testid=stMetric] *").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden')"
        ".map(e => e.textContent)"
    )
    assert cut == []


def test_a_file_dropped_in_the_browser_becomes_the_map_of_every_page(browser_page: Watch, app_address: str) -> None:
    page = opened(browser_page, f"{app_address}/?data=civic-graph")
    content = b"source,target,city\nLibrary,School,Harbor\n"
    page.set_input_files("input[type=file]", [{"name": "l.csv", "mimeType": "text/csv", "buffer": content}])
    page.wait_for_function("location.search.includes('project=')")
    page.get_by_role("heading", name="Who works with whom?").wait_for()
    settle(page)
    assert "2 organizations and 1 tie in Harbor" in words(page)


def test_a_row_not_used_is_corrected_in_its_grid_tried_at_once_and_comes_back(
    browser_page: Watch, app_address: str
) -> None:
    page = opened(browser_page, app_address)
    content = b"Organization,Who do you work with?\nCity IT,Food Bank\n,City IT\nFood Bank,City IT\n"
    page.set_input_files("input[type=file]", [{"name": "form.csv", "mimeType": "text/csv", "buffer": content}])
    page.get_by_role("heading", name="What is in each column?").wait_for()
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("Something in 1 row was not used").wait_for()
    settle(page)
    grid = page.locator("[data-testid=stDataFrame]").last
    grid.scroll_into_view_if_needed()
    settle(page)
    box = grid.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + 520, box["y"] + 55)  # behind the row's number and the reason: the organization
    page.wait_for_timeout(300)
    page.keyboard.type("Library")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.get_by_text("Row 3: all of it is used once you press").wait_for()
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("Something in 1 row was not used").wait_for(state="detached")
    settle(page)
    go(page, "Map")
    assert "3 organizations and 2 ties" in words(page)
    assert complaints(browser_page) == []
