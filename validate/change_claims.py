"""What a printed change must be, by the values before and now, by a difference, or by a level beside it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalize.allowance import allowed
from normalize.intervals import Interval, exact
from normalize.printing import vietnamese
from normalize.units import RELATIVE, units
from validate.before_and_now import compared_in_bracket, now_before, pairs, sentence_of, ways_between
from validate.named_wholes import alike_enough
from validate.records import Evidence
from validate.wholes import same_unit

_HUNDRED = Decimal(100)
# tăng 214 tỷ đồng (6,17%), giảm 12 vụ, tương đương 8%, (tương ứng giảm 8%)
_SAME = regex.compile(
    r"\s?(?:\(|,?\s?(?=tương|tức|hay))(?:(?:tương đương|tương ứng|tức(?: là)?|hay)\s?)?(?:với\s)?"
    r"(?:tăng|giảm)?\s?[-+–]?\s?"
)
_EQUALS = regex.compile(r"bằng\s(?:khoảng\s|gần\s|trên\s)?$")
# bằng 110% (so với) cùng kỳ, tăng 10%
_BESIDE = regex.compile(r"[^;.()\d]{0,60}?[,(]\s?(?:tức\s)?(?:là\s)?(?:tăng|giảm)\s(?:\p{L}+\s){0,2}")
# bình quân mỗi năm giảm 0,93 điểm phần trăm
_A_YEAR = regex.compile(r"(?<!\p{L})(?:bình quân|trung bình|mỗi năm|hằng năm|hàng năm)(?!\p{L})[^,;.]*$")
# vượt 3,4% so với mục tiêu nghị quyết (66%); vượt chỉ tiêu giao (92%) 0,68%
_EXCEEDS = regex.compile(r"(?<!\p{L})vượt(?:\s\p{L}+){0,6}\s\([^()]*\)\s(?:là\s)?$")
_ASKED = regex.compile(r"(?<!\p{L})(?:chỉ tiêu|mục tiêu|kế hoạch|nghị quyết)(?!\p{L})[^();]{0,50}\(\s?$")


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that others give: what it must be, as an interval and as printed, and which figures say so."""

    index: int
    of: tuple[int, ...]
    must_be: Interval
    shown: str


def claims_on(evidence: Evidence, index: int) -> list[Claim]:
    """All that the figures around a change say that it must be; one that fits clears it."""
    rules = (
        _differences,
        _by_its_ends,
        _times,
        _percent_of_difference,
        _growth_beside_level,
        _percent_of_rates,
        _excess,
    )
    return [claim for rule in rules for claim in rule(evidence, index)]


def stated(evidence: Evidence, index: int) -> Interval:
    """What is printed, a fall below zero."""
    reading = evidence.readings[index]
    interval = allowed(reading)
    below = reading.direction == "down" and reading.number is not None and reading.number.value > 0
    return interval.negated() if below else interval


def _is_difference(evidence: Evidence, index: int) -> bool:
    reading = evidence.readings[index]
    of_amounts = reading.relation == "points" or reading.kind not in RELATIVE
    return bool(reading.direction) and of_amounts and not _A_YEAR.search(_before(evidence, index))


def _difference(evidence: Evidence, index: int, now: int, before: int) -> Claim:
    difference = allowed(evidence.readings[now]).plus(allowed(evidence.readings[before]).negated())
    shown = _shown(evidence, index, _value(evidence, now) - _value(evidence, before))
    return Claim(index, (now, before), difference, shown)


def _differences(evidence: Evidence, index: int) -> Iterator[Claim]:
    """Now less before: of amounts, and of percentages where the change is in points."""
    if not _is_difference(evidence, index):
        return
    points = evidence.readings[index].relation == "points"

    def fits(other: int) -> bool:
        return evidence.readings[other].unit == "%" if points else alike_enough(evidence, other, index)

    yield from (_difference(evidence, index, now, before) for now, before in pairs(evidence, index, fits))


def _by_its_ends(evidence: Evidence, index: int) -> Iterator[Claim]:
    """từ 8.730 lượt (…) lên 9.875 lượt (…), tăng 1.145 lượt; giảm 18 đơn (96 đơn so với 114 đơn), giảm 15,8%."""
    own = evidence.by_block[evidence.report.figures[index].span.block]
    at = bisect_left(own, index)
    if at > 1 and own[at - 1] == index - 1 and ";" not in evidence.between(index - 1, index):
        before, now = own[at - 2], own[at - 1]
        if ways_between(evidence, before, now):
            yield from _of_ends(evidence, index, now, before)
    pair = compared_in_bracket(evidence, index) or (
        compared_in_bracket(evidence, index - 3)
        if index > 2 and evidence.between(index - 1, index)[:2] == "),"
        else None
    )
    if pair:
        yield from _of_ends(evidence, index, *pair)


def _of_ends(evidence: Evidence, index: int, now: int, before: int) -> Iterator[Claim]:
    """What a difference, or a change in percent, must be between two values."""
    reading = evidence.readings[index]
    rates = evidence.readings[now].unit == "%"
    if rates and reading.kind == "percent":
        ranges = [evidence.readings[i].number for i in (now, before)]
        if not reading.direction or any(n is None or n.high is not None for n in ranges):
            return
        yield from _either(evidence, index, now, before, allowed(evidence.readings[before]))
    elif _is_difference(evidence, index):
        if (reading.relation == "points" and rates) or (
            reading.relation != "points" and alike_enough(evidence, now, index)
        ):
            yield _difference(evidence, index, now, before)
    elif reading.kind == "percent" and reading.relation == "change" and reading.direction and not rates:
        quotient = allowed(evidence.readings[now]) / allowed(evidence.readings[before])
        if quotient:
            value = _value(evidence, now) / _value(evidence, before) * _HUNDRED - _HUNDRED
            yield Claim(index, (now, before), quotient.scaled(_HUNDRED, -_HUNDRED), vietnamese(abs(value), 2))


