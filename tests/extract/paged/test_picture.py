"""Pictures of pages, drawn here dot by dot."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from extract.paged.picture import (
    DPI,
    Picture,
    doubled,
    evenly_lit,
    picture_of,
    resolution,
    straightened,
    threshold,
    turned,
    without_colour,
)

GRAYS = arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12))
WHITE, BLACK, RED, BLUE, PINK = (255, 255, 255), (20, 20, 20), (200, 30, 40), (30, 40, 160), (250, 220, 225)


def gray(rows: list[list[int]]) -> NDArray[np.uint8]:
    return np.array(rows, np.uint8)


@given(GRAYS, st.integers(-9, 9))
def test_a_picture_turned_four_times_is_itself(dots: NDArray[np.uint8], quarters: int) -> None:
    picture = Picture(dots, 200, red=dots)
    once = turned(picture, quarters)
    back = turned(once, 4 - once.quarters)
    assert back.quarters == 0
    assert back.gray.tolist() == dots.tolist()
    assert back.red is not None
    assert back.red.tolist() == dots.tolist()


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 3), st.data())
def test_a_box_of_a_turned_picture_is_found_on_the_paper(
    width: int, height: int, quarters: int, data: st.DataObject
) -> None:
    x, y = data.draw(st.integers(0, width - 1)), data.draw(st.integers(0, height - 1))
    paper = np.full((height, width), 255, np.uint8)
    paper[y, x] = 0
    picture = turned(Picture(paper, 72), quarters)
    ((row, column),) = np.argwhere(picture.gray == 0)
    assert picture.on_paper((column, row, column + 1, row + 1)) == (x, y, x + 1, y + 1)


@pytest.mark.parametrize("lean", [-0.1, 0.05])
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_place_of_a_straightened_picture_is_found_on_the_paper(lean: float, quarters: int) -> None:
    paper = np.full((300, 400), 255, np.uint8)
    paper[100:106, 300:306] = 0
    before, behind, twice = (
        straightened(turned(Picture(paper, 72), quarters), lean),
        turned(straightened(Picture(paper, 72), lean), quarters),
        straightened(turned(straightened(Picture(paper, 72), lean / 2), quarters), lean / 2),
    )
    for picture in (before, behind, twice):
        row, column = np.argwhere(picture.gray < 128).mean(axis=0) + 0.5
        assert picture.on_paper((column, row, column, row)) == pytest.approx((303, 103, 303, 103), abs=0.6)


def test_a_box_counts_points_not_dots() -> None:
    picture = turned(Picture(np.zeros((200, 400), np.uint8), 200), 1)
    assert picture.height == pytest.approx(144)
    assert picture.on_paper((0, 0, 72, 144)) == pytest.approx((0, 0, 144, 72))


THRESHOLDS = [
    (gray([[255, 255], [255, 255]]), [[0, 0], [0, 0]], "white paper has no ink"),
    (gray([[0, 0], [0, 0]]), [[1, 1], [1, 1]], "a black page is ink"),
    (gray([[0, 255], [255, 255]]), [[1, 0], [0, 0]], "a fax"),
    (gray([[90, 200] * 2, [200, 210] * 2] * 2), [[1, 0] * 2, [0, 0] * 2] * 2, "gray on gray"),
    (gray([[120, 121]] * 2), [[1, 1]] * 2, "as good as black"),
    (gray([[7]]), [[1]], "a dot"),
]


@pytest.mark.parametrize(("dots", "ink", "why"), THRESHOLDS, ids=[x[2] for x in THRESHOLDS])
def test_ink_is_told_from_paper(dots: NDArray[np.uint8], ink: list[list[int]], why: str) -> None:
    assert Picture(dots, 200).ink.astype(int).tolist() == ink


@given(st.integers(0, 255), st.integers(0, 255), st.integers(1, 2000), st.integers(1, 2000))
def test_two_grays_are_always_parted(one: int, other: int, many: int, more: int) -> None:
    dots = np.repeat(np.array([one, other], np.uint8), [2 * many, 2 * more])[None]
    low, high = sorted((one, other))
    assert low <= threshold(dots) < high or low == high


RESOLUTIONS = [
    (595, 842, DPI, "A4"),
    (1191, 842, DPI, "A3 across"),
    (0, 842, DPI, "nothing"),
    (1684, 1191, DPI, "A2"),
]


@pytest.mark.parametrize(("width", "height", "dpi", "why"), RESOLUTIONS, ids=[x[3] for x in RESOLUTIONS])
def test_the_resolution_of_a_sheet(width: float, height: float, dpi: float, why: str) -> None:
    assert resolution(width, height) == dpi


@given(st.floats(1, 1e5), st.floats(1, 1e5))
def test_no_sheet_has_too_many_dots(width: float, height: float) -> None:
    dpi = resolution(width, height)
    assert 0 < dpi <= DPI
    assert width * height * (dpi / 72) ** 2 <= 16_000_001


def page(*patches: tuple[tuple[int, int, int], tuple[int, int, int, int]], paper: Any = WHITE) -> NDArray[np.uint8]:
    """A page of 100 by 100 dots with patches of colour at (left, top, right, bottom)."""
    dots = np.full((100, 100, 3), paper, np.uint8)
    for colour, (left, top, right, bottom) in patches:
        dots[top:bottom, left:right] = colour
    return dots


INKS = [
    ([(BLACK, (10, 10, 20, 20))], 100, False, "print"),
    ([(RED, (10, 10, 20, 20))], 0, True, "a stamp is no ink of the text"),
    ([(BLUE, (10, 10, 20, 20))], 100, False, "a signature in blue is"),
    ([(RED, (10, 10, 20, 20)), (BLACK, (12, 12, 14, 14))], 4, True, "print under a stamp"),
    ([(RED, (10, 10, 11, 12))], 0, False, "a red speck is no stamp"),
]


@pytest.mark.parametrize(("patches", "ink", "has_stamp", "why"), INKS, ids=[x[3] for x in INKS])
def test_stamps_fade(patches: list[Any], ink: int, has_stamp: bool, why: str) -> None:
    dots = page((BLACK, (80, 80, 90, 90)), *patches)
    picture = picture_of(dots, 200)
    assert picture.ink.sum() == ink + 100
    assert (picture.stamp() is not None) == has_stamp


def test_paper_of_another_colour_is_no_stamp() -> None:
    assert picture_of(page(paper=PINK), 200).red is None


def test_a_stamp_is_cut_out_with_some_paper_around() -> None:
    stamp = picture_of(page((RED, (40, 50, 60, 58))), 200).stamp()
    assert stamp is not None
    assert stamp.gray.shape == (8 + 24, 20 + 24)
    assert (stamp.gray == 0).sum() == 8 * 20
    assert stamp.gray[0, 0] == 255


def test_single_red_dots_make_no_stamp() -> None:
    dots = page()
    dots[np.arange(100), np.arange(100)] = RED
    assert picture_of(dots, 200).stamp() is None


def test_the_see_through_part_of_a_rendered_page_is_left_out() -> None:
    dots = np.dstack([page((BLACK, (0, 0, 9, 9))), np.full((100, 100), 255, np.uint8)])
    assert without_colour(dots).shape == (100, 100)
    assert picture_of(dots, 200).ink.sum() == 81


@given(GRAYS)
def test_a_picture_twice_as_large_keeps_its_grays(dots: NDArray[np.uint8]) -> None:
    large = doubled(dots)
    assert large.shape == (dots.shape[0] * 2, dots.shape[1] * 2)
    assert large.min() >= dots.min()
    assert large.max() <= dots.max()
    if dots.min() == dots.max():
        assert (large == dots.min()).all()


def written(light: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Paper of 160 by 240 dots under some light, with a stroke in every patch of it."""
    dots = np.full((160, 240), 240.0)
    dots[8::16, ::3] = 40
    return (dots * light).astype(np.uint8)


