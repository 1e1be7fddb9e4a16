"""The terminal: a face on the same verbs as the pages; it reads words, calls the rooms and prints."""
