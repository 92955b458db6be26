"""The role of a figure (target, plan, result …) and the relation of a percentage to its basis."""

from collections.abc import Sequence

import regex

from extract.records import Report, Segment, Task
from extract.text import key
from normalize.bases import ONLY_TIME, Bases
from normalize.context import Context
from normalize.records import Basis, Reading
from normalize.units import RELATIVE, Base
from normalize.wording import Wording

_OF_A_STATEMENT = ("attainment", "ratio", "change", "share", "exceed", "points", "times")
_OF_A_RESULT = ("result", "estimate", "forecast", "target", "part", "last_year", "previous")
_RELATION_BY_BASIS = {"plan": "attainment", "time": "ratio", "total": "share"}
_LEADING = ("estimate", "forecast", "target")


def relation(
    kind: str,
    basis: Basis,
    direction: str,
    context: Context,
    wording: Wording,
    at: int,
    before: Sequence[tuple[Context, Reading]],
) -> str:
    """How a figure relates to its basis, by the closed vocabulary `relation`."""
    if kind in ("points", "times"):
        return kind
    if wording.is_exceeding(context, at):
        return "exceed"
    if direction:
        return _of_a_change(kind, basis, direction, context, at, before)
    if kind != "percent":
        return "level"
    if wording.is_share(context):
        return "share"
    if basis.kind:
        return _RELATION_BY_BASIS[basis.kind]
    return "share" if _of_a_fraction(context, before) else "level"


def _of_a_change(
    kind: str, basis: Basis, direction: str, context: Context, at: int, before: Sequence[tuple[Context, Reading]]
) -> str:
    """A share that rises or falls does so by points, also where % is printed: chiếm 38,1%, giảm 0,07%."""
    if kind != "percent":
        return "change"
    last = before[-1] if before else None
    if is_rate(context, at) or (last and _goes_on(last, context)):
        return "points"
    return "exceed" if basis.kind == "plan" and direction == "up" else "change"


def _goes_on(last: tuple[Context, Reading], context: Context) -> bool:
    """True behind a rate in the same sentence, with nothing new between: chiếm 38,1% cơ cấu kinh tế, giảm 0,07%."""
    other, reading = last
    near = other.sentence == context.sentence and len(_open(context.before).split()) <= _FEW
    return (
        near
        and reading.kind == "percent"
        and reading.relation in _STANDING
        and bool(_RATE.search(other.keyed, other.clause, other.start))
    )


_RATE = regex.compile(r"(?<!\p{L})(?:tỷ lệ|tỷ trọng|tỷ suất|chiếm|độ che phủ|bao phủ|cơ cấu)(?!\p{L})")


def _of_a_fraction(context: Context, before: Sequence[tuple[Context, Reading]]) -> bool:
    """True behind a part of a whole in the same clause: giải quyết 67/81 đơn, đạt 82,7%."""
    if not before or before[-1][0].clause != context.clause:
        return False
    number = before[-1][1].number
    return number is not None and number.of is not None and number.value <= number.of


# what a share that stands still is, and how few words lead on from it to its change
_STANDING = ("level", "share")
_FEW = 5
# tổng diện tích 1.022 ha, đạt 92,9% kế hoạch (1.100 ha); riêng 6 tháng 410 ha: neither is a part
_NO_PARTS = regex.compile(
    r"(?<!\p{L})(?:kế hoạch|dự toán|chỉ tiêu|kh|cùng kỳ|năm trước)(?:\s\p{L}+){0,4}\s\([^()]*\)|;\sriêng\s.*$"
)
_IN_BRACKETS = regex.compile(r"\([^()]*\)")


def _open(text: str) -> str:
    return _IN_BRACKETS.sub(" ", text) if "(" in text else text


def is_rate(context: Context, at: int) -> bool:
    """True where what rises or falls is itself a share: giảm tỷ lệ hộ nghèo 3% means three points."""
    said = context.keyed[max(context.clause, context.gap) : at]
    return "tỷ lệ" in said or "tỷ trọng" in said


