"""How answers get in: files, folders and Google Sheets become sheets of text, unchanged."""
