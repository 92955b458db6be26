"""Printed lines → paragraphs, by where they stand: margins, indents, gaps, and what would still have fitted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Protocol

import regex

from extract.paged.hyphens import is_one_word
from extract.paragraphs import glue, goes_on, is_upper
from extract.records import Block, Box, Piece


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: text, page, page height, box, baseline, font size, index of its first character.

    `spaced` is True when the line ends with a space: the text goes on with a new word.
    """

    text: str
    page: int
    page_height: float
    box: Box
    base: float
    size: float
    char: int
    spaced: bool = False


class Fonts(Protocol):
    """Tells of single characters what a line does not hold."""

    def is_styled(self, page: int, index: int) -> bool:
        """True when the character is bold or italic."""
        ...

    def box(self, page: int, index: int) -> Box:
        """The box of the character."""
        ...


_MARK = regex.compile(r"[-+*•–●▪]\s?(?=\D)|[-+*•]\s")
_LABEL = regex.compile(
    r"(?:[IVXLC]{1,6}\s?[.)/-]|\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)/]|\d{1,2}(?:\.\d{1,2}){1,3}\s?|[a-zđ]\s?\))\s?(?=\p{L}|\*|“|\")"
    r"|(?i:phần|phụ lục|chương)\s(?:thứ\s\p{L}+|[IVXLC\d]+)\b"
)
# Lines that open a part of the document, whatever stands before them: the recipients, the motto, place and date.
_OPENS = regex.compile(
    r"(?i:nơi nhận|kính gửi)\s?:|(?i:độc lập)\s?[-–]\s?(?i:tự do)"
    r"|\p{Lu}[\p{L}\s.'-]{1,40},\s?(?i:ngày)[\s\d._…]*(?i:tháng)[\s\d._…]*(?:(?i:năm)[\s\d._…]*)?$"
)
_SUBJECT = regex.compile(r"(?i:v/v)\s")
_ENDS = (".", ";", ":", ")", "!", "?")


