"""The queue of questions about names: one pair side by side, many sure ones at once, and those to leave apart."""

import pandas as pd
import streamlit as st

from ecosystem.names.decisions import DIFFERENT, LATER, PART_OF, SAME, describe_decision, undo
from ecosystem.pages import session
from ecosystem.pages.parts import decision_log
from ecosystem.show import name_review_text as words
from ecosystem.show.text import plain, told_apart
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_review import change, decision_about, joins, kept_name, side_by_side

_SHOWN = 10  # questions listed under the one that is asked
_WIDTHS = {"are": st.column_config.Column(width=130), "Ties": st.column_config.NumberColumn(width=60)}
_BUTTONS = (  # verdict, label, key, what it does
    (SAME, "Same", "S", "They are one organization, under the name chosen above"),
    (DIFFERENT, "Different", "D", "They stay two, and nobody is asked again"),
    (PART_OF, "Part of", "P", "The other one is a part of the one chosen above; both stay"),
    (LATER, "Later", "L", "Ask again at the end"),
)


def ask_next_pair(found: Ecosystem, asked: pd.DataFrame, by: str) -> None:
    """The first question, with what speaks for it, what would change, and a button for each answer."""
    if asked.empty:
        _undo_last(by)
        return
    first = asked.iloc[0]
    a, b = str(first["id_a"]), str(first["id_b"])
    names = found.names()
    st.subheader(plain(words.about_pair(names[a], names[b], first["verdict"])))
    session.say(f"Why: {first['reasons']}.")
    session.say(f"{words.about_change(change(found, a, b))}")
    choose(found, a, b, by)
    st.markdown(words.side_by_side_text(side_by_side(found, a, b), names[a], names[b]))
    if len(asked) > 1:
        st.markdown("**Then**")
        session.table(words.questions_in_words(asked.iloc[1 : _SHOWN + 1]), column_config=_WIDTHS)
    if len(asked) > _SHOWN + 1:
        session.caption(f"And {len(asked) - _SHOWN - 1} more.")


def choose(found: Ecosystem, a: str, b: str, by: str, *, shortcuts: bool = True) -> None:
    """Which of the two names stays, and the answers."""
    names = found.names()
    first = kept_name(found, a, b)
    told = told_apart({each: names[each] for each in (first, b if first == a else a)})
    kept = st.radio(
        "Which name stays, or is the whole",
        list(told),
        format_func=lambda each: plain(told[each]),
        horizontal=True,
        key=f"kept {a} {b}",
    )
    other = b if kept == a else a
    with st.container(horizontal=True):
        for verdict, label, key, hint in _BUTTONS if shortcuts else _BUTTONS[:3]:
            st.button(
                label,
                key=f"{verdict} {a} {b}",
                type="primary" if verdict == SAME else "secondary",
                shortcut=key if shortcuts else None,
                help=hint,
                disabled=not by,
                on_click=decision_log.decide,
                args=(decision_about(found, verdict, other, kept, by=by),),
            )
        if shortcuts:
            _undo_last(by)
    if not by:
        session.caption("Say above who decides; then the buttons work, and so do the keys beside them.")


def _undo_last(by: str) -> None:
    last = decision_log.last_own(by) if by else None
    if last:
        st.button(
            "Undo my last",
            type="tertiary",
            shortcut="U",
            help=plain(describe_decision(last)),
            on_click=decision_log.decide,
            args=(undo(last, by),),
        )


def at_once(found: Ecosystem, asked: pd.DataFrame, by: str) -> None:
    """The very likely pairs, each with a tick; those left ticked are joined together."""
    likely = asked[asked["verdict"] == "match"]
    if likely.empty:
        return
    with st.expander(f"The very likely ones at once ({len(likely)})"):
        rows = words.questions_in_words(likely).drop(columns="are").assign(join=True)
        ticked = st.data_editor(
            rows,
            hide_index=True,
            disabled=[column for column in rows.columns if column != "join"],
            column_config=_WIDTHS | {"join": st.column_config.CheckboxColumn("Join", width=60)},
            key=f"likely {found.fingerprint}",
        )["join"]
        chosen = likely[ticked]
        made = joins(found, zip(chosen["id_a"], chosen["id_b"], strict=True), by)
        st.button(f"Join these {len(chosen)}", disabled=not by or not made, on_click=decision_log.decide, args=made)


def leave_apart(alike: pd.DataFrame) -> None:
    """Names that look alike and differ where it matters, listed so that nobody joins them."""
    traps = alike[alike["verdict"] == "trap"]
    if len(traps):
        with st.expander(f"Look alike and differ: leave them apart ({len(traps)})"):
            session.table(words.questions_in_words(traps).drop(columns="are"), column_config=_WIDTHS)
