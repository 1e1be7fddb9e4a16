"""Form for one sheet: how a text file is read, what the sheet holds, and a card for each question."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.collect.delimited import ENCODINGS, SEPARATORS
from ecosystem.collect.recipes import STRENGTH, TIE_TO_ONE, TIES_TO_SEVERAL, ColumnRecipe, SheetRecipe
from ecosystem.collect.sheet import Sheet
from ecosystem.columns import edit
from ecosystem.columns.checks import check_columns, consent_doubts
from ecosystem.columns.describe import KINDS, becomes_in_words, examples, was_split_off
from ecosystem.columns.edit import ColumnQuestion
from ecosystem.columns.plan import as_kind, choices
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.tie_form import pick, scale_settings, tie_settings
from ecosystem.show import phrases
from ecosystem.show.text import plain
from ecosystem.tables.pii_redaction import sheet_without_people
from ecosystem.translation import gettext, gettext_noop

TO_SAVE = gettext_noop("Load the saved file together with your next export: its columns are then read the same way.")
KEPT = gettext_noop(
    "What you choose is kept at once, and counts once you import. Your next export is read the same way."
)
_ROWS_NAMED = 6
_LONGEST_EXAMPLE = 160
_SHORT = 30


def reading(sheet: Sheet, key: str) -> None:
    """Draw how a text file is read; a change takes effect at once."""
    if sheet.reading is None:
        return
    left, right = st.columns(2)
    encodings = {code: gettext(name) for code, name in ENCODINGS.items()}
    separators = {mark: gettext(name) for mark, name in SEPARATORS.items()}
    encoding = pick(left, gettext("Text encoding"), encodings, sheet.reading.encoding, f"letters {key}")
    separator = pick(right, gettext("Column separator"), separators, sheet.reading.separator, f"cells {key}")
    if (encoding, separator) != sheet.reading:
        session.read_otherwise(sheet, encoding, separator)


def questions(sheet: Sheet, part: SheetRecipe, key: str) -> SheetRecipe:
    """Draw what the sheet holds and a card for each question; return the setup of the sheet as chosen."""
    kinds = {code: gettext(name) for code, name in KINDS.items()}
    kind = pick(st.container(), gettext("This sheet holds"), kinds, part.kind, f"kind {key}")
    part = as_kind(sheet, part, kind)
    checks = st.container()
    if kind != "not used":
        if part.instrument:
            layout.caption(
                gettext(
                    "Its columns are the questions of the questionnaire {name}; only columns that are not part of it "
                    "are listed."
                ).format(name=part.instrument)
            )
        for place, question in enumerate(edit.questions_of(sheet, part)):
            card_key = f"{layout.widget_key(key, kind, place)} {session.gate()(question.title)}"
            part = _card(sheet, part, question, card_key)
    with checks:
        for said in (*check_columns(sheet, part), *consent_doubts(sheet, part)):
            st.warning(plain(session.gate()(said)))
    return part


def _card(sheet: Sheet, part: SheetRecipe, question: ColumnQuestion, key: str) -> SheetRecipe:
    """Draw one question: its text and examples at the left, what it becomes at the right, details of a tie below."""
    decided = question.decided
    with st.container(border=True):
        words, choice = st.columns([3, 2])
        options = {b: becomes_in_words(b, part.kind) for b in (*choices(part.kind)[::-1][:1], *choices(part.kind))}
        label = gettext("becomes")
        becomes = pick(choice, label, options, decided.becomes, f"becomes {key}", label_visibility="collapsed")
        settings: dict[str, object] = {"becomes": becomes}
        if becomes in (TIE_TO_ONE, TIES_TO_SEVERAL):
            settings |= tie_settings(question, becomes, key)
        elif part.kind == "answers" and becomes == STRENGTH and question.answers:
            settings |= scale_settings(question, key)
        try:
            part = edit.with_answer(part, question, **settings)
        except ValueError as error:
            st.warning(plain(str(error).splitlines()[-1]))
        words.markdown(f"**{plain(session.gate()(question.title))}**")
        with words:
            if question.rows:
                layout.caption(_rows_named(question.rows))
            _examples(sheet, part, question)
    return part


def _rows_named(rows: tuple[str, ...]) -> str:
    fields = {
        "rows": phrases.rows(len(rows)),
        "names": ", ".join(map(session.gate(), rows[:_ROWS_NAMED])),
        "more": len(rows) - _ROWS_NAMED,
    }
    if len(rows) > _ROWS_NAMED:
        return gettext("{rows}: {names} and {more:,} more").format(**fields)
    return gettext("{rows}: {names}").format(**fields)


def sheet_to_show(sheet: Sheet) -> Sheet:
    """Return the sheet without the people named in its columns about people."""
    return session.remember_source(("shown", sheet.source, id(sheet.frame)), lambda: sheet_without_people(sheet))


def _examples(sheet: Sheet, part: SheetRecipe, question: ColumnQuestion) -> None:
    """Draw up to three examples of what the question would mean, from different columns where it has several."""
    columns = [c for c in part.column if c.header in {column.header for column in question.columns}]
    found: list[str] = []
    for column in columns:
        found += map(session.gate().cell, examples(sheet_to_show(sheet), part, column, 1 if len(columns) > 1 else 3))
        if len(found) >= 3:
            break
    short = [said if len(said) <= _LONGEST_EXAMPLE else said[:_LONGEST_EXAMPLE] + " ..." for said in found[:3]]
    st.markdown((" · " if all(len(said) <= _SHORT for said in short) else "  \n").join(map(plain, short)))
    if not found:
        filled = any(sheet.frame[column.header].any() for column in columns)
        layout.caption(_about_people(sheet, columns) if filled else gettext("No answer so far."))


def _about_people(sheet: Sheet, columns: Sequence[ColumnRecipe]) -> str:
    """Return what can be done where a column that seems to be about people holds organizations."""
    if all(was_split_off(sheet, column.header) for column in columns):
        return gettext(
            "About people: its cells were split off when the file was added. If it holds organizations, choose what it "
            "is, save, and then add the file again."
        )
    return gettext("About people: its cells are not shown. If it holds organizations, choose what it is.")
