"""The tables of pages → cells, ruled ones and others, with the lines that are left around them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

import regex

from extract.paged.hyphens import BROKEN, is_one_word
from extract.paged.lines import Line
from extract.paged.page import Grid, Page
from extract.paged.segments import Segment, in_rows, segments
from extract.paged.unruled import Columns, Unruled, rest_of, unruled
from extract.paragraphs import glue
from extract.records import Block, Box, Piece
from extract.rules import load
from extract.text import clean

# 121.18417 / 5: no numeral of five decimals is followed by another
_LONG_FRACTION = regex.compile(r"-?\d+[.,]\d{4,}")
# of the rows of a table so many have several cells; the boxes behind highlighted lines have one each
_SEVERAL = 0.25


class TablesOfPages:
    """Takes the tables out of one page after the other; `cells` are those of all pages so far, row by row."""

    def __init__(self) -> None:
        self.cells: list[Block] = []
        self._count = 0
        self._open: Columns | None = None

    def take(self, page: Page, lines: Sequence[Line]) -> list[Line]:
        """The lines of the next page outside its tables."""
        rest = list(lines)
        found: list[tuple[float, list[Block]]] = []
        ruled = [grid for grid in page.grids() if _is_table(grid)]
        for grid in ruled:
            rest = _around(page, rest, grid)
            found.append((grid[0], [_ruled_cell(page, row, column, box) for row, column, box in grid[2]]))
        if page.text_source == "pdf" and (self._open or any(line.text.startswith(_heads()) for line in rest)):
            rest, tables = self._unruled(page, rest, ruled)
            found += [(min(s.box[1] for s in table.segments()), _cells(page, table)) for table in tables]
        else:
            self._open = None
        for _, cells in sorted(found, key=lambda table: table[0]):
            self.cells += [_of_table(cell, self._count) for cell in cells if cell.text]
            self._count += 1
        return rest

    def _unruled(self, page: Page, lines: Sequence[Line], ruled: Sequence[Grid]) -> tuple[list[Line], list[Unruled]]:
        """The lines that are left, and the tables without rules, of which one may go on from the page before."""
        outside = [s for s in segments(page) if not any(_is_in(s.box, *_box(grid)) for grid in ruled)]
        chars = [(line.char, line.char + len(line.text)) for line in lines]
        rows = in_rows([s for s in outside if any(a <= s.char < b for a, b in chars)])
        tables: list[Unruled] = []
        if self._open and rows and (rest := rest_of(self._open, rows)):
            tables.append(rest)
            last = max(s.base for s in rest.segments())
            rows = [row for row in rows if row[0].base > last]
        tables += [_like(table, self._open) for table in unruled(rows)]
        taken = {s.char for table in tables for s in table.segments()}
        self._open = tables[-1].columns if tables else None
        kept = _without(lines, outside, lambda s: s.char in taken) if tables else list(lines)
        return kept, tables


def _like(table: Unruled, before: Columns | None) -> Unruled:
    """The table, with the columns of the one before where its head repeats that one's."""
    if before and before.head == table.columns.head:
        table.columns.spans = before.spans
    return table


@cache
def _heads() -> tuple[str, ...]:
    """With what the head of a table of indicators begins: TT, STT, Chỉ tiêu, Nội dung."""
    spellings = [s for row in load().rows("columns") if row["gives"] in ("order", "label") for s in row.writes]
    return tuple(form for s in spellings for form in (s.upper(), s[0].upper() + s[1:]))


def _is_table(grid: Grid) -> bool:
    """False for the boxes behind lines that are highlighted: hardly a row has several cells."""
    rows: dict[int, int] = {}
    for row, _, _ in grid[2]:
        rows[row] = rows.get(row, 0) + 1
    return sum(count > 1 for count in rows.values()) >= _SEVERAL * len(rows)


def _box(grid: Grid) -> Box:
    """The box around a ruled table."""
    return min(box[0] for _, _, box in grid[2]), grid[0], max(box[2] for _, _, box in grid[2]), grid[1]


def _is_in(box: Box, left: float, top: float, right: float, bottom: float) -> bool:
    """True for a box whose middle stands within another."""
    return left <= (box[0] + box[2]) / 2 <= right and top <= (box[1] + box[3]) / 2 <= bottom


def _around(page: Page, lines: Sequence[Line], grid: Grid) -> list[Line]:
    """The lines outside a ruled table; of those that reach out of it the part beside it."""
    left, top, right, bottom = _box(grid)
    level = [x for x in lines if top <= (x.box[1] + x.box[3]) / 2 <= bottom]
    if all(left - x.size <= x.box[0] and x.box[2] <= right + x.size for x in level):
        inside = {id(x) for x in level}
        return [x for x in lines if id(x) not in inside]
    return _without(lines, segments(page), lambda s: _is_in(s.box, left, top, right, bottom))


def _without(lines: Sequence[Line], found: Sequence[Segment], is_taken: Callable[[Segment], bool]) -> list[Line]:
    """The lines without the stretches that tables took; what is left of a line stands for it."""
    return [part for line in lines for part in _left_of(line, found, is_taken)]


def _left_of(line: Line, found: Sequence[Segment], is_taken: Callable[[Segment], bool]) -> Iterator[Line]:
    own = [s for s in found if line.char <= s.char < line.char + len(line.text)]
    if not any(map(is_taken, own)):
        yield line
        return
    for s in own:
        if not is_taken(s):
            yield Line(s.text, line.page, line.page_height, s.box, s.base, s.size, s.char)


def _cells(page: Page, table: Unruled) -> list[Block]:
    """The cells of a table without rules, row by row."""
    return [
        _cell(page, row, column, table.box(row, column), (s.text for s in table.rows[row][column]))
        for row in range(len(table.rows))
        for column in sorted(table.rows[row])
    ]


def _ruled_cell(page: Page, row: int, column: int, box: Box) -> Block:
    printed = page.text_in(box).replace(BROKEN[0], "-\n").replace(BROKEN[1], "-\n")
    return _cell(page, row, column, box, map(clean, printed.splitlines()))


def _cell(page: Page, row: int, column: int, box: Box, lines: Iterable[str]) -> Block:
    text = ""
    for line in lines:
        text = _gone_on(text, line)
    return Block(0, text, (Piece(0, len(text), page.number, box),), "cell", 0, None, 0, row, column)


def _gone_on(text: str, line: str) -> str:
    """The text of a cell with one more line of it."""
    if text.endswith("-") and is_one_word(text, line):
        return text[:-1] + line
    if not text or (_LONG_FRACTION.fullmatch(text) and line.isdigit()):
        return text + line
    return text + glue(text) + line


def _of_table(cell: Block, number: int) -> Block:
    return Block(0, cell.text, cell.pieces, "cell", 0, None, number, cell.row, cell.column)
