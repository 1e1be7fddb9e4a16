"""Links: a token gives its role today and only in its project; the store does not hold it."""

from datetime import date
from itertools import pairwise

import pytest
import sqlalchemy as sql

from ecosystem.errors import RequestError
from ecosystem.projects import database, links, project
from ecosystem.projects.changes import Change
from ecosystem.projects.links import Access
from ecosystem.projects.schema import LINKS


def test_a_token_gives_its_role_in_its_project_and_an_altered_or_guessed_one_gives_nothing() -> None:
    assert links.role_of("anything") is None  # and makes no store
    made = project.create("p")
    token = links.make_link(made, "helper")
    assert links.role_of(token) == Access(made.id, "helper")
    altered = token[:-2] + ("AA" if token[-2:] != "AA" else "BB")
    for guessed in (altered, token[:-1], token + "A", token.swapcase(), "", "%", "' OR 1=1 --", "\udcff"):
        assert links.role_of(guessed) is None


def test_a_token_has_256_bits_of_chance_and_is_nowhere_in_the_store() -> None:
    made = project.create("p")
    tokens = {links.make_link(made, "viewer") for _ in range(20)}
    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}  # 32 bytes in base 64
    with database.reading() as connection:
        held = [str(row) for row in connection.execute(sql.select(LINKS))]
    assert len(held) == 20
    assert not [token for token in tokens if token in "".join(held)]


def test_a_link_holds_through_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    made = project.create("p")
    monkeypatch.setattr(links, "today", lambda: date(2030, 5, 1))
    token = links.make_link(made, "viewer", date(2030, 5, 2))
    assert links.role_of(token)
    monkeypatch.setattr(links, "today", lambda: date(2030, 5, 2))
    assert links.role_of(token)
    monkeypatch.setattr(links, "today", lambda: date(2030, 5, 3))
    assert links.role_of(token) is None
    assert [link.holds for link in links.links_of(made)] == [False]
    with pytest.raises(RequestError, match="past"):
        links.make_link(made, "viewer", date(2030, 5, 2))


def test_a_link_that_was_revoked_gives_nothing_and_the_others_still_do() -> None:
    made = project.create("p")
    first, second = links.make_link(made, "viewer"), links.make_link(made, "organizer")
    ids = {link.role: link.id for link in links.links_of(made)}
    links.revoke(made, ids["viewer"])
    assert (links.role_of(first), links.role_of(second)) == (None, Access(made.id, "organizer"))
    assert {link.role: link.holds for link in links.links_of(made)} == {"viewer": False, "organizer": True}


@pytest.mark.parametrize("link", ["", "%", "0" * 12, "ab"])
def test_only_a_link_of_the_project_is_revoked(link: str) -> None:
    mine, theirs = project.create("mine"), project.create("theirs")
    token = links.make_link(theirs, "viewer")
    (kept,) = links.links_of(theirs)
    for each in (link, kept.id):
        with pytest.raises(RequestError, match="no link"):
            links.revoke(mine, each)
    assert links.role_of(token)


def test_a_deleted_project_is_open_to_nobody_until_the_deletion_is_taken_back() -> None:
    made = project.create("p")
    token = links.make_link(made, "organizer")
    gone = project.record(made, Change(project.STATE, project.DELETED))
    assert links.role_of(token) is None
    project.undo(gone, gone.changes[-1])
    assert links.role_of(token)
    archived = project.record(project.by_id(made.id), Change(project.STATE, project.ARCHIVED))
    assert archived.value(project.STATE) == project.ARCHIVED
    assert links.role_of(token)


def test_a_role_is_one_of_four_and_each_may_do_what_those_below_it_may() -> None:
    made = project.create("p")
    with pytest.raises(RequestError, match="organizer, helper, participant, viewer"):
        links.make_link(made, "admin")
    order = list(links.ROLES)
    assert order == ["organizer", "helper", "participant", "viewer"]
    for above, below in pairwise(order):
        assert links.ROLES[above] > links.ROLES[below]


def test_people_and_links_are_the_organizers_alone_and_the_map_is_everyones() -> None:
    may = {action: [r for r in links.ROLES if links.may(r, action)] for action in sorted(links.ROLES["organizer"])}
    assert may == {
        "decide names": ["organizer", "helper"],
        "edit answers": ["organizer", "helper"],
        "fill in": ["organizer", "helper", "participant"],
        "manage": ["organizer"],
        "see group": ["organizer", "helper"],
        "see map": ["organizer", "helper", "participant", "viewer"],
        "see people": ["organizer"],
        "use pages": ["organizer", "helper"],
    }
    assert not links.may(None, links.SEE_MAP)
    assert not links.may("admin", links.SEE_MAP)
