"""The columns of a table whose heads say of which others they are made: 8=7/4, Còn lại, a share of the total."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

import regex

from normalize.intervals import Interval, exact
from validate.grid import Grid, Made, Place

_FORMULA = regex.compile(
    r"\(?(?P<own>\d{1,2})\)?\s?=\s?(?P<terms>\(?\d{1,2}\)?(?:\s?[-+/:x*]\s?\(?\d{1,3}\)?)+)\s?%?\)?"
)
_NUMBERED = regex.compile(r"\(?(\d{1,2})\)?(?!\d)")
_TERM = regex.compile(r"(?P<sign>[-+/:x*])?\s?\(?(?P<number>\d{1,3})\)?")
_SHARE = regex.compile(r"(?:tỷ lệ|cơ cấu|tỷ trọng)(?:\s\(?%\)?)?")
_WHOLE_HEAD = regex.compile(
    r"tổng(?:\s(?:số|cộng))?(?:\s\p{L}+){0,4}|số\s\p{L}+(?:\s\p{L}+){0,2}|tiếp nhận|kế hoạch(?:\s\p{L}+)?"
)
_DONE_HEAD = regex.compile(r"(?:đã|số đã|đã được)\s\p{L}+(?:\s\p{L}+){0,3}|giải ngân|thực hiện")
_LEFT_HEAD = regex.compile(r"(?:số\s)?còn lại|(?:số\s)?tồn|còn|chưa\s\p{L}+(?:\s\p{L}+){0,2}")
_HUNDRED = Decimal(100)


def named_columns(grid: Grid) -> Iterator[tuple[Place, Made]]:
    """The places of cells that others of their row make by the words of the heads, and what each must be."""
    yield from _formulas(grid)
    yield from _rests(grid)
    yield from _shares(grid)


def _formulas(grid: Grid) -> Iterator[tuple[Place, Made]]:
    """8=7/4, (6)=(5):(4), 5=3+4: by the row of the formula, which numbers the columns."""
    for (head, column), text in grid.texts.items():
        formula = _FORMULA.fullmatch(text)
        if formula is None:
            continue
        numbered = {}
        for (row, other), own in grid.texts.items():
            number = _NUMBERED.match(own)
            if row == head and number:
                numbered[int(number[1])] = other
        for row in (r for r in grid.rows if r > head):
            made = _evaluated(grid, formula["terms"], row, numbered)
            if made and (row, column) in grid.cells:
                yield (row, column), _in_percent(grid, (row, column), made)


def _evaluated(grid: Grid, terms: str, row: int, numbered: Mapping[int, int]) -> Made | None:
    """The value of a formula from left to right; None where a cell is empty. `x100` is how a share is printed."""
    interval: Interval | None = None
    value, of, divided = Decimal(0), [], False
    for term in _TERM.finditer(terms):
        sign, number = term["sign"], int(term["number"])
        if sign in ("x", "*") and number == 100:
            continue
        place = row, numbered.get(number, -1)
        cell = grid.cells.get(place)
        if cell is None:
            return None
        of.append(place)
        if interval is None:
            interval, value = cell.interval, cell.value
        elif sign in ("/", ":"):
            interval, divided = interval / cell.interval, True
            value = value / cell.value if cell.value else value
        elif sign in ("+", "-"):
            interval = interval.plus(cell.interval if sign == "+" else cell.interval.negated())
            value += cell.value if sign == "+" else -cell.value
        else:
            return None
        if interval is None:
            return None
    return Made(interval, value, tuple(of), divided) if interval and len(of) > 1 else None


def _in_percent(grid: Grid, place: Place, made: Made) -> Made:
    """A quotient of a hundred, where the column prints it so."""
    printed = grid.cells[place].value
    nearer = abs(printed - made.value * _HUNDRED) < abs(printed - made.value)
    is_share = "%" in grid.head(place[1]) or nearer
    quotient = made.value <= printed / 2 and is_share
    return Made(made.must_be.scaled(_HUNDRED), made.value * _HUNDRED, made.of, True) if quotient else made


def _rests(grid: Grid) -> Iterator[tuple[Place, Made]]:
    """Tổng số | Đã giải quyết | Còn lại: three columns side by side."""
    for whole, done, left in zip(grid.columns, grid.columns[1:], grid.columns[2:], strict=False):
        heads = [grid.head(c) for c in (whole, done, left)]
        forms = (_WHOLE_HEAD, _DONE_HEAD, _LEFT_HEAD)
        if not all(form.fullmatch(head) for form, head in zip(forms, heads, strict=True)):
            continue
        for row in grid.rows:
            places = (row, whole), (row, done), (row, left)
            if all(p in grid.cells for p in places):
                a, b = grid.cells[places[0]], grid.cells[places[1]]
                yield places[2], Made(a.interval.plus(b.interval.negated()), a.value - b.value, places[:2])


def _shares(grid: Grid) -> Iterator[tuple[Place, Made]]:
    """Số đơn | Tỷ lệ (%): of the last row, which is the total and has 100 %."""
    if not grid.rows or not grid.is_total(grid.rows[-1]):
        return
    last = grid.rows[-1]
    for amount, share in zip(grid.columns, grid.columns[1:], strict=False):
        total, hundred = grid.cells.get((last, amount)), grid.cells.get((last, share))
        if not _SHARE.fullmatch(grid.head(share)) or not total or not hundred or hundred.value != _HUNDRED:
            continue
        for row in grid.rows[:-1]:
            cell = grid.cells.get((row, amount))
            quotient = cell.interval / exact(total.value) if cell and total.value else None
            if cell and quotient and (row, share) in grid.cells:
                value = cell.value / total.value * _HUNDRED
                yield (row, share), Made(quotient.scaled(_HUNDRED), value, ((row, amount), (last, amount)), True)
