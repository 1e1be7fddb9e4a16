"""Write the survey files and the answer key of Riverton, an invented city, from riverton_city.toml.

Run ``python sample_data/make_riverton.py`` from the project's folder. Nothing in it is random.

The answer key is counted from the description, never from the written files, so that tests can compare what is read
from the files with it. Every finding in the key is checked before it is written.
"""

import csv
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from ecosystem.collect.instruments import Instrument, Question, shipped_instruments  # noqa: E402  # found from wherever the script is started
from ecosystem.collect.vocabularies import load_relations, load_vocabulary  # noqa: E402

SITE = "Riverton"
OUT = HERE / "riverton"
# Fields of the description that hold "key strength" pairs, and the question that asks for each by recall.
NAMED = {
    "works": "works_with",
    "works_more": "works_with",
    **{
        field: field
        for field in (
            "data_to",
            "data_from",
            "money_to",
            "money_from",
            "advice_to",
            "advice_from",
            "would_like",
        )
    },
}


class Nomination(NamedTuple):
    """One organization as one answer names it: its key, the spelling used and the strength (1 is weakest)."""

    key: str
    spelling: str
    strength: int


class Report(NamedTuple):
    """One tie as one respondent reports it; in a directed relation the source gives to the target."""

    reporter: str
    source: str
    target: str
    relation: str


@dataclass(frozen=True)
class City:
    """The description of the city: organizations by key in the order of the file, and the findings to check."""

    organizations: dict[str, dict[str, Any]]
    named_in_key: dict[str, Any]

    def name(self, key: str) -> str:
        """Return the name of an organization."""
        return str(self.organizations[key]["name"])

    @property
    def invited(self) -> list[str]:
        """Return the keys of invited organizations, in the order of the list."""
        return [key for key, organization in self.organizations.items() if "sector" in organization]

    @property
    def respondents(self) -> list[str]:
        """Return the keys of organizations that answered, in the order of the list."""
        return [key for key, organization in self.organizations.items() if "form" in organization]

    def mentions(self, answer: dict[str, Any], field: str) -> Iterator[Nomination]:
        """Return the organizations that one field of an answer names."""
        for item in filter(None, answer.get(field, "").split(", ")):
            who, strength = item.rsplit(" ", 1)
            key, _, spelling = who.partition("/")
            yield Nomination(key, spelling or self.name(key), int(strength))

    def reports(self) -> list[Report]:
        """Return every tie reported in an answer that counts, without ties of an organization to itself."""
        question = {question.id: question for question in shipped_instruments()[0].questions}
        found = []
        for reporter in self.respondents:
            for field, question_id in NAMED.items():
                asked = question[question_id]
                for mention in self.mentions(self.organizations[reporter], field):
                    ends = (reporter, mention.key)
                    source, target = reversed(ends) if asked.direction == "gets" else ends
                    if reporter != mention.key:
                        found.append(Report(reporter, source, target, asked.relation))
        return found


def read_city() -> City:
    """Return the description in riverton_city.toml."""
    record = tomllib.loads((HERE / "riverton_city.toml").read_text(encoding="utf-8"))
    named_in_key = record.pop("key")
    return City(record, named_in_key)


# --- the survey files ---------------------------------------------------------------------------------------


def write_files(city: City) -> None:
    """Write the list of invited organizations, the alias list and the three exports."""
    invited = [[city.name(key), SITE, *_labels(city.organizations[key]), "invited"] for key in city.invited]
    _write("invited.csv", [["name", "site", "sector", "level", "status"], *invited])
    spellings = city.named_in_key["spellings"]
    aliases = [[spellings["alias"], city.name(spellings["organization"])]]
    _write("aliases.csv", [["name_as_written", "organization"], *aliases])
    for instrument in shipped_instruments():
        answers = [
            _cells(city, instrument, key, answer, at)
            for key, answer, at in sorted(_submissions(city), key=lambda submission: submission[2])
            if answer["form"] == instrument.id
        ]
        headers = list(dict.fromkeys(header for answer in answers for header in answer))
        _write(f"{instrument.id}.csv", [headers, *[[answer[h] for h in headers] for answer in answers]])


