"""Report → readings: every figure with its number, unit, role, basis, relation and period."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import regex

from extract.records import Cell, Figure, Period, Report, Segment
from extract.rules import Row, Rules
from extract.text import key
from normalize.bases import bases
from normalize.context import Context, context_of
from normalize.governing import governing_periods
from normalize.numbers import decimals, fashion, read_number
from normalize.records import Basis, Number, Reading
from normalize.roles import Roles, relation
from normalize.sharing import share
from normalize.units import RELATIVE, Base, units
from normalize.wording import wording

# how many figures before a figure can say anything of it
_NEAR = 40
# (-673 ha): a change, whatever the words before it say
_DIRECTION_OF_SIGN = {"-": "down", "+": "up"}


def read_figures(report: Report, rules: Rules) -> tuple[Reading, ...]:
    """The readings of a report's figures, one for each, in order."""
    reader = _Reader(report, rules)
    found: list[Reading] = []
    before: list[tuple[Context, Reading]] = []
    for index, figure in enumerate(report.figures):
        context = context_of(report, index)
        if found and report.figures[index - 1].segment != figure.segment:
            before = []
        del before[:-_NEAR]
        if before:
            context = context.past(before[-1][1].basis.end)
        reading = share(reader.read(figure, context, before), context, before, found)
        found.append(reading)
        before.append((context, reading))
    return tuple(_estimates_in_rows(report, found))


def _estimates_in_rows(report: Report, readings: list[Reading]) -> Iterator[Reading]:
    """A comparison in a table is one of the estimate where its row has an estimate and no result."""
    if not any(figure.cell for figure in report.figures):
        yield from readings
        return
    roles: dict[tuple[int | None, int | None], set[str]] = {}
    blocks = report.document.blocks
    places = [(blocks[f.span.block].table, blocks[f.span.block].row) if f.cell else None for f in report.figures]
    for at, reading in zip(places, readings, strict=True):
        if at and reading.relation == "level":
            roles.setdefault(at, set()).add(reading.role)
    for at, reading in zip(places, readings, strict=True):
        own = roles.get(at, set()) if at else set()
        compares = reading.relation in _COMPARING and reading.role == "result"
        yield reading._replace(role="estimate") if compares and "estimate" in own and "result" not in own else reading


class _Reader:
    """Reads the figures of one report."""

    def __init__(self, report: Report, rules: Rules) -> None:
        self._report = report
        self._units = units(rules)
        self._wording = wording(rules)
        self._bases = bases(rules)
        self._periods = governing_periods(rules)
        self._roles = Roles(report, self._wording, self._bases)
        self._columns = {row.id: row for row in rules.tables["columns"]}
        self._basis_of_column = {r.id: Basis(r["name"], r.id, r["kind"]) for r in rules.tables["bases"]}
        self._sign = fashion(n for f in report.figures for n in (f.number, f.of, f.high) if n)

    def read(self, figure: Figure, context: Context, before: list[tuple[Context, Reading]]) -> Reading:
        """One figure, after those of its segment that stand before it."""
        if figure.cell:
            return self._cell(figure, figure.cell, context)
        base = self._units.base(figure)
        segment = self._report.segments[figure.segment]
        hedge, at = self._wording.hedge(context)
        direction = _DIRECTION_OF_SIGN.get(figure.number[0], "") or self._wording.direction(context, at, base.kind)
        basis = self._basis(figure, base, context, direction)
        how = relation(base.kind, basis, direction, context, self._wording, at, before)
        role = self._roles.of(segment, context, base, how, before)
        now = self._report.letterhead.period
        planned = self._roles.is_planned(segment)
        period, own = self._periods.of(context, role, lambda: self._headings(segment), now, planned)
        if own and role == "result" and _is_year_ago(period, now):
            role = "last_year"
        return Reading(
            number=self._number(figure, base),
            unit=base.unit,
            kind=base.kind,
            hedge=hedge,
            direction=direction,
            relation=how,
            role=role,
            basis=basis,
            period=period,
            sentence=context.sentence,
            bracket=context.bracket,
        )

    def _basis(self, figure: Figure, base: Base, context: Context, direction: str) -> Basis:
        """What a relative figure or a change is compared with."""
        if base.kind in RELATIVE:
            return self._bases.of(context, _sign_end(figure))
        return self._bases.of_change(context) if direction else Basis()

    def _cell(self, figure: Figure, cell: Cell, context: Context) -> Reading:
        """A cell: its row says what is measured, its column the role and the period."""
        base = self._units.base(figure)
        blocks = self._report.document.blocks
        column = self._columns[cell.column]
        words = key(" ".join(blocks[b].text for b in (*cell.above, cell.header)))
        hedge, _ = self._wording.hedge(replace(context, start=figure.raw.find(figure.number), gap=0))
        row = self._printed(cell.label)
        direction, how = _of_cell(figure, column["relation"], base.kind, row)
        basis = Basis()
        if column["relation"] in _COMPARING or " so " in words:
            basis = self._basis_of_cell(cell, column, words)
            how = "share" if how == "level" and base.kind == "percent" else how
        direction = direction or _of_header(words)
        caption = self._printed(cell.caption)
        done = self._printed(cell.done) if column["relation"] == "attainment" else ""
        of_report = self._report.letterhead.period
        period, own = self._periods.of_cell((words, done), row, caption, column["role"], of_report)
        role = column["role"]
        if role == "result" and "ước" in f"{words} {done}".split():
            role = "estimate"
        return Reading(
            number=self._number(figure, base),
            unit=base.unit,
            kind=base.kind,
            hedge=hedge,
            direction=direction,
            relation=how,
            role="last_year"
            if role == "result" and own and _is_year_ago(period, self._report.letterhead.period)
            else role,
            basis=basis,
            period=period,
            sentence=context.sentence,
            bracket=-1,
        )

    def _basis_of_cell(self, cell: Cell, column: Row, words: str) -> Basis:
        """What a column compares with: as its header says, as the plan's header beside it is called, as is usual."""
        named = self._bases.in_header(words)
        if named is None and column["relation"] == "attainment":
            named = self._bases.in_header(self._printed(cell.asked))
        return named or self._basis_of_column.get(column.get("basis"), Basis())

    def _printed(self, block: int) -> str:
        """The matching key of a block, empty for none."""
        return key(self._report.document.blocks[block].text) if block >= 0 else ""

    def _headings(self, segment: Segment) -> Iterator[str]:
        """The matching keys of the headings over a segment, the nearest first."""
        task = segment.task
        while task is not None:
            heading = self._report.tasks[task].heading
            yield key(self._report.document.blocks[heading.block].text)[heading.start : heading.end]
            task = self._report.tasks[task].parent

    def _number(self, figure: Figure, base: Base) -> Number | None:
        value = self._decimal(figure.number, figure, base)
        of = self._decimal(figure.of, figure, base) if figure.of else None
        high = self._decimal(figure.high, figure, base) if figure.high else None
        if value is None or (figure.of and of is None) or (figure.high and high is None):
            return None
        digits = decimals(value)
        step = base.factor.scaleb(-digits) if digits else base.factor
        if figure.parts:
            return self._compound(figure, value * base.factor)
        if of is not None:
            of *= base.factor / self._units.scale(figure.scale) * self._units.scale(figure.of_scale)
        if high is not None and figure.of_scale:  # 300 triệu đồng đến 1,2 tỷ đồng
            high *= self._units.scale(figure.of_scale) / self._units.scale(figure.scale)
        return Number(value * base.factor, of, high * base.factor if high is not None else None, digits, step)

    def _compound(self, figure: Figure, value: Decimal) -> Number:
        """18 tỷ 847 triệu đồng: as precise as its last amount."""
        for printed, scale in figure.parts:
            more = read_number(printed, self._sign)
            if more is not None:
                value += more * self._units.scale(scale)
        return Number(value, None, None, 0, self._units.scale(figure.parts[-1][1]))

    def _decimal(self, printed: str, figure: Figure, base: Base) -> Decimal | None:
        counted = base.is_counted and not figure.scale
        return read_number(printed, self._sign, percent=base.kind in RELATIVE, counted=counted)


