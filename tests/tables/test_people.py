"""Whoever a form names in a private column does not stand in the same form's free text."""

import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.ecosystem import Ecosystem
from ecosystem.tables.people import without_names
from tests.tables.asked import rows

QUESTIONS = {"Organization": "organization", "City": "site", "About": "description", "Records": "data_assets"}
QUESTIONNAIRE = 'id = "napkin"\nversion = "1"\n' + "".join(
    f'[[question]]\nid = "{becomes}"\ntext = "{text}"\nkind = "text"\nbecomes = "{becomes}"\n'
    for text, becomes in QUESTIONS.items()
)


def opened(*forms: str, **lists: str) -> Ecosystem:
    """The map of these forms, each the answers and "Your name" parted by commas, and of lists beside them."""
    sheets = {"forms": "\n".join([",".join([*QUESTIONS, "Your name"]), *forms]), **lists}
    files = [(f"{name}.csv", text.encode()) for name, text in sheets.items()]
    return assemble(open_upload([*files, ("napkin.toml", QUESTIONNAIRE.encode())]))


def said(ecosystem: Ecosystem) -> dict[str, str]:
    return dict(rows(ecosystem, "organizations", "name", "description"))


def test_a_persons_name_from_a_private_column_leaves_the_same_forms_free_text_and_every_table() -> None:
    ecosystem = opened(
        "Garden Club,Riverton,Contact PERSONA  zweig or mail p@example.org,Harvests (Persona Zweig),Persona Zweig",
        "Bike Shop,Riverton,We mend,,Ana Muster",
    )
    assert said(ecosystem) == {
        "Garden Club": "Contact [name removed] or mail [e-mail removed]",
        "Bike Shop": "We mend",
    }
    everything = str([table.to_numpy().tolist() for table in ecosystem.tables.values()]).casefold()
    assert "zweig" not in everything and "muster" not in everything
    [message] = [m for r, m in rows(ecosystem, "issues", "reason", "message") if r == "name removed"]
    assert message.startswith("2 cells of free text named a person")


@pytest.mark.parametrize("private", ["Garden", "Persona Z", "555 0147", "River Trust", "Bike Shop", ""])
def test_what_is_no_full_name_or_is_an_organizations_name_takes_nothing_out(private: str) -> None:
    text = "Garden work with Persona Z of River Trust and Bike Shop 555 0147"
    ecosystem = opened(
        f"Garden Club,Riverton,{text},,{private}",
        "Bike Shop,Riverton,,,",
        organizations="name,site\nRiver Trust,Riverton",
    )
    assert said(ecosystem)["Garden Club"] == text
    assert "name removed" not in rows(ecosystem, "issues", "reason")


def test_an_organizations_name_and_other_forms_keep_a_persons_name() -> None:
    ecosystem = opened(
        "Persona Zweig Foundation,Riverton,Founded by Persona Zweig,,Persona Zweig",
        "Bike Shop,Riverton,A friend of Persona Zweig,,",
    )
    assert said(ecosystem) == {
        "Persona Zweig Foundation": "Founded by [name removed]",
        "Bike Shop": "A friend of Persona Zweig",
    }


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zoë O’Brien-Diaz's team", "[name removed]'s team"),
        ("zoe\u0308 o'brien diaz", "[name removed]"),
        ("Zo\u200bë O'Brien Diaz.", "[name removed]."),
        ("Zoë O'Brien Diazes", "Zoë O'Brien Diazes"),
        ("", ""),
    ],
)
def test_a_name_is_found_as_whole_words_however_it_is_written(text: str, left: str) -> None:
    assert without_names(text, {("zoë", "o", "brien", "diaz")}) == left
