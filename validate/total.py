"""Do the parts of a total add up to it?

The parts are added as intervals (annotation guide, A finding); a total stands as printed. All parts must add up to
the total; parts that may not be all of them must not exceed it.

Flagged: `67 lượt, trong đó: cấp huyện 18 lượt, cấp xã 18 lượt` (36); `gồm keo 400 ha, quế 112 ha` of 612 ha; `đầu
năm có 1.186 hộ, thoát nghèo 256 hộ, phát sinh mới 14 hộ; cuối năm còn 954 hộ` (944).
Not flagged: `120 hộ, trong đó 30 hộ nghèo`, where others are not named; parts rounded so that they miss by their
last digit; `(tăng 5 hộ, giảm 3 hộ)`, which are no parts.
"""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from normalize.allowance import allowed
from normalize.intervals import Interval, exact
from normalize.printing import vietnamese
from normalize.rows import stated_unit
from normalize.units import units
from validate.balance import unbalanced
from validate.paragraph import Paragraph, Sum
from validate.parts import list_below, opened_parts
from validate.parts_beside import parts_beside
from validate.records import Evidence, Finding
from validate.slips import slip


def check(evidence: Evidence) -> Iterator[Finding]:
    """The totals that their parts contradict, each once."""
    flagged: set[int] = set()
    fitting = list(_sums(evidence))
    right = {one.whole for one in fitting if one.complete and not _contradicts(evidence, one)}
    evidence.checked.update(one.whole for one in fitting if one.complete)
    for one in fitting:
        if one.whole not in (flagged if one.rest else flagged | right) and _contradicts(evidence, one):
            flagged.add(one.whole)
            yield _finding(evidence, one)
    for paragraph in _paragraphs(evidence):
        yield from unbalanced(paragraph)


def _sums(evidence: Evidence) -> Iterator[Sum]:
    """The wholes of running text with their parts."""
    for paragraph in _paragraphs(evidence):
        yield from opened_parts(paragraph)
        yield from parts_beside(paragraph)
        yield from list_below(evidence, paragraph)


def _paragraphs(evidence: Evidence) -> Iterator[Paragraph]:
    for block in evidence.by_block:
        if evidence.report.document.blocks[block].table is None:
            yield Paragraph(evidence, block)


def _contradicts(evidence: Evidence, one: Sum) -> bool:
    whole, parts = _whole(evidence, one.whole), _added(evidence, one)
    if one.complete:
        return not parts.meets(whole)
    # 245 hộ, trong đó 198 hộ dân tộc thiểu số, 120 hộ chủ hộ là nữ: some are both; money is spent once
    once = evidence.readings[one.whole].kind == "money" or one.apart
    return (once and whole.is_below(parts)) or any(whole.is_below(allowed(evidence.readings[i])) for i in one.parts)


def _whole(evidence: Evidence, index: int) -> Interval:
    reading = evidence.readings[index]
    return exact(reading.number.value) if reading.role == "total" else allowed(reading)  # type: ignore[union-attr]


def _added(evidence: Evidence, one: Sum) -> Interval:
    """All values that the sum of the parts may have."""
    return reduce(Interval.plus, (allowed(evidence.readings[index]) for index in one.parts))


def _finding(evidence: Evidence, one: Sum) -> Finding:
    figures = evidence.report.figures
    whole, interval = figures[one.whole], _added(evidence, one)
    factor = units(evidence.rules).base(whole).factor
    value = sum(evidence.readings[i].number.value for i in one.parts) / factor  # type: ignore[union-attr,misc]
    shown = vietnamese(Decimal(value))
    unit = stated_unit(whole)
    alike = all(stated_unit(figures[i]) == unit and not figures[i].parts for i in one.parts)
    added = " + ".join(figures[i].number if alike else figures[i].raw for i in one.parts)
    slipped = _suggestion(evidence, one, factor)
    accused = figures[slipped.accused] if slipped else whole
    which = (
        "các phần" if one.complete else "riêng các phần đã nêu",
        "its parts" if one.complete else "some parts alone",
    )
    return Finding(
        check="total",
        level="mismatch",
        span=accused.span,
        segment=accused.segment,
        printed=accused.number,
        recomputed=shown,
        least=interval.least,
        most=interval.most,
        message_vi=(
            f"{evidence.where(one.whole)}tổng ghi {whole.raw}, {which[0]} {added} cộng lại là {shown} {unit}"
            f"{f' ({slipped.vi})' if slipped else ''}. Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=(
            f"{evidence.where(one.whole, 'en')}the total says {whole.raw}, {which[1]} {added} add up to {shown}"
            f"{f' ({slipped.en})' if slipped else ''}. Please check."
        ),
        suggestion=slipped.vi if slipped else "",
        figures=(one.whole, *one.parts),
    )


class _Slip(NamedTuple):
    """What would make a sum fit, in both languages, and which figure is asked about it."""

    vi: str
    en: str
    accused: int


def _suggestion(evidence: Evidence, one: Sum, factor: Decimal) -> _Slip | None:
    """What would make it fit: the total, or one of the parts, with a single slip undone; or a part typed twice."""
    figures, readings = evidence.report.figures, evidence.readings
    values = [readings[i].number.value / factor for i in one.parts]  # type: ignore[union-attr]
    whole = readings[one.whole].number.value / factor  # type: ignore[union-attr]
    total = sum(values, Decimal(0))
    if said := slip(figures[one.whole].number, total):
        return _Slip(f"tổng có thể là {vietnamese(total)}: {said[0]}", f"the total may be: {said[1]}", one.whole)
    for index, value in zip(one.parts, values, strict=True):
        needed = value + whole - total
        if needed > 0 and (said := slip(figures[index].number, needed)):
            raw, should = figures[index].raw, vietnamese(needed)
            # the part alone is more than the total: it is the part that is asked about
            accused = index if value > whole else one.whole
            return _Slip(
                f"nếu {raw} là {should} thì khớp: {said[0]}", f"it fits with {should} for {raw}: {said[1]}", accused
            )
    last = values[-1] + whole - total
    if values[-1] in values[:-1] and last > 0:
        raw, should = figures[one.parts[-1]].raw, vietnamese(last)
        return _Slip(f"nếu {raw} sau là {should} thì khớp", f"it fits with {should} for the last {raw}", one.whole)
    return None
