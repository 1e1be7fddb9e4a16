"""Workbooks: what is refused unread, and cells as text."""
