"""The map file: names stay text, nothing leaves the machine, and the page does what its legend says."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from ecosystem.errors import TableError
from ecosystem.show.map_file import map_html
from ecosystem.show.palette import UNKNOWN_SECTOR, sector_style
from tests.browser import Watch

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![](http://x.example/p.png)",
    '=HYPERLINK("http://x.example")',
    "{{7*7}} {% raw %}",
    "href=x onerror=alert(1)",
    '<a href="http://x.example/">href</a>',
    "<!-- & &amp; ' \" -->",
    "a\u200bb\u202edcba\u202c",
    "مرحبا بالعالم",
    "x" * 300,
    "*Star* :red[x]",
    "javascript:alert(1)",
    "__proto__",
]


def organization(who: Any, name: str | None = None, **more: Any) -> dict[str, Any]:
    row = {"organization_id": who, "name": name or str(who), "sector": "government", "size": 1.0}
    return row | {"x": 0.0, "y": 0.0, "ring": False, "details": []} | more


def tie(source: Any, target: Any, relation: str = "works_with", **more: Any) -> dict[str, Any]:
    row = {"source_id": source, "target_id": target, "relation": relation, "relation_label": relation}
    return row | {"directed": False, "state": "recorded", "strength": float("nan")} | more


def page_of(organizations: list[dict[str, Any]], ties: list[dict[str, Any]] | None = None, **words: str) -> str:
    return map_html(
        pd.DataFrame(organizations, columns=list(organization("a"))),
        pd.DataFrame(ties or [], columns=list(tie("a", "b"))),
        **({"title": "A city"} | words),
    )


def shown(watch: Watch, folder: Path, html: str) -> Watch:
    """The page opened from a file, and drawn."""
    file = folder / "map.html"
    file.write_text(html, encoding="utf-8")
    watch.page.goto(file.as_uri())
    if 'id="map"' in html:
        watch.page.wait_for_function("performance.getEntriesByName('map drawn').length > 0")
    return watch


def click_the_middle(watch: Watch) -> None:
    watch.page.locator("#map canvas").click()


def test_the_same_tables_in_any_order_of_rows_give_the_same_bytes() -> None:
    organizations = [organization("a"), organization("b", x=1.0)]
    ties = [tie("a", "b"), tie("b", "a", "funds", directed=True)]
    assert page_of(organizations, ties) == page_of(organizations[::-1], ties[::-1])


def test_another_name_gives_another_nonce() -> None:
    one, other = (page_of([organization("a", name)]).split("'nonce-")[1][:32] for name in ("A", "B"))
    assert one != other


def test_hostile_names_are_read_as_they_were_written(browser_page: Watch, tmp_path: Path) -> None:
    everything = " ".join(HOSTILE)
    organizations = [
        organization(name, name, x=i / 7 - 1, sector=name, details=[name]) for i, name in enumerate(HOSTILE)
    ]
    ties = [tie(name, HOSTILE[i - 1], name) for i, name in enumerate(HOSTILE)]
    html = page_of(organizations, ties, title=everything, subtitle=everything, note=everything)
    page = shown(browser_page, tmp_path, html).page

    def text(place: str) -> str | None:
        return page.locator(place).first.text_content()

    assert [text(place) for place in ("h1", "header p", "footer")] == [everything] * 3
    assert page.title() == everything
    rows = page.locator("#organizations tbody button")
    assert sorted(rows.all_text_contents()) == sorted(HOSTILE)
    for row in rows.all():
        name = row.text_content()
        row.click()
        assert [text(f"#card {place}") for place in ("h2", ".hint", "p:nth-of-type(2)")] == [name] * 3
        assert name in page.locator("#card h3").all_text_contents()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "300 letters stay inside"
    assert browser_page.complaints == []
    assert browser_page.requests == [page.url]


def test_a_lone_surrogate_becomes_a_character_that_a_file_can_hold() -> None:
    organizations = pd.DataFrame([organization("a", "half \ud83d pair")], dtype=object)
    html = map_html(organizations, pd.DataFrame(columns=list(tie("a", "b"))), title="half \udc00")
    assert "half \\ufffd pair" in html
    assert "half \ufffd" in html.encode("utf-8").decode("utf-8")


def test_numbers_from_pandas_and_numpy_serve_as_ids_and_missing_values_are_left_out(
    browser_page: Watch, tmp_path: Path
) -> None:
    organizations = [
        organization(np.int64(1), "One", size=np.nan, sector=pd.NA, details=None),
        organization(np.int64(2), "Two", x=1.0, ring=True),
    ]
    html = page_of(organizations, [tie(np.int64(1), np.int64(2), strength=np.float64("nan"))])
    assert "NaN" not in html.split('id="data">')[1].split("</script>")[0]
    page = shown(browser_page, tmp_path, html).page
    assert page.locator("#organizations tbody tr").all_inner_texts() == [
        f"One\t{UNKNOWN_SECTOR}\t1",
        "Two\tgovernment (elsewhere)\t1",
    ]
    assert browser_page.complaints == []


def test_a_click_on_an_organization_opens_its_card_and_escape_closes_it(browser_page: Watch, tmp_path: Path) -> None:
    page = shown(browser_page, tmp_path, page_of([organization("a", "City Hall", details=["12 staff"])])).page
    assert page.locator("#card").is_hidden()
    click_the_middle(browser_page)
    page.locator("#card h2").get_by_text("City Hall").wait_for()
    assert "12 staff" in page.locator("#card").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_hiding_a_sector_hides_its_organizations_and_their_ties(browser_page: Watch, tmp_path: Path) -> None:
    organizations = [
        organization("a", "City Hall"),
        organization("b", "Library", sector="nonprofit", x=1.0),
        organization("c", "School", sector="nonprofit", x=-1.0),
    ]
    page = shown(browser_page, tmp_path, page_of(organizations, [tie("a", "b"), tie("b", "c")])).page
    page.get_by_role("button", name="government").click()
    assert page.locator("#organizations tbody tr:visible").count() == 2
    assert page.locator("#said").inner_text() == "2 of 3 organizations are drawn."
    assert page.locator("#ties tbody tr:visible").all_inner_texts() == [
        "Library\tworks_with\tSchool\trecorded: from a list, not a survey"
    ]
    click_the_middle(browser_page)
    page.wait_for_timeout(400)  # a click that finds nothing leaves no sign to wait for
    assert page.locator("#card").is_hidden()
    page.get_by_role("button", name="government").click()
    assert page.locator("#said").inner_text() == ""
    click_the_middle(browser_page)
    page.locator("#card h2").get_by_text("City Hall").wait_for()


def test_hiding_a_relation_hides_its_ties_alone(browser_page: Watch, tmp_path: Path) -> None:
    html = page_of(
        [organization("a"), organization("b", x=1.0)], [tie("a", "b"), tie("a", "b", "funds", directed=True)]
    )
    page = shown(browser_page, tmp_path, html).page
    page.get_by_role("button", name="works_with").click()
    assert page.locator("#ties tbody tr:visible").count() == 1
    assert page.locator("#organizations tbody tr:visible").count() == 2


def test_search_ignores_accents_and_case_and_moves_to_what_it_finds(browser_page: Watch, tmp_path: Path) -> None:
    organizations = [organization("a", "Café Zürich", x=-1.0), organization("b", "Library", x=1.0)]
    page = shown(browser_page, tmp_path, page_of(organizations)).page
    page.keyboard.press("Tab")  # the search box is the first stop
    page.keyboard.type("ZURICH")
    page.keyboard.press("Enter")
    assert page.locator("#card h2").inner_text() == "Café Zürich"
    page.wait_for_timeout(500)  # the map glides there
    page.keyboard.press("Escape")
    click_the_middle(browser_page)
    page.locator("#card h2").get_by_text("Café Zürich").wait_for()
    page.get_by_label("Find an organization").fill("nothing like it")
    assert page.locator("#said").inner_text() == "No organization with these letters."
    assert browser_page.complaints == []


def test_a_card_names_partners_by_relation_direction_and_doubt(browser_page: Watch, tmp_path: Path) -> None:
    ties = [tie("a", "b", "funds", directed=True, strength=2.0), tie("b", "a", state="pending")]
    html = page_of([organization("a", "Fund"), organization("b", "Lab", x=1.0)], ties)
    page = shown(browser_page, tmp_path, html).page
    page.locator("#organizations button", has_text="Lab").click()
    assert page.locator("#card h3").all_inner_texts() == ["funds → this organization", "works_with"]
    assert page.locator("#card li").all_inner_texts() == ["Fund", "Fund (pending)"]


def test_several_ties_of_a_pair_bend_apart_and_a_single_one_is_straight(browser_page: Watch, tmp_path: Path) -> None:
    organizations = [organization(who, x=i - 1.0) for i, who in enumerate("abc")]
    ties = [tie("a", "b"), tie("b", "a", "funds"), tie("b", "c")]
    page = shown(browser_page, tmp_path, page_of(organizations, ties)).page
    smooth = page.evaluate("data.ties.map(t => t.smooth && [t.smooth.type, t.smooth.roundness])")
    # "funds" runs from b to a: turning the other way from the other end, both bow to different sides.
    assert smooth == [["curvedCW", 0.08], ["curvedCW", 0.08], False]


def test_no_organizations_is_a_page_that_says_so(browser_page: Watch, tmp_path: Path) -> None:
    page = shown(browser_page, tmp_path, page_of([])).page
    assert page.locator("#count").inner_text() == "There are no organizations to show yet."
    assert browser_page.complaints == []


def test_no_ties_is_a_map_that_says_so(browser_page: Watch, tmp_path: Path) -> None:
    page = shown(browser_page, tmp_path, page_of([organization("a")])).page
    assert page.locator("#count").inner_text() == "1 organization, no ties recorded between them."
    assert page.get_by_text("No ties are recorded between these organizations.").is_visible()
    assert browser_page.complaints == []


@pytest.mark.parametrize(
    ("organizations", "ties", "found"),
    [
        ([organization("a"), organization("a")], [], "'a' stands twice"),
        ([organization("a", x=float("nan"))], [], "no place"),
        ([organization("a")], [tie("a", "ghost")], "'ghost'"),
        ([organization("a"), organization("b")], [tie("a", "b", state="maybe")], "'maybe'"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_refused_with_the_reason(
    organizations: list[dict[str, Any]], ties: list[dict[str, Any]], found: str
) -> None:
    with pytest.raises(TableError, match=found):
        page_of(organizations, ties)


def test_a_sector_and_a_relation_look_as_the_palette_says_whatever_else_is_on_the_map() -> None:
    alone = page_of([organization("a", sector="Library")])
    among = page_of([organization("a", sector="Library"), organization("b", sector="Arts"), organization("c")])
    style = sector_style(["Library"])["Library"]
    entry = f'{{"color":"{style.color}","key":"Library","shape":"{style.shape_vis}","words":"Library"}}'
    assert entry in alone
    assert entry in among
