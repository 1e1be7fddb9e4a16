"""What stands beside the network in a workbook of a known tool: types, legends and measures are no organizations."""

import pytest

from ecosystem.collect.formats import translated
from ecosystem.collect.sheet import Sheet
from tests.collect.formats.made import workbook

TYPES = "Name,Color\nAgency,red\nNonprofit,blue\n"
KUMU = {"Elements": "Label,Type\nElm,Agency\nOak,Nonprofit\n", "Connections": "From,To\nElm,Oak\n"}
NETWORKS = {
    "a Kumu map": KUMU,
    "tables of Gephi": {"Nodes": "Id,Label\n1,Elm\n2,Oak\n", "Edges": "Source,Target\n1,2\n"},
    "a Polinode workbook": {"Nodes": "Name,Team\nElm,x\nOak,y\n", "Edges": "Source,Target\nElm,Oak\n"},
    "a NodeXL workbook": {"Vertices": "Vertex,Label\nElm,\nOak,\n", "Edges": "Vertex 1,Vertex 2\nElm,Oak\n"},
    "an Onodo workbook": {"Nodes": "Name,Type\nElm,Agency\nOak,\n", "Relations": "Source,Target\nElm,Oak\n"},
}


def aside(sheets: tuple[Sheet, ...]) -> dict[str, str]:
    return {sheet.name: sheet.aside for sheet in sheets if sheet.aside}


@pytest.mark.parametrize("tool", NETWORKS)
def test_a_list_of_types_in_the_workbook_of_a_tool_is_a_side_list(tool: str) -> None:
    sheets = translated(workbook(**NETWORKS[tool], Legend=TYPES))
    assert aside(sheets) == {"Legend": tool}


@pytest.mark.parametrize("tool", NETWORKS)
def test_a_further_sheet_about_the_same_organizations_is_read(tool: str) -> None:
    more = "name,sector,website\nElm,Agency,elm.example\nOak,Nonprofit,oak.example\nAsh,Nonprofit,\n"
    assert aside(translated(workbook(**NETWORKS[tool], More=more))) == {}


def test_our_own_sheets_beside_the_tables_of_a_tool_are_read() -> None:
    sheets = workbook(**KUMU, relations="relation,directed\nfunds,yes\n", aliases="name_as_written,name\nElms,Elm\n")
    assert aside(translated(sheets)) == {}


def test_files_that_were_only_given_together_are_no_side_lists_of_each_other() -> None:
    sheets = [
        *workbook(**NETWORKS["tables of Gephi"]),
        *(sheet for sheet in workbook(Coalitions="name,city\nGreen Table,X\n")),
    ]
    alone = [sheet.__class__(sheet.origin.__class__(f"{sheet.name}.csv"), sheet.name, sheet.frame) for sheet in sheets]
    assert aside(translated(alone)) == {}


def test_a_workbook_of_no_known_tool_has_no_side_lists() -> None:
    sheets = workbook(Organizations="name,sector\nElm,Agency\n", Types=TYPES)
    assert list(translated(sheets)) == sheets
