"""Figures as printed: each number of a segment with its unit, fraction, range or rate, or what else it is.

Every number is tried in this order: an amount in a unit of measure, a claim (date, document number, name …), a
figure, unread.
"""

import re
from functools import lru_cache

import regex

from extract.amounts import Amount, Line, is_split
from extract.claims import Claims, claims
from extract.joins import RESPECTIVELY, Joins
from extract.lent import lent_unit
from extract.mended import grouped, joined, look_alike
from extract.quantities import Quantities, Unit, quantities
from extract.records import Claim, Figure, Segment, Span
from extract.rules import Rules

NUMBER = re.compile(r"\d++(?:[.,]\d++)*+")
_TOTAL = regex.compile(r"\stổng(?: số)?(?=\s)")
_GLUED_NAME = regex.compile(r"(?r)\p{L}+")
# 12 chỉ tiêu are counted, 84,09 chỉ tiêu are none
_MISSING_SIGN = regex.compile(r"\s?(?:kh|kế hoạch|dự toán|dt|(?<=,\d{1,2}\s)(?:chỉ tiêu|so với|tổng số))(?!\p{L})")
_REACHED = regex.compile(r"(?r)(?:đạt|bằng|đạt tỷ lệ|tỷ lệ)\s(?:trên\s|gần\s|khoảng\s)?")
# tỷ lệ bao phủ bảo hiểm y tế đạt 93,2; a rate without its sign at the end of a clause
_RATE = regex.compile(r"(?r)tỷ lệ\s[^,;.:()\d]{3,80}?\s(?:đạt|còn|là|chiếm|ở mức)\s")
_ENDS = regex.compile(r"\s?(?:[;,.](?:\s|$)|$)")
# 29,1396KH: a scan reads % as 96
_SIGN_AS_DIGITS = re.compile(r"(\d{1,3},\d{2})96")
_SIGN = regex.compile(
    r"(?r)(?:(?<=\()|(?<=(?<!\p{L})(?:đạt|là|giảm|tăng|còn|mức|trưởng|bằng)\s)|(?<=^))[-+]\s?|(?<!\p{L})âm\s"
)
_MAY_BE_SIGNED = re.compile(r"[-+]|âm ")
_CURRENCY_SIGN = {"$": "usd", "€": "euro", "₫": "dong", "£": "pound"}
# not the unit of what stands before it: 1 tỷ USD4
_CURRENCY_CODE = regex.compile(r"(?r)(?<!\p{L}|(?:\d|tỷ|triệu|nghìn|ngàn)\s?)(?:usd|eur|gbp|jpy|cny|vnđ|vnd)\s?")
_CODES = {"usd": "usd", "eur": "euro", "gbp": "pound", "jpy": "yen", "cny": "yuan", "vnđ": "dong", "vnd": "dong"}
_NAME_WITH_DIGITS = regex.compile(r"[\d.]*\d\p{L}*")
_FOOTNOTE = regex.compile(r"\d{1,2}(?=[\s,;.)]|$)")
_NEXT_NUMBER = regex.compile(r"\s(?=\d)")
_WORD_BEFORE = regex.compile(r"(?r)(?<!\p{L})(\p{L}+)\s")
_CAPITAL = regex.compile(r"\s\p{Lu}\p{Ll}")
_NUMBERED = re.compile(r"s[oố]")
_LONGEST_LABEL = 3
# năm 2024 lần đầu: the unit that may be another word
_UNSURE = "times"
# the claims that give way to a counted noun: đến 2030 is a year, đến 2.030 hộ none
_GIVE_WAY = ("bare_year",)


