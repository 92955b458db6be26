"""What stands after a number: its scale word, unit or counted noun, and what it is per."""

from functools import lru_cache
from typing import NamedTuple

import regex

from extract.damaged import Damaged
from extract.rules import Hit, Lexicon, Row, Rules
from extract.text import unmarked

_WORD = regex.compile(r"\p{Ll}{2,}(?!\p{L})")
# 02 Kế hoạch3, 15 văn bản: a footnote's mark glued to the noun
_FOOTNOTED = regex.compile(r"(?:\p{L}+\s){0,3}\p{L}+(?=\d{1,2}(?![\p{L}\d]))")
_PLURAL = regex.compile(r"(?<!\p{L})(?:tổng số|số lượng|các|những|số|toàn bộ)\s$")
_CLAUSE = regex.compile(r"(?r)[,;:(]|[.](?=\s)")
_BRACKET = regex.compile(r"\s?\([^()]{1,40}\)(?=\s)")
# what stands between a unit and the slash of its rate: m2 sàn/người, tiêu chí nông thôn mới/01 xã
_BELOW = regex.compile(r"(?P<words>(?:\s\p{L}+){0,5}?)\s?/\s?")
_TIME = regex.compile(r"(?:ngày đêm|năm|tháng|quý|tuần|vụ|ngày|giờ|phút|giây|h|s)(?!\p{L})")
_ONE = regex.compile(r"0?1\s(?=\p{L})")
# /1.000 dân, /100 bé gái: a rate, where 45 lượt/100 công dân are two figures
_OF_SO_MANY = regex.compile(
    r"1(?:00|\.?000|0\.?000|00\.?000)\s(?:người dân|người|dân|trẻ(?: em)?|bé gái|hộ dân)(?!\p{L})"
)
# 01 vụ/01 bị can are two figures, 15,8 tiêu chí nông thôn mới/01 xã a rate
_FOR_ONE = regex.compile(r"(?:\s\p{L}+){0,5}\s?/\s?0?1\s")
_FRACTIONAL = regex.compile(r"(?r)\d,\d+\s?")
_REACH = 40
# 1,2 tỷ vốn is money; 15 nghìn vốn may be anything
_MONEY_SCALES = ("tỷ", "triệu")
# A noun that no row knows: any single word that is not one of those that are never counted.
_UNKNOWN = Row("nouns", "unknown", (), "", (), (), {})


class Unit(NamedTuple):
    """A printed unit: its scale word, where it stands, what it is per, where all of it ends; its row, or none.

    `text` is the matching key of the unit; what was printed stands between `start` and `stop`. `kind` is that of
    its row of `rules/units.toml`; noun for a counted noun, word for one that no row knows.
    """

    scale: str
    text: str
    id: str
    kind: str
    start: int
    stop: int
    end: int
    per: tuple[str, ...] = ()
    match: str = "exact"

    @property
    def is_measured(self) -> bool:
        """True for units of `rules/units.toml`, False for counted nouns."""
        return bool(self.id)


