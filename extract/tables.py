"""Tables of indicators: a row names what is measured, a column says what its cells are.

A table is one of indicators when a row of its head names the indicators' column and one of values at least
(`TT | Chỉ tiêu | ĐVT | Kế hoạch | Thực hiện | TH/KH (%) | Đánh giá`). Other tables are read as text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.quantities import Quantities, Unit, quantities
from extract.records import Block, Cell, Figure, Span, Verdict
from extract.rules import Row, Rules
from extract.text import key

_NUMBER = r"(?P<number>[-+]?\d+(?:[.,]\d+)*)"
_VALUE = regex.compile(
    rf"(?:[<>≥≤~]\s?|trên\s|dưới\s|từ\s|khoảng\s|gần\s|hơn\s)?{_NUMBER}"
    r"(?:\s?/\s?(?P<of>\d+(?:[.,]\d+)*)|\s?(?:-|đến)\s?(?P<high>\d+(?:[.,]\d+)*))?"
    r"(?P<sign>\s?%)?(?:\s+trở (?:lên|xuống))?(?=\s?(?:\([^()]*\))?$)"
)
_IN_BRACKETS = regex.compile(r"\(([^()]+)\)\s*$")
_WORDS = regex.compile(r"[\p{L}\s,]*")
_UNIT_NAME = regex.compile(r"(?:đvt|đơn vị tính|đơn vị|tính bằng)\s?:?\s?")
_HEAD_ROWS = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of indicators: its rule, the block of its header, and what its header has in brackets."""

    rule: Row
    header: int
    bracket: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of indicators: its columns by number, and its rows of cells below the head."""

    columns: dict[int, Column]
    rows: tuple[dict[int, Block], ...]


class TableReader:
    """Reads the tables of indicators of a document."""

    def __init__(self, rules: Rules) -> None:
        self._headers = rules.lexicon("columns")
        self._verdicts = rules.lexicon("verdicts")
        self._quantities: Quantities = quantities(rules)

    def table(self, blocks: Sequence[Block]) -> Table | None:
        """The table that the cells of one ruled table make, None where it is not one of indicators."""
        rows: dict[int, dict[int, Block]] = {}
        for block in blocks:
            if block.row is not None and block.column is not None and block.text:
                rows.setdefault(block.row, {}).setdefault(block.column, block)
        ordered = [rows[n] for n in sorted(rows)]
        for at, row in enumerate(ordered[:_HEAD_ROWS]):
            columns = {c: found for c, block in row.items() if (found := self._column(block))}
            gives = {column.rule["gives"] for column in columns.values()}
            if "label" in gives and "value" in gives:
                return Table(columns, tuple(ordered[at + 1 :]))
        return None

    def _column(self, block: Block) -> Column | None:
        """What a column holds, by its header: the longest header that begins it."""
        hit = self._headers.at(key(block.text), 0)
        return Column(hit.row, block.index, _bracket(block.text)) if hit else None

    def figures(self, table: Table, segment_of: dict[int, int]) -> Iterator[Figure]:
        """The figures of the cells of values, each with the unit of its row or its header."""
        for row in table.rows:
            label = self._cell(table, row, "label")
            if label is None:
                continue
            unit_block = self._cell(table, row, "unit")
            for number, block in row.items():
                column = table.columns.get(number)
                if column and column.rule["gives"] == "value":
                    figure = self._figure(block, column, label, unit_block, segment_of[block.index])
                    yield from [figure] if figure else []

    def verdicts(self, table: Table, segment_of: dict[int, int]) -> Iterator[Verdict]:
        """The judgements of the column of verdicts, each with its row's label as its statement."""
        for row in table.rows:
            label, block = self._cell(table, row, "label"), self._cell(table, row, "verdict")
            if label is None or block is None:
                continue
            keyed = key(block.text).strip("() .")
            hit = self._verdicts.at(keyed, 0)
            if hit and hit.end == len(keyed):
                statement = Span(label.index, 0, len(label.text))
                whole = Span(block.index, 0, len(block.text))
                yield Verdict(whole, block.text, keyed, hit.row["class"], statement, segment_of[block.index])

    def _cell(self, table: Table, row: dict[int, Block], gives: str) -> Block | None:
        return next((row[n] for n, c in table.columns.items() if c.rule["gives"] == gives and n in row), None)

    def _figure(
        self, block: Block, column: Column, label: Block, unit_block: Block | None, segment: int
    ) -> Figure | None:
        match = _VALUE.match(key(block.text))
        if not match:
            return None
        relative = column.rule["relation"] in ("attainment", "ratio")
        unit = None if relative or match["sign"] else self._unit(unit_block, label, column)
        if not relative and not match["sign"] and unit is None:
            return None
        end = match.end()
        return Figure(
            span=Span(block.index, 0, end),
            raw=block.text[:end],
            number=match["number"],
            unit=unit.printed if unit else "%",
            unit_id=unit.unit.id if unit else "percent",
            scale=unit.unit.scale if unit else "",
            per=unit.unit.per if unit else (),
            of=match["of"] or "",
            high=match["high"] or "",
            rule="cell",
            segment=segment,
            cell=Cell(column.rule.id, column.header, label.index),
        )

    def _unit(self, unit_block: Block | None, label: Block, column: Column) -> "_Printed | None":
        """The unit of a row: its cell's, else what its label or the column's header has in brackets, `Rừng (ha)`."""
        if unit_block is not None:
            return self._printed(unit_block.text)
        return self._printed(_bracket(label.text)) or self._printed(column.bracket)

    def _printed(self, text: str) -> "_Printed | None":
        """The unit that a text names and does nothing else: triệu đồng, người/km2, hộ nghèo; not `so với năm 2024`."""
        keyed = key(text).rstrip(" .")
        named = _UNIT_NAME.match(keyed)
        start = named.end() if named else 0
        unit = self._quantities.after(keyed, start)
        if not unit or (unit.end < len(keyed) and (unit.kind == "word" or not _WORDS.fullmatch(keyed, unit.end))):
            return None
        return _Printed(unit, text[unit.start : unit.stop].lower())


@dataclass(frozen=True, slots=True)
class _Printed:
    """A unit and how its cell prints it."""

    unit: Unit
    printed: str


def _bracket(text: str) -> str:
    """What stands in brackets at the end of a text, empty if nothing does."""
    found = _IN_BRACKETS.search(text)
    return found[1] if found else ""


@lru_cache(maxsize=8)
def table_reader(rules: Rules) -> TableReader:
    """The reader of tables of one folder of rules."""
    return TableReader(rules)
