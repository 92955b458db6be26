"""Does a movement go the way that is said, and is no part more than its whole?

Flagged: `tăng từ 52 vụ xuống 48 vụ`; `giảm từ 48 vụ lên 39 vụ`; `giảm 453 triệu đồng, tương ứng tăng 24,16%`; `315 học
sinh được xét tốt nghiệp trên tổng số 298 học sinh`. Not flagged: `giảm từ 48 vụ xuống còn 39 vụ`; `13.400 triệu đồng
trên dự toán 10.000 triệu đồng`.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import regex

from extract.text import key
from normalize.allowance import allowed
from validate.before_and_now import EARLIER, from_to, sentence_of
from validate.named_wholes import alike_enough
from validate.records import Evidence, Finding

_ON_ALL = regex.compile(r"(?:\s[^;:.,()\d]{0,80})?\s(?:trên|trong)\stổng\s(?:số\s)?(?:là\s)?")
# giảm 453 triệu đồng, tương ứng tăng 24,16%; tăng 12 vụ (giảm 5%)
_THAT_IS = regex.compile(
    r"\s?[,(]?\s?(?:(?:tương ứng|tương đương|tức(?: là)?|hay|bằng)\s(?:với\s)?(?:mức\s)?(?:tăng|giảm)"
    r"|(?<=\(\s?)(?:tăng|giảm))\s?"
)
_PLAN = regex.compile(r"(?:\s\p{L}+){0,3}\s(?:kế hoạch|chỉ tiêu|dự toán|kh|được giao|giao)(?!\p{L})")
_SAID = {"up": "tăng", "down": "giảm"}
_WAYS = {"up": "lên", "down": "xuống"}


def check(evidence: Evidence) -> Iterator[Finding]:
    """The pairs whose words and numbers go different ways, and the parts that exceed their whole."""
    for block, figures in evidence.by_block.items():
        for before, now, verb, way in from_to(evidence, block):
            if finding := _turned(evidence, before, now, verb, way):
                yield finding
        for index in figures:
            if _exceeds_itself(evidence, index):
                yield _too_many(evidence, index, index)
        for one, other in pairwise(figures):
            if _exceeds(evidence, one, other):
                yield _too_many(evidence, one, other)
            if _is_two_ways(evidence, one, other):
                yield _two_ways(evidence, one, other)


def _turned(evidence: Evidence, before: int, now: int, verb: str, way: str) -> Finding | None:
    one, other = _value(evidence, before), _value(evidence, now)
    real = "up" if other > one else "down" if other < one else ""
    if not real or {verb or way or real, way or verb or real} == {real}:
        return None
    figures = evidence.report.figures
    said = f"{_SAID.get(verb, '')} từ {figures[before].raw} {_WAYS.get(way, 'thành')} {figures[now].raw}".strip()
    return Finding(
        check="direction",
        level="mismatch",
        span=figures[now].span,
        segment=figures[now].segment,
        printed=figures[now].number,
        recomputed=_SAID[real],
        message_vi=(f"{evidence.where(now)}“{said}”, trong khi số liệu {_SAID[real]}. Đề nghị đơn vị kiểm tra lại."),
        message_en=f"{evidence.where(now, 'en')}“{said}”, while the numbers go {real}. Please check.",
        suggestion="đổi chiều tăng, giảm",
        figures=(now, before),
    )


def _is_two_ways(evidence: Evidence, one: int, other: int) -> bool:
    """tăng 71 hộ, tương ứng giảm 22%: one movement, said twice."""
    ways = {evidence.readings[i].direction for i in (one, other)}
    if ways != {"up", "down"} or evidence.readings[one].sentence != evidence.readings[other].sentence:
        return False
    figures = evidence.report.figures
    text = evidence.keyed(one)
    return _THAT_IS.fullmatch(text, figures[one].span.end, figures[other].span.start) is not None


def _real_way(evidence: Evidence, change: int) -> str:
    """up or down, by the one value before and the one now in the sentence of a change; empty where none is told."""
    alike = [i for i in sentence_of(evidence, change) if i < change and alike_enough(evidence, i, change)]
    before = [i for i in alike if evidence.readings[i].role in EARLIER]
    now = [i for i in alike if i not in before and not evidence.readings[i].direction]
    if len(before) != 1 or not now:
        return ""
    return "up" if _value(evidence, now[0]) > _value(evidence, before[0]) else "down"


def _two_ways(evidence: Evidence, one: int, other: int) -> Finding:
    """The question which of two ways is meant; at the one that the values before and now contradict, if they do."""
    figures = evidence.report.figures
    real = _real_way(evidence, one)
    wrong = one if real and evidence.readings[one].direction != real else other
    said = ", ".join(f"{_SAID[evidence.readings[i].direction]} {figures[i].raw}" for i in (one, other))
    return Finding(
        check="direction",
        level="mismatch",
        span=figures[wrong].span,
        segment=figures[wrong].segment,
        printed=figures[wrong].number,
        recomputed=_SAID[real] if real else "",
        message_vi=f"{evidence.where(wrong)}cùng một mức mà ghi “{said}”. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{evidence.where(wrong, 'en')}one movement is said to go both ways (“{said}”). Please check.",
        suggestion="đổi chiều tăng, giảm",
        figures=(one, other),
    )


def _exceeds(evidence: Evidence, part: int, whole: int) -> bool:
    """True for a part that is surely more than the total on which it is said to be: 315 trên tổng số 298."""
    one, other = evidence.readings[part], evidence.readings[whole]
    figures = evidence.report.figures
    if (
        _is_plan(evidence, whole)
        or one.relation != "level"
        or one.direction
        or other.relation != "level"
        or not alike_enough(evidence, part, whole)
    ):
        return False
    text = evidence.keyed(part)
    on_all = _ON_ALL.fullmatch(text, figures[part].span.end, figures[whole].span.start)
    return on_all is not None and allowed(other).is_below(allowed(one))


def _exceeds_itself(evidence: Evidence, index: int) -> bool:
    """True for a fraction that is more than all: 315 học sinh … trên tổng số 298 học sinh."""
    number = evidence.readings[index].number
    says_all = " tổng số " in key(evidence.report.figures[index].raw) and not _is_plan(evidence, index)
    return says_all and number is not None and number.of is not None and number.value > number.of


def _is_plan(evidence: Evidence, index: int) -> bool:
    """True for what is called a plan right behind: trên tổng số 46.000 triệu đồng kế hoạch giao."""
    span = evidence.report.figures[index].span
    text = evidence.keyed(index)
    return evidence.readings[index].role in ("plan", "target") or _PLAN.match(text, span.end) is not None


def _too_many(evidence: Evidence, part: int, whole: int) -> Finding:
    one, other = evidence.report.figures[part], evidence.report.figures[whole]
    said = (f"{one.raw}: phần", "the part") if part == whole else (f"{one.raw}", f"{one.raw}")
    total = ("", "") if part == whole else (f" {other.raw}", f" of {other.raw}")
    return Finding(
        check="direction",
        level="mismatch",
        span=one.span,
        segment=one.segment,
        printed=one.number,
        recomputed=f"≤ {other.number}",
        message_vi=f"{evidence.where(part)}{said[0]} lớn hơn tổng số{total[0]}. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{evidence.where(part, 'en')}{said[1]} is more than the total{total[1]}. Please check.",
        figures=tuple(dict.fromkeys((part, whole))),
    )


def _value(evidence: Evidence, index: int) -> Decimal:
    number = evidence.readings[index].number
    assert number is not None
    return number.value
