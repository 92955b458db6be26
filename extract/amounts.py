"""The line of text that is read, numbers with the unit behind them, and whether two of them belong together."""

from typing import Any, NamedTuple

from extract.quantities import Unit
from extract.records import Figure, Span


class Amount(NamedTuple):
    """A number and its unit, if it has one of its own; `match` says whether the print had to be mended."""

    start: int
    end: int
    number: str
    unit: Unit | None
    match: str = "exact"

    @property
    def stop(self) -> int:
        """Where the number ends with its unit."""
        return self.unit.end if self.unit else self.end


class Line(NamedTuple):
    """The text of a segment, its matching key, and where the segment begins and ends in it."""

    text: str
    keyed: str
    block: int
    begin: int
    end: int
    segment: int

    def figure(self, start: int, end: int, number: str, unit: Unit, rule: str, **parts: Any) -> Figure:
        """The figure that is printed from `start` to `end`."""
        if unit.match != "exact" and parts.get("match", "exact") == "exact":
            parts["match"] = unit.match
        return Figure(
            span=Span(self.block, start, end),
            raw=self.text[start:end],
            number=number,
            unit=self.text[unit.start : unit.stop].lower() if unit.match == "exact" else unit.text,
            unit_id=unit.id,
            rule=rule,
            segment=self.segment,
            **parts,
        )


def is_split(keyed: str, before: Amount, amount: Amount) -> bool:
    """True for the second piece of a number that print broke: 0 68%, 1. 357 tỷ, 17, 66%."""
    between = keyed[before.end : amount.start]
    if between in (" ", "'"):  # 1’234’567 is no number of ours
        return True
    if between == ". ":
        return len(before.number) <= 3 and len(amount.number) >= 3
    is_measured = amount.unit is not None and bool(amount.unit.id)
    return between == ", " and is_measured and before.number.isdigit() and amount.number.isdigit()


def same_thing(first: Unit | None, second: Unit | None) -> bool:
    """True when two amounts around a slash can be part and whole: one unit, or one unit given once."""
    if first is None or second is None:
        return second is not None or first is None
    if first.id or second.id:
        return first.id == second.id and not first.per
    return first.text.startswith(second.text) or second.text.startswith(first.text)


# a result over its plan is seldom more than this many times the plan
_MOST_ABOVE = 1.5
_MONTHS, _DAYS = 12, 31


def is_two(first: Amount, second: Amount) -> bool:
    """True for two figures around a slash: 13,86/9,15% of two places, 179/29 vụ taken up and settled, 25/01 a date."""
    unit = second.unit
    if unit and unit.kind == "percent" and not (first.unit and first.unit.kind == "percent"):
        return True
    whole, part = (int(n) if n.isdigit() else 0 for n in (second.number, first.number))
    if unit and unit.kind == "word" and 0 < whole <= _MONTHS and part <= _DAYS:
        return True
    return part > _MOST_ABOVE * whole > 0
