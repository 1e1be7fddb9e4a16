"""Import of answers: files, folders and Google Sheets are read as sheets of text, without changes."""