class Roles:
    """Decides the roles of a report's figures one after the other: what was said before counts."""

    def __init__(self, report: Report, wording: Wording, known: Bases) -> None:
        self._report = report
        self._wording = wording
        self._bases = known
        with_text = {t.parent for t in report.tasks}
        self._answered = {i for i, t in enumerate(report.tasks) if t.text.end > t.text.start or i in with_text}
        self._answered |= {s.task for s in report.segments if s.part == "text" and s.task is not None}

    def of(
        self,
        segment: Segment,
        context: Context,
        base: Base,
        how: str,
        before: Sequence[tuple[Context, Reading]],
    ) -> str:
        """The role of a figure after those of its segment that stand before it."""
        context = _inside(context)
        if self._wording.leads_on(context):
            return "baseline"
        cue = self._wording.role(context)
        if segment.part == "heading" or self._section(segment) == "plan_next":
            return self._asked(segment, context, cue)
        cue = _plain(cue, context, how)
        if cue in ("", "result") and (lent := _of_bracket(context, before) or self._compared(context, how)):
            return lent
        if base.kind == "percent":
            return self._of_percent(context, cue, how, before)
        if self._is_total(cue, context, base.unit):
            return "total"
        cue = "result" if cue == "total" else cue
        if cue in ("", "result") and self._is_part(context, base.unit, before):
            return self._led(context) or "part"
        if cue in ("", "result") and self._quotes_target(segment, context):
            return "target"
        if cue == "result" and ";" in context.keyed[context.sentence[0] : context.gap]:
            return cue  # Dự kiến cả năm đạt 27 km; riêng 6 tháng đã thực hiện 17 km
        return (cue if cue not in ("", "result") else self._led(context)) or cue or _inherited(context, before)

    def _compared(self, context: Context, how: str) -> str:
        """The role of a level in the bracket behind its time: so với cùng kỳ (100 tỷ đồng) tăng 12 tỷ đồng."""
        basis = self._bases.before_bracket(context) if how in ("level", "share") else None
        if basis is None or basis.kind != "time" or not ONLY_TIME.fullmatch(context.before):
            return ""
        return "last_year" if basis.id in _YEAR_AGO else "previous"

    def _of_percent(self, context: Context, cue: str, how: str, before: Sequence[tuple[Context, Reading]]) -> str:
        """The role of a percentage: that of the amount it speaks of, unless words of its own say another."""
        if cue in ("", "result", "total"):
            subject = _subject(context, before) if how in _OF_A_STATEMENT else None
            if subject:
                # 1.342 lượt, cùng kỳ 1.196 lượt, tăng 12,2%: of what is now
                moved = how in ("change", "ratio", "exceed") and subject.role in ("last_year", "previous")
                return subject.role if subject.role in _OF_A_RESULT and not moved else "result"
            return self._led(context) or cue.replace("total", "result") or _inherited(context, before)
        return cue if cue != "plan" or context.bracket >= 0 or how == "level" else "result"

    def _led(self, context: Context) -> str:
        """The role that the head of a sentence gives to all of it: Ước thực hiện cả năm, …; empty if none."""
        return _plain(self._wording.leading(context), context, "")

    def _is_total(self, cue: str, context: Context, unit: str) -> bool:
        """True for a sum whose parts or shares follow in its sentence: Tổng số 96 đơn, trong đó tố cáo 05 đơn."""
        # Cơ cấu tổng vốn huy động: ngân sách trung ương 14,1 tỷ đồng (chiếm 49,9%), …: a part of it
        said = context.before.rpartition(": ")[2]
        if (cue != "total" and not ("tổng" in said and _SUM.search(said))) or _is_fraction(context):
            return False
        if cue == "total" and ": " in context.before and "tổng" not in said:
            return False
        after = _NO_PARTS.sub(" ", context.keyed[context.end : context.sentence[1]])
        return (
            self._wording.opens_parts(after)
            or "chiếm" in after
            or bool(regex.search(rf"\d\s{regex.escape(unit)}", after))
        )

    def _is_part(self, context: Context, unit: str, before: Sequence[tuple[Context, Reading]]) -> bool:
        """In a bracket behind a figure of its unit; behind a total or `gồm`, `trong đó` in its sentence."""
        said = [(other, reading) for other, reading in before if other.sentence == context.sentence]
        if said and context.bracket >= said[0][0].end:
            amount = next((r for c, r in reversed(said) if r.kind not in RELATIVE), None)
            return amount is not None and amount.unit == unit
        alike = [other for other, reading in said if reading.unit == unit and reading.role == "total"]
        if alike and ";" not in context.keyed[alike[-1].end : context.start] and not _is_fraction(context):
            return True
        if said and said[-1][1].role == "part" and said[-1][1].unit == unit and said[-1][0].bracket == context.bracket:
            return True
        return self._wording.names_parts(context, said[0][0].end if said else None)

    def is_planned(self, segment: Segment) -> bool:
        """True in a section of plans."""
        return self._section(segment) == "plan_next"

    def _quotes_target(self, segment: Segment, context: Context) -> bool:
        """True before the first colon of an item that repeats a figure of its heading: 01 chuỗi …: đã xây dựng …"""
        if segment.task is None or segment.part != "text":
            return False
        heading = self._heading(segment)
        colon = context.keyed.find(": ", segment.span.start)
        return context.end <= colon and context.keyed[context.start : context.end] in heading

    def _heading(self, segment: Segment) -> str:
        task = self._task(segment)
        span = self._report.tasks[task.parent].heading if task.item and task.parent is not None else task.heading
        return key(self._report.document.blocks[span.block].text)[span.start : span.end]

    def _section(self, segment: Segment) -> str:
        return self._task(segment).section_kind if segment.task is not None else ""

    def _task(self, segment: Segment) -> Task:
        assert segment.task is not None
        return self._report.tasks[segment.task]

    def _asked(self, segment: Segment, context: Context, cue: str) -> str:
        """In a heading and in a section of plans: targets, and what a group counts."""
        task = self._task(segment)
        if segment.part == "heading" and task.kind in ("section", "group") and context.bracket >= 0 and not cue:
            return "other"
        if self._section(segment) == "plan_next":
            return cue if cue in ("forecast", "last_year", "plan") else "target"
        if segment.task not in self._answered and cue not in ("target", "striving"):
            return cue or "result"
        return cue if cue in ("last_year", "previous", "plan") else "target"