def _times(evidence: Evidence, index: int) -> Iterator[Claim]:
    """gấp 2,5 lần: now by before, of one clause."""
    if evidence.readings[index].relation != "times":
        return
    for unit in {evidence.readings[i].unit for i in sentence_of(evidence, index) if i < index}:

        def fits(other: int, unit: str = unit) -> bool:
            beside = evidence.between(*sorted((other, index)))
            return same_unit(evidence.readings[other].unit, unit) and ";" not in beside

        for now, before in pairs(evidence, index, fits):
            quotient = allowed(evidence.readings[now]) / allowed(evidence.readings[before])
            if quotient and _value(evidence, before):
                shown = vietnamese(_value(evidence, now) / _value(evidence, before), 2)
                yield Claim(index, (now, before), quotient, shown)


def _percent_of_difference(evidence: Evidence, index: int) -> Iterator[Claim]:
    """tăng 214 tỷ đồng (6,17%): of now less the difference."""
    reading, difference = evidence.readings[index], index - 1
    if reading.kind != "percent" or reading.relation not in ("change", "level", "ratio") or index == 0:
        return
    change = evidence.readings[difference]
    of_amount = change.relation == "change" and change.kind not in ("percent", "points")
    if change.number is None or not change.direction or not of_amount:
        return
    if not _SAME.fullmatch(evidence.between(difference, index)):
        return
    for now in now_before(evidence, difference, lambda i: alike_enough(evidence, i, difference)):
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
            yield Claim(index, (now, difference), percent.negated() if down else percent, shown)


def _growth_beside_level(evidence: Evidence, index: int) -> Iterator[Claim]:
    """bằng 110% so với cùng kỳ, tăng 10%: the level less a hundred."""
    reading, level = evidence.readings[index], index - 1
    if reading.kind != "percent" or reading.relation != "change" or index == 0:
        return
    other = evidence.readings[level]
    if not _EQUALS.search(_before(evidence, level)):
        return
    same = other.relation == "ratio" and other.basis.kind == "time" and reading.basis.id in ("", other.basis.id)
    if same and other.number is not None and _BESIDE.fullmatch(evidence.between(level, index)):
        shown = vietnamese(abs(other.number.value - _HUNDRED), 2)
        yield Claim(index, (level,), allowed(other).plus(exact(-_HUNDRED)), shown)


def _percent_of_rates(evidence: Evidence, index: int) -> Iterator[Claim]:
    """từ 77,5% lên 83,2% (tăng 6,7%): by points or in relation, whichever is meant."""
    reading = evidence.readings[index]
    if reading.kind != "percent" or reading.relation != "change" or not reading.direction:
        return
    for now, before in pairs(evidence, index, lambda i: evidence.readings[i].unit == "%"):
        if evidence.readings[before].role == "baseline":
            yield from _either(evidence, index, now, before, allowed(evidence.readings[before]))


def _excess(evidence: Evidence, index: int) -> Iterator[Claim]:
    """đạt 68,4%, vượt 2,4% so với mục tiêu (66%): by points or in relation, whichever is meant."""
    reading = evidence.readings[index]
    says_so = reading.relation == "exceed" or _EXCEEDS.search(_before(evidence, index))
    if reading.kind not in ("percent", "points") or not says_so:
        return
    own = [i for i in sentence_of(evidence, index) if evidence.readings[i].unit == "%" and i != index]
    asked = [i for i in own if evidence.readings[i].bracket >= 0 and _ASKED.search(_before(evidence, i))]
    now = [i for i in own if i < index and i not in asked and evidence.readings[i].relation in ("level", "share")]
    if len(asked) == 1 and now:
        target = exact(_value(evidence, asked[0]))
        yield from _either(evidence, index, now[-1], asked[0], target)


def _either(evidence: Evidence, index: int, now: int, before: int, other: Interval) -> Iterator[Claim]:
    one = allowed(evidence.readings[now])
    shown = vietnamese(abs(_value(evidence, now) - _value(evidence, before)), 2)
    yield Claim(index, (now, before), one.plus(other.negated()), shown)
    quotient = one / other
    if quotient:
        yield Claim(index, (now, before), quotient.scaled(_HUNDRED, -_HUNDRED), shown)


def _before(evidence: Evidence, index: int) -> str:
    span = evidence.report.figures[index].span
    return evidence.report.document.blocks[span.block].text[max(0, span.start - 60) : span.start].lower()


def _value(evidence: Evidence, index: int) -> Decimal:
    number = evidence.readings[index].number
    assert number is not None
    return number.value


def _shown(evidence: Evidence, index: int, value: Decimal) -> str:
    """A value in the unit of a printed figure, as it would be printed."""
    relative = evidence.readings[index].kind in ("percent", "points")
    factor = Decimal(1) if relative else units(evidence.rules).base(evidence.report.figures[index]).factor
    return vietnamese(abs(value) / factor, 4)
