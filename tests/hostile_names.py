"""Names that are words of JavaScript, markup or a template, and a survey that is full of them."""

import csv
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

OBJECT = [  # what every object of JavaScript answers to: a name that is used as a key finds these in its place
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
]
WORDS = [
    *OBJECT,
    "prototype",
    "length",
    "then",
    "name",
    "undefined",
    "null",
    "NaN",
    "true",
    "0",
    "-1",
    "</script>",
    "{{7*7}}",
    "${x}",
    "%s",
    "two\u2028lines",
    "half a pair \ufffd",  # what a lone surrogate becomes
    "long" * 2500,
    "\u202eturned round",
    "👩‍👩‍👧 Families",
    "a tie of constructor and a long name before toString",  # parts that stand alone on a line of the map
]
NO_VALUES = ("null", "NaN")  # names like any other, but a city or sector so written is none


def every_name_is_one(folder: Path, words: list[str] = WORDS) -> Path:
    """Write a survey into the folder in which each word is an organization, its id, sector, goal, city and so on."""
    turned = words[1:] + words[:1]
    status = ["respondent"] * (len(words) - 2) + ["invited", "named only"]
    tables = {
        "organizations": [
            ("organization_id", "name", "sector", "level", "roles", "goals", "offers", "needs", "status"),
            *zip(words, words, words, words, words, words, words, turned, status, strict=True),
        ],
        "locations": [
            ("organization_id", "name", "site"),
            *((word, word, words[0]) for word in words),
            *((word, word, site) for word, site in zip(words, turned, strict=True)),
        ],
        "ties": [
            ("source_id", "target_id", "relation"),
            (words[1], words[0], words[0]),
            *((words[0], word, word) for word in words[1:]),
            *((a, b, a) for a, b in pairwise(words[1:])),
        ],
        "memberships": [
            ("organization", "initiative", "role"),
            *((word, word, word) for word in words),
            *((word, words[0], word) for word in words),
        ],
    }
    return _written(folder, tables)


def many_kinds(folder: Path, count: int = 200) -> Path:
    """Write a list into the folder with so many sectors and relations; of four organizations names say nothing."""
    names = {0: "Library", 1: "Library", 2: "\u2060", 3: "\u200b \u200b"}
    rows = [(f"o{n}", names.get(n, f"Organization {n}"), f"Sector {n}", "Harbor") for n in range(count)]
    ties = [(f"o{n}", f"o{(n + 1) % count}", f"relation_{n}") for n in range(count)]
    tables: dict[str, list[tuple[str, ...]]] = {
        "organizations": [("organization_id", "name", "sector", "city"), *rows],
        "ties": [("source_id", "target_id", "relation"), *ties, ("o0", "o5", "relation 5"), ("o0", "o6", "all")],
    }
    return _written(folder, tables)


def _written(folder: Path, tables: Mapping[str, list[tuple[str, ...]]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder
