"""Is what a percentage is of called by the wrong word?

A note: the number is right. Noted: `220,76km/276,16km, đạt 79,9% kế hoạch`, `128 trên tổng số 212 nhà, đạt 60,37% kế
hoạch`, where the second number is all there is and no plan. Not noted: `64/60 ha, đạt 106,7% kế hoạch`.
"""

from collections.abc import Iterator

import regex

from extract.text import key
from normalize.allowance import allowed
from validate.links import links, recomputed
from validate.records import Evidence, Finding

# the words that make a number the whole of its kind
_ALL = regex.compile(r"(?<!\p{L})(?:trên tổng số|tổng số|tổng chiều dài|tổng diện tích|tổng số km)(?!\p{L})")


def check(evidence: Evidence) -> Iterator[Finding]:
    """The percentages of a whole that are called percentages of a plan."""
    for index, reading in enumerate(evidence.readings):
        if reading.kind != "percent" or reading.basis.kind != "plan" or reading.relation != "attainment":
            continue
        link = next((one for one in links(evidence, index) if one.whole is None and one.sure()), None)
        if link is None or not _is_of_all(evidence, link.subject, index):
            continue
        must_be = recomputed(evidence, link, reading)
        if must_be and must_be.meets(allowed(reading)):
            yield _finding(evidence, index, link.subject)


def _is_of_all(evidence: Evidence, subject: int, index: int) -> bool:
    """True where the sentence calls the second number of a fraction the sum of all."""
    figure = evidence.report.figures[subject]
    text = key(evidence.report.document.blocks[figure.span.block].text)
    begin = evidence.readings[index].sentence[0]
    return bool(_ALL.search(text, max(begin, figure.span.start - 80), figure.span.end))


def _finding(evidence: Evidence, index: int, subject: int) -> Finding:
    figure, fraction = evidence.report.figures[index], evidence.report.figures[subject]
    basis = evidence.readings[index].basis.name
    return Finding(
        check="basis",
        level="note",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        message_vi=(
            f"{evidence.where(index)}{figure.raw} là tỷ lệ trên tổng số ({fraction.raw}), báo cáo gọi là {basis}. "
            "Đề nghị đơn vị xem lại cách gọi."
        ),
        message_en=f"{evidence.where(index, 'en')}{figure.raw} is a share of all ({fraction.raw}), called {basis}.",
        figures=(index, subject),
    )
