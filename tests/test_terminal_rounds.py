"""Rounds from a terminal: the one asked for, else the last, which is said on standard error."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from ecosystem.__main__ import main
from ecosystem.projects import database, project
from ecosystem.projects.fading import fade_after
from tests.test_terminal import rows

Run = Callable[..., tuple[int, str, str]]
LAST = "This is round 2024, the last of 2: 2021, 2024."


@pytest.fixture
def two_rounds(tmp_path: Path) -> Path:
    (tmp_path / "ties.csv").write_text("from,to,relation,wave\nFerry,Bakery,funds,2021\nBakery,Clinic,advises,2024")
    return tmp_path


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    def made(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        out, err = capfdbinary.readouterr()
        return status, out.decode(), err.decode()

    return made


@pytest.mark.parametrize("verb", ["measures", "gaps", "compare"])
def test_findings_are_of_the_last_round_which_is_said_and_of_another_where_it_is_asked_for(
    run: Run, two_rounds: Path, verb: str
) -> None:
    status, out, err = run(verb, two_rounds)
    assert (status, LAST in err, "Ferry" in out) == (0, True, False)
    status, first, err = run(verb, two_rounds, "--round", " 2021")
    assert (status, "This is round 2021 of 2" in err, "Clinic" in first) == (0, True, False)


def test_measures_hold_one_round_and_no_number_where_it_was_not_asked(run: Run, two_rounds: Path) -> None:
    found = rows(run("measures", two_rounds, "--level", "network", "--relation", "funds")[1])
    assert {row["wave"] for row in found} == {"2024"}
    assert [row["measure"] for row in found if row["value"]] == ["organizations"]


def test_a_table_holds_every_round_unless_one_is_asked_for(run: Run, two_rounds: Path) -> None:
    _, out, err = run("table", two_rounds, "ties")
    assert (sorted(row["wave"] for row in rows(out)), "This is round" in err) == (["2021", "2024"], False)
    _, out, err = run("table", two_rounds, "ties", "--round", "2021")
    assert ([row["wave"] for row in rows(out)], "This is round 2021 of 2" in err) == (["2021"], True)
    assert LAST in run("table", two_rounds, "gaps")[2]


def test_the_map_and_the_export_are_of_the_round_asked_for(run: Run, two_rounds: Path, tmp_path: Path) -> None:
    page, folder = tmp_path / "map.html", tmp_path / "tables"
    run("map", two_rounds, "--round", "2021", "-o", page)
    assert "Ferry" in page.read_text("utf-8") and "Clinic" not in page.read_text("utf-8")
    run("export", two_rounds, "--round", "2021", "-o", folder)
    assert set(pd.read_csv(folder / "ties.csv", dtype=str)["wave"]) == {"2021"}
    assert "Clinic" not in (folder / "graph.graphml").read_text("utf-8")
    _, _, err = run("export", two_rounds, "-o", folder)
    assert LAST in err and "Of round 2024 alone are the network file" in err
    status, checked, _ = run("check", folder)  # rounds.txt is no table
    assert (status, json.loads(checked)["rounds"]) == (0, ["2021", "2024"])


@pytest.mark.parametrize("verb", ["measures", "gaps", "compare"])
def test_an_unknown_round_is_a_mistake_told_with_the_rounds_there_are(run: Run, two_rounds: Path, verb: str) -> None:
    status, out, err = run(verb, two_rounds, "--round", "1999")
    assert (status, out) == (2, "")
    assert err == "There is no round “1999” in this map. There are: 2021, 2024.\n"


def test_where_there_is_one_round_nothing_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("from,to\nFerry,Bakery")
    assert "round" not in run("gaps", tmp_path)[2]


def test_the_limit_of_faded_answers_is_the_one_given_else_the_projects(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(database.FOLDER_VARIABLE, str(tmp_path / "store"))
    database.forget()
    ties = b"from,to,date\nFerry,Bakery,2009"
    made = project.keep_files(project.create("faded"), {"ties.csv": ties})
    assert [row["organization"] for row in rows(run("table", "project:faded", "faded")[1])] == ["Ferry"]
    fade_after(made, 1200)
    assert rows(run("table", "project:faded", "faded")[1]) == []
    assert len(rows(run("table", "project:faded", "faded", "--months", "12")[1])) == 1
    assert (
        run("table", "project:faded", "ties", "--months", "12")[2]
        == "--months is an option of the table faded alone.\n"
    )
    database.forget()


def test_whose_answers_are_old_is_looked_for_in_every_round_and_that_is_said(run: Run, two_rounds: Path) -> None:
    found = [run("table", two_rounds, "faded", "--months", "1", *words) for words in ((), ("--round", "2024"))]
    assert [row["organization"] for row in rows(found[0][1])] == ["Ferry", "Bakery"]
    assert found[0] == found[1]
    assert "The last answer of each is sought in all 2 rounds: 2021, 2024." in found[0][2]
    assert "This is round" not in found[0][2]