def _submissions(city: City) -> Iterator[tuple[str, dict[str, Any], datetime]]:
    start = datetime(2026, 3, 2, 9, 4, 11)
    for place, key in enumerate(city.respondents):
        answer = city.organizations[key]
        # Any spread over days and office hours will do, as long as no two answers have the same time.
        yield key, answer, start + timedelta(days=place * 11 % 19, minutes=place * 37 % 480, seconds=place)
        if "first_answer" in answer:
            yield key, answer | answer["first_answer"], start - timedelta(hours=19)


def _labels(organization: dict[str, Any]) -> tuple[str, str]:
    sector = load_vocabulary("sectors").match(organization["sector"])
    level = load_vocabulary("levels").match(organization.get("level", "none"))
    return sector or "", level or ""


def _cells(city: City, instrument: Instrument, key: str, answer: dict[str, Any], at: datetime) -> dict[str, str]:
    """Return one answer as the export shows it: cell by header."""
    number = city.respondents.index(key) + 1
    cells = {
        "Timestamp": f"{at.month}/{at.day}/{at.year} {at.hour}:{at:%M:%S}",
        "Email Address": f"person{number:02}@example.org",
    }
    sector, level = _labels(answer)
    plain = {
        "contact_name": f"Invented Person {number:02}",
        "contact_email": f"person{number:02}@example.org",
        "contact_phone": f"555-01{number:02}",
        "organization": city.name(key),
        "site": SITE,
        "sector": answer.get("written_sector", sector),
        "level": level,
        "description": answer["about"],
        "website": f"https://{key.replace('_', '-')}.example.org",
        "areas": answer.get("areas", "whole city"),
        "serves_low_income": answer.get("serves", "No"),
        "consent": next(
            entry.label for entry in load_vocabulary("consent").entries if entry.id == answer.get("consent", "public")
        ),
    }
    for question in instrument.questions:
        if question.kind == "relation":
            cells |= _relation_cells(city, question, key, answer)
        elif question.kind == "grid":
            said = dict(item.split(" ") for item in answer[question.becomes].split(", "))
            for entry in load_vocabulary(question.vocabulary).entries:
                when = said.get(entry.id, "")
                cells[f"{question.text} [{entry.label}]"] = getattr(question, when) if when else ""
        elif question.kind == "choices" and question.vocabulary:
            entries = load_vocabulary(question.vocabulary)
            words = filter(None, answer.get(question.id, "").split(", "))
            cells[question.text] = ", ".join(str(entries.match(word)) for word in words)
        else:
            cells[question.text] = plain.get(question.id, answer.get(question.id, ""))
    return cells


def _relation_cells(city: City, question: Question, key: str, answer: dict[str, Any]) -> dict[str, str]:
    """Return the cells of a relation: a roster and then free recall for working together, free recall for the rest."""
    cells = {}
    recall_field = question.id
    if question.id == "works_with":
        recall_field = "works_more"
        ticked = {mention.key: mention.strength for mention in city.mentions(answer, "works")}
        for row in city.invited:
            # A respondent in a hurry leaves rows empty, and the respondent's own row is always empty.
            unsaid = "" if answer.get("quick") or row == key else question.no_tie[0]
            said = question.scale[ticked[row] - 1] if row in ticked else unsaid
            cells[f"{question.text} [{city.name(row)}]"] = said
    cells[question.recall] = "\n".join(
        f"{mention.spelling} ({question.scale[mention.strength - 1].lower()})"
        for mention in city.mentions(answer, recall_field)
    )
    return cells


def _write(name: str, rows: Iterable[Iterable[str]]) -> None:
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


# --- the answer key -----------------------------------------------------------------------------------------


