"""What is printed around the text, below it or over it, and pages whose print lies on its side."""

from collections.abc import Callable

import pytest

from extract.paged.from_pdf import PdfSource
from extract.records import Span
from tests.extract.paged.written_pdf import HEIGHT, TURNED, at

Open = Callable[..., PdfSource]
FULL = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"


def body(count: int = 3, y: float = 100) -> str:
    return "\n".join(at(70, y + 20 * n, FULL) for n in range(count))


def texts(source: PdfSource, kind: str = "paragraph") -> list[str]:
    return [b.text for b in source.document.blocks if b.kind == kind]


AND = at(70, 100, "và mùa thu.")
SENTENCE = " ".join([FULL] * 3 + ["và mùa thu."])

MARKED = at(70, 160, "thu ngân sách 15,2 tỷ đồng") + at(70 + 26 * 7, 154, "1", 8) + at(70 + 27 * 7, 160, "ở các xã")
NOTED = " ".join([FULL] * 3 + ["thu ngân sách 15,2 tỷ đồng¹ ở các xã", "và mùa thu."])
NOTE = "¹ Báo cáo số 12/BC-UBND của huyện và Quyết định số 5."
SECOND = at(70, 775, "Quyết định số 5.", 10)
FEET = [
    (at(70, 756, "1", 6) + at(73, 760, " Báo cáo số 12/BC-UBND của huyện và", 10), "a raised mark"),
    (at(70, 758, "1", 6) + at(73, 760, "Báo cáo số 12/BC-UBND của huyện và", 10), "a mark that touches its note"),
    (at(70, 760, "1 Báo cáo số 12/BC-UBND của huyện và", 10), "a mark like a number"),
    (at(70, 760, "1", 10) + at(90, 760, "Báo cáo số 12/BC-UBND của huyện và", 10), "a mark apart from its note"),
]


@pytest.mark.parametrize(("foot", "why"), FEET, ids=[x[1] for x in FEET])
def test_footnotes_stand_behind_the_text(open_pages: Open, foot: str, why: str) -> None:
    source = open_pages("\n".join([body(), MARKED, foot, SECOND, at(290, 810, "1")]), AND)
    assert texts(source) == [NOTED]
    assert [t.replace("¹B", "¹ B") for t in texts(source, "note")] == [NOTE]


def test_a_footnote_goes_on_at_the_foot_of_the_next_page(open_pages: Open) -> None:
    first = "\n".join([body(), MARKED, at(70, 756, "1", 6), at(73, 760, " Báo cáo số 12/BC-UBND của huyện", 10)])
    source = open_pages(first, "\n".join([AND, at(70, 780, "và Quyết định số 5.", 10)]))
    assert (texts(source), texts(source, "note")) == ([NOTED], [NOTE])


def test_small_print_without_a_mark_is_text(open_pages: Open) -> None:
    small = [at(70, 700, "Nơi nhận:", 11), at(70, 715, "- Như trên;", 11), at(70, 730, "2 bản lưu.", 11)]
    source = open_pages("\n".join([body(), MARKED, at(70, 200, "Hết."), *small]))
    assert texts(source, "note") == []
    assert texts(source)[-3:] == ["Nơi nhận:", "- Như trên;", "2 bản lưu."]


WHO, WHEN, EMAIL = "Người ký: Ủy ban nhân dân", "Thời gian ký: 28.08.2024", "Email: vp@songkhe.gov.vn"
STAMPS = [
    ([WHO, "huyện Sông Khê", EMAIL, WHEN, "09:15:02 +07:00"], "with words that go on"),
    ([EMAIL, WHO, WHEN], "who signed it in the middle"),
    (["Ký bởi: Ủy ban nhân dân"], "of one line"),
]


@pytest.mark.parametrize(("lines", "why"), STAMPS, ids=[x[1] for x in STAMPS])
def test_the_stamp_of_a_digital_signature_is_no_sentence(open_pages: Open, lines: list[str], why: str) -> None:
    stamp = "\n".join(at(380, 130 + 10 * n, text, 8) for n, text in enumerate(lines))
    source = open_pages("\n".join([body(), stamp]), AND)
    assert texts(source) == [SENTENCE]
    assert texts(source, "note") == [" ".join(lines)]


HEAD, FOOT = 40, 805
NUMBERS = [
    ("Trang 2/11", HEAD),
    ("- 2 -", FOOT),
    ("Trang: 3", FOOT),
    ("Page 2 of 11", HEAD),
    ("Trang số 4", FOOT),
    ("2", HEAD),
    ("12/15", FOOT),
]


@pytest.mark.parametrize(("number", "y"), NUMBERS)
def test_page_numbers_are_no_text(open_pages: Open, number: str, y: float) -> None:
    source = open_pages("\n".join([body(), at(280, y, number)]), "\n".join([at(280, y, number), AND]))
    assert texts(source) == [SENTENCE]


def test_a_running_header_with_the_number_of_the_page(open_pages: Open) -> None:
    pages = [at(70, 40, f"Báo cáo năm 2024 - Trang {n}/3") + body(1, 100) for n in (1, 2, 3)]
    assert texts(open_pages(*pages)) == [" ".join([FULL] * 3)]


def test_what_stands_in_one_place_of_all_pages_is_a_watermark(open_pages: Open) -> None:
    pages = ["\n".join([at(150, 135, "www.songkhe.gov.vn", 30), body(5, 100 + n)]) for n in (0, 3, 7)]
    assert texts(open_pages(*pages)) == [" ".join([FULL] * 15)]


def sideways(quarter: int) -> str:
    place, lie = TURNED[quarter]

    def put(x: float, y: float, text: str) -> str:
        left, up = place(x, y)
        return at(left, HEIGHT - up, text, lie=lie)

    drawn = [put(70, 100, FULL), put(70, 120, FULL), put(70, 140, "và mùa thu.")]
    for n in range(6):
        x, y = 70 + 150 * (n % 2), 200 + 30 * (n // 2)
        (a, b), (c, d) = place(x, y), place(x + 150, y + 30)
        drawn += [put(x + 5, y + 20, f"ô {n}"), f"{min(a, c)} {min(b, d)} {abs(c - a)} {abs(d - b)} re S"]
    return "\n".join(drawn)


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_page_drawn_on_its_side_is_read_like_an_upright_one(open_pages: Open, quarter: int) -> None:
    source = open_pages(sideways(quarter))
    assert texts(source) == [f"{FULL} {FULL} và mùa thu."]
    cells = [(b.text, b.row, b.column) for b in source.document.blocks if b.kind == "cell"]
    assert cells == [(f"ô {n}", n // 2, n % 2) for n in range(6)]


def test_its_places_are_those_of_the_paper(open_pages: Open) -> None:
    _, box, _ = open_pages(sideways(90)).locate(Span(0, 0, 5))
    assert box is not None
    # drawn from (100, 70) upwards: on the paper 100 from the left, 70 from the foot
    assert (round(box[2]), round(HEIGHT - box[3])) == (100, 71)
