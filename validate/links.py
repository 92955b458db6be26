"""Which two numbers belong to a percentage: by sentence, item and heading, by basis and unit.

A link is sure when grammar leaves one reading; a link that is only possible can clear a percentage, never
accuse it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from normalize.allowance import allowed
from normalize.intervals import Interval, exact
from normalize.records import Number, Reading
from normalize.units import RELATIVE
from validate.records import Evidence

_WHOLES = {
    "attainment": ("plan", "target", "total"),
    "exceed": ("plan", "target"),
    "share": ("total",),
    "ratio": ("last_year", "previous"),
    "change": ("last_year", "previous"),
}
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
    before = [i for i in evidence.in_block(percentage) if i < percentage and evidence.readings[i].kind not in RELATIVE]
    subject = _subject(evidence, percentage, before)
    if subject is not None:
        yield from _own_whole(evidence, percentage, subject)
        yield from _other_wholes(evidence, percentage, subject)
    for other in (o for o in before if o != subject and _same_clause(evidence, o, percentage)):
        if evidence.readings[other].number.of is not None:  # type: ignore[union-attr]
            yield Link(other, None, _never)
        elif reading.relation in _WHOLES:
            yield from (Link(other, w, _never) for w in _wholes(evidence, percentage, other))


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
    quotient = allowed(subject) / whole
    return _as_stated(quotient, reading) if quotient else None


def _as_stated(quotient: Interval, reading: Reading) -> Interval:
    """The quotient as a percentage of the stated relation: 1,3 is 130 %, or a rise of 30 %."""
    percent = quotient.scaled(_HUNDRED)
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
    roles = _WHOLES.get(evidence.readings[percentage].relation, ())
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
        inside = reading.bracket >= 0 and evidence.report.figures[index].span.end <= reading.bracket
        if other.bracket == reading.bracket or (inside and _goes_on(evidence, percentage, index)):
            return index if other.role in _SUBJECTS else None
    return None


def _own_whole(evidence: Evidence, percentage: int, subject: int) -> Iterator[Link]:
    """128 trên tổng số 212 nhà đạt tỷ lệ 60,37%: sure where no other measure is named between."""
    reading = evidence.readings[percentage]
    if _number(evidence, subject).of is not None and reading.relation not in ("ratio", "change", "points"):
        yield Link(subject, None, lambda: bool(reading.basis.name) or _goes_on(evidence, percentage, subject))


def _goes_on(evidence: Evidence, percentage: int, subject: int) -> bool:
    """True when no other measure is named between an amount and a percentage."""
    return evidence.names.measure(percentage) == evidence.names.measure(subject)


def _other_wholes(evidence: Evidence, percentage: int, subject: int) -> Iterator[Link]:
    wholes = _wholes(evidence, percentage, subject)
    amount = evidence.readings[subject]

    def single() -> bool:
        in_brackets = amount.role == "part" and amount.bracket >= 0
        fraction = _number(evidence, subject).of is not None
        other = _other_owner(evidence, evidence.readings[percentage], wholes[0])
        return len(wholes) == 1 and not fraction and not in_brackets and not other

    for whole in wholes:
        yield Link(subject, whole, single)


def _wholes(evidence: Evidence, percentage: int, subject: int) -> list[int]:
    """The numbers that a percentage of this relation can be of: in its item, else in its heading."""
    roles = _WHOLES.get(evidence.readings[percentage].relation, ())
    unit = evidence.readings[subject].unit

    def fits(index: int) -> bool:
        other = evidence.readings[index]
        return index != subject and other.role in roles and _same_unit(other.unit, unit) and other.relation == "level"

    near = [i for i in evidence.beside(percentage) if fits(i)]
    if near or "target" not in roles:
        return near
    return [i for i in evidence.in_heading(evidence.report.figures[percentage].segment) if fits(i)]


def _other_owner(evidence: Evidence, reading: Reading, whole: int) -> bool:
    """True when the plan that is named (tỉnh giao) is not said to be this one, in the words before it."""
    if not reading.basis.owner:
        return False
    owner = next(r for r in evidence.rules.tables["bases"] if r.id == reading.basis.owner)
    figure = evidence.report.figures[whole]
    text = evidence.report.document.blocks[figure.span.block].text.lower()
    said = text[evidence.readings[whole].sentence[0] : figure.span.start]
    return not any(spelling in said for spelling in owner.writes)


def _never() -> bool:
    return False


def _same_unit(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _same_clause(evidence: Evidence, one: int, other: int) -> bool:
    figures = evidence.report.figures
    text = evidence.report.document.blocks[figures[one].span.block].text
    return ";" not in text[figures[one].span.end : figures[other].span.start]


def _number(evidence: Evidence, index: int) -> Number:
    number = evidence.readings[index].number
    assert number is not None
    return number
