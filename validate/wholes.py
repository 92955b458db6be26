"""Which number a percentage is of: by its place, its name, its time and its owner."""

import regex

from normalize.records import Reading
from validate.records import Evidence

WHOLES = {
    "attainment": ("plan", "target", "total"),
    "exceed": ("plan", "target"),
    "share": ("total",),
    "ratio": ("last_year", "previous", "baseline"),
    "change": ("last_year", "previous", "baseline"),
}
"""The roles of the numbers that a percentage of each relation can be of."""


def in_bracket_behind(evidence: Evidence, percentage: int, unit: str) -> int | None:
    """The one number of a unit in a bracket right behind a percentage and its basis: `đạt 93% dự toán (7.000 trđ)`."""
    figures, reading = evidence.report.figures, evidence.readings[percentage]
    if reading.relation not in WHOLES:
        return None
    span = figures[percentage].span
    text = evidence.report.document.blocks[span.block].text
    opening = _BRACKET.match(text, span.end)
    if opening is None:
        return None
    closing = text.find(")", opening.end())
    inside = [i for i in evidence.in_block(percentage) if opening.end() <= figures[i].span.start < closing]
    if len(inside) != 1 or not same_unit(evidence.readings[inside[0]].unit, unit):
        return None
    other = evidence.readings[inside[0]]
    said = text[opening.end() : figures[inside[0]].span.start].lower()
    compared = _EARLIER_TIME.search(said) is not None or reading.relation not in ("ratio", "change")
    return inside[0] if other.relation == "level" and not other.direction and (compared or not said.strip()) else None


def is_of_same_time(evidence: Evidence, percentage: int, subject: int, whole: int) -> bool:
    """False where the words beside a number name another stretch of time than the percentage asks for.

    `bằng 78% kế hoạch cả năm` is not of `dự toán 9 tháng`, `tăng 4,7% so với cùng kỳ` not of `cả năm 2023`.
    """
    reading = evidence.readings[percentage]
    label = _label(evidence, whole)
    if reading.relation in ("ratio", "change"):
        return not (_WHOLE_YEAR.search(label) and _PART_OF_YEAR.search(_sentence(evidence, subject)))
    span = evidence.report.figures[percentage].span
    said = evidence.report.document.blocks[span.block].text[span.end : span.end + NEAR].lower()
    if _YEARLY.match(said) and (_PART_OF_YEAR.search(label) or _YEARS.search(label)):
        return False
    return not (_OF_YEARS.match(said) and not _YEARS.search(label) and _YEAR.search(label))


def _label(evidence: Evidence, index: int) -> str:
    """The words right before a number, back to the figure, bracket or stop before it, lower case."""
    span = evidence.report.figures[index].span
    text = _AD.sub("", evidence.report.document.blocks[span.block].text[: span.start].lower())
    return regex.split(r"[(;,.]\s?|\d", text[-NEAR:])[-1] if text else ""


def _sentence(evidence: Evidence, index: int) -> str:
    span = evidence.report.figures[index].span
    return evidence.report.document.blocks[span.block].text[slice(*evidence.readings[index].sentence)].lower()


_AD = regex.compile(r"(?<!\d)20\d\d(?:\s?[-–]\s?20\d\d)?\s?")
_BRACKET = regex.compile(r"(?:\s(?!trong đó|gồm)[\p{L}/]+){0,12}\s?\(")
_EARLIER_TIME = regex.compile(r"(?<!\p{L})(?:cùng kỳ|năm|tháng|trước|đầu|kỳ|là|đạt)(?!\p{L})|^\s*$")
# 78% kế hoạch cả năm, 78% dự toán năm 2024
_YEARLY = regex.compile(r"\s(?:so với\s)?(?:kế hoạch|kh|dự toán|chỉ tiêu)(?:\s\p{L}+){0,3}?\s(?:cả năm|năm)(?!\p{L})")
# kế hoạch giai đoạn 2021-2025, of which a year's plan is a part
_YEARS = regex.compile(r"(?<!\p{L})(?:giai đoạn|nhiệm kỳ|trung hạn|5 năm|05 năm)(?!\p{L})")
_OF_YEARS = regex.compile(
    r"\s(?:so với\s)?(?:kế hoạch|kh|chỉ tiêu|mục tiêu)\s(?:\p{L}+\s){0,2}(?:giai đoạn|nhiệm kỳ|trung hạn)"
)
_YEAR = regex.compile(r"(?<!\p{L})năm(?!\p{L})")
_WHOLE_YEAR = regex.compile(r"(?<!\p{L})cả năm(?!\p{L})")
_PART_OF_YEAR = regex.compile(r"(?<!\p{L})(?:\d+\s)?(?:tháng|quý)(?!\p{L})")


