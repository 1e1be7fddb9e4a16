"""The choice of some organizations of a city, by sector or by community."""

from typing import NamedTuple

import streamlit as st

from ecosystem.findings.site_network import SiteNetwork
from ecosystem.pages import session
from ecosystem.show.centrality import communities_by_label
from ecosystem.text import joined
from ecosystem.translation import gettext


class Subset(NamedTuple):
    """Some organizations of a city: in words, and their ids; ("", ()) stands for all."""

    words: str
    organizations: tuple[str, ...]


def pick_subset(city: SiteNetwork) -> Subset:
    """Draw the choice of sectors and of a community, where there are several; return the organizations chosen."""
    members = city.members
    here, sectors, community = members.index, [], None
    if members["sector"].nunique() > 1:
        sectors = st.multiselect(
            gettext("Only these sectors"),
            sorted(members["sector"].dropna().unique()),
            placeholder=gettext("all"),
            key="among",
            help=gettext("Everything on this page is recalculated among them, as if no others existed."),
            bind="query-params",
        )
        if sectors:
            here = here[members["sector"].isin(sectors)]
    communities = session.remember(
        ("communities", city.site, city.relation, city.rule), lambda: communities_by_label(city)
    )
    if len(communities) > 1:
        community = st.selectbox(
            gettext("Community"),
            list(communities),
            index=None,
            placeholder=gettext("all"),
            help=gettext(
                "Organizations with more ties among themselves than chance would give. Everything on this page is "
                "recalculated among them, as if no others existed."
            ),
            key=session.within("community", communities),
            bind="query-params",
        )
        if community:
            here = here[here.isin(communities[community])]
    if not sectors and not community:
        return Subset("", ())
    return Subset(_in_words(sectors, community), tuple(here))


def _in_words(sectors: list[str], community: str | None) -> str:
    if sectors and community:
        return gettext("{sectors} in {community}").format(sectors=joined(sectors), community=community)
    return community or joined(sectors)
