"""The two columns of a letterhead, or of a signature, one after the other, in whatever order a page holds them."""

from collections.abc import Sequence
from itertools import pairwise

import regex

from extract.paged.lines import Line

# in heights of a letter: lines with so much less between their baselines stand in one row
_ROW = 0.5


# the line over the right column, which nothing but a letterhead has
_MOTTO = regex.compile(r"(?i)cộng h(?:òa|oà) xã hội chủ nghĩa|đảng cộng sản việt nam$")
# in heights of a letter: so far below that line the letterhead ends
_DEEP = 6
# in heights of a letter: lines of one paragraph are no further apart
_LEADING = 1.6


def letterhead_first(lines: Sequence[Line]) -> list[Line]:
    """The lines of a first page, its letterhead before its text and the left column before the right.

    Where the file draws them otherwise: the right column first, or the letterhead behind the text.
    """
    found = in_columns(lines)
    motto = next((line for line in found if _MOTTO.match(line.text)), None)
    if motto is None:
        return found
    head = [line for line in found if line.base < motto.base + _DEEP * motto.size]
    left = [line for line in head if line.box[2] <= motto.box[0]]
    left += _going_on([line for line in found if line.box[2] <= motto.box[0] and line not in left], left)
    right = [line for line in head if line.box[0] > max((x.box[2] for x in left), default=motto.box[0])]
    columns = left + right
    if not left or not _is_disordered(found, left, right):
        return found
    taken = {id(line) for line in columns}
    top = min(line.base for line in columns) - motto.size
    above = [line for line in found if id(line) not in taken and line.base < top]
    below = [line for line in found if id(line) not in taken and line.base >= top]
    return [*above, *sorted(left, key=lambda x: x.base), *sorted(right, key=lambda x: x.base), *below]


def _going_on(others: Sequence[Line], left: Sequence[Line]) -> list[Line]:
    """The lines of the left column that go on right below its last: a subject of many lines (V/v …)."""
    found: list[Line] = []
    last = max(left, key=lambda x: x.base, default=None)
    for line in sorted(others, key=lambda x: x.base):
        if last and 0 < line.base - last.base < _LEADING * last.size:
            found.append(line)
            last = line
    return found


def _is_disordered(found: Sequence[Line], left: Sequence[Line], right: Sequence[Line]) -> bool:
    """True where the right column of a letterhead comes before the left one, or text from below before either."""
    columns = {id(line): line for line in (*left, *right)}
    places = [at for at, line in enumerate(found) if id(line) in columns]
    lowest = max(line.base for line in columns.values())
    begins_right = any(found[places[0]] is line for line in right)
    return begins_right or any(line.base > lowest for line in found[: places[-1]])


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines; of the first rows among them that stand in two columns, first those to the left.

    `ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA`, `HUYỆN BẮC SƠN | VIỆT NAM`: the names go on below, not beside. The
    columns end with the first line that crosses from one into the other.
    """
    first = next((i for i, (a, b) in enumerate(pairwise(lines)) if _are_side_by_side(a, b)), None)
    if first is None:
        return list(lines)
    middle = (lines[first].box[2] + lines[first + 1].box[0]) / 2
    end = first
    while end < len(lines) and not lines[end].box[0] < middle < lines[end].box[2]:
        end += 1
    rows = lines[first:end]
    if sum(_are_side_by_side(a, b) for a, b in pairwise(rows)) < 2:
        return list(lines)
    left = [line for line in rows if line.box[2] <= middle]
    right = [line for line in rows if line.box[0] >= middle]
    return [*lines[:first], *left, *right, *lines[end:]]


def _are_side_by_side(one: Line, other: Line) -> bool:
    return abs(one.base - other.base) < _ROW * one.size and one.box[2] < other.box[0]
