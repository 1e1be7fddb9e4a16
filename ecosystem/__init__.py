"""The Civic Ecosystem Mapper: a survey becomes tables, tables a graph, a graph findings, findings pages."""

__version__ = "0.2.0"
