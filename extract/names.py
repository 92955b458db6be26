"""Names of agencies as running text writes them, by `rules/issuers.toml`: SỞ Y TẾ TỈNH HÀ SƠN → Sở Y tế tỉnh Hà Sơn."""

import unicodedata
from dataclasses import dataclass

import regex

from extract.paragraphs import is_upper
from extract.rules import Hit, Row, Rules
from extract.text import key

_WORD = regex.compile(r"[^\s,;()/]+")
# THCS, GD&ĐT, 389, II: no syllables, so they stay as they are.
_VOWELS = frozenset("aeiouy")
_ROMAN = regex.compile(r"I{2,3}|IV")


@dataclass(frozen=True, slots=True)
class Name:
    """A name; where its unit begins (None without one), the level of that; whether only the agency is named."""

    text: str
    unit: int | None
    level: str
    is_bare: bool


class Writing:
    """How names are written, by one folder of rules and on one day."""

    def __init__(self, rules: Rules, date: str) -> None:
        self._lexicons = [rules.lexicon("issuers", gives=kind) for kind in ("city", "field", "unit")]
        self._date = date

    def name(self, printed: str, hit: Hit) -> Name:
        """The name that begins with the agency `hit`."""
        head, rest = printed[: hit.end], printed[hit.end :].rstrip()
        low = is_upper(printed)
        text, unit, level = self._rest(rest, low)
        if hit.row.get("unit"):
            level = self._rest(f"{hit.row['unit']}{text}", low=False)[2]
        written = hit.row.get("full") or (_spelling(hit.row, head) if low else head)
        begin = None if unit is None else unit + len(written)
        return Name(written[:1].upper() + written[1:] + text, begin, level, not rest)

    def place(self, name: str) -> str:
        """The unit in a name, with what follows: huyện Sơn Hà; empty without one."""
        _, unit, _ = self._rest(name, low=False)
        return "" if unit is None else name[unit:]

    def end_of_unit(self, text: str, start: int) -> int | None:
        """Where the word of a unit ends that stands right behind `start`: UBND »huyện«; None without one."""
        found = self._known(key(text), start + 1)
        return found.end if found and found.row["gives"] in ("unit", "city") else None

    def _rest(self, printed: str, low: bool) -> tuple[str, int | None, str]:
        """What stands behind the agency, in lower case where it should be, and the first unit in it."""
        keyed, position = key(printed), 0
        text, unit, level = printed, None, ""
        while word := _WORD.search(printed, position):
            found = self._known(keyed, word.start())
            begin, position = word.start(), found.end if found else word.end()
            if found and unit is None and found.row["gives"] != "field":
                unit, level = begin, found.row["level"]
            if low:
                said = printed[begin:position]
                text = text[:begin] + (_spelling(found.row, said) if found else _capital(said)) + text[position:]
        return text, unit, level

    def _known(self, keyed: str, at: int) -> Hit | None:
        """The longest spelling that begins here; a city of the centre once it is one."""
        hits = [hit for lexicon in self._lexicons if (hit := lexicon.at(keyed, at))]
        valid = [hit for hit in hits if not self._date or self._date >= hit.row.get("since")]
        return max(valid, key=lambda hit: hit.end, default=None)


def _spelling(row: Row, printed: str) -> str:
    """How the row writes what was printed in capitals."""
    return next((s for s in row.writes if key(s) == key(printed)), printed)


def _capital(word: str) -> str:
    """A word of a proper name in capitals with one: LĂNG → Lăng; an abbreviation stays."""
    if len(word) < 2 or "&" in word or _ROMAN.fullmatch(word) or not _has_vowel(word):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _has_vowel(word: str) -> bool:
    return any(char in _VOWELS for char in unicodedata.normalize("NFD", word.lower()))
