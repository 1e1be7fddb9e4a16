"""The websocket, what it hands out and what is uploaded: for the visitor of that session, while the role holds."""

import re
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from ecosystem.asking.access import COOKIE
from ecosystem.projects import links
from tests.asking.conftest import Server


@contextmanager
def websocket(
    server: Server, cookie: str = "", origin: str = "", host: str = "127.0.0.1"
) -> Iterator[ClientConnection]:
    own = f"{host}:{server.port}"
    with connect(
        f"ws://{own}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", server.port)),
        origin=origin or f"http://{own}",  # type: ignore[arg-type]
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers={"Cookie": cookie} if cookie else {},
        max_size=None,
        open_timeout=30,
    ) as line:
        yield line


def run(line: ClientConnection, page: str = "") -> tuple[str, list[str]]:
    """Let the app draw a page; the session's id, and the addresses of files that it hands out."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    asked.rerun_script.page_name = page
    line.send(asked.SerializeToString())
    session, files = "", []
    while True:
        raw = line.recv(timeout=60)
        assert isinstance(raw, bytes)
        message = ForwardMsg.FromString(raw)
        files += re.findall(rb"/media/[0-9a-f]+\.?\w*", raw)
        if message.WhichOneof("type") == "new_session":
            session = message.new_session.initialize.session_id
        if message.WhichOneof("type") == "script_finished":
            return session, [file.decode() for file in files]


def test_a_websocket_opens_for_a_role_that_uses_the_pages_and_for_no_other(server: Server) -> None:
    strangers = [
        "",
        f"{COOKIE}{server.mine.id}=guessed",
        f"{COOKIE}{server.mine.id}={server.token(server.theirs, 'helper')}",
    ]
    for cookie in (*strangers, server.cookie(server.mine, "viewer"), server.cookie(server.mine, "participant")):
        with pytest.raises(InvalidStatus, match="403"), websocket(server, cookie):
            pass
    with websocket(server, server.cookie(server.mine, "helper")) as line:
        assert run(line)[0]


@pytest.mark.parametrize("forged", [{"origin": "https://evil.example"}, {"origin": "null"}, {"host": "evil.example"}])
def test_a_websocket_with_a_role_and_a_forged_origin_or_host_is_refused(server: Server, forged: dict[str, str]) -> None:
    with (
        pytest.raises(InvalidStatus, match="403"),
        websocket(server, server.cookie(server.mine, "organizer"), **forged),
    ):
        pass


def test_a_file_of_a_session_is_for_those_who_may_do_what_its_visitor_may(server: Server) -> None:
    mine, theirs = server.cookie(server.mine, "helper"), server.cookie(server.theirs, "organizer")
    with websocket(server, mine) as line:
        _, files = run(line)
        assert files  # the questionnaires on the first page
        for file in files[:2]:
            assert server.ask(file, mine).status == 200
            assert server.ask(file, server.cookie(server.mine, "organizer")).status == 200
            assert server.ask(file, f"{mine}; {theirs}").status == 200
            for cookie in ("", theirs, server.cookie(server.mine, "viewer"), f"{theirs}; {COOKIE}{server.mine.id}=x"):
                assert server.ask(file, cookie).status == 403
                assert server.ask(file.split(".")[0] + ".txt", cookie).status == 403
        run(line)  # a page drawn again
        assert server.ask(files[0], mine).status == 200
    assert server.ask("/media/" + "0" * 32 + ".csv", mine).status == 403


def test_a_file_of_a_visitor_of_two_projects_is_for_those_with_both(server: Server) -> None:
    both = f"{server.cookie(server.mine, 'helper')}; {server.cookie(server.theirs, 'helper')}; {COOKIE}{'0' * 16}=ended"
    with websocket(server, both) as line, websocket(server, server.cookie(server.theirs, "helper")) as other:
        other_session, _ = run(other)
        session, _ = run(line)
        assert session != other_session
        upload = f"/_stcore/upload_file/{session}/{uuid.uuid4()}"
        assert server.ask(upload, server.cookie(server.mine, "organizer"), "PUT").status == 403
        assert b"open to people" not in server.ask(upload, both, "PUT").body  # Streamlit answers: no token of its own


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS"])
def test_only_the_visitor_of_a_session_uploads_to_it(server: Server, method: str) -> None:
    mine = server.cookie(server.mine, "helper")
    token = server.ask("/_stcore/health").headers["set-cookie"].split(";")[0].split("=", 1)[1]
    own = f"http://127.0.0.1:{server.port}"
    form = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\nx\r\n--b--\r\n'
    headers = {"X_Xsrftoken": token, "Content_Type": "multipart/form-data; boundary=b"}
    with websocket(server, mine) as line:
        session, _ = run(line)
        upload = f"/_stcore/upload_file/{session}/{uuid.uuid4()}"
        for cookie in ("", server.cookie(server.theirs, "organizer"), server.cookie(server.mine, "participant")):
            with_token = f"{cookie}; _streamlit_xsrf={token}".strip("; ")
            assert server.ask(upload, with_token, method, form, **headers, Origin=own).status == 403
        with_token = f"{mine}; _streamlit_xsrf={token}"
        assert server.ask(upload, with_token, method, form, **headers, Origin="https://evil.example").status == 403
        served = {"PUT": 204, "DELETE": 204, "OPTIONS": 204, "POST": 405}[method]
        assert server.ask(upload, with_token, method, form, **headers, Origin=own).status == served
    elsewhere = f"/_stcore/upload_file/{uuid.uuid4()}/x"
    assert server.ask(elsewhere, with_token, method, form, **headers, Origin=own).status == 403


def test_a_websocket_ends_with_the_role_it_came_with_and_its_files_with_it(server: Server) -> None:
    token = links.make_link(server.mine, "helper")
    (link,) = [
        each for each in links.links_of(server.mine) if each.made == max(x.made for x in links.links_of(server.mine))
    ]
    cookie = f"{COOKIE}{server.mine.id}={token}"
    both = f"{cookie}; {server.cookie(server.theirs, 'helper')}"
    with websocket(server, both) as line:
        _, files = run(line)
        links.revoke(server.mine, link.id)
        for each in (both, server.cookie(server.theirs, "organizer")):
            assert server.ask(files[0], each).status == 403
        with pytest.raises(ConnectionClosed) as closed:
            run(line)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008
    with websocket(server, both) as line:  # what is left of the roles opens a session again
        assert run(line)[0]