ACROSS = np.linspace(1.0, 0.3, 240)[None].repeat(160, axis=0)
EDGE = np.where(np.arange(240) < 120, 1.0, 0.4)[None].repeat(160, axis=0)
LIGHTS = [
    (ACROSS, 0.02, "light from one side"),
    (ACROSS[:, ::-1], 0.02, "from the other"),
    (EDGE, 0.05, "the edge of a shadow"),
]


@pytest.mark.parametrize(("light", "wrong", "why"), LIGHTS, ids=[x[2] for x in LIGHTS])
def test_shadows_are_no_ink(light: NDArray[np.float64], wrong: float, why: str) -> None:
    ink = written(np.ones((160, 240))) < 127
    found = Picture(evenly_lit(written(light)), 200).ink
    assert (Picture(written(light), 200).ink != ink).mean() > 0.1
    assert (found != ink).mean() <= wrong, why


def test_even_light_stays_as_it_is() -> None:
    for paper in (written(np.ones((160, 240))), np.zeros((160, 240), np.uint8), np.full((160, 240), 99, np.uint8)):
        assert evenly_lit(paper) is paper


def test_the_dark_border_of_a_scanner_stays_dark() -> None:
    dots = written(np.ones((160, 240)))
    dots[:, :20] = 8
    dots[:20] = 8
    assert Picture(evenly_lit(dots), 200).ink[:, :16].all()


@given(GRAYS)
def test_the_smallest_pictures_keep_their_light(dots: NDArray[np.uint8]) -> None:
    assert evenly_lit(dots).shape == dots.shape
