"""Roles of the columns of a repeated group: who is named, how strong the tie is, and of which kind."""

import re
from collections.abc import Callable, Iterable, Sequence

from ecosystem.collect.person_headers import about_people
from ecosystem.collect.recipes import RELATION, STRENGTH, TIES_TO_SEVERAL, ColumnRecipe
from ecosystem.collect.sheet import Repeat, Sheet
from ecosystem.collect.vocabularies import load_vocabulary
from ecosystem.columns.column_profile import LONGEST_ANSWER, few_answers, meets, reads_like
from ecosystem.columns.question_words import asks_no_tie, direction_in, relation_in, role_in, scale_of
from ecosystem.text import LIST_SEPARATOR, fold, split_list, tidy

_MOST_KINDS = 200  # different entries of a column of relations: more are free text
_NAMES = re.compile(
    r"\b(?:names?|organi[sz]ations?|org|partners?|agency|who|whom|which|nombres?|organizaci[oó]n|socio|aliad[oa]|qui[eé]n)\b",
    re.IGNORECASE,
)
_STRENGTH = re.compile(
    r"\b(?:how (?:often|close|closely|strong|much)|often|frequency|freq|strength|close(?:ness)?|level|intensity"
    r"|score|rating|frecuencia|fuerza|intensidad|qu[eé] tan|cada cu[aá]nto"
    r"|wie (?:oft|h[aä]ufig|eng|stark)|h[aä]ufigkeit|intensit[aä]t"
    r"|fr[eé]quence|frequ[eê]ncia)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:kind|type|nature|sort|form)s?\b.*\b(?:relation|tie|partner|collab|work|support|link)|\brelation(?:ship)?s?\b"
    r"|\bwhat\b.*\btogether\b|\btipo de (?:relaci|colabora|v[ií]nculo)|\brelaci[oó]n\b",
    re.IGNORECASE,
)


def entries_of(cell: str) -> list[str]:
    """Return the entries of a list, empty ones included, as columns of a repeat are parallel.

    >>> entries_of("Port||Mill"), entries_of("Homes, Inc.|"), entries_of("")
    (['Port', '', 'Mill'], ['Homes, Inc.', ''], [])
    """
    return [tidy(entry) for entry in cell.split(LIST_SEPARATOR)] if cell.strip() else []


def kinds_together(cells: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return each folded entry that only joins entries which stand alone elsewhere, with these in their order.

    Kobo joins ticked labels by a space, other tools by a comma. A word of the list of relations stays whole, and so
    does an entry in which any words are left over.

    >>> kinds_together(["Share data", "Joint events|Share data Joint events", "Share, Joint events"])
    {'share data joint events': ('Share data', 'Joint events')}
    """
    entries = {fold(entry): entry for cell in dict.fromkeys(cells) for entry in entries_of(cell) if entry}
    if len(entries) > _MOST_KINDS:
        return {}
    parts = {fold(part): part for entry in reversed(entries.values()) for part in split_list(entry)}
    known = load_vocabulary("relations")
    found: dict[str, tuple[str, ...]] = {}
    for folded, entry in entries.items():
        if ";" in entry or len(entry) > LONGEST_ANSWER * 2 or known.entry(entry) is not None:
            continue
        joined = _joined_of(folded.split(" "), [kind.split(" ") for kind in parts if kind != folded])
        if joined:
            found[folded] = tuple(parts[" ".join(kind)] for kind in joined)
    return found


def _joined_of(words: Sequence[str], kinds: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the kinds that these words are in sequence, each once, in the fewest parts; [] if they are not."""
    best: dict[int, list[Sequence[str]]] = {0: []}
    for end in range(1, len(words) + 1):
        for kind in kinds:
            before = best.get(end - len(kind))
            if before is not None and kind not in before and list(words[end - len(kind) : end]) == list(kind):
                best[end] = min(best.get(end, [*before, kind]), [*before, kind], key=len)
    return best.get(len(words), []) if words else []


def guess_repeat(sheet: Sheet, repeat: Repeat, answering: set[str]) -> dict[str, ColumnRecipe]:
    """Return the role of each column of a repeated group: ties if it is about partners, initiatives, or not used.

    It is about partners if respondents are among those named, or if its name or its questions say so.
    """
    own = {header: header.removeprefix(f"{repeat.name}: ") for header in repeat.headers}
    people = about_people(list(own.values()))
    entries = {h: [e for cell in sheet.frame[h] for e in entries_of(cell) if e] for h in repeat.headers}
    found = {h: ColumnRecipe(header=h, becomes="private" if own[h] in people else "not used") for h in own}
    names = [h for h in own if own[h] not in people and entries[h] and not reads_like(entries[h])]
    met = [h for h in names if meets(set(map(fold, entries[h])), answering)]
    named = next(iter([*met, *(h for h in names if _NAMES.search(own[h].replace("_", " "))), *names]), "")
    if not named or asks_no_tie(f"{own[named]} {repeat.name}"):
        return found
    said = " ".join((repeat.name, *own.values())).replace("_", " ").replace("-", " ")
    if not met and role_in(f"{own[named]} {repeat.name}") == "initiatives":
        return found | {named: ColumnRecipe(header=named, becomes="initiatives")}
    relation = relation_in(f"{own[named]} {repeat.name}") or relation_in(said)
    if not met and not relation:
        return found
    strength = _first(own, named, lambda h: _is_strength(own[h], entries[h]))
    kind = _first(own, named, lambda h: h != strength and _is_kind(own[h], entries[h]))
    relation = relation or "works_with"
    direction = direction_in(said, relation)
    found[named] = ColumnRecipe(header=named, becomes=TIES_TO_SEVERAL, relation=relation, direction=direction)  # type: ignore[arg-type]
    if strength:
        scale, no_tie = scale_of(entries[strength])
        found[strength] = ColumnRecipe(header=strength, becomes=STRENGTH, of=named, scale=scale, no_tie=no_tie)
    if kind:
        found[kind] = ColumnRecipe(header=kind, becomes=RELATION, of=named)
    return found


def _first(own: Iterable[str], named: str, fits: Callable[[str], bool]) -> str:
    """Return the first column that fits, apart from the one with the names; "" if none does."""
    return next((header for header in own if header != named and fits(header)), "")


def _is_strength(question: str, entries: Sequence[str]) -> bool:
    """Return whether entries say how strong ties are: steps of a scale, or numbers if the question asks for them."""
    if not entries or not few_answers(entries):
        return False
    says = _STRENGTH.search(question.replace("_", " ")) is not None
    holds = reads_like(entries)
    return holds == "scale" or (says and (bool(scale_of(entries)[0]) or holds == ""))


def _is_kind(question: str, entries: Sequence[str]) -> bool:
    """Return whether entries say which kind of tie there is: by the question, or as words of the list of relations."""
    if not entries or not few_answers(entries) or reads_like(entries):
        return False
    known = load_vocabulary("relations")
    words = sum(known.entry(entry) is not None for entry in set(entries)) * 2 >= len(set(entries))
    return words or _KIND.search(question.replace("_", " ")) is not None
