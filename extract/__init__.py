"""files → Document → Report: knows documents, and a number's form and class of unit, not its size."""