class FigureReader:
    """Reads the figures and claims of segments; one for each folder of rules."""

    def __init__(self, rules: Rules) -> None:
        self._claims: Claims = claims(rules)
        self._quantities: Quantities = quantities(rules)
        self._joins = Joins(self._quantities, self._second, self._claim)
        self._introducing = rules.lexicon("nouns", counts=False).row_of

    def read(self, text: str, keyed: str, segment: Segment, index: int) -> tuple[list[Figure], list[Claim]]:
        """The figures and claims between the ends of a segment; digits in neither are unread."""
        figures: list[Figure] = []
        found: list[Claim] = []
        block, position, end = segment.span
        line = Line(text, keyed, block, position, end, index)
        unread: Amount | None = None
        while match := NUMBER.search(text, position, end):
            amount = self._misread(line, match, position) or self._amount(line, match)
            claim = self._claim(line, amount)
            if claim:
                position = max(claim[0], amount.end)
                found.append(Claim(Span(block, amount.start, position), text[amount.start : position], *claim[1:]))
                unread = None
                continue
            if amount.unit is None or amount.unit.kind == "word":
                amount = self._mended(line, amount, position) or self._part(line, amount) or amount
            figure = None if unread and is_split(keyed, unread, amount) else self._figure(line, amount, figures)
            if figure:
                figures.append(figure)
            position = max(amount.end, figure.span.end) if figure else amount.end
            unread = None if figure else amount
        return figures, found

    def _amount(self, line: Line, match: "re.Match[str]") -> Amount:
        end = match.end()
        unit = self._quantities.after(line.keyed, end)
        if unit and unit.kind == "word" and self._is_label(line, match):
            unit = None
        elif unit and (unit.kind == "word" or unit.match != "exact" or unit.id) and _is_name(line.text, unit):
            unit = None  # Trường THCS số 2 Tân Hợp
        return Amount(match.start(), end, match[0], unit)

    def _is_label(self, line: Line, match: "re.Match[str]") -> bool:
        """True for a number that names what stands before it: Tổ công tác 6 họp, tại Kho 706 kết thúc, cột 4 chia."""
        start = match.start()
        if line.text[start - 1 : start] in ("/", "-") and start > line.begin:
            return True
        word = _WORD_BEFORE.search(line.text, line.begin, start)
        if word is None or len(match[0]) > _LONGEST_LABEL:
            return False
        return bool(
            (word[1][0].isupper() and word.start(1) > line.begin)
            or self._quantities.ending(line.keyed, word.end(1))
            or _NUMBERED.fullmatch(line.keyed, word.start(1), word.end(1))
        )

    def _misread(self, line: Line, match: "re.Match[str]", since: int) -> Amount | None:
        """The amount whose first digits a scan read as letters: l7 mô hình, I16 tấn; None behind other letters."""
        start = match.start()
        if line.text[max(since, start - 1) : start] not in ("l", "I", "O", "o") or start == since:
            return None
        alike = look_alike(line.text, start, since, line.end)
        unit = self._quantities.after(line.keyed, alike[1]) if alike else None
        if alike is None or unit is None or unit.kind == "word":
            return None
        return Amount(*alike, unit, "damaged")

    def _mended(self, line: Line, amount: Amount, since: int) -> Amount | None:
        """The amount whose number print broke or a scan misread: 1 66,9 tỷ, 6OO ha; None where no unit follows it."""
        if RESPECTIVELY.match(line.keyed, line.begin, amount.start):
            return None
        whole = joined(line.keyed, amount.start, line.end)
        alike = None if whole else look_alike(line.text, amount.start, since, line.end)
        begin, end, number = (amount.start, *whole) if whole else alike or (0, 0, "")
        unit = self._quantities.after(line.keyed, end) if number else None
        if unit is None or unit.kind == "word" or (unit.kind == "noun" and not unit.scale and "," in number):
            return None
        return Amount(begin, end, number, unit, "damaged")

    def _part(self, line: Line, amount: Amount) -> Amount | None:
        """The part of a fraction whose thousands stand apart by blanks: 3 662,2/6 270 tấn."""
        found = grouped(line.keyed, amount.start, line.end)
        if found is None or line.keyed[found[0] : found[0] + 1] != "/":
            return None
        second = self._second(line, found[0] + 1)
        return Amount(amount.start, *found, None, "damaged") if second and second.unit else None

    def _claim(self, line: Line, amount: Amount) -> tuple[int, str, str] | None:
        start, unit = amount.start, amount.unit
        is_glued = start > 0 and line.text[start - 1].isalpha()
        if unit and unit.id and unit.kind != _UNSURE and not is_glued:
            return None
        claim = self._claims.at(line.text, line.keyed, start)
        if claim and not (unit and unit.kind == "noun" and claim[1].id in _GIVE_WAY):
            return claim[0], claim[1]["kind"], claim[1].id
        return self._glued(line, start) if is_glued else None

    def _glued(self, line: Line, start: int) -> tuple[int, str, str] | None:
        """What digits behind letters are: of a name (B40), a footnote's mark (trường hợp6); None for đạt16."""
        word = _GLUED_NAME.match(line.text, 0, start)
        if word is None or _CURRENCY_CODE.match(line.keyed, line.begin, start):
            return None
        if word[0].islower() and len(word[0]) > 1:
            mark = _FOOTNOTE.match(line.text, start, line.end)
            is_noun = self._quantities.ending(line.keyed, start) is not None
            return (mark.end(), "footnote", "footnote_mark") if mark and is_noun else None
        end = _NAME_WITH_DIGITS.match(line.text, start)
        return (end.end() if end else start + 1), "name", "glued_to_letters"

    def _second(self, line: Line, at: int) -> Amount | None:
        match = NUMBER.match(line.keyed, at, line.end)
        if not match:
            return None
        second = self._amount(line, match)
        if second.unit is None and (mended := self._mended(line, second, at)):
            return mended
        total = _TOTAL.match(line.keyed, second.end) if not second.unit else None
        if total:
            return second._replace(unit=self._quantities.after(line.keyed, total.end()))
        return second

    def _figure(self, line: Line, first: Amount, before: list[Figure]) -> Figure | None:
        since = before[-1].span.end if before else line.begin
        figure = self._joins.read(line, first) or self._single(line, first, since)
        if figure:
            return figure
        unit = lent_unit(line, first, before, self._quantities)
        return line.figure(first.start, first.end, first.number, unit, "lent_unit") if unit else None

    def _single(self, line: Line, first: Amount, since: int) -> Figure | None:
        """One number with its unit; a percentage whose sign is missing; a compound amount of money.

        `since` is where the figure before ends: 5 vạn $6 has one dollar sign.
        """
        sign_lost = self._missing_sign(line, first)
        if sign_lost:
            return sign_lost
        unit, begin = first.unit or self._quantities.behind_bracket(line.keyed, first.end), first.start
        currency = (
            self._currency_before(line, first, since) if not unit or unit.kind in ("word", "money", "scale") else None
        )
        if currency:
            return currency
        if not unit:
            return None
        ahead = line.keyed[max(line.begin, begin - 3) : begin]
        sign = _SIGN.match(line.keyed, line.begin, begin) if _MAY_BE_SIGNED.search(ahead) else None
        number = first.number
        if sign:
            begin, number = sign.start(), ("+" if "+" in sign[0] else "-") + number
        end, parts = self._compound(line, unit) if unit.id == "dong" and not unit.text else (unit.end, ())
        rule = "rate" if unit.per else "compound" if parts else "amount" if unit.id else "count"
        return line.figure(
            begin, end, number, unit, rule, scale=unit.scale, per=unit.per, parts=parts, match=first.match
        )

    def _currency_before(self, line: Line, first: Amount, since: int) -> Figure | None:
        """$1,42 and USD 2 triệu: the currency stands before the number."""
        unit = first.unit
        if unit and (unit.text or unit.kind == "word") and unit.id:
            return None
        code = _CURRENCY_CODE.match(line.keyed, line.begin, first.start)
        sign = line.keyed[first.start - 1 : first.start]
        if code:
            begin, unit_id = code.start(), _CODES[code[0].strip()]
        elif sign in _CURRENCY_SIGN and not line.keyed[: first.start - 1].rstrip()[-1:].isdigit():
            begin, unit_id = first.start - 1, _CURRENCY_SIGN[sign]
        else:
            return None
        if begin < since:
            return None
        scale = unit.scale if unit and unit.id else ""
        stop = first.stop if scale else first.end
        printed = Unit(scale, "", unit_id, "currency", begin, first.start, stop)
        return line.figure(begin, stop, first.number, printed, "amount", scale=scale)

    def _missing_sign(self, line: Line, first: Amount) -> Figure | None:
        """`đạt 60,26KH`, `tỷ lệ bao phủ đạt 93,2;`: a percentage whose sign was lost or misread."""
        if first.unit and first.unit.id:
            return None
        match = _MISSING_SIGN.match(line.keyed, first.end)
        number = first.number
        if match and _REACHED.match(line.keyed, line.begin, first.start):
            misread = _SIGN_AS_DIGITS.fullmatch(number)
            number, end = misread[1] if misread else number, match.end()
        elif first.unit is None and "," in number and self._is_rate(line, first):
            end = first.end
        else:
            return None
        return Figure(
            span=Span(line.block, first.start, end),
            raw=line.text[first.start : end],
            number=number,
            unit="%",
            unit_id="percent",
            rule="missing_percent_sign",
            segment=line.segment,
            match="damaged",
        )

    def _is_rate(self, line: Line, first: Amount) -> bool:
        return bool(
            _ENDS.match(line.keyed, first.end, line.end)
            and _RATE.search(line.keyed, max(line.begin, first.start - 120), first.start)
        )

    def _compound(self, line: Line, unit: Unit) -> tuple[int, tuple[tuple[str, str], ...]]:
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
    if unit.id and unit.match == "exact":  # số 1 Đồng Giang; not 1 Tỷ đồng
        return word.istitle() and bool(_CAPITAL.match(text, unit.stop))
    return word[0].isupper() and not (word.isupper() and len(word) > 1 and text[unit.stop : unit.stop + 1] not in "-/")


@lru_cache(maxsize=8)
def figure_reader(rules: Rules) -> FigureReader:
    """The figure reader of one folder of rules."""
    return FigureReader(rules)
