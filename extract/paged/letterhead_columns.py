"""The two columns of a letterhead one after the other, where a page holds them line by line."""

from collections.abc import Sequence
from itertools import pairwise

from extract.paged.lines import Line

# in heights of a letter: lines with so much less between their baselines stand in one row
_ROW = 0.5


def in_columns(lines: Sequence[Line]) -> list[Line]:
    """The lines of a first page; of the rows at its head that stand in two columns, first those to the left.

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
