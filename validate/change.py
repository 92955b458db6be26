"""Does a printed change fit the value before and the value now?

By intervals: the difference (`tăng 4 vụ`, `giảm 1,1 điểm %`), how many times (`gấp 2,5 lần`), the percentage beside a
difference (`tăng 214 tỷ đồng (6,17%)`), the level beside a growth (`bằng 110%, tăng 10%`), and the direction. A growth
in percent against the earlier value is asked by the check `ratio`.

Flagged: `48 vụ, tăng 04 vụ so với cùng kỳ (52 vụ)`; `từ 5,2% xuống 4,1%, giảm 1,5 điểm %`; `bằng 110%
cùng kỳ, tăng 12%`.
Not flagged: a change whose earlier value is not printed; `bằng 108% dự toán, tăng 12% so với cùng kỳ`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalize.allowance import allowed
from normalize.intervals import Interval, exact
from normalize.printing import vietnamese
from normalize.rows import stated_unit
from normalize.units import units
from validate.records import Evidence, Finding

_NOW = ("result", "estimate", "part", "total", "other")
_EARLIER = ("last_year", "previous", "baseline")
_HUNDRED = Decimal(100)
# tăng 214 tỷ đồng (6,17%), giảm 12 vụ, tương đương 8%, tức giảm 8%
_SAME = regex.compile(
    r"\s?(?:\(|,?\s?(?:tương đương|tương ứng|tức(?: là)?|hay)\s?)(?:với\s)?(?:tăng|giảm)?\s?[-+–]?\s?"
)
# (cùng kỳ năm trước: 52 vụ); not (bình quân cả nước đạt 8,36 tiêu chí)
_OWN = regex.compile(r"(?:(?:cùng|kỳ|năm|trước|thời|điểm|đầu|cuối|tháng|quý|là|đạt|có|ước|thực|hiện|\d+)[\s:,/]*)*")
_EQUALS = regex.compile(r"bằng\s(?:khoảng\s|gần\s|trên\s)?$")
_RELATIVE = ("percent", "points", "times")
# bằng 110% (so với) cùng kỳ, tăng 10%
_BESIDE = regex.compile(r"[^;.()\d]{0,60}?[,(]\s?(?:tức\s)?(?:là\s)?(?:tăng|giảm)\s(?:\p{L}+\s){0,2}")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A number that two others give: what it must be, as an interval and as printed, and which figures say so."""

    index: int
    of: tuple[int, ...]
    must_be: Interval
    shown: str


def check(evidence: Evidence) -> Iterator[Finding]:
    """The changes that no pair of a value now and a value before can give."""
    for index, reading in enumerate(evidence.readings):
        if reading.number is None or evidence.report.figures[index].cell:
            continue
        claims: list[_Claim] = []
        for rule in _RULES:
            claims += rule(evidence, index)
        stated = _stated(evidence, index)
        if claims and not any(c.must_be.meets(stated) for c in claims):
            turned = any(c.must_be.meets(stated.negated()) for c in claims)
            yield _finding(evidence, claims[0], turned)


def _stated(evidence: Evidence, index: int) -> Interval:
    """What is printed, a fall below zero."""
    reading = evidence.readings[index]
    interval = allowed(reading)
    below = reading.direction == "down" and reading.number is not None and reading.number.value > 0
    return interval.negated() if below else interval


def _differences(evidence: Evidence, index: int) -> Iterator[_Claim]:
    """Now less before: of amounts, and of percentages where the change is in points."""
    reading = evidence.readings[index]
    if not reading.direction or not (
        reading.relation == "points" or reading.kind not in ("percent", "points", "times")
    ):
        return
    if _A_YEAR.search(_before(evidence, index)):
        return
    for now, before in _pairs(evidence, index, "%" if reading.relation == "points" else reading.unit):
        difference = allowed(evidence.readings[now]).plus(allowed(evidence.readings[before]).negated())
        yield _Claim(
            index, (now, before), difference, _shown(evidence, index, _value(evidence, now) - _value(evidence, before))
        )


