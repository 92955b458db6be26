"""A page as a picture of gray dots: coloured stamps faded, its ink told from the paper, turned upright."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.records import Box

Gray = NDArray[np.uint8]
POINTS = 72
# Dots an inch at which Tesseract reads as well as at more, and faster.
DPI = 200
# A picture with more dots than an A2 sheet has at this resolution is read smaller.
_MOST_DOTS = 16_000_000


@dataclass(frozen=True)
class Picture:
    """The gray dots of a page, how many of them make an inch, and by how many quarters it was turned clockwise."""

    gray: Gray
    dpi: float
    quarters: int = 0

    @property
    def scale(self) -> float:
        """Points for each dot."""
        return POINTS / self.dpi

    @cached_property
    def ink(self) -> NDArray[np.bool_]:
        """Which dots are ink."""
        return self.gray < threshold(self.gray)

    @property
    def height(self) -> float:
        """The height of the turned picture in points."""
        return float(self.gray.shape[0]) * self.scale

    def on_paper(self, box: Box) -> Box:
        """The box of the page as it was before it was turned, in points."""
        height, width = (side * self.scale for side in self.gray.shape)
        x0, y0, x1, y1 = box
        return (
            box,
            (y0, width - x1, y1, width - x0),
            (width - x1, height - y1, width - x0, height - y0),
            (height - y1, x0, height - y0, x1),
        )[self.quarters]


def resolution(width: float, height: float) -> float:
    """Dots an inch for a page of this size in points: the usual, less for a giant one."""
    dots = width * height * (DPI / POINTS) ** 2
    return DPI if dots <= _MOST_DOTS else DPI * float((_MOST_DOTS / dots) ** 0.5)


def without_colour(dots: NDArray[Any]) -> Gray:
    """The dots as gray ones: of red, green and blue the red, in which red stamps and signatures fade into the paper."""
    return np.ascontiguousarray(dots if dots.ndim == 2 else dots[:, :, 0])


def threshold(gray: Gray) -> int:
    """The gray that parts ink from paper best (Otsu 1979: the greatest variance between the two)."""
    counts = np.bincount(gray[::2, ::2].ravel(), minlength=256).astype(float)
    below = np.cumsum(counts)
    sums = np.cumsum(counts * np.arange(256))
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (sums[-1] * below / below[-1] - sums) ** 2 / (below * above)
    return int(np.nanargmax(between)) if np.isfinite(between).any() else 127


def turned(picture: Picture, quarters: int) -> Picture:
    """The picture turned clockwise by so many quarters more."""
    gray = np.ascontiguousarray(np.rot90(picture.gray, -quarters))
    return Picture(gray, picture.dpi, (picture.quarters + quarters) % 4)


def doubled(gray: Gray) -> Gray:
    """The picture twice as large, what is between two dots between their grays."""
    wide = np.repeat(np.repeat(gray.astype(np.uint16), 2, axis=0), 2, axis=1)
    padded = np.pad(wide, 1, mode="edge")
    around = padded[:-2, 1:-1] + padded[2:, 1:-1] + padded[1:-1, :-2] + padded[1:-1, 2:]
    return ((wide * 4 + around) // 8).astype(np.uint8)
