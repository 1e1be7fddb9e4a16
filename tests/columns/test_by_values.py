"""Sheets and columns whose headers say nothing are told by the names in them; what is not sure is asked."""

import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.columns.plan import propose
from ecosystem.errors import NoMapError
from ecosystem.tables.assemble import assemble, instruments_for
from ecosystem.tables.dataset import Ecosystem

LIST = "Name,Type,City\nMill House,Nonprofit,Harbor\nRiver IT,Government,Harbor\nElm Library,Library,Lake\n"
CODES = "code,name\nm,Mill House\nr,River IT\ne,Elm Library\n"


def read(*, proposed: bool = False, **sheets: str) -> Ecosystem:
    source = open_upload([(f"{name}.csv", text.encode()) for name, text in sheets.items()])
    return assemble(source, propose(source.sheets, instruments_for(source)) if proposed else None)


def ties(found: Ecosystem) -> set[tuple[str, str, str]]:
    names = found.names()
    table = found.table("ties")
    return {(names[a], names[b], r) for a, b, r in zip(table.source_id, table.target_id, table.relation, strict=True)}


def memberships(found: Ecosystem) -> set[tuple[str, str]]:
    names, called = found.names(), dict(found.table("initiatives")[["initiative_id", "name"]].itertuples(index=False))
    table = found.table("memberships")
    return {(names[o], called[i]) for o, i in zip(table.organization_id, table.initiative_id, strict=True)}


def organizations(found: Ecosystem) -> set[str]:
    return set(found.table("organizations")["name"])


def said(found: Ecosystem, reason: str) -> list[str]:
    issues = found.table("issues")
    return list(issues.loc[issues["reason"] == reason, "message"])


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (
            {"a": LIST, "b": "Link start,Link end,What\nMill House,River IT,pays\n"},
            {("Mill House", "River IT", "pays")},
        ),
        ({"a": CODES, "b": "from_code,to_code,verb\nm,r,pays\n"}, {("Mill House", "River IT", "pays")}),
        ({"a": CODES, "b": "to_code,from_code,verb\nr,m,pays\n"}, {("Mill House", "River IT", "pays")}),
        (
            {"a": CODES, "b": "c1,n1,c2,n2,verb\nm,Mill House,r,River IT,pays\nr,River IT,e,Elm Library,asks\n"},
            {("Mill House", "River IT", "pays"), ("River IT", "Elm Library", "asks")},
        ),
        (
            {"a": LIST, "b": "Agency,Other,From,To\nMill House,River IT,2019-01-02,2020-01-02\n"},
            {("Mill House", "River IT", "tie")},
        ),
        (
            {"a": LIST, "b": "Org,Partner 1,Partner 2\nRiver IT,Mill House,Elm Library\nMill House,Elm Library,\n"},
            {
                ("River IT", "Mill House", "works_with"),
                ("River IT", "Elm Library", "works_with"),
                ("Mill House", "Elm Library", "works_with"),
            },
        ),
        (
            {"a": "Wer,Wo\nMill House,Harbor\nRiver IT,Harbor\n", "b": "Eins,Zwei,Was\nMill House,River IT,Geld\n"},
            {("Mill House", "River IT", "Geld")},
        ),
    ],
)
def test_two_columns_of_listed_names_are_ends_of_ties(
    sheets: dict[str, str], expected: set[tuple[str, str, str]]
) -> None:
    found = read(**sheets)
    undirected = {frozenset(tie[:2]) | {tie[2]} for tie in ties(found)}
    assert undirected == {frozenset(tie[:2]) | {tie[2]} for tie in expected}
    assert organizations(found) <= {"Mill House", "River IT", "Elm Library"}
    assert said(found, "read by its values")
    assert ties(read(proposed=True, **sheets)) == ties(found)


def test_the_sentence_says_how_many_names_are_in_which_list() -> None:
    found = read(orgs=LIST, b="Link start,Link end\nMill House,River IT\nMill Haus,Elm Library\n")
    assert said(found, "read by its values") == [
        "The sheet was read as a list of ties: of the columns “Link start” and “Link end”, 1 of 2 names in “Link "
        "start” are in orgs.csv."
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Funder,Grantee,Amount\nOak Fund,Mill House,"$20,000"\n',
        "Grant,Recipient name,Recipient city,Funding body,Award\n7,Mill House,Lake,Oak Fund,20000\n",
        "Organization,Donor,Grant amount\nMill House,Oak Fund,20000\n",
    ],
)
def test_who_gives_money_is_the_source_whatever_the_order(text: str) -> None:
    found = read(grants=text)
    assert ties(found) == {("Oak Fund", "Mill House", "funds")}
    assert list(found.table("ties")["amount"]) == [20000]


