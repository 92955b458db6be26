"""Readings → findings: what cannot be true as printed, asked as a question."""
