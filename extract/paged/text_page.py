"""A page of a PDF by its text layer: the text at once through pdfium; boxes and fonts only where they are needed.

Measured on real files: a page's whole text 2-6 ms, a box for every character ten times that.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from extract.encodings import Decoded
from extract.paged.objects import Objects
from extract.paged.order import ALONE, Glyph, has_lost_spaces, in_printed_order
from extract.paged.page import Grid, Page
from extract.paged.picture import POINTS, Picture, picture_of, resolution
from extract.paged.small_print import with_marks
from extract.paged.view import View
from extract.records import Box, UnreadableError

_DOUBLE = ctypes.c_double
_BOLD_OR_ITALIC = regex.compile(rb"bold|black|heavy|semibold|italic|oblique", regex.IGNORECASE)
# fewer lines and boxes than this rule no table
_LEAST_PATHS = 6
# a page of text whose letters are drawn as shapes has more than this
_LEAST_SHAPES = 200
_AS_SAID = 0.02
_HEAVY = 600
# in radians: italics that another font was bent to lean less than this, watermarks across the page more
_ROUND, _RIGHT, _LEANS = 2 * math.pi, math.pi / 2, 0.45
# of so many characters it is asked how they lie
_ASKED, _MOST = 7, 0.7


@dataclass(slots=True)
class _Buffers:
    """Numbers that pdfium writes into; one set serves all calls."""

    left: Any
    right: Any
    bottom: Any
    top: Any
    flags: Any
    name: Any
    matrix: Any

    @classmethod
    def new(cls) -> "_Buffers":
        left, right, bottom, top = (_DOUBLE() for _ in range(4))
        name = ctypes.create_string_buffer(128)
        return cls(left, right, bottom, top, ctypes.c_int(), name, pdfium.FS_MATRIX())


class TextPage(Page):
    """A page with a text layer, held open; `data` is the whole file."""

    text_source = "pdf"

    def __init__(self, pdf: Any, number: int, data: bytes) -> None:
        self.number = number + 1
        self._data = data
        try:
            self._page = pdf[number]
            self._text_page = self._page.get_textpage()
            self._paper = self._view = View.of(self._page)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError("damaged", f"Trang {number + 1} của tệp PDF bị hỏng. Lấy lại bản gốc.") from error
        self._raw = self._text_page.raw
        self._buffers = _Buffers.new()
        self._order: list[int] = []
        if (quarter := self._quarter()) is not None:
            self._view = View.of(self._page, quarter)
        self.height = self._view.height
        self.text: str = self._text_page.get_text_range()
        self._linear = len(self.text) == pdfium.FPDFText_CountChars(self._raw)
        self._scaled = self._is_scaled()
        lies = self._view is not self._paper
        if lies or self._is_out_of_order() or has_lost_spaces(self.text):
            self.text, self._order = in_printed_order(list(self._glyphs()), from_top=lies)
        plain, self.text = self.text, with_marks(self.text, self)
        self.has_marks = self.text != plain

    def _quarter(self) -> int | None:
        """In quarters how a page must be turned on which all print lies on its side; None where it stands."""
        count = pdfium.FPDFText_CountChars(self._raw)
        if not count or self.is_upright(count // 2):
            return None
        asked = [count * n // _ASKED for n in range(_ASKED)]
        lie = Counter(
            round(-pdfium.FPDFText_GetCharAngle(self._raw, at) / _RIGHT) % 4
            for at in asked
            if not pdfium.FPDFText_IsGenerated(self._raw, at)
        )
        quarter, most = lie.most_common(1)[0] if lie else (0, 0)
        return quarter if most > _MOST * lie.total() and quarter * _RIGHT != self._view.turn else None

    def index(self, offset: int) -> int:
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
            (x, base), (last_x, last_base) = (self.baseline(self.index(at)) for at in (mark.start(), before))
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
            yield Glyph(char, index, left, right, self.baseline(index)[1], self.size(index))

    def box(self, index: int) -> Box:
        """The box of a character, origin at the top left."""
        b = self._buffers
        pdfium.FPDFText_GetCharBox(self._raw, self._own(index), b.left, b.right, b.bottom, b.top)
        x0, y0 = self._view.shown(b.left.value, b.top.value)
        x1, y1 = self._view.shown(b.right.value, b.bottom.value)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def baseline(self, index: int) -> tuple[float, float]:
        """Where a character was drawn, origin at the top left."""
        b = self._buffers
        pdfium.FPDFText_GetCharOrigin(self._raw, self._own(index), b.left, b.top)
        return self._view.shown(b.left.value, b.top.value)

    def size(self, index: int) -> float:
        """The size of a character's font, as it is seen."""
        size = float(pdfium.FPDFText_GetFontSize(self._raw, self._own(index)))
        return size * self._scale(self._own(index)) if self._scaled else size

    def size_at(self, offset: int) -> float:
        """The size of the character at an offset of the text."""
        return self.size(self.index(offset))

    def base_at(self, offset: int) -> float:
        """How far from the top the character at an offset of the text stands."""
        return self.baseline(self.index(offset))[1]

    def _is_scaled(self) -> bool:
        """True for a page whose letters are not drawn as large as their font says: 1 Tf 14 0 0 14 70 742 Tm."""
        last = pdfium.FPDFText_CountChars(self._raw) - 1
        return any(abs(self._scale(at) - 1) > _AS_SAID for at in {0, last // 2, last} if at >= 0)

    def _scale(self, own: int) -> float:
        """How much larger than its font says a character is drawn, by pdfium's index of it."""
        matrix = self._buffers.matrix
        if not pdfium.FPDFText_GetMatrix(self._raw, own, matrix):
            return 1.0
        return float(math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))) or 1.0

    def is_upright(self, index: int) -> bool:
        """False for a character that stands on its side or aslant; letters that lean are upright."""
        angle = float(pdfium.FPDFText_GetCharAngle(self._raw, self._own(index))) + self._view.turn
        return angle < _LEANS or abs((angle + math.pi) % _ROUND - math.pi) < _LEANS

    def is_styled(self, index: int) -> bool:
        """True when a character's font is bold or italic, by its name; or it is drawn heavier than normal."""
        b, index = self._buffers, self._own(index)
        size = pdfium.FPDFText_GetFontInfo(self._raw, index, b.name, 128, b.flags)
        if _BOLD_OR_ITALIC.search(b.name.raw[: max(0, min(size, 128))]):
            return True
        if pdfium.FPDFText_GetFontWeight(self._raw, index) >= _HEAVY:
            return True
        return self._objects.is_bold(pdfium.FPDFText_GetTextObject(self._raw, index))

    def font(self, offset: int) -> str:
        """The name of the font of a character by its offset in the text, without the tag of a subset."""
        b = self._buffers
        size = pdfium.FPDFText_GetFontInfo(self._raw, self._own(self.index(offset)), b.name, 128, b.flags)
        return str(b.name.raw[: max(0, min(size, 128))].rstrip(b"\0").decode("latin-1")).rpartition("+")[2]

    def read_as(self, decoded: Decoded) -> None:
        """Take the text as it is in Unicode; every character keeps its place."""
        self._order = [self._own(self.index(offset)) for offset in decoded.offsets]
        self.text = decoded.text

    def text_in(self, box: Box) -> str:
        """The text inside a box of the page."""
        if self._order or self.has_marks:
            return super().text_in(box)
        (x0, y0), (x1, y1) = self._view.own(*box[:2]), self._view.own(*box[2:])
        return str(self._text_page.get_text_bounded(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))

    def grids(self) -> Sequence[Grid]:
        """The ruled tables of the page, where it draws enough lines or boxes for one."""
        if self._objects.shapes < _LEAST_PATHS:
            return ()
        from extract.paged.drawn_rules import grids, turned

        found = grids(self._data, self.number)
        return found if self._view is self._paper else [turned(grid, self._paper, self._view) for grid in found]

    def on_paper(self, box: Box) -> Box:
        """A box of a page whose print lies on its side as it stands on the paper."""
        return box if self._view is self._paper else self._view.seen_by(self._paper, box)

    def is_drawn(self) -> bool:
        """True when the page has so many shapes that its letters may be among them."""
        return self._objects.shapes >= _LEAST_SHAPES

    def pictured(self) -> float:
        """How much of the page its pictures cover, 0 to 1; one within a form counts as well."""
        width, height = self._page.get_size()
        areas = (abs((x1 - x0) * (y1 - y0)) for x0, y0, x1, y1 in self._objects.pictures)
        return float(sum(areas) / (width * height or 1))

    @cached_property
    def _objects(self) -> Objects:
        return Objects(self._page.raw)

    def picture(self) -> Picture:
        """The page as it is printed."""
        dpi = resolution(*self._page.get_size())
        dots = self._page.render(scale=dpi / POINTS, rev_byteorder=True).to_numpy()
        return picture_of(dots, dpi)
