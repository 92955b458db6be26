"""Where a point of a PDF page is seen: the page may be turned, and only a part of the sheet may be shown."""

import math
from dataclasses import dataclass
from typing import Any

from extract.records import Box


@dataclass(frozen=True, slots=True)
class View:
    """How a page is shown: its own points → points from the top left corner of what is seen, X = ax + by + c.

    `turn` is how far it is turned clockwise, in radians.
    """

    across: tuple[float, float, float]
    down: tuple[float, float, float]
    height: float
    turn: float = 0.0

    @classmethod
    def of(cls, page: Any, quarter: int | None = None) -> "View":
        """The view of a page by its rotation, or by so many quarters, and by the box that is cut out of it."""
        own = page.get_rotation() // 90
        quarter = own if quarter is None else quarter
        left, bottom, right, top = page.get_bbox()
        across, down = (
            ((1, 0, -left), (0, -1, top)),
            ((0, 1, -bottom), (1, 0, -left)),
            ((-1, 0, right), (0, 1, -bottom)),
            ((0, -1, top), (-1, 0, right)),
        )[quarter]
        height = page.get_height() if (quarter - own) % 2 == 0 else page.get_width()
        return cls(across, down, height, quarter * math.pi / 2)

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is seen."""
        (a, b, c), (d, e, f) = self.across, self.down
        return a * x + b * y + c, d * x + e * y + f

    def own(self, x: float, y: float) -> tuple[float, float]:
        """The point of the page that is seen here."""
        (a, b, c), (d, e, f) = self.across, self.down
        return a * (x - c) + d * (y - f), b * (x - c) + e * (y - f)

    def seen_by(self, other: "View", box: Box) -> Box:
        """A box that is seen here as another view sees it."""
        (x0, y0), (x1, y1) = (other.shown(*self.own(*corner)) for corner in (box[:2], box[2:]))
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
