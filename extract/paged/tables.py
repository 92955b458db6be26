"""Ruled tables of pages → cells, and what a page break cut in two made one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import regex

from extract.paged.hyphens import BROKEN, is_one_word
from extract.paged.lines import Line
from extract.paged.page import Page
from extract.paragraphs import append, glue, goes_on
from extract.records import Block, Box, Piece
from extract.text import clean


def take_tables(page: Page, lines: Sequence[Line], first_table: int) -> tuple[list[Line], list[Block]]:
    """The lines outside the ruled tables of a page, and the cells of the tables, row by row."""
    rest = list(lines)
    cells: list[Block] = []
    for top, bottom, places in page.grids():
        number = first_table + len({c.table for c in cells})
        found = [_cell(page, number, row, column, box) for row, column, box in places]
        cells += [c for c in found if c.text]
        rest = [x for x in rest if not top <= (x.box[1] + x.box[3]) / 2 <= bottom]
    return rest, cells


def _cell(page: Page, table: int, row: int, column: int, box: Box) -> Block:
    text = ""
    for line in page.text_in(box).replace(BROKEN[0], "-\n").replace(BROKEN[1], "-\n").splitlines():
        text = _gone_on(text, clean(line))
    return Block(0, text, (Piece(0, len(text), page.number, box),), "cell", 0, None, table, row, column)


def _gone_on(text: str, line: str) -> str:
    """The text of a cell with one more line of it."""
    if text.endswith("-") and is_one_word(text, line):
        return text[:-1] + line
    if not text or (_LONG_FRACTION.fullmatch(text) and line.isdigit()):
        return text + line
    return text + glue(text) + line


# 121.18417 / 5: no numeral of five decimals is followed by another
_LONG_FRACTION = regex.compile(r"-?\d+[.,]\d{4,}")


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
