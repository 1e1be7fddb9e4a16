"""Matching of names: pairs that may mean one organization, with the reasons as text. People decide."""

from ecosystem.names.matching.proposals import proposals

__all__ = ["proposals"]
