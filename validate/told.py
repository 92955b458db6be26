"""The two numbers of a percentage where the words around it tell both: the whole named behind it, or said just before.

`1.875 triệu đồng, đạt 125% so với chỉ tiêu 1.500 triệu đồng`; `cho vay hộ nghèo 96.315 triệu đồng, chiếm 18,8% tổng dư
nợ`; `tiếp nhận 1.902 tin, đã giải quyết 1.846 tin, đạt 97,06%`; `18.432 hộ, trong đó 17.914 hộ dùng nước hợp vệ sinh,
đạt 97,19%; 12.208 hộ dùng nước sạch, đạt 66,23%`.
"""

from collections.abc import Callable, Iterator, Sequence

import regex

from extract.text import key
from normalize.units import RELATIVE
from validate.before_and_now import is_year_before, last_above, now_behind
from validate.named_wholes import Pair, alike_enough, fraction_in_bracket, in_all, in_turn, on_all, same_units
from validate.records import Evidence
from validate.wholes import is_of_same_time, same_unit

_EARLIER = ("last_year", "previous", "baseline")
_PLANNED = ("plan", "target")
_OF_SHARES = ("level", "share", "attainment")
# what leads from a percentage to the number that it is of
_LEADS = regex.compile(
    r"\s(?:so\s)?(?:với\s|trên\s|của\s)?(?:tổng\s)?(?:số\s)?(?:kế hoạch|dự toán|chỉ tiêu|kh|mục tiêu|kế hoạch vốn)"
    r"(?:\s(?:năm|giao|được giao|huyện|tỉnh|xã|đề ra|vốn|là|cả))*(?:\s\d{4})?(?:\sgiao)?(?:\slà)?\s"
)
# what a percentage is called to be of: 29,7% tổng dư nợ, 51,84% trên số có điều kiện, 96,3% số hộ đăng ký
_NAMES = regex.compile(r"\s(?:so với\s|trên\s|trong\s|của\s)?(?P<name>(?:tổng\s|số\s)[^,;.()\d]{2,50})")
_EMPTY = {"tổng", "số", "trên", "của", "các", "toàn", "đã", "được", "là", "có", "và"}
_REACHED = regex.compile(
    r"(?:đạt|chiếm|bằng|tương đương|tương ứng|\()\s?"
    r"(?:tỷ lệ(?:\s(?:giải quyết|xử lý|hoàn thành|giải ngân))?)?\s?(?:là\s)?(?:trên|gần|khoảng|hơn)?\s?$"
)
_DONE_OF = regex.compile(r"(?<!\p{L})(?:đã|trong đó|có|được|xong|trong số đó|qua đó)(?!\p{L})")
_ON_PLAN = regex.compile(r"(?<!\p{L})(?:trên|so với|so)\s(?:tổng số\s)?(?:kế hoạch|chỉ tiêu|dự toán|tổng số|kh)?\s?$")
# what may stand between an amount and its percentage: no list, no other bracket
_LEADS_ON = regex.compile(r"[^;:()]{0,90}\(?(?:\p{L}+\s){0,4}")
_CALLED_PLAN = regex.compile(r"(?<!\p{L})(?:kế hoạch|chỉ tiêu|dự toán)(?:\s(?:vốn|năm|giao|được giao|là|cả năm))*\s$")
_PENDING = regex.compile(r"(?<!\p{L})(?:đang|còn|chưa|còn lại)(?:\s\p{L}+){0,3}\s$")
_WITHIN = regex.compile(r"(?<!\p{L})(?:trong đó|gồm|trong số đó)(?!\p{L})")


def told(evidence: Evidence, percentage: int) -> Iterator[Pair]:
    """What was done and what it is of, as indices of figures, where the words tell both."""
    reading = evidence.readings[percentage]
    before = _amounts(evidence, percentage)
    changed = _changed(evidence, percentage, before) if reading.relation in ("change", "ratio") else None
    if changed:
        yield changed
    if reading.relation not in _OF_SHARES:
        return
    # tiếp nhận 85 vụ (kỳ trước chuyển sang 16 vụ, …); đã giải quyết 71 vụ, đạt 84%
    before = [i for i in before if evidence.readings[i].bracket in (-1, reading.bracket)]
    for read in (fraction_in_bracket, in_turn, _behind, in_all, on_all, _named, _said):
        pair = read(evidence, percentage, before)
        if pair and (pair[1] is None or is_of_same_time(evidence, percentage, pair[0], pair[1])):
            yield pair
            return


