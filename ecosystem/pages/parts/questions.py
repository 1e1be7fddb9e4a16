"""Pairs of names to decide: one side by side, the very likely ones at once, and those that look alike but differ."""

from typing import Any

import pandas as pd
import streamlit as st

from ecosystem.names.decisions import DIFFERENT, LATER, PART_OF, SAME
from ecosystem.pages.parts import decision_log, layout
from ecosystem.pages.parts.name_groups import ask_about_name
from ecosystem.show import name_review_text as words
from ecosystem.show.text import distinct_labels, plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_queue import change, side_by_side
from ecosystem.tables.name_review import decision_about, joins, kept_name, why_refused
from ecosystem.translation import gettext, gettext_noop, ngettext

_SHOWN = 10  # pairs listed below the one asked about
_BUTTONS = (  # verdict, label, shortcut, what it does
    (SAME, gettext_noop("Merge these two"), "M", gettext_noop("One organization, under the name chosen above")),
    (DIFFERENT, gettext_noop("Keep apart"), "K", gettext_noop("Two organizations; this pair is not suggested again")),
    (PART_OF, gettext_noop("Part of"), "P", gettext_noop("The other one is part of the one chosen above; both stay")),
    (LATER, gettext_noop("Later"), "L", gettext_noop("Ask again at the end")),
)


def _widths() -> dict[str, Any]:
    narrow = st.column_config.NumberColumn(width=60)
    return {gettext("Suggestion"): st.column_config.Column(width=160), gettext("Ties"): narrow}


def ask_next_pair(found: Ecosystem, pairs: pd.DataFrame, by: str) -> None:
    """Draw the first pair: why it is suggested, what merging would change, and a button for each answer."""
    if pairs.empty:
        decision_log.undo_last(by)
        return
    first = pairs.iloc[0]
    if len(first["ids"]) > len(("a", "b")):
        ask_about_name(found, str(first["name_a"]), first["ids"], last=len(pairs) == 1, by=by)
    else:
        _ask_about_pair(found, first, last=len(pairs) == 1, by=by)
    if len(pairs) > 1:
        st.markdown(f"**{gettext('Next pairs')}**")
        layout.table(words.questions_in_words(pairs.iloc[1 : _SHOWN + 1]), column_config=_widths())
    if len(pairs) > _SHOWN + 1:
        layout.caption(gettext("And {count:,} more.").format(count=len(pairs) - _SHOWN - 1))


def _ask_about_pair(found: Ecosystem, pair: pd.Series, *, last: bool, by: str) -> None:
    a, b = str(pair["id_a"]), str(pair["id_b"])
    names = found.names()
    part = pair["verdict"] == PART_OF  # the longer name adds what part it is
    st.subheader(plain(words.about_pair(names[a], names[b], pair["verdict"])))
    layout.say(gettext("Why: {reasons}.").format(reasons=pair["reasons"]))
    layout.say(words.about_change(change(found, a, b)))
    choose(found, a, b, by, last=last, whole=min(a, b, key=lambda each: len(names[each])) if part else "")
    st.markdown(words.side_by_side_text(side_by_side(found, a, b), names[a], names[b]))


def choose(
    found: Ecosystem, a: str, b: str, by: str, *, shortcuts: bool = True, last: bool = False, whole: str = ""
) -> None:
    """Draw the choice of the name to keep, and the buttons that decide about two organizations.

    ``last``: no other question is left, so this one cannot be put off. ``whole``: the one chosen at first.
    """
    names = found.names()
    first = whole or kept_name(found, a, b)
    labels = distinct_labels({each: names[each] for each in (first, b if first == a else a)})
    kept = st.radio(
        gettext("Name to keep (or the larger organization, for “Part of”)"),
        list(labels),
        format_func=lambda each: plain(labels[each]),
        horizontal=True,
        key=f"kept {a} {b}",
    )
    other = b if kept == a else a
    with st.container(horizontal=True):
        for verdict, label, key, hint in _BUTTONS if shortcuts else _BUTTONS[:3]:
            decision = decision_about(found, verdict, other, kept, by=by)
            excluded = why_refused(found, decision)
            st.button(
                gettext(label),
                key=f"{verdict} {a} {b}",
                type="primary" if verdict == SAME else "secondary",
                shortcut=key if shortcuts else None,
                help=plain(excluded) or gettext(hint),
                disabled=not by or bool(excluded) or (last and verdict == LATER),
                on_click=decision_log.decide,
                args=(decision,),
            )
        if shortcuts:
            decision_log.undo_last(by)
    decision_log.say_initials_needed(by)


def merge_likely(found: Ecosystem, pairs: pd.DataFrame, by: str) -> None:
    """Draw the very likely pairs, each with a check box, and a button that merges those checked."""
    likely = pairs[pairs["verdict"] == "match"]
    if likely.empty:
        return
    with st.expander(gettext("Merge the very likely pairs at once ({count:,})").format(count=len(likely))):
        rows = words.questions_in_words(likely).drop(columns=gettext("Suggestion")).assign(merge=True)
        check = st.column_config.CheckboxColumn(gettext("Merge"), width=60)
        chosen = likely[
            st.data_editor(
                rows,
                hide_index=True,
                disabled=[column for column in rows.columns if column != "merge"],
                column_config=_widths() | {"merge": check},
                key=f"likely {found.fingerprint}",
            )["merge"]
        ]
        made = joins(found, [(ids[0], each) for ids in chosen["ids"] for each in ids[1:]], by)
        label = ngettext("Merge {count:,} pair", "Merge {count:,} pairs", len(chosen))
        st.button(label.format(count=len(chosen)), disabled=not by or not made, on_click=decision_log.decide, args=made)


def keep_apart(proposals: pd.DataFrame) -> None:
    """Draw the names that look alike but differ in a word that matters, so that they are not merged by mistake."""
    different = proposals[proposals["verdict"] == "different"]
    if len(different):
        with st.expander(gettext("Different: keep apart ({count:,})").format(count=len(different))):
            table = words.questions_in_words(different).drop(columns=gettext("Suggestion"))
            layout.table(table, column_config=_widths())
