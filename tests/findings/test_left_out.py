"""What is left out of a large city, or of many, is left out with a line that says so; small ones are as they were."""

import io

import openpyxl
import pandas as pd
import pytest

from ecosystem.__main__ import main
from ecosystem.findings import limits
from ecosystem.findings.catalog import ON_REQUEST, one_table
from ecosystem.findings.comparison.comparison import compare
from ecosystem.findings.gaps.gaps import gap_table
from ecosystem.findings.left_out import left_off_the_map, left_out
from ecosystem.findings.measures import intervals as ranges
from ecosystem.findings.measures.measure_tables import measure_table
from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.show import files
from ecosystem.show.exports import LEFT_OUT, export_files, map_page
from ecosystem.tables.dataset import Ecosystem
from tests.tiny import plain_list, survey, tiny

CHAIN = "AB BC CD DE EF"  # everybody in the middle is a cut point


@pytest.fixture
def chain_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ORGANIZATIONS", 5)


def chain() -> Ecosystem:
    """Six in a row, of two sectors."""
    rows = [f"{o},{'library' if o in 'ACE' else 'shelter'}" for o in "ABCDEF"]
    ties = [f"{a},{b},funds" for a, b in CHAIN.split()]
    return tiny(organizations="\n".join(["name,sector", *rows]), ties="\n".join(["source,target,relation", *ties]))


def two_cities() -> Ecosystem:
    """A survey of two cities in which five of six answered; the first has one tie more."""
    rows = [f"{o}{c},{o}{c},{c},{'invited' if o == 'F' else 'respondent'}" for c in "XY" for o in "ABCDEF"]
    ties = [f"{a}{c},{b}{c},works_with" for c in "XY" for a, b in CHAIN.split() if (c, b) != ("Y", "F")]
    return tiny(organizations="\n".join(["id,name,city,status", *rows]), ties="\n".join(["from,to,relation", *ties]))


def test_a_small_map_leaves_nothing_out() -> None:
    ecosystem = chain()
    assert left_out(ecosystem) == left_off_the_map(ecosystem) == []
    assert "left out" not in " ".join(measure_table(ecosystem)["reason"].dropna())