def answer_key(city: City) -> dict[str, Any]:
    """Return the expected findings, counted from the description.

    Raises ValueError where the city does not have a finding that the description promises.
    """
    reports = city.reports()
    ties = [report for report in reports if load_relations()[report.relation].tie]
    works = [report for report in reports if report.relation == "works_with"]
    graph = nx.Graph((report.source, report.target) for report in works)
    graph.add_nodes_from(city.organizations)
    everything = nx.Graph((report.source, report.target) for report in ties)
    answered, wanted = set(city.respondents), city.named_in_key
    named_only = [key for key in city.organizations if key not in city.invited]
    touched = {end for report in reports for end in (report.source, report.target)}

    to_themselves = [
        key
        for key in city.respondents
        for field in NAMED
        for mention in city.mentions(city.organizations[key], field)
        if mention.key == key
    ]

    betweenness = nx.betweenness_centrality(graph, normalized=False)
    first, second = sorted(betweenness, key=lambda key: -betweenness[key])[:2]
    _require(first == wanted["broker"], f"the broker is {first}")
    _require(betweenness[first] > 1.5 * betweenness[second], f"{second} is nearly as much a broker")
    breaks_off = _breaks_off(graph, wanted["cut_point"])
    _require(breaks_off == _breaks_off(everything, wanted["cut_point"]), "the cut point holds in one relation only")
    named_by = {key: {r.reporter for r in works if key in (r.source, r.target)} - {key} for key in city.invited}
    silent = sorted(set(city.invited) - answered, key=lambda key: -len(named_by[key]))
    _require(silent[0] == wanted["silent_hub"], f"the silent hub is {silent[0]}")
    for kind in ("one_sided", "pending"):
        reporter, named = wanted[kind]
        said = {report.reporter for report in works if {report.source, report.target} == {reporter, named}}
        _require(said == {reporter} and (named in answered) == (kind == "one_sided"), f"{kind} is not so")
    offered, needed = (_by_resource(city, field) for field in ("offers", "needs"))
    offered_now, needed_now = (_by_resource(city, field, "now") for field in ("offers", "needs"))
    need = wanted["unmet_need"]
    pair = {need["needed_by"], need["offered_by"]}
    _require(needed[need["resource"]] | offered[need["resource"]] == pair, "the unmet need has others to it")
    _require(not any({r.source, r.target} == pair for r in reports), "need and offer know each other")
    resource = {entry.id: entry.label for entry in load_vocabulary("resources").entries}
    sectors = {key: _labels(city.organizations[key])[0] for key in city.invited}
    spelling = wanted["spellings"]
    return {
        "invented": True,
        "site": SITE,
        "organizations": len(city.organizations),
        "invited": len(city.invited),
        "respondents": len(answered),
        "named_only": sorted(map(city.name, named_only)),
        "submissions": len(list(_submissions(city))),
        "isolates": sorted(city.name(key) for key in answered - touched),
        "look_alikes": [city.name(key) for key in wanted["look_alikes"]],
        "self_nominations": [city.name(key) for key in to_themselves],
        "submitted_twice": [city.name(key) for key in city.respondents if "first_answer" in city.organizations[key]],
        "consent_no": [city.name(key) for key in city.respondents if city.organizations[key].get("consent") == "no"],
        "consent_group": [
            city.name(key) for key in city.respondents if city.organizations[key].get("consent") == "group"
        ],
        "needs_nobody_offers": [resource[id] for id in resource if needed[id] and not offered[id]],
        "needs_somebody_could_meet": [
            resource[id] for id in resource if needed_now[id] and offered[id] and not offered_now[id]
        ],
        "offers_nobody_needs": [resource[id] for id in resource if offered[id] and not needed[id]],
        "invited_by_sector": {sector: list(sectors.values()).count(sector) for sector in sorted({*sectors.values()})},
        "respondents_by_sector": {
            sector: sum(sectors[key] == sector for key in answered) for sector in sorted({*sectors.values()})
        },
        "reports": {relation: sum(report.relation == relation for report in reports) for relation in load_relations()},
        **{f"ties_{relation}": _states(reports, relation, answered) for relation in load_relations()},
        "set_aside": {
            "earlier_submissions": len(list(_submissions(city))) - len(answered),
            "self_nominations": len(to_themselves),
        },
        "broker": {
            "organization": city.name(first),
            "relation": "works_with",
            "betweenness": round(betweenness[first], 6),
        },
        "cut_point": {
            "organization": city.name(wanted["cut_point"]),
            "breaks_off": sorted(map(city.name, breaks_off)),
        },
        **{
            kind: {"reporter": city.name(wanted[kind][0]), "named": city.name(wanted[kind][1])}
            for kind in ("one_sided", "pending")
        },
        "silent_hub": {"organization": city.name(silent[0]), "works_with_named_by": len(named_by[silent[0]])},
        "unmet_need": {
            "resource": resource[need["resource"]],
            "needed_by": city.name(need["needed_by"]),
            "offered_by": city.name(need["offered_by"]),
        },
        "spellings": {
            "organization": city.name(spelling["organization"]),
            "equal_when_folded": spelling["folded"],
            "only_through_aliases": spelling["alias"],
        },
    }


