"""Whoever a row names in a column about people stands nowhere else in what is read of that row."""

import pandas as pd
import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.pii_redaction import by_first_word, names_in, without_names
from tests.tables.asked import rows
from tests.tiny import tiny

QUESTIONS = {
    **{"Organization": "organization", "City": "site", "About": "description", "Records": "data_assets"},
    **{"Areas": "areas", "Coalitions": "initiatives", "Sector": "sector", "Goals": "goals"},
}
KINDS = {"sector": ("choice", "sectors"), "goals": ("choices", "goals")}
QUESTIONNAIRE = 'id = "napkin"\nversion = "1"\n' + "".join(
    f'[[question]]\nid = "{becomes}"\ntext = "{text}"\nbecomes = "{becomes}"\n'
    f'kind = "{KINDS.get(becomes, ("text",))[0]}"\n'
    + (f'vocabulary = "{KINDS[becomes][1]}"\nother = true\n' if becomes in KINDS else "")
    for text, becomes in QUESTIONS.items()
)
QUESTIONNAIRE += """
[[question]]
id = "works"
text = "How often?"
kind = "relation"
relation = "works_with"
direction = "mutual"
recall = "With whom?"
scale = ["Rarely", "Weekly"]
"""
REST = list(QUESTIONS)[4:]


def opened(*forms: str, **lists: str) -> Ecosystem:
    """The map of these forms, each four answers and "Your name" parted by commas, and of lists beside them."""
    sheets = {"forms": "\n".join([",".join([*[*QUESTIONS][:4], "Your name", *REST]), *forms]), **lists}
    files = [(f"{name}.csv", text.encode()) for name, text in sheets.items()]
    return assemble(open_upload([*files, ("napkin.toml", QUESTIONNAIRE.encode())]))


def everything(ecosystem: Ecosystem) -> str:
    return str([table.to_numpy().tolist() for table in ecosystem.tables.values()]).casefold()


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
    assert "zweig" not in everything(ecosystem) and "muster" not in everything(ecosystem)
    [message] = [m for r, m in rows(ecosystem, "issues", "reason", "message") if r == "name removed"]
    assert message.startswith("2 cells named a person")


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


def test_a_persons_name_leaves_the_other_forms_too_but_not_the_name_of_an_organization() -> None:
    ecosystem = opened(
        "Persona Zweig Foundation,Riverton,Founded by Persona Zweig,,Persona Zweig",
        "Bike Shop,Riverton,A friend of Persona Zweig and the Persona Zweig City Library,,",
    )
    assert said(ecosystem) == {
        "Persona Zweig Foundation": "Founded by [name removed]",
        "Bike Shop": "A friend of [name removed] and the Persona Zweig City Library",
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
    assert without_names(text, by_first_word([("zoe", "o", "brien", "diaz")])) == left


def form(**answers: str) -> Ecosystem:
    """The map of one form, whose person is Persona Zweig, beside a listed organization."""
    cells = {"Organization": "Garden Club", "City": "Riverton", "Your name": "Persona Zweig"} | answers
    table = pd.DataFrame([cells]).reindex(columns=[*QUESTIONS, "Your name", "With whom?"], fill_value="")
    files = [("forms.csv", table.to_csv(index=False).encode()), ("napkin.toml", QUESTIONNAIRE.encode())]
    return assemble(open_upload([*files, ("organizations.csv", b"name,site\nBike Shop,Riverton")]))


@pytest.mark.parametrize("question", ["About", "Records", "Areas", "Coalitions", "Sector", "Goals", "With whom?"])
def test_the_name_leaves_every_answer_of_the_form(question: str) -> None:
    ecosystem = form(**{question: "Persona Zweig; ZWEIG, Persona"})
    assert "zweig" not in everything(ecosystem)
    assert sorted(ecosystem.names().values()) == ["Bike Shop", "Garden Club"]
    assert not len(ecosystem.table("initiatives"))
    assert rows(ecosystem, "organizations", "name", "sector", "goals", "areas") == [
        ("Bike Shop", None, None, None),
        ("Garden Club", None, None, None),
    ]


def test_a_recalled_partner_who_is_the_person_is_set_aside_without_the_name() -> None:
    ecosystem = form(**{"With whom?": "Persona Zweig (Weekly)\nBike Shop (Weekly)"})
    assert rows(ecosystem, "reports", "named_as_written") == ["Bike Shop"]
    [message] = [m for r, m in rows(ecosystem, "issues", "reason", "message") if r == "about people, never read"][1:]
    assert message == "The partner named is a person's name, e-mail address or phone number, and people are not mapped."


@pytest.mark.parametrize("written", ["Garden Club (Persona Zweig)", "Garden Club - Persona Zweig"])
def test_a_person_beside_the_name_of_who_answers_leaves_it(written: str) -> None:
    ecosystem = form(Organization=written)
    assert sorted(ecosystem.names().values()) == ["Bike Shop", "Garden Club"]
    assert "zweig" not in everything(ecosystem)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Jane Doe; John Roe", "John Roe and Jane Doe"),
        ("Jane Doe, jane@x.org", "Jane Doe"),
        ("Dr. Jane Doe, Director", "Doe Jane"),
        ("DOE, Jane", "Jane Doe"),
        ("Doe, Jane A.", "Jane Doe"),
        ("Jane Doe (she/her)", "Jane Doe"),
        ("Executive Director Jane Doe", "JANE DOE"),
        ("Director: Jane Doe", "Jane Doe"),
        ("Jane Doe / John Roe", "john roe"),
        ("Jane Doe y Juan Pérez", "Juan Perez"),
        ("María García López", "Maria Garcia"),
        ("Jane Q. Doe, PhD, 412-555-0199", "Jane Doe"),
        ("Doe, Jane", "Doe, Jane"),
    ],
)
def test_each_name_of_a_cell_is_known_in_both_orders_and_without_its_titles(cell: str, text: str) -> None:
    left = without_names(text, by_first_word(names_in(cell)))
    assert set(left.split()) <= {"[name", "removed]", "and"}


