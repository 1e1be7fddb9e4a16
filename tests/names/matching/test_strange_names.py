"""Names in any script, of any length, and those meant to harm."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.names.matching import proposals
from ecosystem.names.matching.evidence import domain, website

STRANGE = [
    "",
    " ",
    "...",
    "A",
    "北京大学",
    "Школа № 5",
    "=1+1",
    "<b>x</b>",
    "O'Brien & Co.",
    "N" * 300,
    "(((",
    "[a](b)",
]
NAMES = st.lists(st.one_of(st.sampled_from(STRANGE), st.text(max_size=40)), max_size=8)


def found(names: list[str]) -> pd.DataFrame:
    ids = [str(number) for number in range(len(names))]
    return proposals(pd.DataFrame({"site": "X", "organization_id": ids, "name": names}, dtype=object))


@settings(deadline=None, max_examples=150)
@given(NAMES)
def test_any_names_give_a_table_of_pairs_of_different_organizations(names: list[str]) -> None:
    table = found(names)
    assert table["score"].between(0, 1).all()
    assert (table["id_a"] != table["id_b"]).all()
    assert not table.duplicated(["id_a", "id_b"]).any()
    assert set(table["verdict"]) <= {"match", "possible", "part of", "different"}
    assert (table["reasons"] != "").all()


@settings(deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_a_name_written_twice_is_a_match_if_it_has_a_letter_or_digit(name: str) -> None:
    verdicts = found([name, f" {name}"])["verdict"].tolist()
    assert verdicts in ([], ["match"])
    assert verdicts or not (name.isascii() and name.isalnum())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京大学", "清华大学"),
        ("Школа № 5", "Школа № 6"),
        ("Asociación de Niños", "Asociación de Niñas"),
        ("C++ Users", "C Users"),
        ("311", "211"),
        ("NA", "NAACP"),
        ("Ward 1-3", "Ward 13"),
        ("Año Nuevo", "Ano Viejo"),
    ],
)
def test_names_that_differ_in_any_script_are_no_match(one: str, other: str) -> None:
    assert "match" not in set(found([one, other])["verdict"])


def test_three_hundred_names_all_alike_are_one_question() -> None:
    [row] = found(["Parks Department"] * 300).to_dict("records")
    assert row["verdict"] == "match"
    assert len(row["ids"]) == 300


def test_missing_names_and_missing_facts_say_nothing() -> None:
    table = pd.DataFrame(
        {"site": [None, "", ""], "organization_id": ["1", "2", "3"], "name": ["Arts Fund", None, "Arts Fdn"]}
    )
    table = table.assign(website=None, latitude=pd.NA, longitude="east", earlier_names=float("nan"))
    found = proposals(table)
    assert found[["id_a", "id_b", "reasons"]].values.tolist() == [
        ["1", "3", "“fund” and “fdn” are often mistaken for each other"]
    ]


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_website_and_a_domain_or_none(text: str) -> None:
    assert isinstance(website(text), str)
    assert isinstance(domain(text), str)
    assert website("http://[") == ""
