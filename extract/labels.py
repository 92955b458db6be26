"""The number or mark that a heading or an item begins with, in the schemes of state and Party documents.

`level` orders the schemes: Phần 0, A 1, I 2, 1 3, 1.1 4, 1.1.1 5; a) 8 and marks 9 are items.
"""

from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.text import key

CARDINALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
"""The words of the numbers from 1 to 9."""
# Phần thứ nhất, thứ tư
_ORDINALS = {"nhất": "1", "tư": "4"} | {word: str(number) for number, word in enumerate(CARDINALS, 1)}
_LABEL = regex.compile(
    r"(?P<part>(?i:phần)\s(?:(?i:thứ)\s(?P<ordinal>\p{L}+)|[IVX]+|\d)\b)\s?[.:/-]?\s?"
    r"|(?P<roman>[IVXLC]{1,6})\s?[.)/:–-](?=\s|\p{L}|$)\s?"
    r"|(?P<upper>[A-HĐ])\s?[.)/–-]\s"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\s?[.)/:–-]?\s?(?=[\p{L}“\"(*])"
    # 1 .1. and 1. 3. are typed so
    r"|(?P<spaced>\d{1,2}\s?\.\s?\d{1,2})\s?\.\s?(?=\p{Lu})"
    r"|(?:(?i:nhiệm vụ|mục|nhóm)\s)?(?P<arabic>\d{1,2})\s?(?:[.):–-]|/(?!\p{Lu}{2}))\s?(?=[\p{L}“\"(*])"
    r"|(?P<letter>[a-zđ])\s?[.)]\s"
    r"|(?P<bracket>\(\d{1,2}\)|\([a-zđ]\))\s"
    r"|(?P<mark>[-–—+*•●▪✓])\s?(?=[\p{L}\d“\"(])"
)
_LEVELS = {"part": 0, "upper": 1, "roman": 2, "arabic": 3, "letter": 8, "bracket": 8, "mark": 9}
_KINDS = {0: "section", 1: "section", 2: "section", 3: "group"}
# 1.5 triệu, 2.5 ha: a number at the head of a line that is measured is no heading.
_MEASURED = regex.compile(
    r"(?:triệu|tỷ(?! (?:lệ|trọng|suất|số))|nghìn|ha|km|m2|kg|tấn|tạ|lượt|lần|đồng|trđ|hộ|người)(?!\p{L})"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its scheme, its number as it enters a path, its level, where the heading's words begin."""

    scheme: str
    number: str
    level: int
    end: int

    @property
    def kind(self) -> str:
        """Section, group, task or item, by the depth of the number."""
        return "item" if self.level >= 8 else _KINDS.get(self.level, "task")


@lru_cache(maxsize=2048)
def read_label(text: str) -> Label | None:
    """The label at the head of a paragraph, or None: 30/9/2024, 1.429 hồ sơ and VI phạm have none."""
    match = _LABEL.match(text)
    if not match or (match.end() >= len(text) and not (match["part"] or match["roman"])):
        return None
    scheme = match.lastgroup if match.lastgroup != "ordinal" else "part"
    assert scheme is not None
    if scheme == "part":
        return Label(scheme, _part_number(match), 0, match.end())
    number = match[scheme].replace(" ", "")
    if scheme == "spaced":
        return Label("decimal", number, 4, match.end())
    if scheme == "decimal":
        rest = key(text[match.end() :])
        if _MEASURED.match(rest) and text[match.end("decimal") : match.end()] == " ":
            return None
        return Label(scheme, number, 3 + number.count("."), match.end())
    return Label(scheme, number, _LEVELS[scheme], match.end())


def _part_number(match: "regex.Match[str]") -> str:
    if match["ordinal"]:
        return _ORDINALS.get(key(match["ordinal"]), match["ordinal"])
    return match["part"].split()[-1]
