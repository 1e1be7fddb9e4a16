"""Take it with you: every table, the map, and what others will be able to see in them."""

import streamlit as st

from ecosystem.names.directory import slug
from ecosystem.pages import session
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.show.exports import export_files, map_page
from ecosystem.show.sentences import about_audience, words_of_preview
from ecosystem.tables.consent import for_public
from ecosystem.tables.public_preview import public_preview

found, site = session.ecosystem(), session.site()
audience = st.radio(
    "Who will see it?",
    ["public", "group"],
    format_func={"public": "Anybody", "group": "Only our group"}.__getitem__,
    horizontal=True,
    key="audience",
)
seen = session.remember(("seen", audience), lambda: for_public(found) if audience == "public" else found)
session.say(about_audience(seen, audience))
say_left_out()
stem = slug(site)
with st.expander("What will be seen of one organization", expanded=bool(st.session_state.get("preview"))):
    here = found.members(site)
    names = dict(zip(here["organization_id"], here["name"], strict=True))
    about = st.selectbox(
        "Organization", sorted(names, key=names.__getitem__), index=None, format_func=names.__getitem__, key="preview"
    )
    if about:
        preview = session.remember(("preview", site), lambda: public_preview(found, site))
        st.markdown(words_of_preview(preview[preview["organization_id"] == about]))
st.subheader("The map")
if st.button("Make the map file"):
    st.session_state["made map"] = (site, audience)
if st.session_state.get("made map") == (site, audience):
    page = session.remember(("map file", site, audience), lambda: map_page(seen, site))
    st.download_button(
        f"Save the map (.html, {len(page) // 1024} KB)", page, f"map-{stem}.html", "text/html", on_click="ignore"
    )
session.caption("One file that opens in any browser, without internet; nothing in it asks anybody for anything.")

st.subheader("The tables")
if st.button("Make the tables"):
    st.session_state["made tables"] = (site, audience)
if st.session_state.get("made tables") == (site, audience):
    files = session.remember(("files", site, audience), lambda: export_files(seen, site))
    st.download_button(
        "Everything in one workbook (.xlsx)", files["tables.xlsx"], f"{stem}.xlsx", on_click="ignore", type="primary"
    )
    with st.expander("Each table by itself (.csv), and the graph (.graphml)"):
        columns = st.columns(3)
        for place, (name, content) in enumerate(sorted(files.items())):
            if name != "tables.xlsx":
                columns[place % 3].download_button(name, content, f"{stem}-{name}", on_click="ignore")
session.caption(
    "Text that starts like a formula gets an apostrophe in CSV, so that a spreadsheet shows it and does not run it. "
    "The GraphML file opens in Gephi, yEd, Cytoscape and R."
)
with st.expander("What the columns mean"):
    from ecosystem.schema import dictionary

    session.table(dictionary())
