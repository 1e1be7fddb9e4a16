"""What is proposed about pairs of names, and what never is."""

import subprocess
import sys

import pandas as pd
import pytest

from ecosystem.names.matching import blocking, proposals


def spellings(*names: str, site: str = "Boston", **columns: list) -> pd.DataFrame:
    ids = [str(number) for number in range(len(names))]
    return pd.DataFrame({"site": site, "organization_id": ids, "name": list(names), **columns})


def verdict(*names: str, site: str = "Boston", **columns: list) -> tuple[str, str]:
    """The verdict on two names and its reasons; empty where nothing is proposed."""
    found = proposals(spellings(*names, site=site, **columns))
    return (found["verdict"][0], found["reasons"][0]) if len(found) else ("", "")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Code-for-Boston", "code for  boston", "The same name"),
        ("Dept. of Parks", "Department of Parks", "“dept” is short for “department”"),
        ("St. Brigid Hospital", "Saint Brigid Hospital", "“st” is short for “saint”"),
        ("WPRDC", "Western Pennsylvania Regional Data Center", "“WPRDC” are the initials of the other"),
        ("DoIT", "Department of Innovation & Technology", "“DoIT” are the initials of the other"),
        (
            "MIT Media Lab",
            "Massachusetts Institute of Technology Media Lab",
            "“mit” is short for “massachusetts institute technology”",
        ),
        ("BART", "Bay Area Rapid Transit (BART)", "“BART” stand in the name as its initials"),
        ("City of Boston Parks", "Boston Parks Department", "“city department”"),
        ("Friends Meeting, Salem", "Salem Friends Meeting", "another order"),
        ("OpenOakland", "Open Oakland", "“OpenOakland” and “Open Oakland” differ in spaces only"),
        ("East Side Pantry", "Eastside Pantry", "“East Side Pantry” and “Eastside Pantry” differ in spaces only"),
        ("Repair Café", "Repair Cafe", "“Repair Café” and “Repair Cafe” differ in accents only"),
        ("Second Harvest", "2nd Harvest", "“second” and “2nd” are the same number"),
        ("Urban Insitute", "Urban Institute", "“insitute” and “institute” differ in 1 letter"),
        ("The Trust, Inc.", "Trust", "legal form “inc”"),
        ("NYC Ferry", "New York City Ferry", "“nyc” is short for “new york city”"),
        ("Fundación Agua", "Foundation Agua", "“fundación” and “foundation” are one word in two languages"),
        ("Fundacion Agua", "Foundation Agua", "“fundacion” and “foundation” are one word in two languages"),
    ],
)
def test_two_ways_to_write_a_name_are_a_match_for_a_reason_in_words(one: str, other: str, reason: str) -> None:
    found, reasons = verdict(one, other)
    assert found == "match"
    assert reason in reasons


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Boston Housing Authority", "Cambridge Housing Authority", "distinctive word: “boston” and “cambridge”"),
        ("Riverton Housing Authority", "Riverton Housing Alliance", "distinctive word: “authority” and “alliance”"),
        ("Bloomberg Philanthropies", "Bloomberg L.P.", "A giver and a company: “philanthropies” and “lp”"),
        ("City Council District 4", "City Council District 5", "Different numbers: “4” and “5”"),
        ("East Side Council", "West Side Council", "distinctive word: “east” and “west”"),
        ("Roxbury Main Streets", "West Roxbury Main Streets", "Only one of the names says “west”"),
        ("Friends of the Public Library", "Public Library", "“friends” names an organization close to it"),
        ("Dallas County Health", "Dallas City Health", "level of government: “county” and “city”"),
        ("Team A", "Team B", "a letter: “a” and “b”"),
        ("Iowa State University", "University of Iowa", "Only one of the names says “state”"),
        ("St. Mark's Church", "St. Mary's Church", "distinctive word: “marks” and “marys”"),
    ],
)
def test_a_look_alike_that_differs_where_it_matters_is_different_and_says_where(
    one: str, other: str, reason: str
) -> None:
    found, reasons = verdict(one, other, site="")
    assert found == "different"
    assert reason in reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Washington University", "University of Washington"),
        ("CNT", "Center for Neighborhood Technology"),
        ("Denver Health", "Denver Health Department"),
        ("Knight Foundation", "John S. and James L. Knight Foundation"),
        ("Hamilton Land Trust", "Hamiltun Land Trust"),
        ("CDC", "Community Development Corporation"),
        ("Tech Bark", "Northern Illinois University (Tech Bark)"),
        ("Office of Planning", "Planning Department"),
    ],
)
def test_what_a_person_must_look_at_is_possible_and_no_match(one: str, other: str) -> None:
    assert verdict(one, other, site="")[0] == "possible"


