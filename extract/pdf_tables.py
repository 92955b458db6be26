"""Ruled tables of a PDF page → cells: pdfplumber finds the rules, pdfium gives the text in each box."""

import io
from collections.abc import Callable, Sequence

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from extract.lines import Line
from extract.records import Block, Box, Piece, UnreadableError
from extract.text import clean


def take_tables(
    data: bytes, page: int, lines: Sequence[Line], first_table: int, text_in: Callable[[Box], str]
) -> tuple[list[Line], list[Block]]:
    """The lines outside the ruled tables of a page, and the cells of the tables, row by row."""
    rest = list(lines)
    cells: list[Block] = []
    for grid in _grids(data, page):
        edge = grid[0], grid[1]
        number = first_table + len({c.table for c in cells})
        found = [_cell(number, page, row, column, box, text_in) for row, column, box in grid[2]]
        cells += [c for c in found if c.text]
        rest = [x for x in rest if not edge[0] <= (x.box[1] + x.box[3]) / 2 <= edge[1]]
    return rest, cells


def _grids(data: bytes, page: int) -> list[tuple[float, float, list[tuple[int, int, Box]]]]:
    """Top, bottom and cells of each table with at least two rows and two columns."""
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page]) as pdf:
            plumbed = pdf.pages[0]
            tables = [t for t in plumbed.find_tables() if len(t.rows) > 1 and len(t.columns) > 1]
            grids = [(t.bbox[1], t.bbox[3], _cells(t.rows)) for t in tables]
            plumbed.close()  # pdfplumber keeps a page's objects otherwise (issue 1339)
            return grids
    except (PDFException, PdfminerException) as error:
        raise UnreadableError("damaged", f"Trang {page} của tệp PDF bị hỏng ({error}).") from error


def _cells(rows: Sequence[object]) -> list[tuple[int, int, Box]]:
    lefts = sorted({round(c[0]) for row in rows for c in row.cells if c})  # type: ignore[attr-defined]
    return [
        (number, lefts.index(round(cell[0])), cell)
        for number, row in enumerate(rows)
        for cell in row.cells  # type: ignore[attr-defined]
        if cell
    ]


def _cell(table: int, page: int, row: int, column: int, box: Box, text_in: Callable[[Box], str]) -> Block:
    text = clean(text_in(box))
    return Block(0, text, (Piece(0, len(text), page, box),), "cell", 0, None, table, row, column)
