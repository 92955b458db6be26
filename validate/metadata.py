"""Is the number of the document blank?

A note, once a report: the number is filled in at issue, and copies without it circulate. Flagged: `Số: /BC-UBND`.
"""

from collections.abc import Iterator

from validate.records import Evidence, Finding


def check(evidence: Evidence) -> Iterator[Finding]:
    """The blank number, where the letterhead has a place for it."""
    head = evidence.report.letterhead
    if head.number or not head.symbol or head.number_span is None:
        return
    yield Finding(
        check="metadata",
        level="note",
        span=head.number_span,
        segment=None,
        printed="",
        message_vi=f"Số văn bản để trống (Số: …/{head.symbol}). Đề nghị ghi số khi phát hành.",
        message_en=f"The number of the document is blank (Số: …/{head.symbol}).",
    )
