"""The rules of tables, drawn as dots."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.paged.image_rules import grids
from extract.paged.page import Grid
from extract.paged.picture import Picture

DPI = 200
Ink = NDArray[np.bool_]


def blank(width: int = 1000, height: int = 800) -> Ink:
    return np.zeros((height, width), bool)


def ruled(
    across: tuple[int, ...] = (100, 200, 300), down: tuple[int, ...] = (100, 400, 700, 900), thick: int = 3
) -> Ink:
    """A table with rules at these heights and distances from the left."""
    ink = blank()
    for y in across:
        ink[y : y + thick, down[0] : down[-1] + thick] = True
    for x in down:
        ink[across[0] : across[-1] + thick, x : x + thick] = True
    return ink


def found(ink: Ink, turn: float = 0.0, dpi: float = DPI) -> list[Grid]:
    return grids(Picture(np.where(ink, 0, 255).astype(np.uint8), dpi), turn)


def shape(table: Grid) -> tuple[int, int, int]:
    """Rows, columns, cells."""
    rows, columns = ({cell[side] for cell in table[2]} for side in (0, 1))
    return len(rows), len(columns), len(table[2])


def leaned(ink: Ink, degrees: float) -> Ink:
    """The picture with what is straight sloping down to the right."""
    turn = math.radians(degrees)
    y, x = np.mgrid[: ink.shape[0], : ink.shape[1]]
    own_x = np.rint(x * math.cos(turn) + y * math.sin(turn)).astype(int)
    own_y = np.rint(y * math.cos(turn) - x * math.sin(turn)).astype(int)
    inside = (own_x >= 0) & (own_y >= 0) & (own_x < ink.shape[1]) & (own_y < ink.shape[0])
    return np.where(inside, ink[own_y.clip(0, ink.shape[0] - 1), own_x.clip(0, ink.shape[1] - 1)], False)


def worn(ink: Ink) -> Ink:
    return ink & (np.random.default_rng(3).random(ink.shape) > 0.15)


def merged() -> Ink:
    """Two cells of the first row made one."""
    ink = ruled()
    ink[104:200, 395:410] = False
    return ink


TABLES = [
    (ruled(), (2, 3, 6), "a table"),
    (ruled(thick=1), (2, 3, 6), "hairlines"),
    (ruled(thick=8), (2, 3, 6), "thick rules"),
    (worn(ruled()), (2, 3, 6), "worn rules"),
    (merged(), (2, 3, 5), "merged cells"),
    (ruled(across=(100, 200, 300, 400, 500, 600, 700)), (6, 3, 18), "more rows"),
]


@pytest.mark.parametrize(("ink", "expected", "why"), TABLES, ids=[x[2] for x in TABLES])
def test_a_table_has_its_cells(ink: Ink, expected: tuple[int, int, int], why: str) -> None:
    assert [shape(table) for table in found(ink)] == [expected]


def with_bars(*bars: tuple[int, int, int, int]) -> Ink:
    ink = blank()
    for left, top, right, bottom in bars:
        ink[top:bottom, left:right] = True
    return ink


NONE = [
    (blank(), "white"),
    (~blank(), "black"),
    (blank(10, 10), "tiny"),
    (blank(1000, 1), "a line of dots"),
    (with_bars((100, 100, 900, 103)), "a rule under a letterhead"),
    (with_bars((100, 100, 900, 103), (100, 200, 900, 203)), "two of them"),
    (with_bars((0, 0, 40, 800), (0, 760, 1000, 800)), "the dark border of a scanner"),
    (ruled(across=(100, 300), down=(100, 700)), "a frame around a text"),
    (np.random.default_rng(5).random((800, 1000)) < 0.05, "dirt"),
    (np.random.default_rng(5).random((800, 1000)) < 0.5, "noise"),
]


@pytest.mark.parametrize(("ink", "why"), NONE, ids=[x[1] for x in NONE])
def test_what_is_no_table(ink: Ink, why: str) -> None:
    assert found(ink) == []


def test_two_tables_are_two() -> None:
    ink = ruled() | ruled(across=(500, 600, 700), down=(100, 500, 900))
    assert [shape(table) for table in found(ink)] == [(2, 3, 6), (2, 2, 4)]


def test_cells_stand_where_they_are_drawn_in_points() -> None:
    ((top, bottom, cells),) = found(ruled())
    scale = 72 / DPI
    assert (top, bottom) == pytest.approx((101 * scale, 301 * scale), abs=1)
    assert cells[0][2] == pytest.approx((101 * scale, 101 * scale, 401 * scale, 201 * scale), abs=1)
    assert [(row, column) for row, column, _ in cells] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]


@pytest.mark.parametrize("degrees", [-2.0, -0.5, 0.5, 2.0])
def test_a_crooked_table_is_levelled(degrees: float) -> None:
    (straight,), (levelled,) = found(ruled(thick=4)), found(leaned(ruled(thick=4), degrees), math.radians(degrees))
    assert shape(levelled) == shape(straight)
    for (_, _, box), (_, _, other) in zip(straight[2], levelled[2], strict=True):
        assert other == pytest.approx(box, abs=2)


def test_a_giant_page_has_letters_as_large_as_rules() -> None:
    assert found(ruled(), dpi=60) == []
