"""A name that is a word of JavaScript is a name: on every page, in every chart, in the map file, for every viewer."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ecosystem.collect.sources import open_source
from ecosystem.show.chart_text import OBJECT_MEMBERS
from ecosystem.show.exports import map_page
from ecosystem.show.text import JOINT
from ecosystem.tables.assemble import assemble
from ecosystem.text import tidy
from tests.browser import Watch
from tests.hostile_names import NO_VALUES, WORDS, every_name_is_one, many_kinds
from tests.pages.conftest import serving
from tests.pages.test_browser_pages import PAGES, complaints, go, headed, opened, pick, settle, words

# What a library wrote on the objects that all code of the page shares: nothing, where no name is a key.
MARKS = """() => [Object.prototype, ...Object.getOwnPropertyNames(Object.prototype)
    .filter(name => name !== "__proto__").map(name => Object.prototype[name])].flatMap(it => Object.keys(it))"""


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return every_name_is_one(tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="module")
def address(survey: Path) -> Iterator[str]:
    with serving(survey) as address:
        yield address


@pytest.fixture(autouse=True)
def _patient(browser_page: Watch) -> None:
    browser_page.page.set_default_timeout(120_000)


def drawn(page: Page) -> None:
    """Wait until the chart stands on the page."""
    page.locator("[data-testid=stMain] canvas").first.wait_for()
    page.wait_for_timeout(500)


def heading(page: Page) -> str:
    return (page.locator("[data-testid=stMain] h3").first.text_content() or "").replace(JOINT, "")


def test_no_other_member_of_every_object_is_known_to_the_browser(browser_page: Watch) -> None:
    assert set(browser_page.page.evaluate("Object.getOwnPropertyNames(Object.prototype)")) == set(OBJECT_MEMBERS)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_such_names_without_a_fault_and_leaves_no_mark(
    browser_page: Watch, address: str, name: str
) -> None:
    page = opened(browser_page, f"{address}/{name}")
    for expander in page.locator("[data-testid=stExpander] summary").all():
        expander.click()
    if name.startswith(("responses", "map", "key_organizations")):
        drawn(page)
    for point in ((640, 300), (800, 400), (700, 500)):
        page.mouse.move(*point)
        page.wait_for_timeout(100)
    assert page.locator("[data-testid=stException]").count() == 0
    assert page.locator("[data-testid=stMain] h1").count() == 1
    assert page.evaluate(MARKS) == []
    assert complaints(browser_page) == []


def test_such_a_city_relation_and_sector_are_chosen_in_the_address_and_by_hand(
    browser_page: Watch, address: str
) -> None:
    page = opened(browser_page, f"{address}/map?site=__proto__&relation=__proto__&sectors=constructor&ring=true")
    drawn(page)
    assert "1 tie in __proto__" in words(page)
    for name in ("__proto__", "hasOwnProperty", "null", "</script>", "{{7*7}}", "\u202eturned round", "two lines"):
        assert pick(page, "Find an organization", name) == name
        assert heading(page) == f"{name} · {'sector not known' if name in NO_VALUES else name}"
    assert pick(page, "Relation", "valueOf") == "valueOf"
    assert "relation=valueOf" in page.url
    assert pick(page, "City", "constructor") == "constructor"
    assert "in constructor" in words(page)
    assert page.evaluate(MARKS) == []
    assert complaints(browser_page) == []


def test_the_measures_of_such_a_sector_alone_are_drawn(browser_page: Watch, address: str) -> None:
    page = opened(browser_page, f"{address}/key_organizations?among=__proto__&among=toString&measure=degree")
    drawn(page)
    assert "Among __proto__ and toString only" in words(page)
    assert page.evaluate(MARKS) == []
    assert complaints(browser_page) == []


def test_such_cities_stand_on_the_axis(browser_page: Watch, address: str) -> None:
    page = opened(browser_page, f"{address}/compare?small=true")
    page.wait_for_selector(".plotly .ytick text")
    axis = {re.sub(r"\s+\(\d+\)$", "", tick) for tick in page.locator(".ytick text").all_text_contents()}
    assert {tidy(word) for word in WORDS if len(word) < 50} - {*NO_VALUES, "undefined"} <= axis
    assert max(map(len, axis)) <= 60
    assert complaints(browser_page) == []


def test_whoever_looked_at_such_a_map_and_whoever_comes_after_gets_the_sample(
    browser_page: Watch, address: str
) -> None:
    page = opened(browser_page, f"{address}/map")
    drawn(page)
    go(page, "Home")
    page.get_by_role("button", name="Open Riverton").click()
    headed(page, "Map")
    assert "data=riverton" in page.url
    go(page, "Map")
    drawn(page)
    assert "48 organizations and 165 ties in Riverton" in words(page)
    assert page.evaluate(MARKS) == []
    other = page.context.browser.new_context().new_page()
    other.set_default_timeout(120_000)
    try:
        other.goto(f"{address}/map?data=riverton")
        settle(other)
        drawn(other)
        assert "48 organizations and 165 ties in Riverton" in words(other)
    finally:
        other.context.close()
    assert complaints(browser_page) == []


def test_the_map_file_finds_shows_and_hides_such_names(browser_page: Watch, survey: Path, tmp_path: Path) -> None:
    file = tmp_path / "map.html"
    file.write_text(map_page(assemble(open_source(survey)), "__proto__"), encoding="utf-8")
    page = browser_page.page
    page.goto(file.as_uri())
    page.wait_for_function("performance.getEntriesByName('map drawn').length > 0")
    names = [tidy(word) for word in WORDS]
    rows = page.locator("#organizations tbody tr")
    assert sorted(page.locator("#organizations tbody button").all_text_contents()) == sorted(names)
    for name in names:
        page.locator("#search").fill(name)
        page.locator("#found button").get_by_text(name, exact=True).first.click()
        assert page.locator("#card h2").text_content() == name
        said = [tidy(line) for line in page.locator("#card p").all_text_contents()]
        values = {name, f"Goals: {name}", f"Level of government: {name}", f"Roles: {name}"}
        assert (values & set(said)) == (set() if name in NO_VALUES else values)
    page.locator("#close").click()
    for title, kind, missing in (("Sectors", "organizations", "Sector not known"), ("Kinds of tie", "ties", "tie")):
        entries = page.locator("#legend fieldset").filter(has_text=title).locator("button")
        table = page.locator(f"#{kind} tbody tr:visible")
        kinds = {*names} - {*NO_VALUES} | {missing}
        assert {*map(tidy, entries.locator("bdi").all_text_contents())} == kinds
        for entry in entries.all():
            before = table.count()
            entry.click()
            assert table.count() < before
            entry.click()
            assert table.count() == before
    assert rows.count() == len(names)
    assert page.evaluate(MARKS) == []
    assert browser_page.complaints == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(many_kinds(tmp_path_factory.mktemp("many"))) as address:
        yield address


def test_two_hundred_sectors_and_relations_leave_room_for_the_map(browser_page: Watch, many: str) -> None:
    page = opened(browser_page, f"{many}/map")
    drawn(page)
    assert "200 organizations and 202 ties in Harbor" in words(page)
    assert pick(page, "Relation", "relation 150") == "relation 150"
    assert "1 tie in Harbor" in words(page)
    assert complaints(browser_page) == []


def test_of_two_organizations_of_one_name_the_one_that_is_chosen_is_shown(browser_page: Watch, many: str) -> None:
    page = opened(browser_page, f"{many}/map")
    for label, sector in (("Library (o0)", "Sector 0"), ("Library (o1)", "Sector 1"), ("(o2)", "Sector 2")):
        assert pick(page, "Find an organization", label).strip("\u2060") in (label, f" {label}")
        assert heading(page).endswith(f" · {sector}")
    assert complaints(browser_page) == []


@pytest.mark.parametrize("value", ["__proto__", "%F0%9F%99&site=b"])
def test_an_address_that_asks_for_what_is_not_there_shows_the_page_all_the_same(
    browser_page: Watch, app_address: str, value: str
) -> None:
    asked = (
        "city",
        "site",
        "round",
        "organization",
        "relation",
        "sectors",
        "among",
        "size",
        "measure",
        "ring",
        "confirmed",
        "kind",
        "figure",
        "small",
    )
    choices = "&".join(f"{name}={value}" for name in (*asked, "__proto__", "constructor"))
    for name, data, shown in (("map", "riverton", "Riverton"), ("key_organizations", value, "Civic Graph 2015")):
        page = opened(browser_page, f"{app_address}/{name}?data={data}&{choices}")
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator("[data-testid=stMain] h1").count() == 1
        assert shown in page.inner_text("body")
    assert complaints(browser_page) == []
