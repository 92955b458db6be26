"""What the tests of PDFs share: pages written by hand, opened."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.paged.from_pdf import PdfSource
from extract.source import open_source
from tests.extract.paged.written_pdf import SHEET, Page, pdf

Open = Callable[..., PdfSource]


@pytest.fixture
def open_pages(tmp_path: Path) -> Open:
    """Pages → the PDF that they make, opened."""

    def open_pages(*pages: Page, sheet: bytes = SHEET, turn: int = 0) -> PdfSource:
        (tmp_path / "b.pdf").write_bytes(pdf(pages, sheet, turn))
        source = open_source(tmp_path / "b.pdf")
        assert isinstance(source, PdfSource)
        return source

    return open_pages
