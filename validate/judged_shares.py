"""A verdict beside a share of the plan in its own sentence: `đạt 98,6% kế hoạch: (vượt)`."""

from decimal import Decimal

import regex

from extract.records import Verdict
from extract.text import key
from normalize.allowance import allowed
from normalize.intervals import Interval, exact
from validate.records import Evidence

_HUNDRED = Decimal(100)
_ALL = exact(_HUNDRED)
_PART_OF_YEAR = ("to_date", "half_year", "quarter", "month", "week", "school_year", "season", "other")
# what an item says of its own that is not done; one that says so much explains itself
_UNDONE = regex.compile(
    r"(?<!\p{L})(?:chưa|đang|mới chỉ|còn (?:lại|thiếu|chậm|khó|hạn chế|nhiều|tồn|vướng|một số|phải|chờ)|tuy nhiên|chậm"
    r"|dự kiến|tiếp tục|hồ sơ|trình)(?!\p{L})"
)
_LONG = 200


def share_against(evidence: Evidence, verdict: Verdict) -> int | None:
    """The shares of a plan in a statement where all of them contradict the verdict: the last one."""
    shares = [i for i in evidence.by_block.get(verdict.span.block, []) if _is_share(evidence, i, verdict)]
    asked = evidence.in_heading(verdict.segment)
    if verdict.class_ == "achieved" and any(evidence.readings[i].unit == "%" for i in asked):
        return None  # trên 85% kế hoạch is asked for
    if not shares or not all(_contradicts(evidence, i, verdict) for i in shares):
        return None
    return shares[-1]


def _is_share(evidence: Evidence, index: int, verdict: Verdict) -> bool:
    reading, span, said = evidence.readings[index], evidence.report.figures[index].span, verdict.statement
    inside = said.start <= span.start < said.end and not evidence.report.figures[index].cell
    begin, end = reading.sentence
    inside = inside and begin <= verdict.span.start <= end
    is_share = reading.kind == "percent" and reading.relation == "attainment" and reading.basis.kind == "plan"
    return inside and is_share and reading.number is not None and reading.role == "result"


def _contradicts(evidence: Evidence, index: int, verdict: Verdict) -> bool:
    got = allowed(evidence.readings[index])
    if verdict.class_ == "exceeded":
        return _at_most_all(got)
    if verdict.class_ == "achieved":
        return got.is_below(_ALL) and not is_part_of_year(evidence, verdict, index)
    return _ALL.is_below(got) and not explains(evidence, verdict)


def _at_most_all(got: Interval) -> bool:
    return got.most is not None and got.most <= _HUNDRED and not (got.most == _HUNDRED and got.least != got.most)


def explains(evidence: Evidence, verdict: Verdict, asked: str = "") -> bool:
    """True for an item that says itself what is not yet done: đã có 02 chuỗi, hiện đang hoàn thiện hồ sơ (chưa đạt).

    What is asked for says nothing: tỷ lệ hồ sơ chậm hạn.
    """
    said = evidence.statement(verdict)
    return any(m[0] not in key(asked) for m in _UNDONE.finditer(said)) or len(said) > _LONG


def is_part_of_year(evidence: Evidence, verdict: Verdict, index: int) -> bool:
    """True where (đạt) may judge how far one has come: nine months against the plan of the year."""
    period = evidence.readings[index].period or evidence.report.letterhead.period
    return verdict.class_ == "achieved" and period is not None and period.kind in _PART_OF_YEAR
