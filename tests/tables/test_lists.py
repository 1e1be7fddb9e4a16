"""Plain lists of organizations: what a row says is kept, doubted or set aside, never guessed."""

import pytest

from tests.tables.asked import asked, form, reasons, rows
from tests.tiny import sample, tiny


def test_spaces_cleaned_from_a_name_are_reported() -> None:
    ecosystem = tiny(organizations='name,city\n"City IT ",Riverton\n"Parks  Office",Riverton\nZoo,Riverton')
    assert rows(ecosystem, "organizations", "name") == ["City IT", "Parks Office", "Zoo"]
    assert rows(ecosystem, "issues", "reason", "row") == [("name cleaned", 2), ("name cleaned", 3)]


def test_the_four_cells_of_civic_graph_that_need_cleaning_are_reported() -> None:
    issues = sample("civic_graph_2015").table("issues")
    cleaned = issues[issues["reason"] == "name cleaned"]
    assert cleaned["source"].tolist() == ["organizations.csv"] * 3 + ["ties.csv"]
    for name, message in zip(("Berkman", "OurCommonPlace", "Lucas Museum", "Berkman"), cleaned["message"], strict=True):
        assert name in message


def test_a_row_without_a_name_is_set_aside() -> None:
    ecosystem = tiny(organizations='name,city\n" ",Riverton\nZoo,Riverton')
    assert rows(ecosystem, "organizations", "name") == ["Zoo"]
    assert rows(ecosystem, "issues", "reason", "row") == [("no name", 2)]


def test_a_name_listed_twice_in_one_site_is_one_organization_with_a_doubt() -> None:
    ecosystem = tiny(organizations="name,city,sector,website\nZoo,Riverton,Business,\nZOO,Riverton,School,zoo.org")
    assert rows(ecosystem, "organizations", "name", "sector", "website") == [("Zoo", "Business", "zoo.org")]
    assert reasons(ecosystem) == ["listed twice"]


def test_a_row_that_fits_several_organizations_is_set_aside() -> None:
    ecosystem = tiny(organizations="name,city\nZoo,Riverton\nZoo,Boston\nZoo,")
    assert len(ecosystem.table("organizations")) == 2
    assert reasons(ecosystem) == ["ambiguous name"]


@pytest.mark.parametrize("cities", [("", "Boston", "Riverton"), ("Boston", "", "Riverton"), ("Boston", "Riverton", "")])
def test_a_row_without_a_city_is_set_aside_in_any_order_where_two_cities_have_the_name(cities: tuple[str, ...]) -> None:
    ecosystem = tiny(organizations="\n".join(["name,city", *(f"Zoo,{city}" for city in cities)]))
    assert [site for _, site in rows(ecosystem, "locations", "organization_id", "site")] == ["Boston", "Riverton"]
    assert rows(ecosystem, "issues", "reason", "row") == [("ambiguous name", cities.index("") + 2)]


NO_CITIES = ["Unknown", "N/A", "n.a.", "TBD", "-", "?", "various", "Multiple", "all", "none", "not applicable", "NaN"]
NO_CITIES += ["Statewide", "sin dato", "Desconocido", "unbekannt", "k.A.", "inconnu", "não informado", "--"]


@pytest.mark.parametrize("written", NO_CITIES)
@pytest.mark.parametrize("first", [True, False])
def test_what_stands_for_no_city_makes_none_and_no_second_organization(written: str, first: bool) -> None:
    listed = [f"Zoo,{written}", "Zoo,Boston"] if first else ["Zoo,Boston", f"Zoo,{written}"]
    ecosystem = tiny(organizations="\n".join(["name,city", *listed, f"Museum,{written}"]))
    assert (ecosystem.sites, len(ecosystem.table("organizations"))) == (["Boston"], 2)
    told = [] if written == "all" else ["no city"]  # as our own tables say it
    assert reasons(ecosystem) == ["listed twice", *told]


@pytest.mark.parametrize("city", ["Nan", "Unity", "Alles", "Los Angeles", "Various Hills", "No Name"])
def test_a_city_whose_name_is_near_such_a_word_is_a_city(city: str) -> None:
    assert tiny(organizations=f"name,city\nZoo,{city}").sites == [city]


def test_an_organization_of_several_rows_has_the_values_of_all_and_is_told_once() -> None:
    ecosystem = tiny(
        organizations="Name,Sector,Roles,Goals,Needs\nZoo,Nonprofit,Funder,Health,\nMuseum,School,,,\n"
        "zoo,Business,Convener,Education; Health,Software\nZoo,Nonprofit,funder,Housing,Space"
    )
    [zoo] = [
        row for row in rows(ecosystem, "organizations", "name", "sector", "roles", "goals", "needs") if row[0] == "Zoo"
    ]
    assert zoo[1] == "Nonprofit"
    assert [{part.casefold() for part in cell.split("|")} for cell in zoo[2:]] == [
        {"funder", "convener"},
        {"health", "education", "housing"},
        {"software", "space"},
    ]
    [(reason, row, message)] = rows(ecosystem, "issues", "reason", "row", "message")
    assert (reason, row) == ("listed twice", 4)
    assert message == (
        "“Zoo” is in 3 rows (2, 4 and 5), which are one organization; their values of “Roles”, “Goals” and “Needs” are "
        "united; they differ in “Sector”, where the first value counts."
    )


