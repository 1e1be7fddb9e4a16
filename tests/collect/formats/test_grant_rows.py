"""Grants listed twice count once, and amounts in several currencies are not added up."""

import pandas as pd
import pytest

from tests.collect.formats.test_registers import read, ties

HEADER = "Identifier,Title,Currency,Amount Awarded,Award Date,Recipient Org:Name,Funding Org:Name\n"


def test_a_grant_listed_again_under_its_identifier_counts_once() -> None:
    row = "g1,Food,GBP,10000,2024-03-01,Food Bank,Sea Fund\n"
    again = row.replace("Food,GBP", "Food again,GBP")  # another title, which is not read
    found = read(grants__csv=HEADER + row + row + again + "g2,More,GBP,500,2024-03-01,Food Bank,Sea Fund\n")
    assert ties(found) == [("Sea Fund", "Food Bank", "funds", 10500)]
    told = found.table("issues").query("reason == 'grant listed again'")
    assert told[["kind", "row"]].to_numpy().tolist() == [["set aside", 3], ["set aside", 4]]
    [counts] = found.counts.query("sheet == 'grants.csv'").to_dict("records")
    assert counts["rows_read"] == counts["rows_kept"] + counts["rows_set_aside"] == 4


def test_two_grants_with_one_identifier_that_differ_are_both_used_with_a_doubt() -> None:
    rows = "g1,Food,GBP,100,2024-03-01,Food Bank,Sea Fund\ng1,Food,GBP,70,2024-03-01,Food Bank,Sea Fund\n"
    found = read(grants__csv=HEADER + rows)
    assert ties(found) == [("Sea Fund", "Food Bank", "funds", 170)]
    told = found.table("issues").query("reason == 'grants with one identifier'")
    assert told[["kind", "row"]].to_numpy().tolist() == [["doubt", 3]]


def test_grants_without_an_identifier_are_never_one() -> None:
    row = ",Food,GBP,100,2024-03-01,Food Bank,Sea Fund\n"
    assert ties(read(grants__csv=HEADER + row + row)) == [("Sea Fund", "Food Bank", "funds", 200)]


@pytest.mark.parametrize("in_the_amount", [False, True])
def test_amounts_in_several_currencies_are_not_added_up(in_the_amount: bool) -> None:
    grants = (
        *(("Elm", "£", "GBP", 5), ("Elm", "€", "EUR", 7), ("Oak", "$", "USD", 8)),
        *(("Elm", "£", "gbp", 6), ("Oak", "", "", 9)),
    )
    rows = (
        f"g{n},T,{'' if in_the_amount else code},{sign if in_the_amount else ''}{amount},2024,{name},Sea Fund\n"
        for n, (name, sign, code, amount) in enumerate(grants)
    )
    found = read(grants__csv=HEADER + "".join(rows))
    (*elm, amount), (*oak, none) = ties(found)
    assert (elm[1], oak[1], amount) == ("Elm", "Oak", 11)
    assert pd.isna(none)
    [message] = found.table("issues").query("reason == 'several currencies'")["message"]
    assert "GBP" in message
    assert "3 amounts" in message
    assert "EUR, USD" in message


def test_amounts_in_one_currency_stay_also_where_a_row_does_not_name_it() -> None:
    rows = "g1,T,GBP,5,2024,Elm,Sea Fund\ng2,T,,6,2024,Elm,Sea Fund\n"
    found = read(grants__csv=HEADER + rows)
    assert ties(found) == [("Sea Fund", "Elm", "funds", 11)]
    assert "several currencies" not in set(found.table("issues")["reason"])


def test_the_currency_of_a_grant_to_an_individual_does_not_matter() -> None:
    found = read(grants__csv=HEADER + "g1,T,GBP,5,2024,Elm,Sea Fund\ng2,T,EUR,6,2024,,Sea Fund\n")
    assert ties(found) == [("Sea Fund", "Elm", "funds", 5)]
    assert "several currencies" not in set(found.table("issues")["reason"])
