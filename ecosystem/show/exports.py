"""Exports: the map file, a folder of every table, the template workbook and the questionnaires."""

from collections.abc import Mapping

import pandas as pd

from ecosystem.collect.instruments import shipped_instruments
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.plain_tables import PLAIN_ORGANIZATIONS, RELATIONS, TIES
from ecosystem.findings.catalog import all_tables, one_table
from ecosystem.findings.left_out import left_off_the_map, left_out
from ecosystem.findings.measures.measure_record import why_no_ties
from ecosystem.findings.site_network import SiteNetwork
from ecosystem.log import timed
from ecosystem.network.graph import graph_of
from ecosystem.network.graphml import graphml
from ecosystem.show import phrases
from ecosystem.show.files import csv_bytes, too_long, workbook
from ecosystem.show.map_data import choices, map_organizations, map_ties, places, sizes
from ecosystem.show.map_file import map_html
from ecosystem.show.rounds import about_round, about_tables
from ecosystem.tables.builder import EVERYWHERE
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import LIST_SEPARATOR
from ecosystem.translation import gettext

LEFT_OUT, ROUNDS = "left_out.txt", "rounds.txt"


def map_page(ecosystem: Ecosystem, site: str | None = None, others: Mapping[str, str] | None = None) -> str:
    """Return the map of one city (the one with most ties if None) as one HTML page that opens offline.

    A map of several rounds is drawn as it was in the last, which its note says. ``others``: city -> address of its map,
    where there is one.
    """
    ecosystem = ecosystem.in_round()
    city = SiteNetwork(ecosystem, ecosystem.site(site))
    table = places(city)
    measure, record = next(iter(choices(city).items()))
    ties = map_ties(city)
    if city.large:
        ties = ties[ties["source_id"].isin(table["organization_id"]) & ties["target_id"].isin(table["organization_id"])]
    return map_html(
        map_organizations(city, table, sizes(city, measure)),
        ties,
        title=gettext("Who works with whom in {place}").format(place=city.place),
        subtitle=response_summary(city),
        note=" ".join([*about_round(ecosystem), *left_off_the_map(ecosystem, site), _note(gettext(record.label))]),
        others=others,
    )


def _note(label: str) -> str:
    return gettext("Size: {measure}. A tie that no one reported may still exist.").format(measure=label.lower())


def response_summary(city: SiteNetwork) -> str:
    """Return one line on what a picture of this city is based on."""
    listed = gettext("from a list of ties, not a survey") if city.ties_asked else gettext("from a list, not a survey")
    fields = {
        "organizations": phrases.organizations(len(city.members)),
        "ties": phrases.ties(len(city.ties)),
        "crossing": phrases.ties(crossing := int((~city.all_ties["inside"]).sum())),
        "response": phrases.answered(city) if city.survey else listed,
        "reason": gettext(why_no_ties(city.ecosystem.round)),
    }
    if not city.ties_asked:
        return gettext("{organizations}; {reason}; {response}").format(**fields)
    if crossing:
        return gettext("{organizations}, {ties} among them, {crossing} to other cities; {response}").format(**fields)
    return gettext("{organizations}, {ties} among them; {response}").format(**fields)


@timed(__name__, "made the files of the export")
def export_files(ecosystem: Ecosystem, site: str | None = None) -> dict[str, bytes]:
    """Map file name to content: a CSV for each table, one workbook of all, and the network (of one site or of all).

    The network file holds the ties of the last round; wished-for ties and earlier rounds are in the tables only. Where
    something was left out because of its size, a file ``LEFT_OUT`` says so; where there are several rounds, ``ROUNDS``
    says which is in which file.
    """
    tables = all_tables(ecosystem, site)
    files = {f"{name}.csv": csv_bytes(table) for name, table in tables.items()}
    files["tables.xlsx"] = workbook(tables)
    files["graph.graphml"] = network_file(ecosystem, site)
    if lines := [*about_round(ecosystem), *about_tables(ecosystem, tables)]:
        files[ROUNDS] = "".join(f"{line}\n" for line in lines).encode()
    if lines := [*left_out(ecosystem, site), *left_out_of_workbook(tables)]:
        files[LEFT_OUT] = "".join(f"{line}\n" for line in lines).encode()
    return files


def network_file(ecosystem: Ecosystem, site: str | None = None) -> bytes:
    """Return the organizations and the ties of the last round, of one site or of all, as GraphML."""
    ecosystem = ecosystem.in_round()
    organizations, ties, locations = (one_table(ecosystem, n, site) for n in ("organizations", "ties", "locations"))
    meant = ties["relation"].map(ecosystem.is_tie).astype(bool)
    graph = graph_of(organizations["organization_id"].tolist(), ties[meant])
    return graphml(graph, organizations, _cities(locations))


def _cities(locations: pd.DataFrame) -> dict[str, str]:
    """Return organization id -> its cities joined by |, its own first; none where the source names no city."""
    named = locations[locations["site"] != EVERYWHERE].sort_values(["organization_id", "position"], kind="stable")
    return dict(named.groupby("organization_id")["site"].agg(LIST_SEPARATOR.join))


def left_out_of_workbook(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return a line for each table whose rows are not in the workbook."""
    found = {name: too_long(name, table) for name, table in tables.items()}
    return [
        gettext("tables.xlsx, sheet {name}: {line}.").format(name=name, line=line)
        for name, line in found.items()
        if line
    ]


def template_workbook() -> bytes:
    """Return an empty workbook for lists of organizations, ties, relations and aliases, with column headings."""
    sheets = {
        "organizations": [c.name for c in PLAIN_ORGANIZATIONS if c.name != "organization_id"],
        "ties": [c.name for c in TIES if c.name not in ("source_id", "target_id", "scale_answer")],
        "relations": [c.name for c in RELATIONS],
        "aliases": ["name_as_written", "organization"],
    }
    return workbook({name: pd.DataFrame(columns=columns, dtype="string") for name, columns in sheets.items()})


def questionnaire(instrument_id: str) -> bytes:
    """Return one questionnaire as CSV, to copy into a form tool: Question, Kind, Answers, Help."""
    instrument = next(i for i in shipped_instruments() if i.id == instrument_id)
    rows = []
    for question in instrument.questions:
        answers = (*question.scale, *question.no_tie) or question.options
        if question.vocabulary:
            answers = load_vocabulary(question.vocabulary).labels
        if question.kind == "grid":
            answers = (f"rows: {', '.join(answers)}", f"columns: {question.now}, {question.could}")
        if question.kind == "relation":
            answers = ("rows: the organizations on your list", f"columns: {', '.join(answers)}")
        rows.append((question.text, question.kind, " | ".join(answers), question.help))
        if question.recall:
            rows.append((question.recall, "several lines of text", "", "Who is missing from the list above"))
    return csv_bytes(pd.DataFrame(rows, columns=["Question", "Kind", "Answers", "Help"]))
