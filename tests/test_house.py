"""The house: rooms import only from their left, each outside library has its door, and nothing outgrows its room."""

import argparse
import ast
import re
import sys
from collections.abc import Collection
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from ecosystem.pages.menu import MENU, Entry
from ecosystem.terminal.parser import parser

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ecosystem"
MODULES = sorted(PACKAGE.rglob("*.py"))
SHIPPED = [*MODULES, ROOT / "app.py"]
DOCUMENTED = "\n".join(path.read_text("utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))))

PAGES = [entry.file for entry in MENU]
GROUND = ("errors", "text", "schema", "shipped", "translation", "log", "result_cache")
FLOOR = ("ecosystem", *(f"ecosystem.{module}" for module in GROUND))  # everybody stands on it
ROOMS = ("collect", "names", "columns", "tables", "network", "findings", "show", "projects", "asking", "pages")
ON_THE_GROUND = ("names",)  # rooms that import from no other
DOORS = {  # outside library -> where it may be imported, files and folders
    "gspread": ["ecosystem/collect/google.py"],
    "google": ["ecosystem/collect/google.py"],
    "requests": ["ecosystem/collect/google.py"],
    "openpyxl": ["ecosystem/collect/xlsx/workbook.py"],
    "ftfy": ["ecosystem/collect/garbled_text.py"],
    "pydantic": ["ecosystem/collect/recipes.py"],
    "tomli_w": ["ecosystem/collect/toml_text.py"],
    "rapidfuzz": ["ecosystem/names/matching/"],
    "scipy": [
        "ecosystem/network/layout.py",
        "ecosystem/names/matching/blocking.py",
        "ecosystem/findings/measures/intervals.py",
        "ecosystem/findings/structure/null_models.py",
    ],
    "sparse_dot_topn": ["ecosystem/names/matching/blocking.py"],
    "sqlalchemy": ["ecosystem/projects/"],
    "networkx": ["ecosystem/network/", "ecosystem/findings/", "ecosystem/collect/formats/gml.py"],
    "defusedxml": ["ecosystem/collect/formats/safe_xml.py"],
    "igraph": ["ecosystem/network/network.py", "ecosystem/network/layout.py"],
    "joblib": ["ecosystem/network/parallel.py"],
    "xlsxwriter": ["ecosystem/show/files.py"],
    "jinja2": ["ecosystem/show/map_file.py"],
    "markupsafe": ["ecosystem/show/map_file.py"],
    "pyvis": ["ecosystem/show/map_file.py"],
    "plotly": ["ecosystem/show/figures.py"],
    "streamlit": ["app.py", "ecosystem/pages/", "ecosystem/asking/serve.py", "ecosystem/asking/browser_sessions.py"],
    "starlette": ["ecosystem/asking/web.py"],
    "numpy": ["ecosystem/"],
    "pandas": ["ecosystem/"],  # the common tongue
}
NEVER = ("unsafe_allow_html", "generate_html", "from_nx", "get_all_records", "components.v1")
ADDRESSES = {  # the only places that name another host; none but google.py's are ever asked
    "ecosystem/collect/xlsx/cells.py": (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",  # a language's name
    ),
    "ecosystem/collect/google.py": (
        "https://docs.google.com",
        "https://sheets.googleapis.com",
        "https://oauth2.googleapis.com",
        "https://www.googleapis.com/auth/spreadsheets.readonly",
    ),
    "ecosystem/network/graphml.py": ("http://graphml.graphdrawing.org/xmlns",),  # a language's name
    "ecosystem/pages/parts/sources.py": ("https://docs.google.com/spreadsheets/",),  # what a person is told to paste
    "ecosystem/pages/parts/ways_in.py": ("https://docs.google.com/spreadsheets/",),
    "ecosystem/show/map_template.html": ("http://www.w3.org/2000/svg",),  # the name of a language, not a place
    "ecosystem/show/glance.py": ("http://www.w3.org/2000/svg",),
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def names_of(paths: list[Path]) -> list[str]:
    return [name_of(path) for path in paths]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    """Every module that is imported, at the top or late; ``from ecosystem import text`` is ecosystem.text."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)}: write the whole name of the module"
            found.add(node.module or "")
            if node.module is not None and (PACKAGE.parent / node.module.replace(".", "/")).is_dir():
                inside = {f"{node.module}.{alias.name}" for alias in node.names}
                found |= {name for name in inside if (ROOT / name.replace(".", "/")).with_suffix(".py").exists()}
    return found


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "ecosystem" and len(parts) > 1 else ""


def texts(path: Path) -> str:
    """The words a file acts on: all of a template, and of a module its texts without the docstrings."""
    if path.suffix != ".py":
        return path.read_text("utf-8")
    nodes = list(ast.walk(tree(path)))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    constants = (node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return "\n".join(node.value for node in constants if id(node) not in docstrings)  # type: ignore[misc]


@pytest.mark.parametrize("path", MODULES, ids=names_of(MODULES))
def test_a_room_imports_only_from_the_rooms_to_its_left(path: Path) -> None:
    own = room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    ours = {module for module in imports(path) if module.split(".")[0] == "ecosystem"}
    if own in ROOMS:
        left = (own,) if own in ON_THE_GROUND else ROOMS[: ROOMS.index(own) + 1]
    elif own in ("terminal", "__main__"):
        left = (*ROOMS[:-1], "terminal")  # the terminal and the pages are two faces on the same verbs
    else:
        left = ()
    assert not [module for module in ours if module not in FLOOR and room_of(module) not in left]


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_needed(path: Path, known: Collection[str]) -> set[str]:
    """Our modules that a module imports, also late or for its types; of ``from package import module`` the module."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in known else str(node.module) for name in named}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & set(known)) - {module_of(path)}


def test_no_modules_import_each_other_in_a_circle() -> None:
    files = {module_of(path): path for path in MODULES}
    left = {module: modules_needed(path, files.keys()) for module, path in files.items()}
    while free := {module for module, needs in left.items() if not needs & left.keys()}:
        left = {module: needs for module, needs in left.items() if module not in free}
    assert not sorted(left), "these, or modules they import, form a circle"


def test_each_class_has_a_name_of_its_own() -> None:
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(name_of(path))
    assert not {name: places for name, places in found.items() if len(places) > 1}


def test_the_front_door_opens_on_the_pages_alone() -> None:
    ours = {module for module in imports(ROOT / "app.py") if module.split(".")[0] == "ecosystem"}
    assert {room_of(module) for module in ours if module not in FLOOR} == {"pages"}


@pytest.mark.parametrize("path", SHIPPED, ids=names_of(SHIPPED))
def test_each_outside_library_comes_in_by_its_own_door(path: Path) -> None:
    outside = {module.split(".")[0] for module in imports(path)} - set(sys.stdlib_module_names) - {"ecosystem"}
    assert not {library for library in outside if not name_of(path).startswith(tuple(DOORS.get(library, ["no door"])))}


def test_every_library_that_is_imported_is_in_the_requirements() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    declared = {canonicalize_name(Requirement(line).name) for line in lines if line and not line.startswith("#")}
    outside = {".".join(module.split(".")[:2]) for path in SHIPPED for module in imports(path)}
    names = {module.split(".")[0] for module in outside} - set(sys.stdlib_module_names) - {"ecosystem", "", "google"}
    found = packages_distributions()
    used = {canonicalize_name(distribution) for name in names for distribution in found[name][:1]}
    if any(module.startswith("google.") for module in outside):  # a namespace that several distributions share
        used.add("google-auth")
    used.add("psycopg")  # SQLAlchemy imports it by the name in the database's address
    assert declared == used


@pytest.mark.parametrize("door", sorted({place for places in DOORS.values() for place in places}))
def test_every_door_leads_somewhere(door: str) -> None:
    behind = [imports(path) for path in SHIPPED if name_of(path).startswith(door)]
    wanted = {library for library, places in DOORS.items() if door in places}
    assert wanted <= {module.split(".")[0] for modules in behind for module in modules}


def test_a_chart_comes_onto_a_page_through_the_one_door_that_makes_its_names_safe() -> None:
    calls = [name_of(path) for path in SHIPPED if "echarts_chart" in path.read_text("utf-8")]
    assert calls == ["ecosystem/pages/parts/drawing.py"]


def longest(path: Path) -> int:
    """The number of lines a module stays under: a page 80, a part of pages 150, any other 400."""
    if path.parent.name == "pages" and path.stem in PAGES:
        return 80
    return 150 if path.parent.name == "parts" else 400


@pytest.mark.parametrize("path", MODULES, ids=names_of(MODULES))
def test_a_module_stays_under_400_lines_a_part_under_150_and_a_page_under_80(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < longest(path)


def test_only_one_package_touches_the_session_state() -> None:
    found = [name_of(path) for path in SHIPPED if "session_state" in path.read_text("utf-8")]
    assert {Path(name).parent for name in found} == {Path("ecosystem/pages/session")}


def test_the_front_door_holds_titles_and_their_order_and_little_else() -> None:
    statements = [node for node in ast.walk(tree(ROOT / "app.py")) if isinstance(node, ast.stmt)]
    assert len(statements) < 25


def test_every_page_is_a_file_and_every_file_a_page() -> None:
    files = {path.stem for path in (PACKAGE / "pages").glob("*.py")} - {"__init__", "session", "menu"}
    assert files == set(PAGES)


@pytest.mark.parametrize("word", NEVER)
def test_ways_by_which_a_spreadsheets_text_could_act_are_used_nowhere(word: str) -> None:
    assert not [name_of(path) for path in SHIPPED if word in path.read_text("utf-8")]


def test_no_address_of_another_host_is_named_but_googles() -> None:
    strange = []
    for path in [*SHIPPED, *PACKAGE.rglob("*.html")]:
        for address in re.findall(r"(?:https?|wss?)://[^\s\"'<>)]*", texts(path)):
            local = re.match(r"\w+://(127\.0\.0\.1|localhost|\[::1\])\b", address)
            if not local and not address.startswith(ADDRESSES.get(name_of(path), ("no address",))):
                strange.append((name_of(path), address))
    assert not strange


def test_no_file_names_the_machine_it_was_written_on() -> None:
    folders = [ROOT / name for name in ("ecosystem", "tests", "docs", "benchmarks", "surveys", "sample_data")]
    files = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".md", ".toml", ".html")
    ]
    own = re.compile("/" + r"(work|home|root|Users)/\w")
    assert not [name_of(path) for path in [*files, ROOT / "README.md"] if own.search(path.read_text("utf-8"))]


def verbs(of: argparse.ArgumentParser | None = None) -> list[str]:
    """The words after the program's name, as "check" and "project create"."""
    found = []
    for action in (of or parser())._actions:
        if isinstance(action.choices, dict):
            for verb, made in action.choices.items():
                found += [verb, *(f"{verb} {inner}" for inner in verbs(made))]
    return found


def test_the_terminal_has_the_verbs_of_the_contract() -> None:
    assert verbs() == [
        "check",
        "table",
        "measures",
        "gaps",
        "compare",
        "names",
        "map",
        "export",
        "setup",
        "recipe",
        "serve",
        "project",
        "project create",
        "project add",
        "project list",
        "project show",
        "project export",
        "project import",
        "project link",
        "project links",
        "project revoke",
        "project backup",
        "project restore",
        "project delete",
        "project undelete",
        "project withdraw",
    ]


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_of_the_terminal_is_documented(verb: str) -> None:
    assert re.search(rf"python -m ecosystem {verb}\b", DOCUMENTED)


@pytest.mark.parametrize("entry", MENU, ids=PAGES)
def test_every_page_is_documented_under_its_name_and_its_headline(entry: Entry) -> None:
    assert re.search(rf"\| {entry.name} \| {re.escape(entry.headline)}", DOCUMENTED)
