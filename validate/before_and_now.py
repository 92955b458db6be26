"""A value now and the one before it: which figures of a sentence are the two that a change is between."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import regex

from normalize.units import RELATIVE
from validate.named_wholes import alike_enough
from validate.records import Evidence
from validate.wholes import same_unit

NOW = ("result", "estimate", "part", "total", "other")
EARLIER = ("last_year", "previous", "baseline")
# (cùng kỳ năm trước: 52 vụ); not (bình quân cả nước đạt 8,36 tiêu chí)
_OWN = regex.compile(
    r"(?:(?:cùng|kỳ|năm|trước|thời|điểm|đầu|cuối|tháng|quý|là|đạt|chiếm|có|ước|thực|hiện|\d+)[\s:,/]*)*"
)
# từ 8.730 lượt (6 tháng đầu năm 2023) lên 9.875 lượt
_FROM = regex.compile(r"(?<!\p{L})từ\s(?:mức\s)?$")
_VERB = regex.compile(r"(?r)(?<!\p{L})(?:(?P<up>tăng|nâng)|(?P<down>giảm|hạ))(?:\s\p{L}+){0,4}\s$")
_TO = regex.compile(
    r"(?:\s(?:năm|vào|tại|hồi|tháng|quý|cuối|đầu)(?:\s[\p{L}\d./]+){1,4})?(?:\s\([^()]*\))?"
    r"\s(?:(?P<up>lên|tăng lên|nâng lên)|(?P<down>xuống|giảm xuống|xuống còn|giảm còn|còn)|thành)"
    r"(?:\s(?:còn|mức|đến))?\s"
)
_REACHES = regex.compile(r"(?:\s?\([^()]*\))?,\s(?:nay\s|ước\s)?(?:đạt|còn|lên|là)\s")
_NEAR = 60


def pairs(evidence: Evidence, index: int, fits: Callable[[int], bool]) -> list[tuple[int, int]]:
    """Values now and before in the sentence of a change, where one alone stands for before."""
    before = [
        i for i in sentence_of(evidence, index) if evidence.readings[i].role in EARLIER and _is_level(evidence, i)
    ]
    before = [i for i in before if fits(i) and _is_of_it(evidence, i)]
    if not before:
        return [
            (one, last) for one in now_before(evidence, index, fits) if (last := last_above(evidence, one)) is not None
        ]
    if len(before) != 1:
        return []
    now = now_before(evidence, index, fits) or now_behind(evidence, index, fits)
    return [(one, before[0]) for one in now]


def now_before(evidence: Evidence, index: int, fits: Callable[[int], bool]) -> list[int]:
    """The values now before a change in its sentence, the nearest first."""
    found = [i for i in sentence_of(evidence, index) if i < index and evidence.readings[i].role in NOW]
    return [i for i in reversed(found) if _is_level(evidence, i) and fits(i)]


def now_behind(evidence: Evidence, index: int, fits: Callable[[int], bool]) -> list[int]:
    """The value right behind a change: tăng 11 triệu đồng (tăng 4,29%), đạt 261 triệu đồng."""
    figures = evidence.report.figures
    text = evidence.keyed(index)
    for other in sentence_of(evidence, index):
        reached = (
            _REACHES.fullmatch(text, figures[index].span.end, figures[other].span.start) if other > index else None
        )
        if reached:
            return (
                [other] if evidence.readings[other].role in NOW and _is_level(evidence, other) and fits(other) else []
            )
    return []


def last_above(evidence: Evidence, now: int) -> int | None:
    """The one value of the item right above, a year before: - Năm 2023: 91,82%; / - Năm 2024: 93,46%."""
    figures = evidence.report.figures
    own, above = (evidence.by_block.get(figures[now].span.block - n, []) for n in (0, 1))
    if len(above) != 1 or own[:1] != [now]:
        return None
    return above[0] if is_year_before(evidence, above[0], now) and _is_level(evidence, above[0]) else None


def is_year_before(evidence: Evidence, before: int, now: int) -> bool:
    """True for two values in one unit that their own sentences put a year apart."""
    one, other = evidence.readings[before], evidence.readings[now]
    if not same_unit(one.unit, other.unit) or not one.period or not other.period:
        return False
    years = int(other.period.end[:4]) - int(one.period.end[:4])
    ends = one.period.end[5:] == other.period.end[5:] and one.period.start[5:] == other.period.start[5:]
    return years == 1 and ends


def from_to(evidence: Evidence, block: int) -> Iterator[tuple[int, int, str, str]]:
    """The pairs of `từ 52 vụ xuống 48 vụ` in a paragraph: before, now, the way that is said before and between."""
    for before, now in pairwise(evidence.by_block[block]):
        if ways := ways_between(evidence, before, now):
            yield before, now, *ways


def ways_between(evidence: Evidence, before: int, now: int) -> tuple[str, str] | None:
    """The way that is said before and between two figures of `từ 52 vụ xuống 48 vụ`; None for other pairs."""
    text, figures = evidence.keyed(before), evidence.report.figures
    one, other = figures[before].span, figures[now].span
    begins = _FROM.search(text, max(0, one.start - _NEAR), one.start)
    leads = _TO.fullmatch(text, one.end, other.start) if begins else None
    if not begins or not leads or not alike_enough(evidence, before, now):
        return None
    verb = _VERB.search(text, max(0, one.start - _NEAR), begins.start())
    return (verb.lastgroup or "") if verb else "", leads.lastgroup or ""


def compared_in_bracket(evidence: Evidence, index: int) -> tuple[int, int] | None:
    """The two values in the bracket right behind a change: giảm 18 đơn (96 đơn so với 114 đơn)."""
    figures = evidence.report.figures
    if index + 2 >= len(figures) or figures[index + 2].span.block != figures[index].span.block:
        return None
    opens, joins = evidence.between(index, index + 1), evidence.between(index + 1, index + 2)
    return (index + 1, index + 2) if opens.strip() == "(" and joins.strip() == "so với" else None


def sentence_of(evidence: Evidence, index: int) -> list[int]:
    """The figures of the sentence of a figure, in order."""
    own = evidence.readings[index].sentence
    return [i for i in evidence.in_block(index) if evidence.readings[i].sentence == own]


def _is_of_it(evidence: Evidence, before: int) -> bool:
    """False for a value in a bracket that names something else than an earlier time."""
    bracket, span = evidence.readings[before].bracket, evidence.report.figures[before].span
    text = evidence.report.document.blocks[span.block].text.lower()
    return bracket < 0 or _OWN.fullmatch(text[bracket + 1 : span.start].lstrip()) is not None


def _is_level(evidence: Evidence, index: int) -> bool:
    reading = evidence.readings[index]
    plain = reading.number is not None and reading.number.of is None and reading.number.high is None
    relations = ("level", "share", "ratio") if reading.kind in RELATIVE else ("level",)
    return plain and not reading.direction and reading.relation in relations
