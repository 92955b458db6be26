"""What stands after a number: its scale word, unit or counted noun, and what it is per."""

from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.rules import Hit, Row, Rules

_WORD = regex.compile(r"\p{Ll}{2,}(?!\p{L})")
_PLURAL = regex.compile(r"(?:tổng số|số lượng|các|những|số|toàn bộ)\s$")
_PER = regex.compile(r"\s?/\s?(?!\d)")
_PER_ONE = regex.compile(r"(?:\s\p{L}+){0,5}\s?/\s?0?1\s")
# A noun that no row knows: any single word that is not one of those that are never counted.
_UNKNOWN = Row("nouns", "unknown", (), "", (), (), {})


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit: its scale word, where it stands, what it is per, where all of it ends; its row, or none.

    `text` is the matching key of the unit; what was printed stands between `start` and `stop`.
    """

    scale: str
    text: str
    id: str
    start: int
    stop: int
    end: int
    per: tuple[str, ...] = ()

    @property
    def is_measured(self) -> bool:
        """True for units of `rules/units.toml`, False for counted nouns."""
        return bool(self.id)


class Quantities:
    """Units and nouns as they stand after (or, for a count, before) a number."""

    def __init__(self, rules: Rules) -> None:
        self._scales = rules.lexicon("units", kind="scale")
        self._units = rules.lexicon("units")
        self._nouns = rules.lexicon("nouns", counts=None)
        self._never = rules.lexicon("nouns", counts=False)

    def after(self, keyed: str, end: int) -> Unit | None:
        """The unit that begins at `end`, one space allowed: `tỷ đồng`, `tạ/ha`, `nghìn người`, `hộ`."""
        start = end + keyed.startswith(" ", end)
        scale = self._scales.at(keyed, start)
        at = start
        if scale:
            at = scale.end + keyed.startswith(" ", scale.end)
        unit = self._units.at(keyed, at if scale else start)
        if unit and unit.row["kind"] == "scale":
            unit = None
        whole = self._units.at(keyed, start)
        if whole and whole.row["kind"] != "scale" and whole.end > (unit.end if unit else 0):
            scale, unit, at = None, whole, start
        if unit:
            return self._with_per(keyed, _text(keyed, scale), unit, at)
        return self._noun(keyed, scale, at)

    def _noun(self, keyed: str, scale: Hit | None, at: int) -> Unit | None:
        noun = self.noun_at(keyed, at)
        if noun:
            return self._with_per(keyed, _text(keyed, scale), noun, at)
        if scale:  # 1.353 tỷ: money, where nothing else is said
            return Unit(_text(keyed, scale), "", "dong", at, at, scale.end)
        return None

    def noun_at(self, keyed: str, start: int) -> Hit | None:
        """The counted noun that begins at `start`: one that a row knows, else one word that may be counted."""
        noun = self._nouns.at(keyed, start)
        if noun:
            return noun
        word = _WORD.match(keyed, start)
        if not word or self._never.at(keyed, start):
            return None
        return Hit(start, word.end(), _UNKNOWN)

    def _with_per(self, keyed: str, scale: str, unit: Hit, start: int) -> Unit:
        """The unit with what it is per: triệu đồng/người/năm, tiêu chí nông thôn mới/01 xã."""
        end = unit.end
        per: list[str] = []
        one = _PER_ONE.match(keyed, end)
        if one and (noun := self.noun_at(keyed, one.end())):
            return Unit(
                scale,
                keyed[start : unit.end],
                _id(unit),
                start,
                unit.end,
                noun.end,
                (keyed[noun.start : noun.end],),
            )
        while (slash := _PER.match(keyed, end)) and (below := self._below(keyed, slash.end())):
            per.append(keyed[slash.end() : below])
            end = below
        return Unit(scale, keyed[start : unit.end], _id(unit), start, unit.end, end, tuple(per))

    def _below(self, keyed: str, start: int) -> int | None:
        for row in ("ngày đêm", "năm", "tháng", "vụ", "ngày"):
            if keyed.startswith(row, start):
                return start + len(row)
        hit = self._units.at(keyed, start) or self.noun_at(keyed, start)
        return hit.end if hit else None

    def before(self, keyed: str, start: int, begin: int) -> Hit | None:
        """The counted noun before a number: the last one marked as several (các nhà văn hóa … lên 104/148)."""
        found = None
        for hit in self._nouns.find(keyed, begin, start):
            if not found or _PLURAL.search(keyed, begin, hit.start):
                found = hit
        return found


def _text(keyed: str, hit: Hit | None) -> str:
    return keyed[hit.start : hit.end] if hit else ""


def _id(hit: Hit) -> str:
    return hit.row.id if hit.row.table == "units" else ""


@lru_cache(maxsize=8)
def quantities(rules: Rules) -> Quantities:
    """The units and nouns of one folder of rules."""
    return Quantities(rules)
