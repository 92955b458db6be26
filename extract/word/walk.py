"""The body of a DOCX → blocks in reading order: paragraphs, text boxes, tables within tables, each read once."""

from collections.abc import Collection, Iterator
from typing import Any

from extract.raised import may_be_raised, raised
from extract.records import Block, Piece, UnreadableError
from extract.text import clean
from extract.word.legacy import LegacyText
from extract.word.lines import Lines
from extract.word.numbering import Numbering
from extract.word.raw import Text, joined
from extract.word.runs import ALTERNATE, UNPRINTED, Runs, branch, is_placeholder
from extract.word.styles import Styles, W, first, number, value

_PARAGRAPH, _TABLE, _ROW, _CELL, _PROPERTIES = W + "p", W + "tbl", W + "tr", W + "tc", W + "pPr"
_FLOW = (_PARAGRAPH, _TABLE)
# a file of another kind within this one; Word makes paragraphs of it when it saves
_CHUNK = W + "altChunk"


class Walk:
    """The blocks of a body in reading order; counts ruled tables on the way.

    `sources` are the paragraphs that were met: a piece's `source` is a place in it. `notes` are the marks of footnotes
    and endnotes that were met, as `Runs` tells them; `contents` are the entries of the table of contents, which repeat
    the headings and are no part of the text.
    """

    def __init__(self, styles: Styles, numbering: Numbering, legacy: LegacyText | None = None) -> None:
        self._styles = styles
        self._legacy = legacy
        self._numbering = numbering
        self._tables = 0
        self._unended: list[Text] = []  # their marks are deleted
        self._run_in: list[Text] = []  # their marks are hidden
        self._lines = Lines()
        self._laid_out = False
        self.sources: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.contents: list[Block] = []

    def blocks(self, parent: Any) -> Iterator[Block]:
        """The blocks below an element, through content controls and tracked insertions."""
        for child in _within(parent, _FLOW):
            text = self._text(child) if child.tag == _PARAGRAPH else self._rest()
            if text is not None:
                yield from self._paragraph(text)
            if child.tag == _TABLE:
                yield from self._table(child)
        if (text := self._rest()) is not None:
            yield from self._paragraph(text)

    def _paragraph(self, text: Text) -> Iterator[Block]:
        """The blocks of a paragraph and of its text boxes; a label without text is no block."""
        raw = text.raw
        if text.contents:
            entry = clean(raw)
            if entry:
                self.contents.append(Block(0, entry, text.pieces(0, len(raw), len(entry)), "contents"))
            return
        for begin, end in self._lines.parts(raw, self._laid_out):
            line = clean(raw[begin:end])
            if line and (begin or len(line) > text.label or clean(raw[text.label : end])):
                yield Block(
                    0, line, text.pieces(begin, end, len(line)), lead=text.led(begin, end, len(line)), level=text.level
                )
        for box in text.boxes:
            yield from self.blocks(box)

    def _text(self, element: Any) -> Text | None:
        """The text of the next paragraph, with its label; None while its mark is deleted or hidden and it goes on."""
        properties = first(element, _PROPERTIES)
        mark = properties.find(W + "rPr") if properties is not None else None
        text = self._printed(element, properties)
        text.contents = self._styles.is_of_contents(properties)
        self._unended.append(text)
        self.sources.append(element)
        if mark is not None and any(mark.find(W + tag) is not None for tag in ("del", "moveFrom")):
            return None
        text, self._unended = joined(self._unended), []
        hidden = self._styles.run_is_hidden(mark, self._styles.paragraph_is_hidden(properties))
        if not hidden or text.raw.strip():
            self._put_label(text, properties)
        self._run_in.append(text)
        return None if hidden else self._rest()

    def _rest(self) -> Text | None:
        """The text that no printed mark ends: a heading in one line with its text, a paragraph that lost its mark."""
        texts, self._run_in, self._unended = [*self._run_in, *self._unended], [], []
        return joined(texts) if texts else None

    def _put_label(self, text: Text, properties: Any) -> None:
        """Put the label before a numbered text; the paragraph that only carries the end of a section has none."""
        if properties is not None and (text.raw or properties.find(W + "sectPr") is None):
            label = self._numbering.label(properties)
            if label is not None:
                text.level = label.level
                text.put_label(self._legacy.line(label.text) if self._legacy else label.text)

    def _printed(self, element: Any, properties: Any) -> Text:
        styled = self._styles.paragraph_is_styled(properties)
        hidden = self._styles.paragraph_is_hidden(properties)
        runs = Runs(element, lambda own: self._styles.run_is_hidden(own, hidden))
        raw: list[str] = []
        lead: int | None = None
        for own, text in self._legacy.runs(properties, runs) if self._legacy else runs:
            if lead is None and text.strip() and not self._styles.run_is_styled(own, styled):
                lead = sum(map(len, raw))
            if may_be_raised(text) and self._styles.run_is_raised(own):
                text = raised(text, raw[-1] if raw else "")
            raw.append(text)
        whole = "".join(raw)
        self.notes += runs.notes
        return Text(whole, len(whole) if lead is None else lead, len(self.sources), runs.boxes)

    def _table(self, element: Any) -> Iterator[Block]:
        """The cells of a ruled table; a table without rules only lays out paragraphs (letterhead, signature)."""
        rows = list(_rows(element))
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
            source = len(self.sources)
            texts = list(self._texts(cell, inner))
            text = clean(" ".join(t.raw for t in texts))
            if text and not _is_covered(cell):
                lead = len(text) if all(t.lead == len(t.raw) for t in texts) else 0
                pieces = (Piece(0, len(text), source=source),)
                yield Block(0, text, pieces, "cell", lead, None, table, at, column)
            column += number(cell.find(f"{W}tcPr/{W}gridSpan")) or 1

    def _texts(self, parent: Any, inner: list[Any]) -> Iterator[Text]:
        """The texts of a cell of a ruled table; the ruled tables within it go to `inner`, others only lay out."""
        for child in _within(parent, _FLOW):
            if child.tag == _PARAGRAPH:
                text = self._text(child)
                if text is not None:
                    yield text
                    for box in text.boxes:
                        yield from self._texts(box, inner)
            elif self._styles.is_ruled(child):
                inner.append(child)
            else:
                for row in _rows(child):
                    for cell in _cells(row):
                        yield from self._texts(cell, inner)
        if (text := self._rest()) is not None:
            yield text