class Quantities:
    """Units and nouns as they stand after (or, for a count, before) a number."""

    def __init__(self, rules: Rules) -> None:
        self._words = Lexicon([*rules.tables["units"], *rules.tables["nouns"]])
        self._nouns = rules.lexicon("nouns", counts=None)
        self._damaged = Damaged(self._words.row_of)
        self._never_bare = {unmarked(s) for s in rules.lexicon("nouns", counts=False).row_of}

    def after(self, keyed: str, end: int) -> Unit | None:
        """The unit that begins at `end`, one space allowed: `tỷ đồng`, `tạ/ha`, `nghìn người`, `hộ`."""
        start = end + keyed.startswith(" ", end)
        word = self._words.at(keyed, start) or self._unlisted(keyed, start)
        if word is None:
            return None
        if word.row is _UNKNOWN:
            damaged = self._damaged.at(keyed, start)
            if damaged:
                return self._scaled(keyed, damaged) if _kind(damaged.row) == "scale" else self._restored(keyed, damaged)
            if start == end and not keyed[word.start : word.end].isascii():
                return None  # 1ãi suất: a letter read as a digit
        kind = _kind(word.row)
        if kind == "scale":
            return self._scaled(keyed, word)
        if kind == "never" or (kind == "percent" and self._measures(keyed, word.end)):
            return None
        return self._unit(keyed, "", word, kind)

    def _restored(self, keyed: str, word: Hit) -> Unit | None:
        """The unit that a scan or an old machine printed without its marks: 412 trừơng hợp, 35 tân."""
        kind = _kind(word.row)
        if kind == "never":
            return None
        own = "" if word.row.table == "nouns" else word.row.id
        text = self._damaged.spelling[keyed[word.start : word.end]]
        return Unit("", text, own, kind, word.start, word.end, word.end, match="tone")

    def _measures(self, keyed: str, end: int) -> bool:
        """True where a unit follows a unit: 28,6% triệu đồng is a broken print."""
        more = self._words.at(keyed, end + 1) if keyed.startswith(" t", end) else None
        return bool(more and _kind(more.row) in ("scale", "money"))

    def _scaled(self, keyed: str, scale: Hit) -> Unit | None:
        """What stands behind a scale word: a unit, a noun, or money where nothing else is said."""
        printed = keyed[scale.start : scale.end]
        said = self._damaged.spelling.get(printed, printed)
        match = "exact" if said == printed else "tone"
        at = scale.end + keyed.startswith(" ", scale.end)
        word = self._words.at(keyed, at) or self._footnoted(keyed, at)
        if word is None and (damaged := self._damaged.at(keyed, at)) and _kind(damaged.row) != "scale":
            restored = self._restored(keyed, damaged)
            return restored._replace(scale=said) if restored else None
        if word is None and not said.endswith(_MONEY_SCALES):
            word = self._unlisted(keyed, at)
        kind = _kind(word.row) if word else "never"
        if word and kind not in ("scale", "never"):
            return self._unit(keyed, said, word, kind)._replace(match=match)
        per, end = self._per(keyed, scale.end)
        return Unit(said, "", "dong", "money", scale.end, scale.end, end, per, match)

    def _unlisted(self, keyed: str, start: int) -> Hit | None:
        """A noun with a footnote's mark, else one word that may be counted."""
        word = _WORD.match(keyed, start)
        if word and keyed[start - 1] == " " and word[0] in self._never_bare:
            return None  # 22 thang, 12 nam
        return self._footnoted(keyed, start) or (Hit(start, word.end(), _UNKNOWN) if word else None)

    def _footnoted(self, keyed: str, start: int) -> Hit | None:
        """A noun or a unit with a footnote's mark: 15 văn bản4, 1 tỷ USD4."""
        noted = _FOOTNOTED.match(keyed, start)
        row = self._words.row_of.get(noted[0]) if noted else None
        return Hit(start, noted.end(), row) if noted and row and _kind(row) not in ("scale", "never") else None

    def _unit(self, keyed: str, scale: str, word: Hit, kind: str) -> Unit:
        """The unit with what it is per: triệu đồng/người/năm, tiêu chí nông thôn mới/01 xã, m2 sàn/người."""
        stop = end = word.end
        per: tuple[str, ...] = ()
        own = "" if word.row.table == "nouns" else word.row.id
        if keyed.find("/", end, end + _REACH) >= 0 and not (not own and self._are_two(keyed, word)):
            per, end = self._per(keyed, end)
            described = None if per else _BELOW.match(keyed, stop)
            if described and described["words"]:
                surely = bool(own) or bool(_FRACTIONAL.match(keyed, 0, word.start))
                per, end = self._per_described(keyed, described.end(), surely) or ((), end)
                stop = described.end("words") if per and own else stop
        return Unit(scale, keyed[word.start : stop], own, kind, word.start, stop, end, per)

    def _are_two(self, keyed: str, word: Hit) -> bool:
        """True for two figures, 01 vụ/01 bị can, where 15,8 tiêu chí/01 xã is a rate."""
        return bool(_FOR_ONE.match(keyed, word.end)) and not _FRACTIONAL.match(keyed, 0, word.start)

    def _per(self, keyed: str, end: int) -> tuple[tuple[str, ...], int]:
        """What stands below the slashes from `end` on, and where that ends."""
        per: list[str] = []
        while keyed.startswith(("/", " /"), end):
            at = keyed.index("/", end) + 1
            below = self._below(keyed, at + keyed.startswith(" ", at))
            if below is None:
                break
            per.append(below[0])
            end = below[1]
        return tuple(per), end

    def _per_described(self, keyed: str, at: int, measured: bool) -> tuple[tuple[str, ...], int] | None:
        """What a described unit is per: of a counted noun only one of something, or a time."""
        surely = measured or _ONE.match(keyed, at) or _TIME.match(keyed, at)
        below = self._below(keyed, at) if surely else None
        if below is None:
            return None
        more, end = self._per(keyed, below[1])
        return (below[0], *more), end

    def _below(self, keyed: str, at: int) -> tuple[str, int] | None:
        """The denominator that begins at `at`: người, năm, ngày đêm, 01 xã, vạn dân, 1.000 dân."""
        if time := _TIME.match(keyed, at):
            return time[0], time.end()
        if keyed[at : at + 1].isdigit():
            if many := _OF_SO_MANY.match(keyed, at):
                return many[0], many.end()
            one = _ONE.match(keyed, at)
            return self._below(keyed, one.end()) if one else None
        word = self._words.at(keyed, at)
        if word and _kind(word.row) == "scale":
            more = self._words.at(keyed, word.end + 1)
            return (keyed[at : more.end], more.end) if more else None
        word = word or self._unlisted(keyed, at)
        return (keyed[at : word.end], word.end) if word and _kind(word.row) != "never" else None

    def behind_bracket(self, keyed: str, end: int) -> Unit | None:
        """The unit of `12 (mười hai) hộ`: it ends with the number, for the bracket is no part of the figure."""
        bracket = _BRACKET.match(keyed, end)
        unit = self.after(keyed, bracket.end()) if bracket else None
        return unit._replace(end=end) if unit and unit.kind == "noun" else None

    def ending(self, keyed: str, end: int) -> Hit | None:
        """The counted noun that ends at `end`: văn bản|4."""
        return self._nouns.ending(keyed, end, max(0, end - _REACH))

    def before(self, keyed: str, start: int, begin: int) -> Hit | None:
        """The counted noun before a number, marked as several in its clause: các nhà văn hóa … lên 104/148."""
        clause = _CLAUSE.search(keyed, begin, start)
        hits = self._nouns.find(keyed, clause.end() if clause else begin, start)
        several = [hit for hit in hits if _PLURAL.search(keyed, begin, hit.start)]
        return several[-1] if several else None


def _kind(row: Row) -> str:
    """The kind of a unit's row; noun, word or never for the others."""
    if row.table == "units":
        return str(row["kind"])
    if row is _UNKNOWN:
        return "word"
    return "noun" if row.get("counts", True) else "never"


@lru_cache(maxsize=8)
def quantities(rules: Rules) -> Quantities:
    """The units and nouns of one folder of rules."""
    return Quantities(rules)
