"""The numbers of a table by row and column, and what its heads and labels say that some must be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, reduce
from itertools import groupby

import regex

from extract.records import Block, Span
from extract.text import key
from normalize.intervals import Interval, exact, measured
from normalize.numbers import read_number

_NUMBER = regex.compile(r"[+-]?\d[\d.,]*\d|[+-]?\d")
_TOTAL = regex.compile(r"(?:tổng cộng|cộng|tổng số|tổng|toàn (?:huyện|xã|tỉnh|trường|ngành))(?:\s?\(.*\))?:?")
# such a row is a total at the foot of a table alone: Tổng chi phí may be one of its subjects
_NAMED_TOTAL = regex.compile(r"tổng (?:thu|chi|vốn|nguồn|kinh phí|số|giá trị)(?:\s\p{L}+){0,4}(?:\s?\(.*\))?:?")
_PART = regex.compile(r"[-+*•]|trong đó|\d+\.\d|[a-zđ]\)|(?:nam|nữ)$")
_GROUP = regex.compile(r"[ivxlc]+|[a-hđ]", regex.IGNORECASE)
_ROW_NUMBER = regex.compile(r"\d{1,3}\.?")
_FORMULA = regex.compile(r"\(?(?P<own>\d{1,2})\)?\s?=\s?(?P<terms>\(?\d{1,2}\)?(?:\s?[-+/:x*]\s?\(?\d{1,3}\)?)+)\s?%?")
_TERM = regex.compile(r"(?P<sign>[-+/:x*])?\s?\(?(?P<number>\d{1,3})\)?")
_SHARE = regex.compile(r"(?:tỷ lệ|tỉ lệ|cơ cấu|tỷ trọng)(?:\s\(?%\)?)?")
_WHOLE_HEAD = regex.compile(
    r"tổng(?:\s(?:số|cộng))?(?:\s\p{L}+){0,4}|số\s\p{L}+(?:\s\p{L}+){0,2}|tiếp nhận|kế hoạch(?:\s\p{L}+)?"
)
_DONE_HEAD = regex.compile(r"(?:đã|số đã|đã được)\s\p{L}+(?:\s\p{L}+){0,3}|giải ngân|thực hiện")
_LEFT_HEAD = regex.compile(r"(?:số\s)?còn lại|(?:số\s)?tồn|còn|chưa\s\p{L}+(?:\s\p{L}+){0,2}")
_HUNDRED = Decimal(100)
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds one number."""

    block: Block
    printed: str
    value: Decimal
    interval: Interval
    span: Span


@dataclass(frozen=True, slots=True)
class Made:
    """What a cell must be, and of which cells."""

    must_be: Interval
    value: Decimal
    of: tuple[tuple[int, int], ...]


def grids(blocks: Sequence[Block]) -> Iterator["Grid"]:
    """The tables of a document."""
    cells = [b for b in blocks if b.table is not None and b.row is not None and b.column is not None]
    for _, own in groupby(sorted(cells, key=lambda b: (b.table, b.index)), key=lambda b: b.table):
        yield Grid(list(own))


