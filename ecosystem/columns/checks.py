"""Checks of a column setup for a sheet of answers, shown on the page, in the terminal and as issues."""

from collections import Counter

from ecosystem.collect.consent_words import about_research, asks_consent, yes_means
from ecosystem.collect.people_columns import people_columns
from ecosystem.collect.person_headers import GRID
from ecosystem.collect.recipes import STRENGTH, TIE_TO_ONE, TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.sheet import Sheet
from ecosystem.columns.column_profile import (
    MOST_ANSWERS,
    few_answers,
    filled,
    meets,
    reads_like,
    reads_like_sectors,
    repeats,
)
from ecosystem.columns.inference import are_codes, grids
from ecosystem.columns.question_words import asks_for_others, asks_no_tie, relation_in, tells_about
from ecosystem.columns.ticked import TickedColumn
from ecosystem.text import fold, split_list, tidy
from ecosystem.translation import gettext

_SHOWN = 3  # values listed in a sentence
_MOST_CELLS = 500  # different cells of a grid: more are no check boxes
_NAMED = 3  # organizations that an unused column must name to be told


def check_columns(sheet: Sheet, decided: SheetRecipe) -> list[str]:
    """Return sentences about decisions that may make the map wrong or too small; empty if there are none."""
    if decided.kind != "answers":
        return []
    columns = [c for c in decided.column if c.header in sheet.frame.columns]
    who = [c.header for c in columns if c.becomes == "organization"]
    if not who and not decided.instrument and not any(c.becomes == "part of the name" for c in columns):
        return ["No column says who answers: choose the one that holds the organizations' names."]
    return [
        *(said for header in who for said in _about_who(sheet, header)),
        *_unused_grids(sheet, columns),
        *_unused_columns(sheet, columns),
        *_unused_names(sheet, columns, who),
        *_ties(sheet, columns, {name for header in who for name in filled(sheet, header)}),
    ]


def consent_doubts(sheet: Sheet, decided: SheetRecipe) -> list[str]:
    """Return sentences about columns that become consent and do not clearly ask for it; shown before the reading."""
    found = []
    for header in [c.header for c in decided.column if c.becomes == "consent" and c.header in sheet.frame.columns]:
        doubt = yes_means(header).doubt
        if not asks_consent(header):
            found.append(
                gettext(
                    "“{header}” seems to ask whether an organization may be shown by name, so it was taken for "
                    "consent. If it asks something else, choose that it is not used."
                ).format(header=header)
            )
        elif doubt == "both":
            found.append(
                gettext(
                    "“{header}” asks both to show and to withhold a name: yes and no are both taken as no. Say in the "
                    "column setup what the answers mean."
                ).format(header=header)
            )
        elif doubt:
            found.append(
                gettext(
                    "“{header}” does not say who may see the name: consent is taken as consent to be named to the "
                    "group only. Say in the column setup if an answer means more."
                ).format(header=header)
            )
    return found


def _about_who(sheet: Sheet, header: str) -> list[str]:
    if header in people_columns(sheet):
        return [f"“{header}” reads like a column about people. If it holds people's names, make it private."]
    values = filled(sheet, header)
    different = dict.fromkeys(tidy(text) for text in sheet.frame[header] if text.strip())
    shown = ", ".join(f"“{text}”" for text in [*different][:_SHOWN])
    if len(values) > 1 and reads_like_sectors(values):
        return [f"“{header}” was taken for who answers, but it holds kinds of organizations ({shown}), not names."]
    if repeats(values):
        few = f"{len(values)} rows hold only {len(set(values))} different names"
        return [f"“{header}” was taken for who answers, but {few} ({shown}): of each, only the last answer counts."]
    if fold(header) == "name":
        return ["“Name” was taken for who answers. If it holds people's names, make it private."]
    return []


def _unused_grids(sheet: Sheet, columns: list[ColumnRecipe]) -> list[str]:
    """Return one sentence for each unused grid whose answers could be ties."""
    questions = grids(list(sheet.frame.columns))
    left: dict[str, list[str]] = {}
    for column in columns:
        if column.becomes == "not used" and column.header in questions:
            left.setdefault(questions[column.header][0], []).append(column.header)
    return [
        f"The grid “{question}” ({len(headers)} columns) is not used. If its rows are organizations, it holds ties."
        for question, headers in left.items()
        if not asks_no_tie(question)
        and few_answers(value for header in headers for value in sheet.frame[header].unique())
    ]


def _unused_columns(sheet: Sheet, columns: list[ColumnRecipe]) -> list[str]:
    """Return one sentence for each unused question whose answers a person may want: codes, consent, partners."""
    unused = [column.header for column in columns if column.becomes == "not used"]
    coded: dict[str, list[str]] = {}
    for header in unused:
        match = GRID.match(header)
        stem, row = (match["stem"], match["row"].strip()) if match else header.rpartition("_")[::2]
        if (are_codes([row]) if match else are_codes([header])) and few_answers(sheet.frame[header].unique()):
            coded.setdefault(stem or header, []).append(row)
    found = [
        f"The columns of “{stem}” are headed by codes ({', '.join(rows[:_SHOWN])}) and are not used. If each is about "
        "an organization, say which one it is."
        for stem, rows in coded.items()
        if len(rows) > 1
    ]
    found += [
        f"“{header}” asks to take part in research, not to be shown by name: it is not used."
        for header in unused
        if about_research(header)
    ]
    return [
        *found,
        *(
            f"“{header}” is not used. If its answers name partners, choose that it becomes ties."
            for header in unused
            if GRID.match(header) is None and relation_in(header) and not tells_about(header)
            if asks_for_others(header) and not reads_like(sheet.frame[header].tolist())
        ),
    ]


