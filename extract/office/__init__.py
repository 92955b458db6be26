"""Documents of other office programs: converted to DOCX, which the reader of Word files then reads."""
