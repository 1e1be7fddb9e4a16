"""Pairs of names to decide: one side by side, the very likely ones at once, and those that look alike but differ."""

from typing import Any

import pandas as pd
import streamlit as st

from ecosystem.names.decisions import DIFFERENT, LATER, PART_OF, SAME, describe_decision, undo
from ecosystem.pages.parts import decision_log, layout
from ecosystem.show import name_review_text as words
from ecosystem.show.text import distinct_labels, plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_review import change, decision_about, joins, kept_name, side_by_side
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
        _undo_last(by)
        return
    first = pairs.iloc[0]
    a, b = str(first["id_a"]), str(first["id_b"])
    names = found.names()
    st.subheader(plain(words.about_pair(names[a], names[b], first["verdict"])))
    layout.say(gettext("Why: {reasons}.").format(reasons=first["reasons"]))
    layout.say(words.about_change(change(found, a, b)))
    choose(found, a, b, by)
    st.markdown(words.side_by_side_text(side_by_side(found, a, b), names[a], names[b]))
    if len(pairs) > 1:
        st.markdown(f"**{gettext('Next pairs')}**")
        layout.table(words.questions_in_words(pairs.iloc[1 : _SHOWN + 1]), column_config=_widths())
    if len(pairs) > _SHOWN + 1:
        layout.caption(gettext("And {count:,} more.").format(count=len(pairs) - _SHOWN - 1))


def choose(found: Ecosystem, a: str, b: str, by: str, *, shortcuts: bool = True) -> None:
    """Draw the choice of the name to keep, and the buttons that decide about two organizations."""
    names = found.names()
    first = kept_name(found, a, b)
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
            st.button(
                gettext(label),
                key=f"{verdict} {a} {b}",
                type="primary" if verdict == SAME else "secondary",
                shortcut=key if shortcuts else None,
                help=gettext(hint),
                disabled=not by,
                on_click=decision_log.decide,
                args=(decision_about(found, verdict, other, kept, by=by),),
            )
        if shortcuts:
            _undo_last(by)
    if not by:
        layout.caption(gettext("Enter your initials above to use the buttons and the keys shown on them."))


def _undo_last(by: str) -> None:
    last = decision_log.last_own(by) if by else None
    if last:
        st.button(
            gettext("Undo my last decision"),
            type="tertiary",
            shortcut="U",
            help=plain(describe_decision(last)),
            on_click=decision_log.decide,
            args=(undo(last, by),),
        )


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
        made = joins(found, zip(chosen["id_a"], chosen["id_b"], strict=True), by)
        label = ngettext("Merge {count:,} pair", "Merge {count:,} pairs", len(chosen))
        st.button(label.format(count=len(chosen)), disabled=not by or not made, on_click=decision_log.decide, args=made)


def keep_apart(proposals: pd.DataFrame) -> None:
    """Draw the names that look alike but differ in a word that matters, so that they are not merged by mistake."""
    different = proposals[proposals["verdict"] == "trap"]
    if len(different):
        with st.expander(gettext("Look alike, different: keep apart ({count:,})").format(count=len(different))):
            table = words.questions_in_words(different).drop(columns=gettext("Suggestion"))
            layout.table(table, column_config=_widths())