_COMPARING = ("attainment", "ratio", "change", "exceed")
# a row of growth, a row of decrease: Tốc độ tăng giá trị sản xuất, Mức giảm tỷ lệ hộ nghèo
_GROWS = regex.compile(r"^(?:[-+]\s)?(?:trong đó:? )?(?:tốc độ tăng|tăng trưởng|tỷ lệ tăng|mức tăng|tăng)(?!\p{L})")
_FALLS = regex.compile(r"^(?:[-+]\s)?(?:trong đó:? )?(?:mức giảm|giảm|tỷ lệ giảm)(?!\p{L})")


def _of_cell(figure: Figure, relation_of_column: str, kind: str, label: str) -> tuple[str, str]:
    """Direction and relation of a cell: of its sign, its column, its row."""
    signed = _DIRECTION_OF_SIGN.get(figure.number[0], "") if relation_of_column == "change" else ""
    if relation_of_column != "level" or kind not in ("percent", "permille", "points"):
        return signed, relation_of_column
    if kind == "points" or _FALLS.search(label):
        return "down" if _FALLS.search(label) else "", "points"
    if _SHARES.search(label):
        return "", "share"
    return ("up", "change") if _GROWS.search(label) else ("", "level")


def _of_header(words: str) -> str:
    """The direction of a column that counts what was added or lost: Số giảm, Tăng thêm."""
    turned = _TURNED.match(words)
    return ("down" if turned[1] == "giảm" else "up") if turned else ""


_TURNED = regex.compile(r"(?:số )?(giảm|tăng)(?!\p{L}|,|/)")
_SHARES = regex.compile(r"^(?:[-+]\s)?(?:tỷ trọng|cơ cấu)(?!\p{L})")


def _is_year_ago(period: Period | None, now: Period | None) -> bool:
    """True for the same stretch of the year before the report's."""
    if not period or not now or now.kind == "multi_year":
        return False
    return int(period.end[:4]) == int(now.end[:4]) - 1 and int(period.start[:4]) == int(now.end[:4]) - 1


def _sign_end(figure: Figure) -> int:
    """Where a percentage's sign ends; of `60,26KH`, whose sign was lost, where its digits end."""
    if figure.rule == "missing_percent_sign":
        return figure.span.start + len(figure.number)
    return figure.span.end
