"""Addresses as people write them: which number is the house's, and when two are one."""

import pytest

from ecosystem.names.matching.addresses import address_parts, one_address, two_numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1420 Oak St", "1420 OAK STREET"),
        ("945 W. 69th Street", "945 West 69th St, Suite 200, Harbor 60621"),
        ("21 1st Ave", "21 First Avenue"),
        ("Suite 5, 12 Main St", "12 Main St #5"),
        ("Hauptstraße 12, 10115 Berlin", "Hauptstraße 12"),
        ("4150 S King Dr", "4150 S. Martin Luther King Dr."),
    ],
)
def test_one_address_written_in_two_ways_is_one(one: str, other: str) -> None:
    a, b = address_parts(one), address_parts(other)
    assert one_address(a, b)
    assert not two_numbers(a, b)


@pytest.mark.parametrize(
    ("one", "other"), [("12 Oak St", "14 Oak St"), ("1 Main St Harbor", "200 Main St"), ("7 Elm", "77 Elm")]
)
def test_two_house_numbers_are_two(one: str, other: str) -> None:
    assert two_numbers(address_parts(one), address_parts(other))


@pytest.mark.parametrize("text", ["", "PO Box 12", "Harbor 60621", "City Hall", "#", "5th floor"])
def test_what_has_no_house_number_says_nothing(text: str) -> None:
    other = address_parts("12 Oak St")
    assert not two_numbers(address_parts(text), other)
    assert not one_address(address_parts(text), other)


def test_one_number_in_two_streets_is_not_one_address() -> None:
    a, b = address_parts("12 Oak St Harbor"), address_parts("12 Elm St Harbor")
    assert not one_address(a, b)
    assert not two_numbers(a, b)
