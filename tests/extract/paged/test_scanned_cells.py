"""The cells of scanned tables: which are read again, and what becomes of their words."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.paged import scanned_cells
from extract.paged.page import Grid
from extract.paged.picture import Picture
from extract.paged.recognise import Dots, Row, Word
from extract.paged.scanned_cells import Leaning, is_written, leaning, read_cells

# 72 dots an inch: a dot is a point
STRAIGHT = Leaning(0.0, 1.0)
TABLE: Grid = (
    100,
    160,
    [(r, c, (100 + 80 * c, 100 + 30 * r, 180 + 80 * c, 130 + 30 * r)) for r in (0, 1) for c in (0, 1)],
)
# the middle of each cell, row by row
FIRST, SECOND, THIRD, FOURTH = (110, 105, 160, 125), (190, 105, 240, 125), (110, 135, 160, 155), (190, 135, 240, 155)


def picture(*inked: Dots) -> Picture:
    gray = np.full((300, 400), 255, np.uint8)
    for left, top, right, bottom in inked:
        gray[top:bottom, left:right] = 0
    return Picture(gray, 72)


def line(*words: tuple[str, Dots, float]) -> Row:
    return Row([Word(text, box, sure, 2.0) for text, box, sure in words], ((0, 0), (9, 0)), 20.0)


def reread(
    monkeypatch: pytest.MonkeyPatch, rows: list[Row], page: Picture, *found: str
) -> tuple[list[str], list[Dots]]:
    """The texts of the rows after doubtful cells came out as `found`, and the places that were read."""
    places: list[Dots] = []

    def read_block(_: Picture, box: Dots) -> list[Row]:
        places.append(box)
        return [line((text, box, 0.95)) for text in found]

    monkeypatch.setattr(scanned_cells, "read_block", read_block)
    after = read_cells(rows, [TABLE], page, STRAIGHT)
    return [" ".join(word.text for word in row.words) for row in after], places


DOUBTFUL = [
    (line(("612", FIRST, 0.95), ("70", SECOND, 0.95)), 0, "sure words"),
    (line(("612", FIRST, 0.5), ("70", SECOND, 0.95)), 1, "an unsure word"),
    (line(("61270", (110, 105, 240, 125), 0.95)), 2, "a word over two cells"),
    (line(("Ngoài", (10, 10, 60, 30), 0.2)), 0, "an unsure word outside the table"),
]


@pytest.mark.parametrize(("row", "cells", "why"), DOUBTFUL, ids=[x[2] for x in DOUBTFUL])
def test_doubtful_cells_are_read_again(monkeypatch: pytest.MonkeyPatch, row: Row, cells: int, why: str) -> None:
    _, places = reread(monkeypatch, [row], picture(), "nữa")
    assert len(places) == cells


def test_a_cell_with_ink_and_no_words_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, places = reread(monkeypatch, [line(("612", FIRST, 0.95))], picture(SECOND), "70")
    assert texts == ["612", "70"]
    ((left, top, right, bottom),) = places
    assert 180 < left < right < 260
    assert 100 < top < bottom < 130


def test_the_rules_of_a_cell_are_not_its_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    ruled = picture((178, 98, 182, 160), (98, 98, 262, 102))
    assert reread(monkeypatch, [line(("612", FIRST, 0.95))], ruled)[1] == []


def test_words_read_anew_take_the_place_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    row = line(("6l2", FIRST, 0.5), ("70", SECOND, 0.95))
    assert reread(monkeypatch, [row], picture(), "612")[0] == ["70", "612"]


def test_where_nothing_is_read_anew_the_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    row = line(("612", FIRST, 0.5), ("70", SECOND, 0.95))
    assert reread(monkeypatch, [row], picture())[0] == ["612 70"]


def test_a_table_without_rows_or_a_page_without_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reread(monkeypatch, [], picture()) == ([], [])
    assert read_cells([line(("612", FIRST, 0.1))], [], picture(), STRAIGHT) == [line(("612", FIRST, 0.1))]


def test_a_cell_beyond_the_picture_is_cut_off() -> None:
    assert scanned_cells._dots((380, 280, 500, 400), picture(), STRAIGHT) == (382, 282, 400, 300)
    assert scanned_cells._dots((398, 280, 500, 400), picture(), STRAIGHT) is None
    assert scanned_cells._dots((100, 100, 103, 130), picture(), STRAIGHT) is None


WRITTEN = [
    ([FIRST, SECOND, THIRD], 0.9, True, "three cells of four"),
    ([FIRST, SECOND], 0.9, False, "too few: the rings of a stamp"),
    ([FIRST, SECOND, THIRD, FOURTH], 0.3, False, "signs that were hardly read"),
    ([(10, 10, 20, 20)] * 4, 0.9, False, "words beside it"),
]


@pytest.mark.parametrize(("boxes", "sure", "expected", "why"), WRITTEN, ids=[x[3] for x in WRITTEN])
def test_a_table_holds_words(boxes: list[Dots], sure: float, expected: bool, why: str) -> None:
    assert is_written(TABLE, [line(*(("612", box, sure) for box in boxes))], STRAIGHT) == expected


def sloping(*ends: tuple[tuple[int, int], tuple[int, int]]) -> list[Row]:
    return [Row([], baseline, 20.0) for baseline in ends]


LEANING = [
    (sloping(((0, 100), (400, 100)), ((0, 140), (400, 140))), 0.0, "straight"),
    (sloping(((0, 100), (400, 108)), ((0, 140), (400, 148)), ((0, 180), (400, 100))), 0.02, "one told wrong"),
    (sloping(((0, 100), (20, 120))), 0.0, "short lines tell nothing"),
    ([], 0.0, "no lines"),
]


@pytest.mark.parametrize(("rows", "turn", "why"), LEANING, ids=[x[2] for x in LEANING])
def test_how_a_page_lies(rows: list[Row], turn: float, why: str) -> None:
    assert leaning(rows, 1.0).turn == pytest.approx(turn, abs=1e-4)


@given(st.floats(-math.pi / 4, math.pi / 4), st.floats(0.1, 2), st.floats(-500, 500), st.floats(-500, 500))
def test_level_and_sloped_are_each_others_way_back(turn: float, scale: float, x: float, y: float) -> None:
    lies = Leaning(turn, scale)
    assert lies.sloped(*lies.level(x, y)) == pytest.approx((x, y), abs=1e-6)
