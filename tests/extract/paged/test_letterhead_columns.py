"""The head of a first page: two columns that are printed side by side are read one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.paged.letterhead_columns import in_columns
from extract.paged.lines import Line

LEFT, RIGHT, WIDE = (60.0, 250.0), (300.0, 540.0), (70.0, 530.0)


def line(text: str, base: float, ends: tuple[float, float]) -> Line:
    return Line(text, 1, 842, (ends[0], base - 12, ends[1], base + 2), base, 14, 0)


def head(*rows: tuple[str, ...]) -> list[Line]:
    """Rows of one or two texts; one text alone stands to the left unless it begins with >, or crosses with =."""
    found = []
    for at, row in enumerate(rows):
        places = [LEFT, RIGHT] if len(row) == 2 else [{">": RIGHT, "=": WIDE}.get(row[0][0], LEFT)]
        found += [line(text, 60 + 20 * at, ends) for text, ends in zip(row, places, strict=True)]
    return found


HEADS = [
    (
        [("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), ("HUYỆN LONG SƠN", "VIỆT NAM"), ("=BÁO CÁO",)],
        ["ỦY BAN NHÂN DÂN", "HUYỆN LONG SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "=BÁO CÁO"],
        "two columns",
    ),
    ([("ỦY BAN", "CỘNG HÒA"), ("=BÁO CÁO",)], ["ỦY BAN", "CỘNG HÒA", "=BÁO CÁO"], "one row is in order already"),
    (
        [("a", "b"), ("c",), (">d",), ("e", "f"), ("=g",)],
        ["a", "c", "e", "b", ">d", "f", "=g"],
        "rows of one column between",
    ),
    ([("=a",), ("b", "c"), ("d", "e")], ["=a", "b", "d", "c", "e"], "a line above the head, a page of nothing more"),
    ([("=a",), ("b",), ("=c",)], ["=a", "b", "=c"], "no columns"),
    ([("a", "b"), ("=c",), ("d", "e"), ("f", "g")], ["a", "b", "=c", "d", "e", "f", "g"], "columns below are others"),
    ([], [], "an empty page"),
]


@pytest.mark.parametrize(("rows", "expected", "why"), HEADS, ids=[x[2] for x in HEADS])
def test_columns_follow_one_another(rows: list[tuple[str, ...]], expected: list[str], why: str) -> None:
    assert [x.text for x in in_columns(head(*rows))] == expected


def test_a_rows_halves_need_not_stand_equally_high() -> None:
    lines = [line("a", 60, LEFT), line("b", 63, RIGHT), line("c", 80, LEFT), line("d", 77, RIGHT)]
    assert [x.text for x in in_columns(lines)] == ["a", "c", "b", "d"]


ENDS = st.tuples(st.floats(0, 500), st.floats(1, 95)).map(lambda t: (t[0], t[0] + t[1]))


@given(st.lists(st.tuples(st.integers(0, 8), ENDS), max_size=14))
def test_no_line_is_lost_or_doubled(places: list[tuple[int, tuple[float, float]]]) -> None:
    lines = [line(str(i), 60 + 20 * row, ends) for i, (row, ends) in enumerate(sorted(places))]
    assert sorted(in_columns(lines), key=lambda x: int(x.text)) == lines