def _times(evidence: Evidence, index: int) -> Iterator[_Claim]:
    """gấp 2,5 lần: now by before."""
    if evidence.readings[index].relation != "times":
        return
    units_near = {evidence.readings[i].unit for i in _sentence(evidence, index) if i < index}
    for unit in units_near:
        for now, before in _pairs(evidence, index, unit):
            quotient = allowed(evidence.readings[now]) / allowed(evidence.readings[before])
            if quotient and _value(evidence, before):
                yield _Claim(
                    index, (now, before), quotient, vietnamese(_value(evidence, now) / _value(evidence, before), 2)
                )


def _percent_of_difference(evidence: Evidence, index: int) -> Iterator[_Claim]:
    """tăng 214 tỷ đồng (6,17%): of now less the difference."""
    reading, difference = evidence.readings[index], index - 1
    if reading.kind != "percent" or reading.relation not in ("change", "level", "ratio") or index == 0:
        return
    change = evidence.readings[difference]
    if (
        change.number is None
        or not change.direction
        or change.relation != "change"
        or change.kind in ("percent", "points")
    ):
        return
    if not _SAME.fullmatch(_between(evidence, difference, index)):
        return
    for now in _now(evidence, difference, change.unit):
        if now != difference - 1:  # 3.838 xã (43,02%), tăng 769 xã (8,62%): of all communes, both
            continue
        sign = Decimal(1) if change.direction == "up" else Decimal(-1)
        by = allowed(change) if sign > 0 else allowed(change).negated()
        before = allowed(evidence.readings[now]).plus(by.negated())
        value = _value(evidence, now) - sign * _value(evidence, difference)
        quotient = allowed(change) / before
        if quotient and value > 0:
            percent = quotient.scaled(_HUNDRED)
            down = reading.direction == "down" or (reading.number is not None and reading.number.value < 0)
            shown = vietnamese(_value(evidence, difference) / value * 100, 2)
            yield _Claim(index, (now, difference), percent.negated() if down else percent, shown)


def _growth_beside_level(evidence: Evidence, index: int) -> Iterator[_Claim]:
    """bằng 110% so với cùng kỳ, tăng 10%: the level less a hundred."""
    reading, level = evidence.readings[index], index - 1
    if reading.kind != "percent" or reading.relation != "change" or index == 0:
        return
    other = evidence.readings[level]
    figure = evidence.report.figures[level]
    text = evidence.report.document.blocks[figure.span.block].text.lower()
    if not _EQUALS.search(text[max(0, figure.span.start - 20) : figure.span.start]):
        return
    same = other.relation == "ratio" and other.basis.kind == "time" and reading.basis.id in ("", other.basis.id)
    if same and other.number is not None and _BESIDE.fullmatch(_between(evidence, level, index)):
        shown = vietnamese(abs(other.number.value - _HUNDRED), 2)
        yield _Claim(index, (level,), allowed(other).plus(exact(-_HUNDRED)), shown)


def _percent_of_rates(evidence: Evidence, index: int) -> Iterator[_Claim]:
    """từ 77,5% lên 83,2% (tăng 6,7%): by points or in relation, whichever is meant."""
    reading = evidence.readings[index]
    if reading.kind != "percent" or reading.relation != "change" or not reading.direction:
        return
    for now, before in _pairs(evidence, index, "%"):
        if evidence.readings[before].role != "baseline":
            continue
        one, other = allowed(evidence.readings[now]), allowed(evidence.readings[before])
        difference = _value(evidence, now) - _value(evidence, before)
        yield _Claim(index, (now, before), one.plus(other.negated()), vietnamese(abs(difference), 2))
        quotient = one / other
        if quotient:
            yield _Claim(index, (now, before), quotient.scaled(_HUNDRED, -_HUNDRED), vietnamese(abs(difference), 2))


_RULES: tuple[Callable[[Evidence, int], Iterator[_Claim]], ...] = (
    _differences, _times, _percent_of_difference, _growth_beside_level, _percent_of_rates,
)  # fmt: skip