@pytest.mark.parametrize("most", ["MOST_ORGANIZATIONS", "MOST_TIES"])
@pytest.mark.parametrize("over", [True, False])
def test_a_city_is_large_above_either_limit(most: str, over: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    ecosystem = chain()
    size = {"MOST_ORGANIZATIONS": 6, "MOST_TIES": 5}[most]
    monkeypatch.setattr(limits, most, size - over)
    assert SiteNetwork(ecosystem, ecosystem.site(None)).large == over


@pytest.mark.usefixtures("chain_is_large")
@pytest.mark.parametrize("level", ["organization", "network"])
def test_a_measure_left_out_of_a_large_city_says_why(level: str) -> None:
    table = measure_table(chain(), level)
    for measure, rows in table.groupby("measure"):
        left = rows["reason"].eq(limits.TOO_LARGE).fillna(False)
        assert left.any() == (not MEASURES[level, measure].any_size), measure  # type: ignore[index]
        assert rows.loc[left, "value"].isna().all()


@pytest.mark.usefixtures("chain_is_large")
def test_what_is_left_out_is_not_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError

    for name in ("betweenness", "others_at", "open_paths"):
        monkeypatch.setattr(ranges.Network, name, property(refused))
    measure_table(chain())
    measure_table(chain(), "network")
    compare(chain())


@pytest.mark.usefixtures("chain_is_large")
def test_gaps_of_those_cut_off_are_left_out_and_named_in_one_line() -> None:
    ecosystem = chain()
    assert not set(gap_table(ecosystem)["kind"]) & {"cut_point", "bridge"}
    [line] = left_out(ecosystem)
    for label in (
        "“Connected through one organization (cut point)”",
        "“Connected through one tie (bridge)”",
        "“Broker (betweenness)”",
        "“Average closeness (efficiency)”",
        limits.SIZE,
    ):
        assert label in line


@pytest.mark.usefixtures("chain_is_large")
@pytest.mark.parametrize("name", ON_REQUEST)
def test_a_table_on_request_has_no_row_of_a_large_city(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(one_table(chain(), name)) == 0
    monkeypatch.setattr(limits, "MOST_ORGANIZATIONS", 6)
    assert len(one_table(chain(), name)) > 0


@pytest.mark.usefixtures("chain_is_large")
def test_the_map_of_a_large_city_shows_those_with_most_partners_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ON_A_MAP", 3)
    ecosystem = plain_list("AB AC AD BC BE CF")
    [line] = left_off_the_map(ecosystem)
    assert "shows the 3 of 6 organizations with most partners" in line
    page = map_page(ecosystem)
    assert "3 of 6 organizations with most partners" in page
    assert [f'"label":"{o}"' in page for o in "ABCDEF"] == [True, True, True, False, False, False]


def test_pairs_of_very_many_sectors_are_left_out_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    ecosystem = tiny(
        organizations="name,sector\nA,one\nB,two\nC,three\nD,three", ties="source,target,relation\nA,B,funds"
    )
    assert (gap_table(ecosystem)["kind"] == "sector_pair").any()
    monkeypatch.setattr(limits, "MOST_SECTORS", 2)
    assert not (gap_table(ecosystem)["kind"] == "sector_pair").any()
    assert ["“Two sectors without a tie” is left out" in line for line in left_out(ecosystem)] == [True]


def test_ranges_of_many_cities_are_drawn_for_those_with_most_ties_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CITIES_WITH_RANGES", 1)
    ecosystem = two_cities()
    table = measure_table(ecosystem, "network")
    drawn = table.groupby("site")["low"].apply(lambda low: bool(low.notna().any()))
    assert drawn.to_dict() == {"X": True, "Y": False}
    assert left_out(ecosystem) == [
        "1 city has no ranges: these are worked out for the 1 with most ties, or for one city by itself."
    ]
    alone = measure_table(ecosystem, "network", site="Y")
    assert alone["low"].notna().any()
    assert left_out(ecosystem, "Y") == []
    pd.testing.assert_frame_equal(
        alone[["measure", "value"]], table.loc[table["site"] == "Y", ["measure", "value"]].reset_index(drop=True)
    )


@pytest.mark.usefixtures("chain_is_large")
@pytest.mark.parametrize("verb", ["check", "measures", "gaps", "compare", "export", "map", "table"])
def test_the_terminal_says_on_stderr_what_was_left_out(verb: str, tmp_path, capsys: pytest.CaptureFixture) -> None:  # type: ignore[no-untyped-def]
    ties = "\n".join(f"{a},{b}" for a, b in CHAIN.split())
    (tmp_path / "ties.csv").write_text(f"source,target\n{ties}")
    output = {"export": ["-o", str(tmp_path / "out")], "map": ["-o", str(tmp_path / "map.html")], "table": ["gaps"]}
    assert main([verb, str(tmp_path / "ties.csv"), *output.get(verb, [])]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if "left out above" in line]
    assert len(said) == 1


def test_a_survey_too_large_for_ranges_makes_no_table_of_every_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "MOST_WITH_RANGES", 5)
    monkeypatch.setattr(ranges.Survey, "from_reports", None)
    ecosystem = survey("ABCDE", silent="F", ties=CHAIN)
    found = ranges.intervals(SiteNetwork(ecosystem, ecosystem.site(None)))
    assert found.reason == "Ranges are simulated for up to 5 organizations; this city has 6."


def test_a_table_too_long_for_the_workbook_stands_in_its_csv_and_is_named_in_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 5)
    found = export_files(chain())
    assert "tables.xlsx, sheet organizations: 6 rows are too many" in found[LEFT_OUT].decode()
    assert found["organizations.csv"].decode("utf-8-sig").count("\n") == 7
    book = openpyxl.load_workbook(io.BytesIO(found["tables.xlsx"]))
    assert "see organizations.csv" in book["organizations"]["A2"].value
    assert book["organizations"].max_row == 2
    assert book["ties"].max_row == 6


def test_an_export_that_leaves_nothing_out_has_no_file_that_says_so() -> None:
    assert LEFT_OUT not in export_files(chain())
