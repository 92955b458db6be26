"""A page as a picture of gray dots: coloured stamps faded, its ink told from the paper, turned upright."""

from dataclasses import dataclass, replace
from functools import cached_property
from math import cos, degrees, sin
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extract.records import Box

Gray = NDArray[np.uint8]
POINTS = 72
# Dots an inch at which Tesseract reads as well as at more, and faster.
DPI = 200
# A picture with more dots than an A2 sheet has at this resolution is read smaller.
_MOST_DOTS = 16_000_000


@dataclass(frozen=True)
class Picture:
    """The gray dots of a page, how many of them make an inch, and by how many quarters it was turned clockwise.

    Then, or before, it was straightened: its lines sloped by `lean` radians.
    `red` has what was printed or stamped in red, black on white; None where there is none.
    """

    gray: Gray
    dpi: float
    quarters: int = 0
    red: Gray | None = None
    lean: float = 0.0

    @property
    def scale(self) -> float:
        """Points for each dot."""
        return POINTS / self.dpi

    @cached_property
    def ink(self) -> NDArray[np.bool_]:
        """Which dots are ink."""
        return self.gray <= threshold(self.gray)

    @property
    def height(self) -> float:
        """The height of the turned picture in points."""
        return float(self.gray.shape[0]) * self.scale

    def stamp(self) -> "Picture | None":
        """What is red, cut out with some paper around it."""
        if self.red is None:
            return None
        rows, columns = (np.flatnonzero((self.red == 0).sum(axis=side) > 1) for side in (1, 0))
        if not rows.size or not columns.size:
            return None
        part = self.red[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        return Picture(np.pad(part, _PAPER_AROUND, constant_values=255), self.dpi)

    def on_paper(self, box: Box) -> Box:
        """The box of the page as it was before it was turned, in points."""
        height, width = (side * self.scale for side in self.gray.shape)
        x0, y0, x1, y1 = box
        if self.lean:
            (x0, y0), (x1, y1) = (_about(x, y, width / 2, height / 2, self.lean) for x, y in (box[:2], box[2:]))
        return (
            (x0, y0, x1, y1),
            (y0, width - x1, y1, width - x0),
            (width - x1, height - y1, width - x0, height - y0),
            (height - y1, x0, height - y0, x1),
        )[self.quarters]


def resolution(width: float, height: float) -> float:
    """Dots an inch for a page of this size in points: the usual, less for a giant one."""
    dots = width * height * (DPI / POINTS) ** 2
    return DPI if dots <= _MOST_DOTS else DPI * float((_MOST_DOTS / dots) ** 0.5)


# in dots
_PAPER_AROUND = 12
# how much more red than green and blue a dot of a stamp is; how many such dots in a million a stamp has at least
_REDDER, _LEAST_RED = 60, 300


def picture_of(dots: NDArray[Any], dpi: float) -> Picture:
    """The picture of a page by its red, green and blue dots."""
    if dots.ndim == 2:
        return Picture(evenly_lit(np.ascontiguousarray(dots)), dpi)
    red, green, blue = (dots[:, :, colour].astype(np.int16) for colour in range(3))
    stamped = red - np.maximum(green, blue) > _REDDER
    has_stamp = stamped.sum() * 1_000_000 > _LEAST_RED * stamped.size
    return Picture(
        evenly_lit(without_colour(dots)), dpi, red=np.where(stamped, 0, 255).astype(np.uint8) if has_stamp else None
    )


def without_colour(dots: NDArray[Any]) -> Gray:
    """The dots as gray ones: of red, green and blue the red, in which red stamps and signatures fade into the paper."""
    return np.ascontiguousarray(dots if dots.ndim == 2 else dots[:, :, 0])


def evenly_lit(gray: Gray) -> Gray:
    """The picture as if no shadow lay on it, where the paper is of unlike brightness; a photograph of a page."""
    height, width = (side // _PATCH * _PATCH for side in gray.shape)
    if not height or not width:
        return gray
    # no patch is without paper: it is the lightest in it, single dots of noise apart
    quarters = gray[:height, :width].reshape(height // 4, 4, width // 4, 4).mean(axis=(1, 3), dtype=np.float32)
    patches = quarters.reshape(height // _PATCH, _PATCH // 4, width // _PATCH, _PATCH // 4)
    paper = patches.max(axis=(1, 3))
    usual = float(np.percentile(paper, 90))
    paper[paper < _BLACK * usual] = usual
    if np.percentile(paper, 5) >= _SHADOW * usual:
        return gray
    light = np.asarray(Image.fromarray(paper).resize(gray.shape[::-1], Image.Resampling.BILINEAR))
    lit: Gray = np.clip(gray * (_PAPER / np.maximum(light, 1)), 0, 255).astype(np.uint8)
    return lit


# the side of a patch of paper in dots, a multiple of four; of the usual light: darker is no paper, darker a shadow
_PATCH, _BLACK, _SHADOW = 16, 0.2, 0.8
_PAPER = 245


def threshold(gray: Gray) -> int:
    """The lightest gray that is ink (Otsu 1979: where the variance between ink and paper is greatest)."""
    counts = np.bincount(gray[::2, ::2].ravel(), minlength=256).astype(float)
    below = np.cumsum(counts)
    sums = np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (sums[-1] * below / below[-1] - sums) ** 2 / (below * above)
    return int(np.nanargmax(between)) if np.isfinite(between).any() else 127


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned clockwise by so many quarters more."""
    gray, red = (
        None if p is None else np.ascontiguousarray(np.rot90(p, -quarters)) for p in (picture.gray, picture.red)
    )
    assert gray is not None
    # about one middle, it is the same whether a page is straightened first or turned
    return Picture(gray, picture.dpi, (picture.quarters + quarters) % 4, red, picture.lean)


def straightened(picture: Picture, lean: float) -> Picture:
    """The picture with lines that slope by `lean` radians made level."""
    red = None if picture.red is None else _rotated(picture.red, lean)
    return replace(picture, gray=_rotated(picture.gray, lean), red=red, lean=picture.lean + lean)


def _rotated(dots: Gray, lean: float) -> Gray:
    # BICUBIC reads no better, and takes more than twice as long
    return np.asarray(Image.fromarray(dots).rotate(degrees(lean), Image.Resampling.BILINEAR, fillcolor=255))


def _about(x: float, y: float, middle_x: float, middle_y: float, lean: float) -> tuple[float, float]:
    """Where a point goes when the sheet is turned by so many radians about its middle, down at the right."""
    across, down = x - middle_x, y - middle_y
    return middle_x + across * cos(lean) - down * sin(lean), middle_y + down * cos(lean) + across * sin(lean)


def doubled(gray: Gray) -> Gray:
    """The picture twice as large, what is between two dots between their grays."""
    wide = np.repeat(np.repeat(gray.astype(np.uint16), 2, axis=0), 2, axis=1)
    padded = np.pad(wide, 1, mode="edge")
    around = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]
    return ((wide * 4 + around) // 8).astype(np.uint8)