def _plain(cue: str, context: Context, how: str) -> str:
    """The cue of running text: what is striven for is a forecast; a change is not of the year it is compared with."""
    if cue == "striving":
        return "forecast"
    if cue in ("last_year", "previous") and how in ("change", "points", "exceed") and context.bracket < 0:
        return ""
    return cue


# a sum by its name: tổng nguồn lực, tổng số hộ
_SUM = regex.compile(r"(?<!\p{L})tổng\s")


def _inside(context: Context) -> Context:
    """The surroundings with nothing before the bracket in the gap."""
    return context.past(context.bracket + 1) if context.bracket >= 0 else context


def _subject(context: Context, before: Sequence[tuple[Context, Reading]]) -> Reading | None:
    """The amount that a percentage speaks of: the nearest one before it in its clause and bracket."""
    for other, reading in reversed(before):
        if other.clause != context.clause or other.sentence != context.sentence:
            return None
        if reading.kind != "percent" and other.bracket == context.bracket:
            return None if reading.role == "plan" and reading.kind != "money" else reading
    return None


def _of_bracket(context: Context, before: Sequence[tuple[Context, Reading]]) -> str:
    """The role of a figure in a bracket: what was compared with, `so với CK (917 ha)`; the same again, `(-231 con)`.

    Also right behind the words of the comparison: `(tăng 8% so với cùng kỳ 500 ha)`.
    """
    if context.bracket < 0 or not before or before[-1][0].sentence != context.sentence:
        return ""
    last_context, last = before[-1]
    behind = 0 <= context.bracket - last.basis.end <= _GAP and last_context.end < context.bracket
    if last.basis.kind == "time" and (behind or _OF_THAT_TIME.fullmatch(context.keyed, last.basis.end, context.start)):
        return "last_year" if last.basis.id in _YEAR_AGO else "previous"
    signed = context.keyed[context.start] in "+-"
    if last_context.end <= context.bracket and (signed or context.before.startswith("tương đương")):
        return last.role
    return ""


# bases that lie a year back, and how many characters may stand between a basis and its bracket
_YEAR_AGO = ("same_period", "last_year", "year", "same_month")
_GAP = 12
# not đạt, which may be of now: tăng 10% so với cùng kỳ đạt 45 tỷ đồng
_OF_THAT_TIME = regex.compile(r"(?:\snăm\s(?:trước|ngoái|\d{4}))?(?:\s?:|\slà)?\s")


def _is_fraction(context: Context) -> bool:
    return "/" in context.keyed[context.start : context.end] or " trên " in context.keyed[context.start : context.end]


def _inherited(context: Context, before: Sequence[tuple[Context, Reading]]) -> str:
    """The role of the figure before in the same clause, joined by a slash, `và` or a comma; else a result."""
    if not before or before[-1][0].clause != context.clause:
        return "result"
    role = before[-1][1].role
    if role in _LEADING or len(context.before.strip()) <= 2:
        return role
    return "result"
