"""The rules that a page draws: cells of tables, and pages that pdfplumber cannot open."""

import pytest

from extract.paged.drawn_rules import grids
from extract.records import UnreadableError

CATALOG = b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj "
DAMAGED = {
    "pdfium mends a list of pages that pdfplumber takes as it is: empty": b"2 0 obj << /Type /Odd >> endobj",
    "a sheet of three numbers": b"2 0 obj << /Type /Page /MediaBox [0 0 595] /Count 1 >> endobj",
    "a sheet that is none": b"2 0 obj << /Type /Page /MediaBox /A4 >> endobj",
    "a sheet of words": b"2 0 obj << /Type /Page /MediaBox [/a /b /c /d] >> endobj",
}


@pytest.mark.parametrize("objects", DAMAGED.values(), ids=DAMAGED)
def test_a_page_that_only_the_reader_of_text_can_open_is_damaged(objects: bytes) -> None:
    data = b"%PDF-1.4\n" + CATALOG + objects + b"\ntrailer << /Root 1 0 R >>\n%%EOF"
    with pytest.raises(UnreadableError) as error:
        grids(data, 1)
    assert error.value.reason == "damaged"
