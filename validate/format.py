"""Is a percentage printed without its sign?

Flagged: `đạt 60,26KH`, where the numbers say that a percentage is meant. Not flagged: `đạt 75% KH`.
"""

from collections.abc import Iterator

from validate.records import Evidence, Finding


def check(evidence: Evidence) -> Iterator[Finding]:
    """The percentages whose sign is missing."""
    for index, figure in enumerate(evidence.report.figures):
        if figure.rule == "missing_percent_sign":
            yield Finding(
                check="format",
                level="form",
                span=figure.span,
                segment=figure.segment,
                printed=figure.raw.split()[0],
                recomputed=f"{figure.number}%",
                message_vi=f"{evidence.where(index)}“{figure.raw}” thiếu dấu %. Đề nghị đơn vị bổ sung.",
                message_en=f"{evidence.where(index, 'en')}“{figure.raw}” lacks its % sign. Please add it.",
                suggestion=f"{figure.number}%",
                figures=(index,),
            )
