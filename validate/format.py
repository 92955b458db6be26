"""Is a percentage printed without its sign, or a number with its thousands parted wrongly?

Flagged: `đạt 60,26KH`, where the numbers say that a percentage is meant; `19.94,67 tỷ đồng`. Not flagged: `đạt 75% KH`;
`1,610.2` in a report that prints numbers so.
"""

from collections.abc import Iterator

import regex

from extract.records import Figure
from validate.records import Evidence, Finding

# 1.610,2 and 1,610.2; numbers with one sign at most may be read either way
_SOUND = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]?\d*")
_NUMERAL = regex.compile(r"\d+(?:[.,]\d+){2,}")


def check(evidence: Evidence) -> Iterator[Finding]:
    """The percentages whose sign is missing, and the numbers that no way of parting thousands gives."""
    for index, figure in enumerate(evidence.report.figures):
        if figure.rule == "missing_percent_sign":
            vi, en = f"“{figure.raw}” thiếu dấu %. Đề nghị đơn vị bổ sung.", f"“{figure.raw}” lacks its % sign."
            yield _finding(evidence, index, figure.raw.split()[0], vi, en, f"{figure.number}%")
        elif figure.match == "exact" and any(not _SOUND.fullmatch(n) for n in _NUMERAL.findall(figure.number)):
            vi = f"“{figure.number}” sai dấu phân cách hàng nghìn hoặc dấu thập phân. Đề nghị đơn vị kiểm tra lại."
            yield _finding(evidence, index, figure.number, vi, f"“{figure.number}” parts its digits wrongly.")


def _finding(evidence: Evidence, index: int, printed: str, vi: str, en: str, should: str = "") -> Finding:
    figure: Figure = evidence.report.figures[index]
    return Finding(
        check="format",
        level="form",
        span=figure.span,
        segment=figure.segment,
        printed=printed,
        recomputed=should,
        message_vi=f"{evidence.where(index)}{vi}",
        message_en=f"{evidence.where(index, 'en')}{en} Please check.",
        suggestion=should,
        figures=(index,),
    )
