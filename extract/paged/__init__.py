"""Pages → Document: the text layer of a PDF, its lines, tables and reading order."""
