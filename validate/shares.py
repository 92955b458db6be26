"""Do shares fit one whole?

Two amounts with their shares of one whole that is not printed give this whole twice, as intervals, and must agree
(`120 hộ, chiếm 40%; 90 hộ, chiếm 20%`); no share is more than the whole.

Flagged: `chiếm 134% số hộ`; shares that give wholes of 300 and 450. Not flagged: shares of different wholes by their
words; attainment above 100 %.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import regex

from normalize.allowance import allowed
from normalize.intervals import Interval
from normalize.printing import vietnamese
from normalize.rows import stated_unit
from normalize.units import RELATIVE, units
from validate.records import Evidence, Finding

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Share:
    """An amount, its share, and the whole that they give."""

    amount: int
    share: int
    whole: Interval
    value: Decimal


def check(evidence: Evidence) -> Iterator[Finding]:
    """The shares that are more than all, and those that disagree with another about one hidden whole."""
    for index, reading in enumerate(evidence.readings):
        if reading.number and reading.relation == "share" and reading.kind == "percent":
            least = allowed(reading).least
            if least is not None and least > _HUNDRED and _is_of_all(evidence, index):
                yield _too_much(evidence, index)
    for figures in evidence.by_block.values():
        for one, other in pairwise(_shares(evidence, figures)):
            if _of_one_whole(evidence, one, other) and not one.whole.meets(other.whole):
                yield _disagree(evidence, one, other)


def _is_of_all(evidence: Evidence, index: int) -> bool:
    """True for a share by its verb (`chiếm`) or by the name of its whole (`tổng số hộ`, not `tổng số chỉ tiêu giao`)."""
    named = evidence.readings[index].basis.name.lower()
    by_name = named.startswith("tổng số ") and not _ASKED.search(named)
    return by_name or _SHARE.search(_text(evidence, index, 30)) is not None


def _shares(evidence: Evidence, figures: list[int]) -> list[_Share]:
    """The amounts of a paragraph that are right before their share."""
    found = []
    for amount, share in pairwise(figures):
        one, percent = evidence.readings[amount], evidence.readings[share]
        is_share = percent.relation == "share" and percent.kind == "percent" and percent.sentence == one.sentence
        plain = one.kind not in RELATIVE and one.relation == "level" and not one.direction
        if not is_share or not plain or one.number is None or percent.number is None or one.number.of is not None:
            continue
        quotient = allowed(one) / allowed(percent)
        if quotient and percent.number.value:
            value = one.number.value / percent.number.value * _HUNDRED
            found.append(_Share(amount, share, quotient.scaled(_HUNDRED), value))
    return found


def _of_one_whole(evidence: Evidence, one: _Share, other: _Share) -> bool:
    """True where both are said of one whole: in one sentence, of one unit, by the same words, no total in between."""
    a, b = evidence.readings[one.share], evidence.readings[other.share]
    same = evidence.readings[one.amount].unit == evidence.readings[other.amount].unit
    between = range(one.share + 1, other.amount)
    figures = evidence.report.figures
    gap = figures[other.amount].span.start - figures[one.share].span.end
    if _PARTS.search(_text(evidence, other.amount, gap)):
        return False  # 439 tổ chức (62,62%), trong đó 107 tiêu biểu (24,37%)
    return same and a.sentence == b.sentence and a.basis.name == b.basis.name and not between


_ASKED = regex.compile(r"(?<!\p{L})(?:kế hoạch|chỉ tiêu|giao|dự toán|nhiệm vụ)(?!\p{L})")
_SHARE = regex.compile(r"(?<!\p{L})(?:chiếm|tỷ trọng)(?:\s\p{L}+){0,3}\s$")
_PARTS = regex.compile(r"(?<!\p{L})(?:trong đó|gồm|trong số)(?!\p{L})")


def _text(evidence: Evidence, index: int, length: int) -> str:
    """So much text before a figure, lower case."""
    span = evidence.report.figures[index].span
    return evidence.report.document.blocks[span.block].text[max(0, span.start - length) : span.start].lower()


def _too_much(evidence: Evidence, index: int) -> Finding:
    figure = evidence.report.figures[index]
    return Finding(
        check="shares",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed="≤ 100",
        most=_HUNDRED,
        message_vi=f"{evidence.where(index)}tỷ trọng ghi {figure.raw}, lớn hơn 100%. Đề nghị đơn vị kiểm tra lại.",
        message_en=f"{evidence.where(index, 'en')}a share of {figure.raw} is more than all. Please check.",
        figures=(index,),
    )


def _disagree(evidence: Evidence, one: _Share, other: _Share) -> Finding:
    figures = evidence.report.figures
    figure = figures[other.share]
    factor = units(evidence.rules).base(figures[one.amount]).factor
    wholes = [vietnamese(s.value / factor, 0) for s in (one, other)]
    unit = stated_unit(figures[one.amount])
    pairs = [f"{figures[s.amount].raw} ({figures[s.share].raw})" for s in (one, other)]
    return Finding(
        check="shares",
        level="mismatch",
        span=figure.span,
        segment=figure.segment,
        printed=figure.number,
        recomputed=" / ".join(wholes),
        message_vi=(
            f"{evidence.where(other.share)}{pairs[0]} cho tổng khoảng {wholes[0]} {unit}, {pairs[1]} cho tổng khoảng "
            f"{wholes[1]} {unit}. Đề nghị đơn vị kiểm tra lại."
        ),
        message_en=(
            f"{evidence.where(other.share, 'en')}{pairs[0]} means a total of about {wholes[0]}, {pairs[1]} of about "
            f"{wholes[1]}. Please check."
        ),
        figures=(other.share, one.share, one.amount, other.amount),
    )
