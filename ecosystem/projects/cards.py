"""The card of a project, with the figures and the picture of a map that was made anyway."""

from contextlib import suppress

from ecosystem.errors import StoreError
from ecosystem.projects.glances import keep_glance
from ecosystem.projects.project import Project
from ecosystem.show.glance import glance
from ecosystem.tables.dataset import Ecosystem


def show_on_card(project: Project, found: Ecosystem) -> None:
    """Keep what the card of a project shows of its map; a store that can only be read keeps none."""
    with suppress(StoreError):  # all else is kept, and the app makes it again
        keep_glance(project, found.fingerprint, lambda: glance(found))
