"""Copies of files without what is about people: the same rows, columns and texts, so that they read the same."""
