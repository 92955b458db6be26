"""A page, whoever read it: its text, its printed lines, and what stands where on it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

import regex

from extract.paged.hyphens import BROKEN, breaks_within
from extract.paged.letterhead_columns import in_columns, letterhead_first
from extract.paged.lines import Line
from extract.paged.small_print import MARKS
from extract.paragraphs import is_upper
from extract.records import Box
from extract.text import clean

Grid = tuple[float, float, Sequence[tuple[int, int, Box]]]
"""Top and bottom of a ruled table, and its cells: row, column, box."""

# the gap between two columns of a letterhead, in heights of a letter
_WIDE, _NARROW = 3.0, 1.2
# in heights of a letter: a line of one row is lower, the next row stands further off
_TALL, _ROW = 1.8, 0.8
# the left column of a signature begins with the recipients
_RECIPIENTS = ("Nơi nhận", "NƠI NHẬN")
_WORD = regex.compile(r"\S+")
_SPACE = regex.compile(r"(?<=\S)\s+(?=\S)")
_BREAK = regex.compile(rf"\r\n|\n|[{BROKEN}]")
# The bullets of Symbol and Wingdings; only where a bullet stands, because old fonts have letters there.
_PICTURE = regex.compile(r"^\s*\K[\uf076\uf0a7\uf0b7\uf0d8\uf0fc](?=\s)")


class Page(ABC):
    """One page. An index names a character of it; `text` has a line for every printed line."""

    number: int
    text: str
    height: float
    text_source: str
    # the lines of red stamps, which were read apart
    stamped: tuple[str, ...] = ()
    # True where raised digits, marks of notes, stand in the text
    has_marks = False
    # True below the recipients, where the signature stands beside them
    _signs = False

    @abstractmethod
    def box(self, index: int) -> Box:
        """The box of a character."""

    @abstractmethod
    def baseline(self, index: int) -> tuple[float, float]:
        """Where a character stands: its left edge and its baseline, from the top left."""

    @abstractmethod
    def size(self, index: int) -> float:
        """The size of a character's font, in points."""

    @abstractmethod
    def is_styled(self, index: int) -> bool:
        """True when a character is bold or italic."""

    @abstractmethod
    def grids(self) -> Sequence[Grid]:
        """The ruled tables of the page, from the top."""

    def is_upright(self, index: int) -> bool:
        """False for a character that stands on its side or aslant, as labels and watermarks do."""
        return True

    def index(self, offset: int) -> int:
        """The index of a character by its offset in the text."""
        return offset

    def confidence(self, first: int, last: int) -> float | None:
        """How sure the reading of the characters between two indexes is, 0 to 1; None where nothing was guessed."""
        return None

    def on_paper(self, box: Box) -> Box:
        """A box of the levelled page as it stands on the paper."""
        return box

    def lines(self) -> list[Line]:
        """The printed lines of the page in reading order."""
        found: list[Line] = []
        begin = 0
        self._signs = False
        for mark in [*_BREAK.finditer(self.text), None]:
            end = mark.start() if mark else len(self.text)
            self._add(found, begin, end + (mark is not None and mark[0] in BROKEN))
            begin = mark.end() if mark else end
        if self.number == 1:
            found = letterhead_first(found)
        signed = next((at for at, line in enumerate(found) if line.text.startswith(_RECIPIENTS)), len(found))
        return found[:signed] + in_columns(found[signed:]) if self._signs else found

    def _add(self, found: list[Line], begin: int, end: int) -> None:
        raw = self.text[begin:end].replace(BROKEN[0], "-").replace(BROKEN[1], "-")
        text = _PICTURE.sub("-", clean(raw))
        if not text:
            return
        if "- " in raw and (breaks := breaks_within(raw)):
            self._add(found, begin, begin + breaks[0])
            self._add(found, begin + breaks[0], end)
            return
        first = begin + len(raw) - len(raw.lstrip())
        char = self.index(first)
        x0, base = self.baseline(char)
        _, top, _, bottom = self.box(char)
        _, last_top, right, last_bottom = self.box(self.index(first + len(raw.strip()) - 1))
        box = x0, min(top, last_top), right, max(bottom, last_bottom)
        size = self.size(char)
        if text[0] in MARKS and (after := text.lstrip(MARKS)):  # ¹ Báo cáo: as high as its letters
            letter = self.index(begin + raw.index(after[0], first - begin))
            base, size = self.baseline(letter)[1], self.size(letter)
        if box[3] - box[1] > _TALL * size:
            if not self.is_upright(char):
                return
            if other := self._other_row(first, end, base, size):
                self._add(found, begin, other)
                self._add(found, other, end)
                return
        if text.startswith(_RECIPIENTS):
            self._signs = True
        in_two = self._signs or (self.number == 1 and base * 3 < self.height)
        if in_two and (gap := self._gap(begin, end, size)):
            self._add(found, begin, gap[0])
            self._add(found, gap[1], end)
            return
        found.append(Line(text, self.number, self.height, box, base, size, char, raw[-1].isspace()))

    def _other_row(self, begin: int, end: int, base: float, size: float) -> int | None:
        """Where a line goes on in another row, or on its side: rows of a table and labels are held as one line."""
        for word in _WORD.finditer(self.text, begin, end):
            char = self.index(word.start())
            stands_off = abs(self.baseline(char)[1] - base) > _ROW * size or not self.is_upright(char)
            if stands_off and word.start() > begin:
                return word.start()
        return None

    def _gap(self, begin: int, end: int, size: float) -> tuple[int, int] | None:
        """Where the two columns of a letterhead were printed as one line: at the first gap of three letters.

        A narrower gap parts two names in capitals: `THỦ TƯỚNG CHÍNH PHỦ   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM`.
        """
        wanted = _NARROW if is_upper(self.text[begin:end]) else _WIDE
        for mark in _SPACE.finditer(self.text, begin, end):
            left = self.box(self.index(mark.start() - 1))[2]
            if self.box(self.index(mark.end()))[0] - left > wanted * size:
                return mark.span()
        return None

    def text_in(self, box: Box) -> str:
        """The text inside a box of the page."""
        return "".join(self._inside(box))

    def _inside(self, box: Box) -> Iterator[str]:
        """The characters whose middle stands in the box."""
        for offset, char in enumerate(self.text):
            x0, y0, x1, y1 = self.box(self.index(offset))
            if box[0] < (x0 + x1) / 2 < box[2] and box[1] < (y0 + y1) / 2 < box[3]:
                yield char
