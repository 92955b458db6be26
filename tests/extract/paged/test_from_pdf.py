"""Reports in PDF, written by hand: what their pages print."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.paged.from_pdf import PdfSource
from extract.records import Span, UnreadableError
from extract.source import open_source
from tests.extract.paged.written_pdf import Page, Rule, Word, lines, pdf

Open = Callable[..., PdfSource]

FULL = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"


def texts(source: PdfSource) -> list[str]:
    return [b.text for b in source.document.blocks]


def test_a_document_says_what_it_is(open_pages: Open) -> None:
    document = open_pages((lines(FULL, "- Một."), ())).document
    assert (document.text_source, document.pages, document.media_type) == ("pdf", 1, "application/pdf")


def test_full_lines_are_one_paragraph_and_marks_begin_others(open_pages: Open) -> None:
    source = open_pages((lines(FULL, FULL, "và mùa thu.", "- Trồng 12 ha", "- Bảo vệ 5 ha"), ()))
    assert texts(source) == [f"{FULL} {FULL} và mùa thu.", "- Trồng 12 ha", "- Bảo vệ 5 ha"]


def test_a_paragraph_goes_on_over_the_page_and_its_number_is_dropped(open_pages: Open) -> None:
    first = (lines(FULL, FULL), ())
    second = ([(290.0, 40.0, "2", False), *lines(FULL, "và mùa thu.")], ())
    source = open_pages(first, second)
    assert texts(source) == [f"{FULL} {FULL} {FULL} và mùa thu."]
    assert [p.page for p in source.document.blocks[0].pieces] == [1, 1, 2, 2]


def test_bold_is_told_by_the_font(open_pages: Open) -> None:
    source = open_pages((lines("**1. Trồng rừng", FULL, FULL, "và mùa thu."), ()))
    heading, text = source.document.blocks
    assert (heading.text, heading.lead) == ("1. Trồng rừng", len("1. Trồng rừng"))
    assert text.lead == 0


def test_a_span_is_located_on_its_page(open_pages: Open) -> None:
    source = open_pages((lines(FULL, FULL, "đạt 12 ha."), ()))
    (block,) = source.document.blocks
    start = block.text.index("12 ha")
    page, box, _ = source.locate(Span(0, start, start + 5))
    assert page == 1
    assert box is not None
    # the third line stands 140 points from the top; its "12 ha" is five characters of 7 points
    assert box[0] == pytest.approx(70 + 4 * 7, abs=4)
    assert box[2] == pytest.approx(70 + 9 * 7, abs=4)
    assert 120 < box[1] < 140 < box[3] + 4 < 150


def grid(left: float, top: float, columns: int, rows: int) -> list[Rule]:
    return [
        (left + 150 * c, top + 30 * r, left + 150 * (c + 1), top + 30 * (r + 1))
        for r in range(rows)
        for c in range(columns)
    ]


def test_a_ruled_table_gives_cells_in_their_place(open_pages: Open) -> None:
    cells: list[Word] = [
        (75, 220, "Chỉ tiêu", False), (225, 220, "Thực hiện", False),
        (75, 250, "Trồng rừng", False), (225, 250, "612", False),
        (75, 280, "Chăm sóc", False), (225, 280, "", False),
    ]  # fmt: skip
    source = open_pages(([*lines(FULL, "Bảng số liệu:"), *cells, *lines("Hết bảng.", y=340)], grid(70, 200, 2, 3)))
    assert [(b.text, b.row, b.column) for b in source.document.blocks if b.kind == "cell"] == [
        ("Chỉ tiêu", 0, 0), ("Thực hiện", 0, 1), ("Trồng rừng", 1, 0), ("612", 1, 1), ("Chăm sóc", 2, 0),
    ]  # fmt: skip
    kinds = [b.kind for b in source.document.blocks]
    assert kinds.index("cell") > 0
    assert texts(source)[-1] == "Hết bảng."


def test_a_table_at_the_head_of_a_page_parts_the_paragraphs_around_it(open_pages: Open) -> None:
    cells: list[Word] = [(75, 120, "Chỉ tiêu", False), (225, 120, "612", False)]
    second = ([*cells, *lines(FULL, y=240)], grid(70, 100, 2, 3))
    source = open_pages((lines(FULL, FULL, FULL), ()), second)
    assert [b.text for b in source.document.blocks if b.kind == "paragraph"] == [" ".join([FULL] * 3), FULL]


def a_page_with_a_table() -> Page:
    cells: list[Word] = [(75, 220, "Chỉ tiêu", False), (225, 220, "Trồng rừng", False), (225, 250, "612", False)]
    return [*lines(FULL, "Bảng số liệu:"), *cells, *lines("Hết bảng.", y=340)], grid(70, 200, 2, 3)


def places(source: PdfSource) -> list[tuple[str, str, list[int]]]:
    found = [(b.text, b.kind, b.pieces[0].box or ()) for b in source.document.blocks]
    return [(text, kind, [round(edge) for edge in box]) for text, kind, box in found]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(open_pages: Open, turn: int) -> None:
    upright = places(open_pages(a_page_with_a_table()))
    assert [kind for _, kind, _ in upright] == ["paragraph", "cell", "cell", "cell", "paragraph"]
    assert places(open_pages(a_page_with_a_table(), turn=turn)) == upright


@pytest.mark.parametrize(
    ("sheet", "left", "top"),
    [
        (b"/MediaBox [0 0 595 842] /CropBox [50 100 595 800]", 50, 42),
        (b"/MediaBox [-20 -30 595 842]", -20, 0),
        (b"/MediaBox [20 30 595 842]", 20, 0),
    ],
    ids=["cut out", "larger", "smaller"],
)
def test_boxes_count_from_the_corner_that_is_shown(open_pages: Open, sheet: bytes, left: int, top: int) -> None:
    upright = places(open_pages(a_page_with_a_table()))
    moved = [(text, kind, [x0 - left, y0 - top, x1 - left, y1 - top]) for text, kind, (x0, y0, x1, y1) in upright]
    assert places(open_pages(a_page_with_a_table(), sheet=sheet)) == moved


AS_DRAWN = [
    ([(70, 160, "mạng wi\ufb01, o\ufb03ce", False)], "mạng wifi, office", "ligatures"),
    ([(70, 160, "1. Thu", False), (70.3, 160, "1. Thu", False)], "1. Thu", "bold by drawing twice"),
    (
        [(70 + 7 * at + off, 160, sign, False) for at, sign in enumerate("11 ha") for off in (0, 0.3)],
        "11 ha",
        "bold by drawing each glyph twice",
    ),
    (
        [(70, 160, "với 12 m", False), (126, 155, "2", False), (133, 160, " sàn.", False)],
        "với 12 m2 sàn.",
        "superscript",
    ),
    (
        [(70 + 7 * at, 160, part, False) for at, part in ((0, "TR"), (4, "NG TR"), (11, "NG"), (2, "ƯỜ"), (9, "ƯƠ"))],
        "TRƯỜNG TRƯƠNG",
        "letters that another font draws after the rest of the line",
    ),
    ([(70, 160, "\uf0b7 Trồng 12 ha", False)], "- Trồng 12 ha", "a bullet of the font Symbol"),
]


@pytest.mark.parametrize(("words", "expected", "why"), AS_DRAWN, ids=[x[2] for x in AS_DRAWN])
def test_text_is_read_as_it_looks(open_pages: Open, words: list[Word], expected: str, why: str) -> None:
    head = lines(FULL, FULL.removesuffix("trong mùa xuân") + "mới.")
    assert texts(open_pages(([*head, *words], ())))[-1] == expected


def test_a_page_put_in_order_tells_places_and_fonts(open_pages: Open) -> None:
    head = [(70, 100, "1. Tr", True), (119, 100, "ng 12 ha", True), (105, 100, "ườ", True)]
    source = open_pages(([*head, *lines(FULL, FULL, y=140)], ()))
    heading = source.document.blocks[0]
    assert (heading.text, heading.lead) == ("1. Trường 12 ha", len("1. Trường 12 ha"))
    _, box, _ = source.locate(Span(0, heading.text.index("12"), len(heading.text)))
    assert box is not None
    assert (box[0], box[2]) == (pytest.approx(140, abs=4), pytest.approx(175, abs=4))


def test_a_cell_of_a_page_put_in_order(open_pages: Open) -> None:
    cell: list[Word] = [(75, 220, "TR", False), (103, 220, "NG MẦM", False), (225, 220, "612", False)]
    source = open_pages(([*lines(FULL, FULL), *cell, (89, 220, "ƯỜ", False)], grid(70, 200, 2, 3)))
    assert [b.text for b in source.document.blocks if b.kind == "cell"] == ["TRƯỜNG MẦM", "612"]


def test_a_hyphen_at_the_end_of_a_line_stays(open_pages: Open) -> None:
    second = FULL.removesuffix("trong mùa xuân") + "theo số 12/QĐ-"
    source = open_pages((lines(FULL, second, "UBND."), ()))
    assert texts(source) == [f"{FULL} {second}UBND."]


def test_two_columns_of_a_letterhead_on_one_line_are_two(open_pages: Open) -> None:
    head = [(70.0, 100.0, "Số: 245/BC-UBND", False), (300.0, 100.0, "Yên Lĩnh, ngày 28 tháng 8", False)]
    source = open_pages(([*head, *lines(FULL, FULL, y=160)], ()))
    assert texts(source)[:2] == ["Số: 245/BC-UBND", "Yên Lĩnh, ngày 28 tháng 8"]


def test_a_page_of_a_few_letters_without_a_picture_is_text(open_pages: Open) -> None:
    assert texts(open_pages((lines("MAU"), ()))) == ["MAU"]


def test_a_truncated_file(tmp_path: Path) -> None:
    data = pdf([(lines(FULL, FULL), ())])
    (tmp_path / "b.pdf").write_bytes(data[:300])
    with pytest.raises(UnreadableError) as error:
        open_source(tmp_path / "b.pdf")
    assert error.value.reason == "damaged"


def test_a_mark_of_secrecy_is_seen_also_in_running_headers(open_pages: Open) -> None:
    document = open_pages(*[([(280, 30, "TỐI MẬT", True), *lines(FULL)], ())] * 3).document
    assert document.secrecy == "TỐI MẬT"
    assert open_pages((lines(FULL, "Tăng cường bảo mật"), ())).document.secrecy == ""
