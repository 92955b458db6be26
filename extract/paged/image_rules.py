"""The rules that are seen in a picture of a page → the cells of its tables.

Long runs of ink are rules; what makes cells of rules is pdfplumber's, as for the rules that a PDF draws.
"""

from collections.abc import Iterator, Sequence
from math import cos, sin
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from extract.paged.drawn_rules import grids_of_edges
from extract.paged.page import Grid
from extract.paged.picture import Picture

# in inches: a rule is at least so long; between its parts, where it slopes or is worn, is no more than this
_LONG, _BREAK = 0.4, 0.12
# how much of a stretch must be ink
_FILLED = 0.9
# a page with fewer rules in one direction has no table
_LEAST = 2
# a giant page is so small in its picture that its rules are not told from letters
_LEAST_DPI = 40


class _Run(NamedTuple):
    """A straight stretch of a rule: where it runs, from and to, in dots of the half picture."""

    at: float
    begin: int
    end: int


def grids(picture: Picture, turn: float) -> list[Grid]:
    """The tables of a picture whose lines slope by `turn` radians, in points of the levelled page."""
    dpi = picture.dpi / 2
    if dpi < _LEAST_DPI:
        return []
    ink = _half(picture.ink)
    across = _rules(ink, dpi)
    if len(across) < _LEAST:
        return []
    down = _rules(np.ascontiguousarray(ink.T), dpi)
    if len(down) < _LEAST:
        return []
    scale, (c, s) = picture.scale * 2, (cos(turn), sin(turn))
    edges = [_edge("h", *_level(r.begin, r.at, c, s), *_level(r.end, r.at, c, s), scale) for r in across]
    edges += [_edge("v", *_level(r.at, r.begin, c, s), *_level(r.at, r.end, c, s), scale) for r in down]
    return grids_of_edges(edges)


def _half(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The picture at half its size: a dot is ink where one of its four was."""
    height, width = ink.shape[0] // 2 * 2, ink.shape[1] // 2 * 2
    ink = ink[:height, :width]
    joined = ink[::2] | ink[1::2]
    return np.ascontiguousarray(joined[:, ::2] | joined[:, 1::2])


def _rules(ink: NDArray[np.bool_], dpi: float) -> list[_Run]:
    """The rules from left to right, each once however thick it is, its sloping parts joined."""
    length = int(_LONG * dpi)
    if ink.shape[1] <= length:
        return []
    # worn rules: the rows above and below stand in for a missing dot
    thick = ink.copy()
    thick[1:] |= ink[:-1]
    thick[:-1] |= ink[1:]
    counts = np.cumsum(np.pad(thick, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = counts[:, length:] - counts[:, :-length] >= _FILLED * length
    joined: list[list[_Run]] = []
    for run in _runs(full, length):
        near = next((j for j in reversed(joined) if _touch(j[-1], run, dpi)), None) if joined else None
        if near is None:
            joined.append([run])
        else:
            near.append(run)
    return [_whole(parts) for parts in joined]


def _runs(full: NDArray[np.bool_], length: int) -> Iterator[_Run]:
    for at in np.flatnonzero(full.any(axis=1)):
        edges = np.diff(np.pad(full[at], 1).astype(np.int8))
        for begin, end in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
            yield _Run(float(at), int(begin), int(end) + length - 1)


def _touch(last: _Run, run: _Run, dpi: float) -> bool:
    return run.at - last.at <= 3 and run.begin <= last.end + _BREAK * dpi and last.begin <= run.end + _BREAK * dpi


def _whole(parts: Sequence[_Run]) -> _Run:
    weights = sum(p.end - p.begin for p in parts)
    middle = sum(p.at * (p.end - p.begin) for p in parts) / weights
    return _Run(middle, min(p.begin for p in parts), max(p.end for p in parts))


def _level(x: float, y: float, c: float, s: float) -> tuple[float, float]:
    return x * c + y * s, y * c - x * s


def _edge(orientation: str, x0: float, y0: float, x1: float, y1: float, scale: float) -> dict[str, Any]:
    """A rule as pdfplumber has it; it lies straight, so both ends have one height, or one distance from the left."""
    if orientation == "h":
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    x0, y0, x1, y1 = (v * scale for v in (x0, y0, x1, y1))
    return {
        "orientation": orientation, "x0": x0, "x1": x1, "top": y0, "bottom": y1,
        "width": x1 - x0, "height": y1 - y0, "object_type": "line",
    }  # fmt: skip
