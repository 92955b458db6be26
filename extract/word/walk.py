"""The body of a DOCX → blocks in reading order: paragraphs, text boxes, tables within tables, each read once."""

from collections.abc import Iterator, Sequence
from typing import Any

from extract.records import Block, Piece
from extract.text import clean
from extract.word.legacy import LegacyText
from extract.word.lines import Lines
from extract.word.numbering import Numbering
from extract.word.runs import UNPRINTED, Runs
from extract.word.styles import Styles, W, first, number, value

_PARAGRAPH, _TABLE, _ROW, _CELL, _PROPERTIES = W + "p", W + "tbl", W + "tr", W + "tc", W + "pPr"


class _Text:
    """The raw text of a paragraph: `lead` code points of it are bold or italic, `label` were never typed.

    `sources` says at which offset the text of which paragraph begins: a deleted paragraph mark leaves one of two.
    """

    __slots__ = ("boxes", "label", "lead", "level", "raw", "sources")

    def __init__(self, raw: str, lead: int, source: int, boxes: Sequence[Any]) -> None:
        self.raw = raw
        self.lead = lead
        self.label = 0
        self.level: int | None = None
        self.sources = [(0, source)]
        self.boxes = list(boxes)

    def put_before(self, other: "_Text") -> None:
        """Put the text of a paragraph before this one, of which the mark was deleted."""
        shift = len(other.raw)
        self.lead = shift + self.lead if other.lead == shift else other.lead
        self.sources = [*other.sources, *((at + shift, source) for at, source in self.sources)]
        self.raw = other.raw + self.raw
        self.boxes = other.boxes + self.boxes

    def put_label(self, label: str) -> None:
        """Put the label before the text, as if it were typed, as bold as the text behind it."""
        self.label = len(label)
        self.raw = label + self.raw
        self.lead += self.label if self.lead else 0
        self.sources = [(at + self.label if at else 0, source) for at, source in self.sources]

    def led(self, begin: int, end: int, length: int) -> int:
        """How much of the clean text of raw[begin:end], `length` long, its lead makes."""
        if self.lead >= end:
            return length
        return min(len(clean(self.raw[begin : self.lead])), length) if self.lead > begin else 0

    def pieces(self, begin: int, end: int, length: int) -> tuple[Piece, ...]:
        """Which stretch of the clean text of raw[begin:end], `length` long, comes from which paragraph."""
        if len(self.sources) == 1:
            return (Piece(0, length, source=self.sources[0][1]),)
        starts = [len(clean(self.raw[begin : max(begin, at)])) for at, _ in self.sources if at < end]
        ends = [*starts[1:], length]
        sources = [source for _, source in self.sources]
        return tuple(Piece(a, b, source=s) for a, b, s in zip(starts, ends, sources, strict=False) if b > a)