def _amounts(evidence: Evidence, percentage: int) -> list[int]:
    """The plain amounts before a percentage in its sentence."""
    own = evidence.readings[percentage].sentence
    found = []
    for index in evidence.in_block(percentage):
        reading = evidence.readings[index]
        plain = reading.number is not None and reading.number.of is None and reading.number.high is None
        if index < percentage and reading.sentence == own and plain and reading.kind not in RELATIVE:
            found.append(index)
    return found


def _changed(evidence: Evidence, percentage: int, before: Sequence[int]) -> tuple[int, int] | None:
    """The value now and the one before of one clause: 1.342 lượt, cùng kỳ 1.196 lượt, tăng 12,2%."""
    figures = evidence.report.figures
    text = evidence.keyed(percentage)
    since = text.rfind(";", 0, figures[percentage].span.start)
    clause = [i for i in before if figures[i].span.start > since and not evidence.readings[i].direction]
    earlier = [i for i in clause if evidence.readings[i].role in _EARLIER]
    if not earlier:
        return _year_by_year(evidence, clause) or _item_by_item(evidence, clause)
    if len(earlier) != 1:
        return None
    unit = evidence.readings[earlier[0]].unit
    now = [i for i in clause if i != earlier[0] and same_unit(evidence.readings[i].unit, unit)]
    now = now or now_behind(evidence, percentage, lambda i: same_unit(evidence.readings[i].unit, unit))
    return (now[0], earlier[0]) if len(now) == 1 else None


def _year_by_year(evidence: Evidence, clause: Sequence[int]) -> tuple[int, int] | None:
    """năm 2023 là 41,6 triệu đồng, năm 2024 ước đạt 46,8 triệu đồng, tăng 12,5%: the last two, a year apart."""
    if len(clause) < 2:
        return None
    before, now = clause[-2:]
    return (now, before) if is_year_before(evidence, before, now) else None


def _item_by_item(evidence: Evidence, clause: Sequence[int]) -> tuple[int, int] | None:
    """- Năm 2023: 41,6 triệu đồng; / - Năm 2024: 45,3 triệu đồng, tăng 8,9% so với năm 2023."""
    before = last_above(evidence, clause[-1]) if clause else None
    return (clause[-1], before) if before is not None else None


def _behind(evidence: Evidence, percentage: int, before: Sequence[int]) -> tuple[int, int] | None:
    """đạt 125% so với chỉ tiêu 1.500 triệu đồng."""
    figures = evidence.report.figures
    after = percentage + 1
    if not before or after >= len(figures) or figures[after].span.block != figures[percentage].span.block:
        return None
    text = evidence.keyed(percentage)
    leads = _LEADS.fullmatch(text, figures[percentage].span.end, figures[after].span.start)
    alike = same_unit(evidence.readings[after].unit, evidence.readings[before[-1]].unit)
    return (before[-1], after) if leads and alike else None


def _named(evidence: Evidence, percentage: int, before: Sequence[int]) -> tuple[int, int] | None:
    """The amount before, of the one above whose words are those behind the percentage: tổng dư nợ."""
    span = evidence.report.figures[percentage].span
    name = _NAMES.match(evidence.keyed(percentage), span.end)
    if name is None or not before:
        return None
    words = {w for w in key(name["name"]).split() if w not in _EMPTY}
    subject = before[-1]
    near = [i for i in _above(evidence, percentage) if i != subject and _may_be_whole(evidence, subject, i)]
    called = [i for i in near if words and words <= set(_called(evidence, i).split())]
    summed = [i for i in called if "tổng" in _called(evidence, i).split()] if "tổng" in name["name"] else []
    called = summed or called
    return (subject, called[0]) if len(called) == 1 else None


