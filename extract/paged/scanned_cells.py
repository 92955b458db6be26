"""The cells of a table in a picture, read one by one where the page as a whole was read across their rules."""

from collections.abc import Iterable, Iterator, Sequence
from math import atan2, cos, sin
from statistics import median
from typing import NamedTuple

from extract.paged.page import Grid
from extract.paged.picture import Picture
from extract.paged.recognise import Dots, Row, Word, read_block
from extract.records import Box

# of words less sure than this the cell is read again; so it is where a word reaches over its rules
_SURE = 0.9
# what of a cell is its rules, in inches; a cell with less ink than this is empty
_RULE, _LEAST_INK = 0.03, 0.004
_OVER = 0.15


class Leaning(NamedTuple):
    """How a page lies in its picture: the slope of its lines in radians, points for each dot."""

    turn: float
    scale: float

    def level(self, x: float, y: float) -> tuple[float, float]:
        """Where a dot of the picture stands once the page lies straight, in points."""
        c, s = cos(self.turn), sin(self.turn)
        return (x * c + y * s) * self.scale, (y * c - x * s) * self.scale

    def sloped(self, x: float, y: float) -> tuple[float, float]:
        """The dot of the picture that stands at a point of the straight page."""
        c, s = cos(self.turn), sin(self.turn)
        return (x * c - y * s) / self.scale, (y * c + x * s) / self.scale


def leaning(rows: Sequence[Row], scale: float) -> Leaning:
    """How a page lies, by its long lines; straight where it has none."""
    ends = [row.baseline for row in rows]
    slopes = [atan2(b[1] - a[1], b[0] - a[0]) for a, b in ends if (b[0] - a[0]) * scale > _LONG]
    return Leaning(median(slopes) if slopes else 0.0, scale)


# lines shorter than this, in points, tell too little of how a page lies
_LONG = 100.0


def read_cells(rows: Sequence[Row], tables: Sequence[Grid], picture: Picture, lies: Leaning) -> list[Row]:
    """The rows of a page, with those of doubtful cells of its tables read anew, each cell for itself.

    Where nothing is found anew, what was read stays: it is doubtful, not lost.
    """
    places = [_dots(box, picture, lies) for _, _, cells in tables for _, _, box in cells]
    doubtful = [place for place in places if place and _is_doubtful(place, rows, picture)]
    anew = {place: found for place in doubtful if (found := read_block(picture, place))}
    if not anew:
        return list(rows)
    kept = [Row([w for w in row.words if not _within_any(w, anew)], row.baseline, row.height) for row in rows]
    return [*(row for row in kept if row.words), *(row for found in anew.values() for row in found)]


def is_written(table: Grid, rows: Sequence[Row], lies: Leaning) -> bool:
    """True when enough cells of a table hold words: the rings of a stamp and a signature cross like rules."""
    middles = [
        lies.level((w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2)
        for row in rows
        for w in row.words
        if w.confidence > _READ and any(map(str.isalnum, w.text))
    ]
    boxes = [box for _, _, box in table[2]]
    written = sum(any(x0 < x < x1 and y0 < y < y1 for x, y in middles) for x0, y0, x1, y1 in boxes)
    return written >= _LEAST_WRITTEN and written * 3 >= len(boxes)


# a word that was read at all; cells with such words in what is a table
_READ, _LEAST_WRITTEN = 0.5, 3


def _dots(box: Box, picture: Picture, lies: Leaning) -> Dots | None:
    """The inside of a cell in the picture, without its rules; None where nothing is left of it."""
    corners = [lies.sloped(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across, down = (sorted(corner[side] for corner in corners) for side in (0, 1))
    inset = _RULE * picture.dpi
    height, width = picture.gray.shape
    left, right = max(0, round(across[1] + inset)), min(width, round(across[2] - inset))
    top, bottom = max(0, round(down[1] + inset)), min(height, round(down[2] - inset))
    return (left, top, right, bottom) if right - left > inset and bottom - top > inset else None


def _is_doubtful(place: Dots, rows: Sequence[Row], picture: Picture) -> bool:
    words = list(_words_in(place, rows))
    if not words:
        left, top, right, bottom = place
        return bool(picture.ink[top:bottom, left:right].mean() > _LEAST_INK)
    return any(word.confidence < _SURE or _reaches_over(word, place) for word in words)


def _words_in(place: Dots, rows: Sequence[Row]) -> Iterator[Word]:
    """The words that stand in a cell with a part of them."""
    for row in rows:
        for word in row.words:
            across = min(word.box[2], place[2]) - max(word.box[0], place[0])
            down = min(word.box[3], place[3]) - max(word.box[1], place[1])
            if across > _OVER * (word.box[2] - word.box[0]) and down > (word.box[3] - word.box[1]) / 2:
                yield word


def _reaches_over(word: Word, place: Dots) -> bool:
    spare = _OVER * (word.box[2] - word.box[0])
    return word.box[0] < place[0] - spare or word.box[2] > place[2] + spare


def _within_any(word: Word, places: Iterable[Dots]) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in places)