@pytest.mark.parametrize(
    ("whole", "unit"),
    [
        ("Yale University", "Yale University School of Medicine"),
        ("City of San Jose", "City of San Jose Department of Housing"),
        ("Sierra Club", "Sierra Club Loma Prieta Chapter"),
    ],
)
def test_a_unit_is_a_part_of_its_organization_and_not_the_same(whole: str, unit: str) -> None:
    assert verdict(whole, unit)[0] == "part of"


def test_initials_that_may_stand_for_two_names_match_neither() -> None:
    table = spellings("BPHC", "Boston Public Health Commission", "Boston Patient Housing Coalition")
    found = proposals(table).set_index("name_b")
    assert set(found["verdict"]) == {"possible"}
    assert all("“BPHC” may stand for several names" in reasons for reasons in found["reasons"])


def test_the_name_of_the_city_may_be_left_out_in_that_city_alone() -> None:
    names = ("Boston Housing Authority", "Housing Authority")
    assert verdict(*names, site="Boston")[0] == "match"
    assert verdict(*names, site="Lowell")[0] == "possible"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"website": ["https://www.dbr.org/", "http://dbr.org"]}, "Same website: dbr.org"),
        ({"email_domain": ["dbr.org", "info@dbr.org"]}, "Same e-mail domain: dbr.org"),
        ({"earlier_names": ["Open Net|Byte Night", ""]}, "Earlier name: “open net”"),
    ],
)
def test_names_unlike_each_other_are_brought_together_by_what_else_is_known(columns: dict, reason: str) -> None:
    found, reasons = verdict("Digital Bridge", "Open Net", **columns)
    assert found in ("match", "possible")
    assert reason in reasons


def test_only_an_earlier_name_makes_a_match_of_names_unlike_each_other() -> None:
    assert verdict("Code for Boise", "Open Sky", earlier_names=["Open Sky", ""])[0] == "match"
    assert verdict("Code for Boise", "Open Sky", website=["a.org", "a.org"])[0] == "possible"


def test_a_website_of_many_organizations_and_free_mail_say_nothing() -> None:
    names = ("Fire", "Parks", "Streets", "Water")
    assert proposals(spellings(*names, website=["boston.gov"] * 4)).empty
    assert proposals(spellings(*names, website=["facebook.com"] * 4)).empty
    assert proposals(spellings("Fire", "Parks", email_domain=["gmail.com"] * 2)).empty


def test_the_same_place_and_the_same_people_raise_the_score_and_are_told() -> None:
    bare = proposals(spellings("Smart Chicago", "Smart Chicago Group"))
    columns = {"latitude": [41.88, 41.8802], "longitude": [-87.63, -87.63], "named_by": ["x|y", "y|x"]}
    found = proposals(spellings("Smart Chicago", "Smart Chicago Group", **columns))
    assert found["score"][0] > bare["score"][0]
    assert found["reasons"][0].endswith("Same place on the map; Named by the same 2 organizations")


def test_one_person_who_names_both_is_no_evidence() -> None:
    assert "named by" not in verdict("Smart Chicago", "Smart Chicago Group", named_by=["x", "x"])[1]


def test_one_name_under_many_ids_is_one_question_however_many_there_are() -> None:
    found = proposals(spellings(*["Harbor Clinic"] * 34, "Harbour Clinic"))
    assert [len(ids) for ids in found["ids"]] == [34, 2]
    assert found["reasons"][0] == "The same name under 34 ids"


