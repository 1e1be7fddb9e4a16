"""The register of reasons: every issue is made from it, every reason is used, every sentence can be filled in."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from ecosystem.collect.issues import DOUBT, REASONS, SET_ASIDE, Wording, issue
from ecosystem.collect.issues.forms import TOOLS

PACKAGE = Path(__file__).parents[2] / "ecosystem"
REGISTER = PACKAGE / "collect" / "issues"
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if REGISTER not in path.parents]
PLACE_OF_REASON = {"issue": 0, "_note": 1, "note": 1, "set_aside": 3, "_doubt": 0, "Doubt": 0, "aside": 0}
MADE_OF_PARTS = {  # a reason whose last word is a column or a tool, as its module writes it
    "no latitude": "no {column}",
    "no longitude": "no {column}",
    "no source": "no {end}",
    "no target": "no {end}",
    **{f"read as a {tool} export": "read as a {tool} export" for tool in TOOLS},
}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def literals(path: Path) -> set[str]:
    """Every text a module holds, an f-string with its fields in braces."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            found.add(ast.unparse(node)[2:-1])
    return found


WRITTEN = set().union(*map(literals, MODULES))


def test_only_the_register_makes_issues() -> None:
    assert not [path.name for path in MODULES for call in calls(path) if name_of(call) == "Issue"]


def test_no_module_gives_a_reason_that_the_register_lacks() -> None:
    unknown = []
    for path in MODULES:
        for call in calls(path):
            place = PLACE_OF_REASON.get(name_of(call))
            if place is None or len(call.args) <= place:
                continue
            given = call.args[place]
            if isinstance(given, ast.Constant) and isinstance(given.value, str) and given.value not in REASONS:
                unknown.append((path.name, given.value))
    assert not unknown


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_used(code: str) -> None:
    assert code in WRITTEN or MADE_OF_PARTS.get(code) in WRITTEN


@pytest.mark.parametrize("code", REASONS)
def test_every_sentence_is_whole(code: str) -> None:
    record = REASONS[code]
    assert record.kind in (DOUBT, SET_ASIDE)
    for text in (record.meaning, *sentences(record.wordings.values())):
        assert text == "{finding}" or re.search(r"[.}\]]$", text), text
        assert text[0].isupper() or text[0] in '“"{', text


@pytest.mark.parametrize("code", REASONS)
def test_an_issue_can_be_made_of_every_wording_and_holds_no_open_field(code: str) -> None:
    for wording, said in REASONS[code].wordings.items():
        names = {name for text in sentences([said]) for _, name, _, _ in Formatter().parse(text) if name}
        fields = {name: 2 for name in names - {"count", "row", "column"}}
        for count in (1, 2):
            made = issue(code, wording, source="a.csv", row=3, count=count, **fields)
            assert made.message
            assert "{" not in made.message + made.action


def sentences(wordings: object) -> list[str]:
    found: list[Wording] = list(wordings)  # type: ignore[call-overload]
    return [text for said in found for text in (said.message, said.plural, said.action) if text]
