"""Type it in: what is added or mended by hand beside the sources, with the list of it and the way back."""

import itertools
from collections.abc import Callable

import streamlit as st

from ecosystem.errors import EcosystemError
from ecosystem.pages import session
from ecosystem.pages.parts import by_hand_fields as fields
from ecosystem.pages.parts import layout
from ecosystem.projects import by_hand
from ecosystem.projects.change_words import describe
from ecosystem.projects.changes import Change
from ecosystem.projects.project import Project
from ecosystem.show.attribute_text import relation_label, relations_for, words_for
from ecosystem.show.text import plain
from ecosystem.tables.by_hand import value_of
from ecosystem.tables.dataset import Ecosystem
from ecosystem.translation import gettext

_LISTED = 20  # changes listed with a button
_TYPED = "typed by hand"


def show_typing(project: Project) -> None:
    """Draw the four forms and what was typed with them; what is added is kept at once and can be undone."""
    held = by_hand.typed(project)
    found = session.ecosystem() if session.has_map() else None
    key = f"{project.id} {_kept_here()}"  # empty fields once something was kept
    label = gettext("Type it in: an organization, a tie, a correction ({count:,})").format(count=len(held))
    with st.expander(label, expanded=found is None, key="typing"):
        if news := session.take_news("typed"):
            st.success(plain(news), icon=":material/check:")
        layout.caption(
            gettext(
                "What you type is kept beside your files and counts before them. Your files stay as they are. About "
                "organizations only: people belong in the contacts."
            )
        )
        forms: dict[str, Callable[[Ecosystem | None, str], None]] = {
            gettext("Add an organization"): _organization,
            gettext("Add a tie"): _tie,
            gettext("Correct an attribute"): _attribute,
            gettext("Add an invited organization"): _invited,
        }
        for tab, draw in zip(st.tabs(list(forms)), forms.values(), strict=True):
            with tab:
                draw(found, key)
        _typed(held)


def _organization(found: Ecosystem | None, key: str) -> None:
    name, site = _name_and_city(found, f"organization {key}")
    sector = st.selectbox(
        gettext("Sector"), words_for(found, "sector"), index=None, key=f"sector {key}", format_func=plain
    )
    website = st.text_input(gettext("Website"), key=f"website {key}", max_chars=300)
    values, words = {"sector": sector or "", "website": website}, {"sector": words_for(found, "sector")}
    _button(gettext("Add this organization"), key, lambda: by_hand.organization(name, site, values, words=words))


def _invited(found: Ecosystem | None, key: str) -> None:
    name, site = _name_and_city(found, f"invited {key}")
    _button(gettext("Add to those invited"), key, lambda: by_hand.invited(name, site))


def _tie(found: Ecosystem | None, key: str) -> None:
    left, right = st.columns(2)
    with left:
        source = fields.organization(found, gettext("From"), f"source {key}")
    with right:
        target = fields.organization(found, gettext("To"), f"target {key}")
    relation = st.selectbox(
        gettext("Kind of tie"), relations_for(found), key=f"relation {key}", format_func=relation_label
    )
    strength = left.text_input(gettext("Strength, if known (a number; larger is stronger)"), key=f"strength {key}")
    date = right.text_input(gettext("Date or year, if known"), key=f"date {key}")
    wave, site = (found.waves[-1] if found and found.waves else ""), fields.city_of_both(found, source, target)
    values = {"strength": strength, "date": date, "wave": wave, "site": site}
    layout.caption(gettext("It counts as recorded: nobody answered it, so it confirms no other tie."))
    _button(gettext("Add this tie"), key, lambda: by_hand.tie(source[0], target[0], relation, values))


def _attribute(found: Ecosystem | None, key: str) -> None:
    chosen = fields.listed_organization(found, f"mended {key}")
    if found is None or chosen is None:
        layout.caption(gettext("Choose an organization of the map."))
        return
    organization, name, site = chosen
    attribute = fields.attribute(f"attribute {key}")
    now = value_of(found, organization, attribute)
    layout.say(gettext("On the map now: {value}").format(value=now or gettext("nothing")))
    value = fields.value(found, attribute, now, f"value {key} {organization} {attribute}")
    words = {attribute: words_for(found, attribute)}

    def made() -> Change:
        before = by_hand.said_before(session.project(), name, site, attribute, now)
        return by_hand.attribute(name, site, attribute, value, instead_of=before, words=words)

    _button(gettext("Use this instead"), key, made)


def _name_and_city(found: Ecosystem | None, key: str) -> tuple[str, str]:
    left, right = st.columns([2, 1])
    name = left.text_input(gettext("Name of the organization"), key=f"name {key}", max_chars=300)
    with right:
        return name, fields.city(found, key)


def _button(label: str, key: str, make: Callable[[], Change]) -> None:
    """Draw a button that keeps what was typed, or says what is wrong with it."""
    if st.button(label, key=f"{label} {key}", type="primary"):
        try:
            change = make()
            if project := session.project():
                by_hand.refuse_people(project, change)
        except EcosystemError as error:
            st.error(plain(str(error)))
        else:
            session.keep(change)
            gate = session.gate() if session.has_map() else str
            session.keep_news("typed", gettext("Kept: {change}").format(change=gate(describe(change))))
            session.mark_made(f"{_TYPED} {_kept_here()}", True)
            st.rerun()


def _kept_here() -> int:
    """Return how many changes were typed in this session: what others type empties no field."""
    return next(number for number in itertools.count() if not session.was_made(f"{_TYPED} {number}", True))


def _typed(held: list[Change]) -> None:
    """Draw what was typed, the latest first, each with the way to take it back."""
    gate = session.gate() if session.has_map() else str
    for change in held[: -_LISTED - 1 : -1]:
        words, button = st.columns([5, 1], vertical_alignment="center")
        with words:
            layout.say(gate(describe(change)))
        button.button(gettext("Undo"), key=f"undo {change.number}", on_click=session.undo, args=(change,))
    if len(held) > _LISTED:
        layout.caption(gettext("Earlier ones are listed under “What was changed” on the page Home."))
