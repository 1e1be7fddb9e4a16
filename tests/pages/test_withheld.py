"""What pages show where organizations are not shown by name, and what they show when an organizer asks for it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.tables.consent import for_public
from tests.pages.conftest import Run
from tests.tables.asked import rows
from tests.tiny import tiny

LISTS = (
    "name,city,status,consent\nQuokka Haven Trust,Elmton,respondent,no\nQuoka Haven Trust,Elmton,invited,public\n"
    "Wombat Guild,Elmton,respondent,group\nElm Society,Elmton,respondent,public\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "organizations.csv").write_text(LISTS, encoding="utf-8")
    (tmp_path / "ties.csv").write_text("source,target\nElm Society,Quoka Haven Trust\n", encoding="utf-8")
    return tmp_path


def told(app: AppTest) -> str:
    """All that the page's main part was told: texts, tables, options, buttons."""
    protos = (str(getattr(node, "proto", "")) for node in app.main)
    tables = (table.value.to_csv() for table in app.dataframe)
    return "\n".join([*protos, *tables])


def test_withheld_names_are_compared_only_when_somebody_asks_and_stand_in_no_address(
    run_page: Run, folder: Path
) -> None:
    app = run_page("names", folder=folder)
    assert "Quokka Haven Trust" not in told(app)
    assert "1 name shown to the group looks like one of theirs" in told(app)
    app.toggle(key="withheld").set_value(True).run()
    assert "Quokka Haven Trust" in told(app)
    assert "uokka" not in str(app.query_params)
    app.switch_page("ecosystem/pages/map.py").run()
    assert "Quokka Haven Trust" not in told(app)


def test_what_is_decided_about_a_withheld_name_holds_and_the_name_stays_withheld() -> None:
    for verdict, shown in (("same", False), ("different", True), ("", False)):
        aliases = f"name_as_written,organization,verdict\nQuoka Haven Trust,Quokka Haven Trust,{verdict}"
        found = tiny(organizations=LISTS, ties="source,target\nElm Society,Quoka Haven Trust", aliases=aliases)
        public = for_public(found)
        assert ("Quoka Haven Trust" in rows(public, "organizations", "name")) == shown
        assert "Quokka Haven Trust" not in str([t.to_dict() for t in public.tables.values()])


@pytest.mark.parametrize(
    "written",
    ["Quoka Haven Trust", "The Quokka Haven Trusts", "Trust (Quokka Haven)", "Quokka Haven Trust, Inc.", "QHT"],
)
def test_an_undecided_look_alike_is_unnamed_in_public_and_counted(written: str) -> None:
    found = tiny(organizations=LISTS.replace("Quoka Haven Trust", f'"{written}"'))
    assert written in rows(found, "organizations", "name")
    public = for_public(found)
    assert rows(public, "organizations", "name").count("Elm Society") == 1
    assert written not in rows(public, "organizations", "name")
    assert public.similar == 1


def test_the_preview_says_what_the_group_and_what_anybody_sees(run_page: Run, folder: Path) -> None:
    app = run_page("reports", folder=folder)
    [wombat] = [option for option in app.selectbox(key="preview").options if "Wombat" in option]
    app.selectbox(key="preview").select(wombat).run()
    [table] = [text.value for text in app.markdown if "Anyone sees" in text.value]
    assert "| Name | Wombat Guild | Unnamed organization 2 |" in table
