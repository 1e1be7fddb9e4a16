"""Faults of the database of projects: which one an error is, what happened, and what to do."""

import errno
import sqlite3

from sqlalchemy.exc import (
    ArgumentError,
    MultipleResultsFound,
    NoResultFound,
    NoSuchModuleError,
    OperationalError,
    TimeoutError,
)

from ecosystem.errors import StoreError
from ecosystem.translation import gettext

ADDRESS_VARIABLE = "ECOSYSTEM_DATABASE"  # postgresql+psycopg://...; a SQLite file in the folder if it is not set
FOLDER_VARIABLE = "ECOSYSTEM_STORE"

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_OF_SQLITE = (  # beginning of the name of SQLite's result code -> fault; the first that fits
    ("SQLITE_FULL", "full"),
    ("SQLITE_IOERR_WRITE", "full"),  # a quota, or the largest file that is allowed: the disk itself may have space
    ("SQLITE_IOERR_SHMSIZE", "full"),
    ("SQLITE_BUSY", "locked"),
    ("SQLITE_LOCKED", "locked"),
    ("SQLITE_PROTOCOL", "locked"),
    ("SQLITE_CORRUPT", "corrupt"),
    ("SQLITE_NOTADB", "corrupt"),
    ("SQLITE_READONLY_DBMOVED", "deleted"),
    ("SQLITE_READONLY", "unwritable"),
    ("SQLITE_CANTOPEN", "unwritable"),
    ("SQLITE_PERM", "unwritable"),
    ("SQLITE_IOERR", "failing"),
)
_OF_POSTGRESQL = (  # beginning of the SQLSTATE -> fault, from the appendix "PostgreSQL Error Codes"
    ("53100", "full"),  # disk_full
    ("53200", "full"),  # out_of_memory
    ("55P03", "locked"),  # lock_not_available
    ("42P01", "deleted"),  # undefined_table: emptied, or another database of that name
    ("25006", "unwritable"),  # read_only_sql_transaction
    ("42501", "refused"),  # insufficient_privilege
    ("3F000", "refused"),  # invalid_schema_name
    ("3D000", "refused"),  # invalid_catalog_name: there is no such database
    ("28", "refused"),  # invalid_authorization_specification, invalid_password
    ("XX001", "corrupt"),  # data_corrupted
    ("XX002", "corrupt"),  # index_corrupted
    ("58", "failing"),  # io_error
    ("08", "unreachable"),
    ("57P", "unreachable"),  # shut down, starting up
    ("53300", "unreachable"),  # too_many_connections
)
_REFUSALS = ("authentication failed", "does not exist", "no password supplied", "pg_hba", "could not translate host")


def cause(error: BaseException) -> str:
    """Return which fault an error of the database, or of opening its file, is."""
    found = getattr(error, "orig", None) or error
    reason = ""
    if isinstance(found, OSError):
        reason = "full" if found.errno in _NO_SPACE else "unwritable"
    elif isinstance(found, ArgumentError | NoSuchModuleError | ImportError):
        reason = "address"
    elif isinstance(found, NoResultFound | MultipleResultsFound):  # its version, which stands in one row
        reason = "corrupt"
    elif isinstance(found, sqlite3.Error):  # without its tables, it was emptied
        code = getattr(found, "sqlite_errorname", "")
        reason = "deleted" if "no such table" in str(found) else _first(_OF_SQLITE, code)
    elif state := getattr(found, "sqlstate", None):
        reason = _first(_OF_POSTGRESQL, state)
    elif isinstance(error, OperationalError):  # the server said nothing, or why it takes no connection
        reason = "refused" if any(words in str(found) for words in _REFUSALS) else "unreachable"
    elif isinstance(error, TimeoutError):  # all connections to a server were in use
        reason = "unreachable"
    return reason or "other"


def fault(reason: str, place: str = "") -> StoreError:
    """Return the error that says what happened to the store and what to do; it quotes nothing that is kept."""
    told = {
        "full": gettext("The disk is full, so nothing can be kept. Free some space and try again."),
        "locked": gettext(
            "Another program keeps the store locked, so nothing can be kept. Close that program and try again."
        ),
        "corrupt": gettext(
            "The store is damaged, or not one of this program, and was left as it is. Move it away and put a backup "
            "(project backup) in its place."
        ),
        "unwritable": gettext(
            "The store cannot be written to, so nothing can be kept. Allow writing there, or let the environment "
            "variable {folder} name a folder of this computer that can be written to."
        ),
        "folder": gettext(
            "A folder has the name of the store, so nothing can be read or kept. Move the folder away, or let the "
            "environment variable {folder} name another folder for the store."
        ),
        "no folder": gettext(
            "The folder of the store is no folder but a file, or a place in one, so nothing can be read or kept. Move "
            "the file away, or let the environment variable {folder} name a folder."
        ),
        "failing": gettext(
            "The disk of the store fails to read or write. Check the disk, or put a backup (project backup) in another "
            "folder and let the environment variable {folder} name it."
        ),
        "newer": gettext(
            "The store was written by a newer version of this program and was left as it is. Install that version, or "
            "a newer one."
        ),
        "old": gettext(
            "The store was written by an earlier version of this program, and cannot be brought up to date because it "
            "cannot be written to. Allow writing there and try again."
        ),
        "deleted": gettext(
            "The store was deleted while this program was running, so the change was not kept. Put a backup (project "
            "backup) in its place, or try again to begin an empty store."
        ),
        "replaced": gettext(
            "The store was replaced by another file while a change was written, so the change was not kept. Look at "
            "what the store holds now, and try again."
        ),
        "older copy": gettext(
            "The store now holds an older copy of this project, so the change was not kept. Open the project again, "
            "look at what it holds now, and repeat the change."
        ),
        "no project": gettext(
            "This project is no longer in the store, so the change was not kept. Put a backup (project backup) in "
            "place of the store, or open another project."
        ),
        "unreachable": gettext(
            "The database server does not answer, so nothing can be kept. Check that it runs and try again; this "
            "program need not be restarted."
        ),
        "unsure": gettext(
            "The database server stopped answering while a change was written. Check whether the change was kept "
            "before you repeat it."
        ),
        "refused": gettext(
            "The database server refuses access. Check user, password and database in the environment variable "
            "{address}, and what the user is allowed to do there."
        ),
        "address": gettext(
            "The environment variable {address} holds no address of a database. Write it as "
            "postgresql+psycopg://user:password@host/database."
        ),
        "other": gettext(
            "The store could not be used, and the change was not kept. Try again; if this happens again, restart the "
            "program."
        ),
    }[reason]
    said = told.format(folder=FOLDER_VARIABLE, address=ADDRESS_VARIABLE)
    return StoreError(f"{said} {gettext('Place: {place}.').format(place=place)}" if place else said, reason)


def _first(known: tuple[tuple[str, str], ...], code: str) -> str:
    return next((reason for beginning, reason in known if code.startswith(beginning)), "")
