"""Units and nouns whose marks print or a scan lost: 412 trừơng hợp, 1.250 trieu dong, 35 tân gạo.

Tried right behind a number only, where no exact spelling stands, for spellings of two syllables, for units of measure,
and for nouns of one syllable that lost all their marks.
"""

from collections.abc import Mapping

import regex

from extract.rules import Hit, Row
from extract.text import key, unmarked

_WORDS = regex.compile(r"\p{L}+(?:\s\p{L}+){0,3}")
# they are other words as well, or a unit with marks of its own
_TOO_COMMON = {
    "ta",
    "lan",
    "ca",
    "ba",
    "do",
    "la",
    "hai",
    "nam",
    "sau",
    "bay",
    "mot",
    "bon",
    "thang",
    "ngay",
    "cap",
    "dat",
}


class Damaged:
    """The spellings of rows, found by their letters alone; `spelling` says how a damaged form is spelled."""

    def __init__(self, row_of: Mapping[str, Row]) -> None:
        self.spelling: dict[str, str] = {}
        self._row_of = row_of
        self._by_letters: dict[str, str] = {}
        for spelling, row in row_of.items():
            letters = unmarked(spelling)
            if letters != spelling and letters not in _TOO_COMMON and row.get("counts", True):
                self._by_letters.setdefault(letters, spelling)

    def at(self, keyed: str, start: int) -> Hit | None:
        """The longest damaged spelling that begins at `start`."""
        words = _WORDS.match(keyed, start)
        printed = words[0] if words else ""
        while printed:
            spelling = self._by_letters.get(unmarked(printed))
            if spelling and self._may_be(printed, spelling):
                self.spelling[printed] = spelling
                return Hit(start, start + len(printed), self._row_of[spelling])
            printed = printed.rpartition(" ")[0]
        return None

    def _may_be(self, printed: str, spelling: str) -> bool:
        """True where the printed word can hardly be another one."""
        row = self._row_of[spelling]
        return " " in spelling or row.table == "units" or (printed.isascii() and key(printed) == printed)
