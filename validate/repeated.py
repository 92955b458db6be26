"""Is one figure printed twice with two values?

What two places of a report call by the same words, in one unit, role and period, must be one value, as intervals: the
summary and the body, the body and the annex. Asked where both speak of the whole (`toàn huyện`) or of one indicator of
`rules/indicators.toml`, and where one stands in a summary, an assessment, a table or an annex and the other does not;
in other places the same words (`diện tích gieo trồng`) are said of one thing after another.

Flagged: thu ngân sách 6.541 triệu đồng in the text and 6.451 in the annex. Not flagged: parts (`riêng xã …`), other
periods, other places, values in rounder form, several values in one item.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import regex

from extract.records import Period
from extract.text import key
from normalize.allowance import allowed
from normalize.records import Reading
from validate.phrases import Phrase, Phrases, says_as_much
from validate.records import Evidence, Finding
from validate.wholes import same_unit

_LEAST_WORDS = 3
_ROLES = {"result": "result", "estimate": "estimate", "last_year": "earlier", "baseline": "earlier"}
_RELATIONS = ("level", "share", "attainment")
# so many values under one phrase are of as many things
_MOST = 6
_RATE = frozenset({"tỷ", "lệ"})
_SUMMARY = regex.compile(
    r"(?<!\p{L})(?:tình hình chung|đánh giá chung|tổng quan|khái quát|tóm tắt|nổi bật|nhận xét|kết luận)"
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """The later of two values of one thing that cannot be the same."""
    by_words: dict[tuple[str, ...], list[int]] = {}
    phrases: dict[int, Phrase] = {}
    known = Phrases(evidence)
    for index, reading in enumerate(evidence.readings):
        said = known.of(index) if _is_value(reading) else None
        if said and len(said.words) >= _LEAST_WORDS - bool(evidence.names.indicator(index)):
            phrases[index] = said
            rate = _RATE if reading.kind == "percent" else frozenset()
            by_words.setdefault(tuple(sorted(set(said.words) - rate)), []).append(index)
    by_last: dict[str, list[int]] = {}
    for index, said in phrases.items():
        if not evidence.report.figures[index].cell:
            by_last.setdefault(said.words[-1], []).append(index)
    for found in by_words.values():
        label = next((phrases[i] for i in found if evidence.report.figures[i].cell), None)
        told = {i for i in _ending_in(label, by_last) if says_as_much(label, phrases[i])} if label else set()
        for alike in _alike(evidence, sorted({*found, *told})):
            yield from _differing(evidence, phrases, alike)


def _ending_in(label: Phrase, by_last: dict[str, list[int]]) -> Iterator[int]:
    """The figures of sentences that end in a word of a table's label: others cannot say as much."""
    return (i for word in set(label.words) for i in by_last.get(word, ()))


def _alike(evidence: Evidence, found: list[int]) -> Iterator[list[int]]:
    """Those of one role and relation each, where they are not too many."""
    by_kind: dict[tuple[object, ...], list[int]] = {}
    for index in found:
        reading = evidence.readings[index]
        what = _ROLES[reading.role], reading.relation == "attainment", reading.basis.kind, _period(evidence, index)
        by_kind.setdefault(what, []).append(index)
    return (alike for alike in by_kind.values() if 1 < len(alike) <= _MOST)


def _is_value(reading: Reading) -> bool:
    number = reading.number
    if number is None or number.high is not None or reading.direction:
        return False
    if reading.role not in _ROLES or (reading.bracket >= 0 and _ROLES[reading.role] != "earlier"):
        return False
    return reading.relation in _RELATIONS


def _period(evidence: Evidence, index: int) -> Period | None:
    return evidence.readings[index].period or evidence.report.letterhead.period


def _differing(evidence: Evidence, phrases: dict[int, Phrase], found: list[int]) -> Iterator[Finding]:
    for n, index in enumerate(found):
        unit = evidence.readings[index].unit
        alike = [i for i in found if i != index and same_unit(evidence.readings[i].unit, unit)]
        if any(_together(evidence, i, index) or _agree(evidence, i, index) for i in alike):
            continue
        before = next(
            (i for i in found[:n] if i in alike and _are_of_one(evidence, i, phrases[i], index, phrases[index])), None
        )
        if before is not None:
            yield _finding(evidence, before, index)


def _are_of_one(evidence: Evidence, one: int, said: Phrase, other: int, own: Phrase) -> bool:
    """True where nothing tells two values of one kind apart: neither a name nor a time, nor where they stand."""
    if said.names != own.names and not (said.is_whole or own.is_whole or _is_cell(evidence, one, other)):
        return False
    if _period(evidence, one) is None and said.times != own.times:
        return False
    indicator = evidence.names.indicator(one)
    if (said.is_whole and own.is_whole) or (indicator and indicator == evidence.names.indicator(other)):
        return True
    return _place(evidence, one) != _place(evidence, other) or _is_annex_between(evidence, one, other)


def _is_cell(evidence: Evidence, *figures: int) -> bool:
    return any(evidence.report.figures[i].cell for i in figures)


def _place(evidence: Evidence, index: int) -> str:
    """Where a figure stands: before the first heading, in a summary or assessment, a table, an annex, or the body."""
    figure = evidence.report.figures[index]
    segment = evidence.report.segments[figure.segment]
    if figure.cell or segment.part == "outside":
        return "table" if figure.cell else "annex"
    if segment.task is None:
        return "opening"
    task = evidence.report.tasks[segment.task]
    heading = evidence.report.document.blocks[task.heading.block].text[task.heading.start : task.heading.end]
    return "summary" if task.section_kind == "assessment" or _SUMMARY.search(key(heading)) else "body"


def _is_annex_between(evidence: Evidence, one: int, other: int) -> bool:
    first, last = sorted(evidence.report.figures[i].span.block for i in (one, other))
    return bisect_right(evidence.annexes, first) < bisect_left(evidence.annexes, last)


def _agree(evidence: Evidence, one: int, other: int) -> bool:
    return allowed(evidence.readings[one]).meets(allowed(evidence.readings[other]))


def _together(evidence: Evidence, one: int, other: int) -> bool:
    """True for two figures of one item or table: it tells them apart by more than their words."""
    figures, blocks = evidence.report.figures, evidence.report.document.blocks
    a, b = figures[one], figures[other]
    if a.cell and b.cell:
        return blocks[a.span.block].table == blocks[b.span.block].table
    is_one = evidence.place(a.segment) == evidence.place(b.segment) and evidence.place(a.segment)[0] != ""
    return (is_one or a.span.block == b.span.block) and not (a.cell or b.cell)


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
