"""Does a stated percentage fit its two numbers?

The percentage is recomputed from the amount that it speaks of and the plan, target, total or earlier value in
the same item or in the heading, by intervals (annotation guide, A finding): it is flagged only where no true
values could have printed it.

Flagged: `Tổng vốn 35.619 triệu đồng; thanh toán 21.643 trđ, đạt 60,26% KH` (60,76).
Not flagged: `128 trên tổng số 212 nhà, đạt 60,37%` (cut off); a part in brackets whose plan is not printed;
`đạt 136% so với dự toán tỉnh giao` where only the district's target is printed.
"""

from collections.abc import Iterator
from decimal import Decimal

from normalize.allowance import computed
from normalize.intervals import Interval
from normalize.printing import vietnamese
from normalize.rows import stated_unit
from validate.links import Link, links, recomputed
from validate.records import Evidence, Finding
from validate.slips import slip


def check(evidence: Evidence) -> Iterator[Finding]:
    """The percentages whose sure pair of numbers gives something else, and no possible pair fits."""
    for index, reading in enumerate(evidence.readings):
        if reading.kind != "percent" or reading.number is None:
            continue
        unfit = []
        for link in links(evidence, index):
            interval = recomputed(evidence, link, reading)
            if interval is None:
                break
            if interval.meets(computed(reading)):
                evidence.checked.add(index)
                break
            unfit.append((link, interval))
        else:
            sure = next((pair for pair in unfit if pair[0].sure()), None)
            if sure:
                evidence.checked.add(index)
                yield _finding(evidence, index, *sure)


def _is_thousandfold(evidence: Evidence, link: Link, index: int) -> bool:
    """True where two sums of money give the percentage but for a factor of a thousand: 8.713 tỷ đồng, đạt 95,75%.

    So many digits do not agree by chance.
    """
    reading = evidence.readings[index]
    interval = recomputed(evidence, link, reading)
    if link.whole is None or interval is None or reading.relation != "attainment" or reading.number is None:
        return False
    if (
        evidence.readings[link.subject].kind == "count"
        or len(str(reading.number.value.normalize().as_tuple().digits)) < 3
    ):
        return False
    stated = computed(reading)
    return any(interval.scaled(factor).meets(stated) for factor in (Decimal(1000), Decimal("0.001")))


def _finding(evidence: Evidence, index: int, link: Link, interval: Interval) -> Finding:
    figure, reading = evidence.report.figures[index], evidence.readings[index]
    value = _value(evidence, link, interval)
    slipped = _slip(evidence, index, link, value)
    # the two numbers are a thousand times apart, the percentage is of what was meant
    accused = evidence.report.figures[link.subject] if slipped == _THOUSAND else figure
    pair = _pair(evidence, link)
    hedge = _HEDGES.get(reading.hedge, ("", ""))
    sign = "" if figure.rule == "missing_percent_sign" else "%"
    return Finding(
        check="ratio",
        level="mismatch",
        span=accused.span,
        segment=accused.segment,
        printed=accused.number,
        recomputed=value,
        least=interval.least,
        most=interval.most,
        message_vi=(
            f"{evidence.where(index)}{pair} tính ra {value}%, "
            f"báo cáo ghi {hedge[0]}{figure.number}{sign}{slipped[0]}. Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=(
            f"{evidence.where(index, 'en')}{pair} gives {value}%, "
            f"the report says {hedge[1]}{figure.number}{sign}{slipped[1]}. Please check."
        ),
        suggestion=slipped[0].strip(" ()"),
        figures=(index, link.subject, *([link.whole] if link.whole is not None else [])),
    )


def _slip(evidence: Evidence, index: int, link: Link, value: str) -> tuple[str, str]:
    """The single slip that explains a wrong percentage: in itself, or a factor of 1,000 in one of its two numbers."""
    printed = evidence.report.figures[index].number
    needed = Decimal(value.replace(".", "").replace(",", "."))
    stated = evidence.readings[index].number
    assert stated is not None
    if stated.value > 0:
        times = needed / stated.value
        if any(abs(times / factor - 1) < _NEAR for factor in (Decimal(1000), Decimal("0.001"))):
            return _THOUSAND
    said = slip(printed, needed)
    return (f" ({said[0]})", f" ({said[1]})") if said else ("", "")


_THOUSAND = " (có thể một số ghi nhầm 1.000 lần)", " (one number may be wrong by a factor of 1,000)"
# of a quotient that is a factor of a thousand away, give or take the rounding of the percentage
_NEAR = Decimal("0.02")
_HEDGES = {
    "more_than": ("trên ", "more than "),
    "less_than": ("dưới ", "less than "),
    "at_least": ("từ ", "at least "),
    "at_most": ("không quá ", "at most "),
    "about": ("khoảng ", "about "),
}


def _value(evidence: Evidence, link: Link, interval: Interval) -> str:
    """The percentage by the numbers as printed, to two decimals."""
    subject = evidence.readings[link.subject].number
    assert subject is not None
    whole = subject.of if link.whole is None else evidence.readings[link.whole].number.value  # type: ignore[union-attr]
    assert whole is not None
    percent = subject.value / whole * 100
    for shift in (Decimal(0), Decimal(-100)):
        if interval.least is None or interval.most is None or interval.least <= percent + shift <= interval.most:
            return vietnamese(percent + shift, 2)
    return vietnamese(100 - percent, 2)


def _pair(evidence: Evidence, link: Link) -> str:
    """The two numbers as they were printed: 21.643/35.619 triệu đồng."""
    subject = evidence.report.figures[link.subject]
    if link.whole is None:
        return subject.raw
    whole = evidence.report.figures[link.whole]
    if evidence.readings[link.subject].unit == "đồng" and _scale(evidence, link.subject) == _scale(
        evidence, link.whole
    ):
        return f"{subject.number}/{whole.number} {stated_unit(whole)}"
    return f"{subject.raw} / {whole.raw}"


def _scale(evidence: Evidence, index: int) -> Decimal:
    """What one printed unit is in the base unit: alike for trđ and triệu đồng."""
    from normalize.units import units

    return units(evidence.rules).base(evidence.report.figures[index]).factor
