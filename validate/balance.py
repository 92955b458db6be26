"""What there was, what came and went, and what there is: sums that a report tells in the order of time.

`Đầu năm có 1.186 hộ nghèo; thoát nghèo 256 hộ, phát sinh mới 14 hộ; cuối năm còn 944 hộ`; `trong năm làm mới thêm 18,4
km, nâng tổng số lên 330,4 km`. Where only what came or only what went is told, the words must say that it makes up the
rest: `nâng tổng số … lên`, `lũy kế`.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from itertools import islice
from typing import NamedTuple

import regex

from normalize.allowance import allowed
from normalize.intervals import Interval
from normalize.printing import vietnamese
from normalize.rows import stated_unit
from normalize.units import units
from validate.paragraph import Paragraph
from validate.records import Evidence, Finding

_OPENING = regex.compile(
    r"(?<!\p{L})(?:đầu (?:năm|kỳ|tháng|quý|nhiệm kỳ)(?! đến nay)|\d+ tháng(?: đầu năm)?(?! thêm)"
    r"|(?:năm|kỳ|tháng) trước chuyển sang|tồn đầu kỳ|đến hết tháng \d+|cuối (?:năm|kỳ|tháng|quý) trước)(?!\p{L})"
)
_SUMMED = regex.compile(
    r"(?<!\p{L})(?:luỹ kế|nâng tổng(?:\s\p{L}+){0,12}\slên|đưa tổng(?:\s\p{L}+){0,12}\slên)(?!\p{L})"
)
_CLOSING = regex.compile(
    r"(?<!\p{L})(?:(?:cuối|hết) (?:năm|kỳ|tháng|quý)|đến nay|hiện)(?:\s[\p{L}\d]+){0,8}?\s(?:còn|có|là)\s$"
)
_CAME = regex.compile(r"(?<!\p{L})(?:thêm|phát sinh|mới|bổ sung|kết nạp|tiếp nhận|tái nghèo|chuyển đến|nhập)(?!\p{L})")
_WENT = regex.compile(
    r"(?<!\p{L})(?:thoát|giảm|giải quyết|xử lý|xoá|chuyển đi|ra khỏi|đưa ra|giải thể|thanh lý|xuất|từ trần"
    r"|hoàn thành)(?!\p{L})"
)
_STOP = regex.compile(r"[.;,(]|\svà\s|\d")
_MOST = 8


class Balance(NamedTuple):
    """Indices of figures: what there was, what came, what went, what there is."""

    opening: int
    came: tuple[int, ...]
    went: tuple[int, ...]
    closing: int


def unbalanced(paragraph: Paragraph) -> Iterator[Finding]:
    """The amounts that what was, what came and what went do not give."""
    for one in _balances(paragraph):
        paragraph.evidence.checked.add(one.closing)
        must_be = _given(paragraph.evidence, one)
        if not must_be.meets(allowed(paragraph.evidence.readings[one.closing])):
            yield _finding(paragraph.evidence, one, must_be)


def _given(evidence: Evidence, one: Balance) -> Interval:
    changes = [allowed(evidence.readings[i]) for i in one.came]
    changes += [allowed(evidence.readings[i]).negated() for i in one.went]
    return reduce(Interval.plus, changes, allowed(evidence.readings[one.opening]))


def _finding(evidence: Evidence, one: Balance, must_be: Interval) -> Finding:
    figures = evidence.report.figures
    closing = figures[one.closing]
    value = sum((_value(evidence, i) for i in (one.opening, *one.came)), Decimal(0))
    value = (value - sum(_value(evidence, i) for i in one.went)) / units(evidence.rules).base(closing).factor
    said = figures[one.opening].number
    said += "".join(f" + {figures[i].number}" for i in one.came) + "".join(f" - {figures[i].number}" for i in one.went)
    shown = f"{vietnamese(value)} {stated_unit(closing)}"
    return Finding(
        check="total",
        level="mismatch",
        span=closing.span,
        segment=closing.segment,
        printed=closing.number,
        recomputed=vietnamese(value),
        least=must_be.least,
        most=must_be.most,
        message_vi=(
            f"{evidence.where(one.closing)}{said} tính ra {shown}, báo cáo ghi {closing.raw}. "
            "Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=(
            f"{evidence.where(one.closing, 'en')}{said} gives {shown}, the report says {closing.raw}. Please check."
        ),
        figures=(one.closing, one.opening, *one.came, *one.went),
    )


def _value(evidence: Evidence, index: int) -> Decimal:
    number = evidence.readings[index].number
    assert number is not None
    return number.value


def _balances(paragraph: Paragraph) -> Iterator[Balance]:
    """The balances of a paragraph: of every amount of the unit it is known what it is."""
    for place, closing in enumerate(paragraph.amounts):
        label = _label(paragraph, closing)
        summed = _SUMMED.search(label) is not None
        if not summed and not _CLOSING.search(label):
            continue
        earlier = (i for i in islice(paragraph.amounts, place) if paragraph.alike(closing, (i,)))
        before = list(islice(earlier, _MOST + 1))
        found = _sorted(paragraph, before, closing) if 1 < len(before) <= _MOST else None
        if found and (summed or (found.came and found.went)):
            yield found


def _sorted(paragraph: Paragraph, before: list[int], closing: int) -> Balance | None:
    openings: list[int] = []
    came: list[int] = []
    went: list[int] = []
    for index in before:
        end = paragraph.end(index)
        label = _label(paragraph, index) + paragraph.keyed[end : _behind(paragraph, end)]
        kinds = [form.search(label) is not None for form in (_OPENING, _CAME, _WENT)]
        if kinds[0]:
            openings.append(index)
        elif kinds[1] == kinds[2]:
            return None
        else:
            (came if kinds[1] else went).append(index)
    return Balance(openings[0], tuple(came), tuple(went), closing) if len(openings) == 1 else None


def _label(paragraph: Paragraph, index: int) -> str:
    """What stands between an amount and the one before, but for the words that still belong to that one."""
    since = paragraph.evidence.before(index)
    return paragraph.keyed[_behind(paragraph, since) if since else 0 : paragraph.start(index)]


def _behind(paragraph: Paragraph, end: int) -> int:
    """Where the words behind an amount end: 136 hộ thoát nghèo, …"""
    stop = _STOP.search(paragraph.keyed, end)
    return stop.start() if stop else len(paragraph.keyed)
