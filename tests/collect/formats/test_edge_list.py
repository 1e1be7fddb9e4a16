"""Lists of ties without a header row or parted by spaces: read where the values show it, else left alone."""

import pytest

from ecosystem.collect.sources import open_upload
from ecosystem.errors import EcosystemError
from ecosystem.tables.assemble import assemble
from ecosystem.tables.dataset import Ecosystem


def read(text: str, name: str = "edges.csv", **more: str) -> Ecosystem:
    others = [(f"{stem}.csv", content.encode()) for stem, content in more.items()]
    return assemble(open_upload([(name, text.encode()), *others]))


def pairs(found: Ecosystem) -> list[tuple[str, str]]:
    names = dict(found.table("organizations")[["organization_id", "name"]].itertuples(index=False))
    rows = found.table("ties")[["source_id", "target_id"]].itertuples(index=False)
    return sorted((names[a], names[b]) for a, b in rows)


EXPECTED = [("Elm Fund", "Oak Hall"), ("Oak Hall", "Ash Farm"), ("Oak Hall", "Fig Lab")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Elm Fund,Oak Hall\nOak Hall,Ash Farm\nOak Hall,Fig Lab\n", "edges.csv"),
        ("Elm Fund;Oak Hall\nOak Hall;Ash Farm\nOak Hall;Fig Lab\n", "edges.txt"),
        ("Elm Fund\tOak Hall\t2\nOak Hall\tAsh Farm\t1\nOak Hall\tFig Lab\t\n", "edges.tsv"),
        ("Elm Fund,Oak Hall,funds\nOak Hall,Ash Farm,funds\nOak Hall,Fig Lab,funds\n", "edges.csv"),
        ("Elm Fund   Oak Hall\nOak Hall   Ash Farm\nOak Hall   Fig Lab\n", "edges.txt"),
        ('"Elm Fund" "Oak Hall"\n"Oak Hall" "Ash Farm"\n"Oak Hall" "Fig Lab"\n', "edges.txt"),
        ("# made by hand\nElm Fund  Oak Hall\nOak Hall  Ash Farm\n# more\nOak Hall  Fig Lab\n", "edges.txt"),
        ("source  target  weight\nElm Fund  Oak Hall  2\nOak Hall  Ash Farm  1\nOak Hall  Fig Lab  1\n", "edges.txt"),
    ],
)
def test_a_list_of_ties_is_read_whatever_parts_it_and_without_a_header(text: str, name: str) -> None:
    assert pairs(read(text, name)) == EXPECTED


def test_no_row_of_a_list_without_a_header_is_lost_and_its_number_is_told() -> None:
    found = read("Elm,Oak,2\nOak,Ash,1\nOak,Oak,1\n")
    assert found.table("ties")["strength"].tolist() == [2, 1]
    itself = found.table("issues").query("reason == 'names itself'")
    assert itself["row"].tolist() == [3]
    assert any("header" in message for message in found.table("issues")["message"])


def test_ends_that_are_ids_of_a_list_are_looked_up() -> None:
    found = read("1,2\n3,4\n", organizations="id,name\n1,Elm\n2,Oak\n3,Ash\n4,Fig\n")
    assert pairs(found) == [("Ash", "Fig"), ("Elm", "Oak")]


@pytest.mark.parametrize("text", ["1 2\n2 3\n3 1\n", "n1,n2\nn2,n3\n", "1\t2\t0.5\n2\t3\t1\n"])
def test_numbers_that_recur_in_both_columns_are_ties(text: str) -> None:
    assert len(read(text, "edges.txt").table("ties")) == len(text.splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "source,target\nElm,Oak\nOak,Ash\n",
        "from,to,type\nElm,Oak,funds\nOak,Ash,funds\n",
        "name,city\nElm,X\nOak,X\n",
        "organization,initiative\nElm,Green\nOak,Green\n",
        "name\nElm Fund\nOak Fund\nElm Hall\n",
    ],
)
def test_a_list_with_a_header_is_read_as_before(text: str) -> None:
    found = read(text)
    assert not any("header row" in message or "spaces" in message for message in found.table("issues")["message"])
    assert {"Elm", "Elm Fund"} & set(found.table("organizations")["name"])
    assert not {"source", "from", "name", "organization"} & set(found.table("organizations")["name"])


@pytest.mark.parametrize("text", ["Elm Fund\nOak Hall\nAsh Farm\n", "2015,3\n2016,4\n", "Elm Oak\n"])
def test_a_list_that_may_be_anything_is_refused_with_the_cause(text: str) -> None:
    with pytest.raises(EcosystemError, match="begins with data needs a header row"):
        read(text, "list.txt")
