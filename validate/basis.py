"""Is what a percentage is of called by the wrong word?

A note: the number is right. Noted: `220,76km/276,16km, đạt 79,9% kế hoạch`, `128 trên tổng số 212 nhà, đạt 60,37% kế
hoạch`, `đã giải quyết 74 đơn/88 đơn tiếp nhận, đạt 84,1% kế hoạch`, `có 2.310 hộ, trong đó 1.964 hộ …, đạt 85,0% kế
hoạch`, `121 trên tổng số 173 thôn, bằng 69,9% so với cùng kỳ`, where the second number is all there is: no plan, and
nothing of another time. Not noted: `64/60 ha, đạt 106,7% kế hoạch`.
"""

from collections.abc import Iterator
from decimal import Decimal

import regex

from normalize.allowance import allowed
from normalize.intervals import Interval, exact
from validate.links import links
from validate.records import Evidence, Finding

_HUNDRED = Decimal(100)
_MISNAMED = {"attainment": "plan", "ratio": "time"}
# the words that make a number the whole of its kind, before it and behind it
_ALL = regex.compile(r"(?<!\p{L})(?:trên tổng số|tổng số|tổng chiều dài|tổng diện tích|tổng số km)(?!\p{L})")
_ALL_BEFORE = regex.compile(r"(?<!\p{L})tổng số\s$")
_ALL_BEHIND = regex.compile(
    r"\s(?:\p{L}+\s){0,2}?(?:toàn|tiếp nhận|thụ lý|hiện có|phát sinh|trên địa bàn"
    r"|trong diện|đủ điều kiện|phải (?:thu|giải quyết))(?!\p{L})"
)


def check(evidence: Evidence) -> Iterator[Finding]:
    """The percentages of a whole that are called percentages of a plan, or of another time."""
    for index, reading in enumerate(evidence.readings):
        if reading.kind != "percent" or _MISNAMED.get(reading.relation) != reading.basis.kind:
            continue
        for subject, whole in _pairs(evidence, index):
            share = _share(evidence, subject, whole)
            if share and share.meets(allowed(reading)):
                yield _finding(evidence, index, subject, whole)
                break


def _pairs(evidence: Evidence, index: int) -> Iterator[tuple[int, int | None]]:
    """The numbers of a percentage of which the second is all of its kind: a fraction, or a part behind its whole."""
    if own := _of_all_before(evidence, index):
        yield own
    for link in links(evidence, index):
        if link.subject > index or not _in_sentence(evidence, link.subject, index):
            continue
        if link.whole is None and _is_of_all(evidence, link.subject, index):
            yield link.subject, None
        elif link.whole == link.subject - 1 and evidence.readings[link.subject].role == "part":
            yield link.subject, link.whole


def _of_all_before(evidence: Evidence, index: int) -> tuple[int, int] | None:
    """Trong tổng số 1.563 công chức có 1.204 người …, đạt 77% so với kế hoạch: the two right before, both counted."""
    if index < 2 or not all(_in_sentence(evidence, i, index) for i in (index - 2, index - 1)):
        return None
    whole, part = (evidence.readings[i] for i in (index - 2, index - 1))
    plain = all(r.kind == "count" and r.relation == "level" and r.number and not r.number.of for r in (whole, part))
    span = evidence.report.figures[index - 2].span
    before = evidence.keyed(index - 2)[max(0, span.start - 20) : span.start]
    return (index - 1, index - 2) if plain and _ALL_BEFORE.search(before) else None


def _in_sentence(evidence: Evidence, one: int, index: int) -> bool:
    span = evidence.report.figures[one].span
    begin, end = evidence.readings[index].sentence
    return span.block == evidence.report.figures[index].span.block and begin <= span.start < end


def _is_of_all(evidence: Evidence, subject: int, index: int) -> bool:
    """True where the sentence calls the second number of a fraction the sum of all."""
    figure = evidence.report.figures[subject]
    text = evidence.keyed(subject)
    begin = evidence.readings[index].sentence[0]
    before = _ALL.search(text, max(begin, figure.span.start - 80), figure.span.end)
    return bool(before or _ALL_BEHIND.match(text, figure.span.end))


def _share(evidence: Evidence, subject: int, whole: int | None) -> Interval | None:
    part = evidence.readings[subject]
    number = part.number if whole is None else evidence.readings[whole].number
    of = number and (number.of if whole is None else number.value)
    quotient = allowed(part) / exact(of) if of else None
    return quotient.scaled(_HUNDRED) if quotient else None


def _finding(evidence: Evidence, index: int, subject: int, whole: int | None) -> Finding:
    figure, numbers = evidence.report.figures[index], [subject] if whole is None else [subject, whole]
    printed = " / ".join(evidence.report.figures[i].raw for i in numbers)
    basis = evidence.readings[index].basis.name
    return Finding(
        check="basis",
        level="note",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        message_vi=(
            f"{evidence.where(index)}{figure.raw} là tỷ lệ trên tổng số ({printed}), báo cáo gọi là {basis}. "
            "Đề nghị đơn vị xem lại cách gọi."
        ),
        message_en=f"{evidence.where(index, 'en')}{figure.raw} is a share of all ({printed}), called {basis}.",
        figures=(index, *numbers),
    )
