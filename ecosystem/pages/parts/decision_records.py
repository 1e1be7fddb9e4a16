"""The log of decisions about names: which log belongs to which data, what it holds, what can be added.

Anyone on a server can open a sample, so decisions about a sample stay in the session and never reach the store.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ecosystem.names.decisions import Decision
from ecosystem.projects import store
from ecosystem.projects.project import Project
from ecosystem.projects.sources import log_name as project_log

_SAMPLE = "sample "


def log_name(
    *,
    sample: str = "",
    project: Project | None = None,
    path: str | None = None,
) -> str:
    """Return the name of the log of a sample, a project, or data named at the start.

    The name of a file is not enough: strangers on one server may both have an "answers.xlsx".
    """
    if sample:
        return f"{_SAMPLE}{sample}"
    if project:
        return project_log(project)
    if path:
        return f"path {path}"
    return f"{_SAMPLE}of this session"


@dataclass(frozen=True)
class DecisionLog:
    """One log: its name, and the logs of samples, which are kept by session."""

    name: str
    samples: dict[str, list[Decision]]

    @property
    def of_sample(self) -> bool:
        """Whether decisions stay in this session."""
        return self.name.startswith(_SAMPLE)

    def records(self) -> list[Decision]:
        """Return the records, the oldest first."""
        return [*self.samples.get(self.name, ())] if self.of_sample else store.log(self.name)

    def add(self, decisions: Sequence[Decision], beside: Sequence[Decision]) -> list[str]:
        """Append decisions; return the reasons why some could not be recorded.

        ``beside``: decisions that come with the data.
        """
        if not self.of_sample:
            return store.add(self.name, decisions, beside)
        accepted, refused = store.sort_out(decisions, [*beside, *self.records()])
        self.samples.setdefault(self.name, []).extend(accepted)
        return refused
