"""What every figure measures, in the report's words, and the indicator that those words name."""

from collections.abc import Sequence
from functools import cached_property

from extract.records import Report
from extract.rules import Rules
from normalize.context import context_of
from normalize.indicators import IndicatorFinder, indicator_finder
from normalize.measures import measures
from normalize.records import Reading

_VERBS = {"up": "tăng", "down": "giảm"}


class Names:
    """Names the figures of one report, each when it is asked for."""

    def __init__(self, report: Report, readings: Sequence[Reading], rules: Rules) -> None:
        self._report = report
        self._readings = readings
        self._rules = rules
        self._measures: dict[int, str] = {}

    def measure(self, index: int) -> str:
        """The words that say what a figure measures; of a cell, its row's label."""
        if index not in self._measures:
            self._measures[index] = self._measure(index)
        return self._measures[index]

    def indicator(self, index: int) -> str:
        """The id of the indicator that a figure's words name, empty if none."""
        reading = self._readings[index]
        phrase, unit, kind = self.measure(index), reading.unit, reading.kind
        if reading.relation == "points" and reading.direction:  # giảm tỷ lệ hộ nghèo 1,5%: points, another indicator
            phrase, unit, kind = f"{_VERBS[reading.direction]} {phrase}", "điểm %", ""
        elif reading.relation in ("level", "share"):
            kind = ""
        row = self._finder.find(phrase, unit, kind) if phrase else None
        return row.id if row else ""

    @cached_property
    def _finder(self) -> IndicatorFinder:
        return indicator_finder(self._rules)

    def _measure(self, index: int) -> str:
        figure, reading = self._report.figures[index], self._readings[index]
        if figure.cell:
            return self._report.document.blocks[figure.cell.label].text
        context = context_of(self._report, index)
        if not context.opens:
            context = context.past(self._readings[index - 1].basis.end)
        named = measures(self._rules).of(context, reading.kind)
        if named or context.opens:
            return named
        return self.measure(index - 1)  # the same thing said on: đạt 49.000 trđ; đạt 119% …
