"""Wordings of the reason "sheet not used" for sheets of this program's own export, read again."""

from ecosystem.collect.issues.record import Wording
from ecosystem.translation import gettext_noop

OWN_EXPORT = {  # by the marks in ``collect.formats.own_export``
    "own_network": Wording(
        gettext_noop("The tables beside this exported network hold its organizations and ties; only they are read."),
        gettext_noop("Nothing to do. To read the network instead, give its file alone."),
    ),
    "own_workbook": Wording(
        gettext_noop(
            "A CSV file of the same export holds this table too; only the CSV file is read, not this sheet of the "
            "workbook."
        ),
        gettext_noop("If you corrected the workbook, give it alone; if not, there is nothing to do."),
    ),
    "own_no_ties": Wording(
        gettext_noop("This exported table of ties has no rows, so it does not say that ties were asked about."),
        gettext_noop("If ties were asked about and there are none, give the answers that the export was made of."),
    ),
}