def test_sites_of_one_name_are_grouped_by_address_and_those_at_different_numbers_are_no_match() -> None:
    addresses = ["12 Oak St", "12 Oak Street", "12 OAK ST.", "88 Pine Ave", "400 Lake Dr", "12 Oak St"]
    names = ["Head Start"] * 5 + ["Head Start Center"]
    found = proposals(spellings(*names, address=addresses)).set_index("ids")
    assert found.loc[[("0", "1", "2")], "verdict"].tolist() == ["match"]
    assert found.loc[[("0", "3", "4")], "verdict"].tolist() == ["possible"]
    assert found.loc[[("0", "5")], "reasons"].str.contains("Same address").all()
    assert len(found) == 3


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"address": ["12 Oak St", "14 Oak St"]}, "Different house numbers: 12 and 14"),
        ({"website": ["a.org", "b.org"]}, "Different websites: a.org and b.org"),
        ({"level": ["City", "County"]}, "Different levels of government: city and county"),
        ({"sector": ["City government", "County"]}, "Different levels of government: city and county"),
        ({"part_of": ["harbor", "marlow"]}, "Parts of different organizations"),
    ],
)
def test_what_speaks_against_a_match_is_counted_and_told(columns: dict, reason: str) -> None:
    found, reasons = verdict("Human Resources", "Human Resources", **columns)
    assert found in ("possible", "different")
    assert reason in reasons


@pytest.mark.parametrize(
    "columns",
    [
        {"address": ["12 Oak St, Suite 4", "12 Oak Street #9"]},
        {"website": ["https://www.harbor.gov/parks", "parks.harbor.gov"]},
        {"website": ["facebook.com/harbor", "harbor.org"]},
        {"level": ["City", ""]},
        {"sector": ["Local business", "National nonprofit"]},
    ],
)
def test_what_is_written_in_two_ways_or_unknown_speaks_against_nothing(columns: dict) -> None:
    assert verdict("Parks Dept.", "Parks Department", **columns)[0] == "match"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("N.V. Halden Electric", "Halden Electric N.V."),
        ("AB Norrland", "Norrland AB"),
        ("OOO Vector", "Vector"),
        ("Orbitel", "Orbitel Corporation"),
        ("Calder Co.", "The Calder Company"),
        ("Textiles del Sur, S. de R.L. de C.V.", "Textiles del Sur"),
        ("Lixo Zero Ltda.", "Lixo Zero"),
        ("Freunde der Bäume e.V.", "Freunde der Bäume"),
        ("Fundación Sol A.C.", "Fundación Sol"),
        ("The College at Fairmont, CUNY", "The College at Fairmont"),
        ("College at Fairmont, City University of New York", "The College at Fairmont"),
    ],
)
def test_a_legal_form_in_front_or_behind_and_the_system_behind_are_no_difference(one: str, other: str) -> None:
    assert verdict(one, other, site="")[0] == "match"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ferro AG", "Ferro GmbH"),  # two legal forms
        ("Open Harbor Fdns", "Open Harbor Foundaciones"),  # perhaps shortened
        ("Kessler Institute for Physics", "Keszlar Institute for Physics"),  # perhaps misspelled
        ("Brockport College", "Brockport University"),  # perhaps renamed
        ("Thrive Capital", "Thrive Cap"),
        ("DoSomething", "DoSomething.org"),
    ],
)
def test_what_may_be_one_in_other_words_is_asked_and_never_put_aside(one: str, other: str) -> None:
    assert verdict(one, other, site="")[0] == "possible"


def test_a_part_begins_with_whole_words_of_its_whole() -> None:
    assert verdict("Democracy.com", "Centre for Democracy and Development", site="")[0] != "part of"
    assert verdict("Yale University", "Yale University School of Medicine", site="")[0] == "part of"


def test_a_foundation_beside_a_company_leaves_its_other_spelling_a_match() -> None:
    found = proposals(spellings("Orbitel", "Orbitel N.V.", "Orbitel Foundation", site="")).set_index("ids")
    assert found.loc[[("0", "1")], "verdict"].tolist() == ["match"]
    assert "match" not in set(found.loc[[("0", "2"), ("1", "2")], "verdict"])


def test_a_name_is_listed_with_three_look_alikes_at_most() -> None:
    found = proposals(spellings(*(f"City Council District {number}" for number in range(1, 8))))
    named = pd.concat([found["id_a"], found["id_b"]]).value_counts()
    assert set(found["verdict"]) == {"different"}
    assert named.max() == 3


def test_a_trap_with_one_website_is_a_question_and_no_match() -> None:
    names = ("Riverton Housing Authority", "Riverton Housing Alliance")
    assert verdict(*names, website=["rha.org", "rha.org"])[0] == "possible"


