"""Storage of a team's work: the log of decisions about names."""
