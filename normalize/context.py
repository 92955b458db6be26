"""Where a figure stands: its sentence, its clause, the words between it and its neighbours, its brackets."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.records import Figure, Report
from extract.sentences import clause, sentence
from extract.text import key


@dataclass(slots=True)  # no record, and made for every figure: not frozen, which costs twice the time
class Context:
    """The surroundings of one figure, as bounds in the text of its block and in that text's matching key.

    `gap` is where the figure before it ends in the same clause (else the clause begins there), `until` where
    the next figure begins or the sentence ends; `bracket` is the opening bracket around it, -1 if none. `opens` says
    that no figure stands before it in its sentence.
    """

    text: str
    keyed: str
    start: int
    end: int
    sentence: tuple[int, int]
    clause: int
    gap: int
    until: int
    bracket: int
    opens: bool

    def past(self, end: int) -> "Context":
        """The same surroundings, with the words that belong to the figure before taken out of the gap."""
        if not self.gap < end <= self.start:
            return self
        return Context(
            self.text,
            self.keyed,
            self.start,
            self.end,
            self.sentence,
            self.clause,
            end,
            self.until,
            self.bracket,
            self.opens,
        )

    @property
    def before(self) -> str:
        """The key of the words between the figure before and this one."""
        return self.keyed[self.gap : self.start]

    @property
    def after(self) -> str:
        """The key of the words between this figure and the next, or the end of the sentence."""
        return self.keyed[self.end : self.until]


def context_of(report: Report, index: int) -> Context:
    """The surroundings of one figure, by its index in the report."""
    figures = report.figures
    return _context(report, figures[index], _same_segment(figures, index, -1), _same_segment(figures, index, 1))


def _same_segment(figures: Sequence[Figure], index: int, step: int) -> Figure | None:
    other = index + step
    if 0 <= other < len(figures) and figures[other].segment == figures[index].segment:
        return figures[other]
    return None


def _context(report: Report, figure: Figure, before: Figure | None, after: Figure | None) -> Context:
    text = report.document.blocks[figure.span.block].text
    bounds = report.segments[figure.segment].span
    start, end = figure.span.start, figure.span.end
    around = sentence(text, start, bounds.start, max(bounds.end, end))
    begin = clause(text, start, around[0])
    gap = max(begin, before.span.end) if before else begin
    until = min(around[1], after.span.start) if after else around[1]
    keyed = key(text)
    opens = before is None or before.span.end <= around[0]
    return Context(
        text, keyed, start, end, around, begin, gap, max(until, end), _bracket(keyed, around[0], start), opens
    )


def _bracket(keyed: str, begin: int, at: int) -> int:
    """The last bracket that is open at `at`, -1 if none."""
    closed = 0
    while (opening := keyed.rfind("(", begin, at)) >= 0:
        closed += keyed.count(")", opening, at)
        if not closed:
            return opening
        closed -= 1
        at = opening
    return -1