@pytest.mark.parametrize("decision", ["same", "different", "part of"])
def test_a_pair_decided_is_never_asked_about_again(decision: str) -> None:
    table = spellings("Parks Dept.", "Parks Department")
    decided = pd.DataFrame({"site": ["Boston"], "id_a": ["1"], "id_b": ["0"], "verdict": [decision]})
    assert proposals(table, decided=decided).empty


def test_a_pair_left_for_later_or_decided_in_another_city_is_asked_about_again() -> None:
    table = spellings("Parks Dept.", "Parks Department")
    decided = pd.DataFrame({"site": ["Boston", "Lowell"], "id_a": "0", "id_b": "1", "verdict": ["later", "different"]})
    assert len(proposals(table, decided=decided)) == 1


def test_what_follows_from_decisions_is_not_asked() -> None:
    table = spellings("Parks Dept.", "Parks Department", "Department of Parks")
    decided = pd.DataFrame({"site": "Boston", "id_a": ["0", "1"], "id_b": ["1", "2"], "verdict": ["same", "different"]})
    assert proposals(table, decided=decided).empty


def test_two_cities_are_crossed_only_when_asked_and_then_a_name_alone_is_no_match() -> None:
    table = spellings("United Way", "The United Way").assign(site=["Boston", "Lowell"])
    assert proposals(table).empty
    found = proposals(table, across_sites=True)
    assert found[["site", "verdict"]].values.tolist() == [["Boston | Lowell", "possible"]]
    assert proposals(table.assign(website="unitedway.org"), across_sites=True)["verdict"].tolist() == ["match"]


def test_two_spellings_of_one_organization_are_no_proposal_and_two_organizations_are_one_row() -> None:
    table = spellings("Parks Dept.", "Parks Department", "Park Department").assign(organization_id=["p", "p", "q"])
    found = proposals(table)
    assert found[["id_a", "id_b"]].values.tolist() == [["p", "q"]]


def test_the_most_certain_comes_first_then_the_most_named_and_different_ones_last() -> None:
    names = ("Fire Dept.", "Fire Department", "Arts Dept.", "Arts Department", "Lake Fund 4", "Lake Fund 5")
    found = proposals(spellings(*names, named_by=["", "x", "x|y", "z", "x|y|z", "w"]))
    assert found["name_a"].tolist() == ["Arts Dept.", "Fire Dept.", "Lake Fund 4"]
    assert found["verdict"].tolist() == ["match", "match", "different"]


def test_the_order_of_the_rows_changes_no_verdict() -> None:
    table = spellings("WPRDC", "Western Pennsylvania Regional Data Center", "Parks Dept.", "Parks Department", "Park 4")
    one, other = proposals(table), proposals(table.iloc[::-1])
    as_sets = [{(frozenset((r.id_a, r.id_b)), r.verdict, r.score) for r in t.itertuples()} for t in (one, other)]
    assert as_sets[0] == as_sets[1]


def test_a_long_list_finds_by_letters_what_a_short_one_finds_by_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "FEW", 1)
    texts = ["neighborhood allies", "neigborhood allies", "transit authority", "northbend", "northbent"]
    assert {(0, 1), (3, 4)} <= blocking.look_alikes(texts)
    assert (0, 2) not in blocking.look_alikes(texts)


