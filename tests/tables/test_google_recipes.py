"""The recipe of a Google Sheet follows its tabs by number, whatever they are called by now."""

import pytest

from ecosystem.collect.google import API_KEY, read_google
from ecosystem.collect.sources import google_source
from ecosystem.columns.plan import propose
from ecosystem.tables.assemble import assemble, instruments_for
from tests.collect.sheets_server import ADDRESS, SECRET, Played, Tab, playing

ANSWERS = [["Your group", "Who do you work with?"], ["City IT", "Food Bank; Library"], ["Food Bank", "City IT"]]


def fetched(played: Played):  # type: ignore[no-untyped-def]
    return google_source(read_google(ADDRESS, environment={API_KEY: SECRET}, hosts=played.hosts))


def test_a_renamed_tab_keeps_its_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with playing() as played:
        played.tabs = [Tab(7, "Answers", ANSWERS)]
        source = fetched(played)
        recipe = propose(source.sheets, instruments_for(source))
        before = assemble(source, recipe).table("ties")
        played.tabs = [Tab(9, "Answers", [["what", "else"], ["x", "y"]]), Tab(7, "Form responses", ANSWERS)]
        after = assemble(fetched(played), recipe)
    assert recipe.sheet[0].tab == "7"
    assert len(before) == 2
    assert after.table("ties").equals(before)
    assert after.counts["read_as"].tolist() == ["not used", "answers to recipe 1"]
