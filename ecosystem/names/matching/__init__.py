"""Who is who: pairs of names that may mean one organization, with the reasons in words. People decide."""

from ecosystem.names.matching.proposals import proposals

__all__ = ["proposals"]