@pytest.mark.parametrize(
    "text",
    [
        "Group A,Group B,Topic\nMill House,River IT,maps\nRiver IT,Elm Library,food\n",
        "Who,works with,on what?\nMill House,River IT,maps\nRiver IT,Elm Library,food\n",
        "org_name,type,alter,edge_type\nMill House,Q1,River IT,maps\nRiver IT,Q2,Elm Library,food\n",
    ],
)
def test_headers_of_two_ends_are_enough_without_a_list(text: str) -> None:
    assert ties(read(sheet=text)) == {("Mill House", "River IT", "maps"), ("River IT", "Elm Library", "food")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name,Type,Referrals\nMill House,NGO,River IT; Zoo\nRiver IT,Gov,\nZoo,NGO,\n", {"River IT", "Zoo"}),
        (
            'Name,Type,Advice to\nMill House,NGO,"River IT, Parks, Arts"\nRiver IT,Gov,\n"Parks, Arts",Gov,\n',
            {"River IT", "Parks, Arts"},
        ),
        ("Name,Referrals\nMill House,River IT (https://www.notion.so/River-2e?pvs=21)\nRiver IT,\n", {"River IT"}),
    ],
)
def test_a_column_of_listed_names_in_a_list_is_ties_under_its_header(text: str, expected: set[str]) -> None:
    found = read(list=text)
    assert ties(found) == {("Mill House", other, "advises") for other in expected}
    assert organizations(found) == expected | {"Mill House"}
    assert found.counts["rows_read"].sum() == text.count("\n") - 1


def test_who_funds_the_organization_of_the_row_is_the_source() -> None:
    found = read(list="Name,Type,Funders\nMill House,NGO,Oak Fund\nOak Fund,Foundation,\n")
    assert ties(found) == {("Oak Fund", "Mill House", "funds")}


@pytest.mark.parametrize(
    "sheets",
    [
        {"a": 'Name,Type,Working groups\nMill House,NGO,Food Table\nRiver IT,Gov,"Food Table, Map Day"\n'},
        {"a": LIST, "b": "Who,Belongs to\nMill House,Food Table\nRiver IT,Food Table\nRiver IT,Map Day\n"},
        {"a": LIST, "Coalitions": "Name,Purpose,Members\nFood Table,x,Mill House; River IT\nMap Day,y,River IT\n"},
        {"a": "Organization,Food Table,Map Day\nMill House,✓,\nRiver IT,✓,✓\n"},
    ],
)
def test_groups_that_organizations_share_are_memberships(sheets: dict[str, str]) -> None:
    found = read(**sheets)
    assert memberships(found) == {("Mill House", "Food Table"), ("River IT", "Food Table"), ("River IT", "Map Day")}
    assert not {"Food Table", "Map Day"} & organizations(found) and not ties(found)


def test_what_is_not_sure_is_not_read_but_proposed() -> None:
    sheets = {"a": LIST, "b": "Agency,Table\nMill House,Food Table\nRiver IT,Food Table\n"}
    found = read(**sheets)
    assert not memberships(found)
    assert "2 of 2 names in “Agency” are in a.csv" in said(found, "looks like ties")[0]
    assert len(memberships(read(proposed=True, **sheets))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Name,Sector,Subsector\nMill House,Nonprofit,Government\nRiver IT,Government,Nonprofit\n",
        "Name,City,State\nMill House,New York,New York\nRiver IT,Washington,Washington\n",
        "Name,Type,County\nHarbor,Gov,Harbor\nLake,Gov,Harbor\n",
        "Name,Type,Founded,Joined\nMill House,NGO,2001,2002\nRiver IT,Gov,2002,2001\n",
        "Name,Type,Summary\nMill House,NGO,Mill House\nRiver IT,Gov,River IT\n",
        "id,Name,Type,Formality\n1,Mill House,NGO,2\n2,River IT,Gov,1\n",
        "Name,Type,Services\nMill House,NGO,Food; Legal\nRiver IT,Gov,Food\n",
        "Name,Type,Executive director\nMill House,NGO,Mara Quill\nRiver IT,Gov,Mara Quill\n",
        "Name,Type,Relationship\nMill House,NGO,Close\nRiver IT,Gov,Close\n",
        "Name,Type,Source,Partner status\nMill House,NGO,Website,active\nRiver IT,Gov,Website,active\n",
    ],
)
def test_columns_that_share_values_without_naming_partners_are_no_ties(text: str) -> None:
    found = read(list=text)
    assert not ties(found) and not memberships(found)
    assert not said(found, "read by its values") and not said(found, "looks like ties")
    assert len(organizations(found)) == 2


def test_the_organization_each_is_part_of_is_no_tie() -> None:
    found = read(list="Name,Type,Parent agency\nHarbor City,Gov,\nRiver IT,Gov,Harbor City\n")
    assert not ties(found)
    assert found.table("organizations").set_index("name")["part_of"]["River IT"] == "harbor-city"


@pytest.mark.parametrize(
    "text",
    [
        "Person,Birthplace,Residence\nMara Quill,Harbor,Lake\nOtto Brandt,Lake,Harbor\n",
        "Timestamp,Your organization,Partner\n2026-01-01,Mill House,River IT\n2026-01-02,River IT,Mill House\n",
        "Employee,Manager\nMara Quill,Otto Brandt\nOtto Brandt,Ida Stone\n",
    ],
)
def test_people_places_and_answers_are_never_read_as_ties_unasked(text: str) -> None:
    with pytest.raises(NoMapError):
        read(list=text)


def test_people_in_a_list_stay_out_of_the_ties_that_its_columns_name() -> None:
    found = read(list="Name,Type,Contact,Referrals\nMill House,NGO,Mara Quill,River IT; Mara Quill\nRiver IT,Gov,,\n")
    assert ties(found) >= {("Mill House", "River IT", "advises")}
    assert "Quill" not in " ".join(table.to_csv() for table in found.tables.values())
