"""The verb recipe says what it chose and what it doubts; --recipe decides how a text file is read."""

from pathlib import Path

import pytest

from ecosystem.__main__ import main

FORM = (
    "What's your group called?,What sort of group?,Rate [Bread],Rate [Fruit]\n"
    "City IT,Government,1,2\nFood Bank,Charity,2,2\n"
)


def test_a_proposal_names_who_answers_and_what_is_doubtful(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "form.csv").write_text(FORM, encoding="utf-8")
    assert main(["recipe", str(tmp_path / "form.csv"), "-o", str(tmp_path / "recipe.toml")]) == 0
    said = capsys.readouterr().err
    assert "form: answers; who answers: “What's your group called?”; 2 of 4 open columns used" in said
    assert "doubt: The grid “Rate” (2 columns) is not used." in said


def test_a_recipe_decides_how_a_text_file_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.csv").write_bytes("name|city\nŁódź Łąka|Kraków\n".encode("cp1250"))
    (tmp_path / "mine.toml").write_text(
        'recipe = 1\n[[sheet]]\nname = "list"\nkind = "organizations"\nencoding = "cp1250"\n'
        '[[sheet.column]]\nheader = "name"\nbecomes = "name"\n',
        encoding="utf-8",
    )
    arguments = ["table", str(tmp_path / "list.csv"), "organizations", "--recipe", str(tmp_path / "mine.toml")]
    assert main(arguments) == 0
    assert "Łódź Łąka" in capsys.readouterr().out
