"""Session state: which data are loaded, the city looked at, and results kept; the only package that touches it."""

from ecosystem.pages.session.access import is_local, may, visitor
from ecosystem.pages.session.data import (
    ecosystem,
    gate,
    has_map,
    has_mistake,
    has_source,
    keep_imported,
    last_import,
    shown,
    source,
    waits,
)
from ecosystem.pages.session.decisions import (
    check_may_decide,
    decision_log,
    keep_refused,
    recorded,
    take_over,
    take_refused,
)
from ecosystem.pages.session.header import next_page_link, open_page, page_header
from ecosystem.pages.session.keeping import (
    act,
    bring_back,
    keep,
    keep_files,
    undo,
)
from ecosystem.pages.session.opening import (
    read_otherwise,
    use_sample,
    use_source,
)
from ecosystem.pages.session.projects import (
    deleted_projects,
    fault,
    initials,
    open_project,
    project,
    projects_seen,
)
from ecosystem.pages.session.setups import (
    keep_draft,
    use_recipe,
)
from ecosystem.pages.session.starting import (
    check_sheet,
    open_box,
    start,
    start_sheet,
)
from ecosystem.pages.session.state import (
    OWN,
    base_address,
    chosen,
    keep_news,
    mark_made,
    new_files,
    take_news,
    was_made,
    within,
)
from ecosystem.pages.session.view import city, remember, remember_source, site

__all__ = [
    "OWN",
    "act",
    "base_address",
    "bring_back",
    "check_may_decide",
    "check_sheet",
    "chosen",
    "city",
    "decision_log",
    "deleted_projects",
    "ecosystem",
    "fault",
    "gate",
    "has_map",
    "has_mistake",
    "has_source",
    "initials",
    "is_local",
    "keep",
    "keep_draft",
    "keep_files",
    "keep_imported",
    "keep_news",
    "keep_refused",
    "last_import",
    "mark_made",
    "may",
    "new_files",
    "next_page_link",
    "open_box",
    "open_page",
    "open_project",
    "page_header",
    "project",
    "projects_seen",
    "read_otherwise",
    "recorded",
    "remember",
    "remember_source",
    "shown",
    "site",
    "source",
    "start",
    "start_sheet",
    "take_news",
    "take_over",
    "take_refused",
    "undo",
    "use_recipe",
    "use_sample",
    "use_source",
    "visitor",
    "waits",
    "was_made",
    "within",
]