def test_an_organization_in_two_lists_has_the_values_of_both_and_what_differs_is_told() -> None:
    ecosystem = tiny(
        organizations="name,sector,roles\nZoo,Nonprofit,Funder\nMuseum,School,",
        members="name,sector,roles\nZoo,Business,Convener",
    )
    assert rows(ecosystem, "organizations", "sector", "roles") == [("School", None), ("Nonprofit", "Funder|Convener")]
    assert rows(ecosystem, "issues", "reason", "source", "row") == [("listed twice", "members.csv", 2)]


def test_rows_of_several_cities_that_agree_are_no_doubt() -> None:
    listed = "id,name,city,sector\n1,Zoo,Boston,Business\n1,Zoo,Riverton,Business"
    assert reasons(tiny(organizations=listed)) == []


def test_an_address_without_a_city_is_kept_with_the_organization() -> None:
    listed = "name,city,address,state,lat\nZoo,,1 Pier Road,GA,31.5\nMuseum,{},2 Dock Street,,"
    nowhere = tiny(organizations=listed.format(""))
    assert rows(nowhere, "locations", "site", "area", "latitude") == [("all", None, None), ("all", "GA", 31.5)]
    assert nowhere.sites == ["all"]
    beside = tiny(organizations=listed.format("Boston"))
    assert rows(beside, "locations", "site", "address") == [("Boston", "2 Dock Street"), (None, "1 Pier Road")]
    assert beside.sites == ["Boston"]
    assert beside.members("Boston")["name"].tolist() == ["Museum"]


def test_an_address_without_a_city_comes_with_the_city_of_a_tie() -> None:
    ecosystem = tiny(organizations="name,address\nZoo,1 Pier Road\nMuseum,", ties="from,to,city\nZoo,Museum,Boston")
    assert ("Boston", "1 Pier Road") in rows(ecosystem, "locations", "site", "address")


DIRECTORIES = ["active closed", "Established Emerging", "Active pending Inactive", "activo cerrado", "proposed ongoing"]
DIRECTORIES += ["Gold Silver", "aktiv geschlossen pending", "Member no"]


@pytest.mark.parametrize("statuses", DIRECTORIES)
def test_the_status_of_a_directory_makes_no_survey_and_one_doubt(statuses: str) -> None:
    cells = [*statuses.split(), *statuses.split()]
    ecosystem = tiny(organizations="\n".join(["name,status", *(f"Org {n},{cell}" for n, cell in enumerate(cells))]))
    assert (ecosystem.survey, reasons(ecosystem)) == (False, ["status of no survey"])
    assert set(rows(ecosystem, "organizations", "status")) == {None}


@pytest.mark.parametrize(
    ("header", "statuses"),
    [
        ("status", "respondent active"),
        ("status", "no_reply active active"),
        ("status", "yes no"),
        ("status", "invited pending declined elsewhere"),
        ("survey_status", "active closed"),
    ],
)
def test_a_status_about_answering_makes_a_survey(header: str, statuses: str) -> None:
    cells = enumerate(statuses.split())
    assert tiny(organizations="\n".join([f"name,{header}", *(f"Org {n},{cell}" for n, cell in cells)])).survey


def test_a_map_without_cities_is_one_site() -> None:
    assert tiny(ties="from,to\nA,B").sites == ["all"]


def test_organizations_listed_without_a_city_are_where_their_ties_are() -> None:
    ecosystem = tiny(
        organizations="name,website\nA,\nB,\nC,", ties="from,to,city\nA,B,Boston\nB,A,Riverton\nB,A,Boston"
    )
    assert rows(ecosystem, "locations", "organization_id", "site") == [
        ("a", "Boston"),
        ("a", "Riverton"),
        ("b", "Boston"),
        ("b", "Riverton"),
    ]


def test_those_invited_without_a_city_belong_to_the_only_city_of_the_survey() -> None:
    ecosystem = asked(form("A"), invited="name,website\nA,\nB,\n")
    assert rows(ecosystem, "locations", "organization_id", "site") == [("a", "Riverton"), ("b", "Riverton")]


@pytest.mark.parametrize(
    ("word", "status", "doubts"),
    [
        ("Respondent", "respondent", []),
        ("answered", "respondent", []),
        ("not answered", "invited", []),
        ("Named-only", "named only", []),
        ("", "named only", []),
        *((word, "invited", []) for word in ("declined", "refused", "Invited (no reply)", "no answer", "no reply")),
        *((word, "invited", []) for word in ("bounced", "contacted")),
        *((word, "respondent", []) for word in ("answered by phone", "completed", "yes")),
        ("perhaps", "invited", ["unknown status"]),
    ],
)
def test_a_status_is_read_in_the_words_people_use(word: str, status: str, doubts: list[str]) -> None:
    ecosystem = tiny(organizations=f"name,status\nA,{word}\nB,respondent")
    assert ecosystem.survey
    assert rows(ecosystem, "organizations", "name", "status") == [("A", status), ("B", "respondent")]
    assert reasons(ecosystem) == doubts


