"""From tables to a graph, and from a graph to arrays."""
