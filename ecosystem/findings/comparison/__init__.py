"""Cities beside each other."""
