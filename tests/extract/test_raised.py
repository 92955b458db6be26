"""Short numbers above the line, behind what stands before them."""

import pytest

from extract.raised import may_be_raised, raised

CASES = [
    ("2", "229.677 m", "2", "a square"),
    ("3", "12 triệu m", "3", "a cube"),
    ("2", "1.200 km", "2", "a square of a longer length"),
    ("2", "đạt 15,2 tỷ đồng", "²", "a mark behind a unit"),
    ("1", "tăng trưởng GDP", "¹", "a mark behind a word"),
    ("12", "đạt 98,5%", "¹²", "a mark behind a sign"),
    ("6", "10", "⁶", "a power of ten"),
    ("4", "12 m", "⁴", "no power that lengths have"),
    ("2", "toàn cụm", "²", "a word that ends like a length"),
    ("(1)", "xã Bản Hiu", "⁽¹⁾", "a mark in brackets"),
]


@pytest.mark.parametrize(("text", "before", "expected", "why"), CASES, ids=[x[3] for x in CASES])
def test_a_raised_number(text: str, before: str, expected: str, why: str) -> None:
    assert raised(text, before) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2", True), ("(12)", True), (" 1 ", True), ("1.250", False), ("o", False), ("", False), ("1999", False)],
)
def test_what_may_be_a_mark(text: str, expected: bool) -> None:
    assert may_be_raised(text) is expected