def test_progress_only_grows_and_ends_at_one() -> None:
    told: list[float] = []
    table = spellings("Parks Dept.", "Parks Department", "Arts Fund", "Arts Fdn").assign(site=["A", "A", "B", "B"])
    proposals(table, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_nothing_to_propose_is_a_table_with_its_columns() -> None:
    found = proposals(spellings())
    assert found.empty
    assert list(found) == [
        "site",
        "id_a",
        "name_a",
        "id_b",
        "name_b",
        "verdict",
        "score",
        "reasons",
        "site_a",
        "site_b",
        "ids",
    ]


def test_the_heavy_libraries_come_late() -> None:
    code = "import sys, ecosystem.names.matching; print({'sklearn', 'scipy', 'sparse_dot_topn'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


@pytest.mark.parametrize(
    ("short", "long", "site"),
    [
        ("URA", "Urban Redevelopment Authority of Pittsburgh", "Pittsburgh"),
        ("MWRD", "Metropolitan Water Reclamation District of Greater Chicago", "Chicago"),
        ("DoIT", "City of Boston Department of Innovation and Technology", "Boston"),
        ("GCRTA", "Greater Cleveland RTA", "Cleveland"),
        ("SEPTA", "Southeastern Pennsylvania Transportation Authority", "Philadelphia"),
        ("ELDI", "East Liberty Development, Inc.", "Pittsburgh"),
        ("SA Area Foundation", "San Antonio Area Foundation", "San Antonio"),
        ("DC OCTO", "Office of the Chief Technology Officer", "Washington DC"),
        ("CIAC at UMSL", "Community Innovation and Action Center", "St. Louis"),
        ("OakDOT", "Oakland Department of Transportation", "Oakland"),
        ("CAPCOG", "Capital Area Council of Governments", "Austin"),
        ("D3", "Data Driven Detroit", "Detroit"),
        ("W. PA Regional Data Center", "Western Pennsylvania Regional Data Center", "Pittsburgh"),
        ("Heartland Alliance", "Heartland Alliance for Human Needs & Human Rights", "Chicago"),
        ("Piton Foundation", "Gary Community Investments / The Piton Foundation", "Denver"),
        ("UPenn", "University of Pennsylvania", "Philadelphia"),
        ("IMPACT 2-1-1", "IMPACT 211", "Milwaukee"),
        ("Amazon", "Amazon.com, Inc.", "Seattle"),
    ],
)
def test_a_short_way_to_write_a_name_is_at_least_asked_about(short: str, long: str, site: str) -> None:
    assert verdict(short, long, site=site)[0] in ("match", "possible")


def test_two_names_that_a_third_joins_are_asked_about() -> None:
    found = proposals(spellings("MONUM", "Mayor's Office of New Urban Mechanics", "New Urban Mechanics"))
    pair = found[(found["id_a"] == "0") & (found["id_b"] == "2")]
    assert pair["verdict"].tolist() == ["possible"]
    assert "Both may be “Mayor's Office of New Urban Mechanics”" in pair["reasons"].iloc[0]


def test_a_name_that_matches_two_that_differ_is_no_match_of_either() -> None:
    found = proposals(spellings("Health Dept.", "Health Department", "Health Dept. 4", "Health Dept. 5"))
    numbered = found[found["id_a"].isin(["2", "3"]) | found["id_b"].isin(["2", "3"])]
    assert "match" not in set(numbered["verdict"])


def test_the_number_of_a_district_is_no_four_for_for() -> None:
    assert verdict("District 4 Advisory Council", "District 7 Advisory Council")[0] == "different"
    assert verdict("Code 4 Boston", "Code for Boston")[0] == "match"


def test_the_giver_of_a_company_is_not_the_company_behind_its_web_name() -> None:
    assert verdict("Salesforce.org", "Salesforce")[0] != "match"


@pytest.mark.parametrize(
    ("one", "other", "verdicts"),
    [
        ("Ward Three Residents League", "Ward 3 Residents League", {"possible", "match"}),
        ("Sr. Citizens Services", "Senior Citizens Services", {"possible", "match"}),
        ("Foodbank of West Lima", "Foodbank of Wst Lima", {"possible", "match"}),
        ("Foodbank of West Lima", "Foodbank of East Lima", {"different"}),
        ("Ward 2 Residents League", "Ward Three Residents League", {"different"}),
    ],
)
def test_a_number_in_words_and_a_misspelled_side_are_asked_about(one: str, other: str, verdicts: set[str]) -> None:
    table = pd.DataFrame({"site": "X", "organization_id": ["1", "2"], "name": [one, other]})
    assert set(proposals(table)["verdict"]) <= verdicts


@pytest.mark.parametrize("sites", [["", "Northquay"], ["Northquay", ""]])
def test_where_one_of_two_has_no_city_no_sentence_speaks_of_two(sites: list[str]) -> None:
    table = spellings("Harbor Food Bank", "Harbor Foodbank", "Dock Zoo").assign(site=[*sites, sites[0]])
    [pair] = proposals(table).query("verdict != 'different'").to_dict("records")
    assert "Only one of them has a city: Northquay" in pair["reasons"]
    assert "two cities" not in pair["reasons"]


def test_two_cities_are_named_where_both_are_known() -> None:
    table = spellings("Harbor Food Bank", "Harbor Foodbank").assign(site=["Northquay", "Eastmere"])
    assert "In two cities: Northquay and Eastmere" in proposals(table, across_sites=True)["reasons"][0]
