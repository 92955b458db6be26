"""The numbers of a table by row and column, what its rows are called, and what stands over its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby

import regex

from extract.records import Block, Report, Span
from extract.rules import Rules
from extract.text import key
from normalize.intervals import Interval, exact, measured
from normalize.numbers import fashion, read_number

Place = tuple[int, int]
"""A row and a column."""

_NUMBER = regex.compile(r"[+-]?\d[\d.,]*\d|[+-]?\d")
_NUMERAL = regex.compile(r"\d+(?:[.,]\d+)*")
_TOTAL = regex.compile(r"(?:tổng cộng|cộng|tổng số|tổng|toàn (?:huyện|xã|tỉnh|trường|ngành))(?:\s?\(.*\))?:?")
# such a row is a total at the foot of a table alone: Tổng chi phí may be one of its subjects
_NAMED_TOTAL = regex.compile(r"tổng (?:thu|chi|vốn|nguồn|kinh phí|số|giá trị)(?:\s\p{L}+){0,4}(?:\s?\(.*\))?:?")
_GROUP = regex.compile(r"[ivxlc]+|[a-hđ]", regex.IGNORECASE)
# the same mark before the words of a label: I. Thu thường xuyên, 1. Thuế ngoài quốc doanh
_MARK = regex.compile(r"(?P<mark>[ivxlc]+|[a-hđ]|\d{1,2})\s?[.)-]\s")
_ROW_NUMBER = regex.compile(r"\d{1,3}\.?")
_RATE = regex.compile(r"(?:[-+]\s)?(?:tỷ lệ|tỷ suất|tốc độ|bình quân|mức)(?!\p{L})")
_NUMBERS_ROWS = regex.compile(r"(?:tt|stt|số tt|số thứ tự|xếp (?:thứ|hạng|loại))(?:\s\(?\d\)?)?")
# units of relations, and words of scale, which also go with what is counted: nghìn người
_NO_MEASURES = ("percent", "points", "permille", "times", "scale")
# whole numbers up to this are counts, greater ones may be rounded sums of money
_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds one number; `interval` is what it can stand for, `rounded` if even a whole one was rounded."""

    block: Block
    printed: str
    value: Decimal
    interval: Interval
    rounded: Interval
    span: Span


@dataclass(frozen=True, slots=True)
class Made:
    """What a cell must be, and of which cells; `as_share` where the cell is a percentage, which is always rounded."""

    must_be: Interval
    value: Decimal
    of: tuple[Place, ...]
    as_share: bool = False

    def fits(self, cell: Cell) -> bool:
        """True when some true values could have printed the cell."""
        return self.must_be.meets(cell.rounded if self.as_share else cell.interval)


def grids(report: Report, rules: Rules) -> Iterator["Grid"]:
    """The tables of a report."""
    measures = _Measures(rules)
    blocks = report.document.blocks
    cells = [b for b in blocks if b.table is not None and b.row is not None and b.column is not None]
    numerals = (b.text for b in cells if _NUMERAL.fullmatch(b.text))
    sign = fashion((*numerals, *(f.number for f in report.figures)))
    for _, own in groupby(sorted(cells, key=lambda b: (b.table, b.index)), key=lambda b: b.table):
        yield Grid(list(own), measures, sign)


class _Measures:
    """Tells what is measured from what is counted, by `rules/units.toml` and `rules/nouns.toml`."""

    def __init__(self, rules: Rules) -> None:
        self._units = rules.lexicon("units")
        self._nouns = rules.lexicon("nouns", counts=None)

    def kind(self, head: str) -> str:
        """measure for a head that names a unit, (triệu đồng); count for one of a noun, Số vụ; empty for others."""
        if any(hit.row["kind"] not in _NO_MEASURES for hit in self._units.find(head)):
            return "measure"
        return "count" if any(hit.row.id != "not_counted" for hit in self._nouns.find(head)) else ""

    def of_unit(self, text: str) -> str:
        """measure or count for a cell that is a unit: Triệu đồng, Lao động; empty for others."""
        words = key(text)
        if self._nouns.row_of.get(words):
            return "count"
        row = self._units.row_of.get(words.split(" ")[-1]) or self._units.row_of.get(words.split("/")[0])
        return "measure" if row and row["kind"] not in _NO_MEASURES else ""


