"""Numbers that nobody can count with become doubts, and every verb goes on."""

from pathlib import Path

import pytest

from ecosystem.__main__ import main

STRANGE = ["1e308", "1e308", "-1e308", "inf", "-Infinity", "nan", "1e400", "1e-400", "9" * 400, "1e15", "1e15", "1e-15"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    folder.mkdir()
    ties = [f"A,B{n % 3},{cell},{cell},{n % 2 + 1}" for n, cell in enumerate(STRANGE)]
    (folder / "ties.csv").write_text("\n".join(["source,target,strength,amount,wave", *ties]), encoding="utf-8")
    places = [f"{name},Harbor,1e5,{cell}" for name, cell in zip(["A", "B0", "B1", "B2"], STRANGE[3:], strict=False)]
    listed = "\n".join(["name,city,latitude,longitude", *places])
    (folder / "organizations.csv").write_text(listed, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "verb",
    [
        *(["check"], ["table", "ties"], ["table", "organizations"], ["measures"], ["measures", "--level", "network"]),
        *(["gaps"], ["compare"], ["map", "-o", "map.html"], ["export", "-o", "out"]),
    ],
    ids=" ".join,
)
def test_no_verb_stumbles_over_a_number(
    verb: list[str], data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(data.parent)
    assert main([verb[0], str(data), *verb[1:]]) == 0
    said = capsys.readouterr().out
    assert not {"inf", "-inf", "nan"} & set(said.replace("\n", ",").split(","))


def test_such_a_number_is_a_doubt_and_the_tie_stays_without_it(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table", str(data), "issues"]) == 0
    issues = capsys.readouterr().out
    for column in ("strength", "amount"):
        assert f"“1e308” is no number between 1e-15 and 1e+15; the tie stays, without {column}" in issues
    assert main(["table", str(data), "reports"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1 + len(STRANGE)
