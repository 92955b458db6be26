"""Pages → Document: their lines and tables made blocks, and a span found again on its page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from extract.paged.furniture import without_furniture
from extract.paged.lines import Line, block_of, to_blocks
from extract.paged.notes import take_notes
from extract.paged.page import Page
from extract.paged.scanned_page import ScannedPage, lay_alike
from extract.paged.stamps import take_stamps
from extract.paged.tables import join_over_pages
from extract.paged.take_tables import TablesOfPages
from extract.paragraphs import join_broken
from extract.records import Block, Box, Document, Piece, Place, Span, UnreadableError
from extract.secrecy import mark_of_secrecy

_NOTHING = "Các trang không có chữ nào để đọc. Kiểm tra lại bản gốc."


class Pages:
    """The pages of one document that could be read, of so many; characters can be asked by page and index."""

    def __init__(self, pages: Sequence[Page], count: int) -> None:
        self._count = count
        self._pages: Mapping[int, Page] = {page.number: page for page in pages}
        self._scanned = [page for page in pages if isinstance(page, ScannedPage)]
        lay_alike(self._scanned)

    def document(
        self, path: Path, sha256: str, size: int, media_type: str, repairs: tuple[str, ...], missing: str
    ) -> Document:
        """The document that the pages make; `missing` is why others are not among them."""
        blocks = self._blocks()
        if not blocks and not missing:
            raise UnreadableError("nothing_to_read", _NOTHING)
        sources = {page.text_source for page in self._pages.values()}
        pages = self._pages.values()
        secrecy = mark_of_secrecy(
            (line for page in pages for line in page.text.splitlines()),
            [line for page in pages for line in page.stamped],
        )
        return Document(
            path, sha256, size, media_type,
            text_source=sources.pop() if len(sources) == 1 else "mixed",
            blocks=blocks,
            pages=self._count,
            repairs=repairs,
            secrecy=secrecy,
            ocr_pages=len(self._scanned) or None,
            ocr_confidence=_mean([page.mean_confidence() for page in self._scanned]),
            unread_pages=tuple(n for n in range(1, self._count + 1) if n not in self._pages),
            unread_why=missing,
        )  # fmt: skip

    def _blocks(self) -> tuple[Block, ...]:
        """The paragraphs and cells in reading order."""
        lines: list[Line] = []
        tables = TablesOfPages()
        for page in self._pages.values():
            lines += tables.take(page, page.lines())
        cells = tables.cells
        lines, stamps = take_stamps(without_furniture(lines))
        notes = [replace(block_of(stamp, self), kind="note") for stamp in stamps]
        if any(page.has_marks for page in self._pages.values()):
            lines, found = take_notes(lines, self)
            notes = found + notes
        text = to_blocks(lines, join_over_pages(cells, lines) if cells else (), self)
        blocks = join_broken([*text, *notes])
        if not self._scanned:
            return blocks
        return tuple(replace(b, pieces=tuple(map(self._weighed, b.pieces))) for b in blocks)

    def _weighed(self, piece: Piece) -> Piece:
        """The piece with how sure its reading is."""
        if piece.page is None:
            return piece
        page = self._pages[piece.page]
        if piece.source is None:
            return piece._replace(confidence=_of_cell(page, piece))
        return piece._replace(confidence=page.confidence(piece.source, piece.source + piece.end - piece.start - 1))

    def is_styled(self, page: int, index: int) -> bool:
        """True when the character `index` of a page is set bold or italic."""
        return self._pages[page].is_styled(index)

    def box(self, page: int, index: int) -> Box:
        """The box of one character of a page."""
        return self._pages[page].box(index)

    def locate(self, document: Document, span: Span) -> Place:
        """Where a span stands; of a span over several lines, the box of its part on the first page."""
        boxes: list[Box] = []
        sure: list[float] = []
        on: Page | None = None
        for piece in document.blocks[span.block].pieces:
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start >= end or piece.page is None or (on and piece.page != on.number):
                continue
            on = self._pages[piece.page]
            if piece.source is None:  # a cell of a table: its own box
                boxes += [piece.box] if piece.box else []
                sure += [c for c in [_of_cell(on, piece)] if c is not None]
                continue
            first = piece.source + start - piece.start
            last = first + end - start - 1
            boxes += [on.box(first), on.box(last)]
            sure += [c for c in [on.confidence(first, last)] if c is not None]
        box = _around(boxes)
        return Place(on.number if on else None, on.on_paper(box) if on and box else None, min(sure, default=None))


def _of_cell(page: Page, piece: Piece) -> float | None:
    """How sure the reading of a cell of a table is."""
    return page.confidence_in(piece.box) if piece.box and isinstance(page, ScannedPage) else None


def _around(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around some boxes."""
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
