"""PDF → Document: page by page, by the text layer of each."""

from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.paged.pages import Pages
from extract.paged.text_page import TextPage
from extract.records import PDF, Box, Document, Span, UnreadableError
from extract.secrecy import mark_of_secrecy

# A scanned page may carry a watermark or a stamp as its only text.
_LEAST_LETTERS_A_PAGE = 40
_NO_PAGES = "Tệp PDF không có trang nào. Lấy lại bản gốc."


class PdfSource:
    """A PDF with a text layer, held open so that boxes can be asked for."""

    def __init__(self, path: Path, data: bytes, sha256: str) -> None:
        self._pdf = _open(data)
        try:
            pages = [TextPage(self._pdf, number, data) for number in range(len(self._pdf))]
            _check_text(pages)
            secrecy = mark_of_secrecy(line for page in pages for line in page.text.splitlines())
            self._pages = Pages(pages)
            blocks = self._pages.blocks()
            self.document = Document(path, sha256, len(data), PDF, "pdf", blocks, pages=len(pages), secrecy=secrecy)
        except UnreadableError:
            self.close()
            raise

    def locate(self, span: Span) -> tuple[int | None, Box | None]:
        """The page and the box of a span."""
        return self._pages.locate(self.document, span)

    def close(self) -> None:
        """Close the document and its pages; pdfium keeps them otherwise."""
        self._pdf.close()


def _check_text(pages: list[TextPage]) -> None:
    if not pages:
        raise UnreadableError("no_pages", _NO_PAGES)
    wanted = _LEAST_LETTERS_A_PAGE * len(pages)
    for page in pages:
        wanted -= sum(map(str.isalpha, page.text))
        if wanted <= 0:
            return
    raise UnreadableError("needs_ocr", "Bản quét không có lớp chữ: cần nhận dạng chữ (OCR).")


def _open(data: bytes) -> Any:
    # Of a file without pages pdfium says nothing, and the reason of the failure before stands: be it this one.
    pdfium.FPDF_LoadDocument(b"", None)
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_FILE:
            raise UnreadableError("no_pages", _NO_PAGES) from error
        if code == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableError("encrypted", "Tệp PDF có mật khẩu. Gỡ mật khẩu rồi đưa vào lại.") from error
        raise UnreadableError("damaged", "Tệp PDF bị hỏng, không mở được. Lấy lại bản gốc.") from error
