"""Tables without rules: a head that names columns of indicators, and rows that keep to these columns.

`TT  Chỉ tiêu  ĐVT  Kế hoạch  Thực hiện`: told by the words of the head (`rules/columns.toml`) and by the gaps between
the columns. Running text, letterheads and lists have no such head.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from extract.paged.segments import Segment
from extract.records import Box
from extract.rules import Lexicon, load
from extract.text import key

# a cell of a row that holds values: 612 · 106,2% · -15 · 2/4 · x
_VALUE = regex.compile(r"[<>≥≤~+-]?\s?\d[\d.,]*(?:\s?[/-]\s?\d[\d.,]*)?\s?%?|[-–x×✓]")
# what begins a row: 1 · 1.2 · II · a) · A · - ; with the words of the row behind it or alone
_BEGINS = regex.compile(
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|\p{L})\s?[.)]?(?:\s|$)(?!\p{Ll}\s?$)|[-+•*]\s?\p{L}"
)
_ENDS = (".", ";", ":")
_LEAST_COLUMNS, _LEAST_ROWS, _LEAST_KNOWN = 3, 3, 2
# in heights of a letter: between lines of one cell, between rows of a table, between
# two lines of a label and the values beside them
_WITHIN, _BETWEEN, _HALF = 1.75, 3.5, 0.9
_HEAD_ROWS = 6

Row = list[Segment]


@dataclass
class Columns:
    """The columns of a table: how far the print of each reaches, and the words of its head."""

    spans: list[list[float]]
    head: list[str] = field(default_factory=list)

    def at(self, segment: Segment) -> int | None:
        """The column in which a stretch stands; None where it reaches over two."""
        x0, _, x1, _ = segment.box
        over = [n for n, (left, right) in enumerate(self.spans) if min(x1, right) - max(x0, left) > _touch(segment)]
        if len(over) > 1:
            return None
        if over:
            return over[0]
        return min(range(len(self.spans)), key=lambda n: max(self.spans[n][0] - x1, x0 - self.spans[n][1]))

    def take(self, number: int, segment: Segment) -> None:
        """Widen a column so that it holds a stretch; a title over several columns widens none."""
        if number + 1 < len(self.spans) and segment.box[2] > self.spans[number + 1][0]:
            return
        span = self.spans[number]
        span[0], span[1] = min(span[0], segment.box[0]), max(span[1], segment.box[2])

    def edges(self) -> list[float]:
        """Where the columns meet, from the left edge of the first to the right edge of the last."""
        inner = [(a[1] + b[0]) / 2 for a, b in zip(self.spans, self.spans[1:], strict=False)]
        return [self.spans[0][0] - 2, *inner, self.spans[-1][1] + 2]


@dataclass
class Unruled:
    """A table: the cells of each row by column, of what stretches each is made, and its columns."""

    rows: list[dict[int, list[Segment]]]
    columns: Columns

    def segments(self) -> list[Segment]:
        """All stretches of the table."""
        return [s for row in self.rows for cell in row.values() for s in cell]

    def box(self, row: int, column: int) -> Box:
        """Where a cell stands: as wide as its column, as high as its print."""
        cell = self.rows[row][column]
        edges = self.columns.edges()
        return edges[column], min(s.box[1] for s in cell), edges[column + 1], max(s.box[3] for s in cell)


def unruled(rows: Sequence[Row]) -> list[Unruled]:
    """The tables among the rows of a page, from the top."""
    found: list[Unruled] = []
    at = 0
    while at < len(rows):
        table = _table(rows, at) if len(rows[at]) >= _LEAST_KNOWN and _names(rows[at]) else None
        if table:
            found.append(table)
            last = max(s.base for s in table.segments())
            at = next((n for n in range(at, len(rows)) if rows[n][0].base > last), len(rows))
        at += 1 - bool(table)
    return found


def rest_of(columns: Columns, rows: Sequence[Row]) -> Unruled | None:
    """The rows at the head of a page that go on with a table of the page before."""
    table = Unruled([], Columns([list(s) for s in columns.spans], columns.head))
    _fill(table, rows)
    return table if any(map(_holds_values, table.rows)) else None


def _names(row: Row) -> int:
    """How many stretches of a row name columns of indicators."""
    lexicon = _lexicon()
    return sum(lexicon.at(key(s.text), 0) is not None for s in row if not _VALUE.fullmatch(s.text))


@cache
def _lexicon() -> Lexicon:
    return load().lexicon("columns")


def _table(rows: Sequence[Row], at: int) -> Unruled | None:
    """The table whose head holds the row `at`."""
    begin = at
    while begin and _is_near(rows[begin - 1], rows[begin]) and len(rows[begin - 1]) > 1 and at - begin < 2:
        begin -= 1
    end = next((n for n in range(at + 1, min(len(rows), at + _HEAD_ROWS)) if _begins_body(rows[n])), None)
    if end is None:
        return None
    if end - 1 > at and _stands_half_above(rows[end - 1], rows[end]):  # the first line of the first label
        end -= 1
    head = rows[begin:end]
    columns = _columns(head)
    if len(columns.spans) < _LEAST_COLUMNS or sum(map(_names, head)) < _LEAST_KNOWN:
        return None
    table = Unruled(_head_cells(head, columns), columns)
    depth = len(table.rows)
    _fill(table, rows[end:])
    return table if sum(map(_holds_values, table.rows[depth:])) >= _LEAST_ROWS else None


def _begins_body(row: Row) -> bool:
    """True for a row below the head: it is counted, or holds values."""
    return bool(_BEGINS.match(row[0].text)) or any(_VALUE.fullmatch(s.text) for s in row)


def _is_near(above: Row, below: Row) -> bool:
    return below[0].base - above[0].base < _WITHIN * below[0].size


def _columns(head: Sequence[Row]) -> Columns:
    """The columns of the lowest cells of a head: what stands above several of them is none of its own."""
    spans: list[list[float]] = []
    for segment in sorted((s for row in head for s in row), key=lambda s: s.box[2] - s.box[0]):
        over = [span for span in spans if min(segment.box[2], span[1]) - max(segment.box[0], span[0]) > 0]
        if not over:
            spans.append([segment.box[0], segment.box[2]])
        elif len(over) == 1:
            over[0][0], over[0][1] = min(over[0][0], segment.box[0]), max(over[0][1], segment.box[2])
    return Columns(sorted(spans))


def _head_cells(head: Sequence[Row], columns: Columns) -> list[dict[int, list[Segment]]]:
    """The cells of a head: one row, and above it one for what spans several columns."""
    over: dict[int, list[Segment]] = {}
    lowest: dict[int, list[Segment]] = {}
    below: dict[int, Segment] = {}
    for segment in (s for row in reversed(head) for s in row):
        number = columns.at(segment)
        if number is None or (number in below and _spans(segment, below[number])):
            first = next(n for n, span in enumerate(columns.spans) if span[1] > segment.box[0])
            over.setdefault(first, []).append(segment)
        else:
            below.setdefault(number, segment)
            lowest.setdefault(number, []).append(segment)
    for cell in (*over.values(), *lowest.values()):
        cell.sort(key=lambda s: s.base)
    columns.head = [" ".join(s.text for s in lowest.get(n, ())) for n in range(len(columns.spans))]
    return [over, lowest] if over else [lowest]


def _spans(segment: Segment, below: Segment) -> bool:
    """True for a cell of a head whose middle stands beside the one below it: Năm 2024 over Kế hoạch and Thực hiện."""
    middle = (segment.box[0] + segment.box[2]) / 2
    return not below.box[0] <= middle <= below.box[2] and segment.box[0] > below.box[0] + _touch(segment)


def _fill(table: Unruled, rows: Sequence[Row]) -> None:
    """Take the rows below the head as long as they keep to the columns."""
    rows = _with_their_middles(rows)
    last = max((s.base for s in table.segments()), default=rows[0][0].base if rows else 0.0)
    depth = len(table.rows)
    for at, row in enumerate(rows):
        cells = _cells(row, table.columns, rows[at + 1 : at + 2])
        if row[0].base - last > _BETWEEN * row[0].size or cells is None:
            break
        for number, found in cells.items():
            for segment in found:
                table.columns.take(number, segment)
        last = row[0].base
        above = table.rows[-1] if len(table.rows) > depth else None
        if above is not None and _goes_on(above, cells, row, rows[at + 1 : at + 2]):
            for number, found in cells.items():
                above.setdefault(number, []).extend(found)
        else:
            table.rows.append(cells)


def _with_their_middles(rows: Sequence[Row]) -> list[Row]:
    """The rows; values that stand at half the height of a label of two lines are one row with its first."""
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above and _stands_half_above(above, row):
            found[-1] = sorted([*above, *row], key=lambda s: s.box[0])
        else:
            found.append(row)
    return found


def _stands_half_above(above: Row, row: Row) -> bool:
    """True for words in less than a line above the values of their row."""
    return row[0].base - above[0].base < _HALF * row[0].size and not _begins_body(above) and _begins_body(row)


def _cells(row: Row, columns: Columns, after: Sequence[Row]) -> dict[int, list[Segment]] | None:
    """The stretches of a row by column; None where they do not keep to the columns."""
    if len(row) <= 2 and row[-1].text.endswith(_ENDS):
        return None
    cells: dict[int, list[Segment]] = {}
    for segment in row:
        number = columns.at(segment)
        if number is None:
            number = _of_group(row, segment, columns, after)
        if number is None:
            return None
        cells.setdefault(number, []).append(segment)
    return cells


def _of_group(row: Row, segment: Segment, columns: Columns, after: Sequence[Row]) -> int | None:
    """The column of a title over rows, which may reach over others: II  Văn hóa - xã hội; None for running text."""
    begins = next((n for n, span in enumerate(columns.spans) if span[1] > segment.box[0]), None)
    follows = bool(after) and any(_VALUE.fullmatch(s.text) for s in after[0][1:])
    is_last = segment is row[-1] and len(row) <= 2 and begins is not None and begins <= 1
    return begins if is_last and follows and segment.box[2] < columns.spans[-1][0] else None


def _goes_on(above: dict[int, list[Segment]], cells: dict[int, list[Segment]], row: Row, after: Sequence[Row]) -> bool:
    """True for a row that holds only more words of cells of the row above it."""
    lowest = max(s.base for cell in above.values() for s in cell)
    if row[0].base - lowest > _WITHIN * row[0].size or (0 in cells and _BEGINS.match(row[0].text)):
        return False
    return not _holds_values(cells) and not _BEGINS.match(row[0].text)


def _holds_values(cells: dict[int, list[Segment]]) -> bool:
    """True for a row with a value behind its first cell."""
    first = min(cells)
    return any(
        _VALUE.fullmatch(s.text) for number, cell in cells.items() if number != first or number > 1 for s in cell
    )


def _touch(segment: Segment) -> float:
    return 0.3 * segment.size
