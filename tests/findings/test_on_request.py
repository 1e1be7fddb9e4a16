"""The tables worked out on request stand every map, keep to their description, and are the same every time."""

import pandas as pd
import pytest

from ecosystem.findings.catalog import DESCRIPTIONS, EXPORTED, ON_REQUEST, one_table
from ecosystem.findings.docs_pages import tables_page
from ecosystem.schema import DTYPES
from ecosystem.tables.dataset import Ecosystem
from tests.tiny import plain_list, survey, tiny

SECTORS = "name,sector,level,status\na,x,City,respondent\nb,x,County,respondent\nc,y,City,{0}\nd,y,,{0}\ne,,City,{0}"
TIES = "source,target,relation\na,b,works_with\nb,c,works_with\nc,a,funds\nd,a,works_with"
MAPS = {
    "no organization": lambda: tiny(organizations="name,website\n"),
    "one organization": lambda: plain_list("", organizations="a"),
    "no tie": lambda: plain_list("", organizations="abcdef"),
    "one tie": lambda: plain_list("ab"),
    "all partners": lambda: plain_list("ab ac ad bc bd cd"),
    "nobody answered": lambda: survey("", silent="abcd"),
    "one answered": lambda: survey("a", silent="bcd", named="e", ties="ab ac ae"),
    "all answered": lambda: tiny(organizations=SECTORS.format("respondent"), ties=TIES),
    "some answered": lambda: tiny(organizations=SECTORS.format("invited"), ties=TIES),
    "one sector": lambda: tiny(organizations="name,sector\na,x\nb,x\nc,x\nd,x\ne,x", ties=TIES),
    "two cities": lambda: tiny(organizations="name,site\na,P\nb,P\nc,P\nd,Q\ne,Q", ties=TIES),
    "two parts": lambda: plain_list("ab bc cd ef fg"),
}


@pytest.fixture(scope="module", params=MAPS)
def ecosystem(request: pytest.FixtureRequest) -> Ecosystem:
    return MAPS[request.param]()


@pytest.mark.parametrize("name", ON_REQUEST)
def test_each_keeps_to_its_description_on_the_barest_maps(ecosystem: Ecosystem, name: str) -> None:
    table, description = one_table(ecosystem, name), DESCRIPTIONS[name]
    assert {column: str(dtype) for column, dtype in table.dtypes.items()} == {
        column.name: DTYPES[column.type] for column in description.columns
    }
    assert not table.duplicated(list(description.key)).any()
    for column in description.columns:
        assert not (column.required and table[column.name].isna().any()), column.name
        assert not column.values or set(table[column.name].dropna()) <= set(column.values)
        if column.type == "number":
            assert table[column.name].dropna().abs().lt(float("inf")).all()


@pytest.mark.parametrize("name", ON_REQUEST)
def test_each_is_the_same_every_time(name: str) -> None:
    made = (one_table(MAPS["all answered"](), name) for _ in range(2))
    pd.testing.assert_frame_equal(*made)


@pytest.mark.parametrize("name", ON_REQUEST)
def test_each_says_how_to_ask_for_it(name: str) -> None:
    assert f"`python -m ecosystem table DATA {name}`" in tables_page()
    assert name not in EXPORTED
