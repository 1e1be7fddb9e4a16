"""What may be reported at which response rate: the thresholds of docs/methods.md, section 4.3."""

import pytest

from ecosystem.findings.measures.register import MEASURES
from ecosystem.findings.response.reporting_rules import ReportingRule, reporting_rules
from tests.tiny import city, plain_list, sample, tiny


def gate(answered: int, silent: int, sectors: str = "") -> ReportingRule:
    """The gate of a city where so many answered and did not; ``sectors`` such as "AAB" of the first ones."""
    statuses = ["respondent"] * answered + ["invited"] * silent
    sector = dict(enumerate(sectors))
    rows = [f"o{n},{status},{sector.get(n, 'Z')}" for n, status in enumerate(statuses)]
    return reporting_rules(city(tiny(organizations="\n".join(["name,status,sector", *rows]))))


@pytest.mark.parametrize(
    ("answered", "level"),
    [
        (20, "everything"),
        (18, "everything"),
        (17, "bands"),
        (16, "bands"),
        (15, "no broker ranks"),
        (14, "no broker ranks"),
        (13, "named by only"),
        (10, "named by only"),
        (9, "collecting"),
        (0, "collecting"),
    ],
)
def test_the_level_follows_the_share_of_those_invited_who_answered(answered: int, level: str) -> None:
    found = gate(answered, 20 - answered)
    assert (found.level, found.rate) == (level, answered / 20)
    assert found.why.startswith(f"{answered} of 20 invited have answered")


def test_a_sector_that_is_mostly_silent_takes_the_ranks_of_brokers_away() -> None:
    found = gate(29, 2, sectors="A" + "Z" * 28 + "AA")
    assert (found.level, found.lowest_sector, found.lowest_rate) == ("no broker ranks", "A", 1 / 3)
    assert "of the sector A only 1 of 3" in found.why


def test_half_of_a_sector_is_enough_and_a_sector_of_two_is_too_small_to_count() -> None:
    assert gate(38, 2, sectors="AA" + "Z" * 36 + "AA").level == "everything"
    assert gate(39, 1, sectors="A" + "Z" * 38 + "A").level == "everything"
    assert gate(19, 1, sectors="Z" * 19 + "A").level == "everything"


def test_a_silent_sector_never_lifts_a_level() -> None:
    assert gate(11, 9, sectors="Z" * 11 + "AAA").level == "named by only"


@pytest.mark.parametrize(
    ("answered", "in_degree", "degree", "betweenness"),
    [
        (20, "rank", "rank", "rank"),
        (17, "band", "band", "band"),
        (15, "band", "band", "nothing"),
        (12, "band", "nothing", "nothing"),
        (5, "nothing", "nothing", "nothing"),
    ],
)
def test_each_level_allows_what_the_method_says(answered: int, in_degree: str, degree: str, betweenness: str) -> None:
    found = gate(answered, 20 - answered)
    shown = [found.allows(measure) for measure in ("in_degree", "degree", "betweenness")]
    assert shown == [in_degree, degree, betweenness]


def test_every_measure_that_stands_on_what_lies_between_others_is_a_broker() -> None:
    found = gate(15, 5)
    hidden = {measure for level, measure in MEASURES if level == "organization" and found.allows(measure) == "nothing"}
    assert {"betweenness", "betweenness_directed", "cut_point", "constraint", "effective_size"} < hidden
    assert {measure for _, measure in MEASURES if measure.startswith("brokerage_")} < hidden
    assert not hidden & {"in_degree", "degree", "harmonic", "core_number", "clustering", "ei_index"}


def test_a_plain_list_has_no_response_and_hides_nothing() -> None:
    found = reporting_rules(city(plain_list("ab bc")))
    assert (found.level, found.rate, found.lowest_sector) == ("everything", None, None)
    assert found.why.startswith("This is a list of ties, not a survey")


def test_riverton_is_held_back_for_its_community_groups() -> None:
    found = reporting_rules(city(sample("riverton_traps")))
    assert (found.level, found.lowest_sector) == ("no broker ranks", "Community group")
    assert "31 of 44 invited have answered, of the sector Community group only 5 of 12" in found.why
