"""Tables that a page break cuts in two: cells as the pages give them, 100 points wide, rows 20 points high."""

from collections.abc import Sequence

import pytest

from extract.paged.lines import Line
from extract.paged.tables import join_over_pages
from extract.records import Block, Piece

HEAD = ["TT", "Chỉ tiêu", "Thực hiện"]
Rows = Sequence[Sequence[str]]


def table(number: int, page: int, top: float, *rows: Sequence[str], left: float = 70) -> list[Block]:
    """The cells of a table that have a text."""
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            x, y = left + 100 * column, top + 20 * at
            piece = Piece(0, len(text), page, (x, y, x + 100, y + 20))
            cells.append(Block(0, text, (piece,), "cell", 0, None, number, at, column))
    return [c for c in cells if c.text]


def rows_of(cells: Sequence[Block]) -> list[tuple[int | None, list[str]]]:
    """Each row of each table: the table's number and its texts."""
    places = list(dict.fromkeys((c.table, c.row) for c in cells))
    return [(place[0], [c.text for c in cells if (c.table, c.row) == place]) for place in places]


def line(page: int, base: float) -> Line:
    return Line("Ghi chú.", page, 842, (70, base - 10, 120, base), base, 14, 0)


FIRST = [HEAD, ["1", "Trồng rừng", "12 ha"], ["2", "Hồ sơ giải quyết", "98%"]]
JOINED: list[tuple[str, Rows, Rows]] = [
    ("rows go on", [["3", "Hộ nghèo", "4%"]], [*FIRST, ["3", "Hộ nghèo", "4%"]]),
    ("the head is repeated", [HEAD, ["3", "Hộ nghèo", "4%"]], [*FIRST, ["3", "Hộ nghèo", "4%"]]),
    (
        "a row is cut",
        [["", "đúng hạn", ""], ["3", "Hộ nghèo", "4%"]],
        [*FIRST[:2], ["2", "Hồ sơ giải quyết đúng hạn", "98%"], ["3", "Hộ nghèo", "4%"]],
    ),
]


@pytest.mark.parametrize(("why", "second", "expected"), JOINED, ids=[x[0] for x in JOINED])
def test_a_table_over_two_pages_is_one(why: str, second: Rows, expected: Rows) -> None:
    cells = table(0, 1, 700, *FIRST) + table(1, 2, 60, *second)
    assert rows_of(join_over_pages(cells, [line(1, 650), line(2, 300)])) == [(0, list(row)) for row in expected]


def test_a_cut_cell_has_a_piece_on_each_page() -> None:
    cells = join_over_pages(table(0, 1, 700, *FIRST) + table(1, 2, 60, ["", "đúng hạn", ""]), [])
    (cut,) = [c for c in cells if len(c.pieces) > 1]
    assert [(p.page, cut.text[p.start : p.end]) for p in cut.pieces] == [(1, "Hồ sơ giải quyết"), (2, "đúng hạn")]


ROW = ["3", "Hộ nghèo", "4%"]
APART = [
    (table(1, 2, 60, ROW), [line(1, 790)], "a line below the first"),
    (table(1, 2, 60, ROW), [line(2, 50)], "a line above the second"),
    (table(1, 2, 60, ROW, left=90), [], "other columns"),
    (table(1, 3, 60, ROW), [], "a page between"),
    (table(1, 2, 60, ["TT", "Chỉ tiêu", "Kế hoạch"], ROW), [], "a head of its own"),
]


@pytest.mark.parametrize(("second", "lines", "why"), APART, ids=[x[2] for x in APART])
def test_two_tables_stay_two(second: list[Block], lines: list[Line], why: str) -> None:
    assert {c.table for c in join_over_pages(table(0, 1, 700, *FIRST) + second, lines)} == {0, 1}


def test_the_tables_behind_are_counted_anew() -> None:
    cells = table(0, 1, 700, *FIRST) + table(1, 2, 60, ROW) + table(2, 2, 400, HEAD)
    assert [number for number, _ in rows_of(join_over_pages(cells, []))] == [0, 0, 0, 0, 1]
