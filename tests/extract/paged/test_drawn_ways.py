"""PDFs as many programs write them: bold without a bold font, raised digits, broken words, letters set apart."""

from collections.abc import Callable, Sequence

import pytest

from extract.paged.from_pdf import PdfSource
from tests.extract.paged.written_pdf import SIZE, at

Open = Callable[..., PdfSource]
FULL = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"
HALF = SIZE / 2  # the width of a character


def drawn(*parts: str) -> str:
    return "\n".join(parts)


def body(*texts: str, y: float = 140) -> str:
    return drawn(*(at(70, y + 20 * n, text) for n, text in enumerate(texts)))


def spread(text: str, y: float, step: float, copies: Sequence[float] = (0,)) -> str:
    """Every letter a text object of its own, `step` points from one to the next; no spaces."""
    placed = [(70 + step * n + by, char) for n, char in enumerate(text) if char != " " for by in copies]
    return drawn(*(at(x, y, char) for x, char in placed))


def words(text: str, y: float, gap: float, copies: Sequence[float] = (0,)) -> str:
    """Every word a text object of its own, as Aspose writes them, `gap` points between them; no spaces."""
    parts, x = [], 70.0
    for word in text.split():
        parts += [at(x + by, y, word) for by in copies]
        x += len(word) * HALF + gap
    return drawn(*parts)


def texts(source: PdfSource) -> list[str]:
    return [b.text for b in source.document.blocks]


HEADING = "1. Trồng rừng"
BOLD = [
    ("drawn twice", at(70, 100, HEADING) + at(70.4, 100, HEADING), True),
    ("drawn four times", drawn(*(at(70 + x, 100 + y, HEADING) for x in (0, 0.3) for y in (0, 0.3))), True),
    ("word by word twice", words(HEADING, 100, HALF, (0, 0.4)), True),
    ("letter by letter twice", spread(HEADING, 100, HALF, (0, 0.4)), True),
    ("outlined", at(70, 100, HEADING, how="2 Tr 0.4 w") + " 0 Tr", True),
    ("drawn once", at(70, 100, HEADING), False),
]


@pytest.mark.parametrize(("why", "heading", "bold"), BOLD, ids=[x[0] for x in BOLD])
def test_bold_without_a_bold_font(open_pages: Open, why: str, heading: str, bold: bool) -> None:
    block = open_pages(drawn(heading, body(FULL, FULL))).document.blocks[0]
    assert (block.text, block.lead == len(HEADING)) == (HEADING, bold)


RAISED = [
    ("15,2 tỷ đồng", "1", ", tăng 5%.", "15,2 tỷ đồng¹, tăng 5%.", "a mark behind a unit"),
    ("98,5%", "12", " kế hoạch.", "98,5%¹² kế hoạch.", "a mark of two digits behind a sign"),
    ("năm 2024", "1", ", huyện", "năm 2024¹, huyện", "a mark behind a year"),
    ("tỷ đồng.", "3", " Huyện", "tỷ đồng.³ Huyện", "a mark behind a stop"),
    ("có 1.250 m", "2", " sàn", "có 1.250 m2 sàn", "a square"),
    ("đào 300 m", "3", " đất", "đào 300 m3 đất", "a cube"),
]


@pytest.mark.parametrize(("before", "digits", "after", "expected", "why"), RAISED, ids=[x[4] for x in RAISED])
def test_raised_digits(open_pages: Open, before: str, digits: str, after: str, expected: str, why: str) -> None:
    x = 70 + len(before) * HALF
    line = drawn(at(70, 180, before), at(x, 175, digits, 8), at(x + 4 * len(digits), 180, after))
    small = f"5 Ts /R 9 Tf {shown(digits)} 0 Ts /R {SIZE} Tf"
    risen = f"BT /R {SIZE} Tf 1 0 0 1 70 662 Tm {shown(before)} {small} {shown(after)} ET"
    first = FULL.removesuffix("trong mùa xuân") + "mới."
    for way in (line, risen):
        assert texts(open_pages(drawn(body(FULL, first), way)))[-1] == expected


def shown(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}> Tj"


def test_digits_of_the_same_height_are_no_marks(open_pages: Open) -> None:
    assert texts(open_pages(body("Đường B40 và A4, 20241 hộ.")))[0] == "Đường B40 và A4, 20241 hộ."


