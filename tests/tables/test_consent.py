"""Whoever does not want to be shown by name is nowhere to be found; the ties stay."""

import pytest

from ecosystem.tables.consent import for_public
from ecosystem.tables.dataset import Ecosystem
from ecosystem.text import fold
from tests.tables.asked import asked, form, reasons, rows
from tests.tiny import tiny

HIDDEN = "Sunset-Club, Inc."


def texts(ecosystem: Ecosystem) -> list[str]:
    tables = [*ecosystem.tables.values(), ecosystem.counts]
    return [str(cell) for table in tables for cell in table.to_numpy().ravel()]


def shows(ecosystem: Ecosystem, name: str = HIDDEN) -> list[str]:
    """The cells in which somebody who knows the name would find it."""
    letters = fold(name).replace(" ", "")
    return [text for text in texts(ecosystem) if letters in fold(text).replace(" ", "")]


def hidden_survey(consent: str) -> Ecosystem:
    own = form(HIDDEN, works_Zoo="Often", **{f"works_{HIDDEN}": "Often"})
    other = form("Zoo", **{f"works_{HIDDEN}": "Now and then"}, else_=f"SUNSET CLUB INC: Often\n{HIDDEN}")
    says = {"May we show you": consent, "Website": "sunset.org"}
    return asked(
        own | says,
        other | {"May we show you": "public", "Question [Sunset  Club - Inc]": "new header"},
        own | says,
        more=True,
        organizations="name,city,address,lat,lon\n"
        f'"{HIDDEN}",Riverton,1 Sunset Road,42,-71\nZoo,Riverton,2 Zoo Road,43,-72',
        ties=f'from,to,directed,strength\n"{HIDDEN} ","{HIDDEN}",no,\nZoo,"Sunset Club; Inc",no,often',
    )


def test_who_says_no_loses_name_id_spellings_website_address_and_place_in_every_message() -> None:
    ecosystem = hidden_survey("Never by name: only as an unnamed organization")
    assert shows(ecosystem) == []
    assert not [text for text in texts(ecosystem) if "sunset" in text.casefold()]
    assert rows(ecosystem, "organizations", "organization_id", "name") == [
        ("riverton/zoo", "Zoo"),
        ("unnamed-1", "Unnamed organization 1"),
    ]
    found = rows(ecosystem, "locations", "organization_id", "address", "latitude", "longitude")
    assert found == [("riverton/zoo", "2 Zoo Road", 43.0, -72.0), ("unnamed-1", None, None, None)]
    assert {"names itself", "named twice", "replaced by a later answer", "not on the scale", "column not used"} <= set(
        reasons(ecosystem)
    )


def test_who_says_no_keeps_its_ties() -> None:
    found = rows(hidden_survey("no"), "ties", "source_id", "target_id", "state")
    assert ("riverton/zoo", "unnamed-1", "confirmed") in [(*sorted(pair[:2]), pair[2]) for pair in found]


def test_who_agrees_to_the_group_is_named_in_the_group_and_not_in_public() -> None:
    ecosystem = hidden_survey("By name for our group, without our name in public")
    assert shows(ecosystem)
    assert shows(for_public(ecosystem)) == []
    assert shows(for_public(ecosystem), "Zoo")


@pytest.mark.parametrize("promise", ["Only without our name", "No, leave our organization out", "anonymous"])
def test_whoever_was_once_promised_no_name_is_named_not_even_to_the_group(promise: str) -> None:
    ecosystem = hidden_survey(promise)
    assert shows(ecosystem) == []
    assert "not in the word list" not in reasons(ecosystem)


@pytest.mark.parametrize("agreed", ["Yes, by name for everybody", "Yes, show our organization by name", "public"])
def test_who_agrees_is_named_in_public(agreed: str) -> None:
    assert shows(for_public(hidden_survey(agreed)))


def test_who_is_left_out_of_the_answers_and_named_by_others_is_unnamed_if_the_list_says_no() -> None:
    answers = form("Zoo", else_=HIDDEN) | {"May we show you": "public"}
    assert shows(for_public(asked(answers, more=True)))
    told = asked(answers, more=True, organizations=f'name,city,consent\n"{HIDDEN}",Riverton,no')
    assert shows(told) == []


def test_in_a_survey_that_asks_who_did_not_say_is_not_named_in_public() -> None:
    public = for_public(hidden_survey(""))
    assert shows(public) == []
    assert shows(public, "Zoo")


