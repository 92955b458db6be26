"""The columns of a table that are made of others in nearly every row: what holds in the others is asked of the last.

Nothing is told by words here. `Năm 2023 | Năm 2024 | Tăng, giảm | So sánh (%)`: a column that is the quotient, the
change, the difference, the sum or the share of others in all rows but one or a few is so by its maker's will.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

import regex

from normalize.intervals import Interval, exact
from validate.grid import Cell, Grid, Made, Place
from validate.grid_sums import adds_up

_HUNDRED = Decimal(100)
# columns further apart than this are not tried with one another
_REACH = 6
_LEAST_ROWS = 3
# so many digits in all must have come out right before a rule is believed: two of 98,4 and 102,7
_LEAST_DIGITS = 4
_SHARE_HEAD = regex.compile(r"%|tỷ lệ|tỷ trọng|cơ cấu|so với|so sánh|tăng|giảm|đạt|th/")
# Tăng (+), giảm (-): here few digits tell enough
_DIFFERENCE_HEAD = regex.compile(r"tăng.*giảm|chênh lệch|so sánh")
_MADE_HEAD = regex.compile(rf"{_SHARE_HEAD.pattern}|chênh lệch|còn lại|tổng|cộng")
# of the rows tried first so many must hold for the others to be looked at
_TRIED = 6


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a column may be made: of which columns, and how from their cells."""

    column: int
    of: tuple[int, ...]
    make: Callable[[Sequence[Cell]], tuple[Interval, Decimal] | None]
    as_share: bool

    def made(self, grid: Grid, row: int) -> Made | None:
        """What the cell of a row must be; None where one is empty or nothing would be told by it."""
        places = tuple((row, c) for c in self.of)
        if (row, self.column) not in grid.cells or any(p not in grid.cells for p in places):
            return None
        if not self.as_share and grid.is_rate(row):
            return None
        found = self.make([grid.cells[p] for p in places])
        return Made(*found, places, self.as_share) if found else None


def habitual_columns(grid: Grid) -> Iterator[tuple[Place, Made]]:
    """The places of cells that keep or break the rule of their column, with what each must be."""
    if len(grid.rows) < _LEAST_ROWS:
        return
    for column in sorted((c for c in grid.columns if not grid.numbers_rows(c)), key=lambda c: _rank(grid, c)):
        kept = [found for rule in _rules(grid, column) if (found := _kept_and_broken(grid, rule))]
        if not kept:
            continue
        yield from (pair for right, _ in kept for pair in right.items())
        fewest = min((broken for _, broken in kept), key=len)
        for place, made in fewest.items():
            if all(place in broken for _, broken in kept):
                yield place, made


def _rank(grid: Grid, column: int) -> tuple[bool, int]:
    """What is made of others comes first: a column that its head calls so, then the last one."""
    return _MADE_HEAD.search(grid.head(column)) is None, -column


def _kept_and_broken(grid: Grid, rule: _Rule) -> tuple[dict[Place, Made], dict[Place, Made]] | None:
    """The cells that keep and those that break a rule of their column; None where it is not its rule."""
    right: dict[Place, Made] = {}
    broken: dict[Place, Made] = {}
    digits = 0
    for tried, row in enumerate(grid.rows):
        made = rule.made(grid, row)
        if made is None:
            continue
        cell = grid.cells[row, rule.column]
        if made.fits(cell):
            right[row, rule.column] = made
            digits += sum(map(str.isdigit, cell.printed.lstrip("0,.")))
        else:
            broken[row, rule.column] = made
        if tried >= _TRIED and len(broken) > len(right):
            return None
    needed = 2 if rule.make is _difference and _DIFFERENCE_HEAD.search(grid.head(rule.column)) else _LEAST_DIGITS
    believed = len(right) >= _LEAST_ROWS - 1 and digits >= needed and len(broken) <= max(1, len(right) // 5)
    return (right, broken) if believed else None


def _rules(grid: Grid, column: int) -> Iterator[_Rule]:
    """What a column may be of those around it."""
    near = [c for c in grid.columns if 0 < abs(c - column) <= _REACH and not grid.numbers_rows(c)]
    is_share = _SHARE_HEAD.search(grid.head(column)) is not None
    added = [c for c in near if adds_up(grid, c)]
    for one in near:
        for other in near:
            if one != other and is_share:
                yield _Rule(column, (one, other), _ratio, True)
                yield _Rule(column, (one, other), _change, True)
            if one != other:
                yield _Rule(column, (one, other), _difference, False)
    before = [c for c in added if c < column]
    yield from (_Rule(column, tuple(before[at:]), _sum, False) for at in range(len(before) - 1))
    totals = [r for r in grid.rows if grid.is_total(r)]
    for one in added:
        total = grid.cells.get((totals[-1], one)) if totals and is_share else None
        if total and total.value > 0:
            yield _Rule(column, (one,), _share_of(total.value), True)


def _ratio(cells: Sequence[Cell]) -> tuple[Interval, Decimal] | None:
    one, other = cells
    quotient = one.interval / other.interval
    if quotient is None or not one.value or one.value == other.value:
        return None  # 18 of 18 are 100 %, by whatever rule
    return quotient.scaled(_HUNDRED), one.value / other.value * _HUNDRED


def _change(cells: Sequence[Cell]) -> tuple[Interval, Decimal] | None:
    ratio = _ratio(cells)
    return (ratio[0].scaled(Decimal(1), -_HUNDRED), ratio[1] - _HUNDRED) if ratio else None


def _difference(cells: Sequence[Cell]) -> tuple[Interval, Decimal] | None:
    one, other = cells
    if not one.value or not other.value:
        return None
    return one.interval.plus(other.interval.negated()), one.value - other.value


def _sum(cells: Sequence[Cell]) -> tuple[Interval, Decimal] | None:
    return reduce(Interval.plus, (c.interval for c in cells)), sum((c.value for c in cells), Decimal(0))


def _share_of(total: Decimal) -> Callable[[Sequence[Cell]], tuple[Interval, Decimal] | None]:
    def share(cells: Sequence[Cell]) -> tuple[Interval, Decimal] | None:
        quotient = cells[0].interval / exact(total)
        return (quotient.scaled(_HUNDRED), cells[0].value / total * _HUNDRED) if quotient and cells[0].value else None

    return share