def test_an_unknown_status_is_told_as_invited_and_yields_to_a_known_one_of_another_row() -> None:
    ecosystem = tiny(organizations="name,city,status\nA,Boston,perhaps\nA,Boston,respondent\nB,Boston,perhaps")
    assert rows(ecosystem, "organizations", "name", "status") == [("A", "respondent"), ("B", "invited")]
    assert rows(ecosystem, "issues", "message")[0].endswith("; it was taken as invited.")


def test_a_status_stands_though_another_row_of_the_organization_leaves_it_out() -> None:
    ecosystem = tiny(organizations="name,city,status\nA,Boston; Riverton,\nA,Riverton,respondent")
    assert rows(ecosystem, "organizations", "status") == ["respondent"]


def test_without_a_status_nobody_has_one() -> None:
    ecosystem = tiny(organizations="name,status\nA,\nB,")
    assert not ecosystem.survey
    assert rows(ecosystem, "organizations", "status") == [None, None]


@pytest.mark.parametrize("cells", ["91,0", "north,0", '"42,3",0'])
def test_what_is_no_degree_is_left_out_with_a_doubt(cells: str) -> None:
    ecosystem = tiny(organizations=f"name,city,lat,lon\nA,Boston,{cells}")
    assert rows(ecosystem, "locations", "latitude", "longitude") == [(None, 0.0)]
    assert reasons(ecosystem) == ["no latitude"]


def test_words_of_the_vocabularies_are_recognised_and_others_stay_as_written() -> None:
    ecosystem = tiny(organizations="name,type,goals\nA,non profit,Jobs & Bees; Housing\nB,Guild,")
    assert rows(ecosystem, "organizations", "sector", "goals") == [
        ("Nonprofit", "Jobs & Bees|Housing"),
        ("Guild", None),
    ]


def test_an_answer_on_consent_that_nobody_understands_counts_as_no() -> None:
    ecosystem = tiny(organizations="name,consent\nSecret Club,maybe\nZoo,public")
    assert rows(ecosystem, "organizations", "name", "consent") == [("Unnamed organization 1", "no"), ("Zoo", "public")]
    assert reasons(ecosystem) == ["not in the word list"]


def test_missing_is_never_an_empty_text_or_nought() -> None:
    ecosystem = tiny(organizations="name,website,sector\nA,,", ties="from,to\nA,B")
    for name, table in ecosystem.tables.items():
        texts = table.select_dtypes("string")
        assert not (texts == "").any(axis=None), name
    assert rows(ecosystem, "ties", "strength", "amount") == [(None, None)]


def test_text_that_looks_like_a_number_or_nothing_stays_text() -> None:
    names = ["311", "007", "NA", "None", "nan", "1e5", "TRUE", "=1+1"]
    ecosystem = tiny(organizations="\n".join(["name,city", *(f"{n},02139" for n in names)]))
    assert sorted(ecosystem.names().values()) == sorted(names)
    assert ecosystem.sites == ["02139"]


LONG = "Regional Assembly on Housing, Homelessness, Tenants' Rights and Affordable Rents of the County, {}"


def test_initiatives_whose_names_begin_alike_stay_apart_in_any_order() -> None:
    north, south = LONG.format("Northern Chapter"), LONG.format("Southern Chapter")
    one = tiny(memberships=f'organization,initiative\nZoo,"{north}"\nMuseum,"{south}"')
    other = tiny(memberships=f'organization,initiative\nMuseum,"{south}"\nZoo,"{north}"')
    found = rows(one, "initiatives", "initiative_id", "name")
    assert sorted(found) == sorted(rows(other, "initiatives", "initiative_id", "name"))
    assert {name for _, name in found} == {north, south}
    assert len(one.table("memberships")) == 2


def test_initiatives_of_short_names_keep_their_ids_and_symbols_their_meaning() -> None:
    ecosystem = tiny(memberships="organization,initiative\nZoo,Data Day\nZoo,C\nMuseum,C++")
    names = dict(rows(ecosystem, "initiatives", "name", "initiative_id"))
    assert names["Data Day"] == "data-day"
    assert names["C"] == "c"
    assert len(set(names.values())) == 3


def test_a_membership_may_name_an_organization_by_its_id() -> None:
    ecosystem = tiny(organizations="id,name\n7,Zoo\n8,Museum", memberships="organization,initiative\n7.0,Data Day")
    assert rows(ecosystem, "memberships", "organization_id") == ["7"]
    assert len(ecosystem.table("organizations")) == 2


def test_who_only_ties_name_is_in_the_only_city_of_the_list_and_in_none_of_several() -> None:
    one = tiny(organizations="name,city\nElm IT,Lake\nOak Fund,Lake", ties="source,target\nElm IT,Ash Lab")
    assert set(one.table("locations")["site"]) == {"Lake"}
    assert len(one.table("locations")) == 3
    two = tiny(organizations="name,city\nElm IT,Lake\nOak Fund,Mill", ties="source,target\nElm IT,Ash Lab")
    assert len(two.table("locations")) == 2
