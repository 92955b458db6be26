"""Figures as printed: each number of a segment with its unit, fraction, range or rate, or what else it is.

Every number is tried in this order: a claim (date, document number, name …), a figure, unread.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.claims import Claims, claims
from extract.quantities import Quantities, Unit, quantities
from extract.records import Claim, Figure, Segment, Span
from extract.rules import Hit, Rules

NUMBER = regex.compile(r"\d+(?:[.,]\d+)*")
_SLASH = regex.compile(r"\s?/\s?(?=\d)")
_OF_TOTAL = regex.compile(
    r"\s(?:trên|trong)\s(?:tổng\s)?(?:số\s)?(?=\d)|\s(?:trên|trong)\s(?:tổng\s)(?:số\s)?(?:\p{L}+\s){0,4}?(?=\d)"
)
_TO = regex.compile(r"\s?-\s?(?=\d)|\s(?:đến|tới)\s(?=\d)")
_GLUED_NAME = regex.compile(r"(?r)\p{L}+")
_SENTENCE = regex.compile(r"(?r)[.;:](?=\s)")
_MISSING_SIGN = regex.compile(r"\s?(?:kh|kế hoạch|dự toán|dt)(?!\p{L})")
_REACHED = regex.compile(r"(?r)(?:đạt|bằng|đạt tỷ lệ|tỷ lệ)\s(?:trên\s|gần\s|khoảng\s)?")
_SIGN = regex.compile(r"(?r)(?<=\()[-+]")
_NAME_WITH_DIGITS = regex.compile(r"[\d.]*\d\p{L}*")
_DESCRIBED = regex.compile(r"(?:\s\p{L}+){0,4}?\s?/\s?(?=\d)")
_NEXT_NUMBER = regex.compile(r"\s(?=\d)")


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number and its unit, if it has one of its own."""

    start: int
    end: int
    number: str
    unit: Unit | None

    @property
    def stop(self) -> int:
        return self.unit.end if self.unit else self.end