def _within(parent: Any, wanted: Collection[str], apart: Collection[str] = ()) -> Iterator[Any]:
    """The elements of these kinds below one, through controls and the like; not in one another, nor below `apart`."""
    open_ = [iter(parent)]
    while open_:
        child = next(open_[-1], None)
        if child is None:
            open_.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag == _CHUNK:
            raise UnreadableError("unreadable", "Tệp Word nhúng nguyên một tệp khác. Mở bằng Word và lưu lại.")
        elif child.tag == ALTERNATE:
            open_.append(iter(branch(child)))
        elif child.tag not in UNPRINTED and child.tag not in apart and not is_placeholder(child):
            open_.append(iter(child))


def _rows(table: Any) -> Iterator[Any]:
    return (row for row in _within(table, (_ROW,), _FLOW) if row.find(f"{W}trPr/{W}del") is None)


def _cells(row: Any) -> Iterator[Any]:
    return (cell for cell in _within(row, (_CELL,), _FLOW) if cell.find(f"{W}tcPr/{W}cellDel") is None)


def _is_covered(cell: Any) -> bool:
    """True for a cell over which the one above or before it was drawn: its own text is not printed."""
    merges = [cell.find(f"{W}tcPr/{W}{name}") for name in ("vMerge", "hMerge")]
    return any(merge is not None and value(merge) != "restart" for merge in merges)
