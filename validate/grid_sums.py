"""The rows of a table that are sums of others: totals at the foot, groups over their own rows."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

import regex

from extract.text import key
from normalize.intervals import Interval
from validate.grid import Grid, Made, Place

_PART = regex.compile(r"[-+*•]|trong đó|\d+\.\d|[a-zđ]\)|(?:nam|nữ)$")
# columns whose numbers are not added up
_RATES = regex.compile(r"%|tỷ lệ|bình quân|năng suất|tăng|so với|so sánh|đơn giá|th/kh|th/dt|thu nhập|xếp")
# the last row of a list that is whole
_OTHERS = regex.compile(r"(?<!\p{L})(?:khác|còn lại)$")
_LEAST_ROWS = 2


def row_sums(grid: Grid) -> Iterator[tuple[Place, Made]]:
    """The places of totals and groups, and what each must be by its rows."""
    groups = [row for row in grid.rows if grid.is_group(row)]
    yield from _if_they_hold(grid, [m for g in groups for m in _sums(grid, g, _below(grid, g, groups))])
    since = 0
    for at, row in enumerate(grid.rows):
        if not grid.is_total(row):
            continue
        above = grid.rows[since:at]
        since = at + 1
        tops = [r for r in above if r in groups]
        yield from _sums(grid, row, tops if len(tops) >= _LEAST_ROWS else above if not tops else [])


def adds_up(grid: Grid, column: int) -> bool:
    """False for columns of rates, shares and row numbers."""
    return not grid.numbers_rows(column) and not _RATES.search(grid.head(column))


def _if_they_hold(grid: Grid, sums: Sequence[tuple[Place, Made]]) -> Iterator[tuple[Place, Made]]:
    """The sums of groups, if most hold: else the rows of a group are not all of it (`Trong đó`), but for `Thu khác`."""
    right = sum(made.fits(grid.cells[place]) for place, made in sums)
    if right * 2 >= len(sums) and right:
        yield from sums
    else:
        yield from ((place, made) for place, made in sums if _OTHERS.search(key(grid.label(made.of[-1][0]))))


def _below(grid: Grid, row: int, groups: Sequence[int]) -> list[int]:
    """The numbered rows of a group, up to the next group or total."""
    found = []
    for other in grid.rows[grid.rows.index(row) + 1 :]:
        if other in groups or grid.is_total(other):
            break
        found.append(other)
    return found if len(found) >= _LEAST_ROWS and all(grid.mark(r).isdigit() for r in found) else []


def _sums(grid: Grid, row: int, parts: Sequence[int]) -> Iterator[tuple[Place, Made]]:
    if len(parts) < _LEAST_ROWS or any(_PART.match(key(grid.label(r))) or grid.is_rate(r) for r in parts):
        return
    for column in grid.columns:
        places = tuple((r, column) for r in parts)
        if (row, column) in grid.cells and all(p in grid.cells for p in places) and adds_up(grid, column):
            cells = [grid.cells[p] for p in places]
            must_be = reduce(Interval.plus, (c.interval for c in cells))
            yield (row, column), Made(must_be, sum((c.value for c in cells), Decimal(0)), places)
