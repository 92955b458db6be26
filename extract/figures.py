"""Figures as printed: each number of a segment with its unit, fraction, range or rate, or what else it is.

Every number is tried in this order: an amount in a unit of measure, a claim (date, document number, name …), a
figure, unread.
"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

import regex

from extract.amounts import Amount, is_split, is_two, same_thing
from extract.claims import Claims, claims
from extract.mended import joined, look_alike
from extract.quantities import Quantities, Unit, quantities
from extract.records import Claim, Figure, Segment, Span
from extract.rules import Rules

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# what joins two numbers; the first begins where its amount ends
_LINK = regex.compile(
    r"(?P<whole>\s?/\s?(?:tổng\s(?:số\s)?)?(?=\d)"
    r"|\s(?:trên|trong)\s(?:tổng\s)?(?:số\s)?(?=\d)|\s(?:trên|trong)\s(?:tổng\s)(?:số\s)?(?:\p{L}+\s){0,4}?(?=\d))"
    r"|(?P<range>\s?-\s?(?=\d)|\s(?:đến|tới)\s(?=\d))"
    r"|(?P<change>\s(?:(?:tăng\s|giảm\s)?(?:lên|xuống|còn|lên đến|xuống còn|lên thành))\s(?=\d))"
    r"|(?P<more>\s?[,;]\s(?=\d)|\svà\s(?=\d))"
)
_DESCRIBED = regex.compile(r"(?:\s\p{L}+){1,4}?\s?/\s?(?:tổng\s(?:số\s)?)?(?=\d)")
_TOTAL = regex.compile(r"\stổng(?: số)?(?=\s)")
_FROM = regex.compile(r"(?r)(?<!\p{L})từ\s(?:mức\s)?")
_BETWEEN = regex.compile(r"(?r)(?<!\p{L})giữa\s")
_RESPECTIVELY = regex.compile(r"(?r)(?<!\p{L})(?:lần lượt|tương ứng)\s(?:\p{L}+\s){0,3}(?:[\d.,]+%?\s?(?:[,;]|và)\s)*")
_GLUED_NAME = regex.compile(r"(?r)\p{L}+")
_SENTENCE = regex.compile(r"(?r)[.;:](?=\s)")
_MISSING_SIGN = regex.compile(r"\s?(?:kh|kế hoạch|dự toán|dt)(?!\p{L})")
_REACHED = regex.compile(r"(?r)(?:đạt|bằng|đạt tỷ lệ|tỷ lệ)\s(?:trên\s|gần\s|khoảng\s)?")
_SIGN = regex.compile(r"(?r)(?:(?<=\()|(?<=(?<!\p{L})(?:đạt|là|giảm|tăng|còn|mức|trưởng|bằng)\s))[-+]")
_CURRENCY_SIGN = {"$": "usd", "€": "euro", "₫": "dong"}
_NAME_WITH_DIGITS = regex.compile(r"[\d.]*\d\p{L}*")
_NEXT_NUMBER = re.compile(r"\s(?=\d)")
_REACH = 40
# năm 2024 lần đầu: the unit that may be another word
_UNSURE = "times"
# the claims that give way to a counted noun: đến 2030 is a year, đến 2.030 hộ none
_GIVE_WAY = ("bare_year",)


class _Line(NamedTuple):
    """The text of a segment, its matching key, and where the segment begins and ends in it."""

    text: str
    keyed: str
    block: int
    begin: int
    end: int
    segment: int

    def figure(self, start: int, end: int, number: str, unit: Unit, rule: str, **parts: Any) -> Figure:
        """The figure that is printed from `start` to `end`."""
        return Figure(
            span=Span(self.block, start, end),
            raw=self.text[start:end],
            number=number,
            unit=self.printed(unit),
            unit_id=unit.id,
            rule=rule,
            segment=self.segment,
            **parts,
        )

    def printed(self, unit: Unit) -> str:
        """A unit as printed, in lower case."""
        return self.text[unit.start : unit.stop].lower()


class FigureReader:
    """Reads the figures and claims of segments; one for each folder of rules."""

    def __init__(self, rules: Rules) -> None:
        self._claims: Claims = claims(rules)
        self._quantities: Quantities = quantities(rules)

    def read(self, text: str, keyed: str, segment: Segment, index: int) -> tuple[list[Figure], list[Claim]]:
        """The figures and claims between the ends of a segment; digits in neither are unread."""
        figures: list[Figure] = []
        found: list[Claim] = []
        block, position, end = segment.span
        line = _Line(text, keyed, block, position, end, index)
        unread: Amount | None = None
        while match := NUMBER.search(text, position, end):
            amount = self._amount(line, match)
            claim = self._claim(line, amount)
            if claim:
                position = max(claim[0], amount.end)
                found.append(Claim(Span(block, amount.start, position), text[amount.start : position], *claim[1:]))
                unread = None
                continue
            if amount.unit is None or amount.unit.kind == "word":
                amount = self._mended(line, amount, position) or amount
            read = [] if unread and is_split(keyed, unread, amount) else self._figures(line, amount)
            figures += read
            position = max(amount.end, read[-1].span.end) if read else amount.end
            unread = None if read else amount
        return figures, found

    def _amount(self, line: _Line, match: "re.Match[str]") -> Amount:
        end = match.end()
        unit = self._quantities.after(line.keyed, end)
        if unit and unit.kind == "word" and _is_name(line.text, unit):
            unit = None  # Trường THCS số 2 Tân Hợp
        return Amount(match.start(), end, match[0], unit)

    def _mended(self, line: _Line, amount: Amount, since: int) -> Amount | None:
        """The amount whose number print broke or a scan misread: 1 66,9 tỷ, 6OO ha; None where no unit follows it."""
        if _RESPECTIVELY.match(line.keyed, line.begin, amount.start):
            return None
        whole = joined(line.keyed, amount.start, line.end)
        alike = None if whole else look_alike(line.text, amount.start, since, line.end)
        begin, end, number = (amount.start, *whole) if whole else alike or (0, 0, "")
        unit = self._quantities.after(line.keyed, end) if number else None
        if unit is None or unit.kind == "word" or (unit.kind == "noun" and "," in number):
            return None
        return Amount(begin, end, number, unit, "damaged")

    def _claim(self, line: _Line, amount: Amount) -> tuple[int, str, str] | None:
        start, unit = amount.start, amount.unit
        is_glued = start > 0 and line.text[start - 1].isalpha()
        if unit and unit.id and unit.kind != _UNSURE and not is_glued:
            return None
        claim = self._claims.at(line.text, line.keyed, start)
        if claim and not (unit and unit.kind == "noun" and claim[1].id in _GIVE_WAY):
            return claim[0], claim[1]["kind"], claim[1].id
        glued = _GLUED_NAME.match(line.text, 0, start) if is_glued else None
        if glued and not (glued[0].islower() and len(glued[0]) > 1):
            end = _NAME_WITH_DIGITS.match(line.text, start)
            return (end.end() if end else start + 1), "name", "glued_to_letters"
        return None

    def _figures(self, line: _Line, first: Amount) -> list[Figure]:
        figure = self._joined(line, first) or self._single(line, first)
        return [figure] if figure else []

    def _joined(self, line: _Line, first: Amount) -> Figure | None:
        """The figure of a number that another one follows: a part of it, the end of its range, the next of a list."""
        stop = first.stop
        link = _LINK.match(line.keyed, stop) if line.keyed[stop : stop + 1] in _BEFORE_A_NUMBER else None
        if link is None:
            return self._fraction(line, first, self._described(line, first))
        kind = link.lastgroup
        if kind == "whole":
            return self._fraction(line, first, self._second(line, link.end()))
        if kind == "range" or _BETWEEN.match(line.keyed, line.begin, first.start):
            return self._range(line, first, self._second(line, link.end()))
        return self._sharing(line, first, link) if first.unit is None else None

    def _second(self, line: _Line, at: int) -> Amount | None:
        match = NUMBER.match(line.keyed, at, line.end)
        if not match:
            return None
        second = self._amount(line, match)
        total = _TOTAL.match(line.keyed, second.end) if not second.unit else None
        if total:
            return second._replace(unit=self._quantities.after(line.keyed, total.end()))
        return second

    def _described(self, line: _Line, first: Amount) -> Amount | None:
        """The whole of `45 hồ sơ trực tuyến/60 hồ sơ`, where words describe the first noun."""
        if not first.unit or first.unit.id or line.keyed.find("/", first.stop, first.stop + _REACH) < 0:
            return None
        link = _DESCRIBED.match(line.keyed, first.stop)
        return self._second(line, link.end()) if link else None

    def _fraction(self, line: _Line, first: Amount, second: Amount | None) -> Figure | None:
        """13/19 tiêu chí, 220,76km/276,16km, 128 trên tổng số 212 nhà: one figure of another."""
        if not second or not same_thing(first.unit, second.unit) or is_two(first, second):
            return None
        unit = second.unit or self._quantities.behind_bracket(line.keyed, second.end) or self._unit_before(line, first)
        if not unit:
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
        )

    def _unit_before(self, line: _Line, first: Amount) -> Unit | None:
        """The noun before a fraction: nâng số nhà văn hóa lên 104/148."""
        sentence = _SENTENCE.search(line.keyed, line.begin, first.start)
        noun = self._quantities.before(line.keyed, first.start, sentence.end() if sentence else line.begin)
        return Unit("", line.keyed[noun.start : noun.end], "", "noun", noun.start, noun.end, 0) if noun else None

    def _range(self, line: _Line, first: Amount, second: Amount | None) -> Figure | None:
        """7,5 - 8,0%, từ 80,4 đến 80,8 triệu đồng: one figure with a higher end."""
        if not second or not second.unit or self._claim(line, second):
            return None
        if first.unit and (first.unit.text, first.unit.id) != (second.unit.text, second.unit.id):
            return None
        unit = second.unit
        scale = first.unit.scale if first.unit else unit.scale
        return line.figure(
            first.start, second.stop, first.number, unit, "range", scale=scale, high=second.number, per=unit.per
        )

    def _sharing(self, line: _Line, first: Amount, link: "regex.Match[str]") -> Figure | None:
        """A number that has its unit from one behind it: từ 350 lên 412 ha, lần lượt 5,4 và 17,2%."""
        opens = _FROM if link.lastgroup == "change" else _RESPECTIVELY
        if not opens.match(line.keyed, line.begin, first.start):
            return None
        at: regex.Match[str] | None = link
        while at and (second := self._second(line, at.end())):
            if second.unit:
                unit = second.unit
                return line.figure(
                    first.start, first.end, first.number, unit, "shared_unit", scale=unit.scale, per=unit.per
                )
            at = _LINK.match(line.keyed, second.end)
        return None

    def _single(self, line: _Line, first: Amount) -> Figure | None:
        """One number with its unit; a percentage whose sign is missing; a compound amount of money."""
        sign_lost = self._missing_sign(line, first)
        if sign_lost:
            return sign_lost
        unit, begin = first.unit or self._quantities.behind_bracket(line.keyed, first.end), first.start
        before = line.keyed[begin - 1 : begin]
        if before in _CURRENCY_SIGN and (not unit or (unit.kind in ("word", "money") and not unit.text)):
            return self._after_sign(line, first, _CURRENCY_SIGN[before])
        if not unit:
            return None
        if before in ("-", "+") and _SIGN.match(line.keyed, 0, begin):
            begin -= 1
        end, parts = self._compound(line, unit) if unit.id == "dong" and not unit.text else (unit.end, ())
        rule = "rate" if unit.per else "compound" if parts else "amount" if unit.id else "count"
        return line.figure(
            begin,
            end,
            line.text[begin : first.start] + first.number,
            unit,
            rule,
            scale=unit.scale,
            per=unit.per,
            parts=parts,
            match=first.match,
        )

    def _after_sign(self, line: _Line, first: Amount, unit_id: str) -> Figure:
        """$1,42 and $2 triệu: the currency stands before the number."""
        begin, scale = first.start - 1, first.unit.scale if first.unit and first.unit.id else ""
        unit = Unit(scale, "", unit_id, "currency", begin, first.start, first.stop if scale else first.end)
        return line.figure(begin, unit.end, first.number, unit, "amount", scale=scale)

    def _missing_sign(self, line: _Line, first: Amount) -> Figure | None:
        """`đạt 60,26KH`: a percentage of the plan whose sign was lost."""
        match = _MISSING_SIGN.match(line.keyed, first.end) if not first.unit or not first.unit.id else None
        if not match or not _REACHED.match(line.keyed, 0, first.start):
            return None
        return Figure(
            span=Span(line.block, first.start, match.end()),
            raw=line.text[first.start : match.end()],
            number=first.number,
            unit="%",
            unit_id="percent",
            rule="missing_percent_sign",
            segment=line.segment,
            match="damaged",
        )

    def _compound(self, line: _Line, unit: Unit) -> tuple[int, tuple[tuple[str, str], ...]]:
        """The further amounts of `18 tỷ 847 triệu đồng`, and where they end."""
        parts: list[tuple[str, str]] = []
        end = unit.end
        while unit.scale and not unit.text:
            match = _NEXT_NUMBER.match(line.keyed, end)
            after = self._second(line, match.end()) if match else None
            if not after or not after.unit or after.unit.id != "dong":
                break
            parts.append((after.number, after.unit.scale))
            unit, end = after.unit, after.unit.end
        return end, tuple(parts)


def _is_name(text: str, unit: Unit) -> bool:
    """True for a word with a capital: Tân Hợp; not for an abbreviation: 439 TCCSĐ."""
    word = text[unit.start : unit.stop]
    return word[0].isupper() and not (word.isupper() and len(word) > 1 and text[unit.stop : unit.stop + 1] not in "-/")


# the signs that can stand between an amount and the number it is joined with
_BEFORE_A_NUMBER = (" ", "/", "-", ",", ";")


@lru_cache(maxsize=8)
def figure_reader(rules: Rules) -> FigureReader:
    """The figure reader of one folder of rules."""
    return FigureReader(rules)
