"""After how many months the answers of a project fade."""

from ecosystem.errors import RequestError
from ecosystem.projects.changes import Change
from ecosystem.projects.kinds import FADES_AFTER
from ecosystem.projects.project import Project, record
from ecosystem.translation import gettext

__all__ = ["FADES_AFTER", "fade_after", "months_to_fade"]


def months_to_fade(project: Project) -> int | None:
    """Return after how many months an answer is to be asked again; None where the project says nothing of it."""
    months = project.value(FADES_AFTER)
    return None if months is None else int(months)


def fade_after(project: Project, months: int | None, by: str = "") -> Project:
    """Keep after how many months answers fade, None for the usual; RequestError for less than one."""
    if months is not None and months < 1:
        raise RequestError(gettext("Answers fade after 1 month or more, not {months}.").format(months=months))
    return record(project, Change(FADES_AFTER, months, by=by))
