"""What a team keeps: so far the log of decisions about names."""
