"""Tables of pages: what a page break cut in two made one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from extract.paged.lines import Line
from extract.paragraphs import append, goes_on
from extract.records import Block, Box


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