def _unused_names(sheet: Sheet, columns: list[ColumnRecipe], who: list[str]) -> list[str]:
    """Return one sentence for each unused question that asks for no ties, or whose cells name organizations."""
    grid = grids(list(sheet.frame.columns))
    unused = [column.header for column in columns if column.becomes == "not used"]
    lacking = dict.fromkeys(grid[h][0] if h in grid else h for h in unused)
    lacking = {
        asked: None
        for asked in lacking
        if asks_no_tie(asked) and (asked not in unused or not reads_like(sheet.frame[asked].tolist()))
    }
    found = [f"“{asked}” asks about ties that do not exist or ended: it is not used." for asked in lacking]
    known = {name for header in who for name in filled(sheet, header)} | {fold(c.named) for c in columns if c.named}
    own = [[fold(cell) for cell in sheet.frame[header]] for header in who]
    for header in unused:
        if header in grid or header in lacking or asks_for_others(header):
            continue
        cells = sheet.frame[header].tolist()
        named = {
            name
            for row, cell in enumerate(cells)
            for name in {fold(cell), *map(fold, split_list(cell.replace(",", ";")))}
            if name and all(names[row] != name for names in own)
        }
        met = len(named & known)
        if met >= _NAMED and met * 2 >= len(named - {fold(cell) for cell in cells if "," in cell or ";" in cell}):
            found.append(
                f"“{header}” is not used, but its cells name {met} organizations that answered. If it asks about ties, "
                "choose that on the Data page."
            )
    return found


def _ties(sheet: Sheet, columns: list[ColumnRecipe], answering: set[str]) -> list[str]:
    questions = grids(list(sheet.frame.columns))
    repeated = {header for repeat in sheet.repeats for header in repeat.headers}
    asked: dict[str, list[ColumnRecipe]] = {}
    for column in columns:
        if column.becomes == TIE_TO_ONE:
            asked.setdefault(questions.get(column.header, ("", ""))[0], []).append(column)
    found = [
        f"In which order the answers of “{column.header}” go is not said: its ties have no strength."
        for column in columns
        if column.becomes == STRENGTH and not column.scale
    ]
    found += [
        f"Nothing in “{column.header}” says what kind of tie it asks for: look at the relation."
        for column in columns
        if column.becomes == TIES_TO_SEVERAL
        and column.header not in repeated
        and (are_codes([column.header]) or not relation_in(column.header))
    ]
    for question, block in asked.items():
        about = f"the grid “{question}”" if question else _columns_like(block)
        rows = {fold(column.named or column.header) for column in block}
        if answering and not meets(rows, answering) and not (len(rows) == 1 and rows <= answering):
            found.append(f"None of those who answer stands in {about}. Are its rows organizations?")
        kinds = [] if any(column.scale for column in block) else _kinds_together(sheet, block)
        if kinds:
            shown = ", ".join(f"“{kind}”" for kind in kinds[:_SHOWN])
            found.append(
                f"The cells of {about} hold several kinds of ties at once ({shown}), and all become one tie of the "
                "relation chosen. To keep the kinds apart, put each into columns of its own, with its own relation."
            )
        elif not any(column.scale for column in block):
            found.append(f"In which order the answers of {about} go is not said: its ties have no strength.")
        if not relation_in(question or block[0].header):
            found.append(f"Nothing in {about} says what kind of tie it asks for: look at the relation.")
    return found


def _columns_like(block: list[ColumnRecipe]) -> str:
    """Return the words for columns that are in no grid: the first, and how many are like it."""
    others = len(block) - 1
    more = "" if not others else " and the column like it" if others == 1 else f" and the {others} columns like it"
    return f"“{block[0].header}”{more}"


def _kinds_together(sheet: Sheet, block: list[ColumnRecipe]) -> list[str]:
    """Return the answers of a grid of check boxes, the most frequent first; [] if no cell holds two of them."""
    cells = Counter(cell for column in block for cell in sheet.frame[column.header].tolist() if cell.strip())
    if len(cells) > _MOST_CELLS or reads_like(list(cells)):
        return []
    ticked = TickedColumn.of(cells)
    kinds: Counter[str] = Counter()
    several = False
    for cell, count in cells.items():
        parts = {tidy(part) for part in ticked.parts(cell)}
        several = several or len(parts) > 1
        for part in parts:
            kinds[part] += count
    return [kind for kind, _ in kinds.most_common()] if several and len(kinds) <= MOST_ANSWERS else []
