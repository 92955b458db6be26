"""Pages → Document: their lines and tables made blocks, and a span found again on its page."""

from collections.abc import Sequence

from extract.paged.lines import Line, to_blocks, without_furniture
from extract.paged.page import Page
from extract.paged.tables import join_over_pages, take_tables
from extract.paragraphs import join_broken
from extract.records import Block, Box, Document, Span


class Pages:
    """The pages of one document, of which characters can be asked by page and index."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages

    def blocks(self) -> tuple[Block, ...]:
        """The paragraphs and cells in reading order."""
        lines: list[Line] = []
        cells: list[Block] = []
        for page in self._pages:
            page_lines, found = take_tables(page, page.lines(), len({c.table for c in cells}))
            lines += page_lines
            cells += found
        lines = without_furniture(lines)
        return join_broken(to_blocks(lines, join_over_pages(cells, lines) if cells else cells, self))

    def is_styled(self, page: int, index: int) -> bool:
        """True when the character `index` of a page is set bold or italic."""
        return self._pages[page - 1].is_styled(index)

    def box(self, page: int, index: int) -> Box:
        """The box of one character of a page."""
        return self._pages[page - 1].box(index)

    def locate(self, document: Document, span: Span) -> tuple[int | None, Box | None]:
        """The page and the box of a span; of a span over several lines, the box of its part on the first page."""
        boxes: list[Box] = []
        page: int | None = None
        for piece in document.blocks[span.block].pieces:
            start, end = max(span.start, piece.start), min(span.end, piece.end)
            if start >= end or piece.page is None or page not in (None, piece.page):
                continue
            page = piece.page
            if piece.source is None:  # a cell of a table: its own box
                boxes += [piece.box] if piece.box else []
                continue
            first = piece.source + start - piece.start
            boxes += [self.box(page, first), self.box(page, first + end - start - 1)]
        return page, _around(boxes)


def _around(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around some boxes."""
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)
