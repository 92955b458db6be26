"""The rules that a page draws → the cells of its tables, found by pdfplumber."""

import io
from collections.abc import Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber import table as plumbed_table
from pdfplumber.utils.exceptions import PdfminerException

from extract.paged.page import Grid
from extract.paged.view import View
from extract.records import Box, UnreadableError

# pdfminer takes an object of the file for what it should be, and fails in Python's own words where it is not.
_BROKEN = (PDFException, PdfminerException, AttributeError, IndexError, KeyError, TypeError, ValueError)


def grids(data: bytes, page: int) -> list[Grid]:
    """The tables with at least two columns and, but at the head of a page, two rows; `page` counts from 1."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page]) as pdf:
            plumbed = next(iter(pdf.pages), None)
            if plumbed is None:  # pdfium finds pages in a file whose own list of them is broken
                raise UnreadableError("damaged", f"Trang {page} của tệp PDF bị hỏng. Lấy lại bản gốc.")
            head = plumbed.height / 8  # one row at the head of a page may end the table of the page before
            tables = [
                t
                for t in plumbed.find_tables()
                if len(t.columns) > 1 and (len(t.rows) > 1 or (page > 1 and t.bbox[1] < head))
            ]
            left, top = plumbed.cropbox[:2]  # pdfplumber counts from the corner of the sheet, not of what is seen
            found: list[Grid] = [(t.bbox[1] - top, t.bbox[3] - top, _cells(t.rows, left, top)) for t in tables]
            plumbed.close()  # pdfplumber keeps a page's objects otherwise (issue 1339)
            return found
    except _BROKEN as error:
        raise UnreadableError("damaged", f"Trang {page} của tệp PDF bị hỏng. Lấy lại bản gốc.\n{error}") from error


def turned(grid: Grid, seen: View, by: View) -> Grid:
    """A table of a page as another view sees it: what were rows may be columns."""
    boxes = [seen.seen_by(by, box) for _, _, box in grid[2]]
    tops, lefts = ({n: at for at, n in enumerate(sorted({round(b[side]) for b in boxes}))} for side in (1, 0))
    cells = sorted((tops[round(b[1])], lefts[round(b[0])], b) for b in boxes)
    return min(b[1] for b in boxes), max(b[3] for b in boxes), cells


def grids_of_edges(edges: Sequence[dict[str, Any]]) -> list[Grid]:
    """The tables that rules make which were found elsewhere: dictionaries as pdfplumber's edges, in points."""
    merged = plumbed_table.merge_edges(list(edges), _SNAP, _SNAP, _JOIN, _JOIN)
    crossings = plumbed_table.edges_to_intersections(merged, _JOIN, _JOIN)
    cells = plumbed_table.cells_to_tables(plumbed_table.intersections_to_cells(crossings))
    tables = [plumbed_table.Table(_NO_PAGE, group) for group in cells]
    return [(t.bbox[1], t.bbox[3], _cells(t.rows, 0, 0)) for t in tables if len(t.columns) > 1 and len(t.rows) > 1]


# a table needs its page only to cut it out
_NO_PAGE: Any = None
# in points: rules that are seen stand less exactly than those that are drawn
_SNAP, _JOIN = 3, 5


def _cells(rows: Sequence[object], left: float, top: float) -> list[tuple[int, int, Box]]:
    lefts = sorted({round(c[0]) for row in rows for c in row.cells if c})  # type: ignore[attr-defined]
    return [
        (number, lefts.index(round(cell[0])), (cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top))
        for number, row in enumerate(rows)
        for cell in row.cells  # type: ignore[attr-defined]
        if cell
    ]
