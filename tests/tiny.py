"""Maps one can draw on a napkin, read from tiny CSV texts by the tool's own readers."""

from pathlib import Path

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.sheet import Source
from ecosystem.collect.sources import open_source
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem

SAMPLE_DATA = Path(__file__).parents[1] / "sample_data"
# Riverton with names that trip programs (311, NA, markup, a formula); its numbers are those of its own answer key.
RIVERTON_TRAPS = Path(__file__).parent / "data" / "riverton_traps"


def tiny(**sheets: str) -> Ecosystem:
    """The map of these sheets, each a CSV text: tiny(organizations="name\\nA", ties="source,target\\nA,B")."""
    read = [read_delimited(text.strip().encode(), f"{name}.csv", name) for name, text in sheets.items()]
    return assemble(Source("tiny", tuple(read)))


def survey(answered: str, silent: str = "", named: str = "", ties: str = "", relation: str = "works_with") -> Ecosystem:
    """A survey of organizations of one letter each; ties such as "AB BA" read: A names B, B names A."""
    statuses = {"respondent": answered, "invited": silent, "named only": named}
    rows = [f"{letter},{status}" for status, letters in statuses.items() for letter in letters]
    pairs = [f"{pair[0]},{pair[1]},{relation}" for pair in ties.split()]
    return tiny(
        organizations="\n".join(["name,status", *rows]),
        ties="\n".join(["source,target,relation", *pairs]),
    )


def plain_list(ties: str, organizations: str = "", relation: str = "works_with") -> Ecosystem:
    """A plain list of ties such as "AB BC" among organizations of one letter each; ``organizations`` adds isolates."""
    letters = sorted({*organizations, *ties.replace(" ", "")})
    pairs = [f"{pair[0]},{pair[1]},{relation}" for pair in ties.split()]
    return tiny(
        organizations="\n".join(["name,website", *(f"{letter}," for letter in letters)]),
        ties="\n".join(["source,target,relation", *pairs]),
    )


def city(ecosystem: Ecosystem, **question: str) -> SiteNetwork:
    """Its largest city."""
    return SiteNetwork(ecosystem, ecosystem.site(None), **question)


def sample(name: str) -> Ecosystem:
    """Return one of the maps that ship, or the test city ``riverton_traps``."""
    return assemble(open_source(RIVERTON_TRAPS if name == RIVERTON_TRAPS.name else SAMPLE_DATA / name))
