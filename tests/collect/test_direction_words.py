"""The name of a file or sheet may say that its ties have no direction."""

import pytest

from ecosystem.collect.direction_words import direction_in_name
from ecosystem.collect.sheet import WORKBOOK, SheetOrigin
from ecosystem.collect.sources import open_upload
from ecosystem.tables.assemble import assemble

TIES = "source,target,relation{}\nElm,Oak,meets{}\nOak,Ash,meets{}\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ties_undirected.csv", False),
        ("Undirected ties (2).csv", False),
        ("edges-un-directed.csv", False),
        ("bidirectional links.csv", False),
        ("liens non orientés.csv", False),
        ("red no dirigida.csv", False),
        ("ungerichtete kanten.csv", False),
        ("arestas-não-direcionadas.csv", False),
        ("ties directed.csv", True),
        ("mutual aid.csv", None),
        ("red oriente.csv", None),
        ("ties.csv", None),
        ("indirected.csv", None),
        ("board directors.csv", None),
    ],
)
def test_a_name_says_the_direction_in_five_languages(name: str, said: bool | None) -> None:
    assert direction_in_name(SheetOrigin(name)) is said
    assert direction_in_name(SheetOrigin("book.xlsx", name.removesuffix(".csv"), WORKBOOK)) is said


@pytest.mark.parametrize(("cell", "directed"), [(("", "", ""), False), ((",directed", ",yes", ",yes"), True)])
def test_a_tie_without_a_word_of_its_own_goes_by_the_name_of_the_file(cell: tuple[str, ...], directed: bool) -> None:
    found = assemble(open_upload([("ties_undirected.csv", TIES.format(*cell).encode())]))
    assert set(found.table("ties")["directed"]) == {directed}
    assert ("direction from the name" in set(found.table("issues")["reason"])) is not directed
    assert "direction not given" not in set(found.table("issues")["reason"])
