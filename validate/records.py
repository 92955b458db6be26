"""The validator's records: a statement to check, and a finding."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from extract.records import Claim, Report, Span, Verdict
from extract.rules import Rules
from extract.text import key
from normalize.identity import place
from normalize.naming import Names
from normalize.records import Reading


@dataclass(frozen=True, slots=True)
class Finding:
    """A question to a person: what was printed, what it should be, between which bounds.

    `figures` and `verdict` are indices into the report's records; `span` is what the question points at.
    """

    check: str
    level: str
    span: Span | None
    segment: int | None
    printed: str
    message_vi: str
    message_en: str
    recomputed: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    suggestion: str = ""
    figures: tuple[int, ...] = ()
    verdict: int | None = None


@dataclass(frozen=True)
class Evidence:
    """A report with its readings, as the checks look at it: by item and by heading.

    `checked` are the figures that a check worked out anew from others, whether they held or not: the checks put them
    there as they go, so that what could be checked is told by those who checked it.
    """

    report: Report
    readings: Sequence[Reading]
    rules: Rules
    checked: set[int] = field(default_factory=set)

    @cached_property
    def names(self) -> Names:
        """What the figures measure, each found out when it is asked for."""
        return Names(self.report, self.readings, self.rules)

    @cached_property
    def by_item(self) -> dict[tuple[str, int | None], list[int]]:
        """The figures of every item, by its place; those of a heading have item None."""
        found: dict[tuple[str, int | None], list[int]] = {}
        for index, figure in enumerate(self.report.figures):
            if self.readings[index].number:
                found.setdefault(self.place(figure.segment), []).append(index)
        return found

    @cached_property
    def by_block(self) -> dict[int, list[int]]:
        """The figures of every block, in order."""
        found: dict[int, list[int]] = {}
        for index, figure in enumerate(self.report.figures):
            if self.readings[index].number:
                found.setdefault(figure.span.block, []).append(index)
        return found

    @cached_property
    def by_row(self) -> dict[tuple[int | None, int | None], list[int]]:
        """The figures of every row of a table of indicators, by table and row."""
        found: dict[tuple[int | None, int | None], list[int]] = {}
        for index, figure in enumerate(self.report.figures):
            if figure.cell and self.readings[index].number:
                found.setdefault(self.row(figure.span), []).append(index)
        return found

    @cached_property
    def annexes(self) -> list[int]:
        """The blocks in bold that open an annex."""
        captions = self.rules.lexicon("headings", gives="annex")
        return [b.index for b in self.report.document.blocks if b.lead and captions.at(key(b.text), 0)]

    def times(self, block: int, start: int, end: int) -> list[Claim]:
        """The dates and periods that a block names between two places."""
        own = self._times_by_block.get(block, [])
        first, last = (bisect_left(own, at, key=lambda claim: claim.span.start) for at in (start, end))
        return own[first:last]

    @cached_property
    def _times_by_block(self) -> dict[int, list[Claim]]:
        found: dict[int, list[Claim]] = {}
        for claim in self.report.claims:
            if claim.kind in ("date", "period"):
                found.setdefault(claim.span.block, []).append(claim)
        for own in found.values():
            own.sort(key=lambda claim: claim.span.start)
        return found

    def row(self, span: Span) -> tuple[int | None, int | None]:
        """The table and the row in which a span stands."""
        block = self.report.document.blocks[span.block]
        return block.table, block.row

    def place(self, segment: int) -> tuple[str, int | None]:
        """The path and the item of a segment."""
        return place(self.report, self.report.segments[segment])

    def beside(self, figure: int) -> list[int]:
        """The figures of the same item, in order; of a long one those near by."""
        found = self.by_item[self.place(self.report.figures[figure].segment)]
        return _near(found, figure)

    def in_block(self, figure: int) -> list[int]:
        """The figures of the same paragraph, in order; of a long one those near by."""
        return _near(self.by_block[self.report.figures[figure].span.block], figure)

    def in_heading(self, segment: int) -> list[int]:
        """The figures in the heading over a segment."""
        path, item = self.place(segment)
        return self.by_item.get((path, None), []) if item is not None else []

    def keyed(self, figure: int) -> str:
        """The matching key of the block in which a figure stands."""
        return key(self.report.document.blocks[self.report.figures[figure].span.block].text)

    def between(self, one: int, other: int) -> str:
        """What stands between two figures, as matching key; a line break where they are in two blocks."""
        first, last = self.report.figures[one].span, self.report.figures[other].span
        return self.keyed(one)[first.end : last.start] if first.block == last.block else "\n"

    def before(self, figure: int) -> int:
        """Where the figure before ends in the same block; 0 without one."""
        own = self.by_block[self.report.figures[figure].span.block]
        at = bisect_left(own, figure)
        return self.report.figures[own[at - 1]].span.end if at else 0

    def where(self, figure: int, lang: str = "vi") -> str:
        """How a message begins: the number of the heading, `Mục 1.2: `, or the label of the table's row."""
        found = self.report.figures[figure]
        if found.cell:
            return f"“{self.report.document.blocks[found.cell.label].text}”: "
        return self.section(found.segment, lang)

    def section(self, segment: int, lang: str = "vi") -> str:
        """How a message about a segment begins: `Mục 1.2: `, or nothing before the first heading."""
        task = self.report.segments[segment].task
        if task is None:
            return ""
        number = self.report.tasks[task].path.rsplit("/", 1)[-1]
        return f"{'Mục' if lang == 'vi' else 'Section'} {number}: "

    def statement(self, verdict: Verdict) -> str:
        """The matching key of what a verdict judges."""
        return key(self.report.document.blocks[verdict.statement.block].text)[
            verdict.statement.start : verdict.statement.end
        ]


# figures further apart than this say nothing of each other
_REACH = 60


def _near(figures: list[int], figure: int) -> list[int]:
    at = bisect_left(figures, figure)
    return figures[max(0, at - _REACH) : at + _REACH]
