"""Column setups, alias lists and decisions written by an earlier version still read, apply and give the same tables."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from ecosystem.__main__ import main
from ecosystem.collect.recipes import dump_recipe, load_recipe, load_recipe_file
from ecosystem.collect.sources import open_source
from ecosystem.names.decisions import to_file
from ecosystem.projects import store
from ecosystem.show.files import to_csv
from ecosystem.tables.assemble import assemble

EARLIER = Path(__file__).parent / "data" / "written_by_2050a59"
RECIPE, ALIASES, CODE = EARLIER / "recipe.toml", EARLIER / "aliases.csv", "ABCD-2345"
TABLES = ("asked", "issues", "locations", "names", "organizations", "reports", "responses", "ties")
WORDS = [
    "message",
    "action",
    "reason",
]  # sentences for people, which may be worded anew; in issues the reason is a code


def written(name: str) -> str:
    return (EARLIER / "tables" / f"{name}.csv").read_text(encoding="utf-8")


def without_words(text: str, but: tuple[str, ...] = ()) -> pd.DataFrame:
    table = pd.read_csv(io.StringIO(text), dtype="string", keep_default_na=False)
    return table.drop(columns=[column for column in WORDS if column in table and column not in but])


def same(name: str, found: str) -> None:
    if name == "issues":
        pd.testing.assert_frame_equal(without_words(found, ("reason",)), without_words(written(name), ("reason",)))
    else:  # later versions may add columns behind those of then
        known = pd.read_csv(io.StringIO(written(name)), dtype="string", keep_default_na=False)
        now = pd.read_csv(io.StringIO(found), dtype="string", keep_default_na=False)
        pd.testing.assert_frame_equal(now[list(known)], known)
        assert list(now)[: len(known.columns)] == list(known)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data with the alias list beside it."""
    shutil.copytree(EARLIER / "data", tmp_path / "data")
    shutil.copy(ALIASES, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store of the earlier version, in a copy that may be written to."""
    shutil.copytree(EARLIER / "store", tmp_path / "store")
    monkeypatch.setenv("ECOSYSTEM_STORE", str(tmp_path / "store"))


@pytest.mark.parametrize("name", TABLES)
def test_an_earlier_column_setup_and_alias_list_give_the_same_tables(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["table", str(folder), name, "--recipe", str(RECIPE)]) == 0
    same(name, capsys.readouterr().out)


@pytest.mark.parametrize("level", ["organization", "network"])
def test_an_earlier_column_setup_and_alias_list_give_the_same_measures(
    folder: Path, capsys: pytest.CaptureFixture[str], level: str
) -> None:
    assert main(["measures", str(folder), "--recipe", str(RECIPE), "--level", level]) == 0
    found, before = without_words(capsys.readouterr().out), without_words(written(f"measures_{level}"))
    later = found[found["measure"] == "named_by"]  # a measure since 0.2.0
    pd.testing.assert_frame_equal(found.drop(later.index).reset_index(drop=True), before)


def test_an_earlier_column_setup_is_written_as_it_was_read() -> None:
    text = RECIPE.read_text(encoding="utf-8")
    assert dump_recipe(load_recipe(text)) == text


@pytest.mark.usefixtures("kept")
def test_an_earlier_log_of_decisions_is_read_and_gives_the_same_tables() -> None:
    log = store.log(CODE)
    assert (len(log), [record.verdict for record in log].count("undo")) == (9, 1)
    assert to_csv(to_file(log)) == ALIASES.read_text(encoding="utf-8")
    found = assemble(open_source(EARLIER / "data"), load_recipe_file(RECIPE), log)
    for name in TABLES:
        same(name, to_csv(found.table(name)))


@pytest.mark.usefixtures("kept")
def test_a_decision_can_be_added_to_an_earlier_log_and_one_that_contradicts_it_is_refused() -> None:
    first = store.log(CODE)[0]
    assert len(store.add(CODE, [replace(first, verdict="different")])) == 1
    assert store.add(CODE, [replace(first, verdict="undo", undoes=first.decision_id)]) == []
    assert len(store.log(CODE)) == 10
