"""Does a printed change fit the value before and the value now?

By intervals: the difference (`tăng 4 vụ`, `giảm 1,1 điểm %`), how many times (`gấp 2,5 lần`), the percentage beside a
difference (`tăng 214 tỷ đồng (6,17%)`), the level beside a growth (`bằng 110%, tăng 10%`), and the direction. A growth
in percent against the earlier value is asked by the check `ratio`.

Flagged: `48 vụ, tăng 04 vụ so với cùng kỳ (52 vụ)`; `từ 5,2% xuống 4,1%, giảm 1,5 điểm %`; `bằng 110%
cùng kỳ, tăng 12%`.
Not flagged: a change whose earlier value is not printed; `bằng 108% dự toán, tăng 12% so với cùng kỳ`.
"""

from collections.abc import Iterator, Sequence

from normalize.rows import stated_unit
from validate.change_claims import Claim, claims_on, stated
from validate.records import Evidence, Finding


def check(evidence: Evidence) -> Iterator[Finding]:
    """The changes that no pair of a value now and a value before can give."""
    for index, reading in enumerate(evidence.readings):
        if reading.number is None or evidence.report.figures[index].cell:
            continue
        claims = claims_on(evidence, index)
        printed = stated(evidence, index)
        if claims:
            evidence.checked.add(index)
        if claims and not any(c.must_be.meets(printed) for c in claims):
            turned = any(c.must_be.meets(printed.negated()) for c in claims)
            yield _finding(evidence, claims[0], turned)


def _finding(evidence: Evidence, claim: Claim, turned: bool) -> Finding:
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
