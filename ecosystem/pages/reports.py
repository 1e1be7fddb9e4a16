"""Reports: the map, every table, and what others will see in them."""

import streamlit as st

from ecosystem.names.directory import slug
from ecosystem.pages import session
from ecosystem.pages.parts import layout
from ecosystem.pages.parts.left_out import say_left_out
from ecosystem.projects.project import copied
from ecosystem.schema import dictionary
from ecosystem.show.exports import export_files, map_page
from ecosystem.show.sentences import about_audience, preview_table
from ecosystem.tables.consent import for_public
from ecosystem.tables.public_preview import public_preview
from ecosystem.translation import gettext


def keep_copy(what: str) -> None:
    """Keep in the project that a copy was taken along, for whoever withdraws from it later."""
    session.keep(copied(what, audience, site))


found, site = session.city().ecosystem, session.site()
audiences = {"public": gettext("Anyone"), "group": gettext("Only our group")}
audience = st.radio(
    gettext("Who will see it?"), list(audiences), format_func=audiences.__getitem__, horizontal=True, key="audience"
)
view = (site, audience)
seen = session.remember(("seen", audience), lambda: for_public(found) if audience == "public" else found)
layout.say(about_audience(seen, audience))
say_left_out()
stem = slug(site)
with st.expander(gettext("What others will see of one organization"), expanded=bool(session.chosen("preview"))):
    here = found.members(site)
    names = dict(zip(here["organization_id"], here["name"], strict=True))
    ids = sorted(names, key=names.__getitem__)
    about = st.selectbox(gettext("Organization"), ids, index=None, format_func=names.__getitem__, key="preview")
    if about:
        preview = session.remember(("preview", site), lambda: public_preview(found, site))
        st.markdown(preview_table(preview[preview["organization_id"] == about]))
st.subheader(gettext("The map"))
if st.button(gettext("Prepare the map file")):
    session.mark_made("map", view)
if session.was_made("map", view):
    page = session.remember(("map file", *view), lambda: map_page(seen, site))
    label = gettext("Download the map (.html, {size:,} KB)").format(size=len(page) // 1024)
    st.download_button(label, page, f"map-{stem}.html", "text/html", on_click=keep_copy, args=("map",))
layout.caption(gettext("One file that opens in any browser, without internet. It sends nothing to anyone."))

st.subheader(gettext("The tables"))
if st.button(gettext("Prepare the tables")):
    session.mark_made("tables", view)
if session.was_made("tables", view):
    files = session.remember(("files", *view), lambda: export_files(seen, site))
    label = gettext("Download all tables in one workbook (.xlsx)")
    st.download_button(
        label, files["tables.xlsx"], f"{stem}.xlsx", on_click=keep_copy, args=("tables",), type="primary"
    )
    with st.expander(gettext("Each table as its own file (.csv), and the network (.graphml)")):
        columns = st.columns(3)
        for place, (name, content) in enumerate(sorted(files.items())):
            if name != "tables.xlsx":
                file = f"{stem}-{name}"
                columns[place % 3].download_button(name, content, file, on_click=keep_copy, args=("tables",))
layout.caption(
    gettext(
        "In CSV files, text that starts like a formula gets an apostrophe, so that a spreadsheet shows it and does not "
        "run it. The GraphML file opens in Gephi, yEd, Cytoscape and R."
    )
)
with st.expander(gettext("What the columns mean")):
    heads = [gettext("Table"), gettext("Column"), gettext("Type"), gettext("Required"), gettext("Meaning")]
    layout.table(dictionary().set_axis([*heads, gettext("Also read under the name")], axis="columns"))
