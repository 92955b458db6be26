"""The two numbers of a percentage where a form of words leaves no doubt, whatever their units are called.

`đạt 98,7% (12.864 hồ sơ/13.247 hồ sơ)`; `71.286 người trên tổng số 76.340 nhân khẩu, tỷ lệ bao phủ đạt 93,38%`;
`312 hộ, chiếm 8,63% trong tổng số 3.615 hộ`; `lần lượt là 18.460/24.150 và 5.904/13.120, tương ứng 76,4% và 45,0%`.
"""

from collections.abc import Sequence
from itertools import pairwise

import regex

from normalize.units import RELATIVE
from validate.records import Evidence
from validate.wholes import same_unit

Pair = tuple[int, int | None]
"""What was done and what it is of; None where a fraction holds both."""

_OF_ALL = r"(?:trên|trong|/)\s(?:tổng số|tổng|số)\s(?:là\s)?"
_ON_ALL = regex.compile(rf"(?:\s[^;:.()\d]{{0,80}})?\s{_OF_ALL}")
_IN_ALL = regex.compile(r"\s(?:(?:so với|trên|trong|của)\s)?(?:tổng\s)?(?:số\s)?(?:là\s)?")
_SO_MANY = regex.compile(r"[^;:()\d]{0,90}\(?(?:\p{L}+\s){0,6}")
_BRACKET = regex.compile(r"(?:\s(?!trong đó|gồm)[\p{L}/]+){0,8}\s?\((?:\p{L}+\s){0,3}")
# đạt 98,14%, tương ứng 53/54 chi bộ
_THAT_IS = regex.compile(r",?\s(?:tương ứng|tương đương|tức(?: là)?)(?:\s(?:với|là))?\s")
_CLOSES = regex.compile(r"[^()]{0,30}\)")
_IN_TURN = regex.compile(r"(?<!\p{L})(?:lần lượt|tương ứng)(?!\p{L})")
_JOINS = regex.compile(r"\s?(?:,|và|;|và đạt)\s?")
_PEOPLE_APART = ("hộ", "gia", "lượt", "suất", "ca", "trường", "tập", "cặp")


def fraction_in_bracket(evidence: Evidence, percentage: int, before: Sequence[int]) -> Pair | None:
    """đạt 98,7% (12.864 hồ sơ/13.247 hồ sơ): alone in the bracket right behind, or `tương ứng` it."""
    figures, after = evidence.report.figures, percentage + 1
    if after >= len(figures) or figures[after].span.block != figures[percentage].span.block:
        return None
    number, text = evidence.readings[after].number, evidence.keyed(percentage)
    if number is None or number.of is None:
        return None
    opens = _BRACKET.fullmatch(text, figures[percentage].span.end, figures[after].span.start)
    if _THAT_IS.fullmatch(text, figures[percentage].span.end, figures[after].span.start):
        return after, None
    return (after, None) if opens and _CLOSES.match(text, figures[after].span.end) else None


def on_all(evidence: Evidence, percentage: int, before: Sequence[int]) -> Pair | None:
    """97 trên tổng số 131 cơ sở …, đạt 74,05%: the two right before."""
    if len(before) < 2:
        return None
    figures, text = evidence.report.figures, evidence.keyed(percentage)
    part, whole = before[-2], before[-1]
    joined = _ON_ALL.fullmatch(text, figures[part].span.end, figures[whole].span.start)
    leads = _SO_MANY.fullmatch(text, figures[whole].span.end, figures[percentage].span.start)
    return (part, whole) if joined and leads and _may_be_counted(evidence, part, whole) else None


def in_all(evidence: Evidence, percentage: int, before: Sequence[int]) -> Pair | None:
    """312 hộ …, chiếm 8,63% trong tổng số 3.615 hộ: one before, and the whole right behind."""
    figures, after = evidence.report.figures, percentage + 1
    if not before or after >= len(figures) or figures[after].span.block != figures[percentage].span.block:
        return None
    text, start, end = evidence.keyed(percentage), figures[percentage].span.end, figures[after].span.start
    leads = _SO_MANY.fullmatch(text, figures[before[-1]].span.end, figures[percentage].span.start)
    behind = _IN_ALL.fullmatch(text, start, end) and ("tổng" in text[start:end] or "số" in text[start:end])
    return (before[-1], after) if leads and behind and _may_be_counted(evidence, before[-1], after) else None


def in_turn(evidence: Evidence, percentage: int, before: Sequence[int]) -> Pair | None:
    """lần lượt là 18.460/24.150 triệu đồng và 5.904/13.120 triệu đồng, tương ứng 76,4% và 45,0%: each its own."""
    readings = evidence.readings
    own = [i for i in evidence.in_block(percentage) if readings[i].sentence == readings[percentage].sentence]
    fractions = [i for i in own if readings[i].number and readings[i].number.of is not None]  # type: ignore[union-attr]
    shares = [i for i in own if readings[i].kind == "percent"]
    if len(fractions) != len(shares) or len(shares) < 2 or fractions[-1] > shares[0]:
        return None
    text = evidence.keyed(percentage)
    rows = (fractions, shares)
    listed = all(_JOINS.fullmatch(evidence.between(a, b)) for row in rows for a, b in pairwise(row))
    said = _IN_TURN.search(text, readings[percentage].sentence[0], evidence.report.figures[shares[0]].span.start)
    return (fractions[shares.index(percentage)], None) if listed and said else None


def same_units(evidence: Evidence, one: int, other: int) -> bool:
    """True for figures of one unit."""
    return same_unit(evidence.readings[one].unit, evidence.readings[other].unit)


def alike_enough(evidence: Evidence, one: int, other: int) -> bool:
    """True for one unit, or for persons under two names: đảng viên and đồng chí, người and nhân khẩu."""
    units = evidence.readings[one].unit, evidence.readings[other].unit
    if same_units(evidence, one, other):
        return True
    nouns = evidence.rules.lexicon("nouns", counts=None).row_of
    rows = [nouns.get(unit) for unit in units]
    return all(row is not None and row.id == "people" for row in rows) and not any(
        unit.split()[0] in _PEOPLE_APART for unit in units
    )


def _may_be_counted(evidence: Evidence, part: int, whole: int) -> bool:
    one, other = evidence.readings[part], evidence.readings[whole]
    plain = other.relation == one.relation == "level" and one.kind not in RELATIVE and not other.direction
    if not plain or one.number is None or other.number is None or one.number.of is not None:
        return False
    return alike_enough(evidence, part, whole) or one.kind == other.kind == "count"