class Walk:
    """The blocks of a body in reading order; counts paragraphs and ruled tables on the way."""

    def __init__(self, styles: Styles, numbering: Numbering, legacy: LegacyText | None = None) -> None:
        self._styles = styles
        self._legacy = legacy
        self._numbering = numbering
        self._paragraphs = 0
        self._tables = 0
        self._unended: _Text | None = None
        self._lines = Lines()
        self._laid_out = False

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks below an element, through content controls and tracked insertions."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                text = self._text(child)
                if text is not None:
                    yield from self._paragraph(text)
            elif child.tag == _TABLE:
                yield from self._rest()
                yield from self._table(child)
            elif child.tag not in UNPRINTED and len(child):
                yield from self.blocks(child)
        yield from self._rest()

    def _rest(self) -> Iterator[Block]:
        """The text that no paragraph mark ends."""
        if self._unended is not None:
            text, self._unended = self._unended, None
            yield from self._paragraph(text)

    def _paragraph(self, text: _Text) -> Iterator[Block]:
        """The blocks of a paragraph and of its text boxes; a label without text is no block."""
        raw = text.raw
        for begin, end in self._lines.parts(raw, self._laid_out):
            line = clean(raw[begin:end])
            if line and (begin or len(line) > text.label or clean(raw[text.label : end])):
                yield Block(
                    0, line, text.pieces(begin, end, len(line)), lead=text.led(begin, end, len(line)), level=text.level
                )
        for box in text.boxes:
            yield from self.blocks(box)

    def _text(self, element: Any) -> _Text | None:
        """The text of the next paragraph, with its label; None while its mark is deleted and it goes on."""
        properties = first(element, _PROPERTIES)
        text = self._printed(element, properties)
        self._paragraphs += 1
        if self._unended is not None:
            text.put_before(self._unended)
            self._unended = None
        if properties is None:
            return text
        if _mark_is_deleted(properties):
            self._unended = text
            return None
        # the paragraph that only carries the end of a section is not numbered
        if text.raw or properties.find(W + "sectPr") is None:
            label = self._numbering.label(properties)
            if label is not None:
                text.level = label.level
                text.put_label(self._legacy.line(label.text) if self._legacy else label.text)
        return text

    def _printed(self, element: Any, properties: Any) -> _Text:
        styled = self._styles.paragraph_is_styled(properties)
        runs = Runs(element)
        raw: list[str] = []
        lead: int | None = None
        for own, text in self._legacy.runs(properties, runs) if self._legacy else runs:
            if lead is None and text.strip() and not self._styles.run_is_styled(own, styled):
                lead = sum(map(len, raw))
            raw.append(text)
        whole = "".join(raw)
        return _Text(whole, len(whole) if lead is None else lead, self._paragraphs, runs.boxes)

    def _table(self, element: Any) -> Iterator[Block]:
        """The cells of a ruled table; a table without rules only lays out paragraphs (letterhead, signature)."""
        rows = [row for row in _own(element, _ROW) if row.find(f"{W}trPr/{W}del") is None]
        if not self._styles.is_ruled(element):
            outside, self._laid_out = self._laid_out, True
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell)
            self._laid_out = outside
            return
        table = self._tables
        self._tables += 1
        inner: list[Any] = []
        for at, row in enumerate(rows):
            yield from self._row(table, at, row, inner)
        for within in inner:  # behind the whole table, whose cells stay together
            yield from self._table(within)

    def _row(self, table: int, at: int, row: Any, inner: list[Any]) -> Iterator[Block]:
        column = number(row.find(f"{W}trPr/{W}gridBefore")) or 0
        for cell in _cells(row):
            source = self._paragraphs
            texts = list(self._texts(cell, inner))
            text = clean(" ".join(t.raw for t in texts))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if text and (merge is None or value(merge) == "restart"):
                lead = len(text) if all(t.lead == len(t.raw) for t in texts) else 0
                pieces = (Piece(0, len(text), source=source),)
                yield Block(0, text, pieces, "cell", lead, None, table, at, column)
            column += number(cell.find(f"{W}tcPr/{W}gridSpan")) or 1

    def _texts(self, parent: Any, inner: list[Any]) -> Iterator[_Text]:
        """The texts of a cell of a ruled table; the ruled tables within it go to `inner`, others only lay out."""
        for child in parent:
            if child.tag == _PARAGRAPH:
                text = self._text(child)
                if text is not None:
                    yield text
                    for box in text.boxes:
                        yield from self._texts(box, inner)
            elif child.tag == _TABLE and self._styles.is_ruled(child):
                inner.append(child)
            elif child.tag not in UNPRINTED and len(child):
                yield from self._texts(child, inner)
        if self._unended is not None:
            text, self._unended = self._unended, None
            yield text


def _mark_is_deleted(properties: Any) -> bool:
    """True when the mark that ends a paragraph was deleted or moved away: the next one goes on with its text."""
    mark = properties.find(W + "rPr")
    return mark is not None and any(mark.find(W + tag) is not None for tag in ("del", "moveFrom"))


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in _own(row, _CELL) if cell.find(f"{W}tcPr/{W}cellDel") is None)


def _own(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, through content controls, not those of tables within."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in UNPRINTED and child.tag not in (_PARAGRAPH, _TABLE) and len(child):
            yield from _own(child, tag)
