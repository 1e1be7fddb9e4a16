"""Who answered, what the answers are worth, and what may be reported on them."""
