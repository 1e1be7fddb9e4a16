"""Pieces that a page is too short to hold; the desk still holds what is remembered."""
