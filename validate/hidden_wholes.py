"""Amounts with their shares of one whole that is not printed: each gives this whole anew, as an interval."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

import regex

from normalize.allowance import allowed
from normalize.intervals import Interval
from normalize.units import RELATIVE
from validate.named_wholes import alike_enough
from validate.records import Evidence

_HUNDRED = Decimal(100)
_PARTS = regex.compile(r"(?<!\p{L})(?:trong đó|gồm|trong số)(?!\p{L})")
# 212 em (35,3%)
_ALONE = regex.compile(r"\s?\((?:chiếm\s)?(?:tỷ lệ\s)?$")
_ITEM = regex.compile(r"\s*(?:[-+*•]|\(?\d{1,2}[.)]|[a-zđ]\))\s?(?=\S)")


@dataclass(frozen=True, slots=True)
class Share:
    """An amount, its share, and the whole that they give."""

    amount: int
    share: int
    whole: Interval
    value: Decimal


def lists_of_shares(evidence: Evidence) -> Iterator[list[Share]]:
    """The shares that are said of one whole: in one sentence, or one in each item of a list."""
    single: list[Share] = []
    for block, figures in evidence.by_block.items():
        found = list(_shares(evidence, figures))
        yield from (list(own) for _, own in groupby(found, key=lambda s: evidence.readings[s.share].sentence))
        is_item = _ITEM.match(evidence.report.document.blocks[block].text) is not None
        if len(found) != 1 or not is_item or (single and not _goes_on(evidence, single[-1], found[0])):
            yield single
            single = []
        if len(found) == 1 and is_item:
            single.append(found[0])
    yield single


def odd_one(evidence: Evidence, shares: Sequence[Share]) -> tuple[Share, Share] | None:
    """The share that disagrees with all others, which agree, and one of these; None where nobody can tell."""
    if len(shares) == 2:
        one, other = shares
        if not _of_one_whole(evidence, one, other):
            return None
        evidence.checked.update((one.share, other.share))
        return None if one.whole.meets(other.whole) else (other, one)
    if len(shares) < 2 or not all(_alike(evidence, shares[0], s) for s in shares[1:]):
        return None
    odd = [s for s in shares if not any(s.whole.meets(o.whole) for o in shares if o is not s)]
    rest = [s for s in shares if s not in odd]
    agree = all(a.whole.meets(b.whole) for a in rest for b in rest)
    if len(odd) > 1 or not agree or len(rest) < 2:
        return None
    evidence.checked.update(s.share for s in shares)
    return (odd[0], rest[0]) if odd else None


def _shares(evidence: Evidence, figures: Sequence[int]) -> Iterator[Share]:
    """The amounts of a paragraph that are right before their share."""
    for amount, share in pairwise(figures):
        one, percent = evidence.readings[amount], evidence.readings[share]
        plain = one.kind not in RELATIVE and one.relation == "level" and not one.direction
        if not plain or one.number is None or percent.number is None or one.number.of is not None:
            continue
        if percent.kind != "percent" or percent.sentence != one.sentence or not _is_share(evidence, amount, share):
            continue
        quotient = allowed(one) / allowed(percent)
        if quotient and percent.number.value:
            value = one.number.value / percent.number.value * _HUNDRED
            yield Share(amount, share, quotient.scaled(_HUNDRED), value)


def _is_share(evidence: Evidence, amount: int, share: int) -> bool:
    """True for `chiếm 35,3%`, and for a percentage alone in a bracket right behind its amount."""
    percent = evidence.readings[share]
    figures = evidence.report.figures
    text = evidence.keyed(amount)
    alone = _ALONE.search(text[figures[amount].span.end : figures[share].span.start])
    closed = text[figures[share].span.end : figures[share].span.end + 1] == ")"
    in_bracket = bool(alone) and closed and percent.relation in ("level", "share") and not percent.basis.name
    return percent.relation == "share" or (in_bracket and not percent.direction)


def _alike(evidence: Evidence, one: Share, other: Share) -> bool:
    a, b = evidence.readings[one.share], evidence.readings[other.share]
    return alike_enough(evidence, one.amount, other.amount) and a.basis.name == b.basis.name


def _goes_on(evidence: Evidence, one: Share, other: Share) -> bool:
    """True for the next item of one list."""
    figures = evidence.report.figures
    return figures[other.amount].span.block == figures[one.amount].span.block + 1 and _alike(evidence, one, other)


def _of_one_whole(evidence: Evidence, one: Share, other: Share) -> bool:
    """True where both are said of one whole: in one sentence, of one unit, by the same words, no total in between."""
    a, b = evidence.readings[one.share], evidence.readings[other.share]
    figures = evidence.report.figures
    said = a.relation == b.relation == "share" and a.sentence == b.sentence and one.share + 1 == other.amount
    same = evidence.readings[one.amount].unit == evidence.readings[other.amount].unit and a.basis.name == b.basis.name
    if not said or not same:
        return False
    text = evidence.keyed(one.share)
    # 439 tổ chức (62,62%), trong đó 107 tiêu biểu (24,37%)
    return not _PARTS.search(text[figures[one.share].span.end : figures[other.amount].span.start])
