"""What is missing: kinds of gaps, their register and their table."""
