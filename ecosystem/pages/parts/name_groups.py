"""The question about one name that stands under several ids: which of them are one organization."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.names.decisions import DIFFERENT, LATER
from ecosystem.pages.parts import decision_log, layout
from ecosystem.show import name_review_text as words
from ecosystem.show.text import plain
from ecosystem.tables.dataset import Ecosystem
from ecosystem.tables.name_queue import all_of_name
from ecosystem.tables.name_review import decision_about_name, joins
from ecosystem.translation import gettext, ngettext


def ask_about_name(found: Ecosystem, name: str, ids: Sequence[str], *, last: bool, by: str) -> None:
    """Draw all organizations of a name with a check box each, and the buttons for the whole group.

    ``last``: no other question is left, so this one cannot be put off.
    """
    st.subheader(plain(words.about_namesakes(name, len(ids))))
    layout.caption(gettext("Clear the check box of each row that is another organization, then merge the others."))
    table = all_of_name(found, ids)
    one = gettext("Same organization")
    shown = words.namesakes_in_words(table).assign(**{one: True})
    chosen = table["organization_id"][
        st.data_editor(
            shown,
            hide_index=True,
            disabled=[column for column in shown.columns if column != one],
            column_config={one: st.column_config.CheckboxColumn(width=120)},
            key=f"namesakes {' '.join(ids[:2])} {found.fingerprint}",
        )[one]
    ].tolist()
    made = joins(found, [(chosen[0], each) for each in chosen[1:]], by) if chosen else []
    label = ngettext("Merge {count:,} row", "Merge {count:,} rows", len(chosen)).format(count=len(chosen))
    with st.container(horizontal=True):
        st.button(
            label,
            key="merge namesakes",
            type="primary",
            disabled=not by or not made,
            on_click=decision_log.decide,
            args=made,
        )
        for verdict, text in ((DIFFERENT, gettext("Keep all apart")), (LATER, gettext("Later"))):
            st.button(
                text,
                key=f"{verdict} namesakes",
                disabled=not by or (last and verdict == LATER),
                on_click=decision_log.decide,
                args=(decision_about_name(found, verdict, ids, by=by),),
            )
        decision_log.undo_last(by)
    decision_log.say_initials_needed(by)
