"""Inference of a column's role from its values, where its header does not suffice: respondent, sector, grid."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from ecosystem.collect.answer_words import NEVER, NO, NO_ANSWER, YES
from ecosystem.collect.redaction import MARKS, REMOVED, is_marked
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.question_words import how_often
from ecosystem.text import fold, split_list

MOST_ANSWERS = 12  # most columns and most different answers of a grid; free text has as many answers as rows
LONGEST_ANSWER = 60
_MEETS = 0.3  # share of respondents' names found among the names mentioned; rosters are never complete
_REPEATS = 0.6  # with fewer different values per row, a column holds answers from a list and not names
_FEW = 5  # rows; with fewer, shares are not informative
_PERHAPS = frozenset({"maybe", "perhaps", "quizás", "partly", "partially"})
_MOST = 0.8  # share of the values that decides what a column holds
_SENTENCE = 8  # words; a shorter text may be a name
_LONG_SENTENCE = 25  # words without a comma; no name is as long
_CLAUSE = 6  # words without a comma; a list with a full stop has shorter parts
_SHORTENED = re.compile(r"\b(?:[A-Z]|St|Dr|Inc|Co|Ltd|Corp|Dept)\.")
_STEPS = re.compile(  # steps of scales other than frequencies
    r"(?:(?:strongly|somewhat|slightly|completely|totally|neither|muy|totalmente|nor|ni|en|de|parcialmente) )*"
    r"(?:(?:dis)?agree|acuerdo|desacuerdo|neutral|neither agree nor disagree)"
    r"|(?:(?:very|extremely|somewhat|moderately|slightly|not|not at all|not very|a little|muy|poco|nada|algo) )*"
    r"(?:important|likely|unlikely|satisfied|dissatisfied|close|strong|weak|high|low|medium|excellent|good|fair|poor"
    r"|importante|probable|satisfecho|fuerte|d[eé]bil|alt[oa]|medi[oa]|baj[oa]|excelente|buen[oa]|mal[oa]|regular)"
    r"|very|extremely|somewhat|moderately|slightly|a lot|some|a little|a great deal|not at all|mucho|poco|algo"
)
_NUMBER = r"[$€£]?\s*\d[\d.,\s]*[kKmM%+]?"
_FIGURE = re.compile(
    rf"[<>~≈+-]?\s*{_NUMBER}(?:\s*(?:[-–—/]|to)\s*{_NUMBER})?\s*(?:million|usd|people|staff)?", re.IGNORECASE
)
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b.*|(?:[a-z]{3,9}\.? )?\d{1,2}(?:, | )?\d{4}|\d{4}-\d{2}", re.IGNORECASE
)
_SPEAKS = re.compile(  # words of a sentence in small letters, which stand in no name
    r"\b(?:[Ww]e|[Oo]ur|us|[Tt]hey|their|them|I|my|you|is|are|was|were|have|has|been|because|which"
    r"|[Nn]osotros|[Nn]uestr[oa]s?|nos|son|somos|tenemos|[Tt]rabajamos|porque|ellos|est[aá]n|hemos|han)\b"
)
_MARK = re.compile("|".join(map(re.escape, MARKS)))
_WORD = re.compile(r"[^\W\d_]+")
_NAME = 4  # words beside an e-mail address that may be a person's name
_PHRASE, _LONG_WORD = 3, 4  # words of a phrase, and letters of a word in small letters that stands in no name


def filled(sheet: Sheet, header: str) -> list[str]:
    """Return the folded cells of a column that are not empty."""
    return [folded for cell in sheet.frame[header].tolist() if (folded := fold(cell))]


def reads_like(values: Sequence[str]) -> str:
    """Return what filled cells hold if they cannot be names: "scale", "yes or no", "figures", "dates" or "prose".

    >>> reads_like(["Weekly", "Never"]), reads_like(["Yes, often", "No"]), reads_like(["$1,500", "20"])
    ('scale', 'yes or no', 'figures')
    >>> reads_like(["City IT", "311", "Food Bank"]), reads_like(["2026-03-01", "2026-03-02"])
    ('', 'dates')
    """
    told = {value.strip(): folded for value in dict.fromkeys(values) if (folded := fold(value)) not in {*NO_ANSWER, ""}}
    kinds: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
        (
            "yes or no",
            lambda value, folded: folded.split(" ")[0] in YES | NO or folded in ("maybe", "quizás", "tal vez"),
        ),
        ("scale", lambda _, folded: _is_step(folded)),
        ("dates", lambda value, _: _DATE.fullmatch(value) is not None),
        ("figures", lambda value, _: _FIGURE.fullmatch(value) is not None),
    )
    for kind, holds in kinds:
        held = sum(holds(value, folded) for value, folded in told.items() if len(value) <= LONGEST_ANSWER)
        if told and held >= _MOST * len(told):
            return kind
    return "prose" if told and sum(map(is_prose, told)) * 2 >= len(told) else ""


def holds_contact_details(cells: Sequence[str]) -> bool:
    """Return whether cells, e-mail addresses removed, are details of people and no text that mentions a few of them.

    >>> holds_contact_details(["Jo Doe [e-mail removed]", "[phone removed]", "ask at the desk"])
    True
    >>> holds_contact_details(["More tables, please: write to us at [e-mail removed]", "We need a van", "Less paper"])
    False
    """
    written = [cell for cell in cells if cell.strip()]
    marked = [cell for cell in written if is_marked(cell)]
    details = sum(len(_WORD.findall(_MARK.sub(" ", cell))) <= _NAME for cell in marked)
    if any(REMOVED in cell for cell in marked):  # beside addresses stand names; only cells in words say it is text
        return sum(map(_says_something, written)) * 2 < len(written) or details * 2 >= len(written)
    return bool(written) and details * 2 >= len(written)


def _says_something(cell: str) -> bool:
    """Return whether a cell is a phrase, and not the name of somebody beside a way to reach them."""
    words = _WORD.findall(_MARK.sub(" ", cell))
    if len(words) < _PHRASE or (is_marked(cell) and len(words) <= _NAME):
        return False
    return any(word.islower() and len(word) >= _LONG_WORD for word in words)


def _is_step(folded: str) -> bool:
    """Return whether a folded answer is a step of a scale: a few words about how often, how strong, or how true."""
    if folded in NEVER or _STEPS.fullmatch(folded):
        return True
    return how_often(folded) >= 0 and len(folded.split()) <= _SENTENCE


def is_prose(text: str) -> bool:
    """Return whether a text is a sentence and no name: long, mostly in small letters, with the words of a sentence.

    >>> is_prose("We share tools with many groups, and they help us with food drives.")
    True
    >>> is_prose("Asociación de vecinos del barrio de San Juan para la defensa del agua")
    False
    """
    words = text.split()
    if len(words) < _SENTENCE:
        return False
    stretch = max(len(part.split()) for part in re.split(r"[,;|\n]", text))  # a list has short parts
    if stretch >= _LONG_SENTENCE:
        return True
    long = [word for word in words if len(word) >= 4]
    small = sum(word[0].islower() for word in long) * 2 >= len(long)
    ends = stretch >= _CLAUSE and bool(re.search(r"[.!?](?:\s|$)", _SHORTENED.sub("", text)))
    return small and (ends or _SPEAKS.search(text) is not None)


def reads_like_sectors(values: Iterable[str]) -> bool:
    """Return whether at least half of the different values are kinds of organizations in the word list.

    >>> reads_like_sectors(["Nonprofit", "Government", "Beekeepers"]), reads_like_sectors(["City IT", "Food Bank"])
    (True, False)
    """
    different = set(values)
    sectors = load_vocabulary("sectors")
    return bool(different) and sum(sectors.entry(value) is not None for value in different) * 2 >= len(different)


def repeats(values: Sequence[str]) -> bool:
    """Return whether a few values repeat often, as answers chosen from a list do.

    >>> repeats(["a", "b", "a", "b", "a"]), repeats(["a", "b", "c", "d", "a"])
    (True, False)
    """
    return len(values) >= _FEW and len(set(values)) < _REPEATS * len(values)


def few_answers(values: Iterable[str]) -> bool:
    """Return whether the values are a few short answers, as in the columns of a grid."""
    different = {value for value in values if value}
    return 0 < len(different) <= MOST_ANSWERS and max(map(len, different)) <= LONGEST_ANSWER


def meets(names: Collection[str], others: Collection[str]) -> bool:
    """Return whether enough of these names are among the others: at least two, and at least 30%."""
    shared = len(set(names) & set(others))
    return shared >= 2 and shared >= _MEETS * min(len(set(names)), len(set(others)))


def who_answers(
    sheet: Sheet, candidates: Sequence[str], likely: Collection[str], about_others: Collection[str], roster: set[str]
) -> str:
    """Return the column with the names of the respondents' organizations; "" if there is none.

    Chosen first is a column whose values occur elsewhere: in the rows of a grid (``roster``, folded) or in lists in
    other columns, both ``candidates`` and ``about_others``. Otherwise it is the column among ``likely``, by the words
    of its question, with the most different values. A column that reads like sectors is chosen last.
    """
    values = {header: filled(sheet, header) for header in candidates}
    parts = {header: _parts(sheet, header) for header in (*candidates, *about_others)}
    free = [h for h in candidates if values[h] and not reads_like_sectors(values[h]) and not repeats(values[h])]
    spoken_of = {h: roster.union(*(parts[other] for other in parts if other != h)) for h in free}
    met = [h for h in free if meets(values[h], spoken_of[h])]
    if met:
        return max(met, key=lambda h: (h in likely, len(spoken_of[h] & set(values[h]))))
    return max((h for h in candidates if h in likely), key=lambda h: (h in free, len(set(values[h]))), default="")


def _parts(sheet: Sheet, header: str) -> set[str]:
    """Return the folded parts of cells that hold lists; a cell with a single value is not a list."""
    lists = (split_list(cell.replace(",", ";")) for cell in sheet.frame[header].tolist())
    return {fold(part) for parts in lists if len(parts) > 1 for part in parts}
