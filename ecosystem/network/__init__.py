"""Graphs built from tables, and arrays built from graphs."""
