"""Is the number of the document blank, a date one that no calendar has; do date, title and time of the figures agree?

The blank number is a note, once a report: it is filled in at issue, and copies without it circulate. Flagged:
`Số: /BC-UBND`; `ngày 31 tháng 02 năm 2024`; `tính đến ngày 31/9/2024`; a report of the whole year dated in November
that calls no figure an estimate and names no earlier day up to which it tells; `tính đến hết ngày 30/9/2024` in a
report of 10/9/2024; a title of nine months over `KẾT QUẢ THỰC HIỆN 6 THÁNG ĐẦU NĂM`. Not flagged: a date whose day was
left blank; a report that says `ước`; the 29/02 of a leap year.
"""

from collections.abc import Iterator

import regex

from extract.periods import periods
from extract.records import Period, Span
from extract.text import key
from validate.dates import days, is_told_up_to
from validate.records import Evidence, Finding

_NUMERAL = regex.compile(r"\d+")
_PARTS_OF_YEAR = ("to_date", "half_year", "quarter", "month")
_NOT_FINAL = {"estimate", "forecast"}
_ESTIMATED = regex.compile(r"(?<!\p{L})ước(?!\p{L})")


def check(evidence: Evidence) -> Iterator[Finding]:
    """The blank number, where the letterhead has a place for it, and the dates and periods that cannot be."""
    yield from _date(evidence)
    yield from list(_too_early(evidence)) or _told_too_early(evidence)
    yield from _in_no_calendar(evidence)
    yield from _other_period(evidence)
    yield from _number(evidence)


def _too_early(evidence: Evidence) -> Iterator[Finding]:
    head = evidence.report.letterhead
    if not head.date or head.period is None or head.date_span is None or head.date >= head.period.end:
        return
    if head.period.kind == "school_year":  # what is told in January is its first half
        return
    roles = {reading.role for reading in evidence.readings}
    if (
        "result" not in roles
        or roles & _NOT_FINAL
        or head.date < head.period.start
        or _tells_up_to(evidence, head.date)
    ):
        return
    yield _finding(
        head.date_span,
        "form",
        head.date,
        f"Báo cáo ký ngày {_said(head.date)}, kỳ báo cáo đến {_said(head.period.end)}, không số liệu nào ghi ước. "
        "Đề nghị đơn vị xem lại ngày hoặc ghi rõ số ước.",
        f"The report is dated {head.date}, its period ends {head.period.end}, and no figure is an estimate.",
        recomputed=head.period.end,
    )


def _tells_up_to(evidence: Evidence, date: str) -> bool:
    """True where the report names a day before its own up to which it tells, or says somewhere that it estimates."""
    if any(day.iso and day.iso <= date and is_told_up_to(evidence, day) for day in days(evidence)):
        return True
    return any(_ESTIMATED.search(key(block.text)) for block in evidence.report.document.blocks)


def _told_too_early(evidence: Evidence) -> Iterator[Finding]:
    """The days behind the date of the report up to which it tells."""
    date = evidence.report.letterhead.date
    for day in days(evidence) if date else ():
        if day.iso > date and is_told_up_to(evidence, day):
            vi = (
                f"Số liệu tính đến {day.raw}, báo cáo ký ngày {_said(date)}. Đề nghị đơn vị xem lại hoặc ghi rõ số ước."
            )
            en = f"Figures up to {day.raw} in a report dated {date}, none of them an estimate. Please check."
            yield _finding(day.span, "form", day.raw, vi, en)


def _in_no_calendar(evidence: Evidence) -> Iterator[Finding]:
    own = evidence.report.letterhead.date_span
    for day in days(evidence):
        if not day.iso and (own is None or day.span.block != own.block):
            vi = f"Ngày {day.raw} không có trong lịch. Đề nghị đơn vị kiểm tra lại."
            yield _finding(day.span, "form", day.raw, vi, f"No calendar has {day.raw}. Please check.")


def _other_period(evidence: Evidence) -> Iterator[Finding]:
    """The heading of the results that names other months of the year than the title does."""
    period = evidence.report.letterhead.period
    if period is None or period.kind not in _PARTS_OF_YEAR:
        return
    found = []
    for task in evidence.report.tasks:
        if task.section_kind != "result" or task.parent is not None:
            continue
        text = key(evidence.report.document.blocks[task.heading.block].text[: task.heading.end])
        found += [(task.heading, m) for m in periods(evidence.rules).mentions(text, period)]
    named = [(heading, m) for heading, m in found if _are_alike(m.period, period)]
    if not named or any(m.period.end == period.end for _, m in found):
        return
    heading, mention = named[0]
    span = Span(heading.block, mention.start, mention.end)
    raw = evidence.report.document.blocks[heading.block].text[mention.start : mention.end]
    vi = f"Tiêu đề báo cáo ghi kỳ đến {_said(period.end)}, đề mục ghi “{raw}”. Đề nghị đơn vị kiểm tra lại."
    yield _finding(span, "form", raw, vi, f"The title's period ends {period.end}, the heading says “{raw}”.")


def _are_alike(one: Period, other: Period) -> bool:
    """True for two quarters, two months, or two stretches since January, of one year."""
    if one.end[:4] != other.end[:4]:
        return False
    return (one.kind == other.kind and one.kind in ("quarter", "month")) or (
        _since_january(one) and _since_january(other)
    )


def _since_january(period: Period) -> bool:
    """True for months since January: 6 tháng đầu năm, 9 tháng."""
    return period.kind in ("to_date", "half_year") and period.start.endswith("-01-01")


def _said(date: str) -> str:
    """31/12/2024 for 2024-12-31."""
    return "/".join(reversed(date.split("-")))


def _number(evidence: Evidence) -> Iterator[Finding]:
    head = evidence.report.letterhead
    if head.number or not head.symbol or head.number_span is None:
        return
    yield _finding(
        head.number_span,
        "note",
        "",
        f"Số văn bản để trống (Số: …/{head.symbol}). Đề nghị ghi số khi phát hành.",
        f"The number of the document is blank (Số: …/{head.symbol}).",
    )


def _date(evidence: Evidence) -> Iterator[Finding]:
    head = evidence.report.letterhead
    if head.date or head.date_span is None:
        return
    printed = evidence.report.document.blocks[head.date_span.block].text[head.date_span.start : head.date_span.end]
    if len(_NUMERAL.findall(printed)) < 3:  # a part is left blank
        return
    vi = f"Ngày ban hành không có trong lịch (“{printed}”). Đề nghị đơn vị kiểm tra lại."
    yield _finding(head.date_span, "form", printed, vi, f"No calendar has the date of the document (“{printed}”).")


def _finding(span: Span, level: str, printed: str, vi: str, en: str, recomputed: str = "") -> Finding:
    return Finding("metadata", level, span, None, printed, vi, en, recomputed)
