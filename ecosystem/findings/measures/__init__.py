"""Measures of organizations and networks, their register, their ranges and why one is empty."""
