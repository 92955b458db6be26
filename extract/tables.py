"""Tables of indicators: a row names what is measured, a column says what its cells are.

A table is one of indicators when its head names a column of values or of verdicts; other tables are read as text.
The unit of a value stands in its cell, in its row, in brackets in its header, once above the table, or is the noun
that the header counts (`Số học sinh`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.cell_units import CellUnits, unit_said
from extract.columns import Column, column_reader, is_numbering, judgements
from extract.mended import joined
from extract.quantities import Quantities, quantities
from extract.records import Block, Cell, Figure, Span, Verdict
from extract.rules import Rules
from extract.text import key

_HEDGE = r"(?:[<>≥≤~]=?\s?|(?:trên|dưới|từ|khoảng|gần|hơn|đạt|còn|tăng|giảm|không quá|tối thiểu|tối đa|ít nhất)\s)*"
_VALUE = regex.compile(
    rf"{_HEDGE}(?P<number>[-+]?\s?\d+(?:[.,]\d+)*)"
    r"(?:\s?/\s?(?P<of>\d+(?:[.,]\d+)*)|\s?(?:-|đến)\s?(?P<high>\d+(?:[.,]\d+)*))?(?P<sign>\s?%)?"
)
# what may stand behind a value: a bracket, trở lên, a remark behind a comma
_REST = regex.compile(r"\s?(?:trở (?:lên|xuống))?\s?(?:[(;,*].*)?")
_SAME = ('"', "''", "nt", "-nt-", "”", "“")
_MARK = regex.compile(r"[xv✓√×+]")
_IS_YEAR = regex.compile(r"(?:19|20)\d\d")
_COMPARED = "so với"
_HEAD_ROWS = 4
_ABOVE = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A table of indicators: its columns, the one that names what is measured, its rows below the head.

    `unit` is given once above the table, `caption` the block above it that names a period, -1 if none does.
    """

    columns: dict[int, Column]
    label: int
    rows: tuple[Mapping[int, Block], ...]
    unit: str = ""
    caption: int = -1


class TableReader:
    """Reads the tables of indicators of a document."""

    def __init__(self, rules: Rules) -> None:
        self._columns = column_reader(rules)
        self._verdicts = rules.lexicon("verdicts")
        self._judgements = judgements(rules)
        self._quantities: Quantities = quantities(rules)
        self._units = CellUnits(self._quantities)

    def table(self, blocks: Sequence[Block], above: Sequence[Block] = ()) -> Table | None:
        """The table that the cells of one ruled table make, None where it is not one of indicators.

        `above` are the paragraphs right above it, which may name its unit and its period.
        """
        rows = _rows(blocks)
        depth = self._depth(rows)
        if depth is None:
            return None
        body = tuple(row for row in rows[depth:] if not is_numbering(row))
        columns = self._columns.read(rows[:depth], body)
        label = _label(columns, body)
        gives = {column.rule["gives"] for column in columns.values()}
        if label is None or not gives & {"value", "verdict"}:
            return None
        said = [*above[-_ABOVE:], *(b for row in rows[:depth] if len(row) == 1 for b in row.values())]
        unit = next((u for b in said if (u := unit_said(b.text))), "")
        caption = next((b.index for b in reversed(said) if any(c.isdigit() for c in b.text)), -1)
        return Table(columns, label, body, unit, caption)

    def _depth(self, rows: Sequence[Mapping[int, Block]]) -> int | None:
        """How many rows the head has: all above the numbering row, else above the first row that holds a value."""
        for at, row in enumerate(rows[: _HEAD_ROWS + 1]):
            if at and (is_numbering(row) or self._holds_values(row)):
                return at
            if not at and any(_VALUE.fullmatch(key(block.text)) for block in row.values()):
                return None
        return 1 if len(rows) > 1 else None

    def _holds_values(self, row: Mapping[int, Block]) -> bool:
        """True for a row below the head: behind its first cell stands a number, a mark or a verdict."""
        numbers = sorted(row)
        if len(numbers) < 2:
            return False
        first = key(row[numbers[0]].text)
        if first.strip(" .)").isdigit() and numbers[0] == 0:
            return True
        return numbers[0] <= 1 and any(self._is_value(key(row[n].text)) for n in numbers[1:])

    def _is_value(self, keyed: str) -> bool:
        match = _VALUE.match(keyed)
        if match and match.end() < len(keyed):
            unit = self._quantities.after(keyed, match.end())
            return bool(unit and unit.kind != "word" and unit.end == len(keyed))  # 41,6 triệu đồng/người/năm
        return match is not None or self._judged(keyed) is not None

    def figures(self, table: Table, segment_of: Mapping[int, int]) -> Iterator[Figure]:
        """The figures of the cells of values, each with its unit."""
        unit_before = ""
        for row in table.rows:
            label, unit = _label_cell(table, row), _unit_cell(table, row)
            unit_before = unit.text if unit and unit.text not in _SAME else unit_before
            for number, block in row.items():
                column = table.columns.get(number)
                if label is None or block is label or not column or column.rule["gives"] != "value":
                    continue
                figure = self._figure(block, column, label, unit_before, table, segment_of[block.index])
                yield from [figure] if figure else []

    def verdicts(self, table: Table, segment_of: Mapping[int, int]) -> Iterator[Verdict]:
        """The judgements of the columns of verdicts, each with its row's label as its statement."""
        for row in table.rows:
            label = _label_cell(table, row)
            for number, block in row.items():
                column = table.columns.get(number)
                if label is None or block is label or column is None:
                    continue
                said = self._verdict(key(block.text), column)
                if said:
                    statement = Span(label.index, 0, len(label.text))
                    whole = Span(block.index, 0, len(block.text))
                    yield Verdict(whole, block.text, said[0], said[1], statement, segment_of[block.index])

    def _verdict(self, keyed: str, column: Column) -> tuple[str, str] | None:
        """The wording and the class of a cell: its own words, or a mark under a header that is a verdict."""
        if column.rule["gives"] != "verdict":
            return None
        head = self._verdicts.row_of.get(column.words)
        if head and _MARK.fullmatch(keyed):
            return column.words, head["class"]
        return None if head else self._judged(keyed)

    def _judged(self, keyed: str) -> tuple[str, str] | None:
        bare = keyed.strip("() .:;")
        if bare in self._judgements:
            return bare, self._judgements[bare]["class"]
        hit = self._verdicts.at(bare, 0)
        whole = hit and (hit.end == len(bare) or bare[hit.end :].lstrip()[:1] in "(,;:")
        return (bare[: hit.end], hit.row["class"]) if hit and whole else None

    def _figure(
        self, block: Block, column: Column, label: Block, unit_cell: str, table: Table, segment: int
    ) -> Figure | None:
        keyed = key(block.text)
        mended = joined(keyed, 0, len(keyed))
        match = _VALUE.match(mended[1] + keyed[mended[0] :] if mended else keyed)
        if not match:
            return None
        end = match.end() + (len(keyed) - len(match.string))
        own = None if match["sign"] else self._units.own(keyed, end)
        if not own and not _REST.fullmatch(keyed, end):
            return None
        relative = column.rule["relation"] in ("attainment", "ratio", "share") or (
            "%" in column.words and (column.rule["relation"] == "change" or _COMPARED in column.words)
        )
        unit = own
        if not match["sign"] and not own and not relative:
            unit = self._units.of(unit_cell, label, column, table.unit)
            if unit is None:
                return None
        end = own.unit.end if own else end
        return Figure(
            span=Span(block.index, 0, end),
            raw=block.text[:end],
            number=match["number"].replace(" ", ""),
            unit=unit.printed if unit else "%",
            unit_id=unit.unit.id if unit else "percent",
            scale=unit.unit.scale if unit else "",
            per=unit.unit.per if unit else (),
            of=match["of"] or "",
            high=match["high"] or "",
            rule="cell",
            segment=segment,
            match="damaged" if mended else "exact",
            cell=_cell(column, label, table),
        )


