"""Which two numbers belong to a percentage: by sentence, item and heading, by basis and unit.

A link is sure when grammar leaves one reading; a link that is only possible can clear a percentage, never
accuse it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import regex

from normalize.allowance import allowed, computed
from normalize.intervals import Interval, exact
from normalize.records import Number, Reading
from normalize.units import RELATIVE
from validate.records import Evidence
from validate.told import told
from validate.wholes import (
    NEAR,
    WHOLES,
    in_bracket_behind,
    is_named,
    is_of,
    is_of_other_owner,
    is_of_same_time,
    same_unit,
    wholes_of,
)

# a percentage that is asked for says nothing of what was done
_WANTED = ("target", "plan", "forecast")
# and that of an earlier time is of other numbers
_EARLIER = ("last_year", "previous", "baseline")
# còn thiếu 0,8%, thấp hơn 0,4%: by so much two others differ
_DIFFERENCE = regex.compile(r"(?<!\p{L})(?:thiếu|thấp hơn|cao hơn|kém|hụt|chênh lệch|chỉ tiêu)\s?(?:là\s)?$")
# thấp hơn 0,4% so với chỉ tiêu tỉnh giao (35,5%)
_QUOTED = regex.compile(r"(?<!\p{L})(?:chỉ tiêu|kế hoạch|mục tiêu|nghị quyết)(?:\s\p{L}+){0,6}\s\(\s?$")
_OPEN = ("more_than", "less_than", "at_least", "at_most")
# so many amounts of an item are tried with one another
_MOST_POSSIBLE = 14
_SUBJECTS = ("result", "estimate", "part", "total", "forecast", "target")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Link:
    """A percentage's two numbers, as indices of figures; `whole` is None where a fraction holds both.

    Whether it is `sure` is found out when it is asked: most percentages fit, and need no accuser.
    """

    subject: int
    whole: int | None
    sure: Callable[[], bool]


def links(evidence: Evidence, percentage: int) -> Iterator[Link]:
    """The pairs of numbers that a percentage can be about, the sure one first."""
    reading = evidence.readings[percentage]
    if evidence.report.figures[percentage].cell:
        yield from _in_row(evidence, percentage)
        return
    before_it = _before(evidence, percentage)
    if reading.role in _EARLIER or _DIFFERENCE.search(before_it) or _QUOTED.search(before_it):
        return
    before = [i for i in evidence.in_block(percentage) if i < percentage and evidence.readings[i].kind not in RELATIVE]
    subject = _subject(evidence, percentage, before)
    if reading.role in _WANTED:
        yield from _planned(evidence, percentage, subject)
        return
    yield from (Link(subject, whole, _always) for subject, whole in told(evidence, percentage))
    if subject is not None:
        yield from _own_whole(evidence, percentage, subject)
        yield from _other_wholes(evidence, percentage, subject)
    yield from _possible(evidence, percentage)


def _planned(evidence: Evidence, percentage: int, subject: int | None) -> Iterator[Link]:
    """What is meant to be done, where what it is of stands in the bracket behind: bằng 116% KH (1.300 ha)."""
    if subject is None:
        return
    own = in_bracket_behind(evidence, percentage, evidence.readings[subject].unit)
    if own is not None and evidence.readings[own].hedge not in _OPEN:
        yield Link(subject, own, lambda: is_of_same_time(evidence, percentage, subject, own))
        yield from _possible(evidence, percentage)


def _possible(evidence: Evidence, percentage: int) -> Iterator[Link]:
    """Every pair of amounts of one unit in the item and its heading: one that fits clears a percentage.

    An open end fits too much to clear anything: of `trên 92%` only its own pair can.
    """
    figures, reading = evidence.report.figures, evidence.readings[percentage]
    if reading.hedge in _OPEN:
        return
    near = sorted(
        [*evidence.beside(percentage), *evidence.in_heading(figures[percentage].segment)],
        key=lambda i: abs(i - percentage),
    )
    amounts = [i for i in near if evidence.readings[i].kind not in RELATIVE][:_MOST_POSSIBLE]
    for one in amounts:
        other = evidence.readings[one]
        if _number(evidence, one).of is not None:
            yield Link(one, None, _never)
        elif reading.relation in (*WHOLES, "level") and other.role not in _WANTED and other.hedge not in _OPEN:
            alike = (o for o in amounts if o != one and same_unit(evidence.readings[o].unit, other.unit))
            yield from (Link(one, whole, _never) for whole in alike)


def _before(evidence: Evidence, percentage: int) -> str:
    """The words right before a percentage, lower case."""
    span = evidence.report.figures[percentage].span
    return evidence.report.document.blocks[span.block].text[max(0, span.start - 70) : span.start].lower()


def recomputed(evidence: Evidence, link: Link, reading: Reading) -> Interval | None:
    """What a percentage would be by its two numbers, as all values that their print allows."""
    subject = evidence.readings[link.subject]
    if link.whole is None:
        of = _number(evidence, link.subject).of
        assert of is not None
        whole = exact(of)
    elif evidence.readings[link.whole].role in ("plan", "target", "total"):
        whole = exact(_number(evidence, link.whole).value)
    else:
        whole = allowed(evidence.readings[link.whole])
    quotient = (computed(subject) if reading.role in _WANTED else allowed(subject)) / whole
    return _as_stated(quotient, reading) if quotient else None


def _as_stated(quotient: Interval, reading: Reading) -> Interval:
    """The quotient as a percentage of the stated relation: 1,3 is 130 %, or a rise of 30 %."""
    percent = quotient.scaled(_HUNDRED)
    if reading.number is not None and reading.number.value < 0:  # a table prints a fall as -33,3
        return percent.scaled(Decimal(1), -_HUNDRED)
    if reading.relation == "exceed" or (reading.relation == "change" and reading.direction == "up"):
        return percent.scaled(Decimal(1), -_HUNDRED)
    if reading.relation == "change":
        return Interval(
            None if percent.most is None else _HUNDRED - percent.most,
            None if percent.least is None else _HUNDRED - percent.least,
            percent.with_most,
            percent.with_least,
        )
    return percent


def _in_row(evidence: Evidence, percentage: int) -> Iterator[Link]:
    """TH/KH (%): the result's cell and the plan's in the same row; sure where each stands once."""
    row = evidence.by_row[evidence.row(evidence.report.figures[percentage].span)]
    roles = WHOLES.get(evidence.readings[percentage].relation, ())
    level = [i for i in row if evidence.readings[i].relation == "level"]
    subjects = [i for i in level if evidence.readings[i].role in ("result", "estimate")]
    wholes = [i for i in level if evidence.readings[i].role in roles]
    single = len(subjects) == len(wholes) == 1
    for subject in subjects:
        for whole in wholes:
            yield Link(subject, whole, lambda: single)


def _subject(evidence: Evidence, percentage: int, before: list[int]) -> int | None:
    """The amount that the percentage speaks of: the nearest before it in its sentence and bracket."""
    reading = evidence.readings[percentage]
    for index in reversed(before):
        other = evidence.readings[index]
        if other.sentence != reading.sentence:
            return None
        if reading.relation == "attainment" and other.role == "part" and ";" in _between(evidence, index, percentage):
            continue  # gồm: khách quốc tế 107 lượt, khách nội địa 117 lượt; đạt 83% kế hoạch: all of them
        if other.direction:  # tăng 214 tỷ đồng so với đầu năm, đạt 99% kế hoạch
            continue
        inside = reading.bracket >= 0 and evidence.report.figures[index].span.end <= reading.bracket
        if other.bracket == reading.bracket or (inside and _is_told_of(evidence, percentage, index)):
            return index if other.role in _SUBJECTS else None
    return None


def _between(evidence: Evidence, one: int, other: int) -> str:
    figures = evidence.report.figures
    return evidence.report.document.blocks[figures[one].span.block].text[
        figures[one].span.end : figures[other].span.start
    ]


def _own_whole(evidence: Evidence, percentage: int, subject: int) -> Iterator[Link]:
    """128 trên tổng số 212 nhà đạt tỷ lệ 60,37%: sure where no other measure is named between."""
    reading = evidence.readings[percentage]
    if _number(evidence, subject).of is not None and reading.relation not in ("ratio", "change", "points"):
        yield Link(subject, None, lambda: _is_one_clause(evidence, subject, percentage))


def _is_one_clause(evidence: Evidence, subject: int, percentage: int) -> bool:
    """True for `67/81 đơn, đạt 83%`; not where the percentage has a subject of its own: `; 100% cơ sở hội`."""
    figures, reading = evidence.report.figures, evidence.readings[percentage]
    subject_span, span = figures[subject].span, figures[percentage].span
    text = evidence.report.document.blocks[span.block].text.lower()
    if _PARTED.search(text, subject_span.end, span.start):
        return False
    if any(evidence.readings[i].kind == "percent" for i in range(subject + 1, percentage)):
        return False  # 1.386/1.540 hộ, đạt 90% tổng số hộ, đạt 100% kế hoạch
    if reading.basis.name:
        return reading.basis.kind == "plan" or is_named(reading, text[max(0, subject_span.start - NEAR) : span.start])
    if _NOUN_BEHIND.match(text, span.end):
        return False
    said = text[max(subject_span.end, span.start - NEAR) : span.start]
    return bool(_REACHES.search(said)) or _goes_on(evidence, percentage, subject)


def _is_told_of(evidence: Evidence, percentage: int, subject: int) -> bool:
    """True for a bracket that says no more than the percentage, `(đạt 87%)`, or that goes on with the same measure."""
    span = evidence.report.figures[percentage].span
    text = evidence.report.document.blocks[span.block].text.lower()
    said = text[evidence.readings[percentage].bracket : span.start]
    is_next = subject == percentage - 1 and _BARE.fullmatch(said) is not None
    return is_next or _goes_on(evidence, percentage, subject)


_BARE = regex.compile(r"\((?:(?:đạt|chiếm|bằng|tăng|giảm|tỷ lệ|tỉ lệ|là|trên|gần|khoảng|hơn|tương đương)\s?)*[-+–]?\s?")


def _goes_on(evidence: Evidence, percentage: int, subject: int) -> bool:
    """True when no other measure is named between an amount and a percentage."""
    return evidence.names.measure(percentage) == evidence.names.measure(subject)


def _other_wholes(evidence: Evidence, percentage: int, subject: int) -> Iterator[Link]:
    """The numbers that the percentage may be of; sure is the one in the bracket behind it, or the only one nearest."""
    reading, amount = evidence.readings[percentage], evidence.readings[subject]
    own = in_bracket_behind(evidence, percentage, amount.unit)
    if own is not None:
        yield Link(subject, own, lambda: is_of_same_time(evidence, percentage, subject, own))
        return
    wholes = wholes_of(evidence, percentage, subject)

    def single() -> bool:
        in_brackets = amount.role == "part" and amount.bracket >= 0
        fraction = _number(evidence, subject).of is not None
        if len(wholes) != 1 or fraction or in_brackets or is_of_other_owner(evidence, reading, wholes[0]):
            return False
        return is_of(evidence, percentage, wholes[0]) and is_of_same_time(evidence, percentage, subject, wholes[0])

    for whole in wholes:
        yield Link(subject, whole, single)


# 128/164 hộ nghèo được vay vốn (đạt 87,05%); tiếp nhận, giải quyết 47/49 đơn, đạt 100%
_REACHES = regex.compile(
    r"(?:đạt|chiếm|bằng|tương đương|tương ứng|=|\(|,)\s?(?:tỷ lệ|tỉ lệ)?\s?(?:là\s)?(?:trên|gần|khoảng|hơn)?\s?$"
)
_PARTED = regex.compile(r"[;:]|(?<!\p{L})(?:trong đó|riêng)(?!\p{L})")
# 100% cơ sở hội, 100% số gia đình
_NOUN_BEHIND = regex.compile(r"\s\p{L}")


def _always() -> bool:
    return True


def _never() -> bool:
    return False


def _number(evidence: Evidence, index: int) -> Number:
    number = evidence.readings[index].number
    assert number is not None
    return number
