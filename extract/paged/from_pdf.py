"""PDF → Document: the text of each page at once through pdfium; boxes and fonts only where they are needed.

Measured on real files: a page's whole text 2-6 ms, a box for every character ten times that.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from extract.paged.lines import Line, to_blocks, without_furniture
from extract.paged.order import ALONE, Glyph, in_printed_order
from extract.paged.view import View
from extract.paragraphs import join_broken
from extract.records import PDF, Block, Box, Document, Span, UnreadableError
from extract.secrecy import mark_of_secrecy
from extract.text import clean

_SPACE = regex.compile(r"(?<=\S)\s+(?=\S)")
_BREAK = regex.compile(r"\r\n|\n|\u0002")
# The bullets of Symbol and Wingdings; only where a bullet stands, because old fonts have letters there.
_PICTURE = regex.compile(r"^\s*\K[\uf076\uf0a7\uf0b7\uf0d8\uf0fc](?=\s)")
_DOUBLE = ctypes.c_double
# A scanned page may carry a watermark or a stamp as its only text.
_LEAST_LETTERS_A_PAGE = 40
_NO_PAGES = "Tệp PDF không có trang nào. Lấy lại bản gốc."


class PdfSource:
    """A PDF with a text layer, held open so that boxes can be asked for."""

    def __init__(self, path: Path, data: bytes, sha256: str) -> None:
        self._pdf = _open(data)
        try:
            self._pages = [_Page(self._pdf, number) for number in range(len(self._pdf))]
            self._check_text()
            secrecy = mark_of_secrecy(line for page in self._pages for line in page.text.splitlines())
            blocks = self._blocks(data)
            self.document = Document(
                path, sha256, len(data), PDF, "pdf", blocks, pages=len(self._pages), secrecy=secrecy
            )
        except UnreadableError:
            self.close()
            raise

    def _check_text(self) -> None:
        if not self._pages:
            raise UnreadableError("no_pages", _NO_PAGES)
        wanted = _LEAST_LETTERS_A_PAGE * len(self._pages)
        for page in self._pages:
            wanted -= sum(map(str.isalpha, page.text))
            if wanted <= 0:
                return
        raise UnreadableError("needs_ocr", "Bản quét không có lớp chữ: cần nhận dạng chữ (OCR).")

    def _blocks(self, data: bytes) -> tuple[Block, ...]:
        lines: list[Line] = []
        cells: list[Block] = []
        for page in self._pages:
            page_lines = page.lines()
            if page.may_have_tables():
                from extract.paged.tables import take_tables

                first = len({c.table for c in cells})
                page_lines, found = take_tables(data, page.number, page_lines, first, page.text_in)
                cells += found
            lines += page_lines
        lines = without_furniture(lines)
        if cells:
            from extract.paged.tables import join_over_pages

            cells = join_over_pages(cells, lines)
        return join_broken(to_blocks(lines, cells, self))

    def is_styled(self, page: int, index: int) -> bool:
        """True when the character `index` of a page is set bold or italic."""
        return self._pages[page - 1].is_styled(index)

    def box(self, page: int, index: int) -> Box:
        """The box of one character of a page."""
        return self._pages[page - 1].box(index)

    def locate(self, span: Span) -> tuple[int | None, Box | None]:
        """The page and the box of a span; of a span over several lines, the box of its part on the first page."""
        block = self.document.blocks[span.block]
        boxes: list[Box] = []
        page: int | None = None
        for piece in block.pieces:
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start >= end or piece.page is None or page not in (None, piece.page):
                continue
            page = piece.page
            if piece.source is None:  # a cell of a table: its own box
                boxes += [piece.box] if piece.box else []
                continue
            first = piece.source + start - piece.start
            boxes += [self.box(page, first), self.box(page, first + end - start - 1)]
        return page, around(boxes)

    def close(self) -> None:
        """Close the document and its pages; pdfium keeps them otherwise."""
        self._pdf.close()


def around(boxes: list[Box]) -> Box | None:
    """The smallest box around some boxes."""
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


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


@dataclass(slots=True)
class _Buffers:
    """Numbers that pdfium writes into; one set serves all calls."""

    left: Any
    right: Any
    bottom: Any
    top: Any
    flags: Any
    name: Any

    @classmethod
    def new(cls) -> "_Buffers":
        return cls(_DOUBLE(), _DOUBLE(), _DOUBLE(), _DOUBLE(), ctypes.c_int(), ctypes.create_string_buffer(128))


_BOLD_OR_ITALIC = regex.compile(rb"bold|black|heavy|semibold|italic|oblique", regex.IGNORECASE)


class _Page:
    """One page: its text, its lines with their boxes, and single characters on demand."""

    def __init__(self, pdf: Any, number: int) -> None:
        self.number = number + 1
        try:
            self._page = pdf[number]
            self._text_page = self._page.get_textpage()
            self._view = View.of(self._page)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("damaged", f"Trang {number + 1} của tệp PDF bị hỏng. Lấy lại bản gốc.") from error
        self._raw = self._text_page.raw
        self.text: str = self._text_page.get_text_range()
        self._linear = len(self.text) == pdfium.FPDFText_CountChars(self._raw)
        self._buffers = _Buffers.new()
        self._order: list[int] = []
        if self._is_out_of_order():
            self.text, self._order = in_printed_order(list(self._glyphs()))

    def _char(self, offset: int) -> int:
        """The index of a character by its offset in the text; they part where a glyph has no Unicode."""
        if self._linear or self._order:
            return offset
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, offset))

    def _own(self, index: int) -> int:
        """pdfium's index of a character; on a page that was put in order, an index is an offset of the text."""
        return self._order[index] if self._order else index

    def _is_out_of_order(self) -> bool:
        """True when a letter that stands alone in the text was drawn left of what stands before it in its line."""
        for mark in ALONE.finditer(self.text):
            before = self.text.rfind(" ", 0, mark.start()) - 1
            if before < 0 or self.text[before].isspace() or "\n" in self.text[before : mark.start()]:
                continue
            (x, base), (last_x, last_base) = (self._baseline(self._char(at)) for at in (mark.start(), before))
            if x < last_x and abs(base - last_base) < 1:
                return True
        return False

    def _glyphs(self) -> Iterator[Glyph]:
        """The printed characters of the page, with the room that each takes; not the spaces that pdfium adds."""
        loose = pdfium.FS_RECTF()
        for index in range(pdfium.FPDFText_CountChars(self._raw)):
            char = chr(pdfium.FPDFText_GetUnicode(self._raw, index))
            if pdfium.FPDFText_IsGenerated(self._raw, index) or char in "\r\n\0":
                continue
            pdfium.FPDFText_GetLooseCharBox(self._raw, index, loose)
            left, right = sorted(
                self._view.shown(x, y)[0] for x, y in ((loose.left, loose.bottom), (loose.right, loose.top))
            )
            size = pdfium.FPDFText_GetFontSize(self._raw, index)
            yield Glyph(char, index, left, right, self._baseline(index)[1], size)

    def box(self, index: int) -> Box:
        """The box of a character, origin at the top left."""
        b = self._buffers
        pdfium.FPDFText_GetCharBox(self._raw, self._own(index), b.left, b.right, b.bottom, b.top)
        x0, y0 = self._view.shown(b.left.value, b.top.value)
        x1, y1 = self._view.shown(b.right.value, b.bottom.value)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _baseline(self, index: int) -> tuple[float, float]:
        b = self._buffers
        pdfium.FPDFText_GetCharOrigin(self._raw, self._own(index), b.left, b.top)
        return self._view.shown(b.left.value, b.top.value)

    def is_styled(self, index: int) -> bool:
        """True when a character's font is bold or italic, by its name; or drawn heavier than normal."""
        b, index = self._buffers, self._own(index)
        size = pdfium.FPDFText_GetFontInfo(self._raw, index, b.name, 128, b.flags)
        if _BOLD_OR_ITALIC.search(b.name.raw[: max(0, min(size, 128))]):
            return True
        return bool(pdfium.FPDFText_GetFontWeight(self._raw, index) >= 600)

    def lines(self) -> list[Line]:
        """The printed lines of the page in reading order."""
        found: list[Line] = []
        begin = 0
        for mark in [*_BREAK.finditer(self.text), None]:
            end = mark.start() if mark else len(self.text)
            self._add(found, begin, end + (mark is not None and mark[0] == "\u0002"))
            begin = mark.end() if mark else end
        return found

    def _add(self, found: list[Line], begin: int, end: int) -> None:
        raw = self.text[begin:end].replace("\u0002", "-").replace("\ufffe", "-")
        text = _PICTURE.sub("-", clean(raw))
        if not text:
            return
        first = begin + len(raw) - len(raw.lstrip())
        char = self._char(first)
        x0, base = self._baseline(char)
        _, top, _, bottom = self.box(char)
        _, last_top, right, last_bottom = self.box(self._char(first + len(raw.strip()) - 1))
        box = x0, min(top, last_top), right, max(bottom, last_bottom)
        size = pdfium.FPDFText_GetFontSize(self._raw, self._own(char))
        if self.number == 1 and base * 3 < self._view.height and (gap := self._gap(begin, end, size)):
            self._add(found, begin, gap[0])
            self._add(found, gap[1], end)
            return
        found.append(Line(text, self.number, self._view.height, box, base, size, char, raw[-1].isspace()))

    def _gap(self, begin: int, end: int, size: float) -> tuple[int, int] | None:
        """Where the two columns of a letterhead were printed as one line: at the first gap of three letters."""
        for mark in _SPACE.finditer(self.text, begin, end):
            left = self.box(self._char(mark.start() - 1))[2]
            if self.box(self._char(mark.end()))[0] - left > 3 * size:
                return mark.span()
        return None

    def text_in(self, box: Box) -> str:
        """The text inside a box of the page."""
        if self._order:
            return "".join(self._inside(box))
        (x0, y0), (x1, y1) = self._view.own(*box[:2]), self._view.own(*box[2:])
        return str(self._text_page.get_text_bounded(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def _inside(self, box: Box) -> Iterator[str]:
        """The characters of a page that was put in order whose middle stands in the box."""
        for offset, char in enumerate(self.text):
            x0, y0, x1, y1 = self.box(offset)
            if box[0] < (x0 + x1) / 2 < box[2] and box[1] < (y0 + y1) / 2 < box[3]:
                yield char

    def may_have_tables(self) -> bool:
        """True when the page draws enough lines or boxes for the rules of a table."""
        paths = 0
        raw = self._page.raw
        for index in range(pdfium.FPDFPage_CountObjects(raw)):
            kind = pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(raw, index))
            paths += kind == pdfium.FPDF_PAGEOBJ_PATH
            if paths >= 6:
                return True
        return False
