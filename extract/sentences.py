"""Where sentences and clauses end."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

import regex

# A full stop ends a sentence unless an abbreviation stands before it: TP. Hạ Long, Tr. 5, v.v.
STOP = regex.compile(r"(?<!\b(?:TP|TX|TT|Tr|Ths|TS|BS|GS|số|St|P))[.!?](?=\s+[\p{Lu}\d“\"(+*-]|\s*$)")
# a sentence is cut where it is longer: what stands further off says nothing of a figure
_LONGEST = 4000
_CLAUSE = regex.compile(r"(?r)[;.!?](?=\s)")


def sentence(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around `at` within `start` and `end`, white space apart."""
    stops = _stops(text, start, end)
    number = bisect_left(stops, at + 1)
    begin = stops[number - 1] if number else start
    stop = stops[number] if number < len(stops) else end
    while begin < stop and text[begin].isspace():
        begin += 1
    return begin, stop


@lru_cache(maxsize=1024)
def _stops(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where the sentences between two places end."""
    stops = [match.end() for match in STOP.finditer(text, start, end)]
    if end - start <= _LONGEST:
        return tuple(stops)
    return tuple(_cut(text, start, stops, end))


def _cut(text: str, start: int, stops: list[int], end: int) -> Iterator[int]:
    """The stops, with a cut behind a word wherever a text goes on without one for longer than any sentence does."""
    for number, stop in enumerate([*stops, end]):
        while stop - start > _LONGEST:
            start = (
                max(text.rfind(" ", start + 1, start + _LONGEST), start + 1)
                if " " in text[start:stop]
                else start + _LONGEST
            )
            yield start
        if number < len(stops):
            yield stop
        start = stop


def clause(text: str, at: int, start: int) -> int:
    """Where the clause before `at` begins: after the last `;` or full stop that is followed by a space."""
    match = _CLAUSE.search(text, start, at)
    return match.end() if match else start
