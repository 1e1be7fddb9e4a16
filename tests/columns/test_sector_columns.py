"""Of several columns, the one whose values are kinds of organizations is the sector; a field of work is a goal."""

import pandas as pd
import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble


def organizations(text: str) -> pd.DataFrame:
    return assemble(open_upload([("list.csv", text.encode())])).table("organizations").set_index("name")


@pytest.mark.parametrize(
    "text",
    [
        "Name,Organization Type,Sector\nElm House,Nonprofit,Housing\nRiver Dept,Government,Food\n",
        "Name,Sector,Category\nElm House,Nonprofit,Housing\nRiver Dept,Government,Food\n",
        "Name,Sector,Type\nElm House,Housing,NGO\nRiver Dept,Food,Public\n",
        "Name,sector_code,sector,focus\nElm House,7,Nonprofit,Housing\nRiver Dept,2,Government,Food\n",
        "Nombre,Tipo,Ámbito\nElm House,Sin fines de lucro,Housing\nRiver Dept,Gobierno,Food\n",
        "Name,Type code,Type,Focus area,Focus\nElm House,N1,Nonprofit,x,Housing\nRiver Dept,G1,Government,y,Food\n",
    ],
)
def test_the_kind_of_organization_is_told_from_its_field_of_work(text: str) -> None:
    found = organizations(text)
    assert list(found.loc[["Elm House", "River Dept"], "sector"]) == ["Nonprofit", "Government"]
    assert list(found.loc[["Elm House", "River Dept"], "goals"]) == ["Housing", "Food"]


def test_a_lone_column_of_fields_is_goals_even_under_the_header_sector() -> None:
    found = organizations("Name,Sector\nElm House,Housing\nOak Clinic,Health\nRiver Dept,Food\n")
    assert list(found["goals"].sort_index()) == ["Housing", "Health", "Food"]
    assert found["sector"].isna().all()


def test_fields_of_work_that_are_kinds_of_organizations_too_are_goals_beside_the_sector() -> None:
    found = organizations(
        "Name,Type,Sector\nElm Clinic,501(c)(3),Health\nOak Jobs,LLC,Workforce\nSky Fund,Foundation,Philanthropy\n"
    )
    assert found["sector"].to_dict() == {"Elm Clinic": "Nonprofit", "Oak Jobs": "Business", "Sky Fund": "Philanthropy"}
    assert found["goals"].to_dict() == {"Elm Clinic": "Health", "Oak Jobs": "Jobs", "Sky Fund": "Philanthropy"}


def test_kinds_that_no_list_knows_stay_as_written_in_the_column_called_sector() -> None:
    found = organizations(
        "Name,Sector,Category\nElm House,Think tank,Red\nRiver Dept,Public-private partnership,Blue\n"
    )
    assert list(found.loc[["Elm House", "River Dept"], "sector"]) == ["Think tank", "Public-private partnership"]


def test_a_level_as_kind_says_the_level_too() -> None:
    found = organizations("Name,Type\nElm County,County\nElm House,Nonprofit\n")
    assert found.loc["Elm County", ["sector", "level"]].tolist() == ["Government", "County"]
    assert found["level"].isna()["Elm House"]