def wholes_of(evidence: Evidence, percentage: int, subject: int) -> list[int]:
    """The numbers that a percentage can be of: in its sentence, its paragraph, its item, else its heading."""
    reading = evidence.readings[percentage]
    roles = WHOLES.get(reading.relation, ())
    unit = evidence.readings[subject].unit

    def fits(index: int) -> bool:
        other = evidence.readings[index]
        return index != subject and other.role in roles and same_unit(other.unit, unit) and other.relation == "level"

    near = [i for i in evidence.beside(percentage) if fits(i)]
    block = evidence.report.figures[percentage].span.block
    in_block = [i for i in near if evidence.report.figures[i].span.block == block]
    in_sentence = [i for i in in_block if evidence.readings[i].sentence == reading.sentence]
    if found := in_sentence or in_block or near:
        return found
    if "target" not in roles:
        return []
    return [i for i in evidence.in_heading(evidence.report.figures[percentage].segment) if fits(i)]


def is_of(evidence: Evidence, percentage: int, whole: int) -> bool:
    """True where grammar lets a percentage be of a number: it stands before, or right behind in words of its basis.

    A share must be of this whole by its name (`chiếm 35% lực lượng lao động` is not of the people insured), and
    behind a semicolon only as a part of it.
    """
    figures, reading = evidence.report.figures, evidence.readings[percentage]
    here, there = figures[percentage].span, figures[whole].span
    if here.block != there.block:
        return reading.relation != "share"
    text = evidence.report.document.blocks[here.block].text.lower()
    if there.start > here.start:
        between = text[here.end : there.start]
        own = evidence.readings[whole].bracket == reading.bracket >= 0
        # so với tháng trước tăng 3,1%, so với tháng 7 năm 2023 (7.336 tấn) tăng 12,4%
        another = reading.relation in ("ratio", "change") and bool(_NEXT.search(between))
        return len(between) < NEAR and (";" not in between or own) and not _OPENS_PARTS.search(between) and not another
    between = _CLOSED.sub("", text[there.end : here.start])
    if reading.relation in ("ratio", "change"):
        own = evidence.readings[whole].bracket == reading.bracket >= 0
        return ";" not in between or own
    if reading.relation != "share":
        return True
    if ";" in between and not _OPENS_PARTS.search(between):
        return False
    return is_named(reading, text[max(0, there.start - NEAR) : there.end + NEAR // 2])


def is_named(reading: Reading, label: str) -> bool:
    """True when the words around a number name what a percentage is of, `tổng số đơn`; also where it names nothing."""
    return all(word in label for word in reading.basis.name.lower().split() if word not in _SUMS)


_NEXT = regex.compile(r",\s(?:và\s)?so\s(?:với\s)?")
_SUMS = ("tổng", "số", "trên", "của")
_CLOSED = regex.compile(r"\([^()]*\)")
_OPENS_PARTS = regex.compile(r"(?<!\p{L})(?:trong đó|gồm|trong số đó)(?!\p{L})")
NEAR = 80


def is_of_other_owner(evidence: Evidence, reading: Reading, whole: int) -> bool:
    """True when the plan that is named (tỉnh giao) is not said to be this one, in the words before it."""
    if not reading.basis.owner:
        return False
    owner = next(r for r in evidence.rules.tables["bases"] if r.id == reading.basis.owner)
    figure = evidence.report.figures[whole]
    text = evidence.report.document.blocks[figure.span.block].text.lower()
    said = text[evidence.readings[whole].sentence[0] : figure.span.start]
    return not any(spelling in said for spelling in owner.writes)


def same_unit(one: str, other: str) -> bool:
    """True for one unit, or one that says more of the other: hộ and hộ nghèo."""
    return one == other or one.startswith(f"{other} ") or other.startswith(f"{one} ")
