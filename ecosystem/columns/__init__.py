"""What each column of a sheet becomes: recognized, inferred, checked, described."""
