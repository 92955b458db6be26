"""Where a point of a PDF page is seen: the page may be turned, and only a part of the sheet may be shown."""

import math
from dataclasses import dataclass
from typing import Any


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
    def of(cls, page: Any) -> "View":
        """The view of a page by its rotation and the box that is cut out of it."""
        left, bottom, right, top = page.get_bbox()
        across, down = (
            ((1, 0, -left), (0, -1, top)),
            ((0, 1, -bottom), (1, 0, -left)),
            ((-1, 0, right), (0, 1, -bottom)),
            ((0, -1, top), (-1, 0, right)),
        )[page.get_rotation() // 90]
        return cls(across, down, page.get_height(), math.radians(page.get_rotation()))

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page is seen."""
        (a, b, c), (d, e, f) = self.across, self.down
        return a * x + b * y + c, d * x + e * y + f

    def own(self, x: float, y: float) -> tuple[float, float]:
        """The point of the page that is seen here."""
        (a, b, c), (d, e, f) = self.across, self.down
        return a * (x - c) + d * (y - f), b * (x - c) + e * (y - f)
