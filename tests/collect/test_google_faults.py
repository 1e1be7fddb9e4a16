"""What goes wrong with a Google Sheet is tried again where that may help, and told in words a person can act on."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecosystem.collect.google import API_KEY, SERVICE_ACCOUNT, Hosts, read_google
from ecosystem.collect.google_faults import LONGEST_WAIT, GoogleFault
from ecosystem.collect.sheet import Sheet
from ecosystem.errors import SourceError
from tests.collect.sheets_server import (
    ADDRESS,
    KEY,
    PAGE,
    SECRET,
    TOKEN,
    Answer,
    Played,
    Tab,
    as_json,
    fault,
    playing,
    service_account,
)

WAYS = ("link", "key", "account")


class Asked:
    """A played sheet, read one way, with the waits it asked for."""

    def __init__(self, played: Played, environment: dict[str, str]) -> None:
        self.played, self.environment, self.waits = played, environment, list[float]()

    def read(self) -> tuple[Sheet, ...]:
        return read_google(ADDRESS, environment=self.environment, hosts=self.played.hosts, wait=self.waits.append)

    def refusal(self) -> str:
        with pytest.raises(SourceError) as caught:
            self.read()
        message = str(caught.value)
        for secret in (KEY, SECRET, TOKEN, "127.0.0.1", "reader@", "account.json"):
            assert secret not in message
        return message


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> Iterator[Played]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with playing() as server:
        server.tabs = [Tab(7, "Answers", [["name"], ["311"]])]
        yield server


@pytest.fixture
def by_way(played: Played, tmp_path: Path) -> dict[str, Asked]:
    account = service_account(tmp_path, played.hosts.token)
    return {
        "link": Asked(played, {}),
        "key": Asked(played, {API_KEY: SECRET}),
        "account": Asked(played, {SERVICE_ACCOUNT: account}),
    }


@pytest.fixture(params=WAYS)
def asked(request: pytest.FixtureRequest, by_way: dict[str, Asked]) -> Asked:
    return by_way[request.param]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_fault_that_passes_is_not_noticed(by_way: dict[str, Asked], status: int) -> None:
    for way in ("link", "key"):
        by_way[way].played.once = [fault(status)]
        assert by_way[way].read()[0].frame["name"].tolist() == ["311"]
        assert by_way[way].waits == [1.0]


@pytest.mark.parametrize("way", ["link", "key"])
def test_a_cut_answer_is_asked_for_again(by_way: dict[str, Asked], way: str) -> None:
    by_way[way].played.once = [Answer(b'{"properties": {"ti', cut=100)]
    assert by_way[way].read()[0].frame["name"].tolist() == ["311"]


def test_a_fault_for_ever_is_tried_three_times_with_growing_waits(by_way: dict[str, Asked]) -> None:
    for way in ("link", "key"):
        by_way[way].played.always["/"] = fault(429)
        by_way[way].played.asked.clear()
        assert "Wait a minute" in by_way[way].refusal()
        assert len(by_way[way].played.asked) == 3
        assert by_way[way].waits == [1.0, 2.0]


def test_google_is_never_asked_again_sooner_than_it_said(by_way: dict[str, Asked]) -> None:
    by_way["key"].played.once = [fault(429, Retry_After="7"), fault(503, Retry_After="0")]
    by_way["key"].read()
    assert by_way["key"].waits == [7.0, 0.0]


def test_a_pause_longer_than_a_person_waits_is_told_and_not_sat_out(by_way: dict[str, Asked]) -> None:
    by_way["key"].played.always["/"] = fault(429, Retry_After=str(int(LONGEST_WAIT) + 25))
    assert "Wait 45 seconds" in by_way["key"].refusal()
    assert by_way["key"].waits == []
    assert len(by_way["key"].played.asked) == 1


@pytest.mark.parametrize("header", ["soon", "-5", "Mon, 99 Foo 2026 00:00:00 GMT", "9" * 50])
def test_a_pause_that_makes_no_sense_is_not_honoured(by_way: dict[str, Asked], header: str) -> None:
    by_way["key"].played.once = [fault(429, Retry_After=header)]
    by_way["key"].read()
    assert by_way["key"].waits == [1.0]


@pytest.mark.parametrize(
    ("answer", "link", "key", "account"),
    [
        (fault(403), "anyone with the link", "API key reads public sheets only", "service account's address"),
        (fault(401), "anyone with the link", "API key reads public sheets only", "service account's address"),
        (fault(403, "SERVICE_DISABLED"), "", "Switch that API on", "Switch that API on"),
        (fault(404), *["no Google Sheet at this address"] * 3),
        (fault(400, "FAILED_PRECONDITION"), *["Save as Google Sheets"] * 3),
        (fault(400, "INVALID_ARGUMENT", "API key not valid."), "", "does not know the API key", ""),
        (fault(400), *["may be an Excel file kept in Drive"] * 3),
        (fault(500), *["error \\(500\\). Try again"] * 3),
        (fault(418), *["error \\(418\\)"] * 3),
        (Answer(PAGE), "anyone with the link", "web page", "web page"),
        (Answer(b'{"properties": {"ti', cut=9), *["cut off. Try again"] * 3),
        (as_json({}), "", "not understood", "not understood"),
        (as_json([]), "", "not understood", "not understood"),
        (as_json(None), "", "not understood", "not understood"),
        (as_json({"properties": {"title": "x"}, "sheets": 3}), "", "not understood", "not understood"),
    ],
)
def test_each_fault_has_words_of_its_own_by_the_way_it_came(
    by_way: dict[str, Asked], answer: Answer, link: str, key: str, account: str
) -> None:
    played = by_way["link"].played
    for way, words in (("link", link), ("key", key), ("account", account)):
        if words:
            played.always = {"/v4": answer, "/spreadsheets": answer}
            with pytest.raises(GoogleFault, match=words):
                by_way[way].read()
            by_way[way].refusal()


def test_a_fault_that_stays_is_not_asked_about_again(by_way: dict[str, Asked]) -> None:
    for status in (400, 403, 404):
        by_way["key"].played.always = {"/": fault(status)}
        by_way["key"].played.asked.clear()
        by_way["key"].refusal()
        assert (len(by_way["key"].played.asked), by_way["key"].waits) == (1, [])


def test_a_refusal_on_reading_one_tab_is_told_too(by_way: dict[str, Asked]) -> None:
    by_way["key"].played.always = {f"/v4/spreadsheets/{KEY}/values": fault(403)}
    assert "not public" in by_way["key"].refusal()


def test_a_service_account_that_cannot_sign_in_is_told(by_way: dict[str, Asked]) -> None:
    by_way["account"].played.always["/token"] = as_json({"error": "invalid_grant"}, 400)
    assert "clock" in by_way["account"].refusal()


def test_a_server_that_is_not_there_is_told_in_words(asked: Asked, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        base = f"http://127.0.0.1:{closed.getsockname()[1]}"
    asked.played.hosts = Hosts(base, base, asked.played.hosts.token)
    assert "could not be reached" in asked.refusal()


def test_a_sign_in_that_is_not_there_is_told_in_words(played: Played, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        base = f"http://127.0.0.1:{closed.getsockname()[1]}"
    played.hosts = Hosts(base, base, base + "/token")
    asked = Asked(played, {SERVICE_ACCOUNT: service_account(tmp_path, base + "/token")})
    assert "could not be reached" in asked.refusal()
