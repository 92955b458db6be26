"""Ruled tables of a PDF page → cells: pdfplumber finds the rules, pdfium gives the text in each box."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from extract.paged.lines import Line
from extract.paragraphs import append, glue, goes_on
from extract.records import Block, Box, Piece, UnreadableError
from extract.text import clean

# pdfminer takes an object of the file for what it should be, and fails in Python's own words where it is not.
_BROKEN = (PDFException, PdfminerException, AttributeError, IndexError, KeyError, TypeError, ValueError)


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
    """Top, bottom and cells of each table with at least two columns and, but at the head of a page, two rows."""
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
            grids = [(t.bbox[1] - top, t.bbox[3] - top, _cells(t.rows, left, top)) for t in tables]
            plumbed.close()  # pdfplumber keeps a page's objects otherwise (issue 1339)
            return grids
    except _BROKEN as error:
        raise UnreadableError("damaged", f"Trang {page} của tệp PDF bị hỏng. Lấy lại bản gốc.\n{error}") from error


def _cells(rows: Sequence[object], left: float, top: float) -> list[tuple[int, int, Box]]:
    lefts = sorted({round(c[0]) for row in rows for c in row.cells if c})  # type: ignore[attr-defined]
    return [
        (number, lefts.index(round(cell[0])), (cell[0] - left, cell[1] - top, cell[2] - left, cell[3] - top))
        for number, row in enumerate(rows)
        for cell in row.cells  # type: ignore[attr-defined]
        if cell
    ]


def _cell(table: int, page: int, row: int, column: int, box: Box, text_in: Callable[[Box], str]) -> Block:
    text = ""
    for line in text_in(box).replace("\u0002", "-\n").splitlines():
        text += (glue(text) if text else "") + clean(line)
    return Block(0, text, (Piece(0, len(text), page, box),), "cell", 0, None, table, row, column)


def join_over_pages(cells: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """The cells, with a table that a page break cut in two made one: its repeated head dropped, its cut row joined."""
    joined: list[list[Block]] = []
    for _, group in groupby(cells, key=lambda c: c.table):
        table = list(group)
        if joined and _goes_on_over_page(joined[-1], table, lines):
            _append(joined[-1], table)
        else:
            joined.append(table)
    return [replace(cell, table=number) for number, table in enumerate(joined) for cell in table]


def _goes_on_over_page(first: Sequence[Block], second: Sequence[Block], lines: Sequence[Line]) -> bool:
    """True when nothing is printed between two tables of the same columns, on one page and the next."""
    (page, (_, _, _, bottom)), (next_page, (_, top, _, _)) = _edge(first[-1], -1), _edge(second[0], 0)
    if next_page != page + 1:
        return False
    columns = {(c.column, round(_edge(c, 0)[1][0] / 4)) for c in first}
    if not all((c.column, round(_edge(c, 0)[1][0] / 4)) in columns for c in second):
        return False
    if any((x.page == page and x.base > bottom) or (x.page == next_page and x.base < top) for x in lines):
        return False
    head = _row(second, second[0].row)
    repeated = [c.text for c in head] == [c.text for c in _row(first, first[0].row)]
    return repeated or _is_rest(first, head) or any(char.isdigit() for c in head for char in c.text)


def _append(first: list[Block], second: Sequence[Block]) -> None:
    head = _row(second, second[0].row)
    rest = [c for c in second if c not in head]
    last = first[-1].row or 0
    if _is_rest(first, head):
        for cell in head:
            at = next(i for i, c in enumerate(first) if (c.row, c.column) == (last, cell.column))
            first[at] = append(first[at], cell)
    elif [c.text for c in head] != [c.text for c in _row(first, first[0].row)]:
        rest = list(second)
    skipped = rest[0].row or 0 if rest else 0
    first += [replace(c, row=last + 1 + (c.row or 0) - skipped) for c in rest]


def _is_rest(first: Sequence[Block], head: Sequence[Block]) -> bool:
    """True when every cell of a row goes on with the one above it: the page break cut the row."""
    above = {c.column: c.text for c in _row(first, first[-1].row)}
    return all(goes_on(above.get(c.column, ""), c.text) for c in head)


def _row(table: Sequence[Block], number: int | None) -> list[Block]:
    return [c for c in table if c.row == number]


def _edge(cell: Block, piece: int) -> tuple[int, Box]:
    """The page and the box of the first or last piece of a cell."""
    found = cell.pieces[piece]
    assert found.page is not None
    assert found.box is not None
    return found.page, found.box