def _breaks_off(graph: "nx.Graph[str]", key: str) -> set[str]:
    """Return the organizations cut off from the largest component when one organization leaves."""
    home = max(nx.connected_components(graph), key=len)
    parts = list(nx.connected_components(graph.subgraph(home - {key})))
    return home - {key} - max(parts, key=len)


def _by_resource(city: City, field: str, when: str = "") -> dict[str, set[str]]:
    """Return the organizations that offer or need each resource, now or at any time."""
    found: dict[str, set[str]] = {entry.id: set() for entry in load_vocabulary("resources").entries}
    for key in city.respondents:
        for item in city.organizations[key][field].split(", "):
            if item.endswith(when):
                found[item.split(" ")[0]].add(key)
    return found


def _states(reports: list[Report], relation: str, answered: set[str]) -> dict[str, int]:
    """Return the number of ties of one relation in each state; a mutual tie is one pair, whoever reports it.

    Where the forms ask in one direction only, as they do about wishes, no tie can be reported by both ends.
    """
    reporters: dict[tuple[str, ...], set[str]] = {}
    for report in reports:
        if report.relation == relation:
            ends = (report.source, report.target)
            pair = ends if load_relations()[relation].directed else tuple(sorted(ends))
            reporters.setdefault(pair, set()).add(report.reporter)
    states = dict.fromkeys(("confirmed", "one_sided", "pending"), 0)
    ways = {question.direction for question in shipped_instruments()[0].questions if question.relation == relation}
    for pair, said in reporters.items():
        both_asked = set(pair) <= answered and ways in ({"mutual"}, {"gives", "gets"})
        states["pending" if not both_asked else "confirmed" if len(said) == 2 else "one_sided"] += 1
    return {"ties": len(reporters), **states}


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(f"riverton_city.toml does not hold what its key promises: {otherwise}")


def as_toml(key: dict[str, Any]) -> str:
    """Return the answer key as TOML: single values first, then one table each."""
    single = [f"{name} = {json.dumps(v, ensure_ascii=False)}" for name, v in key.items() if not isinstance(v, dict)]
    tables = [
        "\n".join([f"\n[{name}]", *(f'"{k}" = {json.dumps(v, ensure_ascii=False)}' for k, v in table.items())])
        for name, table in key.items()
        if isinstance(table, dict)
    ]
    title = "# Counted by make_riverton.py from riverton_city.toml. README.md says it in words."
    return "\n".join([title, "", *single, *tables]) + "\n"


if __name__ == "__main__":
    riverton = read_city()
    OUT.mkdir(exist_ok=True)
    write_files(riverton)
    (OUT / "answer_key.toml").write_text(as_toml(answer_key(riverton)), encoding="utf-8")
