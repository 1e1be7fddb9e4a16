"""Excel workbooks: safety checks before opening, and cells as text."""
