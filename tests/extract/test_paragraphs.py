import pytest

from extract.paragraphs import glue, goes_on, is_upper, join_broken
from extract.records import Block, Piece

BREAKS = [
    ("Huyện dự kiến tổ chức", "đánh giá, phân hạng", True, "lower case goes on"),
    ("theo Kế hoạch số 133/KH-UBND", "ngày 11/4/2024 của huyện", True, "a date goes on"),
    ("tính đến", "30/9/2024 đạt 75%", True, "a bare date goes on"),
    ("Huyện đã hoàn thành.", "đạt 95%", False, "a stop ends it"),
    ("Cụ thể như sau:", "trồng mới 12 ha", False, "a colon ends it"),
    ("Căn cứ Luật A;", "căn cứ Luật B", False, "a semicolon ends it"),
    ("Huyện đã trồng", "Trồng mới 12 ha", False, "a capital begins anew"),
    ("gồm các xã", "- xã Tân Hợp", False, "a mark begins an item"),
    ("gồm các xã", "a) xã Tân Hợp", False, "a letter begins an item"),
    ("KẾT QUẢ THỰC HIỆN", "chín tháng", False, "capitals are a heading"),
    ("", "chín tháng", False, "nothing before"),
]


@pytest.mark.parametrize(("before", "after", "expected", "why"), BREAKS, ids=[x[3] for x in BREAKS])
def test_goes_on(before: str, after: str, expected: bool, why: str) -> None:
    assert goes_on(before, after) is expected


@pytest.mark.parametrize(
    ("before", "expected"), [("133/KH-", ""), ("133/", ""), ("huyện", " "), ("gồm -", " "), ("2021 -", " ")]
)
def test_glue(before: str, expected: str) -> None:
    assert glue(before) == expected


def block(index: int, text: str, lead: int = 0, kind: str = "paragraph") -> Block:
    return Block(index, text, (Piece(0, len(text), source=index),), kind, lead)


def test_a_cut_paragraph_is_one_block_with_two_pieces() -> None:
    one, other = join_broken([block(0, "Huyện đã"), block(1, "trồng 12 ha."), block(2, "Xã đã họp.")])
    assert one.text == "Huyện đã trồng 12 ha."
    assert [(one.text[p.start : p.end], p.source) for p in one.pieces] == [
        ("Huyện đã", 0),
        ("trồng 12 ha.", 1),
    ]
    assert (other.index, other.text) == (1, "Xã đã họp.")


def test_a_number_cut_at_its_hyphen_is_glued_without_a_space() -> None:
    (one,) = join_broken([block(0, "Quyết định số 133/QĐ-"), block(1, "ngày 1/2/2024 về")])
    assert one.text == "Quyết định số 133/QĐ-ngày 1/2/2024 về"


@pytest.mark.parametrize(
    ("first", "second", "lead"),
    [(8, 5, 14), (8, 0, 9), (3, 5, 3)],
    ids=["goes on", "ends at the cut", "ended before"],
)
def test_what_is_bold_across_a_cut(first: int, second: int, lead: int) -> None:
    (one,) = join_broken([block(0, "Huyện đã", first), block(1, "trồng 12 ha.", second)])
    assert one.lead == lead


def test_cells_are_never_joined() -> None:
    assert len(join_broken([block(0, "Huyện đã", kind="cell"), block(1, "trồng", kind="cell")])) == 2


@pytest.mark.parametrize(
    ("text", "expected"), [("KẾT QUẢ 9 THÁNG", True), ("Kết quả", False), ("II", False), ("12/3", False)]
)
def test_is_upper(text: str, expected: bool) -> None:
    assert is_upper(text) is expected


def test_what_has_gone_on_once_goes_on_behind_capitals() -> None:
    texts = ["Tính đến", "30/9/2024, UBND", "huyện đã họp", "và kết luận."]
    (one,) = join_broken(block(i, text, len(text)) for i, text in enumerate(texts))
    assert one.text == "Tính đến 30/9/2024, UBND huyện đã họp và kết luận."
    assert [one.text[p.start : p.end] for p in one.pieces] == texts
    assert one.lead == len(one.text)
