"""The column status of a list of organizations: where each stands in a survey, or what a directory says of them."""

from ecosystem.columns.plain_tables import Plain
from ecosystem.tables.builder import TableBuilder, listed, without_address
from ecosystem.tables.lists import is_person
from ecosystem.text import fold, tidy

# Words that only the list of a survey has
_OF_A_SURVEY = {
    "respondent": {"respondent", "answered", "answered by phone", "responded", "respondió", "respondio", "contestó"}
    | {"contesto", "a répondu", "répondu", "geantwortet", "beantwortet", "respondeu"},
    "invited": {"non respondent", "nonrespondent", "not answered", "invited no reply", "no reply", "no answer"}
    | {"no response", "not responded", "did not respond", "bounced", "sin respuesta", "no respondió", "no respondio"}
    | {"sans réponse", "keine antwort", "nicht geantwortet", "sem resposta", "não respondeu"},
    "named only": {"named only", "alter"},
}
# Words that other lists have too: a grant may be pending, a membership complete
_OF_ANY_LIST = {
    "respondent": {"yes", "complete", "completed", "submitted"},
    "invited": {"invited", "pending", "no", "waiting", "declined", "refused", "contacted", "invitado", "invitada"}
    | {"invité", "invitée", "eingeladen", "convidado", "convidada"},
    "named only": {"named", "mentioned"},
}
_OF_A_DIRECTORY = (
    {"active", "inactive", "open", "closed", "established", "emerging", "dormant", "defunct", "dissolved", "merged"}
    | {"operating", "operational", "not operating", "current", "former", "new", "existing", "archived", "suspended"}
    | {"registered", "unregistered", "revoked", "expired", "verified", "unverified", "approved", "ongoing", "planned"}
    | {"proposed", "launched", "member", "non member", "applicant", "prospect", "temporarily closed"}
    | {"permanently closed", "activo", "activa", "inactivo", "inactiva", "cerrado", "cerrada", "abierto", "abierta"}
    | {"aktiv", "inaktiv", "geschlossen", "aufgelöst", "actif", "active", "inactif", "fermé", "fermée", "ativo"}
    | {"ativa", "inativo", "inativa", "fechado", "fechada"}
)
_STATUS_OF = {word: status for words in (_OF_A_SURVEY, _OF_ANY_LIST) for status, own in words.items() for word in own}
_SURE = frozenset().union(*_OF_A_SURVEY.values())
_HEADERS_OF_A_SURVEY = {"survey status", "response status"}


def says_who_answered(builder: TableBuilder, plain: Plain) -> bool:
    """Return whether the column status, taken as a whole, is about a survey; otherwise record one issue about it.

    A column without any value, or with values only beside no organization, says nothing.
    """
    if "status" not in plain.frame.columns:
        return False
    said: dict[str, int] = {}  # the status, folded -> how many rows have it
    written: dict[str, str] = {}
    first = 0
    for row, values in plain.rows():
        if (text := fold(values["status"])) and tidy(without_address(values["name"])) and not is_person(values):
            said[text] = said.get(text, 0) + 1
            written.setdefault(text, values["status"])
            first = first or row
    header = next(header for header, name in plain.found.items() if name == "status")
    if not said or fold(header) in _HEADERS_OF_A_SURVEY or not _SURE.isdisjoint(said):
        return bool(said)
    known = sum(count for text, count in said.items() if text in _STATUS_OF)
    if _OF_A_DIRECTORY.isdisjoint(said) and 2 * known >= sum(said.values()):
        return True
    found = {"row": first, "column": header, "statuses": listed(written.values())}
    builder.note(plain.sheet, "status of no survey", **found)
    return False


def read_status(builder: TableBuilder, plain: Plain, row: int, text: str) -> str:
    """Return the status that a cell of a survey's list states; "" if none that is known, with an issue."""
    folded = fold(text)
    status = _STATUS_OF.get(folded, "")
    if folded and not status:
        builder.note(plain.sheet, "unknown status", row=row, column="status", status=text)
    return status  # where it is empty, another row may declare it
