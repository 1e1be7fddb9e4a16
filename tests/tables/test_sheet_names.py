"""What the names of several sheets say that their columns do not: a kind of tie, a round, a city."""

import pytest

from ecosystem.collect.delimited import read_delimited
from ecosystem.collect.recipes import Recipe, SheetRecipe
from ecosystem.collect.sheet import Source
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem
from tests.tables.asked import reasons, rows
from tests.tiny import tiny

TIES = "source,target\nZoo,Museum\nMuseum,Library"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("edges_mentoring", "edges_lobbying"), {"mentoring", "lobbying"}),
        (("Mentoring ties", "Joint Events ties"), {"mentoring", "joint events"}),
        (("river-mentoring-links", "river-lobbying-links"), {"mentoring", "lobbying"}),
        (("MentoringEdges", "LobbyingEdges"), {"mentoring", "lobbying"}),
        (("Data sharing", "Funding"), {"shares_data", "funds"}),
        (("aristas_mentoría", "aristas_cabildeo"), {"mentoría", "cabildeo"}),
        (("ties", "mentoring"), {"tie", "mentoring"}),
        (("edges", "links"), {"tie"}),
        (("ties 1", "ties 2"), {"tie"}),
        (("Sheet1", "Sheet2"), {"tie"}),
        (("edges_a", "edges_b"), {"tie"}),
    ],
)
def test_lists_of_ties_without_a_relation_have_that_of_their_names(names: tuple[str, ...], found: set[str]) -> None:
    changed = TIES.replace("Library", "Archive")  # no sheet given twice
    ecosystem = tiny(**{names[0]: TIES, names[1]: changed})
    assert set(rows(ecosystem, "ties", "relation")) == found


def test_what_a_name_says_is_told_once_per_list() -> None:
    ecosystem = tiny(edges_mentoring=TIES, edges_lobbying=TIES)
    assert reasons(ecosystem).count("relation from the name") == 2
    assert rows(ecosystem, "issues", "source")[:2] == ["edges_mentoring.csv", "edges_lobbying.csv"]


def test_one_list_alone_and_a_column_relation_leave_names_unread() -> None:
    assert set(rows(tiny(edges_mentoring=TIES), "ties", "relation")) == {"tie"}
    with_column = "source,target,relation\nZoo,Museum,lobbying"
    assert set(
        rows(tiny(edges_mentoring=with_column, edges_other=with_column + "\nZoo,Archive,x"), "ties", "relation")
    ) == {
        "lobbying",
        "x",
    }


@pytest.mark.parametrize("years", [("2021", "2024"), ("wave1", "wave2"), ("w1", "w2")])
def test_a_year_is_a_round_and_no_relation(years: tuple[str, str]) -> None:
    ecosystem = tiny(**{f"mentoring_{year}": f"source,target\nZoo,Org {year}" for year in years})
    assert ecosystem.waves == [year.lstrip("wave") for year in years]
    assert len(ecosystem.relations) == 1


def test_years_of_different_kinds_of_ties_are_no_rounds() -> None:
    ecosystem = tiny(mentoring_2021=TIES, lobbying_2024=TIES)
    assert (ecosystem.waves, set(ecosystem.relations)) == (["1"], {"mentoring", "lobbying"})


def cities(*names: str, header: str = "name,sector") -> Ecosystem:
    return tiny(**{name: f"{header}\nParks Office,Government\nOrg {n},Nonprofit" for n, name in enumerate(names)})


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("lima_orgs", "quito_orgs"), ["Lima", "Quito"]),
        (("Organizations San Jose", "Organizations Lima"), ["Lima", "San Jose"]),
        (("Lima", "Quito"), ["Lima", "Quito"]),
        (("directory-lima-2024", "directory-quito-2024"), ["Lima", "Quito"]),
        (("nonprofit_orgs", "government_orgs"), ["all"]),
        (("funders", "grantees"), ["all"]),
        (("organizations", "invited"), ["all"]),
        (("orgs_2023", "orgs_2024"), ["all"]),
        (("active_orgs", "closed_orgs"), ["all"]),
    ],
)
def test_lists_that_differ_in_their_names_alone_are_of_the_cities_they_name(
    names: tuple[str, ...], found: list
) -> None:
    ecosystem = cities(*names)
    assert sorted(ecosystem.sites) == found
    assert len(ecosystem.table("organizations")) == (3 if found == ["all"] else 4)
    assert reasons(ecosystem).count("city from the name") == (0 if found == ["all"] else 2)


def test_lists_of_other_columns_or_with_a_city_are_of_no_city_of_their_names() -> None:
    other = tiny(lima_orgs="name,sector\nZoo,Business", quito_orgs="name,website\nMuseum,m.example")
    own = tiny(lima_orgs="name,city\nZoo,Cusco", quito_orgs="name,city\nMuseum,Cusco")
    assert (other.sites, own.sites) == (["all"], ["Cusco"])


def test_lists_of_ties_belong_to_the_city_of_their_list_and_keep_their_relation() -> None:
    listed = "name,sector\nParks Office,Government\nZoo,Business"
    ties = "source,target\nZoo,Parks Office"
    ecosystem = tiny(
        lima_orgs=listed,
        quito_orgs=listed.replace("Zoo", "Museum"),
        lima_mentoring=ties,
        quito_mentoring=ties.replace("Zoo", "Museum"),
        quito_lobbying=ties.replace("Zoo", "Museum"),
    )
    assert sorted(rows(ecosystem, "ties", "site", "relation")) == [
        ("Lima", "mentoring"),
        ("Quito", "lobbying"),
        ("Quito", "mentoring"),
    ]
    assert len(ecosystem.table("organizations")) == 4


def test_lists_of_ties_alone_are_of_two_cities_only_if_they_share_no_ends() -> None:
    apart = tiny(lima_ties="source,target\nZoo,Museum", quito_ties="source,target\nArchive,Library")
    assert sorted(apart.sites) == ["Lima", "Quito"]
    assert tiny(lima_ties=TIES, quito_ties=TIES + "\nZoo,Library").sites == ["all"]


@pytest.mark.parametrize(("said", "found"), [("all", ["Quito"]), ("Cusco", ["Cusco", "Quito"])])
def test_the_column_setup_says_the_city_of_a_sheet_or_that_its_name_is_none(said: str, found: list) -> None:
    texts = {"lima_orgs": "name,sector\nZoo,Business", "quito_orgs": "name,sector\nMuseum,School"}
    sheets = tuple(read_delimited(text.encode(), f"{name}.csv", name) for name, text in texts.items())
    recipe = Recipe(sheet=(SheetRecipe(name="lima_orgs", kind="organizations", site=said),))
    ecosystem = assemble(Source("tiny", sheets), recipe)
    assert ecosystem.sites == found
