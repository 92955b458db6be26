"""Do the columns of a table of indicators add up, and do its formula columns hold?

A row of totals (`Tổng cộng`) is asked against the rows of its unit above it, where none of these is a part of
another; a column whose head is a formula (`8=7/4`) against the columns that it names, row by row. By intervals.

Flagged: `Tổng cộng` 48 over 14, 22, 13; a row whose `6=5/4` is 96,5 for 148 and 160. Not flagged: rows with sub-rows
(`Trong đó`, 1.1), rows of other units, empty cells.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

import regex

from extract.records import Block
from extract.text import key
from normalize.allowance import allowed
from normalize.intervals import Interval
from normalize.printing import vietnamese
from normalize.units import units
from validate.records import Evidence, Finding

_TOTAL = regex.compile(r"(?:tổng cộng|cộng|tổng số|tổng|toàn huyện|toàn xã|toàn tỉnh)(?:\s?\(.*\))?:?")
# sub-rows: - nam, Trong đó: nữ, 1.1, a)
_PART = regex.compile(r"[-+*•]|trong đó|\d+\.\d|[a-zđ]\)|(?:nam|nữ)$")
_FORMULA = regex.compile(r"\(?(?P<own>\d{1,2})\)?\s?=\s?(?P<terms>\(?\d{1,2}\)?(?:\s?[-+/:x*]\s?\(?\d{1,3}\)?)+)\s?%?")
_TERM = regex.compile(r"(?P<sign>[-+/:x*])?\s?\(?(?P<number>\d{1,3})\)?")
_LEAST_ROWS = 2


@dataclass(frozen=True, slots=True)
class _Made:
    """What a cell must be, and of which figures."""

    must_be: Interval
    value: Decimal
    of: tuple[int, ...]


def check(evidence: Evidence) -> Iterator[Finding]:
    """The totals and the formula cells that their rows and columns contradict."""
    for cells in _tables(evidence).values():
        for index, made in [*_totals(evidence, cells), *_formulas(evidence, cells)]:
            if not made.must_be.meets(allowed(evidence.readings[index])):
                yield _finding(evidence, index, made)


def _tables(evidence: Evidence) -> dict[int | None, dict[tuple[int, int], int]]:
    """The figures of each table by row and column; of a cell with several numbers none."""
    found: dict[int | None, dict[tuple[int, int], int]] = {}
    several: set[tuple[int | None, int, int]] = set()
    for index, figure in enumerate(evidence.report.figures):
        block = evidence.report.document.blocks[figure.span.block]
        number = evidence.readings[index].number
        if figure.cell is None or block.row is None or block.column is None or number is None:
            continue
        place = block.row, block.column
        cells = found.setdefault(block.table, {})
        if place in cells:
            several.add((block.table, *place))
        cells[place] = index
    for table, row, column in several:
        found[table].pop((row, column), None)
    return found


def _totals(evidence: Evidence, cells: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, _Made]]:
    """The cells of a row of totals, each with the sum of its column above, back to the total before."""
    rows = sorted({row for row, _ in cells})
    since = 0
    for at, row in enumerate(rows):
        if not _TOTAL.fullmatch(_label(evidence, cells, row)):
            continue
        above = rows[since:at]
        since = at + 1
        if len(above) < _LEAST_ROWS or any(_PART.match(_label(evidence, cells, r)) for r in above):
            continue
        for (own, column), index in cells.items():
            parts = [cells.get((r, column)) for r in above] if own == row else []
            known = [p for p in parts if p is not None]
            if len(known) == len(above) and _add_up(evidence, index, known):
                must_be = reduce(Interval.plus, (allowed(evidence.readings[p]) for p in known))
                yield index, _Made(must_be, sum((_value(evidence, p) for p in known), Decimal(0)), tuple(known))


def _add_up(evidence: Evidence, total: int, parts: Sequence[int]) -> bool:
    """True for amounts of one unit; percentages and rates do not add up."""
    readings = [evidence.readings[i] for i in (total, *parts)]
    plain = all(r.relation == "level" and r.kind not in ("percent", "points", "times") for r in readings)
    return plain and len({r.unit for r in readings}) == 1 and "/" not in readings[0].unit


def _formulas(evidence: Evidence, cells: Mapping[tuple[int, int], int]) -> Iterator[tuple[int, _Made]]:
    """The cells of columns whose head is a formula: 8=7/4, (6)=(5):(4), 5=3+4."""
    if not cells:
        return
    first = evidence.report.figures[next(iter(cells.values()))].span.block
    table = evidence.report.document.blocks[first].table
    heads = [b for b in evidence.report.document.blocks if b.table == table and "=" in b.text]
    for head in heads:
        formula = _FORMULA.fullmatch(key(head.text))
        if formula is None:
            continue
        columns = _numbered(evidence, head)
        for row in sorted({r for r, _ in cells if r > (head.row or 0)}):
            index = cells.get((row, head.column or 0))
            in_row = {n: cells[row, column] for n, column in columns.items() if (row, column) in cells}
            made = _evaluated(evidence, formula["terms"], in_row.get)
            if index is not None and made:
                yield index, _scaled(evidence, index, made)


def _numbered(evidence: Evidence, head: Block) -> dict[int, int]:
    """Which column has which number, by the row of the formula."""
    row = [b for b in evidence.report.document.blocks if b.table == head.table and b.row == head.row]
    found = {}
    for block in row:
        number = regex.match(r"\(?(\d{1,2})\)?", block.text)
        if number and block.column is not None:
            found[int(number[1])] = block.column
    return found


def _evaluated(evidence: Evidence, terms: str, figure_of: Callable[[int], int | None]) -> _Made | None:
    """The value of a formula from left to right; None where a column is empty. `x100` is how a share is printed."""
    interval: Interval | None = None
    value, of = Decimal(0), []
    for term in _TERM.finditer(terms):
        sign, number = term["sign"], int(term["number"])
        if sign in ("x", "*") and number == 100:
            continue
        index = figure_of(number)
        if index is None:
            return None
        of.append(index)
        other, amount = allowed(evidence.readings[index]), _value(evidence, index)
        if interval is None:
            interval, value = other, amount
        elif sign in ("/", ":"):
            interval = interval / other
            value = value / amount if amount else value
        elif sign in ("+", "-"):
            interval = interval.plus(other if sign == "+" else other.negated())
            value += amount if sign == "+" else -amount
        else:
            return None
        if interval is None:
            return None
    return _Made(interval, value, tuple(of)) if interval and len(of) > 1 else None


def _scaled(evidence: Evidence, index: int, made: _Made) -> _Made:
    """A quotient as the column prints it: of a hundred where it is a percentage."""
    readings = [evidence.readings[i] for i in made.of]
    is_share = evidence.readings[index].kind == "percent" and all(r.kind != "percent" for r in readings)
    hundred = Decimal(100)
    return _Made(made.must_be.scaled(hundred), made.value * hundred, made.of) if is_share else made


def _label(evidence: Evidence, cells: Mapping[tuple[int, int], int], row: int) -> str:
    """What a row is called."""
    index = next(i for (r, _), i in cells.items() if r == row)
    cell = evidence.report.figures[index].cell
    return key(evidence.report.document.blocks[cell.label].text) if cell and cell.label >= 0 else ""


def _value(evidence: Evidence, index: int) -> Decimal:
    number = evidence.readings[index].number
    assert number is not None
    return number.value


def _finding(evidence: Evidence, index: int, made: _Made) -> Finding:
    figure = evidence.report.figures[index]
    relative = evidence.readings[index].kind in ("percent", "points", "times")
    factor = Decimal(1) if relative else units(evidence.rules).base(figure).factor
    shown = vietnamese(made.value / factor, 2)
    printed = " , ".join(evidence.report.figures[i].number for i in made.of[:6])
    return Finding(
        check="table",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed=shown,
        least=made.must_be.least,
        most=made.must_be.most,
        message_vi=(
            f"{evidence.where(index)}từ các ô {printed} tính ra {shown}, bảng ghi {figure.raw}. "
            "Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=f"{evidence.where(index, 'en')}the cells {printed} give {shown}, the table says {figure.raw}.",
        figures=(index, *made.of),
    )
