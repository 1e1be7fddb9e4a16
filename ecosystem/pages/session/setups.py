"""The column setup of the data shown: kept as it is chosen, and once it was imported."""

import streamlit as st

from ecosystem.collect.recipes import Recipe, dump_recipe
from ecosystem.errors import EcosystemError
from ecosystem.pages.session import access, opening
from ecosystem.pages.session.keeping import signed
from ecosystem.pages.session.projects import project
from ecosystem.pages.session.state import PROJECT, tell
from ecosystem.projects import project as projects
from ecosystem.projects.changes import Change, ConflictError
from ecosystem.projects.links import MANAGE
from ecosystem.projects.project import DRAFT, SETUP
from ecosystem.show.text import plain


def use_recipe(recipe: Recipe) -> bool:
    """Import the source again under a column setup; return whether it could be imported, and is kept then."""
    known, text = project(), dump_recipe(recipe)
    done = opening.use_recipe(recipe)
    if done and known is not None and known.value(SETUP) != text:
        try:
            access.check(known, MANAGE)
            st.session_state[PROJECT] = projects.record(known, signed(Change(SETUP, text)))
        except ConflictError as error:
            st.session_state["conflict"] = error
        except EcosystemError as error:
            tell(str(error))
    return done


def keep_draft(recipe: Recipe) -> str:
    """Keep the column setup as chosen on the page Data, once it differs from the one first drawn; return it as text."""
    text, known = dump_recipe(recipe), project()
    if known is None:
        return text
    key = f"drawn {projects.content_key(known)}"
    if st.session_state.setdefault(key, text) != text:
        st.session_state[key] = text
        try:
            access.check(known, MANAGE)
            st.session_state[PROJECT] = projects.record(known, signed(Change(DRAFT, text)), alone=True)
        except EcosystemError as error:
            st.error(plain(str(error)))
    return text
