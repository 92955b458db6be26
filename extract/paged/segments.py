"""The text of a page in stretches without gaps: what stands in one row and one column of a table without rules."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extract.paged.hyphens import BROKEN
from extract.paged.page import Page
from extract.records import Box
from extract.text import clean

_TOKEN = re.compile(rf"[^\s{BROKEN}]+")
# in heights of a letter: the gap between two columns, the least between two rows
_COLUMN, _ROW = 0.8, 0.4


class Segment(NamedTuple):
    """A stretch of print: its text, its box, its baseline, the size of its letters, the index of its first one."""

    text: str
    box: Box
    base: float
    size: float
    char: int


def segments(page: Page) -> list[Segment]:
    """The stretches of a page, in the order in which the file holds them; what stands aslant is left out."""
    found: list[Segment] = []
    for token in _tokens(page):
        last = found[-1] if found else None
        if last and _goes_on(last, token):
            (x0, y0, _, y1), (_, a, x1, b) = last.box, token.box
            box = x0, min(y0, a), x1, max(y1, b)
            found[-1] = last._replace(text=f"{last.text} {token.text}", box=box)
        else:
            found.append(token)
    return found


def _goes_on(last: Segment, token: Segment) -> bool:
    gap = token.box[0] - last.box[2]
    return abs(token.base - last.base) < _ROW * last.size and -0.5 * last.size < gap < _COLUMN * last.size


def _tokens(page: Page) -> Iterator[Segment]:
    for match in _TOKEN.finditer(page.text):
        for start, end in _rows(page, match.start(), match.end()):
            char = page.index(start)
            if not page.is_upright(char):
                continue
            left, top, _, bottom = page.box(char)
            _, last_top, right, last_bottom = page.box(page.index(end - 1))
            box = left, min(top, last_top), right, max(bottom, last_bottom)
            text = clean(page.text[start:end])
            if text:
                yield Segment(text, box, page.baseline(char)[1], page.size(char), char)


def _rows(page: Page, start: int, end: int) -> Sequence[tuple[int, int]]:
    """A word, or its parts where cells that stand below one another are glued: TT12."""
    first = page.index(start)
    if end - start == 1 or abs(_base(page, start) - _base(page, end - 1)) < page.size(first):
        return [(start, end)]
    cuts = [start]
    for at in range(start + 1, end):
        if abs(_base(page, at) - _base(page, at - 1)) > page.size(first):
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _base(page: Page, offset: int) -> float:
    return page.baseline(page.index(offset))[1]


def in_rows(found: Sequence[Segment]) -> list[list[Segment]]:
    """The stretches by the row in which they stand, from the top, each row from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(found, key=lambda s: s.base):
        if rows and segment.base - rows[-1][0].base < _ROW * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_joined(sorted(row, key=lambda s: s.box[0])) for row in rows]


def _joined(row: Sequence[Segment]) -> list[Segment]:
    """The stretches of a row, those that were drawn apart but stand beside one another made one."""
    found: list[Segment] = []
    for segment in row:
        if found and _goes_on(found[-1], segment):
            last = found[-1]
            (x0, y0, _, y1), (_, a, x1, b) = last.box, segment.box
            near = segment.box[0] - last.box[2] < 0.1 * segment.size
            text = last.text + ("" if near else " ") + segment.text
            found[-1] = last._replace(text=text, box=(x0, min(y0, a), x1, max(y1, b)))
        else:
            found.append(segment)
    return found