def _rows(blocks: Sequence[Block]) -> list[dict[int, Block]]:
    """The cells by row and column, without the empty ones."""
    rows: dict[int, dict[int, Block]] = {}
    for block in blocks:
        if block.row is not None and block.column is not None and block.text:
            rows.setdefault(block.row, {}).setdefault(block.column, block)
    return [rows[n] for n in sorted(rows)]


def _label(columns: Mapping[int, Column], body: Sequence[Mapping[int, Block]]) -> int | None:
    """The column that names what is measured: the one called so, else the first that mostly holds words."""
    named = next((n for n, c in columns.items() if c.rule["gives"] == "label"), None)
    if named is not None:
        return named
    for number in sorted({n for row in body for n in row}):
        texts = [row[number].text for row in body if number in row]
        known = columns.get(number)
        wordy = sum(any(c.isalpha() for c in t) for t in texts)
        if (not known or known.rule["gives"] == "remark") and wordy > len(texts) / 2:
            return number
    # Năm | Thu ngân sách | Hộ nghèo: a row is a year
    years = (n for n in columns if all(_IS_YEAR.fullmatch(row[n].text) for row in body if n in row))
    if (year := next(years, None)) is not None:
        return year
    # STT | Đơn vị | Đánh giá: the units are offices
    return next((n for n, c in columns.items() if c.rule["gives"] == "unit"), None)


def _cell(column: Column, label: Block, table: Table) -> Cell:
    """What a cell of a column is, with what it compares where it does."""
    cell = Cell(column.rule.id, column.header, label.index, column.headers[:-1], table.caption)
    if column.rule["relation"] == "level":
        return cell
    return cell._replace(asked=_header_of(table, "plan", "target"), done=_header_of(table, "result", "estimate"))


def _header_of(table: Table, *roles: str) -> int:
    """The header of the only column of some roles, -1 where none or several are there."""
    found = [c.header for c in table.columns.values() if c.rule.id in roles]
    return found[0] if len(found) == 1 else -1


def _label_cell(table: Table, row: Mapping[int, Block]) -> Block | None:
    """The cell that names what a row measures; of a row of totals it may stand in another column."""
    if table.label in row:
        return row[table.label]
    first = row[min(row)]
    return first if any(c.isalpha() for c in first.text) and len(row) > 1 else None


def _unit_cell(table: Table, row: Mapping[int, Block]) -> Block | None:
    return next((row[n] for n, c in table.columns.items() if c.rule["gives"] == "unit" and n in row), None)


@lru_cache(maxsize=8)
def table_reader(rules: Rules) -> TableReader:
    """The reader of tables of one folder of rules."""
    return TableReader(rules)
