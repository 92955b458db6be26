"""Is one figure printed twice with two values?

What two places of a report call by the same name, in one unit, role and period, must be one value, as intervals: the
summary and the body, the body and the annex.

Asked of the indicators of `rules/indicators.toml`: other names (`diện tích nhiễm`) are said of one thing after another.
Flagged: thu ngân sách 6.541 triệu đồng in the text and 6.451 in the annex. Not flagged: parts, other periods, measures
of fewer than three words, several values in one item.
"""

from collections.abc import Iterator

import regex

from extract.text import key
from normalize.allowance import allowed
from validate.records import Evidence, Finding

_LEAST_WORDS = 3
_TIME = regex.compile(r"(?<!\p{L})(?:tháng|quý|tuần|ngày)(?!\p{L})")
_ROLES = ("result", "estimate")


def check(evidence: Evidence) -> Iterator[Finding]:
    """The later of two values of one measure that cannot be the same."""
    first: dict[tuple[object, ...], int] = {}
    doubtful: set[tuple[object, ...]] = set()
    for index, reading in enumerate(evidence.readings):
        if reading.number is None or reading.relation != "level" or reading.role not in _ROLES or reading.direction:
            continue
        if reading.number.of is not None or reading.number.high is not None or reading.bracket >= 0:
            continue
        if _TIME.search(evidence.names.measure(index).lower()):
            continue  # a stretch of time that was not understood
        name = key(evidence.names.measure(index))
        if len(name.split()) < _LEAST_WORDS or not evidence.names.indicator(index):
            continue
        what = name, reading.unit, reading.role, reading.period
        before = first.setdefault(what, index)
        if before == index or what in doubtful:
            continue
        if _together(evidence, before, index):
            doubtful.add(what)
        elif not allowed(evidence.readings[before]).meets(allowed(reading)):
            yield _finding(evidence, before, index)


def _together(evidence: Evidence, one: int, other: int) -> bool:
    """True for two figures of one item or table: it tells them apart by more than their measure."""
    figures, blocks = evidence.report.figures, evidence.report.document.blocks
    a, b = figures[one], figures[other]
    if a.cell and b.cell:
        return blocks[a.span.block].table == blocks[b.span.block].table
    return evidence.place(a.segment) == evidence.place(b.segment) and not (a.cell or b.cell)


def _finding(evidence: Evidence, before: int, index: int) -> Finding:
    figures = evidence.report.figures
    one, other = figures[before], figures[index]
    name = evidence.names.measure(index)
    return Finding(
        check="repeated",
        level="mismatch",
        span=other.span,
        segment=other.segment,
        printed=other.number,
        recomputed=one.number,
        message_vi=(
            f"{evidence.where(index)}“{name}” ghi {other.raw}, chỗ khác ghi {one.raw}. Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=f"{evidence.where(index, 'en')}“{name}” is {other.raw} here and {one.raw} elsewhere. Please check.",
        figures=(index, before),
    )
