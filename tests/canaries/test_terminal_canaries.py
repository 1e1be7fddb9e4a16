"""Whatever the terminal prints or writes, for whomever: no withheld name, no person."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ecosystem.__main__ import main
from ecosystem.collect.sources import open_source
from ecosystem.findings.catalog import DESCRIPTIONS, one_table
from ecosystem.show.files import to_csv
from ecosystem.tables.assemble import assemble
from ecosystem.tables.consent import for_public
from ecosystem.tables.dataset import Ecosystem
from tests.canaries.sources import EMAIL, GROUP, HIDDEN, LOOK_ALIKES, OF_PEOPLE, PHONE, answers, finds, plain_lists

Run = Callable[..., str]
MADE = {"lists": plain_lists, "answers": answers}
NOBODY = (HIDDEN, *OF_PEOPLE)
IN_PUBLIC = (*NOBODY, GROUP, *LOOK_ALIKES)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("canaries")
    return {name: make(folder / name) for name, make in MADE.items()}


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    def run_one(*arguments: str) -> str:
        assert main(arguments) == 0
        out, err = capsysbinary.readouterr()
        return out.decode() + err.decode()

    return run_one


@pytest.mark.parametrize("name", MADE)
def test_the_canaries_are_in_the_source(name: str, sources: dict[str, Path]) -> None:
    written = "".join(path.name + path.read_text("utf-8") for path in sources[name].iterdir())
    assert not set((HIDDEN, GROUP, *OF_PEOPLE)) - set(finds(written, (HIDDEN, GROUP, *OF_PEOPLE)))


@pytest.fixture(scope="module")
def seen(sources: dict[str, Path]) -> dict[tuple[str, str], Ecosystem]:
    """Each source as the group and as anybody sees it."""
    group = {name: assemble(open_source(folder)) for name, folder in sources.items()}
    return {(name, "group"): each for name, each in group.items()} | {
        (name, "public"): for_public(each) for name, each in group.items()
    }


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize(("audience", "unseen"), [("group", NOBODY), ("public", IN_PUBLIC)])
@pytest.mark.parametrize("table", DESCRIPTIONS)
def test_no_table_holds_a_name_that_its_readers_may_not_see(
    name: str, audience: str, unseen: tuple[str, ...], table: str, seen: dict[tuple[str, str], Ecosystem]
) -> None:
    assert not finds(to_csv(one_table(seen[name, audience], table)), unseen)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize(
    "verb",
    [["check"], ["compare"], ["gaps"], ["measures"], ["names"], ["names", "--decisions"], ["names", "--across-cities"]],
    ids=" ".join,
)
def test_no_verb_prints_a_name_that_nobody_may_see(
    name: str, verb: list[str], sources: dict[str, Path], run: Run
) -> None:
    first, *options = verb
    assert not finds(run(first, str(sources[name]), *options), NOBODY)


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize(("audience", "unseen"), [("group", NOBODY), ("public", IN_PUBLIC)])
def test_no_file_of_an_export_and_no_map_holds_a_name_its_readers_may_not_see(
    name: str, audience: str, unseen: tuple[str, ...], sources: dict[str, Path], run: Run, tmp_path: Path
) -> None:
    data = str(sources[name])
    said = run("export", data, "--audience", audience, "-o", str(tmp_path / "all"))
    said += run("map", data, "--audience", audience, "-o", str(tmp_path / "all" / "map.html"))
    assert not finds(said, unseen)
    for path in (tmp_path / "all").iterdir():
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"\n".join(book.read(part) for part in book.namelist())
        assert not finds(path.name + content.decode("utf-8"), unseen), path.name


@pytest.mark.parametrize("name", MADE)
def test_a_proposed_recipe_is_told_without_names(name: str, sources: dict[str, Path], run: Run, tmp_path: Path) -> None:
    said = run("recipe", str(sources[name]), "-o", str(tmp_path / "recipe.toml"))
    assert not finds(said, NOBODY)
    assert not finds((tmp_path / "recipe.toml").read_text("utf-8"), (EMAIL, PHONE))


@pytest.mark.parametrize("name", MADE)
def test_no_verb_of_projects_prints_a_name_that_nobody_may_see(
    name: str, sources: dict[str, Path], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECOSYSTEM_STORE", str(tmp_path / "store"))
    said = run("project", "create", "p") + run("project", "add", "p", str(sources[name]), "--by", "MK")
    said += run("project", "add", "p", str(sources[name])) + run("project", "list") + run("project", "show", "p")
    said += run("check", "project:p") + run("names", "project:p") + run("gaps", "project:p")
    assert "project" in said
    assert not finds(said, NOBODY)
