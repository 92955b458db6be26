"""PDF → Document, decided page by page: by its text layer, or by its picture where that is not what is printed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.legacy_pages import decode_pages
from extract.paged.choice import doubt_digits, says_more, why_from_picture
from extract.paged.page import Page
from extract.paged.pages import Pages
from extract.paged.reading import read_pictures
from extract.paged.text_page import TextPage
from extract.paged.trained import needs_ocr, trained
from extract.records import PDF, Document, Place, Recognition, Span, UnreadableError

_NO_PAGES = "Tệp PDF không có trang nào. Lấy lại bản gốc."
_WHY = {
    "no_text": "không có lớp chữ",
    "not_vietnamese": "lớp chữ không phải tiếng Việt đọc được",
    "scan": "lớp chữ do máy khác nhận dạng",
    "force": "theo yêu cầu",
}


# of these reasons the text layer does not stand for the print
_NEEDS_PICTURE = ("no_text", "not_vietnamese")
_FROM_PICTURE = "đọc từ ảnh"
_NO_OCR = "chưa đọc vì chưa cài nhận dạng chữ; cài rồi chạy lại"
_NO_TIME = "chưa đọc vì hết thời gian cho một tệp; chạy lại với --timeout lớn hơn"


class PdfSource:
    """A PDF, held open so that boxes can be asked for."""

    def __init__(self, path: Path, data: bytes, sha256: str, recognition: Recognition) -> None:
        self._pdf = _open(data)
        try:
            layers = [TextPage(self._pdf, number, data) for number in range(len(self._pdf))]
            if not layers:
                raise UnreadableError("no_pages", _NO_PAGES)
            encoding, mended = _in_unicode(layers)
            pages, repairs, missing = _chosen(layers, recognition)
            self._pages = Pages(pages, len(layers))
            document = self._pages.document(path, sha256, len(data), PDF, (*mended, *repairs), missing)
            self.document: Document = replace(document, encoding=encoding)
        except UnreadableError:
            self.close()
            raise

    def locate(self, span: Span) -> Place:
        """The page and the box of a span, and how sure its reading is."""
        return self._pages.locate(self.document, span)

    def close(self) -> None:
        """Close the document and its pages; pdfium keeps them otherwise."""
        self._pdf.close()


def _in_unicode(layers: Sequence[TextPage]) -> tuple[str, tuple[str, ...]]:
    """Let every page be read in Unicode; the encoding they were in, and what is to be said of that."""
    decoded = decode_pages([page.text for page in layers], [page.font for page in layers])
    if decoded.encoding == "unicode":
        return "unicode", ()
    for page, text in zip(layers, decoded.pages, strict=True):
        page.read_as(text)
    return decoded.encoding, decoded.repairs


def _chosen(layers: Sequence[TextPage], recognition: Recognition) -> tuple[list[Page], tuple[str, ...], str]:
    """The pages that can be read, each by its layer or its picture; what is said of that, and why pages are missing."""
    forced = recognition.mode == "force"
    why = {page.number: "force" if forced else why_from_picture(page) for page in layers}
    scanned: dict[int, Page] = {}
    may = recognition.mode != "never" and bool(trained())
    if may:
        wanted = [page for page in layers if why[page.number]]
        pictures = ((page.number, page.picture()) for page in wanted)
        for layer, page in zip(wanted, read_pictures(pictures, recognition), strict=False):
            doubt_digits(page, layer.text)
            scanned[page.number] = page if says_more(page, layer) else layer
    unread = {n: reason for n, reason in why.items() if reason in _NEEDS_PICTURE and n not in scanned}
    kept = [scanned.get(page.number, page) for page in layers if page.number not in unread]
    if unread and not may and not any(page.text.strip() for page in kept):
        raise UnreadableError("needs_ocr", needs_ocr())
    said = _said({n: why[n] for n, page in scanned.items() if page.text_source == "ocr"}, _FROM_PICTURE) + _said(
        unread, _NO_TIME if may else _NO_OCR
    )
    return kept, said, ("timeout" if may else "needs_ocr") if unread else ""


def _said(why: Mapping[int, str], what: str) -> tuple[str, ...]:
    """A sentence for each reason, with its pages: Trang 2, 5 đọc từ ảnh (không có lớp chữ)."""
    pages: dict[str, list[str]] = {}
    for number, reason in why.items():
        pages.setdefault(reason, []).append(str(number))
    return tuple(f"Trang {', '.join(numbers)}: {what} ({_WHY[reason]})." for reason, numbers in pages.items())


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
