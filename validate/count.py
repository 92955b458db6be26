"""Are as many things listed as are announced?

Flagged: a heading of `(05 nhiệm vụ)` with four numbered tasks below it; `03 xã: Nặm Cuối, Bản Hiu`. Not flagged: a list
that is not made of names alone; a heading without numbered headings below it.
"""

from collections.abc import Iterator

import regex

from validate.records import Evidence, Finding

# what headings announce: the numbered headings below them
_ANNOUNCED = ("nhiệm vụ", "chỉ tiêu", "nội dung", "giải pháp", "mục tiêu", "vấn đề", "nhóm nhiệm vụ", "nhóm giải pháp")
_OPENS = regex.compile(r"\s?(?:\((?:gồm\s|là\s)?:?\s?|:\s|,?\s(?:gồm|bao gồm|là)\s?:?\s)")
_LIST = regex.compile(r"[^.;:()\d]{3,300}?(?=[.;)]|$)")
_NAME = regex.compile(
    r"(?:(?:xã|phường|thị trấn|thôn|bản|huyện|trường|các xã|các thôn)\s)?(?:\p{Lu}[\p{L}'-]*\s?){1,5}"
)
_LEAST, _MOST = 2, 20


def check(evidence: Evidence) -> Iterator[Finding]:
    """The announced numbers that the headings below, or the names behind, do not bear out."""
    for index, figure in enumerate(evidence.report.figures):
        reading = evidence.readings[index]
        if reading.kind != "count" or reading.number is None or reading.number.of is not None or figure.cell:
            continue
        if reading.hedge != "exact" or reading.number.value != int(reading.number.value):
            continue
        listed = _headings(evidence, index) or _names(evidence, index)
        if listed and listed != int(reading.number.value):
            yield _finding(evidence, index, listed)


def _headings(evidence: Evidence, index: int) -> int:
    """How many numbered headings stand below the heading of a figure; 0 where it announces none."""
    segment = evidence.report.segments[evidence.report.figures[index].segment]
    if segment.part != "heading" or segment.task is None or evidence.readings[index].unit not in _ANNOUNCED:
        return 0
    below = [t for t in evidence.report.tasks if t.parent == segment.task and t.item is None and t.number]
    return len(below) if len(below) >= _LEAST else 0


def _names(evidence: Evidence, index: int) -> int:
    """How many names stand behind a figure as its list; 0 where anything else is among them."""
    figure = evidence.report.figures[index]
    text = evidence.report.document.blocks[figure.span.block].text
    opening = _OPENS.match(text, figure.span.end)
    found = _LIST.match(text, opening.end()) if opening else None
    if found is None:
        return 0
    names = [n.strip() for n in regex.split(r",\s|\svà\s", found[0]) if n.strip()]
    are_names = all(_NAME.fullmatch(name) for name in names)
    return len(names) if are_names and _LEAST <= len(names) <= _MOST else 0


def _finding(evidence: Evidence, index: int, listed: int) -> Finding:
    figure = evidence.report.figures[index]
    return Finding(
        check="count",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed=str(listed),
        message_vi=f"{evidence.where(index)}ghi {figure.raw} nhưng liệt kê {listed}. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{evidence.where(index, 'en')}{figure.raw} are announced, {listed} are listed. Please check.",
        figures=(index,),
    )
