"""Description of a column setup in sentences about the first rows, for a person to confirm."""

from collections.abc import Sequence

from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.recipes import TIE_TO_ONE, TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.redaction import MARKS, NAME_REMOVED
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_relations
from ecosystem.columns.checks import check_columns, consent_doubts
from ecosystem.columns.known_names import without_links
from ecosystem.text import fold, split_list, tidy

SOMEBODY = "Somebody"
KINDS = {
    "answers": "answers to a survey",
    "organizations": "a list of organizations",
    "ties": "a list of ties",
    "locations": "places of organizations",
    "memberships": "who takes part in what",
    "aliases": "other spellings of names",
    "relations": "kinds of ties and their scales",
    "not used": "nothing for the map",
}
_BECOMES = {  # where the word of the recipe is not clear by itself
    "organization": "who answers (organization)",
    "part of the name": "a part of who answers",
    "site": "city",
    "level": "level of government",
    "offers": "offers now",
    "offers_could": "could offer",
    "needs": "needs now",
    "needs_could": "may need later",
    "areas": "areas served",
    "tie to one": "a tie to one partner",
    "ties to several": "ties to those it names",
    "tie strength": "how strong each tie is",
    "tie relation": "which kind of tie each is",
    "time stamp": "when it was answered",
    "private": "private: never read",
}
_IN_LISTS = ("private", TIES_TO_SEVERAL)  # said in the same words whatever the sheet holds
_WHO = (("name", "source"), ("organization", "part of the name"))  # in a plain list, and in answers
DIRECTIONS = {"mutual": "no direction", "gives": "who answers gives", "gets": "who answers gets"}


def becomes_in_words(becomes: str, kind: str) -> str:
    """Return the role of a column in words for people.

    >>> becomes_in_words("offers_could", "answers"), becomes_in_words("source_id", "ties")
    ('could offer', 'source id')
    """
    return (_BECOMES.get(becomes) if kind == "answers" or becomes in _IN_LISTS else None) or becomes.replace("_", " ")


def examples(sheet: Sheet, decided: SheetRecipe, column: ColumnRecipe, most: int = 3) -> list[str]:
    """Return up to ``most`` different sentences about the first filled cells of a column; none if it is about people.

    >>> import pandas as pd
    >>> from ecosystem.collect.sheet import SheetOrigin
    >>> frame = pd.DataFrame({"Who?": ["City IT"], "Data [Food Bank]": ["Weekly"]}, index=[2])
    >>> tie = ColumnRecipe(header="Data [Food Bank]", becomes="tie to one", relation="shares_data", named="Food Bank")
    >>> who = ColumnRecipe(header="Who?", becomes="organization")
    >>> recipe = SheetRecipe(name="s", kind="answers", column=(who, tie))
    >>> examples(Sheet(SheetOrigin("s.csv"), "s", frame), recipe, tie)
    ['City IT gives data to Food Bank (Weekly)']
    """
    if column.becomes == "private" or column.header in people_columns(sheet):
        return []
    who = [c.header for c in decided.column if c.becomes in _WHO[decided.kind == "answers"]]
    says_no = {fold(answer) for answer in column.no_tie}
    found: list[str] = []
    for row, written in zip(sheet.frame.index.tolist(), sheet.frame[column.header].tolist(), strict=True):
        cell = tidy(written)
        if not cell or fold(cell) in says_no:
            continue
        name = " ".join(filter(None, (tidy(sheet.frame.at[row, h]) for h in who if h in sheet.frame.columns)))
        if who and not name:  # a row without content so far
            continue
        if (said := _sentence(name or SOMEBODY, cell, column, decided.kind)) not in found:
            found.append(said)
        if len(found) == most:
            break
    return found


def was_split_off(sheet: Sheet, header: str) -> bool:
    """Return whether the cells of a column were split off at intake, so that marks alone stand in it.

    >>> import pandas as pd
    >>> from ecosystem.collect.sheet import SheetOrigin
    >>> frame = pd.DataFrame({"Contact": ["[name removed]", ""], "Owner": ["City", "[name removed]"]}, index=[2, 3])
    >>> [was_split_off(Sheet(SheetOrigin("s.csv"), "s", frame), header) for header in frame.columns]
    [True, False]
    """
    filled = [cell for cell in sheet.frame[header].unique() if cell.strip()]
    return bool(filled) and all(cell.startswith(MARKS) for cell in filled) and NAME_REMOVED in filled


def proposal_lines(sheet: Sheet, decided: SheetRecipe | None, told: Sequence[str] = ()) -> list[str]:
    """Return lines for the terminal on one sheet's setup: kind, respondent column, share used; then the checks.

    ``told`` are sentences on what the values of the sheet say it holds.
    """
    if decided is None:
        return [f"{sheet.source}: the recipe does not name it"]
    used = [c for c in decided.column if c.becomes not in ("private", "not used")]
    who = " and ".join(f"“{c.header}”" for c in used if c.becomes in ("organization", "part of the name"))
    known = f", made from the questionnaire {decided.instrument}" if decided.instrument else ""
    answers = f"; who answers: {who}" if who and decided.kind == "answers" else ""
    first = f"{decided.name}: {decided.kind}{known}{answers}; {len(used)} of {len(decided.column)} open columns used"
    return [
        first,
        *(f"  doubt: {said}" for said in (*told, *check_columns(sheet, decided), *consent_doubts(sheet, decided))),
    ]


def _sentence(who: str, cell: str, column: ColumnRecipe, kind: str) -> str:
    if column.becomes == TIE_TO_ONE:
        return f"{_tie(who, column.named, column)} ({cell})"
    if column.becomes == TIES_TO_SEVERAL:
        names = split_list(without_links(cell))
        more = f", and {len(names) - 1} more" if len(names) > 1 else ""
        return _tie(who, names[0] if names else cell, column) + more
    if kind != "answers" or column.becomes in ("organization", "part of the name", "not used", "time stamp"):
        return cell
    return f"{who}: {becomes_in_words(column.becomes, kind)} “{cell}”"


def _tie(who: str, named: str, column: ColumnRecipe) -> str:
    known = load_relations().get(column.relation)
    words = known.sentence if known else column.relation
    giver, taker = (named, who) if column.direction == "gets" else (who, named)
    return f"{giver} {words} {taker}"
