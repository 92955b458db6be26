"""Units that a number borrows: given once for a list, in brackets, or by the noun before it.

`17 đảng viên bị kỷ luật (khiển trách 11, cảnh cáo 5)`; `có 51/51 tổ chức, trong đó: Hoàn thành tốt nhiệm vụ 35`;
`nâng tổng số hội viên lên hơn 230`; `Cán bộ quản lý: 03`.
"""

import regex

from extract.amounts import Amount, Line
from extract.quantities import Quantities, Unit
from extract.records import Figure

# a word and nothing else stands before the number: khiển trách 11, đúng hạn: 14.068
_NAMED = regex.compile(r"(?r)\p{L}[\p{L}\s]*(?::\s|\s)(?:hơn\s|trên\s|gần\s|khoảng\s)?")
_ENDS = regex.compile(r"\s?(?:[,;.)(]|$|\sđ/c)")
_PARTS = regex.compile(r"(?:trong đó|gồm|cụ thể)(?!\p{L})")
_NO_COUNT = regex.compile(
    r"(?r)(?:lần thứ|thứ|số|mức|cấp|loại|năm|tháng|ngày|khóa|tổ|thôn|điều|khoản|tiêu chí|chuẩn|từ|đến|và)\s"
)
# tổng số hội viên toàn tỉnh lên hơn 230, số đơn tiếp nhận là 96
_SUM = regex.compile(
    r"(?r)(?<!\p{L})(?:tổng số|số lượng|số)\s(?P<noun>\p{L}[^,;.:()\d]{1,60}?)\s?(?:lên đến|lên tới|lên|là|đạt|còn|:)\s"
    r"(?:hơn\s|trên\s|gần\s|khoảng\s)?"
)
# Cán bộ quản lý: 03
_ENTRY = regex.compile(r"(?:[-+*•]\s?)?(?:tổng số\s|số\s)?(?P<noun>\p{L}[^;.:()\d]{2,60}):\s")
_REACH = 160


def lent_unit(line: Line, amount: Amount, before: list[Figure], quantities: Quantities) -> Unit | None:
    """The counted noun that a bare whole number borrows; None where nothing lends one."""
    keyed, start = line.keyed, amount.start
    if amount.unit is not None or "," in amount.number or not _ENDS.match(keyed, amount.end, line.end):
        return None
    since = max(line.begin, start - _REACH)
    noun = _SUM.match(keyed, since, start) or (_ENTRY.fullmatch(keyed, line.begin, start) if not before else None)
    if noun:
        return _at(keyed, noun.start("noun"), quantities)
    if not _NAMED.match(keyed, since, start) or _NO_COUNT.match(keyed, since, start):
        return None
    return _of_list(line, start, before)


def _at(keyed: str, start: int, quantities: Quantities) -> Unit | None:
    unit = quantities.after(keyed, start - 1)
    return unit if unit and unit.kind == "noun" else None


def _of_list(line: Line, start: int, before: list[Figure]) -> Unit | None:
    """The noun of the figure before, for its parts in a bracket or behind `trong đó`, in one sentence."""
    lender = next((f for f in reversed(before) if not f.unit_id), None)
    if lender is None or start - lender.span.end > _REACH or before[-1].unit_id not in ("", "percent"):
        return None
    between = line.keyed[lender.span.end : start]
    opened = between.count("(") > between.count(")") or lender.rule == "lent_unit"
    if ". " in between or not (opened or _PARTS.search(between)):
        return None
    at = line.keyed.rfind(lender.unit, line.begin, start)
    return Unit("", lender.unit, "", "noun", at, at + len(lender.unit), start) if at >= 0 else None
