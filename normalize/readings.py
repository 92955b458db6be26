"""Report → readings: every figure with its number, unit, role, basis, relation, measure and period."""

from dataclasses import replace
from decimal import Decimal

from extract.records import Cell, Figure, Report, Segment
from extract.rules import Rules
from extract.text import key
from normalize.bases import bases, joined_with_next
from normalize.context import Context, contexts
from normalize.governing import governing_periods
from normalize.intervals import Interval, about, exact, last_nonzero_digit, measured
from normalize.measures import measures
from normalize.numbers import decimals, fashion, read_number
from normalize.records import Basis, Number, Reading
from normalize.roles import Roles, relation
from normalize.units import Base, units
from normalize.wording import wording

_PRINTED_EXACTLY = ("target", "plan", "total", "baseline")
_RELATIVE = ("percent", "points", "permille")


def read_figures(report: Report, rules: Rules) -> tuple[Reading, ...]:
    """The readings of a report's figures, one for each, in order."""
    reader = _Reader(report, rules)
    found: list[Reading] = []
    before: list[tuple[Context, Reading]] = []
    for figure, context in zip(report.figures, contexts(report), strict=True):
        if found and report.figures[len(found) - 1].segment != figure.segment:
            before = []
        if before:
            context = context.past(before[-1][1].basis.end)
        reading = reader.read(figure, context, before)
        _share_basis(reading, before, found)
        found.append(reading)
        before.append((context, reading))
    return tuple(found)


class _Reader:
    """Reads the figures of one report."""

    def __init__(self, report: Report, rules: Rules) -> None:
        self._report = report
        self._units = units(rules)
        self._wording = wording(rules)
        self._bases = bases(rules)
        self._measures = measures(rules)
        self._periods = governing_periods(rules)
        self._roles = Roles(report, self._wording)
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
        relative = base.kind in _RELATIVE
        basis = self._bases.of(context, _sign_end(figure)) if relative else Basis()
        direction = self._wording.direction(context, at)
        how = relation(base.kind, basis, direction, context, self._wording, at)
        role = self._roles.of(segment, context, base.kind, how, before)
        return Reading(
            number=self._number(figure, base, hedge, role),
            unit=base.unit,
            kind=base.kind,
            hedge=hedge,
            direction=direction,
            relation=how,
            role=role,
            basis=basis,
            measure=self._measures.of(context, base.is_counted) or _measure_before(context, before),
            period=self._periods.of(context, role, self._heading(segment), self._report.letterhead.period),
            sentence=context.sentence,
            bracket=context.bracket,
        )

    def _cell(self, figure: Figure, cell: Cell, context: Context) -> Reading:
        """A cell: its row says what is measured, its column the role and the period."""
        base = self._units.base(figure)
        blocks = self._report.document.blocks
        column = self._columns[cell.column]
        basis = self._basis_of_column.get(column.get("basis"), Basis())
        hedge, _ = self._wording.hedge(replace(context, start=figure.raw.find(figure.number), gap=0))
        return Reading(
            number=self._number(figure, base, hedge, column["role"]),
            unit=base.unit,
            kind=base.kind,
            hedge=hedge,
            direction="",
            relation=column["relation"],
            role=column["role"],
            basis=basis,
            measure=blocks[cell.label].text,
            period=self._periods.of_column(
                key(blocks[cell.header].text), column["role"], self._report.letterhead.period
            ),
            sentence=context.sentence,
            bracket=-1,
        )

    def _heading(self, segment: Segment) -> str:
        """The matching key of the heading over a segment."""
        if segment.task is None:
            return ""
        heading = self._report.tasks[segment.task].heading
        return key(self._report.document.blocks[heading.block].text)[heading.start : heading.end]

    def _number(self, figure: Figure, base: Base, hedge: str, role: str) -> Number | None:
        value = self._decimal(figure.number, figure, base)
        of = self._decimal(figure.of, figure, base) if figure.of else None
        high = self._decimal(figure.high, figure, base) if figure.high else None
        if value is None or (figure.of and of is None) or (figure.high and high is None):
            return None
        factor = base.factor
        further = sum((Decimal(n) * self._units.scale(s) for n, s in self._parts(figure)), Decimal(0))
        unit = Decimal(1).scaleb(-decimals(value)) * factor
        if figure.parts:
            unit = self._units.scale(figure.parts[-1][1])
        whole = value * factor + further
        of_factor = base.factor / self._units.scale(figure.scale) * self._units.scale(figure.of_scale)
        return Number(
            value=whole,
            of=of * of_factor if of is not None else None,
            high=high * factor if high is not None else None,
            decimals=decimals(value),
            allows=_allowed(whole, high * factor if high is not None else None, unit, base, hedge, role),
        )

    def _parts(self, figure: Figure) -> list[tuple[Decimal, str]]:
        found = ((read_number(n, self._sign), s) for n, s in figure.parts)
        return [(n, s) for n, s in found if n is not None]

    def _decimal(self, printed: str, figure: Figure, base: Base) -> Decimal | None:
        counted = base.is_counted and not figure.scale
        return read_number(printed, self._sign, percent=base.kind in _RELATIVE, counted=counted)


def _allowed(value: Decimal, high: Decimal | None, unit: Decimal, base: Base, hedge: str, role: str) -> Interval:
    """What the print allows a value to be (annotation guide, A finding)."""
    if hedge in ("more_than", "at_least"):
        return Interval(value, None, with_least=hedge == "at_least")
    if hedge in ("less_than", "at_most"):
        return Interval(None, value, with_most=hedge == "at_most")
    if hedge == "about":
        return about(value, Decimal(1) if base.kind in _RELATIVE else last_nonzero_digit(value) / 2)
    if role in _PRINTED_EXACTLY or (base.is_counted and unit == 1):
        return exact(value)
    around = measured(value, unit)
    if high is None:
        return around
    return Interval(around.least, measured(high, unit).most, around.with_least, with_most=False)


def _measure_before(context: Context, before: list[tuple[Context, Reading]]) -> str:
    """What the figure before in the same sentence measures, where no words stand between."""
    if before and before[-1][0].sentence == context.sentence:
        return before[-1][1].measure
    return ""


def _sign_end(figure: Figure) -> int:
    """Where a percentage's sign ends; of `60,26KH`, whose sign was lost, where its digits end."""
    if figure.rule == "missing_percent_sign":
        return figure.span.start + len(figure.number)
    return figure.span.end


def _share_basis(reading: Reading, before: list[tuple[Context, Reading]], found: list[Reading]) -> None:
    """Give a basis that is printed once behind a list to the percentages before it: 5% và 7% so với cùng kỳ."""
    if not reading.basis.name:
        return
    for back, (context, other) in enumerate(reversed(before), start=1):
        if other.basis.name or other.kind != reading.kind or not joined_with_next(context):
            return
        found[-back] = replace(other, basis=reading.basis, relation=reading.relation)
