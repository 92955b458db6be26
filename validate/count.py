"""Are as many things listed as are announced?

Flagged: a heading of `(05 nhiệm vụ)` with four numbered tasks below it; `03 xã: Nặm Cuối, Bản Hiu`; `06 nghị quyết,
gồm:` with five of them. Not flagged: a list that begins with `trong đó` or `chủ yếu`; one whose items have numbers of
their own; a heading without numbered headings below it.
"""

from collections.abc import Iterator

from validate.enumerations import listed
from validate.records import Evidence, Finding

# more are not listed one by one
_LISTABLE = range(1, 41)


def check(evidence: Evidence) -> Iterator[Finding]:
    """The announced numbers that the headings below, the items or the names behind do not bear out."""
    for index, figure in enumerate(evidence.report.figures):
        reading = evidence.readings[index]
        if reading.kind != "count" or reading.number is None or reading.number.of is not None or figure.cell:
            continue
        if reading.hedge != "exact" or reading.number.value not in _LISTABLE:
            continue
        least, most = listed(evidence, index)
        if most and not least <= int(reading.number.value) <= most:
            yield _finding(evidence, index, most if int(reading.number.value) > most else least)


def _finding(evidence: Evidence, index: int, found: int) -> Finding:
    figure = evidence.report.figures[index]
    return Finding(
        check="count",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed=str(found),
        message_vi=f"{evidence.where(index)}ghi {figure.raw} nhưng liệt kê {found}. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{evidence.where(index, 'en')}{figure.raw} are announced, {found} are listed. Please check.",
        figures=(index,),
    )
