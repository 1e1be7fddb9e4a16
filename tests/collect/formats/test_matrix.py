"""A labelled adjacency matrix: what is a tie, what has a direction, and what is rather a table of distances."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.collect.formats import translated
from tests.collect.formats.made import one, read_as, table

TIES = ("source", "target", "directed", "strength")


def square(names: list[str], values: list[list[str]]) -> str:
    rows = [",".join([name, *cells]) for name, cells in zip(names, values, strict=True)]
    return "\n".join([",".join(["name", *names]), *rows]) + "\n"


def test_a_matrix_that_reads_the_same_both_ways_gives_each_pair_once_without_direction() -> None:
    sheet = one(",A,B,C,D\nA,0,2,,0\nB,2.0,0,x,0\nC,,x,-,\nD,0,0,,0\n", "matrix")
    organizations, ties = translated([sheet])
    assert table(ties, *TIES) == [("A", "B", "no", "2"), ("B", "C", "no", "")]
    assert ties.frame.index.tolist() == [2, 3]
    assert table(organizations, "name") == [("A",), ("B",), ("C",), ("D",)]
    assert read_as([sheet]) == ["Read as a matrix of ties."]


def test_a_matrix_that_differs_both_ways_is_directed_from_row_to_column() -> None:
    _, ties = translated([one(",A,B,C\nA,0,1,0\nB,1,0,0.5\nC,0,often,0\n", "matrix")])
    assert table(ties, *TIES) == [
        ("A", "B", "yes", "1"),
        ("B", "A", "yes", "1"),
        ("B", "C", "yes", "0.5"),
        ("C", "B", "yes", "often"),
    ]


def test_names_may_differ_in_case_and_one_may_be_missing() -> None:
    sheet = one("org,City IT,Library,Parks,Museum,Zoo\nCITY IT,,1,,,\nLibrary,,,,,\nParks,,,,1,\nMuseum,,,,,\n", "m")
    organizations, ties = translated([sheet])
    assert table(ties, "source", "target") == [("CITY IT", "Library"), ("Parks", "Museum")]
    names = [name for (name,) in table(organizations, "name")]
    assert names == ["CITY IT", "Library", "Parks", "Museum", "Zoo"]


def test_a_name_that_stands_on_the_diagonal_with_itself_goes_on_and_is_set_aside_later() -> None:
    _, ties = translated([one(",A,B,C\nA,1,1,\nB,,,\nC,,,\n", "matrix")])
    assert table(ties, "source", "target") == [("A", "A"), ("A", "B")]


def test_a_row_without_a_name_is_set_aside() -> None:
    _, ties = translated([one(",A,B,C\nA,,1,\n,1,1,1\nB,,,\nC,,,\n", "matrix")])
    assert table(ties, "source", "target") == [("A", "B")]
    [aside] = [issue for issue in ties.issues if issue.kind == "set aside"]
    assert (aside.reason, aside.row) == ("no name", 3)


def test_several_matrices_are_several_relations_and_list_each_organization_once() -> None:
    text = ",A,B,C\nA,,1,\nB,,,\nC,,,\n"
    sheets = translated([one(text, "funds"), one(text, "advises")])
    assert [sheet.name for sheet in sheets] == ["organizations", "ties", "ties (2)"]
    assert [table(sheet, "relation") for sheet in sheets[1:]] == [[("funds",)], [("advises",)]]


def test_organizations_of_a_list_beside_the_matrix_are_not_listed_again() -> None:
    sheets = [one("name,sector\nA,x\nB,y\n", "organizations"), one(",A,B,C\nA,,1,\nB,,,\nC,,,\n", "matrix")]
    kept, new, ties = translated(sheets)
    assert kept == sheets[0]
    assert table(new, "name") == [("C",)]
    assert len(ties.frame) == 1


def test_a_matrix_filled_nearly_everywhere_is_no_ties_but_stays_with_a_reason() -> None:
    names = list("ABCDEFGHI")
    distances = [[str(abs(a - b) / 2) for b in range(9)] for a in range(9)]
    sheet = one(square(names, distances), "distance_matrix")
    [kept] = translated([sheet])
    assert kept.frame.equals(sheet.frame)
    [doubt] = kept.issues
    assert doubt.reason == "matrix not read as ties"
    assert "distances" in doubt.message


def test_up_to_eight_organizations_may_all_work_together() -> None:
    names = list("ABCDEFGH")
    _, ties = translated([one(square(names, [["1"] * 8] * 8), "matrix")])
    assert len([pair for pair in table(ties, "source", "target") if pair[0] != pair[1]]) == 28


def test_a_list_of_organizations_is_no_matrix() -> None:
    sheet = one("name,City,Sector\nCity,Boston,x\nB,Boston,y\nC,,z\n", "organizations")
    assert translated([sheet]) == (sheet,)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", "0", "1", "2"]), min_size=4, max_size=4), min_size=4, max_size=4))
def test_the_ties_put_back_into_a_matrix_give_it_again(values: list[list[str]]) -> None:
    names = list("ABCD")
    _, ties = translated([one(square(names, values), "matrix")])
    again = {(a, b): "0" for a in names for b in names}
    for source, target, directed, strength in table(ties, *TIES):
        again[source, target] = strength
        if directed == "no":
            again[target, source] = strength
    assert again == {(a, b): values[i][j] or "0" for i, a in enumerate(names) for j, b in enumerate(names)}
