"""The terminal contract: CSV or JSON on stdout, words on stderr, exit 0 only on success, 2 for any mistake."""

import argparse
import csv
import io
import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from ecosystem.__main__ import main
from ecosystem.findings.catalog import DESCRIPTIONS, EXPORTED
from ecosystem.terminal.options import COMMAND, MODULE
from ecosystem.terminal.parser import parser
from tests.tiny import RIVERTON_TRAPS, SAMPLE_DATA

ROOT = Path(__file__).parents[1]
RIVERTON = str(RIVERTON_TRAPS)
CIVIC_GRAPH = str(SAMPLE_DATA / "civic_graph_2015")
MEASURES = "site,wave,relation,measure,organization_id,organization,value,low,high,reason"
GAPS = "gap_id,kind,site,organizations,statement,evidence,confidence,action"
GROUP_ONLY = "1 organization did not agree to be named in public. --audience public leaves its name out.\n"
HOSTILE = [
    "<script>alert(1)</script>",
    "![](http://x/p.png)",
    "=1+1",
    "@x",
    "*a* :red[b]",
    "\u202eevil",
    "{{7*7}}",
    "a|b",
]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Exit status, stdout and stderr of one command, run here."""

    def run_one(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        out, err = capsysbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return run_one


def elsewhere(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "ecosystem", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120, **options)  # type: ignore[call-overload]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def data(folder: Path, **sheets: str) -> str:
    """A folder of these CSV texts."""
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return str(folder)


def helped(of: argparse.ArgumentParser | None = None, before: str = "") -> dict[str, argparse.ArgumentParser]:
    """The parser of each verb, by the words typed."""
    found: dict[str, argparse.ArgumentParser] = {}
    for action in (of or parser())._actions:
        if isinstance(action.choices, dict):
            for verb, made in action.choices.items():
                found |= {f"{before}{verb}": made, **helped(made, f"{before}{verb} ")}
    return found


@pytest.mark.parametrize("verb", helped())
def test_help_of_a_verb_has_a_summary_an_example_that_can_be_typed_every_option_and_the_exit_status(verb: str) -> None:
    text = helped()[verb].format_help()
    assert text.index("example") < text.index("exit status: 0 on success")
    shown = [
        line.split(f"{MODULE} ")[1].split(" > ")[0] for line in text.splitlines() if line.startswith(f"  {MODULE}")
    ]
    for example in shown:
        parser().parse_args(shlex.split(example))
    assert shown
    for action in helped()[verb]._actions:
        assert action.help or isinstance(action.choices, dict), action.dest
        if isinstance(action.default, str) and action.default != argparse.SUPPRESS:
            assert "default" in action.help, action.dest


def test_the_program_is_named_in_help_as_it_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    assert parser().format_usage().startswith(f"usage: {MODULE} ")
    monkeypatch.setattr(sys, "argv", [f"/usr/bin/{COMMAND}"])
    assert parser().format_usage().startswith(f"usage: {COMMAND} ")
    assert f"  {COMMAND} check" in parser().format_help()


EARLIER = {  # what is typed today -> the earlier words for the same
    ("gaps", "x", "--city", "Boston"): ("gaps", "x", "--site", "Boston"),
    ("check", "x", "--setup", "s.toml"): ("check", "x", "--recipe", "s.toml"),
    ("setup", "x", "-o", "s.toml"): ("recipe", "x", "-o", "s.toml"),
    ("serve", "x", "--setup", "s.toml"): ("serve", "x", "--recipe", "s.toml"),
}


@pytest.mark.parametrize("words", EARLIER)
def test_earlier_verbs_and_options_still_work_and_help_shows_the_new_ones(words: tuple[str, ...]) -> None:
    now, before = (vars(parser().parse_args(each)) for each in (words, EARLIER[words]))
    assert {**now, "verb": ""} == {**before, "verb": ""}
    text = parser().format_help() + helped()[words[0]].format_help()
    assert "--recipe" not in text and "--site" not in text and "\n    recipe" not in text


def test_a_table_goes_by_its_second_name_too(run: Run) -> None:
    assert run("table", RIVERTON, "questions_asked") == run("table", RIVERTON, "asked")


def test_check_counts_what_was_read_kept_and_set_aside(run: Run) -> None:
    status, out, err = run("check", CIVIC_GRAPH)
    found = json.loads(out)
    assert (status, err) == (0, "")
    # the counts of the source: 423 ids under 414 names, 394 rows of ties, of which 17 repeat a pair and relation
    assert (found["organizations"]["total"], found["organizations"]["distinct_names"]) == (423, 414)
    assert (found["reports"]["read"], found["ties"]["repeated_rows"]) == (394, 17)
    assert found["rows"]["read"] == found["rows"]["kept"] + found["rows"]["set_aside"]
    sites = {site["site"]: site for site in found["sites"]}
    assert sites["Boston"]["organizations"] == 89
    assert [sites["New York"][key] for key in ("organizations", "reports_inside", "reports_crossing")] == [66, 48, 105]


def test_check_counts_who_answered(run: Run) -> None:
    found = json.loads(run("check", RIVERTON)[1])["organizations"]
    assert [found[key] for key in ("respondents", "invited", "not_answered", "named_only")] == [31, 44, 13, 4]


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_each_table_of_the_design_comes_as_csv_under_its_own_name(run: Run, tmp_path: Path, name: str) -> None:
    status, out, err = run("table", data(tmp_path, ties="source,target,relation\na,b,funds"), name)
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split(",") == DESCRIPTIONS[name].names


def test_a_table_can_be_cut_to_one_site_written_in_any_case(run: Run) -> None:
    boston = rows(run("table", CIVIC_GRAPH, "organizations", "--site", "BOSTON")[1])
    assert len(boston) == 89


@pytest.mark.parametrize("level", ["organization", "network"])
def test_measures_have_exactly_the_columns_promised(run: Run, level: str) -> None:
    status, out, err = run("measures", RIVERTON, "--level", level, "--audience", "public")
    assert (status, err, out.splitlines()[0]) == (0, "", MEASURES)
    found = rows(out)
    assert {(row["site"], row["wave"], row["relation"]) for row in found} == {("Riverton", "1", "all")}
    assert all(bool(row["value"]) != bool(row["reason"]) for row in found)
    assert any(row["low"] for row in found)
    assert all(float(row["low"]) <= float(row["high"]) for row in found if row["low"] or row["high"])
    assert all(bool(row["organization_id"]) == bool(row["organization"]) == (level == "organization") for row in found)


def test_measures_keep_full_precision_and_write_whole_numbers_without_a_point(run: Run, tmp_path: Path) -> None:
    ties = "source,target,relation\na,b,works_with\na,c,works_with\na,d,works_with"
    found = rows(run("measures", data(tmp_path, ties=ties), "--level", "network")[1])
    value = {row["measure"]: row["value"] for row in found}
    assert (value["organizations"], value["isolates"], value["mean_degree"]) == ("4", "0", "1.5")
    assert float(value["efficiency"]) == pytest.approx((3 * 1 + 3 / 2) / 6, abs=1e-15)


def test_confirmed_ties_alone_are_measured_on_request(run: Run) -> None:
    def measured(ties: str) -> str:
        found = rows(run("measures", RIVERTON, "--level", "network", "--relation", "works_with", "--ties", ties)[1])
        return next(row["value"] for row in found if row["measure"] == "ties")

    assert (measured("union"), measured("confirmed")) == ("112", "54")  # answer_key.toml, [ties_works_with]


@pytest.mark.parametrize("written", ["works_with", "Works With", "work with"])
def test_a_relation_may_be_asked_for_by_id_label_or_alias_in_any_case(run: Run, written: str) -> None:
    status, out, _ = run("measures", RIVERTON, "--relation", written, "--level", "network")
    assert (status, {row["relation"] for row in rows(out)}) == (0, {"works_with"})


def test_wishes_are_measured_only_by_name(run: Run) -> None:
    found = rows(run("measures", RIVERTON, "--relation", "would_like", "--level", "network")[1])
    assert next(row["value"] for row in found if row["measure"] == "ties") == "15"  # answer_key.toml, [ties_would_like]


def test_gaps_have_exactly_the_columns_promised(run: Run) -> None:
    status, out, err = run("gaps", RIVERTON)
    assert (status, err, out.splitlines()[0]) == (0, GROUP_ONLY, GAPS)
    assert rows(out)
    assert rows(run("gaps", RIVERTON, "--site", "riverton")[1]) == rows(out)


def test_compare_has_one_row_a_site(run: Run) -> None:
    status, out, err = run("compare", RIVERTON)
    found = rows(out)
    assert (status, err, [row["site"] for row in found]) == (0, "", ["Riverton"])
    assert found[0]["response_rate"] == str(31 / 44)


def test_a_map_is_written_where_asked_and_only_told_on_stderr(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "new" / "map.html"
    status, out, err = run("map", RIVERTON, "--site", "riverton", "-o", str(target))
    assert (status, out, err) == (0, "", f"Wrote {target}\n")
    assert "Riverton Tenants Union" in target.read_text("utf-8")


def test_an_export_is_written_where_asked_and_only_told_on_stderr(run: Run, tmp_path: Path) -> None:
    source = data(tmp_path, ties="source,target,relation\na,b,funds")
    status, out, err = run("export", source, "-o", str(tmp_path / "new"))
    assert (status, out) == (0, "")
    written = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert written == sorted([*(f"{name}.csv" for name in EXPORTED), "tables.xlsx", "graph.graphml"])
    assert len(err.splitlines()) == len(written)


IN_THE_GROUP = "Mount Olive Baptist Church"  # answer_key.toml, consent_group


def test_those_who_agreed_to_the_group_alone_are_named_only_for_the_group(run: Run, tmp_path: Path) -> None:
    for audience, named in (("group", True), ("public", False)):
        err = run("map", RIVERTON, "--audience", audience, "-o", str(tmp_path / "m.html"))[2]
        assert (IN_THE_GROUP in (tmp_path / "m.html").read_text("utf-8")) is named
        assert (GROUP_ONLY in err) is named


@pytest.mark.parametrize("verb", [["table", "names"], ["table", "reports"], ["measures"], ["gaps"], ["names"]])
def test_what_the_group_works_with_names_them_and_says_so_and_leaves_them_out_on_request(
    run: Run, verb: list[str]
) -> None:
    name, *rest = verb
    _, out, err = run(name, RIVERTON, *rest)
    assert err == GROUP_ONLY
    assert verb == ["names"] or IN_THE_GROUP in out  # Riverton holds no name like it
    _, out, err = run(name, RIVERTON, *rest, "--audience", "public")
    assert err == ""
    assert IN_THE_GROUP not in out
    assert rows(out)


MISTAKES = {
    "no verb": [],
    "an unknown verb": ["draw", RIVERTON],
    "no data": ["check"],
    "an unknown option": ["check", RIVERTON, "--fast"],
    "an unknown level": ["measures", RIVERTON, "--level", "galaxy"],
    "an unknown rule": ["measures", RIVERTON, "--ties", "some"],
    "an unknown relation": ["measures", RIVERTON, "--relation", "hates"],
    "an unknown site": ["measures", RIVERTON, "--site", "Rivertwon"],
    "an unknown site of gaps": ["gaps", RIVERTON, "--site", "x"],
    "an unknown site of a derived table": ["table", RIVERTON, "comparison", "--site", "x"],
    "an unknown table": ["table", RIVERTON, "organisations"],
    "people's names": ["table", RIVERTON, "contacts"],
    "a missing file": ["check", "missing.csv"],
    "a name longer than any file's": ["check", "x" * 5000],
    "a map without a file name": ["map", RIVERTON],
    "a map in the place of a folder": ["map", RIVERTON, "-o", "."],
    "an export below a file": ["export", RIVERTON, "-o", __file__],
    "an app on missing data": ["serve", "missing.csv"],
}


@pytest.mark.parametrize("arguments", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_one_line_on_stderr_and_status_2(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert len(err.strip()) > 20


def test_a_misspelt_site_is_answered_with_the_likely_one(run: Run) -> None:
    assert "Did you mean Riverton?" in run("gaps", RIVERTON, "--site", "Rivertwon")[2]


def _blank_workbook(folder: Path) -> str:
    openpyxl.Workbook().save(folder / "blank.xlsx")
    return str(folder / "blank.xlsx")


def _bytes(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


UNREADABLE: dict[str, Callable[[Path], str]] = {
    "an empty file": lambda folder: _bytes(folder, "empty.csv", b""),
    "blank lines": lambda folder: _bytes(folder, "blank.csv", b"\n\n\n"),
    "strange columns": lambda folder: _bytes(folder, "recipe.csv", b"flour,eggs\n1,2\n"),
    "rows without a header": lambda folder: _bytes(folder, "rows.csv", b"Library,Parks,9\nOven,School,7\n"),
    "an empty workbook": _blank_workbook,
    "a picture called a workbook": lambda folder: _bytes(folder, "map.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "another kind of file": lambda folder: _bytes(folder, "notes.docx", b"x"),
    "an empty folder": str,
}
VERBS = {
    "check": ["check"],
    "table": ["table", "organizations"],
    "measures": ["measures"],
    "network": ["measures", "--level", "network", "--ties", "confirmed"],
    "gaps": ["gaps"],
    "compare": ["compare"],
    "map": ["map", "-o"],
    "export": ["export", "-o"],
}


def command(verb: str, source: str, folder: Path) -> list[str]:
    name, *rest = VERBS[verb]
    return [name, source, *rest, *([str(folder / "out")] if rest == ["-o"] else [])]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("make", UNREADABLE.values(), ids=UNREADABLE)
def test_data_nobody_can_read_is_one_clear_message(
    run: Run, tmp_path: Path, make: Callable[[Path], str], verb: str
) -> None:
    status, out, err = run(*command(verb, make(tmp_path), tmp_path))
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert not (tmp_path / "out").exists()


def _names_and_ties(names: list[str]) -> tuple[str, str]:
    organizations, ties = io.StringIO(), io.StringIO()
    csv.writer(organizations).writerows([("name", "sector", "status"), *((n, n, "respondent") for n in names)])
    csv.writer(ties).writerows([("source", "target", "relation"), *((a, b, b) for a, b in pairwise(names))])
    return organizations.getvalue(), ties.getvalue()


BARE = {
    "one organization": {"organizations": "name,site\na,P\n"},
    "no tie at all": {"organizations": "name,site,status\na,P,respondent\nb,P,invited\nc,Q,\n"},
    "no organization": {"organizations": "name,site\n"},
    "a tie to itself alone": {"ties": "source,target\na,a\n"},
    "ties without a list": {"ties": "source,target\na,b\n"},
    "nobody answered": {"organizations": "name,status\na,invited\nb,invited\n", "ties": "source,target\n"},
    "wishes alone": {"ties": "source,target,relation\na,b,would_like\n"},
    "hostile names": dict(zip(("organizations", "ties"), _names_and_ties(HOSTILE), strict=True)),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("sheets", BARE.values(), ids=BARE)
def test_the_barest_maps_are_answered_by_every_verb(
    run: Run, tmp_path: Path, sheets: dict[str, str], verb: str
) -> None:
    (tmp_path / "in").mkdir()
    status, out, err = run(*command(verb, data(tmp_path / "in", **sheets), tmp_path))
    assert status == 0, err
    if verb == "check":
        assert json.loads(out)["rows"]["read"] == sum(text.count("\n") - 1 for text in sheets.values())
    elif verb in ("map", "export"):
        assert (out, (tmp_path / "out").exists()) == ("", True)
    else:
        assert all(None not in row and None not in row.values() for row in rows(out))


def test_hostile_names_come_out_as_they_were_written_but_run_in_no_spreadsheet(run: Run, tmp_path: Path) -> None:
    source = data(tmp_path, **BARE["hostile names"])
    names = [row["name"] for row in rows(run("table", source, "organizations")[1])]
    assert sorted(names) == sorted("'" + name if name[0] in "=@" else name for name in HOSTILE)


def test_a_name_that_looks_like_a_number_or_a_blank_comes_out_as_text(run: Run, tmp_path: Path) -> None:
    source = data(tmp_path, organizations="name,sector\n007,x\nNA,x\n1e5,x\nNone,x\n")
    assert {row["name"] for row in rows(run("table", source, "organizations")[1])} == {"007", "NA", "1e5", "None"}


def test_the_module_answers_in_utf_8_whatever_the_terminal_speaks() -> None:
    done = elsewhere("table", RIVERTON, "organizations", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stderr.decode()) == (0, GROUP_ONLY)
    assert "Repair Café Riverton" in done.stdout.decode("utf-8")


def test_a_mistake_in_a_process_of_its_own_ends_with_status_2() -> None:
    done = elsewhere("gaps", "missing.csv")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_reader_who_has_had_enough_is_left_in_peace() -> None:
    line = f'"{sys.executable}" -m ecosystem measures "{CIVIC_GRAPH}" | head -n 1'
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, check=False, timeout=120)
    assert (done.stdout.decode().strip(), done.stderr) == (MEASURES, b"")


def test_the_app_is_started_on_the_data_it_was_given_and_reads_them_first(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(sys, "argv", [])
    monkeypatch.setattr("streamlit.starlette.App.run", lambda *_, **__: started.append(list(sys.argv)))
    source = data(tmp_path, ties="source,target\na,b")
    assert run("serve", source)[0] == 0
    assert run("serve")[0] == 0
    (tmp_path / "of no known columns").mkdir()
    unknown = data(tmp_path / "of no known columns", groups="Group,Town\nFood Bank,Harbor")
    assert run("serve", unknown)[0] == 0  # the page Data asks what the columns hold
    app = str(ROOT / "app.py")
    assert started == [[app, *words] for words in ([source], [], [unknown])]


def test_a_disk_that_is_full_is_told_in_one_line(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "m.html"))

    monkeypatch.setattr("ecosystem.show.files.write_file", full)
    status, out, err = run("map", RIVERTON, "-o", str(tmp_path / "m.html"))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"{tmp_path / 'm.html'}: No space left on device. Check the path")


def test_verbose_reports_steps_on_standard_error_and_names_nobody(tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("name,city\nQuiet Shelter,Harbor\nCity IT,Harbor\n", encoding="utf-8")
    (tmp_path / "ties.csv").write_text("source,target\nQuiet Shelter,City IT\n", encoding="utf-8")
    command = [sys.executable, "-m", "ecosystem", "check", str(tmp_path)]
    quiet, told = (
        subprocess.run([*command, *more], capture_output=True, text=True, cwd=ROOT, check=True)
        for more in ([], ["--verbose"])
    )
    assert quiet.stderr == ""
    assert told.stdout == quiet.stdout
    steps = told.stderr.splitlines()
    assert [step.split()[1] for step in steps] == ["ecosystem.collect.sources:", "ecosystem.tables.assemble:"]
    assert "Shelter" not in told.stderr
