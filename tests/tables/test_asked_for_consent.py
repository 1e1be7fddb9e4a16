"""A column that asks whether an organization may be shown is obeyed whatever its header; the stricter answer stands."""

import pytest

from ecosystem.collect.consent_words import asks_consent
from ecosystem.tables.consent import for_public
from tests.tables.asked import rows
from tests.tiny import tiny


@pytest.mark.parametrize(
    "header",
    [
        "May we show your organization on the map?",
        "Can we name you in public?",
        "Show on map",
        "Permission to publish",
        "Consent to be named",
        "Consentimiento",
        "¿Podemos mostrar su organización en el mapa?",
        "Autorización",
        "Visibility",
    ],
)
def test_a_list_that_asks_in_other_words_is_obeyed(header: str) -> None:
    found = tiny(organizations=f'name,city,"{header}"\nQuokka Haven,Elmton,no\nOak,Elmton,yes')
    assert rows(for_public(found), "organizations", "name") == ["Oak", "Unnamed organization 1"]


@pytest.mark.parametrize(
    "header", ["May we contact you?", "Consent to take part in the study", "Contact", "Map", "Goals"]
)
def test_what_asks_for_something_else_is_no_consent_to_be_named(header: str) -> None:
    assert not asks_consent(header)


@pytest.mark.parametrize("answers", ["yes,no", "no,yes", "group,no"])
def test_of_two_rows_of_one_organization_the_stricter_answer_stands(answers: str) -> None:
    first, second = answers.split(",")
    found = tiny(
        organizations=f"name,city,consent\nQuokka Haven,Elmton,{first}\nQuokka Haven,Elmton,{second}\nOak,Elmton,"
    )
    assert rows(found, "organizations", "name") == ["Oak", "Unnamed organization 1"]


@pytest.mark.parametrize("written", ["Casa Nandu", "Quillmere Fund - North", "Quilmere Fund", "The Quillmere Funds"])
def test_a_tie_without_a_city_brings_no_withheld_name_back(written: str) -> None:
    found = tiny(
        organizations="name,city,consent\nCasa Ñandu,Elmton,no\nQuillmere Fund,Elmton,no\nOak,Elmton,yes",
        ties=f"source,target\nOak,{written}",
    )
    public = for_public(found)
    said = str([table.to_dict() for table in public.tables.values()])
    assert not [name for name in ("Nandu", "Quillmere", "Quilmere") if name in said]


def test_the_id_of_a_namesake_that_is_shown_stays_as_it_is() -> None:
    found = tiny(organizations="name,city,consent\nQuokka Haven,Elmton,no\nQuokka Haven,Oakton,yes")
    assert ("oakton/quokka-haven", "Quokka Haven") in rows(found, "organizations", "organization_id", "name")


def test_look_alikes_of_organizations_in_several_cities_are_sought_in_each() -> None:
    listed = "name,city,consent\nQuokka Haven,Elmton|Oakton,no\nQuoka Haven,Oakton|Ashton,yes\nOak,,yes"
    assert rows(for_public(tiny(organizations=listed)), "organizations", "name").count("Oak") == 1
    assert for_public(tiny(organizations=listed)).similar == 1