def test_a_plain_list_that_says_nothing_of_consent_is_public() -> None:
    assert shows(for_public(tiny(organizations="name,city\nZoo,Boston")), "Zoo")


def test_numbers_of_the_unnamed_never_meet_ids_of_the_source() -> None:
    ecosystem = for_public(
        tiny(
            organizations="id,name,consent\nunnamed-2,Zoo,public\n1,A,no\n2,B,group\n3,C,group",
            ties="from,to\n1,2\n2,3",
        )
    )
    ids = rows(ecosystem, "organizations", "organization_id")
    assert len(set(ids)) == 4
    assert len(ecosystem.table("ties")) == 2


def test_a_header_that_writes_a_hidden_name_in_its_own_way_loses_it() -> None:
    ecosystem = tiny(organizations=f'name,consent,"Asked [Sunset  Club (Inc)]"\n"{HIDDEN}",no,yes\nZoo,public,')
    assert rows(ecosystem, "issues", "reason", "column") == [("column not used", "Asked [Unnamed organization 1)]")]


@pytest.mark.parametrize("name", ["It", "311", "a", "=x", "(Straße)", "Zoë", "*"])
def test_a_short_name_goes_and_the_words_it_is_part_of_stay(name: str) -> None:
    ecosystem = tiny(
        organizations=f"name,consent\n{name},no\nSummit Italy 0311-31100,public\nSummit Italy 0311-31100,public"
    )
    [message] = [m for m in rows(ecosystem, "issues", "message") if "is in 2 rows" in m]
    assert message.startswith("“Summit Italy 0311-31100” is in 2 rows (3 and 4)")
    assert name not in rows(ecosystem, "organizations", "name")


def test_a_longer_name_of_somebody_else_that_holds_a_hidden_one_stays_whole() -> None:
    ecosystem = tiny(
        organizations='name,consent,Met [Elm-Zoo],"Met [Zoo]"\nZoo,no,yes,yes\nElm Zoo,public,,\nElm Zoo,public,,'
    )
    assert {*rows(ecosystem, "issues", "column")} == {None, "Met [Elm-Zoo]", "Met [Unnamed organization 1]"}
    assert rows(ecosystem, "issues", "reason")[-1] == "everyday name"  # Zoo: small letters may stay
    assert shows(ecosystem, "Elm Zoo")


def test_a_hidden_name_leaves_what_others_wrote_and_the_names_of_files() -> None:
    ecosystem = tiny(
        organizations="name,consent,description\nZoo,no,\nElm,public,We feed the Zoo.",
        Zoo_flour="flour,eggs\n1,2",
    )
    assert shows(ecosystem, "Zoo") == []
    assert rows(ecosystem, "organizations", "description") == ["We feed the Unnamed organization 1.", None]


@pytest.mark.parametrize("consent", ["no", "Only without our name"])
@pytest.mark.parametrize("line", ["Sec Three Inc", "Friends of the SEC-THREE and Bees"])
def test_who_is_only_named_by_a_name_that_holds_a_withheld_one_is_called_by_the_rest(consent: str, line: str) -> None:
    says = {"May we show you": consent}
    group = asked(form("Sec Three") | says, form("A", else_=line) | {"May we show you": "yes"}, more=True)
    assert shows(group, "Sec Three") == []
    called = line.replace("Sec Three", "[name withheld]").replace("SEC-THREE", "[name withheld]")
    assert called in rows(group, "organizations", "name")
    assert rows(group, "reports", "named_as_written") == [called]


def test_a_listed_organization_keeps_a_name_that_holds_a_withheld_one() -> None:
    says = {"May we show you": "no"}
    lists = "name,city\nSec Three,Riverton\nSec Three Inc,Riverton"
    ecosystem = asked(form("Sec Three") | says, form("A", else_="Sec Three Inc"), more=True, organizations=lists)
    assert "Sec Three Inc" in rows(ecosystem, "organizations", "name")
    assert rows(ecosystem, "reports", "named_as_written") == ["Sec Three Inc"]


def test_a_withheld_name_within_a_word_of_another_name_stays() -> None:
    ecosystem = asked(form("It") | {"May we show you": "no"}, form("A", else_="Summit"), more=True)
    assert "Summit" in rows(ecosystem, "organizations", "name")
