"""Where a stretch of a block's text stands in a Word file: the texts of runs in which it begins and ends.

The text of a block went a long way from the runs: white space, labels, marks raised and letters decoded. So a stretch
is found again by its letters without white space, and by what stands around it where it occurs several times.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from extract.records import Block
from extract.text import clean
from extract.word.runs import ALTERNATE, UNPRINTED
from extract.word.styles import W

_TEXT, _HYPHEN, _BOX = W + "t", W + "noBreakHyphen", W + "txbxContent"
# so much of what stands around a stretch must agree where counting does not tell which one is meant
_LEAST_AROUND = 6
# so much of it finds the place between two stretches
_BESIDE = 12


class Spot(NamedTuple):
    """A stretch within runs: the elements that hold its first and its last code point, and the offsets there."""

    first: Any
    begin: int
    last: Any
    end: int


class _Letter(NamedTuple):
    """A composed letter, and the code points of an element that make it."""

    char: str
    element: Any
    begin: int
    end: int


def spot_of(block: Block, start: int, end: int, paragraphs: Iterable[Any]) -> Spot | None:
    """Where code points `start` to `end` of a block stand in the paragraphs it comes from; None where nothing tells."""
    before, wanted, after = (
        _bare(block.text[:start]),
        _bare(block.text[start:end]),
        _bare(block.text[end:]),
    )
    letters = [letter for paragraph in paragraphs for letter in _letters(paragraph)]
    text = "".join(letter.char for letter in letters)
    place = (_place(text, before, wanted, after) or _between(text, before, after)) if wanted else None
    if place is None:
        return None
    first, last = letters[place[0]], letters[place[1] - 1]
    return Spot(first.element, first.begin, last.element, last.end)


def _bare(text: str) -> str:
    return "".join(clean(text).split())


def _letters(paragraph: Any) -> Iterator[_Letter]:
    """The printed letters of a paragraph with where they stand, without white space; not those of its text boxes."""
    points = [(c, e, i) for e in _texts(paragraph) for i, c in enumerate("-" if e.tag == _HYPHEN else e.text or "")]
    at = 0
    while at < len(points):
        char, element, begin = points[at]
        at += 1
        end = begin + 1
        while at < len(points) and unicodedata.combining(points[at][0]) and points[at][1] is element:
            char += points[at][0]
            end = points[at][2] + 1
            at += 1
        for one in _bare(char):
            yield _Letter(one, element, begin, end)


def _texts(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in (_TEXT, _HYPHEN):
            yield child
        elif child.tag not in UNPRINTED and child.tag not in (ALTERNATE, _BOX):
            yield from _texts(child)


def _place(text: str, before: str, wanted: str, after: str) -> tuple[int, int] | None:
    """Where `wanted` stands in a text; of several the one that is counted alike, or has the same around it."""
    whole = before + wanted + after
    found, known = _all(text, wanted), _all(whole, wanted)
    if len(found) == len(known):
        at = found[known.index(len(before))]
        return at, at + len(wanted)
    around = [(_around(text, at, before, wanted, after), -at) for at in found]
    agreeing, at = max(around, default=(0, 0))
    return (-at, len(wanted) - at) if agreeing >= _LEAST_AROUND else None


def _between(text: str, before: str, after: str) -> tuple[int, int] | None:
    """What stands between the words before and those after: a number in which something is hidden, or drawn."""
    head, tail = before[-_BESIDE:], after[:_BESIDE]
    if any(side and text.count(side) != 1 for side in (head, tail)):
        return None
    begin, end = text.find(head) + len(head), text.find(tail) if tail else len(text)
    return (begin, end) if begin < end else None


def _all(text: str, wanted: str) -> list[int]:
    """Every place of a stretch, overlapping ones too."""
    places, at = [], text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + 1)
    return places


def _around(text: str, at: int, before: str, wanted: str, after: str) -> int:
    """How many letters on both sides agree with those that should stand there."""
    return _alike(reversed(text[:at]), reversed(before)) + _alike(text[at + len(wanted) :], after)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def paragraphs_of(block: Block, blocks: Sequence[Block], sources: Sequence[Any]) -> list[Any]:
    """The paragraphs that a block comes from; those of a cell are all up to the next block's."""
    if block.kind != "cell":
        return [sources[piece.source] for piece in block.pieces if piece.source is not None]
    begins = sorted({piece.source for b in blocks for piece in b.pieces if piece.source is not None})
    own = [piece.source for piece in block.pieces if piece.source is not None]
    if not own:
        return []
    end = next((begin for begin in begins if begin > own[-1]), len(sources))
    return list(sources[own[0] : end])
