"""Gaps as cards and as a table: what is missing, what to do, on what evidence."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ecosystem.findings.gaps.gaps import GAPS
from ecosystem.pages.parts import layout
from ecosystem.show.text import plain
from ecosystem.translation import gettext, gettext_noop

WIDTHS = (110, 250, 180, 180, 90)  # of the table of all gaps
WORDS = {"high": gettext_noop("good"), "medium": gettext_noop("some"), "low": gettext_noop("weak")}
EVIDENCE = {
    "high": gettext_noop("Good evidence: {evidence}"),
    "medium": gettext_noop("Some evidence: {evidence}"),
    "low": gettext_noop("Weak evidence: {evidence}"),
}


def by_kind(gaps: pd.DataFrame, most: int) -> dict[str, list[Any]]:
    """Return kind -> its first gaps, at most so many, for ``cards``."""
    return {str(kind): list(rows.head(most).itertuples()) for kind, rows in gaps.groupby("kind", sort=False)}


def cards(gaps: Sequence[Any]) -> None:
    """Draw two cards per row, so that they keep their order where a phone stacks them."""
    for place, gap in enumerate(gaps):
        if place % 2 == 0:
            columns = st.columns(2)
        with columns[place % 2], st.container(border=True, height="stretch"):
            st.markdown(f"**{plain(gap.statement)}**")
            st.caption(gettext(EVIDENCE[gap.confidence]).format(evidence=plain(gap.evidence)))
            st.markdown(f"→ {plain(gap.action)}")


def in_words(gaps: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps as people read them, for ``table``; rows and index as given."""
    return pd.DataFrame(
        {
            gettext("Kind"): [gettext(GAPS[k].label) for k in gaps["kind"]],
            gettext("What is missing"): gaps["statement"],
            gettext("What to do"): gaps["action"],
            gettext("Why"): gaps["evidence"],
            gettext("Evidence"): [gettext(WORDS[each]) for each in gaps["confidence"]],
        }
    )


def table(shown: pd.DataFrame) -> None:
    """Draw all the gaps chosen, one row each, as ``in_words`` returns them."""
    widths = {head: st.column_config.TextColumn(width=width) for head, width in zip(shown, WIDTHS, strict=True)}
    layout.table(shown, row_height=90, column_config=widths)
