"""The menu: the logo, the sections, and in each the pages with their short name, icon and headline."""

from dataclasses import dataclass
from pathlib import Path

from ecosystem.translation import gettext_noop

NAME = "Civic Ecosystem Mapper"  # a name, the same in every language
SIDEBAR_WIDTH = 224  # pixels; a reader can drag it wider
_ASSETS = Path(__file__).with_name("assets")


@dataclass(frozen=True)
class Entry:
    """One page: its file (and address), its section and name in the menu, and its headline; all but the file marked."""

    file: str
    section: str
    name: str
    icon: str
    headline: str
    earlier: str = ""  # the address it had before, which still leads to it

    @property
    def path(self) -> Path:
        """The file of the page, wherever the package is installed."""
        return page_path(self.file)


def page_path(file: str) -> Path:
    """Return where a page's file is, for links and ``st.switch_page``."""
    return Path(__file__).with_name(f"{file}.py")


PROJECT, SURVEY, EXPLORE = gettext_noop("Project"), gettext_noop("Survey"), gettext_noop("Explore")
ACT, SHARE = gettext_noop("Act"), gettext_noop("Share")
MENU = (
    Entry("home", PROJECT, gettext_noop("Home"), "home", gettext_noop("What are we mapping?"), "start"),
    Entry("data", PROJECT, gettext_noop("Data"), "table", gettext_noop("What is in each column?"), "columns"),
    Entry("names", PROJECT, gettext_noop("Names"), "badge", gettext_noop("Who is who?")),
    Entry("responses", SURVEY, gettext_noop("Responses"), "how_to_reg", gettext_noop("Who answered?"), "answers"),
    Entry("map", EXPLORE, gettext_noop("Map"), "hub", gettext_noop("Who works with whom?"), "ties"),
    Entry(
        "key_organizations",
        EXPLORE,
        gettext_noop("Key organizations"),
        "star",
        gettext_noop("Who holds it together?"),
        "holders",
    ),
    Entry("gaps", EXPLORE, gettext_noop("Gaps"), "join_left", gettext_noop("What is missing?")),
    Entry("compare", ACT, gettext_noop("Compare"), "compare_arrows", gettext_noop("How do cities differ?"), "cities"),
    Entry("reports", SHARE, gettext_noop("Reports"), "ios_share", gettext_noop("What do we take with us?"), "takeaway"),
)


def logo(theme: str | None) -> str:
    """Return the file of the logo for a theme, "light" or "dark"; light where the browser has not said which."""
    return str(_ASSETS / ("logo-dark.svg" if theme == "dark" else "logo-light.svg"))