class Grid:
    """One table."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._texts = {(b.row or 0, b.column or 0): key(b.text) for b in blocks}
        self._printed = {(b.row or 0, b.column or 0): b.text for b in blocks}
        self.cells: dict[tuple[int, int], Cell] = {}
        for block in blocks:
            if cell := _cell(block):
                self.cells[block.row or 0, block.column or 0] = cell

    @cached_property
    def _rows(self) -> list[int]:
        """The rows with numbers below the head: those whose label is no number."""
        rows = sorted({row for row, _ in self.cells})
        return [row for row in rows if self.label(row)]

    @cached_property
    def _columns(self) -> list[int]:
        return sorted({column for _, column in self.cells})

    def label(self, row: int) -> str:
        """What a row is called: its first cell that is no number, a mark of the row apart."""
        texts = [self._printed[place] for place in sorted(p for p in self._texts if p[0] == row)]
        words = [t for t in texts if any(map(str.isalpha, t)) and not _GROUP.fullmatch(t.strip(". )"))]
        return words[0] if words else ""

    def made(self) -> Iterator[tuple[tuple[int, int], Made]]:
        """The places of cells that others make, and what each must be."""
        yield from self._formulas()
        yield from self._totals()
        yield from self._rests()
        yield from self._shares()

    def _mark(self, row: int) -> str:
        """The number of a row: I, A, 1; empty without one."""
        first = self._texts.get((row, min(c for r, c in self._texts if r == row)), "")
        mark = first.strip(". )(")
        return mark if _GROUP.fullmatch(mark) or _ROW_NUMBER.fullmatch(mark) else ""

    def _totals(self) -> Iterator[tuple[tuple[int, int], Made]]:
        """Totals of the rows above, or of the groups among them; groups of the rows below them, where these are all."""
        marks = {row: self._mark(row) for row in self._rows}
        groups = [row for row in self._rows if _GROUP.fullmatch(marks[row])]
        yield from self._if_they_hold([m for g in groups for m in self._sums(g, self._below(g, groups, marks))])
        since = 0
        for at, row in enumerate(self._rows):
            if not self._is_total(row):
                continue
            above = self._rows[since:at]
            since = at + 1
            tops = [r for r in above if r in groups]
            yield from self._sums(row, tops if len(tops) >= _LEAST_ROWS else above if not tops else [])

    def _is_total(self, row: int) -> bool:
        label = key(self.label(row))
        return bool(_TOTAL.fullmatch(label) or (row == self._rows[-1] and _NAMED_TOTAL.fullmatch(label)))

    def _if_they_hold(self, sums: Sequence[tuple[tuple[int, int], Made]]) -> Iterator[tuple[tuple[int, int], Made]]:
        """The sums of groups, if most hold: else the rows of a group are not all of it (`Trong đó`)."""
        right = sum(made.must_be.meets(self.cells[place].interval) for place, made in sums)
        if right * 2 >= len(sums) and right:
            yield from sums

    def _below(self, row: int, groups: Sequence[int], marks: Mapping[int, str]) -> list[int]:
        """The numbered rows of a group, up to the next group or total."""
        found = []
        for other in self._rows[self._rows.index(row) + 1 :]:
            if other in groups or self._is_total(other):
                break
            found.append(other)
        return found if len(found) >= _LEAST_ROWS and all(_ROW_NUMBER.fullmatch(marks[r]) for r in found) else []

    def _sums(self, row: int, parts: Sequence[int]) -> Iterator[tuple[tuple[int, int], Made]]:
        if len(parts) < _LEAST_ROWS or any(_PART.match(key(self.label(r))) for r in parts):
            return
        for column in self._columns:
            places = tuple((r, column) for r in parts)
            if (row, column) in self.cells and all(p in self.cells for p in places) and self._adds_up(column):
                cells = [self.cells[p] for p in places]
                must_be = reduce(Interval.plus, (c.interval for c in cells))
                yield (row, column), Made(must_be, sum((c.value for c in cells), Decimal(0)), places)

    def _adds_up(self, column: int) -> bool:
        """False for columns of rates, shares and row numbers."""
        head = self._head(column)
        return not regex.search(r"%|tỷ lệ|tỉ lệ|bình quân|năng suất|tăng|so với|^(?:tt|stt|số tt)$|đơn giá|th/kh", head)

    def _head(self, column: int) -> str:
        """All that stands over the numbers of a column."""
        first = min((r for r, c in self.cells if c == column and self.label(r)), default=0)
        return " ".join(text for (r, c), text in sorted(self._texts.items()) if c == column and r < first)

    def _formulas(self) -> Iterator[tuple[tuple[int, int], Made]]:
        """8=7/4, (6)=(5):(4), 5=3+4: by the row of the formula, which numbers the columns."""
        for (head, column), text in self._texts.items():
            formula = _FORMULA.fullmatch(text)
            if formula is None:
                continue
            numbered = {}
            for (row, other), own in self._texts.items():
                number = regex.match(r"\(?(\d{1,2})\)?(?!\d)", own)
                if row == head and number:
                    numbered[int(number[1])] = other
            for row in (r for r in self._rows if r > head):
                made = self._evaluated(formula["terms"], row, numbered)
                if made and (row, column) in self.cells:
                    yield (row, column), self._in_percent(column, row, made)

    def _evaluated(self, terms: str, row: int, numbered: Mapping[int, int]) -> Made | None:
        """The value of a formula from left to right; None where a cell is empty. `x100` is how a share is printed."""
        interval: Interval | None = None
        value, of = Decimal(0), []
        for term in _TERM.finditer(terms):
            sign, number = term["sign"], int(term["number"])
            if sign in ("x", "*") and number == 100:
                continue
            place = row, numbered.get(number, -1)
            cell = self.cells.get(place)
            if cell is None:
                return None
            of.append(place)
            if interval is None:
                interval, value = cell.interval, cell.value
            elif sign in ("/", ":"):
                interval = interval / cell.interval
                value = value / cell.value if cell.value else value
            elif sign in ("+", "-"):
                interval = interval.plus(cell.interval if sign == "+" else cell.interval.negated())
                value += cell.value if sign == "+" else -cell.value
            else:
                return None
            if interval is None:
                return None
        return Made(interval, value, tuple(of)) if interval and len(of) > 1 else None

    def _in_percent(self, column: int, row: int, made: Made) -> Made:
        """A quotient of a hundred, where the column prints it so."""
        printed = self.cells[row, column].value
        nearer = abs(printed - made.value * _HUNDRED) < abs(printed - made.value)
        is_share = "%" in self._head(column) or nearer
        quotient = made.value <= printed / 2 and is_share
        return Made(made.must_be.scaled(_HUNDRED), made.value * _HUNDRED, made.of) if quotient else made

    def _rests(self) -> Iterator[tuple[tuple[int, int], Made]]:
        """Tổng số | Đã giải quyết | Còn lại: three columns side by side."""
        for whole, done, left in zip(self._columns, self._columns[1:], self._columns[2:], strict=False):
            heads = [self._head(c) for c in (whole, done, left)]
            if not (
                _WHOLE_HEAD.fullmatch(heads[0]) and _DONE_HEAD.fullmatch(heads[1]) and _LEFT_HEAD.fullmatch(heads[2])
            ):
                continue
            for row in self._rows:
                places = (row, whole), (row, done), (row, left)
                if all(p in self.cells for p in places):
                    a, b = self.cells[places[0]], self.cells[places[1]]
                    made = a.interval.plus(b.interval.negated())
                    yield places[2], Made(made, a.value - b.value, places[:2])

    def _shares(self) -> Iterator[tuple[tuple[int, int], Made]]:
        """Số đơn | Tỷ lệ (%): of the last row, which is the total and has 100 %."""
        if not self._rows or not self._is_total(self._rows[-1]):
            return
        last = self._rows[-1]
        for amount, share in zip(self._columns, self._columns[1:], strict=False):
            total, hundred = self.cells.get((last, amount)), self.cells.get((last, share))
            if not _SHARE.fullmatch(self._head(share)) or not total or not hundred or hundred.value != _HUNDRED:
                continue
            for row in self._rows[:-1]:
                cell = self.cells.get((row, amount))
                quotient = cell.interval / exact(total.value) if cell and total.value else None
                if cell and quotient and (row, share) in self.cells:
                    value = cell.value / total.value * _HUNDRED
                    yield (row, share), Made(quotient.scaled(_HUNDRED), value, ((row, amount), (last, amount)))


def _cell(block: Block) -> Cell | None:
    """The number that a cell holds, alone or with a sign of percent."""
    text = block.text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    value = read_number(text)
    if value is None:
        return None
    decimals = max(0, -int(value.as_tuple().exponent))
    step = Decimal(1).scaleb(-decimals)
    interval = measured(value, step) if decimals or abs(value) >= _COUNTED else exact(value)
    start = block.text.index(text)
    return Cell(block, text, value, interval, Span(block.index, start, start + len(text)))


# whole numbers up to this are counts, greater ones may be rounded sums of money
_COUNTED = 1000
