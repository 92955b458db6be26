"""How much the lines of a picture slope, found before anything is read."""

from math import radians, tan

import numpy as np
from numpy.typing import NDArray

from extract.paged.picture import Picture

Places = NDArray[np.float32]

# in degrees: how crooked a page is laid at most; the steps in which slopes are tried, and those around the best
_MOST, _STEP, _FINE = 10.0, 0.5, 0.1
# Every second row and every fourth column of dots will do; fewer dots of ink tell nothing.
_DOWN, _ACROSS, _LEAST = 2, 4, 100
# So much sharper than upright its lines must be: a page on its side stays below 1.4, one that slopes by 2° is above 2.
_SHARPER = 1.7


def slope(picture: Picture) -> float:
    """The slope of the lines in radians, down at the right; 0 where none is plain.

    Lines and the gaps between them part most sharply in a profile of the ink that is taken along their slope (Postl
    1986: the sum of the squared differences of neighbours is greatest there).
    """
    down, across = (places.astype(np.float32) for places in np.nonzero(picture.ink[::_DOWN, ::_ACROSS]))
    if down.size < _LEAST:
        return 0.0
    across *= _ACROSS / _DOWN
    across -= across.mean()
    best = _best(down, across, 0.0, _MOST, _STEP)
    if abs(best) >= _MOST:  # sharper still beyond, or nowhere
        return 0.0
    best = _best(down, across, best, _STEP - _FINE, _FINE)
    plain = _sharpness(down, across, best) > _SHARPER * _sharpness(down, across, 0.0)
    return radians(best) if plain else 0.0


def _best(down: Places, across: Places, middle: float, reach: float, step: float) -> float:
    """The slope in degrees, of those around a middle, along which the profile is sharpest."""
    count = round(reach / step)
    return max((middle + n * step for n in range(-count, count + 1)), key=lambda tried: _sharpness(down, across, tried))


def _sharpness(down: Places, across: Places, tried: float) -> float:
    rows = np.rint(down - across * tan(radians(tried))).astype(np.int64)
    profile = np.bincount(rows - rows.min())
    return float((np.diff(profile).astype(np.float64) ** 2).sum())
