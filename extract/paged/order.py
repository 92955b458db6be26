"""The glyphs of a page in the order of the print, where a PDF holds them in another.

A font without Vietnamese letters has them drawn by another font, after the rest of the line: `Đ NG TI N Ồ Ế` stands in
the file where ĐỒNG TIẾN is printed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# Letters that no other letter stands beside: such are the ones that were drawn apart, and few words of the language.
ALONE = re.compile(r"(?<=\s)[\u00c0-\u1ef9]{1,3}(?!\S)")
# In heights of a letter: what parts two words, two columns, two rows.
_WORD, _NARROW_COLUMN, _COLUMN, _ROW = 0.15, 0.8, 3.0, 0.45


class Glyph(NamedTuple):
    """A printed character: its index in the file, its left and right edge, its baseline, its size."""

    char: str
    at: int
    x0: float
    x1: float
    base: float
    size: float


def in_printed_order(glyphs: Sequence[Glyph], *, from_top: bool = False) -> tuple[str, list[int]]:
    """The text with a line for every printed line, and for each of its code points the index of its glyph.

    The lines keep the order in which the file holds them, or that in which they stand `from_top`.
    """
    lines = [line for row in _rows(_as_wide_as_drawn(glyphs)) for line in _columns(row)]
    typed = sum(glyph.char == " " for glyph in glyphs) > _FEW_SPACES * len(glyphs)
    text: list[str] = []
    order: list[int] = []
    for line in lines if from_top else sorted(lines, key=lambda line: min(g.at for g in line)):
        gap, line = _word_gap(line, typed)
        for before, glyph in zip([None, *line], line, strict=False):
            if before and glyph.x0 - before.x1 > gap * glyph.size and " " not in (before.char, glyph.char):
                text.append(" ")
                order.append(before.at)
            text.append(glyph.char)
            order.append(glyph.at)
        text.append("\n")
        order.append(line[-1].at)
    return "".join(text), order


def _word_gap(line: list[Glyph], typed: bool) -> tuple[float, list[Glyph]]:
    """What parts two words of a line, in heights of a letter, and the glyphs that it goes by.

    Of letters set wide apart (K ế t  q u ả) the spaces say nothing; where spaces are not `typed`, small gaps tell.
    """
    printed = [glyph for glyph in line if glyph.char != " "]
    gaps = sorted((b.x0 - a.x1) / b.size for a, b in pairwise(printed))
    if len(gaps) < _FEW:
        return _WORD, line
    usual, widest = gaps[len(gaps) // 2], gaps[-1]
    if usual > _WORD and widest > usual + _WORD:
        return usual + _WORD, printed
    if widest < _WORD and not typed:
        return max(usual, 0.0) + _LEAST, line
    return _WORD, line


def has_lost_spaces(text: str) -> bool:
    """True for a text that seems to have spaces within words, or none between them."""
    if _APART.search(text) or (text.count("\n") * _SHORT > len(text) and _STACKED.search(text)):
        return True
    return len(text) > _LONG * (text.count(" ") + text.count("\n")) and _GLUED.search(text) is not None


# K ế t q u ả; the space first, because that is found fast
_APART = re.compile(r" [^\W\d_] [^\W\d_] [^\W\d_] [^\W\d_] ")
_STACKED = re.compile(r"\n[^\W\d_]\r?\n[^\W\d_]\r?\n[^\W\d_]\r?\n[^\W\d_]\r?\n")
# no syllable has more than seven letters: Kếtquảthựchiện
_GLUED = re.compile(r"[^\W\d_]{12,}")
_LONG, _SHORT = 7, 8
# in heights of a letter, where words stand closer than elsewhere; so few gaps tell nothing
_LEAST, _FEW = 0.05, 6
# of the characters of a page
_FEW_SPACES = 0.05


def _as_wide_as_drawn(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """The glyphs, those beyond ASCII no wider than the least room between one and what follows it.

    The font that stands in for another claims more room than it was given: THƯ THƯỜNG would be one word.
    """
    room: dict[tuple[str, float], float] = {}
    for row in _rows(glyphs):
        for glyph, after in pairwise(row):
            kind = glyph.char, glyph.size
            room[kind] = min(room.get(kind, after.x0 - glyph.x0), after.x0 - glyph.x0)
    for glyph in glyphs:
        least = room.get((glyph.char, glyph.size), 0.0)
        narrow = not glyph.char.isascii() and least > _WORD * glyph.size
        yield glyph._replace(x1=min(glyph.x1, glyph.x0 + least)) if narrow else glyph


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The glyphs that stand on one baseline, give or take a superscript; from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if row and glyph.base - row[0].base > _ROW * glyph.size:
            yield sorted(row, key=lambda g: g.x0)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda g: g.x0)


def _columns(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """The parts of a row between wide gaps; a narrow one parts two columns that were drawn far from one another."""
    begin = 0
    for end, (before, glyph) in enumerate(pairwise(row), 1):
        gap = (glyph.x0 - before.x1) / glyph.size
        if gap > _COLUMN or (gap > _NARROW_COLUMN and abs(glyph.at - before.at) > end - begin):
            yield row[begin:end]
            begin = end
    yield row[begin:]
