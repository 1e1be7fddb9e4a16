"""Exports: every table, the graph, the questions; and it can be read again."""

import io
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pandas as pd
import pytest

from ecosystem.collect.instruments import shipped_instruments
from ecosystem.collect.sources import open_source
from ecosystem.findings.catalog import DESCRIPTIONS, EXPORTED, all_tables, one_table
from ecosystem.show.exports import export_files, map_page, questionnaire, response_summary, template_workbook
from ecosystem.show.files import csv_bytes, write_file
from ecosystem.tables.assemble import assemble
from ecosystem.tables.consent import for_public
from ecosystem.text import fold
from tests.tiny import city, plain_list, sample, survey, tiny

TWO_CITIES = {
    "organizations": "id,name,site\n1,a,P\n2,b,P\n3,c,Q",
    "ties": "source_id,target_id,relation,wave\n1,2,funds,1\n2,1,funds,2\n2,3,funds,2\n1,2,would_like,2",
}


def csv_of(files: dict[str, bytes], name: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(files[f"{name}.csv"]), dtype=str, keep_default_na=False)


def test_an_export_holds_every_table_one_workbook_and_the_graph() -> None:
    files = export_files(survey("ab", ties="ab"))
    assert sorted(files) == sorted([*(f"{name}.csv" for name in EXPORTED), "tables.xlsx", "graph.graphml"])
    book = openpyxl.load_workbook(io.BytesIO(files["tables.xlsx"]))
    assert book.sheetnames == [*EXPORTED, "columns explained"]


def test_every_column_of_every_table_is_described_in_the_order_it_stands() -> None:
    for name, table in all_tables(tiny(**TWO_CITIES)).items():
        assert table.columns.tolist() == DESCRIPTIONS[name].names


def test_every_table_keeps_to_its_description() -> None:
    for ecosystem in (tiny(**TWO_CITIES), survey("ab", silent="x", named="y", ties="ab ba ax by")):
        for name, table in all_tables(ecosystem).items():
            assert not table.duplicated(list(DESCRIPTIONS[name].key)).any()
            for column in DESCRIPTIONS[name].columns:
                assert not (column.required and name != "comparison" and table[column.name].isna().any())
                assert not column.values or set(table[column.name].dropna()) <= set(column.values)


def test_the_graph_of_an_export_holds_the_ties_of_the_last_wave_and_no_wishes() -> None:
    content = export_files(tiny(**TWO_CITIES))["graph.graphml"]
    found = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert sorted((u, v, d["relation"]) for u, v, d in found.edges(data=True)) == [
        ("2", "1", "funds"),
        ("2", "3", "funds"),
    ]
    assert dict(found.nodes(data="name")) == {"1": "a", "2": "b", "3": "c"}


def test_an_export_of_one_city_holds_that_city_only() -> None:
    files = export_files(tiny(**TWO_CITIES), "q")
    assert csv_of(files, "organizations")["name"].tolist() == ["c"]
    assert set(csv_of(files, "organization_measures")["site"]) == {"Q"}
    assert csv_of(files, "comparison")["site"].tolist() == ["Q"]
    assert list(nx.read_graphml(io.BytesIO(files["graph.graphml"]))) == ["3"]


@pytest.mark.parametrize("name", ["civic_graph_2015", "riverton"])
def test_exported_tables_are_read_again_as_the_same_organizations_and_ties(name: str, tmp_path: Path) -> None:
    first = sample(name)
    for table in ("organizations", "ties", "locations"):
        write_file(tmp_path / f"{table}.csv", csv_bytes(first.table(table)))
    again = assemble(open_source(str(tmp_path)))
    for table in ("organizations", "locations"):
        assert len(again.table(table)) == len(first.table(table))
    columns = ["relation", "directed", "strength"]
    assert len(again.table("ties")) == len(first.table("ties"))
    assert (
        again.table("ties")[columns].value_counts().to_dict() == first.table("ties")[columns].value_counts().to_dict()
    )


def test_tables_we_derived_are_not_taken_for_lists_of_organizations_or_ties(tmp_path: Path) -> None:
    first = survey("abc", silent="x", ties="ab ba ax")
    for name, content in export_files(first).items():
        if name.endswith(".csv"):
            write_file(tmp_path / name, content)
    again = assemble(open_source(str(tmp_path)))
    used = dict(zip(again.counts["sheet"], again.counts["read_as"], strict=True))
    assert {sheet for sheet, kind in used.items() if kind in ("organizations", "ties", "locations")} == {
        "organizations.csv",
        "ties.csv",
        "locations.csv",
    }
    assert len(again.table("organizations")) == len(first.table("organizations"))


