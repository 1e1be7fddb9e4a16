"""Shared use: every request needs a role, and a role in one project opens nothing of another."""

import re

import pytest

from ecosystem.asking.access import COOKIE
from ecosystem.projects import links
from tests.asking.conftest import Server

ADDRESSES = [
    "/",
    "/?project={mine}",
    "/map?project={mine}&city=Riverton",
    "/map/{mine}",
    "/data",
    "/_stcore/host-config",
    "/_stcore/metrics",
    "/_stcore/stream",
    "/_stcore/bidi-components/x/y",
    "/media/0123456789abcdef.csv",
    "/static/js/index.js",
    "/component/x/index.html",
    "//media/x",
    "/%5Fstcore/metrics",
    "/app/static/x",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_role_nothing_is_shown(server: Server, address: str) -> None:
    path = address.format(mine=server.mine.id)
    strangers = ["", f"{COOKIE}{server.mine.id}=guessed", f"{COOKIE}{server.mine.id}="]
    strangers.append(f"{COOKIE}{server.mine.id}={server.token(server.theirs, 'organizer')}")  # under another's name
    for cookie in strangers:
        answer = server.ask(path, cookie)
        assert answer.status == 403
        assert b"open to people with a link" in answer.body
        assert not re.search(rb"Mine|Theirs|Food Bank|civic-mapper-", answer.body)


def test_the_health_of_the_server_may_be_asked_by_anyone_and_says_nothing_else(server: Server) -> None:
    assert server.ask("/_stcore/health").body == b"ok"
    assert server.ask("/_stcore/health", method="POST").status == 403


@pytest.mark.parametrize("role", list(links.ROLES))
def test_a_role_in_one_project_opens_nothing_of_another_and_nobody_can_tell_whether_it_exists(
    server: Server, role: str
) -> None:
    cookie = server.cookie(server.mine, role)
    for path in ("/?project={}", "/map?project={}", "/map/{}", f"/?project={server.mine.id}&project={{}}"):
        theirs, none = (server.ask(path.format(each), cookie) for each in (server.theirs.id, "0" * 16))
        assert (theirs.status, theirs.body) == (none.status, none.body) == (403, theirs.body)


@pytest.mark.parametrize(("role", "leads_to"), [("organizer", "/?project="), ("helper", "/?project=")])
def test_a_link_for_the_pages_leads_to_a_clean_address_that_opens_them(
    server: Server, role: str, leads_to: str
) -> None:
    token = server.token(server.mine, role)
    answer = server.ask(f"/enter/{token}")
    assert (answer.status, answer.headers["location"]) == (303, leads_to + server.mine.id)
    page = server.ask(answer.headers["location"], answer.headers["set-cookie"].split(";")[0])
    assert page.status == 200
    assert b"<title>Streamlit</title>" in page.body


@pytest.mark.parametrize("role", ["viewer", "participant"])
def test_a_link_for_the_map_leads_to_the_published_file_and_so_does_every_address_of_the_app(
    server: Server, role: str
) -> None:
    answer = server.ask(f"/enter/{server.token(server.mine, role)}")
    cookie = answer.headers["set-cookie"].split(";")[0]
    assert (answer.status, answer.headers["location"]) == (303, f"/map/{server.mine.id}")
    for address, leads_to in {
        "/": "",
        f"/?project={server.mine.id}": "",
        f"/gaps?project={server.mine.id}&city=St.%20Louis%0d%0aX:1": "?city=St.%20Louis%0D%0AX%3A1",
        f"/map?project={server.mine.id}&round=2026&city=Troy": "?city=Troy&round=2026",
    }.items():
        led = server.ask(address, cookie)
        assert (led.status, led.headers["location"]) == (303, f"/map/{server.mine.id}{leads_to}")
    assert server.ask("/_stcore/host-config", cookie).status == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites_and_secure_behind_https(server: Server) -> None:
    token = server.token(server.mine, "viewer")
    plain = server.ask(f"/enter/{token}").headers
    assert re.fullmatch(
        rf"{COOKIE}[0-9a-f]{{16}}={token}; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax", plain["set-cookie"]
    )
    assert (plain["cache-control"], plain["referrer-policy"]) == ("no-store", "no-referrer")
    behind = server.ask(f"/enter/{token}", Host="map.example.org", X_Forwarded_Proto="https", X_Forwarded_For="9.9.9.9")
    assert behind.headers["set-cookie"].endswith("; Secure")
    assert token not in behind.headers["location"] + plain["location"]


def test_a_link_that_is_altered_revoked_or_cut_leads_nowhere_and_sets_nothing(server: Server) -> None:
    token = links.make_link(server.mine, "organizer")
    newest = links.links_of(server.mine)[-1]
    cookie = f"{COOKIE}{server.mine.id}={token}"
    assert server.ask("/", cookie).status == 200
    links.revoke(server.mine, newest.id)
    for each in (token, token[:-1], "x", "%00", "..%2f..", "a" * 5000):
        answer = server.ask(f"/enter/{each}")
        assert (answer.status in (400, 403), "set-cookie" in answer.headers) == (True, False)
    assert server.ask("/", cookie).status == 403


def test_a_link_with_a_smaller_role_takes_nothing_away_and_one_with_a_larger_gives_it(server: Server) -> None:
    viewer, helper, organizer = (server.token(server.mine, role) for role in ("viewer", "helper", "organizer"))
    down = server.ask(f"/enter/{viewer}", server.cookie(server.mine, "helper"))
    assert (down.headers["location"], "set-cookie" in down.headers) == (f"/?project={server.mine.id}", False)
    up = server.ask(f"/enter/{organizer}", f"{COOKIE}{server.mine.id}={helper}")
    assert organizer in up.headers["set-cookie"]


def test_every_answer_carries_the_security_headers(server: Server) -> None:
    cookie = server.cookie(server.mine, "organizer")
    asked = [server.ask(path, cookie) for path in ("/", f"/map/{server.mine.id}", "/media/x", "/_stcore/health")]
    asked += [server.ask("/"), server.ask("/", Host="evil.example"), server.ask("/enter/x")]
    for answer in asked:
        assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.example", "map.example.org.evil.example", "127.0.0.1.nip.io", "a@127.0.0.1", ""]
)
def test_the_server_answers_to_its_own_names_alone(server: Server, host: str) -> None:
    cookie = server.cookie(server.mine, "organizer")
    assert server.ask("/", cookie, Host=host).status == 421
    for own in ("map.example.org", "MAP.example.org:443", "localhost", f"127.0.0.1:{server.port}"):
        assert server.ask("/", cookie, Host=own).status == 200


def test_loopback_needs_a_role_too_with_forwarding_headers_or_without(server: Server) -> None:
    for headers in ({}, {"X_Forwarded_For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"Via": "1.1 proxy"}):
        assert server.ask("/", **headers).status == 403


def test_the_first_link_of_the_organizer_is_printed_and_works(server: Server) -> None:
    printed = server.printed.read_text("utf-8")
    found = re.findall(
        r"^(\w+) \(\w+\): the organizer's link.*https://map\.example\.org/enter/(\S+)$", printed, re.MULTILINE
    )
    assert sorted(title for title, _ in found) == ["Mine", "Theirs"]
    assert {links.role_of(token) for _, token in found} == {
        links.Access(each.id, "organizer") for each in (server.mine, server.theirs)
    }