@pytest.mark.parametrize(
    "cell",
    ["", "Jane", "J. Doe", "Director", "Front Desk", "City Council", "311", "Department of Health", "n/a"],
)
def test_what_is_no_full_name_is_not_looked_for(cell: str) -> None:
    assert names_in(cell) == set()


LISTED = "name,site,description,areas,Contact\nCity IT,Riverton,Led by Jane Doe,Jane Doe's block,Jane Doe\n"


def test_a_list_loses_the_names_of_its_contact_column_which_is_named_and_never_read() -> None:
    ecosystem = assemble(open_upload([("organizations.csv", LISTED.encode())]))
    assert rows(ecosystem, "organizations", "description") == ["Led by [name removed]"]
    assert "doe" not in everything(ecosystem)
    issues = rows(ecosystem, "issues", "reason", "column", "message")
    assert ("about people, never read", "Contact", "1 column about people was not read: Contact") in issues


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ties", "source,target,relation,Contact\nCity IT,Jane Doe,funds,Jane Doe\nCity IT,Parks,funds,Jane Doe\n"),
        ("memberships", "organization,initiative,role,Contact\nCity IT,Data Day,Jane Doe hosts,Jane Doe\n"),
        ("locations", 'name,site,address,Contact\nCity IT,Riverton,c/o Jane Doe,"Doe, Jane"\n'),
    ],
)
def test_ties_memberships_and_locations_lose_them_too(name: str, text: str) -> None:
    listed = b"name,site\nCity IT,Riverton\nParks,Riverton\n"
    ecosystem = assemble(open_upload([("organizations.csv", listed), (f"{name}.csv", text.encode())]))
    assert "doe" not in everything(ecosystem)
    assert sorted(ecosystem.names().values()) == ["City IT", "Parks"]


def test_given_and_family_names_in_two_columns_are_one_name() -> None:
    text = "First name,Last name,Organization,City,Description\nJane,Doe,City IT,Riverton,Ask Jane Doe or Jane\n"
    ecosystem = assemble(open_upload([("organizations.csv", text.encode())]))
    assert rows(ecosystem, "organizations", "name", "description") == [("City IT", "Ask [name removed] or Jane")]


RECIPE = """recipe = 1
[[sheet]]
name = "organizations"
kind = "organizations"
column = [
  {header = "Director", becomes = "%s"}, {header = "City", becomes = "site"}, {header = "Notes", becomes = "%s"},
  {header = "Help", becomes = "description"},
]
"""


def by_recipe(director: str, notes: str) -> Ecosystem:
    text = "Director,City,Notes,Help\nParks Trust,Riverton,Jane Doe,Jane Doe of Parks Trust\n"
    recipe = (RECIPE % (director, notes)).encode()
    others = ("ties.csv", b"source,target\nParks Trust,City IT\n")
    return assemble(open_upload([("organizations.csv", text.encode()), ("recipe.toml", recipe), others]))


def test_a_recipe_may_say_that_a_column_headed_like_a_person_holds_organizations_and_which_column_is_private() -> None:
    ecosystem = by_recipe("name", "private")
    described = dict(rows(ecosystem, "organizations", "name", "description"))
    assert described["Parks Trust"] == "[name removed] of Parks Trust"
    issues = rows(ecosystem, "issues", "reason", "message")
    assert ("about people, never read", "1 column about people was not read: Notes") in issues
    assert "doe" not in everything(ecosystem)


@pytest.mark.parametrize("header", ["respondent", "reported_by"])
def test_who_told_of_a_tie_is_an_end_of_it_and_no_persons_name_to_take_out(header: str) -> None:
    text = f"source,target,relation,{header}\nGreen River,Oak Trees,works with,Oak Trees\n"
    ecosystem = assemble(open_upload([("ties.csv", text.encode())]))
    assert sorted(ecosystem.names().values()) == ["Green River", "Oak Trees"]
    assert rows(ecosystem, "issues", "reason") == []


def test_a_partner_that_is_the_person_of_another_row_is_no_organization() -> None:
    found = tiny(
        organizations="name,city,Contact person\nOak,Elmton,Marta Quill\nAsh,Elmton,",
        ties="source,target\nOak,Marta Quill\nOak,Ash",
    )
    assert rows(found, "organizations", "name") == ["Ash", "Oak"]
    assert "Marta Quill" not in str(found.table("issues").to_dict())


def test_a_partner_that_only_says_whom_to_ask_is_no_organization_in_any_row() -> None:
    listed = "Contact,Organization,Partners\nIda Klum,Mill Arts,Bike Coop\nBo Rask,Bike Coop,Mill Arts; ask Ida Klum\n"
    listed += "Cy Pohl,Lake Choir,Mill Arts; c/o Bo Rask\n"
    found = assemble(open_upload([("orgs.csv", listed.encode())]))
    assert sorted(found.table("organizations")["name"]) == ["Bike Coop", "Lake Choir", "Mill Arts"]


def test_a_column_without_a_header_beside_contact_holds_the_rest_of_the_names() -> None:
    listed = "Contact,,Organization,Partners\nIda,Klum,Mill Arts,Bike Coop; Ida Klum\nBo,Rask,Bike Coop,Mill Arts\n"
    listed += "Cy,Pohl,Lake Choir,Mill Arts; Bo Rask\n"
    found = assemble(open_upload([("orgs.csv", listed.encode())]))
    assert sorted(found.table("organizations")["name"]) == ["Bike Coop", "Lake Choir", "Mill Arts"]
