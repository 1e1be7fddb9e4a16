"""Which visitors' sessions hold a file of the app; the one module that looks into Streamlit's runtime."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import PurePosixPath

from streamlit import runtime

MEDIA, UPLOADS = "/media/", "/_stcore/upload_file/"  # the addresses of what one session gets, and gives
_REMEMBERED = 10_000  # files, the latest
_held: OrderedDict[str, set[str]] = OrderedDict()  # file -> the sessions that it was made for, also earlier
_lock = threading.Lock()


def note(message: bytes) -> None:
    """Remember which session holds which file, whenever a message to a browser names one.

    Streamlit itself forgets it while a page is drawn again, and a browser may just then fetch what it was shown.
    """
    if MEDIA.encode() not in message:
        return
    now = runtime.get_instance().media_file_mgr._files_by_session_and_coord
    with _lock:
        for session, files in list(now.items()):
            for file in list(files.values()):
                _held.setdefault(file, set()).add(session)
                _held.move_to_end(file)
        while len(_held) > _REMEMBERED:
            _held.popitem(last=False)


def cookies_of(path: str) -> list[Mapping[str, str]]:
    """Return the cookies of each visitor whose open session holds the file at an address of the app."""
    if path.startswith(UPLOADS):
        sessions = {path.removeprefix(UPLOADS).split("/")[0]}
    else:
        with _lock:
            sessions = set(_held.get(PurePosixPath(path.removeprefix(MEDIA)).stem, ()))
    clients = filter(None, map(runtime.get_instance().get_client, sessions))
    return [client.client_context.cookies for client in clients if client.client_context]
