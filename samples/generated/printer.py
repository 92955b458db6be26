"""Values as numerals: rounded or cut off in the fashion of the report, now and then with a hedge."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from samples.generated.amounts import MODES, Fashion, Numeral, rounded, trimmed, written
from samples.generated.draft import RedrawError
from samples.generated.story import Value

SCALES = {"triệu đồng": Decimal(1), "trđ": Decimal(1), "tỷ đồng": Decimal(1000), "đồng": Decimal("0.000001")}
_HEDGES = ("trên", "hơn", "gần", "khoảng", "xấp xỉ")
_HEDGED = 0.6


class Printer:
    """Prints the numbers of one place of a report in one fashion."""

    def __init__(self, fashion: Fashion, rnd: Random) -> None:
        self.fashion, self.rnd = fashion, rnd

    def mode(self) -> str:
        return self.rnd.choice(list(MODES)) if self.fashion.per_figure else self.fashion.mode

    def percent(self, true: Decimal, *, hedged: bool, exact: bool = False, bare: bool = False) -> Numeral:
        unit = "" if bare else self.fashion.percent
        if hedged and self.rnd.random() < _HEDGED:
            hedge = self.rnd.choice(_HEDGES)
            near = {"trên": "cut off", "hơn": "cut off"}.get(hedge, "half up")
            value = rounded(true, 0, near) + (1 if hedge == "gần" and rounded(true, 0, near) < true else 0)
            if value == true or (hedge == "gần" and value < true):
                raise RedrawError
            return Numeral(written(value, self.fashion), unit, value, Decimal(1), hedge=hedge, relative=True)
        decimals = self.rnd.choice((0, 1, 2)) if self.fashion.per_figure else self.fashion.decimals
        value = true if exact else rounded(true, decimals, self.mode())
        value = trimmed(value, self.fashion)
        return Numeral(written(value, self.fashion), unit, value, _step(value), exact=exact, relative=True)

    def measured(self, value: Value, true: Decimal, *, bare: bool, hedged: bool) -> Numeral:
        """An amount in the unit in which the report prints it."""
        unit, scale = value.unit, Decimal(1)
        if value.form == "money":
            unit, scale = self.fashion.money, SCALES[self.fashion.money]
        shown = true / scale
        tail = "" if bare else f" {unit}"
        if hedged and self.rnd.random() < _HEDGED:
            return self._hedged(shown, scale, tail)
        if value.exact:
            printed = trimmed(shown, replace(self.fashion, trimmed=True))
        else:
            printed = trimmed(rounded(shown, self._decimals(value.form), self.mode()), self.fashion)
        text = written(printed, self.fashion, padded=value.form == "count")
        return Numeral(text, tail, printed * scale, _step(printed) * scale, exact=value.exact)

    def _decimals(self, form: str) -> int:
        if form == "money":
            return {"tỷ đồng": 2, "đồng": 0}.get(self.fashion.money, self.fashion.money_decimals)
        least = {"area": (0, 1, 2), "mass": (0, 0, 1), "length": (1, 2)}[form]
        return self.rnd.choice(least) if self.fashion.per_figure else least[self.fashion.decimals % len(least)]

    def _hedged(self, shown: Decimal, scale: Decimal, tail: str) -> Numeral:
        """An amount of two digits, or three, with trên, gần or khoảng before it."""
        hedge = self.rnd.choice(_HEDGES)
        size = Decimal(1).scaleb(shown.adjusted() - self.rnd.choice((1, 2)))
        whole = rounded(shown / size, 0, "cut off")
        near = {"trên": whole, "hơn": whole, "gần": whole + 1}.get(hedge, rounded(shown / size, 0, "half up"))
        value = near * size
        if value in (0, shown) or (size < 1 and value == value.to_integral()):
            raise RedrawError
        value = value.quantize(Decimal(1)) if size >= 1 else value
        return Numeral(written(value, self.fashion), tail, value * scale, size * scale, hedge=hedge)


def _step(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(min(exponent, 0))
