"""Who works for what: sectors against goals."""

import pandas as pd

from ecosystem.findings.gaps.goal_coverage import coverage
from tests.tiny import city, tiny


def table(*rows: str) -> pd.DataFrame:
    return coverage(city(tiny(organizations="\n".join(["name,sector,goals", *rows]), ties="source,target")))


def test_a_goal_counts_the_organizations_of_each_sector_that_name_it() -> None:
    found = table("a,Library,Bees|Trees", "b,Library,Bees", "c,School,Bees").set_index("Goal")
    assert found.loc["Bees", ["All", "Library", "School"]].tolist() == [3, 2, 1]


def test_a_goal_nobody_of_a_sector_names_is_an_empty_field_and_not_0() -> None:
    found = table("a,Library,Trees", "c,School,Bees").set_index("Goal")
    assert pd.isna(found.loc["Trees", "School"])


def test_the_goal_fewest_work_for_stands_first() -> None:
    assert table("a,Library,Bees|Trees", "b,Library,Bees", "c,School,Ants")["Goal"].tolist() == [
        "Ants",
        "Trees",
        "Bees",
    ]


def test_an_organization_without_sector_or_goal_counts_nowhere() -> None:
    assert table("a,,Bees", "b,Library,").empty


def test_sectors_called_like_the_columns_of_the_matrix_are_told_from_them() -> None:
    found = table("a,All,Bees", "b,Goal,Bees")
    assert found.columns.tolist() == ["Goal", "All", "All (sector)", "Goal (sector)"]
    assert found["All"].tolist() == [2]