class Grid:
    """One table."""

    def __init__(self, blocks: Sequence[Block], measures: "_Measures", sign: str) -> None:
        self.texts = {(b.row or 0, b.column or 0): key(b.text) for b in blocks}
        self._printed = {(b.row or 0, b.column or 0): b.text for b in blocks}
        self.cells: dict[Place, Cell] = {}
        for block in blocks:
            if cell := _cell(block, sign):
                self.cells[block.row or 0, block.column or 0] = cell
        self._measure(measures)

    def _measure(self, measures: "_Measures") -> None:
        """Take whole numbers of what is measured as rounded: of money, by the unit of their row or column."""
        heads = {column: measures.kind(self.head(column)) for column in self.columns}
        among = "measure" if "measure" in heads.values() else ""
        for row in self.rows:
            own = next((kind for t in self._row_texts[row] if (kind := measures.of_unit(t))), "")
            for column in self.columns:
                cell = self.cells.get((row, column))
                if cell and (own or heads[column] or among) == "measure":
                    self.cells[row, column] = replace(cell, interval=cell.rounded)

    @cached_property
    def rows(self) -> list[int]:
        """The rows with numbers below the head: those whose label is no number."""
        return [row for row in sorted({row for row, _ in self.cells}) if self.label(row)]

    @cached_property
    def columns(self) -> list[int]:
        """The columns with numbers."""
        return sorted({column for _, column in self.cells})

    @cached_property
    def _row_texts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for place in sorted(self._printed):
            found.setdefault(place[0], []).append(self._printed[place])
        return found

    def label(self, row: int) -> str:
        """What a row is called: its first cell that is no number, a mark of the row apart."""
        texts = self._row_texts[row]
        return next((t for t in texts if any(map(str.isalpha, t)) and not _GROUP.fullmatch(t.strip(". )"))), "")

    def mark(self, row: int) -> str:
        """The number of a row, in a cell of its own or before its label: I, A, 1; empty without one."""
        own = key(self._row_texts[row][0]).strip(". )(")
        if _GROUP.fullmatch(own) or _ROW_NUMBER.fullmatch(own):
            return own
        labelled = _MARK.match(key(self.label(row)))
        return labelled["mark"] if labelled else ""

    def is_group(self, row: int) -> bool:
        """True for rows that are numbered as groups of others: I, A."""
        return bool(_GROUP.fullmatch(self.mark(row)))

    def is_total(self, row: int) -> bool:
        """True for the rows that are called a total."""
        label = key(self.label(row))
        return bool(_TOTAL.fullmatch(label) or (row == self.rows[-1] and _NAMED_TOTAL.fullmatch(label)))

    def is_rate(self, row: int) -> bool:
        """True for rows of percentages and averages, which are not added up: `Tỷ lệ giải quyết đơn | %`."""
        own = {key(text).strip("()") for text in self._row_texts[row]}
        return not own.isdisjoint(("%", "‰", "lần")) or bool(_RATE.match(key(self.label(row))))

    def numbers_rows(self, column: int) -> bool:
        """True for the column of the rows' own numbers."""
        return bool(_NUMBERS_ROWS.fullmatch(self.head(column).strip("().")))

    @cached_property
    def _heads(self) -> dict[int, str]:
        first = {column: min((r for r in self.rows if (r, column) in self.cells), default=0) for column in self.columns}
        found: dict[int, list[str]] = {column: [] for column in self.columns}
        for (row, column), text in sorted(self.texts.items()):
            if row < first.get(column, 0):
                found[column].append(text)
        return {column: " ".join(texts) for column, texts in found.items()}

    def head(self, column: int) -> str:
        """All that stands over the numbers of a column."""
        return self._heads.get(column, "")


def _cell(block: Block, sign: str) -> Cell | None:
    """The number that a cell holds, alone or with a sign of percent."""
    text = block.text.strip().removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    value = read_number(text, sign, percent=text != block.text.strip())
    if value is None:
        return None
    decimals = max(0, -int(value.as_tuple().exponent))
    rounded = measured(value, Decimal(1).scaleb(-decimals))
    interval = rounded if decimals or abs(value) >= _COUNTED else exact(value)
    start = block.text.index(text)
    return Cell(block, text, value, interval, rounded, Span(block.index, start, start + len(text)))
