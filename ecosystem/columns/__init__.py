"""Roles of the columns of a sheet: recognized, inferred, checked, described."""