def _pairs(evidence: Evidence, index: int, unit: str) -> list[tuple[int, int]]:
    """Values now and before in the sentence of a change, where one alone stands for before."""
    sentence = _sentence(evidence, index)
    before = [
        i
        for i in sentence
        if evidence.readings[i].role in _EARLIER and _is_level(evidence, i, unit) and _is_of_it(evidence, i)
    ]
    return [(now, before[0]) for now in _now(evidence, index, unit)] if len(before) == 1 else []


def _is_of_it(evidence: Evidence, before: int) -> bool:
    """False for a value in a bracket that names something else than an earlier time."""
    bracket, span = evidence.readings[before].bracket, evidence.report.figures[before].span
    text = evidence.report.document.blocks[span.block].text.lower()
    return bracket < 0 or _OWN.fullmatch(text[bracket + 1 : span.start].lstrip()) is not None


def _now(evidence: Evidence, index: int, unit: str) -> list[int]:
    """The values now of a unit before a change in its sentence, the nearest first."""
    found = [i for i in _sentence(evidence, index) if i < index and evidence.readings[i].role in _NOW]
    return [i for i in reversed(found) if _is_level(evidence, i, unit)]


def _is_level(evidence: Evidence, index: int, unit: str) -> bool:
    reading = evidence.readings[index]
    plain = reading.number is not None and reading.number.of is None and reading.number.high is None
    return plain and reading.unit == unit and not reading.direction and reading.relation in ("level", "share", "ratio")


def _sentence(evidence: Evidence, index: int) -> list[int]:
    """The figures of the sentence of a figure, in order."""
    own = evidence.readings[index].sentence
    return [i for i in evidence.in_block(index) if evidence.readings[i].sentence == own]


def _between(evidence: Evidence, one: int, other: int) -> str:
    figures = evidence.report.figures
    if figures[one].span.block != figures[other].span.block:
        return "\n"
    text = evidence.report.document.blocks[figures[one].span.block].text.lower()
    return text[figures[one].span.end : figures[other].span.start]


def _before(evidence: Evidence, index: int) -> str:
    span = evidence.report.figures[index].span
    return evidence.report.document.blocks[span.block].text[max(0, span.start - 60) : span.start].lower()


# bình quân mỗi năm giảm 0,93 điểm phần trăm
_A_YEAR = regex.compile(r"(?<!\p{L})(?:bình quân|trung bình|mỗi năm|hằng năm|hàng năm)(?!\p{L})[^,;.]*$")


def _value(evidence: Evidence, index: int) -> Decimal:
    number = evidence.readings[index].number
    assert number is not None
    return number.value


def _shown(evidence: Evidence, index: int, value: Decimal) -> str:
    """A value in the unit of a printed figure, as it would be printed."""
    figure = evidence.report.figures[index]
    factor = (
        Decimal(1)
        if evidence.readings[index].kind in ("percent", "points")
        else units(evidence.rules).base(figure).factor
    )
    return vietnamese(abs(value) / factor, 4)


def _finding(evidence: Evidence, claim: _Claim, turned: bool) -> Finding:
    figures = evidence.report.figures
    figure, reading = figures[claim.index], evidence.readings[claim.index]
    others: Sequence[str] = [figures[i].raw for i in claim.of]
    unit = "%" if reading.kind == "percent" else stated_unit(figure)
    turn = (" theo chiều ngược lại", " the other way") if turned else ("", "")
    way = {"up": ("tăng ", "up "), "down": ("giảm ", "down ")}.get(reading.direction, ("", ""))
    return Finding(
        check="change",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed=claim.shown,
        least=claim.must_be.least,
        most=claim.must_be.most,
        message_vi=(
            f"{evidence.where(claim.index)}từ {' và '.join(others)} tính ra {claim.shown} {unit}{turn[0]}, "
            f"báo cáo ghi {way[0]}{figure.raw}. Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=(
            f"{evidence.where(claim.index, 'en')}{' and '.join(others)} give {claim.shown} {unit}{turn[1]}, "
            f"the report says {way[1]}{figure.raw}. Please check."
        ),
        suggestion="đổi chiều tăng, giảm" if turned else "",
        figures=(claim.index, *claim.of),
    )