BROKEN = [
    ("thu ngân sách đạt 15 tri-", "ệu đồng.", "thu ngân sách đạt 15 triệu đồng.", "a syllable"),
    ("thu ngân sách, phát tri\u00ad", "ển kinh tế.", "thu ngân sách, phát triển kinh tế.", "a soft hyphen"),
    ("các chỉ tiêu về KT-", "XH của huyện.", "các chỉ tiêu về KT-XH của huyện.", "capitals"),
    ("các chỉ tiêu về kinh tế -", "xã hội.", "các chỉ tiêu về kinh tế - xã hội.", "a dash"),
    ("các chỉ tiêu về kinh tế-", "xã hội.", "các chỉ tiêu về kinh tế-xã hội.", "two syllables"),
    ("theo đề nghị của UBND-", "VP huyện.", "theo đề nghị của UBND-VP huyện.", "an office"),
]


@pytest.mark.parametrize(("first", "second", "expected", "why"), BROKEN, ids=[x[3] for x in BROKEN])
def test_words_broken_at_the_end_of_a_line(open_pages: Open, first: str, second: str, expected: str, why: str) -> None:
    start = FULL[: len(FULL) - len(first) - 1].rsplit(" ", 1)[0]
    whole = f"{start} {first}"
    source = open_pages(body(FULL, whole, second))
    assert texts(source) == [f"{FULL} {start} {expected}"]
    block = source.document.blocks[0]
    assert all(a.end <= b.start for a, b in zip(block.pieces, block.pieces[1:], strict=False))


def test_a_word_broken_in_another_print_is_whole(open_pages: Open) -> None:
    assert texts(open_pages(body("đạt 15 tri- ệu đồng, kinh tế - xã hội"))) == ["đạt 15 triệu đồng, kinh tế - xã hội"]


NARROW = drawn(*(words(text, 100 + 20 * n, 1.4) for n, text in enumerate((FULL, FULL, "đạt 12 ha."))))
LONG = "Kết quả thực hiện nhiệm vụ năm 2024 của huyện"
SPACED = [
    (drawn(spread(LONG, 100, 9.5), spread("đạt 12 ha.", 120, 9.5)), f"{LONG} đạt 12 ha.", "letters set apart"),
    (NARROW, f"{FULL} {FULL} đạt 12 ha.", "narrow gaps for spaces"),
    (drawn(at(70, 100, "K ế t q u ả t h u"), body(FULL, FULL)), "K ế t q u ả t h u", "equal gaps tell nothing"),
    (drawn(at(70, 100, "B Á O   C Á O   N Ă M"), body(FULL, FULL)), "BÁO CÁO NĂM", "a title typed with spaces"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "expected", "why"), SPACED, ids=[x[2] for x in SPACED])
def test_words_are_told_by_the_gaps(open_pages: Open, page: str, expected: str, why: str) -> None:
    assert texts(open_pages(page))[0] == expected


def test_letters_are_as_large_as_they_are_drawn(open_pages: Open) -> None:
    """`1 Tf 14 0 0 14 … Tm`, and a page drawn at a quarter of its size."""
    as_said = [FULL, FULL, "và mùa thu.", "- Trồng 12 ha"]
    by_matrix = drawn(*(at(70, 100 + 20 * n, text, 1, lie="14 0 0 14") for n, text in enumerate(as_said)))
    by_page = "q 0.25 0 0 0.25 0 0 cm " + drawn(
        *(at(280, 842 - 4 * (742 - 20 * n), text, 56) for n, text in enumerate(as_said))
    )
    upright = texts(open_pages(body(*as_said)))
    assert len(upright) == 2
    assert texts(open_pages(by_matrix)) == upright
    assert texts(open_pages(by_page + " Q")) == upright


ASIDE = [
    ("0 1 -1 0", "a label on its side"),
    ("0 -1 1 0", "a label on its other side"),
    ("0.7 0.7 -0.7 0.7", "a watermark across the page"),
]


@pytest.mark.parametrize(("lie", "why"), ASIDE, ids=[x[1] for x in ASIDE])
def test_what_stands_aslant_is_no_line(open_pages: Open, lie: str, why: str) -> None:
    source = open_pages(drawn(body(FULL), at(120, 500, "BẢN NHÁP", 40, lie=lie), body("và mùa thu.", y=160)))
    assert texts(source) == [f"{FULL} và mùa thu."]


def test_letters_that_lean_are_upright(open_pages: Open) -> None:
    assert texts(open_pages(at(70, 100, FULL, lie="1 0 0.33 1"))) == [FULL]
