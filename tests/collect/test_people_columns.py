"""Name beside organization is a person's, unless the organization abbreviates the name in most rows."""

import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem


def read(**sheets: str) -> Ecosystem:
    return assemble(open_upload([(f"{name}.csv", text.encode()) for name, text in sheets.items()]))


def names(found: Ecosystem) -> set[str]:
    return set(found.table("organizations")["name"])


@pytest.mark.parametrize(
    "text",
    [
        "id,name,organization\n1,River Food Bank,RFB\n2,Elm Tree Society,ETS\n",
        "organization,name,city\nRFB,River Food Bank,Harbor\nETS,Elm Tree Society,Harbor\n",
        "name,organization\nRiver Food Bank,Food Bank\nElm Tree Society,Elm Tree\n",
        "id,name,organization\nO-1,River Food Bank,O-1\nO-2,Elm Tree Society,O-2\n",
        "nombre,organización\nRiver Food Bank,RFB\nElm Tree Society,ETS\n",
    ],
)
def test_a_name_that_the_organization_abbreviates_is_the_organizations(text: str) -> None:
    assert names(read(list=text)) == {"River Food Bank", "Elm Tree Society"}


@pytest.mark.parametrize(
    "text",
    [
        "id,name,organization\n1,Mara Quill,River Food Bank\n2,Otto Brandt,Elm Tree Society\n",
        "id,name,organization\nRiver Food Bank,Mara Quill,River Food Bank\nElm Trees,Otto Brandt,Elm Trees\n",
        "id,name,organization\n1,Mara Quill,River Food Bank\n2,Otto Brandt,OB\n3,Ida Stone,Elm Tree Society\n",
    ],
)
def test_a_name_that_it_does_not_abbreviate_is_a_persons_and_never_read(text: str) -> None:
    found = read(list=text)
    assert "River Food Bank" in names(found)
    everything = " ".join(table.to_csv() for table in found.tables.values())
    assert not any(person in everything for person in ("Quill", "Brandt", "Stone"))


def test_ties_by_the_short_form_reach_the_organization() -> None:
    found = read(
        organizations="name,organization\nRiver Food Bank,RFB\nElm Tree Society,ETS\n",
        ties="source,target\nRFB,ETS\n",
    )
    assert names(found) == {"River Food Bank", "Elm Tree Society"} and len(found.table("ties")) == 1
