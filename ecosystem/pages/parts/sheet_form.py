"""What one sheet becomes, as a form: how it is read, what it holds, a card for each question, its rows set aside."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ecosystem.collect.delimited import ENCODINGS, SEPARATORS
from ecosystem.collect.instruments import Match
from ecosystem.collect.recipes import TIE_TO_ONE, Recipe, SheetRecipe
from ecosystem.collect.sheet import Sheet
from ecosystem.collect.vocabularies import load_relations, load_vocabulary
from ecosystem.columns import edit
from ecosystem.columns.checks import check_columns
from ecosystem.columns.describe import DIRECTIONS, KINDS, becomes_in_words, examples
from ecosystem.columns.edit import ColumnQuestion
from ecosystem.columns.plan import as_kind, choices
from ecosystem.pages import session
from ecosystem.pages.parts.drawing import headed_by_number
from ecosystem.show.text import told_apart
from ecosystem.tables import setup_preview
from ecosystem.tables.pii_redaction import sheet_without_people
from ecosystem.tables.setup_preview import WHY
from ecosystem.text import counted

_ROWS_NAMED = 6
_LONGEST_EXAMPLE = 160
_SHORT = 30
_UNLABELLED = {"label_visibility": "collapsed"}
_WORDS_AT_ONCE = 15


def _pick(place: DeltaGenerator, label: str, words: Mapping[str, str], chosen: str, key: str, **options: Any) -> str:
    """One of the words' keys, shown in words; the first where ``chosen`` is none of them."""
    at = [*words].index(chosen) if chosen in words else 0
    return str(place.selectbox(label, [*words], at, told_apart(words).__getitem__, key=key, **options))


def reading(sheet: Sheet, key: str) -> None:
    """How a text file was read, to be changed; a change is read at once."""
    if sheet.reading is None:
        return
    letters, cells = st.columns(2)
    encoding = _pick(letters, "Its letters are", ENCODINGS, sheet.reading.encoding, f"letters {key}")
    separator = _pick(cells, "Its cells are parted by", SEPARATORS, sheet.reading.separator, f"cells {key}")
    if (encoding, separator) != sheet.reading:
        session.read_otherwise(sheet, encoding, separator)


def questions(sheet: Sheet, part: SheetRecipe, key: str) -> SheetRecipe:
    """The sheet's part as the person has it by now: a choice of what it holds, then a card for each question."""
    kind = _pick(st.container(), "This sheet holds", KINDS, part.kind, f"kind {key}")
    part = as_kind(sheet, part, kind)
    doubts = st.container()
    if kind != "not used":
        if part.instrument:
            session.caption(
                f"Its columns are the questions of {part.instrument}; only those it does not know are listed."
            )
        for place, asked in enumerate(edit.questions_of(sheet, part)):
            part = _card(sheet, part, asked, f"{session.widget_key(key, kind, place)} {session.gate()(asked.title)}")
    with doubts:
        for said in check_columns(sheet, part):
            st.warning(session.plain(session.gate()(said)))
    return part


def _card(sheet: Sheet, part: SheetRecipe, asked: ColumnQuestion, key: str) -> SheetRecipe:
    """One question: its words and examples to the left, what it becomes to the right; a tie says more below."""
    decided = asked.decided
    with st.container(border=True):
        words, choice = st.columns([3, 2])
        options = {b: becomes_in_words(b, part.kind) for b in (*choices(part.kind)[::-1][:1], *choices(part.kind))}
        becomes = _pick(choice, "becomes", options, decided.becomes, f"becomes {key}", **_UNLABELLED)
        settings: dict[str, object] = {"becomes": becomes}
        if part.kind == "answers" and becomes.startswith("tie"):
            settings |= _tie(asked, becomes, key)
        try:
            part = edit.with_answer(part, asked, **settings)
        except ValueError as error:
            st.warning(session.plain(str(error).splitlines()[-1]))
        words.markdown(f"**{session.plain(session.gate()(asked.title))}**")
        if asked.rows:
            more = f" and {len(asked.rows) - _ROWS_NAMED} more" if len(asked.rows) > _ROWS_NAMED else ""
            with words:
                named = ", ".join(map(session.gate(), asked.rows[:_ROWS_NAMED]))
                session.caption(f"{counted(len(asked.rows), 'row')}: {named}{more}")
        with words:
            _in_words(sheet, part, asked)
    return part


def _shown(sheet: Sheet) -> Sheet:
    """The sheet without the people its columns about people name, made once."""
    return session.remember(("shown", sheet.source, id(sheet.frame)), lambda: sheet_without_people(sheet))


def _in_words(sheet: Sheet, part: SheetRecipe, asked: ColumnQuestion) -> None:
    """Three examples of what the question would mean, from as many of its columns as there are."""
    columns = [c for c in part.column if c.header in {column.header for column in asked.columns}]
    found: list[str] = []
    for column in columns:
        found += map(session.gate().cell, examples(_shown(sheet), part, column, 1 if len(columns) > 1 else 3))
        if len(found) >= 3:
            break
    short = [said if len(said) <= _LONGEST_EXAMPLE else said[:_LONGEST_EXAMPLE] + " ..." for said in found[:3]]
    st.markdown((" · " if all(len(said) <= _SHORT for said in short) else "  \n").join(map(session.plain, short)))
    if not found:
        filled = any(sheet.frame[column.header].any() for column in columns)
        people = "About people: its cells are not shown. If it holds organizations, choose what it is."
        session.caption(people if filled else "No answer so far.")


