"""Numbers as offices print them, and the values that a print allows (annotation guide, A finding).

The intervals are worked out here anew, from the guide alone: what the program measures by must not be measured with it.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

INFINITE = Decimal("Infinity")
MODES = {"half up": ROUND_HALF_UP, "half even": ROUND_HALF_EVEN, "cut off": ROUND_DOWN}
HEDGES = {"": "", "trên": "more", "hơn": "more", "gần": "less", "khoảng": "about", "xấp xỉ": "about"}


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `least` to `most`, both ends with it: wide rather than narrow by a hair."""

    least: Decimal
    most: Decimal

    def meets(self, other: "Interval") -> bool:
        return self.least <= other.most and other.least <= self.most

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.least + other.least, self.most + other.most)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.least - other.most, self.most - other.least)

    def __truediv__(self, other: "Interval") -> "Interval":
        """The quotients of two intervals of positive numbers."""
        if other.least <= 0:
            return Interval(Decimal(0), INFINITE)
        most = INFINITE if INFINITE in (self.most, other.least) else self.most / other.least
        return Interval(Decimal(0) if other.most == INFINITE else self.least / other.most, most)

    def times(self, factor: Decimal | int) -> "Interval":
        return Interval(self.least * factor, self.most * factor)


def exactly(value: Decimal | int) -> Interval:
    return Interval(Decimal(value), Decimal(value))


@dataclass(frozen=True, slots=True)
class Fashion:
    """How a report, or one figure of it, prints its numbers."""

    decimals: int = 1
    mode: str = "half up"
    thousands: str = "."
    point: str = ","
    money: str = "triệu đồng"
    money_decimals: int = 0
    padded: bool = True
    trimmed: bool = True
    from_printed: bool = False
    percent: str = "%"
    slash: str = "/"
    per_figure: bool = False


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number on the page: hedge, digits and unit as printed; its value and what its last digit is worth.

    `exact` is a count, a target or a plan; a `share` cannot be more than its whole.
    """

    text: str
    unit: str
    value: Decimal
    step: Decimal
    exact: bool = False
    hedge: str = ""
    relative: bool = False
    share: bool = False

    @property
    def printed(self) -> str:
        return f"{self.hedge} {self.text}{self.unit}" if self.hedge else f"{self.text}{self.unit}"

    def allows(self, *, exact: bool = False) -> Interval:
        """What the print allows; a number that is `exact` where it stands is nothing but what is printed."""
        kind = HEDGES[self.hedge]
        if kind == "more":
            return Interval(self.value, INFINITE)
        if kind == "less":
            return Interval(Decimal(0), self.value)
        if kind == "about":
            half = Decimal(1) if self.relative else last_digit(self.value) / 2
            return Interval(self.value - half, self.value + half)
        if self.exact or exact:
            return exactly(self.value)
        return Interval(self.value - self.step / 2, self.value + self.step)


@dataclass(frozen=True, slots=True)
class Word:
    """A word on the page that is true or false by the numbers: tăng, giảm, (đạt)."""

    printed: str
    means: str


Token = Numeral | Word


def last_digit(value: Decimal) -> Decimal:
    """What the last digit of a number that is not zero is worth."""
    _, digits, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent) if any(digits) else Decimal(1)


def rounded(value: Decimal, decimals: int, mode: str) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=MODES[mode])


def written(value: Decimal, fashion: Fashion, *, padded: bool = False) -> str:
    """The digits of a number: 2.522,81; 05."""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    if padded and fashion.padded and not fraction and len(whole) == 1 and whole != "0":
        whole = f"0{whole}"
    groups: list[str] = []
    while len(whole) > 3 and fashion.thousands:
        whole, group = whole[:-3], whole[-3:]
        groups.insert(0, group)
    return fashion.thousands.join([whole, *groups]) + (fashion.point + fraction if fraction else "")


def read_back(text: str, fashion: Fashion) -> Decimal:
    """The number that digits printed in a fashion stand for."""
    plain = text.replace(fashion.thousands, "") if fashion.thousands else text
    return Decimal(plain.replace(fashion.point, "."))


def trimmed(value: Decimal, fashion: Fashion) -> Decimal:
    """92,0 as 92 where the report drops zeros."""
    if not fashion.trimmed:
        return value
    short = value.normalize()
    exponent = short.as_tuple().exponent
    assert isinstance(exponent, int)
    return short if exponent <= 0 else short.quantize(Decimal(1))
