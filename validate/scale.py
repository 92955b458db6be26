"""Is an amount a thousand times too large or too small beside another of the same sentence?

The slip of those who change tỷ for triệu, or type three zeros too many. Asked of a result and the plan on which it
stands (`38.600 tỷ đồng/40.000 triệu đồng`; `48.500 triệu đồng/người/năm (kế hoạch 47,5 triệu đồng/người/năm)`), and of
one sum printed twice with the same digits (`được phân bổ 152 triệu đồng; đã chi hết 152.000 triệu đồng`); and of so
many times so much (`46 học sinh 25.300 triệu đồng (bình quân 550 nghìn đồng/em)`).

Flagged: these. Not flagged: `1,25 tỷ đồng (1.250 triệu đồng)`, which are equal; `12.500 triệu đồng, mỗi hộ 12,5 triệu
đồng`, of which one is for each.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import regex

from normalize.units import RELATIVE
from validate.named_wholes import same_units
from validate.records import Evidence, Finding

_THOUSAND = Decimal(1000)
# a result and its plan are this near to each other, but for the slip
_LEAST, _MOST = Decimal("0.4"), Decimal("2.5")
_PLAN = regex.compile(
    r"\s?(?:\(|trên|/|so với)\s?(?:tổng\s)?(?:năm trước|cùng kỳ|năm \d{4}|kế hoạch|dự toán|chỉ tiêu|kh|vốn)"
    r"(?:\s\p{L}+){0,4}\s"
)
_EACH = regex.compile(r"(?<!\p{L})(?:mỗi|bình quân|trung bình|từng|định mức|đơn giá|suất)(?!\p{L})")
_ALL_OF_IT = regex.compile(r"(?<!\p{L})(?:hết|toàn bộ|100%)(?!\p{L})")
_COMPARED = regex.compile(r"(?<!\p{L})(?:so với|so|cùng kỳ)(?!\p{L})[^;.]*$")
_STOP = regex.compile(r"[;:.]")
_LEAST_DIGITS = 2


def check(evidence: Evidence) -> Iterator[Finding]:
    """The amounts that fit another but for a factor of a thousand."""
    for figures in evidence.by_block.values():
        for index in figures:
            number, kind = evidence.readings[index].number, evidence.readings[index].kind
            if number and number.of and kind == "money" and _is_off(number.value, number.of):
                yield _finding(evidence, index, index)
        for count, amount, each in zip(figures, figures[1:], figures[2:], strict=False):
            if _is_of_each(evidence, count, amount, each):
                yield _finding(evidence, amount, count, amount, each)
        for one, other in pairwise(figures):
            if _is_plan(evidence, one, other) or _is_repeated(evidence, one, other):
                yield _finding(evidence, _greater(evidence, one, other), one, other)
        for one, change, other in zip(figures, figures[1:], figures[2:], strict=False):
            if _is_earlier(evidence, one, change, other):
                yield _finding(evidence, _greater(evidence, one, other), one, other)


def _is_off(one: Decimal, other: Decimal) -> bool:
    """True where two numbers are alike but for a factor of a thousand."""
    if not one or not other:
        return False
    quotient = max(one, other) / min(one, other) / _THOUSAND
    return _LEAST <= quotient <= _MOST


def _values(evidence: Evidence, one: int, other: int) -> tuple[Decimal, Decimal] | None:
    """The values of two plain amounts of one unit."""
    a, b = evidence.readings[one], evidence.readings[other]
    plain = a.relation == b.relation == "level" and a.kind not in RELATIVE and not a.direction and not b.direction
    if not plain or a.number is None or b.number is None or a.number.of or b.number.of:
        return None
    return (a.number.value, b.number.value) if same_units(evidence, one, other) else None


def _is_plan(evidence: Evidence, one: int, other: int) -> bool:
    """48.500 triệu đồng/người/năm (kế hoạch 47,5 triệu đồng/người/năm)."""
    values = _values(evidence, one, other)
    if values is None or evidence.readings[one].kind == "count" or not _is_off(*values):
        return False
    between = evidence.between(one, other)
    return _PLAN.fullmatch(between) is not None and not _EACH.search(between)


def _is_earlier(evidence: Evidence, one: int, change: int, other: int) -> bool:
    """52,4 tỷ đồng, tăng 7,2% so với năm trước (48,9 triệu đồng): they cannot be so far apart."""
    values, moved = _values(evidence, one, other), evidence.readings[change]
    if values is None or evidence.readings[one].kind == "count" or not _is_off(*values):
        return False
    compared = _COMPARED.search(evidence.between(change, other)) is not None
    grown = moved.kind == "percent" and moved.relation in ("change", "ratio")
    return grown and compared and not _EACH.search(evidence.between(one, other))


def _is_repeated(evidence: Evidence, one: int, other: int) -> bool:
    """được phân bổ 152 triệu đồng; đến nay đã chi hết 152.000 triệu đồng: the same digits, and all of it."""
    values = _values(evidence, one, other)
    if values is None or max(values) != min(values) * _THOUSAND:
        return False
    digits = str(min(values).normalize()).replace(".", "").strip("0")
    between = evidence.between(one, other)
    return len(digits) >= _LEAST_DIGITS and bool(_ALL_OF_IT.search(between)) and not _EACH.search(between)


def _is_of_each(evidence: Evidence, count: int, amount: int, each: int) -> bool:
    """46 học sinh 25.300 triệu đồng (bình quân 550 nghìn đồng/em): so many times so much is another sum."""
    numbers = [evidence.readings[i].number for i in (count, amount, each)]
    kinds = [evidence.readings[i].kind for i in (count, amount)]
    if kinds != ["count", "money"] or any(n is None or n.of or n.high for n in numbers):
        return False
    between = evidence.between(count, amount), evidence.between(amount, each)
    said = _EACH.search(between[1]) and not any(map(_STOP.search, between))
    money = evidence.readings[each].unit.startswith("đồng")
    values = [n.value for n in numbers if n]
    return bool(said) and money and _is_off(values[0] * values[2], values[1])


def _greater(evidence: Evidence, one: int, other: int) -> int:
    values = _values(evidence, one, other)
    return one if values and values[0] > values[1] else other


def _finding(evidence: Evidence, index: int, *of: int) -> Finding:
    figure = evidence.report.figures[index]
    raws = " và ".join(evidence.report.figures[i].raw for i in of)
    return Finding(
        check="scale",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        message_vi=(
            f"{evidence.where(index)}{raws} chênh nhau khoảng 1.000 lần. Đề nghị đơn vị kiểm tra lại đơn vị tính "
            "(nghìn, triệu, tỷ)."
        ),
        message_en=f"{evidence.where(index, 'en')}{raws} differ by a factor of about 1,000. Please check the unit.",
        suggestion="nhầm 1.000 lần",
        figures=tuple(dict.fromkeys((index, *of))),
    )
