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


@pytest.mark.parametrize("given", [False, True])
def test_a_recipe_that_cannot_be_read_ends_every_verb_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: bool
) -> None:
    (tmp_path / "ties.csv").write_text("source,target\nA,B\n", encoding="utf-8")
    (tmp_path / "recipe.toml").write_text('recipe = 1\n[[sheet]\nname = "ties"\nrow_aside = [2]\n', encoding="utf-8")
    data = tmp_path / "ties.csv" if given else tmp_path
    for verb in (["check"], ["table", "ties"], ["map", "-o", str(tmp_path / "m.html")], ["serve"]):
        arguments = [verb[0], str(data), *verb[1:], *(["--recipe", str(tmp_path / "recipe.toml")] if given else [])]
        assert main(arguments) == 2
        said = capsys.readouterr()
        assert not said.out
        assert said.err.startswith("recipe.toml is not well-formed TOML: ")
        assert "line 2" in said.err
        assert said.err.count("\n") == 1


def test_a_recipe_in_another_encoding_is_an_error_and_never_read_by_halves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ties.csv").write_text("source,target\nA,B\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_bytes('recipe = 1\n[[sheet]]\nname = "Stärke"\n'.encode("cp1252"))
    assert main(["check", str(tmp_path / "ties.csv"), "--recipe", str(tmp_path / "mine.toml")]) == 2
    assert capsys.readouterr().err.startswith("mine.toml, line 3: the file is not in UTF-8.")


LIST = "Name,Type,City\nMill House,Nonprofit,Harbor\nRiver IT,Government,Harbor\n"


def test_a_map_without_ties_is_told_with_the_sheet_that_looks_like_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "more.csv").write_text("Agency,Ally\nMill House,Zoo\nRiver IT,Aquarium\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 0
    told = capsys.readouterr().err
    assert told.startswith("No ties were read from") and "more.csv: The sheet looks like a list of ties" in told


def test_a_map_without_ties_and_without_such_a_sheet_says_what_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    assert main(["table", str(tmp_path), "organizations"]) == 0
    assert "add them as a list with the columns source and target" in capsys.readouterr().err


def test_a_proposal_reads_what_the_values_suggest_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "more.csv").write_text("Agency,Ally\nMill House,Zoo\nRiver IT,Aquarium\n", encoding="utf-8")
    setup = tmp_path.parent / "setup.toml"
    assert main(["setup", str(tmp_path), "-o", str(setup)]) == 0
    assert "2 of 2 names in “Agency” are in list.csv" in capsys.readouterr().err
    assert main(["table", str(tmp_path), "ties", "--setup", str(setup)]) == 0
    assert capsys.readouterr().out.count("\n") == 3


def test_the_error_that_nothing_was_read_names_the_sheet_that_looks_like_ties(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text("P,Q\nMill House,Zoo\nZoo,Mill House\nElm Hall,Zoo\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 2
    assert "x.csv: The sheet looks like a list of ties" in capsys.readouterr().err
