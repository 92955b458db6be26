"""What every figure measures, in the report's words, and the indicator that those words name."""

from collections.abc import Sequence
from functools import cached_property

from extract.records import Report, Segment
from extract.rules import Row, Rules
from extract.text import key
from normalize.context import context_of
from normalize.identity import place
from normalize.indicators import IndicatorFinder, indicator_finder
from normalize.measures import measures
from normalize.records import Reading

_VERBS = {"up": "tăng", "down": "giảm"}


_LEVELS = ("level", "share")


class Names:
    """Names the figures of one report, each when it is asked for."""

    def __init__(self, report: Report, readings: Sequence[Reading], rules: Rules) -> None:
        self._report = report
        self._readings = readings
        self._rules = rules
        self._measures: dict[int, str] = {}
        self._indicators: dict[int, str] = {}

    def measure(self, index: int) -> str:
        """The words that say what a figure measures; of a cell, its row's label."""
        if index not in self._measures:
            self._measures[index] = self._measure(index)
        return self._measures[index]

    def indicator(self, index: int) -> str:
        """The id of the indicator that a figure's words name, else of the one that its heading names; or empty."""
        return self._own(index) or self._heading_s(index)

    def _own(self, index: int) -> str:
        if index not in self._indicators:
            reading = self._readings[index]
            phrase, unit, kind = self.measure(index), reading.unit, reading.kind
            if reading.relation == "points" and reading.direction:  # giảm tỷ lệ hộ nghèo 1,5%: another indicator
                phrase, unit, kind = f"{_VERBS[reading.direction]} {phrase}", "điểm %", ""
            elif reading.relation in _LEVELS:
                kind = ""
            row = self._finder.find(phrase, unit, kind) if phrase else None
            self._indicators[index] = row.id if row else ""
        return self._indicators[index]

    def _heading_s(self, index: int) -> str:
        """The one indicator that the heading names in a unit, for the first value of an item that no value names."""
        figure, reading = self._report.figures[index], self._readings[index]
        segment = self._report.segments[figure.segment]
        if segment.part != "text" or segment.task is None or not _is_value(reading):
            return ""
        heading = self._heading(segment)
        row = self._finder.only(heading, reading.unit)
        if row is None or not (self._finder.names_one(heading) or self._speaks_of(row, segment)):
            return ""
        beside = [i for i in self._by_item[place(self._report, segment)] if _is_value(self._readings[i])]
        first = next(i for i in beside if self._readings[i].unit == reading.unit)
        named = any(self._own(i) == row.id for i in beside)
        return row.id if first == index and not named else ""

    def _speaks_of(self, row: Row, segment: Segment) -> bool:
        """True when a text holds half of an indicator's words at least: a heading that asks for several lends none."""
        text = self._report.document.blocks[segment.span.block].text[segment.span.start : segment.span.end]
        words = set(key(row["name"]).split())
        return len(words & set(key(text).split())) * 2 >= len(words)

    def _heading(self, segment: Segment) -> str:
        assert segment.task is not None
        task = self._report.tasks[segment.task]
        span = self._report.tasks[task.parent].heading if task.item and task.parent is not None else task.heading
        return self._report.document.blocks[span.block].text[span.start : span.end]

    @cached_property
    def _by_item(self) -> dict[tuple[str, int | None], list[int]]:
        found: dict[tuple[str, int | None], list[int]] = {}
        for index, figure in enumerate(self._report.figures):
            found.setdefault(place(self._report, self._report.segments[figure.segment]), []).append(index)
        return found

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


def _is_value(reading: Reading) -> bool:
    """True for what was reached, as a level: neither a part nor a comparison."""
    return reading.role in ("result", "estimate") and reading.relation in _LEVELS