def _tie(asked: ColumnQuestion, becomes: str, key: str) -> dict[str, object]:
    """What a tie needs to know: of which kind, who gives, about whom, and how its answers go."""
    decided, relations = asked.decided, load_relations()
    known = {one: relations[one].label for one in relations}
    if decided.relation:
        known.setdefault(decided.relation, decided.relation)
    left, right = st.columns(2)
    relation = _pick(left, "Kind of tie", known, decided.relation or "works_with", f"relation {key}")
    settings: dict[str, object] = {"relation": relation}
    if relation in relations and relations[relation].directed:
        ways = {way: DIRECTIONS[way] for way in ("gives", "gets")}
        settings["direction"] = _pick(right, "Who gives?", ways, decided.direction, f"way {key}")
    if becomes == TIE_TO_ONE and not asked.rows:
        shown = session.gate()(decided.named)
        typed = st.text_input("About which partner?", shown, key=f"named {key}")
        settings["named"] = decided.named if typed == shown else typed
    if asked.answers and becomes == TIE_TO_ONE:
        left, right = st.columns(2)
        no_tie = left.multiselect(
            "Answers that mean no tie",
            asked.answers,
            list(decided.no_tie),
            key=f"no tie {key}",
            format_func=session.gate(),
        )
        others = [answer for answer in asked.answers if answer not in no_tie]
        scale = [answer for answer in decided.scale if answer in others]
        settings["no_tie"] = no_tie
        settings["scale"] = right.multiselect(
            "The others, weakest first",
            others,
            scale,
            key=f"scale {key}",
            format_func=session.gate(),
            help="Choose them in their order. Left empty, the ties have no strength.",
        )
    return settings


def rows_aside(sheet: Sheet, recipe: Recipe, match: Match | None, key: str) -> Recipe:
    """The recipe with the cells mended in the grid of rows set aside; each mend is tried at once."""
    rows = setup_preview.rows_aside(session.ecosystem(), sheet, match)
    if rows.empty:
        return recipe
    session.say(
        f"Of {counted(len(rows), 'row')} something was set aside. Mend a cell here to bring it back; your file stays "
        "as it is."
    )
    shown = setup_preview.without_names(
        setup_preview.rows_aside(session.ecosystem(), _shown(sheet), match), session.gate()
    )
    grid, heads = headed_by_number(shown)
    heads["_index"] = st.column_config.NumberColumn("Row", disabled=True)
    heads[grid.columns[0]] = st.column_config.TextColumn(WHY, disabled=True, width="large", pinned=True)
    mended = st.data_editor(
        grid, key=f"rows {key}", width="stretch", column_config=heads, height=min(38 + 35 * len(rows), 400)
    )
    fixes = edit.fixes_between(shown, mended.set_axis(shown.columns, axis="columns"), rows)
    if not fixes:
        return recipe
    recipe = edit.with_fixes(recipe, sheet, fixes)
    still = session.preview_unused_rows(recipe, sheet)
    st.info(_tried(rows, still, {fix.row for fix in fixes}))
    return recipe


def _tried(before: pd.DataFrame, still: pd.DataFrame | str, touched: set[int]) -> str:
    """What mending does, in words: which rows come back when it is imported, and why the others do not."""
    if isinstance(still, str):
        return session.plain(f"Mended like this it cannot be read: {still}")
    back = [str(row) for row in before.index if row not in still.index]
    left = [f"Row {row} stays aside: {still.at[row, WHY]}." for row in still.index if row in touched]
    come = f"{'Rows' if len(back) > 1 else 'Row'} {', '.join(back)}: all is used once you press “Import like this”."
    return session.plain(" ".join([*([come] if back else []), *left]))


def unknown_words(recipe: Recipe) -> Recipe:
    """The recipe with the words chosen for answers that no word list knows: one line each, the most frequent first."""
    table = setup_preview.unknown_words(session.ecosystem())
    if table.empty:
        return recipe
    st.subheader("Answers no word list knows")
    shown = table.head(_WORDS_AT_ONCE)
    chosen = []
    for row in shown.to_dict("records"):
        labels = load_vocabulary(row["list"]).labels
        options = {"": "keep it as written"} | {label: f"means {label}" for label in labels}
        words, choice = st.columns([3, 2])
        near = f" It looks like {row['word']}." if row["word"] else ""
        with words:
            session.say(f"“{row['written']}” ({row['list']}, {counted(row['organizations'], 'organization')}).{near}")
        chosen.append(_pick(choice, "means", options, "", f"word {row['list']} {row['written']}", **_UNLABELLED))
    if len(table) > len(shown):
        session.caption(f"{len(table) - len(shown)} more come once these are decided.")
    return edit.with_words(recipe, shown.assign(word=chosen))
