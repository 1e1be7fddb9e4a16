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
        "¿Podemos mostrar su organización en el mapa?",
        "Dürfen wir Ihre Organisation öffentlich nennen?",
    ],
)
def test_a_list_that_asks_in_other_words_is_obeyed(header: str) -> None:
    found = tiny(organizations=f'name,city,"{header}"\nQuokka Haven,Elmton,no\nOak,Elmton,yes')
    assert rows(for_public(found), "organizations", "name") == ["Oak", "Unnamed organization 1"]


@pytest.mark.parametrize("header", ["consent", "Consent to be named", "Consentimiento", "Autorización", "Visibility"])
def test_yes_to_a_question_that_does_not_say_who_will_see_the_name_is_for_the_group_and_doubted(header: str) -> None:
    found = tiny(organizations=f'name,city,"{header}"\nQuokka Haven,Elmton,no\nOak,Elmton,yes\nElm,Elmton,yes')
    assert rows(found, "organizations", "name") == ["Elm", "Oak", "Unnamed organization 1"]
    assert not {"Oak", "Elm"} & {*rows(for_public(found), "organizations", "name")}
    [doubt] = [row for row in rows(found, "issues", "reason", "row", "column") if row[0] == "consent unclear"]
    assert doubt[1:] == (3, header)


@pytest.mark.parametrize(
    ("header", "answer", "for_group", "in_public"),
    [
        ("Please keep our organization anonymous", "yes", False, False),
        ("Please keep our organization anonymous", "no", True, False),
        ("Can we share your answers with other participants?", "yes", True, False),
        ("May we list you on our website?", "Yes, but only inside the network", True, False),
        ("May we list you on our website?", "Yes, but ask us first", False, False),
        ("May we list you on our website?", "I agree", True, True),
        ("Name shown?", "yes", True, False),
        ("Name shown?", "no", False, False),
        ("Our responses to this study should stay anonymous", "Yes", False, False),
        ("Is it fine if your name appears on the printed poster?", "I'd rather not", False, False),
        ("May we use your name?", "No, thank you", False, False),
        ("Can your organization appear on the printed poster?", "No", False, False),
        ("Do you consent to share your contact info and organization name with the city?", "no", False, False),
    ],
)
def test_an_answer_is_read_by_its_question_and_the_narrower_meaning_stands(
    header: str, answer: str, for_group: bool, in_public: bool
) -> None:
    found = tiny(organizations=f'name,city,"{header}"\nOak,Elmton,"{answer}"')
    shown = ["Oak" in rows(each, "organizations", "name") for each in (found, for_public(found))]
    assert shown == [for_group, in_public]


@pytest.mark.parametrize(
    "header", ["May we contact you?", "Consent to take part in the study", "Contact", "Map", "Goals"]
)
def test_what_asks_for_something_else_is_no_consent_to_be_named(header: str) -> None:
    assert not asks_consent(header)


@pytest.mark.parametrize(
    "header",
    [
        "I understand that my data may support publications of this research, made public after anonymisation.",
        "I understand that the data I provide will be made publicly available following anonymisation, for research.",
    ],
)
def test_data_that_a_study_will_publish_hides_no_organization(header: str) -> None:
    found = tiny(organizations=f'name,city,"{header}"\nOak,Elmton,"Yes, I acknowledge and give consent."')
    assert rows(for_public(found), "organizations", "name") == ["Oak"]


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
    found = tiny(organizations="name,city,consent\nQuokka Haven,Elmton,no\nQuokka Haven,Oakton,public")
    assert ("oakton/quokka-haven", "Quokka Haven") in rows(found, "organizations", "organization_id", "name")


def test_look_alikes_of_organizations_in_several_cities_are_sought_in_each() -> None:
    listed = "name,city,consent\nQuokka Haven,Elmton|Oakton,no\nQuoka Haven,Oakton|Ashton,public\nOak,,public"
    assert rows(for_public(tiny(organizations=listed)), "organizations", "name").count("Oak") == 1
    assert for_public(tiny(organizations=listed)).similar == 1
