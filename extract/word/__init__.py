"""DOCX → Document: the package, its styles and numbers, and one walk through its body."""
