"""Words on answers that are too old: how many, what rests on them alone, and whom to ask again."""

from datetime import date

import pandas as pd

from ecosystem.show import phrases
from ecosystem.translation import gettext, ngettext


def about_faded(table: pd.DataFrame, months: int) -> list[str]:
    """Return how many answers are as old as the limit, what rests on them alone, and how many have no day.

    ``table``: `findings.response.faded` of one city, made with ``months``. Nothing where it is empty.
    """
    dated = table["months"].notna()
    lines, old, without = [], int(dated.sum()), int((~dated).sum())
    if old:
        text = ngettext(
            "{count:,} organization last answered {months:,} months ago or earlier.",
            "{count:,} organizations last answered {months:,} months ago or earlier.",
            old,
        )
        lines.append(text.format(count=old, months=months))
    if alone := int(table.loc[dated, "ties_alone"].fillna(0).sum()):
        text = ngettext(
            "{ties} rests on such an answer alone.", "{ties} rest on such answers alone.", alone
        )  # the ties are counted in words of their own
        lines.append(text.format(ties=phrases.ties(alone)))
    if without:
        text = ngettext(
            "Of {count:,} organization no answer has a date that can be read.",
            "Of {count:,} organizations no answer has a date that can be read.",
            without,
        )
        lines.append(text.format(count=without))
    return lines


def faded_in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each organization: Organization, Last answer, Months ago, Ties it alone reports."""
    return pd.DataFrame(
        {
            gettext("Organization"): table["organization"].array,
            gettext("Last answer"): [
                date.fromisoformat(day) if pd.notna(day) else None for day in table["last_answer"]
            ],
            gettext("Months ago"): table["months"].array,
            gettext("Ties it alone reports"): table["ties_alone"].array,
        }
    )
