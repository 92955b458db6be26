"""What a figure about the year before must be, by the value that the earlier report printed."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from normalize.allowance import computed
from normalize.intervals import Interval
from normalize.records import Reading
from normalize.units import RELATIVE

_HUNDRED = Decimal(100)


class Must(NamedTuple):
    """All that a figure may be, and what it is by the numbers as printed."""

    interval: Interval
    value: Decimal


def stated_interval(stated: Reading) -> Interval:
    """What is printed, a fall below zero; a number of times has no sign."""
    interval = computed(stated)
    falls = stated.direction == "down" and stated.relation != "times" and stated.number and stated.number.value > 0
    return interval.negated() if falls else interval


def must_be(stated: Reading, own: Reading | None, before: Reading, in_table: bool) -> list[Must]:
    """All that a figure may be meant to say, each worked out; empty where nothing can be."""
    assert before.number is not None
    if own is None:
        return [Must(computed(before), before.number.value)]
    return [must for must in _moves(stated, own, before, in_table) if must.interval]


def _moves(stated: Reading, own: Reading, before: Reading, in_table: bool) -> Iterator[Must]:
    """A movement as it is called; by points or in relation, whichever is meant, where a share moved."""
    now, then = own.number, before.number
    assert now is not None
    assert then is not None
    quotient = computed(own) / computed(before)
    difference = Must(computed(own).plus(computed(before).negated()), now.value - then.value)
    of_shares = own.kind in RELATIVE
    if stated.kind not in RELATIVE or (of_shares and stated.relation in ("change", "points")):
        yield difference
    if quotient is None or not then.value or stated.kind not in RELATIVE:
        return
    share = now.value / then.value
    growth = Must(quotient.scaled(_HUNDRED, -_HUNDRED), (share - 1) * _HUNDRED)
    if stated.relation == "times":
        yield from _times(stated, quotient, share)
    elif stated.relation == "ratio":
        yield Must(quotient.scaled(_HUNDRED), share * _HUNDRED)
        if in_table:  # So với cùng kỳ (%) prints 108,6 or 8,6
            yield growth
    else:
        yield growth


def _times(stated: Reading, quotient: Interval, share: Decimal) -> Iterator[Must]:
    """gấp 2,5 lần; tăng 1,5 lần may be either; giảm 2 lần is half."""
    if stated.direction == "down":
        turned = Interval(Decimal(1), Decimal(1)) / quotient
        if turned and share:
            yield Must(turned, 1 / share)
        return
    yield Must(quotient, share)
    if stated.direction == "up":
        yield Must(quotient.scaled(Decimal(1), Decimal(-1)), share - 1)
