"""The slope of a page is found before anything is read, and none where lines are not plain."""

from collections.abc import Callable
from functools import cache
from math import degrees
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from extract.paged.picture import Gray, Picture, picture_of
from extract.paged.slope import slope
from samples.scans import Wear, scanned

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "commune-2025" / "report.pdf"
DPI = 100


@cache
def sheets() -> tuple[Gray, ...]:
    """The sample's pages: text, text with a table, and hardly more than a signature."""
    return tuple(np.asarray(image.convert("L")) for image in scanned(SAMPLE, Wear(dpi=DPI)))


def laid(degrees: float, sheet: Gray) -> Gray:
    """A sheet whose lines go down at the right by so many degrees."""
    return np.asarray(Image.fromarray(sheet).rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=255))


def noisy(sheet: Gray) -> Gray:
    return np.clip(sheet + np.random.default_rng(7).normal(0, 30, sheet.shape), 0, 255).astype(np.uint8)


def shadowed(sheet: Gray) -> Gray:
    return (sheet * np.linspace(1, 0.3, sheet.shape[1])).astype(np.uint8)


def on_its_head(sheet: Gray) -> Gray:
    return np.rot90(sheet, 2)


def on_its_side(sheet: Gray) -> Gray:
    return np.rot90(sheet)


def plain(sheet: Gray) -> Gray:
    return sheet


LIES = [(plain, lies) for lies in (-9.5, -5.0, -1.6, -0.6, 0.0, 0.6, 2.0, 6.0)]
LIES += [(worn, lies) for worn in (noisy, shadowed, on_its_head) for lies in (-5.0, 2.0)]


@pytest.mark.parametrize(("worn", "lies"), LIES, ids=lambda given: getattr(given, "__name__", str(given)))
def test_the_slope_of_a_page(worn: Callable[[Gray], Gray], lies: float) -> None:
    found = [degrees(slope(picture_of(worn(laid(lies, sheet)), DPI))) for sheet in sheets()[:2]]
    assert found == pytest.approx([lies, lies], abs=0.15)


@pytest.mark.parametrize("lies", [-2.0, 0, 3.0])
def test_a_page_with_few_lines(lies: float) -> None:
    # near enough to be read: what is left of the slope, the lines that were read tell
    assert degrees(slope(picture_of(laid(lies, sheets()[2]), DPI))) == pytest.approx(lies, abs=0.4)


def test_a_page_on_its_side_is_left_alone() -> None:
    assert [slope(picture_of(on_its_side(sheet), DPI)) for sheet in sheets()] == pytest.approx([0, 0, 0], abs=0.003)


def test_lines_that_slope_more_than_a_scanner_lets_them_are_left_alone() -> None:
    assert slope(picture_of(laid(30, sheets()[0]), DPI)) == 0


DRAWN = np.random.default_rng(3)
NOTHING: dict[str, Gray] = {
    "white paper": np.full((2339, 1654), 255, np.uint8),
    "a black page": np.zeros((2339, 1654), np.uint8),
    "noise": DRAWN.integers(0, 256, (800, 600)).astype(np.uint8),
    "a line of dots": np.zeros((5000, 1), np.uint8),
    "one dot": np.zeros((1, 1), np.uint8),
    "a round stamp": np.asarray(Image.radial_gradient("L").point(lambda gray: 0 if 90 < gray < 100 else 255)),
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_has_no_lines_has_no_slope(name: str) -> None:
    assert degrees(slope(Picture(NOTHING[name], DPI))) == pytest.approx(0, abs=0.15)
