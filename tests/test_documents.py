"""The documents beside the code: links lead somewhere, named modules exist, and facts have one source."""

import re
import tomllib
from pathlib import Path

import pytest

import ecosystem

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "sample_data").rglob("*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
CODE = [path.as_posix() for folder in ("ecosystem", "tests", "sample_data") for path in ROOT.glob(f"{folder}/**/*.py")]
CITATION = (ROOT / "CITATION.cff").read_text("utf-8")


def anchors(document: Path) -> set[str]:
    """The addresses of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_every_link_within_the_project_leads_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = document.parent / name if name else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/developer.md"])
def test_every_module_named_for_developers_exists(name: str) -> None:
    named = set(re.findall(r"`([\w/]+\.py)`", (ROOT / name).read_text("utf-8")))
    files = [*CODE, (ROOT / "app.py").as_posix()]
    assert sorted(each for each in named if not any(path.endswith(f"/{each}") for path in files)) == []


def test_the_citation_has_the_version_title_and_license_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    said = dict(re.findall(r"^([\w-]+): *(\S.*)$", CITATION, re.MULTILINE))
    assert said["cff-version"] == "1.2.0"
    assert said["version"] == ecosystem.__version__
    assert said["license"] == project["license"]
    assert said["title"].lower().replace(" ", "-") == project["name"]
    assert f"- name: {project['authors'][0]['name']}" in CITATION


def test_the_changelog_has_an_entry_for_the_version() -> None:
    versions = re.findall(r"^## ([\d.]+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == ecosystem.__version__


def test_the_hooks_before_a_commit_are_local_and_run_what_make_check_runs() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert set(re.findall(r"repo: (\S+)", hooks)) == {"local"}
    ours = re.findall(r"entry: \.venv/bin/python -m (.+)$", hooks, re.MULTILINE)
    theirs = re.findall(r"\$\(PY\) -m ((?:ruff|mypy).*)$", makefile.split("check:")[1].split("\n\n")[0], re.MULTILINE)
    assert ours == [re.sub(r" --check| \.$", "", each) for each in theirs]


def test_no_document_invents_an_address_to_write_to() -> None:
    assert [path.name for path in DOCUMENTS if re.search(r"[\w.]+@[\w-]+\.\w+", path.read_text("utf-8"))] == []