def to_blocks(lines: Sequence[Line], cells: Sequence[Block], fonts: Fonts) -> list[Block]:
    """Paragraphs of the lines, with the cells of ruled tables put in where they stand."""
    layout = Layout(lines, fonts)
    tables = _tops(cells)
    groups: list[list[Line]] = []
    for line in lines:
        parted = bool(groups) and _table_between(tables, groups[-1][-1], line)
        if groups and not parted and not layout.begins_paragraph(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks = [block_of(group, fonts) for group in groups]
    return _merge(blocks, cells)


def _merge(blocks: list[Block], cells: Sequence[Block]) -> list[Block]:
    """Paragraphs and cells in the order of the pages, each table at its top edge."""
    if not cells:
        return blocks
    tops = _tops(cells)
    merged: list[Block] = []
    waiting = list(cells)
    for block in blocks:
        while waiting and tops[waiting[0].table] <= _place(block):
            merged.append(waiting.pop(0))
        merged.append(block)
    return merged + waiting


def _tops(cells: Sequence[Block]) -> dict[int | None, tuple[int, float]]:
    """Where each table begins."""
    tops: dict[int | None, tuple[int, float]] = {}
    for cell in cells:
        tops.setdefault(cell.table, _place(cell))
    return tops


def _table_between(tops: Mapping[int | None, tuple[int, float]], last: Line, line: Line) -> bool:
    """True when a table stands between two lines, unless the sentence goes on behind it."""
    if not tops or goes_on(last.text, line.text):
        return False
    before, after = (last.page, last.box[1]), (line.page, line.box[1])
    return any(before < top <= after for top in tops.values())


def _place(block: Block) -> tuple[int, float]:
    piece = block.pieces[0]
    return piece.page or 0, piece.box[1] if piece.box else 0.0


def block_of(group: Sequence[Line], fonts: Fonts) -> Block:
    """The paragraph that some lines make."""
    text = ""
    pieces: list[Piece] = []
    for line in group:
        if text.endswith("-") and is_one_word(text, line.text):
            text = text[:-1]
            pieces[-1] = pieces[-1]._replace(end=len(text))
        elif text:
            text += _between(text, pieces[-1], line)
        pieces.append(Piece(len(text), len(text) + len(line.text), line.page, line.box, line.char))
        text += line.text
    return Block(0, text, tuple(pieces), lead=_lead(pieces, len(text), fonts))


def _between(text: str, last: Piece, line: Line) -> str:
    """Nothing where the print goes on in the same row (after a superscript), else what a line break stands for."""
    assert last.box is not None
    same_row = last.page == line.page and abs(last.box[3] - line.box[3]) < line.size * 0.7
    if same_row and -0.3 * line.size < line.box[0] - last.box[2] < 0.17 * line.size:
        return ""
    return glue(text)


def _lead(pieces: Sequence[Piece], length: int, fonts: Fonts) -> int:
    """How many leading code points are bold or italic: line by line, then by halving within a line."""
    for piece in pieces:
        assert piece.page is not None
        assert piece.source is not None
        size = piece.end - piece.start
        if not fonts.is_styled(piece.page, piece.source):
            return piece.start
        if not fonts.is_styled(piece.page, piece.source + size - 1):
            low, high = 0, size - 1
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if fonts.is_styled(piece.page, piece.source + middle) else (low, middle)
            return piece.start + high
    return length


class Layout:
    """The measures of a document's body: margins and line pitch."""

    def __init__(self, lines: Sequence[Line], fonts: Fonts) -> None:
        self.fonts = fonts
        self.left, self.right = _margins(lines)
        self.pitch = self._line_pitch(lines)

    def _line_pitch(self, lines: Sequence[Line]) -> float:
        """From line to line within a paragraph: behind a full line whose sentence goes on; else the usual pitch.

        Where most paragraphs are one line, the usual pitch is that of the paragraphs.
        """
        pairs = [(a, b) for a, b in pairwise(lines) if a.page == b.page and 0.9 < (b.base - a.base) / b.size < 2.5]
        full = 0.85 * (self.right - self.left)
        sure = [(a, b) for a, b in pairs if a.box[2] - a.box[0] > full and goes_on(a.text, b.text)]
        return _mode(b.base - a.base for a, b in sure or pairs)

    def begins_paragraph(self, group: Sequence[Line], line: Line) -> bool:
        """True when `line` does not go on with the paragraph of `group`."""
        last = group[-1]
        if last.page == line.page:
            if abs(line.base - last.base) < 0.55 * line.size and line.box[0] > last.box[2] - line.size:
                return line.box[0] - last.box[2] > 3 * line.size
            gap = line.base - last.base
            if gap <= 0 or abs(line.size - last.size) > 0.2 * line.size + 1:
                return not goes_on(last.text, line.text) or gap <= 0
            if self.pitch and gap > 1.22 * self.pitch:
                return True
        if _MARK.match(line.text) or _OPENS.match(line.text) or self._changes_case(last, line):
            return True
        if _SUBJECT.match(group[0].text) and not line.text[0].isupper():  # in a narrow column
            return False
        if self._had_room(group, line):
            return True
        if _LABEL.match(line.text):
            ends = last.text.endswith(_ENDS) or self._changes_style(last, line)
            return ends or not self._indented_like_text(group, line)
        if self._is_text_under_heading(group, line):
            return True
        return self._indent(line) > 8 and not line.text[0].islower() and self._begins_indented(group, line)

    def _changes_style(self, last: Line, line: Line) -> bool:
        """True where capitals or bold print end at the end of a line, or begin at the beginning of one."""
        if is_upper(last.text) != is_upper(line.text):
            return True
        bold = self.fonts.is_styled(last.page, last.char + len(last.text) - 1)
        return bold != self.fonts.is_styled(line.page, line.char)

    def _is_text_under_heading(self, group: Sequence[Line], line: Line) -> bool:
        """True for plain text with a capital behind a numbered heading that is bold to its end and has no stop."""
        last = group[-1]
        if not line.text[0].isupper() or last.text.endswith(_ENDS) or not _LABEL.match(group[0].text):
            return False
        if not self.fonts.is_styled(last.page, last.char + len(last.text) - 1):
            return False
        return self.fonts.is_styled(last.page, last.char) and not self.fonts.is_styled(line.page, line.char)

    def _begins_indented(self, group: Sequence[Line], line: Line) -> bool:
        """True for an indented line behind one at the margin, or behind a paragraph that is one indented line."""
        last = group[-1]
        if self._indent(last) <= 8:
            return True
        alike = abs(self._indent(line) - self._indent(last)) < 2
        return len(group) == 1 and alike and last.text.endswith(_ENDS)

    def _indent(self, line: Line) -> float:
        return line.box[0] - self.left

    def _indented_like_text(self, group: Sequence[Line], line: Line) -> bool:
        return self._indent(line) <= min(self._indent(x) for x in group) + 4

    def _had_room(self, group: Sequence[Line], line: Line) -> bool:
        """True when the first word of `line` would have fitted at the end of the line before."""
        last = group[-1]
        room = self.right - last.box[2]
        if room < line.size:
            return False
        if glue(last.text) == "" and not last.spaced:
            return False
        length = len(line.text.split(" ", 1)[0])
        end = self.fonts.box(line.page, line.char + length - 1)[2]
        needs = end - line.box[0] + 0.2 * line.size
        if self._centred(last) and self._centred(line):
            return is_upper(last.text) != is_upper(line.text) or self._centred_room(last) > needs * 1.5
        return room > needs + 2

    def _changes_case(self, last: Line, line: Line) -> bool:
        """True between a centred line in capitals and one that is not: BÁO CÁO and its title.

        A line that is not centred needs words in capitals, behind a stop or before a capital.
        """
        if last.text.endswith(_ENDS) and " " in line.text and line.text.isupper() and not last.text.isupper():
            return True
        if line.text[0].isupper() and " " in last.text and last.text.isupper() and not line.text.isupper():
            return True
        return self._centred(line) and is_upper(last.text) != is_upper(line.text)

    def _centred(self, line: Line) -> bool:
        left, right = self._indent(line), self.right - line.box[2]
        return left > 15 and right > 15 and abs(left - right) < 12

    def _centred_room(self, line: Line) -> float:
        """What a centred line leaves free on both sides together, less the usual margin of a title."""
        return (self.right - self.left) - (line.box[2] - line.box[0])


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the body: the edges of its long lines."""
    if not lines:
        return 0.0, 0.0
    widest = max(x.box[2] - x.box[0] for x in lines)
    rights = sorted(x.box[2] for x in lines if x.box[2] - x.box[0] > 0.8 * widest)
    lefts = sorted(x.box[0] for x in lines if x.box[2] - x.box[0] > 0.5 * widest)
    return median(lefts[: max(1, len(lefts) // 4)]), rights[int(len(rights) * 0.95) - (len(rights) == 1)]


def _mode(values: Iterable[float]) -> float:
    counts = Counter(round(v * 2) / 2 for v in values)
    return counts.most_common(1)[0][0] if counts else 0.0
