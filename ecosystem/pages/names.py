"""Who is who? Questions about names, one at a time, and every decision, which can be undone."""

import streamlit as st

from ecosystem.pages import session
from ecosystem.pages.parts import decision_log, manual_edits, questions
from ecosystem.show import name_review_text as words
from ecosystem.show.sentences import about_names
from ecosystem.show.text import plain
from ecosystem.tables.consent import not_named, still_shown
from ecosystem.tables.name_review import carrying_half, name_proposals, progress, queue

found = session.ecosystem()
decision_log.news()
across = len(found.sites) > 1 and st.toggle(
    "Compare names across cities too", key="across_cities", bind="query-params", persist_state="session"
)
if hidden := found.unmasked and not_named(found):
    similar = session.remember("still shown", lambda: still_shown(found))
    (session.say if similar else session.caption)(words.about_withheld(hidden, similar))
    if st.toggle("Show withheld names", key="withheld"):  # in no address: a link would show them to others
        found = found.unmasked
where = session.site() if not across and session.site() in found.sites else None
view_of = (where, found.unmasked is None)
with st.spinner("Comparing names ..."):
    alike = session.remember(("alike", *view_of), lambda: name_proposals(found, where, across_cities=across))
asked = session.remember(("asked", *view_of), lambda: queue(found, alike))
st.markdown(f"##### {plain(words.about_queue(asked, carrying_half(found, asked)))}")
done, whole = progress(found, asked, where)
if whole:
    st.progress(done / whole, text=f"{done} of {whole} decided")
VIEWS = ["Decide", "By hand", "Decisions", "All spellings"]
left, middle, right = st.columns([5, 3, 2], vertical_alignment="bottom")
view = left.segmented_control(
    "View", VIEWS, default=VIEWS[0], key="who_view", label_visibility="collapsed", required=True
)
with middle:
    by = decision_log.who()
with right:
    decision_log.together()
if view == "Decide":
    questions.ask_next_pair(found, asked, by)
    questions.at_once(found, asked, by)
    questions.leave_apart(alike)
elif view == "By hand":
    here = found.table("organizations") if where is None else found.members(where)
    manual_edits.join(found, here, by)
    manual_edits.split(found, here, by)
    manual_edits.rename(found, here, by)
elif view == "Decisions":
    manual_edits.manual_decisions(found, by)
else:
    names = found.table("names")
    if where is not None:
        names = names[names["organization_id"].isin(set(found.members(where)["organization_id"]))]
    session.say(about_names(names))
    search = st.text_input("Find a spelling", placeholder="part of a name")
    if st.toggle("Only spellings that differ from the organization's name"):
        names = names[names["name_as_written"] != names["name"]]
    if search:
        names = names[names["name_as_written"].str.contains(search, case=False, regex=False)]
    session.table(words.spellings_in_words(names))
    namesakes = found.table("issues").query("reason == 'one name, several ids'")
    if len(namesakes):
        st.subheader("One name under several ids")
        session.table(namesakes[["message", "action"]].rename(columns=str.capitalize))
session.caption(
    "Spellings that are equal but for case, spaces and punctuation are joined by themselves. Beyond that the machine "
    "proposes and people decide; every decision can be undone, and the map is then what it was."
)
