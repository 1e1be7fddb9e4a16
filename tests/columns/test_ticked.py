"""Which commas separate ticked answers is told by the whole column; the rest is asked."""

import pytest

from ecosystem.columns.ticked import TickedColumn

Open = list[tuple[str, bool]]


def read(*cells: str, one: tuple[str, ...] = (), several: tuple[str, ...] = ()) -> tuple[list[list[str]], Open]:
    """The answers in each cell of a column, and the texts that stay open with whether each was read as one."""
    column = TickedColumn.of(cells, {"clinic"}.__contains__, one, several)
    return [column.parts(cell) for cell in cells], [(option.text, option.whole) for option in column.open.values()]


def test_options_ticked_alone_elsewhere_separate_the_lists_of_others() -> None:
    cells = "Port, Mill, Dam", "Port", "Dam", "Mill"
    assert read(*cells) == ([["Port", "Mill", "Dam"], ["Port"], ["Dam"], ["Mill"]], [])


def test_options_with_several_neighbors_need_not_stand_alone() -> None:
    assert read("Port,Mill,Dam", "Mill,Dam", "Port,Dam") == (
        [["Port", "Mill", "Dam"], ["Mill", "Dam"], ["Port", "Dam"]],
        [],
    )


def test_what_is_left_between_known_options_is_one_option() -> None:
    assert read("Clinic, Rare Birds, Port", "Port") == ([["Clinic", "Rare Birds", "Port"], ["Port"]], [])


def test_an_option_that_holds_commas_and_recurs_stays_whole() -> None:
    trees = "Trees, Ponds and Paths"
    assert read(f"{trees}, Port", trees, f"Mill, {trees}", "Port", "Mill") == (
        [[trees, "Port"], [trees], ["Mill", trees], ["Port"], ["Mill"]],
        [],
    )


@pytest.mark.parametrize(
    "name", ["Homes, Inc.", "Homes, LLC", "Casa Abierta, A.C.", "Springfield, IL", "Homes (rent, repair)"]
)
def test_a_legal_form_a_state_and_brackets_belong_to_the_name(name: str) -> None:
    assert read(f"Port, {name}", "Port")[0][0] == ["Port", name]


def test_a_text_that_stands_once_stays_one_and_is_asked() -> None:
    assert read("Alpha, Beta", "Port") == ([["Alpha, Beta"], ["Port"]], [("Alpha, Beta", True)])


def test_two_options_always_ticked_together_are_asked() -> None:
    assert read("Port, Mill", "Port, Mill, Clinic", "Port, Mill")[1] == [("Port, Mill", True)]


def test_what_nothing_tells_apart_in_a_column_of_lists_is_several_and_asked() -> None:
    assert read("Port, Rare, Odd", "Port") == ([["Port", "Rare", "Odd"], ["Port"]], [("Rare, Odd", False)])


def test_a_person_decides_for_good() -> None:
    assert read("Alpha, Beta", one=("Alpha, Beta",)) == ([["Alpha, Beta"]], [])
    assert read("Alpha, Beta, Gamma", several=("alpha, beta, gamma",)) == ([["Alpha", "Beta", "Gamma"]], [])


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Port;Trees, Ponds;", ["Port", "Trees, Ponds"]),
        ("Port | Mill", ["Port", "Mill"]),
        ("Port\nTrees, Ponds", ["Port", "Trees, Ponds"]),
        ("Clinic, Other: Bee keepers", ["Clinic", "Bee keepers"]),
        ('"Trees, Ponds", Clinic', ["Trees, Ponds", "Clinic"]),
        ("Clinic, Mill, and Port", ["Clinic", "Mill", "Port"]),
    ],
)
def test_each_tool_joins_in_its_own_way(cell: str, parts: list[str]) -> None:
    assert read(cell, "Port", "Mill")[0][0] == parts


def test_a_long_column_is_read_in_a_moment() -> None:
    cells = [", ".join(f"Option {n % 97}" for n in range(row, row + 40)) for row in range(3_000)]
    parts, still_open = read(*cells)
    assert (len(parts[0]), still_open) == (40, [])
