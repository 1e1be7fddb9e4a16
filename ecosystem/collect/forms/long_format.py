"""Exports with one row for each answer, in columns for respondent, question and answer, made one row per respondent."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from ecosystem.collect import limits
from ecosystem.collect.forms.shape import LIST_SEPARATOR, AnswerColumn, as_list, columns_of, rebuilt
from ecosystem.collect.issues import issue
from ecosystem.collect.sheet import Issue, Sheet
from ecosystem.text import fold, tidy

# Headers in small letters; the first that a sheet has decides.
_QUESTION = (
    *("question", "question text", "question title", "question label", "question wording", "survey question", "prompt"),
    *("pregunta", "texto de la pregunta", "frage", "pergunta", "domanda", "item", "variable", "field"),
)
_NUMBER = (
    *("question #", "question number", "question no", "question id", "question code", "q #", "q", "q no", "#", "no"),
    *("número de pregunta", "numero de pregunta", "código de pregunta", "codigo de pregunta"),
)
_ANSWER = (
    *("answer", "answers", "answer text", "answer value", "response", "responses", "response text", "response value"),
    *("value", "reply", "respuesta", "respuestas", "antwort", "réponse", "reponse", "resposta", "risposta"),
)
_WHO = (
    *("respondent", "respondent id", "respondent name", "participant", "participant id", "response id"),
    *("submission", "submission id", "response", "response #", "form id", "record id", "case id", "case", "session"),
    *("session id", "user", "user id", "person", "subject", "organization", "organisation", "agency", "name", "id"),
    *("encuestado", "participante", "id de respuesta", "organización", "organizacion", "nombre", "teilnehmer"),
)
_ROW = ("sub question", "subquestion", "row", "statement", "sub item", "option", "fila", "subpregunta", "item")
# Folded: the time at which a form was handed in, as it stands beside each of its answers.
_MOMENTS = frozenset(
    {"submitted", "submitted at", "submitted on", "submit date", "date submitted", "submission date", "submitted date"}
    | {"submission time", "submit date utc", "completed at", "completion time", "answered at", "created at"}
)
_FORMS = frozenset(  # headers of the number of a form, which names nobody
    {"respondent id", "participant id", "response id", "response", "submission", "submission id"}
    | {"form id", "session", "session id", "respondent", "participant", "encuestado", "id de respuesta"}
)
MOST_QUESTIONS = 500  # more are no questionnaire


class Roles(NamedTuple):
    """Positions of the columns of a long sheet; -1 for one that it does not have."""

    who: int
    question: int
    answer: int
    number: int
    row: int


def recognises(sheet: Sheet) -> bool:
    """Return whether each row is the answer of one respondent to one question, and both recur."""
    return _roles(sheet) is not None


def who_answers(sheet: Sheet) -> str:
    """Return the header of the column that says whose answer each row is; "" for a sheet of another form."""
    roles = _roles(sheet)
    return sheet.frame.columns[roles.who] if roles else ""


def flat(sheet: Sheet) -> Sheet:
    """Return the sheet with one row per respondent; several answers to one question are a list."""
    roles = _roles(sheet)
    if roles is None:
        return sheet
    columns = columns_of(sheet)
    who, answer = columns[roles.who].cells, columns[roles.answer].cells
    asked = _questions(columns, roles)
    places: dict[str, int] = {}
    rows: list[int] = []
    given: dict[str, dict[int, list[str]]] = {}
    lost: list[Issue] = []
    for place, (name, question, text) in enumerate(zip(who, asked, answer, strict=True)):
        row = int(sheet.frame.index[place])
        if not name or not question:
            if text:
                lost.append(issue("answer of nobody", source=sheet.source, row=row, answer=text))
            continue
        if name not in places:
            places[name] = len(rows)
            rows.append(row)
        answers = given.setdefault(question, {}).setdefault(places[name], [])
        if text and text not in answers:
            answers.append(text)
    used = {roles.who, roles.question, roles.answer, roles.number, roles.row}
    others, differ = _others([c for at, c in enumerate(columns) if at not in used], who, places)
    moment = next((c for c in others if fold(c.header) in _MOMENTS), None)
    if moment is not None and not any(fold(c.header) == "timestamp" for c in others):
        moment.header = "Timestamp"
    first = AnswerColumn(columns[roles.who].header, list(places))
    made = [AnswerColumn(q, [_cell(cells.get(at, [])) for at in range(len(rows))]) for q, cells in given.items()]
    limits.count("The answers of one row each", cells=len(rows) * (len(made) + len(others) + 1))
    said: dict[str, Any] = {"count": len(who), "forms": len(rows), "header": columns[roles.who].header}
    issues = [issue("one row per answer", source=sheet.source, **said), *lost]
    if differ:
        issues.append(issue("one row per answer", "differ", source=sheet.source, columns=", ".join(differ)))
    return rebuilt(sheet, [*others, first, *made], rows, issues)


def of_forms(sheet: Sheet) -> bool:
    """Return whether a sheet was made of answers to a form, by the number of each: it is no list of organizations."""
    made = any(found.reason == "one row per answer" for found in sheet.issues)
    return made and any(fold(header) in _FORMS for header in sheet.frame.columns)


def _roles(sheet: Sheet) -> Roles | None:
    headers = [tidy(header.replace("_", " ")).casefold() for header in sheet.frame.columns]
    taken: set[int] = set()

    def find(names: Sequence[str]) -> int:
        place = next(
            (headers.index(name) for name in names if name in headers and headers.index(name) not in taken), -1
        )
        taken.add(place)
        return place

    question = find(_QUESTION)
    number = find(_NUMBER)
    if question < 0:
        question, number = number, -1
    answer, who, row = find(_ANSWER), find(_WHO), find(_ROW)
    if min(question, answer, who) < 0 or len(sheet.frame) < 2:
        return None
    rows = sheet.frame.iloc[:, row].str.strip() if row >= 0 else ""
    asked = set((sheet.frame.iloc[:, question].str.strip() + "\n" + rows).unique())
    people = set(sheet.frame.iloc[:, who].unique())
    most = len(sheet.frame)
    if not (1 < len(asked) <= MOST_QUESTIONS) or len(people) == most:
        return None
    if sheet.frame.iloc[:, question].nunique() == most:
        return None
    return Roles(who, question, answer, number, row)


def _questions(columns: Sequence[AnswerColumn], roles: Roles) -> list[str]:
    """Return the question of each row, with its grid row in brackets, and its number where one text has several."""
    texts = columns[roles.question].cells
    numbers = columns[roles.number].cells if roles.number >= 0 else [""] * len(texts)
    of_rows = columns[roles.row].cells if roles.row >= 0 else [""] * len(texts)
    numbered: dict[str, set[str]] = {}
    for text, number in zip(texts, numbers, strict=True):
        numbered.setdefault(text, set()).add(number)
    return [
        (text or number) + (f" ({number})" if text and len(numbered[text]) > 1 else "") + (f" [{row}]" if row else "")
        for text, number, row in zip(texts, numbers, of_rows, strict=True)
    ]


def _others(
    columns: Sequence[AnswerColumn], who: Sequence[str], places: dict[str, int]
) -> tuple[list[AnswerColumn], list[str]]:
    """Return the columns with one value per respondent, and the headers of those that differ within one."""
    kept, differ = [], []
    for column in columns:
        values: dict[str, str] = {}
        same = all(values.setdefault(name, cell) == cell for name, cell in zip(who, column.cells, strict=True) if name)
        if same:
            kept.append(AnswerColumn(column.header, [values[name] for name in places]))
        elif any(column.cells):
            differ.append(column.header)
    return kept, differ


def _cell(answers: Sequence[str]) -> str:
    """Return the answers of one respondent to one question: a single one as written, several as a list."""
    if len(answers) < 2:
        return answers[0] if answers else ""
    return as_list(answer.replace(LIST_SEPARATOR, "/") for answer in answers)
