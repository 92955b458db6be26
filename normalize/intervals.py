"""What a printed number can stand for: intervals, never tolerances.

After the rules of Calculations 1.1 of XBRL and of statcheck, as the annotation guide defines them: a number
printed with d decimals stands for every value that rounds to it or is cut off to it.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `least` to `most`; an end that is None is open to infinity."""

    least: Decimal | None
    most: Decimal | None
    with_least: bool = True
    with_most: bool = True

    def meets(self, other: "Interval") -> bool:
        """True when some value lies in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: "Interval") -> bool:
        """True when every value of this one is smaller than every value of the other."""
        if self.most is None or other.least is None:
            return False
        if self.most == other.least:
            return not (self.with_most and other.with_least)
        return self.most < other.least

    def __truediv__(self, other: "Interval") -> "Interval | None":
        """The quotient of two intervals of positive numbers; None where the divisor may be zero."""
        if other.least is None or other.least <= 0 or self.least is None or self.least < 0:
            return None
        least = Decimal(0) if other.most is None else self.least / other.most
        most = None if self.most is None else self.most / other.least
        return Interval(least, most, self.with_least and other.with_most, self.with_most and other.with_least)

    def plus(self, other: "Interval") -> "Interval":
        """All sums of a value of this and one of the other."""
        return Interval(
            None if self.least is None or other.least is None else self.least + other.least,
            None if self.most is None or other.most is None else self.most + other.most,
            self.with_least and other.with_least,
            self.with_most and other.with_most,
        )

    def negated(self) -> "Interval":
        """All values with the other sign."""
        return Interval(
            None if self.most is None else -self.most,
            None if self.least is None else -self.least,
            self.with_most,
            self.with_least,
        )

    def scaled(self, factor: Decimal, plus: Decimal = Decimal(0)) -> "Interval":
        """The interval times a positive factor, moved by `plus`."""
        least = None if self.least is None else self.least * factor + plus
        most = None if self.most is None else self.most * factor + plus
        return Interval(least, most, self.with_least, self.with_most)


def exact(value: Decimal) -> Interval:
    """The one value itself: a count, a target, a plan, a total."""
    return Interval(value, value)


def measured(value: Decimal, unit: Decimal) -> Interval:
    """What a measured number can stand for whose last digit is worth `unit`: rounded, or cut off.

    `60,37` stands for [60,365; 60,38): from half a digit below up to, not including, a whole digit further
    from zero.
    """
    if value < 0:
        return Interval(value - unit, value + unit / 2, with_least=False)
    return Interval(value - unit / 2, value + unit, with_most=False)


def about(value: Decimal, unit: Decimal) -> Interval:
    """What `khoảng` allows: `unit` on either side."""
    return Interval(value - unit, value + unit)


def last_nonzero_digit(value: Decimal) -> Decimal:
    """What the last digit that is not zero is worth: 100 in 900, 1 in 108, 0.1 in 80.50."""
    _, digits, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent) if any(digits) else Decimal(1)