def test_a_table_is_known_by_name_and_people_behind_answers_are_in_none() -> None:
    with pytest.raises(Exception, match="never read"):
        one_table(plain_list("ab"), "contacts")
    with pytest.raises(Exception, match=r"organizations.*organization_measures.*gaps, comparison"):
        one_table(plain_list("ab"), "organisations")


def test_the_map_is_the_city_with_most_ties_unless_another_is_asked_for() -> None:
    assert "<title>Who works with whom in P</title>" in map_page(tiny(**TWO_CITIES))
    assert "<title>Who works with whom in Q</title>" in map_page(tiny(**TWO_CITIES), "q")
    assert "<title>Who works with whom in this map</title>" in map_page(plain_list("ab"))


def test_a_picture_says_what_it_rests_on() -> None:
    assert response_summary(city(tiny(**TWO_CITIES))) == (
        "2 organizations, 1 tie among them, 1 tie to other cities; from a list of ties, not a survey"
    )
    assert response_summary(city(survey("ab", silent="x", ties="ab"))) == (
        "3 organizations, 1 tie among them; 2 of 3 invited organizations answered"
    )


def test_the_template_is_read_as_what_it_offers_once_it_is_filled(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    for sheet, values in {
        "organizations": [{"name": "A", "site": "P"}, {"name": "B", "site": "P"}],
        "ties": [{"source": "A", "target": "B", "relation": "funds", "strength": 2}],
        "aliases": [{"name_as_written": "Bee", "organization": "B"}],
    }.items():
        headers = [cell.value for cell in book[sheet][1]]
        for values_of_row in values:
            assert set(values_of_row) <= set(headers)
            book[sheet].append([values_of_row.get(header) for header in headers])
    book.save(tmp_path / "filled.xlsx")
    found = assemble(open_source(str(tmp_path / "filled.xlsx")))
    assert found.table("organizations")["name"].tolist() == ["A", "B"]
    assert found.table("ties")[["relation", "strength"]].values.tolist() == [["funds", 2]]


@pytest.mark.parametrize("instrument", shipped_instruments(), ids=lambda instrument: instrument.id)
def test_a_questionnaire_to_copy_holds_every_question_as_it_is_recognised(instrument) -> None:  # type: ignore[no-untyped-def]
    rows = pd.read_csv(io.BytesIO(questionnaire(instrument.id)), keep_default_na=False)
    asked = [q.text for q in instrument.questions] + [q.recall for q in instrument.questions if q.recall]
    assert sorted(rows["Question"]) == sorted(asked)


def test_no_byte_of_any_file_names_who_does_not_want_it() -> None:
    """A church shown to the group alone and a club that said no, in every place where a name can be written."""
    ecosystem = tiny(
        organizations="name,consent,needs,description,website,Met [Zebrix-Church]\n"
        "Zebrix Church,group,Space,,zebrix.org,\nYakkop Club,no,,,yakkop.org,\n"
        "Elm,public,,Friends of YAKKOP CLUB,,yes\nZebrix  Church.,group,,,,",
        ties="source,target,reporter,relation\nZQXC,Elm,Elm,funds\nYakkop-Club,ZQXC,Elm,works_with\nYQXC,YQXC,Elm,funds",
        aliases="name_as_written,organization\nZQXC,Zebrix Church\nYQXC,Yakkop Club\nZebrixchurch,Zebrix Church",
        memberships="organization,initiative\nYakkop Club,Yakkop Club Gala\nElm,Zebrix Church Fair",
        zebrix_church="flour,eggs\n1,2",
    )
    public = for_public(ecosystem)
    files = export_files(public) | {"map.html": map_page(public).encode()}
    with zipfile.ZipFile(io.BytesIO(files.pop("tables.xlsx"))) as book:
        files |= {name: book.read(name) for name in book.namelist()}
    assert sum(b"Elm" in content for content in files.values()) > 5
    for name, content in files.items():
        letters = fold(content.decode("utf-8")).replace(" ", "")
        assert not [hidden for hidden in ("zebrix", "yakkop", "zqxc", "yqxc") if hidden in letters], name
