"""Names: pairs of names to decide, one at a time, and every decision, each of which can be undone."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import decision_log, layout, manual_edits, questions, spellings
from ecosystem.show import name_review_text as words
from ecosystem.show.text import plain
from ecosystem.tables.consent import not_named, still_shown
from ecosystem.tables.name_queue import carrying_half, progress, queue
from ecosystem.tables.name_review import name_proposals
from ecosystem.translation import gettext, gettext_noop

VIEWS = {
    "decide": gettext_noop("Decide"),
    "edit": gettext_noop("Edit by hand"),
    "decisions": gettext_noop("Decisions"),
    "spellings": gettext_noop("All spellings"),
}
found = session.ecosystem()
decision_log.show_refused()
across = len(found.sites) > 1 and st.toggle(
    gettext("Compare names across cities too"), key="across_cities", bind="query-params", persist_state="session"
)
if hidden := found.unmasked and not_named(found):
    similar = session.remember("still shown", lambda: still_shown(found))
    (layout.say if similar else layout.caption)(words.about_withheld(hidden, similar))
    # No address holds this choice: a link would show withheld names to others.
    if st.toggle(gettext("Show withheld names"), key="withheld"):
        found = found.unmasked
where = session.site() if not across and session.site() in found.sites else None
view_of = (where, found.unmasked is None)
with st.spinner(gettext("Comparing names ...")):
    proposals = session.remember(("alike", *view_of), lambda: name_proposals(found, where, across_cities=across))
pairs = session.remember(("queue", *view_of), lambda: queue(found, proposals))
st.markdown(f"##### {plain(words.about_queue(pairs, carrying_half(found, pairs)))}")
done, whole = progress(found, pairs, where)
if whole:
    st.progress(done / whole, text=gettext("{done:,} of {whole:,} decided").format(done=done, whole=whole))
left, middle, right = st.columns([5, 3, 2], vertical_alignment="bottom")
labels = {view: gettext(label) for view, label in VIEWS.items()}
view = left.segmented_control(
    gettext("View"),
    list(labels),
    format_func=labels.__getitem__,
    default="decide",
    key="who_view",
    label_visibility="collapsed",
    required=True,
)
with middle:
    by = decision_log.ask_initials()
with right:
    decision_log.decide_together()
if view == "decide":
    questions.ask_next_pair(found, pairs, by)
    questions.merge_likely(found, pairs, by)
    questions.keep_apart(proposals)
elif view == "edit":
    here = found.table("organizations") if where is None else found.members(where)
    manual_edits.merge(found, here, by)
    manual_edits.split(found, here, by)
    manual_edits.rename(found, here, by)
elif view == "decisions":
    manual_edits.decisions(found, by)
else:
    spellings.all_spellings(found, where)
layout.caption(
    gettext(
        "Names that differ only in capitals, repeated spaces or punctuation are merged automatically. Everything else "
        "is a suggestion for you to confirm or undo."
    )
)