class FigureReader:
    """Reads the figures and claims of segments; one for each folder of rules."""

    def __init__(self, rules: Rules) -> None:
        self._claims: Claims = claims(rules)
        self._quantities: Quantities = quantities(rules)

    def read(self, text: str, keyed: str, segment: Segment, index: int) -> tuple[list[Figure], list[Claim]]:
        """The figures and claims between the ends of a segment; digits in neither are unread."""
        figures: list[Figure] = []
        found: list[Claim] = []
        block, position = segment.span.block, segment.span.start
        while match := NUMBER.search(text, position, segment.span.end):
            start = match.start()
            claim = self._claim(text, keyed, start)
            if claim:
                position = max(claim[0], match.end())
                raw = text[start:position]
                found.append(Claim(Span(block, start, position), raw, claim[1], claim[2]))
                continue
            read = list(self._figures(text, keyed, match, segment, index))
            figures += read
            position = max([match.end(), *(f.span.end for f in read)])
        return figures, found

    def _claim(self, text: str, keyed: str, start: int) -> tuple[int, str, str] | None:
        claim = self._claims.at(text, keyed, start)
        if claim:
            return claim[0], claim[1]["kind"], claim[1].id
        glued = _GLUED_NAME.match(text, 0, start) if start else None
        if glued and not (glued[0].islower() and len(glued[0]) > 1):
            end = _NAME_WITH_DIGITS.match(text, start)
            return (end.end() if end else start + 1), "name", "glued_to_letters"
        return None

    def _figures(
        self, text: str, keyed: str, match: "regex.Match[str]", segment: Segment, index: int
    ) -> Iterator[Figure]:
        first = self._amount(keyed, match)
        end = segment.span.end
        yield from (
            self._fraction(text, keyed, first, segment, index, end)
            or self._range(text, keyed, first, segment, index, end)
            or self._single(text, keyed, first, segment, index)
        )

    def _amount(self, keyed: str, match: "regex.Match[str]") -> _Amount:
        return _Amount(match.start(), match.end(), match[0], self._quantities.after(keyed, match.end()))

    def _second(self, keyed: str, at: int, end: int) -> _Amount | None:
        match = NUMBER.match(keyed, at, end)
        return self._amount(keyed, match) if match else None

    def _fraction(self, text: str, keyed: str, first: _Amount, segment: Segment, index: int, end: int) -> list[Figure]:
        """13/19 tiêu chí, 220,76km/276,16km, 128 trên tổng số 212 nhà: one figure of another."""
        link = _SLASH.match(keyed, first.stop) or _OF_TOTAL.match(keyed, first.stop)
        if not link and first.unit and not first.unit.is_measured:
            link = _DESCRIBED.match(keyed, first.stop)
        second = self._second(keyed, link.end(), end) if link else None
        if not second or not _same_thing(first.unit, second.unit):
            return []
        unit = second.unit or first.unit
        noun = None if unit else self._noun_before(keyed, first.start, segment)
        if not unit and not noun:
            return []
        printed = _printed(text, unit) if unit else text[noun.start : noun.end].lower() if noun else ""
        return [
            Figure(
                span=Span(segment.span.block, first.start, second.stop),
                raw=text[first.start : second.stop],
                number=first.number,
                unit=printed,
                unit_id=unit.id if unit else "",
                scale=(first.unit or unit).scale if unit and (first.unit or unit) else "",
                of=second.number,
                of_scale=unit.scale if unit else "",
                of_unit_id=unit.id if unit else "",
                rule="fraction",
                segment=index,
            )
        ]

    def _noun_before(self, keyed: str, start: int, segment: Segment) -> Hit | None:
        sentence = _SENTENCE.search(keyed, segment.span.start, start)
        return self._quantities.before(keyed, start, sentence.end() if sentence else segment.span.start)

    def _range(self, text: str, keyed: str, first: _Amount, segment: Segment, index: int, end: int) -> list[Figure]:
        """7,5 - 8,0%, từ 80,4 đến 80,8 triệu đồng: one figure with a higher end."""
        link = _TO.match(keyed, first.stop)
        second = self._second(keyed, link.end(), end) if link else None
        if not second or not second.unit or self._claims.at(text, keyed, second.start):
            return []
        if first.unit and (first.unit.text, first.unit.id) != (second.unit.text, second.unit.id):
            return []
        return [
            Figure(
                span=Span(segment.span.block, first.start, second.stop),
                raw=text[first.start : second.stop],
                number=first.number,
                high=second.number,
                unit=_printed(text, second.unit),
                unit_id=second.unit.id,
                scale=first.unit.scale if first.unit else second.unit.scale,
                per=second.unit.per,
                rule="range",
                segment=index,
            )
        ]

    def _single(self, text: str, keyed: str, first: _Amount, segment: Segment, index: int) -> list[Figure]:
        """One number with its unit; a percentage whose sign is missing; a compound amount of money."""
        unit = first.unit
        if _MISSING_SIGN.match(keyed, first.end) and _REACHED.match(keyed, 0, first.start):
            return [self._missing_sign(text, first, segment, index, keyed)]
        if not unit:
            return []
        end, parts = self._compound(keyed, unit)
        begin = first.start - bool(_SIGN.match(keyed, 0, first.start))
        return [
            Figure(
                span=Span(segment.span.block, begin, end),
                raw=text[begin:end],
                number=text[begin : first.end],
                unit=_printed(text, unit),
                unit_id=unit.id,
                scale=unit.scale,
                per=unit.per,
                parts=parts,
                rule="rate" if unit.per else "compound" if parts else "amount" if unit.is_measured else "count",
                segment=index,
            )
        ]

    def _missing_sign(self, text: str, first: _Amount, segment: Segment, index: int, keyed: str) -> Figure:
        """`đạt 60,26KH`: a percentage of the plan whose sign was lost."""
        match = _MISSING_SIGN.match(keyed, first.end)
        assert match is not None
        return Figure(
            span=Span(segment.span.block, first.start, match.end()),
            raw=text[first.start : match.end()],
            number=first.number,
            unit="%",
            unit_id="percent",
            rule="missing_percent_sign",
            segment=index,
            match="damaged",
        )

    def _compound(self, keyed: str, unit: Unit) -> tuple[int, tuple[tuple[str, str], ...]]:
        """The further amounts of `18 tỷ 847 triệu đồng`, and where they end."""
        parts: list[tuple[str, str]] = []
        end = unit.end
        while unit.id == "dong" and unit.scale and not unit.text:
            match = _NEXT_NUMBER.match(keyed, end)
            after = self._second(keyed, match.end(), len(keyed)) if match else None
            if not after or not after.unit or after.unit.id != "dong":
                break
            parts.append((after.number, after.unit.scale))
            unit, end = after.unit, after.unit.end
        return end, tuple(parts)


def _printed(text: str, unit: Unit) -> str:
    return text[unit.start : unit.stop].lower()


def _same_thing(first: Unit | None, second: Unit | None) -> bool:
    """True when two amounts around a slash can be part and whole: one unit, or one unit given once."""
    if first is None or second is None:
        return second is not None or first is None
    if first.id or second.id:
        return first.id == second.id and not first.per
    return first.text.startswith(second.text) or second.text.startswith(first.text) or second.text.startswith("tổng")


@lru_cache(maxsize=8)
def figure_reader(rules: Rules) -> FigureReader:
    """The figure reader of one folder of rules."""
    return FigureReader(rules)
