"""Grants and directories of services: who funds whom, and which rows are organizations."""

import json

import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem


def read(**files: str) -> Ecosystem:
    return assemble(open_upload([(name.replace("__", "."), text.encode()) for name, text in files.items()]))


def ties(found: Ecosystem) -> list[tuple[str, str, str, float]]:
    names = dict(found.table("organizations")[["organization_id", "name"]].itertuples(index=False))
    rows = found.table("ties")[["source_id", "target_id", "relation", "amount"]].itertuples(index=False)
    return sorted((names[a], names[b], relation, amount) for a, b, relation, amount in rows)


EXPECTED = [("Harbor Fund", "Elm Pantry", "funds", 500.0), ("Harbor Fund", "Oak Library", "funds", 900.0)]
SPREADSHEET = (
    "Identifier,Title,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,Recipient Org:City,"
    "Funding Org:Identifier,Funding Org:Name\n"
    "g1,Maps,500,2025-02-01,GB-1,Elm Pantry,Leeds,GB-9,Harbor Fund\n"
    "g2,Data,900,2025-03-01,GB-2,Oak Library,,GB-9,Harbor Fund\n"
)
AS_JSON = {
    "grants": [
        {
            "id": f"g{n}",
            "amountAwarded": amount,
            "awardDate": "2025-02-01",
            "recipientOrganization": [{"id": f"GB-{n}", "name": name}],
            "fundingOrganization": [{"id": "GB-9", "name": "Harbor Fund"}],
        }
        for n, name, amount in ((1, "Elm Pantry", 500), (2, "Oak Library", 900))
    ]
}


@pytest.mark.parametrize(
    "files",
    [
        {"grants__csv": SPREADSHEET},
        {"grants__json": json.dumps(AS_JSON)},
        {
            "flat__csv": "id,amountAwarded,recipientOrganization/0/name,fundingOrganization/0/name\n"
            "g1,500,Elm Pantry,Harbor Fund\ng2,900,Oak Library,Harbor Fund\n"
        },
        {"grants__csv": "Grantor,Grantee,Amount\nHarbor Fund,Elm Pantry,$500\nHarbor Fund,Oak Library,$900\n"},
        {
            "g__csv": "Year,Funder Name,Recipient Name,Grant amount\n"
            "2025,Harbor Fund,Elm Pantry,500\n,Harbor Fund,Oak Library,900\n"
        },
    ],
)  # fmt: skip
def test_a_grant_is_a_tie_from_funder_to_recipient(files: dict[str, str]) -> None:
    found = read(**files)
    assert ties(found) == EXPECTED
    assert sorted(found.table("organizations")["name"]) == ["Elm Pantry", "Harbor Fund", "Oak Library"]


def test_the_city_of_a_grant_is_that_of_the_recipient_and_the_identifiers_are_ids() -> None:
    found = read(grants__csv=SPREADSHEET)
    assert sorted(found.table("organizations")["organization_id"]) == ["GB-1", "GB-2", "GB-9"]
    assert found.table("locations")[["organization_id", "site"]].to_numpy().tolist() == [["GB-1", "Leeds"]]


def test_grants_to_individuals_are_not_read_and_told() -> None:
    found = read(
        grants__csv="Amount Awarded,Recipient Org:Name,Recipient Ind:Name,Funding Org:Name\n"
        "5,Elm Pantry,,Harbor Fund\n6,,Jo Doe,Harbor Fund\n"
    )
    assert len(found.table("ties")) == 1
    told = found.table("issues")
    assert {"about people, never read", "no target"} <= set(told["reason"])
    assert "Jo Doe" not in "".join(
        table.to_csv() for table in (told, found.table("organizations"), found.table("names"))
    )


def test_a_list_with_a_funder_and_no_recipient_is_no_list_of_grants() -> None:
    found = read(organizations__csv="name,city,funder\nElm,X,Harbor Fund\nOak,X,\n")
    assert sorted(found.table("organizations")["name"]) == ["Elm", "Oak"]


HSDS = {
    "organizations": "id,name,description,email,url\no1,Elm Center,x,a@example.org,elm.example\no2,Oak House,,,\n",
    "services": "id,organization_id,name,status\ns1,o1,Free meals,active\ns2,o2,Tax help,active\n",
    "locations": "id,organization_id,name,latitude,longitude\nl1,o1,Main hall,40.1,-90.2\nl2,,Annex,,\n",
    "services_at_location": "id,service_id,location_id\nx1,s2,l2\n",
    "physical_addresses": (
        "id,location_id,address_1,city,state_province\na1,l1,1 Elm St,Harbor,MO\na2,l2,2 Oak St,Hill,MO\n"
    ),
    "taxonomies": "id,name\nt1,Food\nt2,Money\n",
    "contacts": "id,organization_id,name,title\nc1,o1,Jo Doe,Director\n",
}


@pytest.mark.parametrize("singular", [False, True])
def test_the_organizations_of_an_open_referral_folder_are_the_only_ones(singular: bool) -> None:
    names = {name: name for name in HSDS}
    if singular:
        names |= {"organizations": "organization", "services": "service", "services_at_location": "service_at_location"}
        names |= {
            "locations": "location",
            "physical_addresses": "address",
            "taxonomies": "taxonomy",
            "contacts": "contact",
        }
    found = read(**{f"{names[name]}__csv": text for name, text in HSDS.items()})
    assert sorted(found.table("organizations")["name"]) == ["Elm Center", "Oak House"]
    places = found.table("locations")[["organization_id", "site", "address", "area"]].to_numpy().tolist()
    assert places == [["o1", "Harbor", "1 Elm St", "MO"], ["o2", "Hill", "2 Oak St", "MO"]]
    told = found.table("issues").query("reason == 'sheet not used'")["message"]
    assert len(told) == 4
    assert all("Open Referral tables" in message for message in told)


def test_our_own_tables_in_a_folder_are_no_open_referral_tables() -> None:
    found = read(
        organizations__csv="id,name\no1,Elm\no2,Oak\n",
        locations__csv="organization_id,site,latitude,longitude\no1,Harbor,40,-90\n",
        services__csv="service,organization\nFree meals,Elm\n",
    )
    assert sorted(found.table("organizations")["name"]) == ["Elm", "Oak"]
    assert found.table("locations")["site"].tolist() == ["Harbor"]
    assert not any("Open Referral" in message for message in found.table("issues")["message"])
