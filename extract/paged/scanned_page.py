"""A page that was read from its picture: every character stands within the box of its word."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from statistics import median

import regex

from extract.paged.page import Grid, Page
from extract.paged.picture import Picture
from extract.paged.recognise import Row, Word
from extract.paged.scanned_cells import Leaning
from extract.paragraphs import is_upper
from extract.records import Box

# a word that is less sure and has neither letter nor digit is dirt
_DIRT = 0.5
_USUAL_SIZE = 13.0
# rows of dirt may be said to have no height
_LEAST_SIZE = 1.0
# fewer long rows tell not where the margin is; a sheet is not moved further than this on the glass, in points
_LEAST_ROWS, _FURTHEST = 6, 25.0
# how sure a number is at most that another reading of the page has otherwise
_DOUBTED = 0.5
NUMERAL = regex.compile(r"\d+(?:[.,/]\d+)*")


class ScannedPage(Page):
    """A page by its rows of words, levelled: the lines of a page that was laid crookedly on the glass slope."""

    text_source = "ocr"

    def __init__(
        self,
        number: int,
        picture: Picture,
        rows: Sequence[Row],
        tables: Sequence[Grid],
        leaning: Leaning,
        stamped: tuple[str, ...],
    ) -> None:
        self.stamped = stamped
        self.number = number
        self.height = picture.height
        self._picture = picture
        self._rows = [row for row in (_without_dirt(row) for row in rows) if row.words]
        self._tables = tables
        self._leaning = leaning
        self._size = median(row.height for row in self._rows) * picture.scale if self._rows else _USUAL_SIZE
        self._words: list[Word] = []
        self._starts: list[int] = []
        self._row_of: list[int] = []
        self.text = self._lay_out()
        # what only all pages together can tell: from which weight on words are bold, how far the sheet was moved
        self.bold_from = 0.0
        self.moved = 0.0

    def _lay_out(self) -> str:
        lines: list[str] = []
        at = 0
        for number, row in enumerate(self._rows):
            for word in row.words:
                self._words.append(word)
                self._starts.append(at)
                self._row_of.append(number)
                at += len(word.text) + 1
            lines.append(" ".join(word.text for word in row.words))
        return "\n".join(lines)

    def _at(self, index: int) -> int:
        """The word of a character; a blank belongs to the word before it."""
        return max(0, bisect_right(self._starts, index) - 1)

    def box(self, index: int) -> Box:
        """The box of a character: its part of its word's box."""
        number = self._at(index)
        word = self._words[number]
        x0, y0, x1, y1 = word.box
        width = (x1 - x0) / len(word.text)
        at = min(index - self._starts[number], len(word.text) - 1)
        left, top = self._level(x0 + width * at, y0)
        right, bottom = self._level(x0 + width * (at + 1), y1)
        return left, top, right, bottom

    def _level(self, x: float, y: float) -> tuple[float, float]:
        """Where a dot of the picture stands on the page once this lies straight, in points."""
        left, top = self._leaning.level(x, y)
        return left - self.moved, top

    def on_paper(self, box: Box) -> Box:
        """The box on the page as it was scanned."""
        scale = self._picture.scale
        left, top = self._leaning.sloped(box[0] + self.moved, box[1])
        right, bottom = self._leaning.sloped(box[2] + self.moved, box[3])
        return self._picture.on_paper((left * scale, top * scale, right * scale, bottom * scale))

    def baseline(self, index: int) -> tuple[float, float]:
        """The left edge of a character and the baseline of its row."""
        row = self._rows[self._row_of[self._at(index)]]
        (x0, y0), (x1, y1) = row.baseline
        left = self.box(index)[0]
        return left, (self._level(x0, y0)[1] + self._level(x1, y1)[1]) / 2

    def size(self, index: int) -> float:
        """The height of the row of a character, of which a page's usual one is hardly told apart."""
        own = max(_LEAST_SIZE, self._rows[self._row_of[self._at(index)]].height * self._picture.scale)
        return self._size if abs(own - self._size) < 0.15 * self._size else own

    def strokes(self) -> list[tuple[float, int]]:
        """How heavy each word of two letters and more is drawn, and how many letters it has."""
        return [(self._weight(i), len(w.text)) for i, w in enumerate(self._words) if _tells(w)]

    def _weight(self, number: int) -> float:
        return self._words[number].stroke * self._picture.scale / self.size(self._starts[number])

    def is_styled(self, index: int) -> bool:
        """True when a character stands among the words in heavy strokes with which its row begins."""
        if not self.bold_from:
            return False
        number = self._at(index)
        return number < self._bold_ends[self._row_of[number]]

    @cached_property
    def _bold_ends(self) -> list[int]:
        """For each row the word before which it is bold: where what speaks for bold, less what speaks against, is most.

        Single words are told wrong: capitals are drawn lighter, short words have few strokes.
        """
        ends: list[int] = []
        begin = 0
        for row in self._rows:
            best, total, end = 0.0, 0.0, begin
            capitals = _are_capitals(row)
            for number in range(begin, begin + len(row.words)):
                word = self._words[number]
                total += len(word.text) * (self._weight(number) / self.bold_from - 1) if _tells(word) else 0.0
                if total > best:
                    best, end = total, number + 1
            # a line in capitals is of one weight
            ends.append(begin + len(row.words) * (total > 0) if capitals else end)
            begin += len(row.words)
        return ends

    def left_edge(self) -> float | None:
        """Where the long rows of the page begin; None where it has too few."""
        ends = [(self._level(*row.words[0].box[:2])[0], self._level(*row.words[-1].box[2:])[0]) for row in self._rows]
        widest = max((b - a for a, b in ends), default=0.0)
        starts = sorted(a for a, b in ends if b - a > widest / 2)
        return starts[len(starts) // 4] if len(starts) >= _LEAST_ROWS else None

    def confidence(self, first: int, last: int) -> float | None:
        """The least sure of the words between two characters."""
        words = self._words[self._at(first) : self._at(last) + 1]
        return min((word.confidence for word in words), default=None)

    def mean_confidence(self) -> float:
        """How sure the reading of the page is, by its letters."""
        letters = sum(len(word.text) for word in self._words)
        return sum(word.confidence * len(word.text) for word in self._words) / letters if letters else 0.0

    def numerals(self) -> "Counter[str]":
        """The numbers of the page, and how often each stands on it."""
        return Counter(NUMERAL.findall(self.text))

    def doubt(self, numerals: "Counter[str]") -> None:
        """Be less sure of the words that hold one of these numbers."""
        for at, word in enumerate(self._words):
            if any(n in numerals for n in NUMERAL.findall(word.text)):
                self._words[at] = word._replace(confidence=min(word.confidence, _DOUBTED))

    def grids(self) -> Sequence[Grid]:
        """The tables whose rules are seen in the picture."""
        by = self.moved
        return [
            (top, bottom, [(r, c, (x0 - by, y0, x1 - by, y1)) for r, c, (x0, y0, x1, y1) in cells])
            for top, bottom, cells in self._tables
        ]

    def text_in(self, box: Box) -> str:
        """The words whose middle stands in a box of the page, a line for each of their rows."""
        lines: dict[int, list[str]] = {}
        for number in self._within(box):
            lines.setdefault(self._row_of[number], []).append(self._words[number].text)
        return "\n".join(" ".join(line) for line in lines.values())

    def confidence_in(self, box: Box) -> float | None:
        """The least sure of the words whose middle stands in a box, such as a cell of a table."""
        return min((self._words[number].confidence for number in self._within(box)), default=None)

    def _within(self, box: Box) -> Iterator[int]:
        for number, word in enumerate(self._words):
            x0, y0, x1, y1 = word.box
            x, y = self._level((x0 + x1) / 2, (y0 + y1) / 2)
            if box[0] < x < box[2] and box[1] < y < box[3]:
                yield number


def lay_alike(pages: Sequence[ScannedPage]) -> None:
    """Tell the pages of a document what they have in common: the weight of bold words, and their left margin."""
    heavy = _bold_from(pages)
    edges = [edge for page in pages if (edge := page.left_edge()) is not None]
    usual = median(edges) if edges else 0.0
    for page in pages:
        page.bold_from = heavy
        edge = page.left_edge()
        if edge is not None and abs(edge - usual) < _FURTHEST:
            page.moved = edge - usual


def _bold_from(pages: Sequence[ScannedPage]) -> float:
    """From which weight on words are bold: where the weights of a document's words part in two (k-means of two)."""
    weights = sorted(w for page in pages for w in page.strokes())
    if not weights:
        return 0.0
    low, high = weights[len(weights) // 10][0], weights[-1 - len(weights) // 20][0]
    for _ in range(12):
        middle = (low + high) / 2
        light = [w for w in weights if w[0] < middle]
        heavy = [w for w in weights if w[0] >= middle]
        if not light or not heavy:
            return 0.0
        low, high = _mean(light), _mean(heavy)
    return middle if high > _HEAVIER * low else 0.0


# bold strokes of the usual fonts are half as wide again; less is the scanner's doing
_HEAVIER = 1.25


def _mean(weights: Sequence[tuple[float, int]]) -> float:
    return sum(w * n for w, n in weights) / sum(n for _, n in weights)


def _tells(word: Word) -> bool:
    return sum(map(str.isalnum, word.text)) >= 2


def _are_capitals(row: Row) -> bool:
    return is_upper(" ".join(word.text for word in row.words))


def _means_something(word: Word) -> bool:
    """False for dirt, and for a stretch of a table's rule that is read as a sign."""
    return any(map(str.isalnum, word.text)) or (word.confidence >= _DIRT and word.text not in _RULES)


# the marks of items, of which Tesseract is never sure
_MARKS = {"-", "+", "*", "•"}
_RULES = {"|", "||", "_", "__", "¡", "¦", "[", "]"}


def _without_dirt(row: Row) -> Row:
    kept = [w for i, w in enumerate(row.words) if _means_something(w) or (i == 0 and w.text in _MARKS)]
    return Row(kept, row.baseline, row.height)
