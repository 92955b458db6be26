"""Small digits above the line, told by their size: marks of notes become ¹, powers of a length stay m2."""

import re
from collections.abc import Iterator
from typing import Protocol

from extract.raised import raised

# đồng1, 98,5%1, (CPI)1, đồng.1; the digit first, because that is found ten times faster
_GLUED = re.compile('[0-9](?:(?<=[A-Za-zÀ-ỹ%)\\]”"’][0-9])|(?<=[^0-9][.,;:][0-9]))')
# a year with a mark: 20241
_YEAR = re.compile("20[0-9]{2}(?=[0-9]{1,2}(?![0-9]|[.,][0-9]))")
# a note at the foot of the page begins with its mark
_BEGINS = re.compile(r"\n[0-9]{1,3}(?![0-9.,/%)])")
_DIGITS = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,3})*")
_NEXT = re.compile(r"[0-9]{1,3}\s*(?=\S)")
_SMALL, _ABOVE = 0.8, 0.1
MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""The digits that stand above the line."""


class Print(Protocol):
    """Tells of the characters of a page, by their offset in its text, how they were printed."""

    def size_at(self, offset: int) -> float:
        """The size of the character."""
        ...

    def base_at(self, offset: int) -> float:
        """How far from the top of the page it stands."""
        ...


def with_marks(text: str, printed: Print) -> str:
    """The text of a page with its raised digits as such, sign for sign: 15,2 tỷ đồng1 → 15,2 tỷ đồng¹."""
    signs: list[str] | None = None
    for start, beside in _candidates(text):
        end = start
        while text[end : end + 1].isdigit() and _is_raised(printed, end, beside):
            end += 1
        if end > start:
            signs = signs or list(text)
            signs[start:end] = raised(text[start:end], text[max(0, start - _REACH) : start])
    return "".join(signs) if signs else text


# so much of what stands before tells m2 from a mark
_REACH = 8


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Where digits may be raised, with a character beside them that is not."""
    for match in _GLUED.finditer(text):
        end = _DIGITS.match(text, match.start())
        yield match.start(), match.start() - 1
        comma = text.find(",", match.start(), end.end() if end else match.end())
        if comma > 0:  # marks of two notes: đồng1,2
            yield comma + 1, match.start() - 1
    for match in _YEAR.finditer(text):
        yield match.end(), match.start()
    for match in _BEGINS.finditer(text):
        after = _NEXT.match(text, match.start() + 1)
        if after:
            yield match.start() + 1, after.end()


def _is_raised(printed: Print, at: int, beside: int) -> bool:
    size = printed.size_at(beside)
    return printed.size_at(at) <= _SMALL * size and printed.base_at(at) < printed.base_at(beside) - _ABOVE * size


def is_mark(char: str) -> bool:
    """True for a digit that stands above the line."""
    return char != "" and char in MARKS
