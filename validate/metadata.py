"""Is the number of the document blank, its date one that no calendar has, or before the time that it reports?

The blank number is a note, once a report: it is filled in at issue, and copies without it circulate. Flagged:
`Số: /BC-UBND`; `ngày 31 tháng 02 năm 2024`. Noted: a report of the whole year dated in November that calls no figure
an estimate. Not flagged: a date whose day was left blank; a report that says `ước`.
"""

from collections.abc import Iterator

import regex

from validate.records import Evidence, Finding

_NUMERAL = regex.compile(r"\d+")


def check(evidence: Evidence) -> Iterator[Finding]:
    """The blank number, where the letterhead has a place for it, and the impossible date."""
    yield from _date(evidence)
    yield from _too_early(evidence)
    yield from _number(evidence)


def _too_early(evidence: Evidence) -> Iterator[Finding]:
    head = evidence.report.letterhead
    if not head.date or head.period is None or head.date_span is None or head.date >= head.period.end:
        return
    roles = {reading.role for reading in evidence.readings}
    if "result" not in roles or roles & {"estimate", "forecast"} or head.date < head.period.start:
        return
    yield Finding(
        check="metadata",
        level="note",
        span=head.date_span,
        segment=None,
        printed=head.date,
        recomputed=head.period.end,
        message_vi=(
            f"Báo cáo ký ngày {_said(head.date)}, kỳ báo cáo đến {_said(head.period.end)}, không số liệu nào ghi ước. "
            "Đề nghị đơn vị xem lại ngày hoặc ghi rõ số ước."
        ),
        message_en=f"The report is dated {head.date}, its period ends {head.period.end}, and no figure is an estimate.",
    )


def _said(date: str) -> str:
    """31/12/2024 for 2024-12-31."""
    return "/".join(reversed(date.split("-")))


def _number(evidence: Evidence) -> Iterator[Finding]:
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


def _date(evidence: Evidence) -> Iterator[Finding]:
    head = evidence.report.letterhead
    if head.date or head.date_span is None:
        return
    printed = evidence.report.document.blocks[head.date_span.block].text[head.date_span.start : head.date_span.end]
    if len(_NUMERAL.findall(printed)) < 3:  # a part is left blank
        return
    yield Finding(
        check="metadata",
        level="form",
        span=head.date_span,
        segment=None,
        printed=printed,
        message_vi=f"Ngày ban hành không có trong lịch (“{printed}”). Đề nghị đơn vị kiểm tra lại.",
        message_en=f"No calendar has the date of the document (“{printed}”).",
    )