def _said(evidence: Evidence, percentage: int, before: Sequence[int]) -> tuple[int, int] | None:
    """Two amounts of one unit right before: what was received and what was settled, or what was done and its plan."""
    figures, reading = evidence.report.figures, evidence.readings[percentage]
    text, start = evidence.keyed(percentage), figures[percentage].span.start
    if not before or not _REACHED.search(text[max(0, start - 40) : start]):
        return None
    last = _last(evidence, before)
    alike = [i for i in before if i <= last and same_unit(evidence.readings[i].unit, evidence.readings[last].unit)]
    within = [i for i in before if alike_enough(evidence, i, last)]
    if (
        len(alike) < 2
        and len(within) > 1
        and _WITHIN.search(text, figures[within[0]].span.end, figures[within[1]].span.start)
    ):
        alike = within  # 4.826 đảng viên, trong đó nữ 1.687 đồng chí
    if not _LEADS_ON.fullmatch(text, figures[last].span.end, start) or len(alike) < 2:
        return None
    first, one = alike[0], alike[-2]
    between = text[figures[one].span.end : figures[last].span.start]
    planned = evidence.readings[last].role in _PLANNED or _ON_PLAN.search(between)
    if planned and one == last - 1 and reading.basis.kind in ("", "plan"):
        return one, last
    asked = text[max(0, figures[one].span.start - 40) : figures[one].span.start]
    is_plan = evidence.readings[one].role in _PLANNED or _CALLED_PLAN.search(asked)
    if is_plan and one == last - 1 and evidence.readings[last].role in ("result", "part"):
        return last, one  # Kế hoạch giao 177 km, lũy kế thực hiện 85,8 km (đạt 48%)
    if reading.basis.name:
        return None
    opened = _WITHIN.search(text[figures[first].span.end : figures[alike[1]].span.start])
    if opened and _may_be_whole(evidence, last, first, alike_enough):
        return last, first
    settled = len(alike) == 2 and one == before[before.index(last) - 1] and _DONE_OF.search(between)
    return (last, one) if settled and _may_be_whole(evidence, last, one) else None


def _last(evidence: Evidence, before: Sequence[int]) -> int:
    """The last amount that a percentage can be of: đã giải quyết 112 đơn, đang giải quyết 16 đơn, đạt 87,5%."""
    last, text = before[-1], evidence.keyed(before[-1])
    span = evidence.report.figures[last].span
    return before[-2] if len(before) > 2 and _PENDING.search(text, max(0, span.start - 25), span.start) else last


def _above(evidence: Evidence, percentage: int) -> list[int]:
    """The amounts under the same heading before a percentage, in whatever item."""
    path = evidence.place(evidence.report.figures[percentage].segment)[0]
    found = (i for (own, _), figures in evidence.by_item.items() if own == path for i in figures)
    return [
        i for i in found if i < percentage and percentage - i < _REACH and evidence.readings[i].kind not in RELATIVE
    ]


_REACH = 40
_YEAR = regex.compile(r"năm (?:học )?\d{4}(?:-\d{4})?")


def _may_be_whole(
    evidence: Evidence, part: int, whole: int, are_alike: Callable[[Evidence, int, int], bool] = same_units
) -> bool:
    """True for a plain amount of the unit of another that is no smaller."""
    one, other = evidence.readings[part].number, evidence.readings[whole].number
    alike = are_alike(evidence, part, whole)
    plain = evidence.readings[whole].relation == "level" and not evidence.readings[whole].direction
    return alike and plain and one is not None and other is not None and other.of is None and one.value <= other.value


def _called(evidence: Evidence, index: int) -> str:
    """The words around a number that say what it counts, without punctuation."""
    span = evidence.report.figures[index].span
    text = evidence.keyed(index)
    before = regex.split(r"[;.(\d]\s?", _YEAR.sub("", text[max(0, span.start - 80) : span.start]))[-1]
    behind = regex.split(r"[,;.()\d]", text[span.end : span.end + 40])[0]
    return regex.sub(r"[^\p{L}\s]", " ", f"{before} {evidence.readings[index].unit} {behind}")
