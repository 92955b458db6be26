"""Figures that two numbers make: a part of a whole, a range, and numbers that share one unit."""

from collections.abc import Callable

import regex

from extract.amounts import Amount, Line, is_two, same_thing
from extract.quantities import Quantities, Unit
from extract.records import Figure

Second = Callable[[Line, int], Amount | None]
IsClaimed = Callable[[Line, Amount], object]

# what joins two numbers; the first begins where its amount ends
LINK = regex.compile(
    r"(?P<whole>\s?/\s?(?:tổng\s(?:số\s)?)?(?=\d)"
    r"|\s(?:trên|trong)\s(?:tổng\s)?(?:số\s)?(?=\d)|\s(?:trên|trong)\s(?:tổng\s)(?:số\s)?(?:\p{L}+\s){0,4}?(?=\d))"
    r"|(?P<range>\s?-\s?(?=\d)|\s(?:đến|tới)\s(?:trên\s|dưới\s|khoảng\s)?(?=\d))"
    r"|(?P<change>\s(?:(?:tăng\s|giảm\s)?(?:lên|xuống|còn|lên đến|xuống còn|lên thành))\s(?=\d))"
    r"|(?P<more>\s?[,;]\s(?=\d)|\svà\s(?=\d))"
)
_DESCRIBED = regex.compile(
    r"(?:\s\p{L}+){1,4}?\s?/\s?(?:tổng\s(?:số\s)?)?(?=\d)|(?:\s\p{L}+){1,6}?\s(?:trong|trên)\stổng\s(?:số\s)?(?=\d)"
)
_FROM = regex.compile(r"(?r)(?<!\p{L})từ\s(?:mức\s)?")
_BETWEEN = regex.compile(r"(?r)(?<!\p{L})giữa\s")
RESPECTIVELY = regex.compile(
    r"(?r)(?<!\p{L})(?:lần lượt|tương ứng)\s(?:\p{L}+\s){0,3}(?:[\d.,]+%?\s?(?:[,;]|và)\s){0,12}"
)
_SENTENCE = regex.compile(r"(?r)[.;:](?=\s)")
# (3.389/3.599 vụ) behind a change: this year's over last year's, no part of a whole
_YEAR_OVER_YEAR = regex.compile(r"(?r)(?:tăng|giảm)\s(?:\p{L}+\s){0,3}[\d.,]+\s?(?:%|\p{L}+)?\s?\(")
# the signs that can stand between an amount and the number it is joined with
_BEFORE_A_NUMBER = (" ", "/", "-", ",", ";")
_REACH = 40
# how far back the noun of a fraction may stand
_WITHIN = 300


class Joins:
    """Reads what a number makes with the one behind it; `second` gives the amount that begins at a place."""

    def __init__(self, quantities: Quantities, second: Second, is_claimed: IsClaimed) -> None:
        self._quantities = quantities
        self._second = second
        self._is_claimed = is_claimed

    def read(self, line: Line, first: Amount) -> Figure | None:
        """The figure of a number that another one follows: a part of it, the end of its range, the next of a list."""
        stop = first.stop
        link = LINK.match(line.keyed, stop) if line.keyed[stop : stop + 1] in _BEFORE_A_NUMBER else None
        if link is None:
            return self._fraction(line, first, self._described(line, first))
        kind = link.lastgroup
        if kind == "whole":
            return self._fraction(line, first, self._second(line, link.end()))
        if kind == "range" or _BETWEEN.match(line.keyed, line.begin, first.start):
            return self._range(line, first, self._second(line, link.end()))
        return self._sharing(line, first, link) if first.unit is None else None

    def _described(self, line: Line, first: Amount) -> Amount | None:
        """The whole of `45 hồ sơ trực tuyến/60 hồ sơ`, where words describe the first noun."""
        if not first.unit or first.unit.id:
            return None
        ahead = line.keyed[first.stop : first.stop + _REACH]
        if "/" not in ahead and " tổng " not in ahead:
            return None
        link = _DESCRIBED.match(line.keyed, first.stop)
        return self._second(line, link.end()) if link else None

    def _fraction(self, line: Line, first: Amount, second: Amount | None) -> Figure | None:
        """13/19 tiêu chí, 220,76km/276,16km, 128 trên tổng số 212 nhà: one figure of another."""
        if not second or not same_thing(first.unit, second.unit) or is_two(first, second):
            return None
        unit = second.unit or self._quantities.behind_bracket(line.keyed, second.end) or self._unit_before(line, first)
        if not unit or _YEAR_OVER_YEAR.match(line.keyed, line.begin, first.start):
            return None
        return line.figure(
            first.start,
            max(second.end, unit.end if second.unit else 0),
            first.number,
            unit,
            "fraction",
            scale=(first.unit or unit).scale,
            of=second.number,
            of_scale=unit.scale,
            of_unit_id=unit.id,
            match=first.match if second.match == "exact" else second.match,
        )

    def _unit_before(self, line: Line, first: Amount) -> Unit | None:
        """The noun before a fraction: nâng số nhà văn hóa lên 104/148."""
        begin = max(line.begin, first.start - _WITHIN)
        sentence = _SENTENCE.search(line.keyed, begin, first.start)
        noun = self._quantities.before(line.keyed, first.start, sentence.end() if sentence else begin)
        return Unit("", line.keyed[noun.start : noun.end], "", "noun", noun.start, noun.end, 0) if noun else None

    def _range(self, line: Line, first: Amount, second: Amount | None) -> Figure | None:
        """7,5 - 8,0%, từ 80,4 đến 80,8 triệu đồng: one figure with a higher end."""
        if not second or not second.unit or self._is_claimed(line, second):
            return None
        if first.unit and (first.unit.text, first.unit.id) != (second.unit.text, second.unit.id):
            return None
        unit = second.unit
        scale = first.unit.scale if first.unit else unit.scale
        return line.figure(
            first.start,
            second.stop,
            first.number,
            unit,
            "range",
            scale=scale,
            high=second.number,
            per=unit.per,
            of_scale=unit.scale if unit.scale != scale else "",
        )

    def _sharing(self, line: Line, first: Amount, link: "regex.Match[str]") -> Figure | None:
        """A number that has its unit from one behind it: từ 350 lên 412 ha, lần lượt 5,4 và 17,2%."""
        opens = _FROM if link.lastgroup == "change" else RESPECTIVELY
        if not opens.match(line.keyed, line.begin, first.start):
            return None
        at: regex.Match[str] | None = link
        for _ in range(_MOST_SHARING):
            second = self._second(line, at.end()) if at else None
            if second is None:
                return None
            if second.unit:
                unit = second.unit
                return line.figure(
                    first.start, first.end, first.number, unit, "shared_unit", scale=unit.scale, per=unit.per
                )
            at = LINK.match(line.keyed, second.end)
        return None


# how many numbers may share one unit
_MOST_SHARING = 12
