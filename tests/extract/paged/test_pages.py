"""Scanned pages and pages of text as one document, and the places of its words."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extract.paged.page import Grid
from extract.paged.pages import Pages
from extract.paged.picture import Picture
from extract.paged.recognise import Row, Word
from extract.paged.scanned_cells import Leaning
from extract.paged.scanned_page import ScannedPage
from extract.records import Document, Span, UnreadableError

LETTER, PITCH = 7, 20
FULL = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"
PAPER = Picture(np.full((842, 595), 255, np.uint8), 72)


def row(text: str, y: int, x: int = 70, sure: float = 0.9) -> Row:
    words = []
    for word in text.split():
        words.append(Word(word, (x, y - 12, x + LETTER * len(word), y), sure, 2.0))
        x += LETTER * (len(word) + 1)
    return Row(words, ((70, y), (x, y)), 14.0)


def page(
    number: int, *texts: str, sure: float = 0.9, stamped: tuple[str, ...] = (), tables: Sequence[Grid] = ()
) -> ScannedPage:
    rows = [row(text, 100 + PITCH * at, sure=sure) for at, text in enumerate(texts)]
    return ScannedPage(number, PAPER, rows, tables, Leaning(0.0, 1.0), stamped)


def document(pages: Pages, missing: str = "") -> Document:
    return pages.document(Path("b.pdf"), "0", 9, "application/pdf", (), missing)


def test_a_document_says_how_its_pages_were_read() -> None:
    found = document(Pages([page(1, FULL, sure=0.8), page(3, FULL)], 4), "timeout")
    assert (found.text_source, found.pages, found.ocr_pages) == ("ocr", 4, 2)
    assert found.ocr_confidence == pytest.approx(0.85)
    assert (found.unread_pages, found.unread_why) == ((2, 4), "timeout")


def test_pages_without_words_are_nothing_to_read() -> None:
    with pytest.raises(UnreadableError) as error:
        document(Pages([page(1), page(2)], 2))
    assert error.value.reason == "nothing_to_read"


def test_where_all_pages_are_missing_that_is_said() -> None:
    found = document(Pages([], 2), "timeout")
    assert (found.blocks, found.unread_pages, found.ocr_pages, found.ocr_confidence) == ((), (1, 2), None, None)


def test_a_paragraph_over_two_pages_is_one_block_and_is_located_on_the_first() -> None:
    pages = Pages([page(1, FULL, FULL, FULL, sure=0.8), page(2, FULL, "và mùa thu.", sure=0.7)], 2)
    found = document(pages)
    (block,) = found.blocks
    assert [(p.page, p.confidence) for p in block.pieces] == [(1, 0.8)] * 3 + [(2, 0.7)] * 2
    place = pages.locate(found, Span(0, 0, len(block.text)))
    assert (place.page, place.confidence) == (1, 0.8)
    assert place.box == (70, 88, 70 + LETTER * len(FULL), 140)


def test_a_word_is_located_by_its_own_box() -> None:
    pages = Pages([page(1, FULL, "Trồng 12 ha rừng.")], 1)
    found = document(pages)
    at = found.blocks[-1].text.index("12 ha")
    assert pages.locate(found, Span(len(found.blocks) - 1, at, at + 5)).box == pytest.approx((112, 108, 147, 120))


def test_cells_are_located_by_their_boxes() -> None:
    cells = [(r, c, (60.0 + 200 * c, 80.0 + 20 * r, 260.0 + 200 * c, 100.0 + 20 * r)) for r in (0, 1) for c in (0, 1)]
    pages = Pages([page(1, "Chỉ tiêu", "612", FULL, tables=[(80.0, 120.0, cells)])], 1)
    found = document(pages)
    assert [(b.text, b.row, b.column) for b in found.blocks if b.kind == "cell"] == [("Chỉ tiêu", 0, 0), ("612", 1, 0)]
    place = pages.locate(found, Span(next(i for i, b in enumerate(found.blocks) if b.text == "612"), 0, 3))
    assert (place.page, place.box, place.confidence) == (1, (60, 100, 260, 120), 0.9)
    assert [b.pieces[0].confidence for b in found.blocks if b.kind == "cell"] == [0.9, 0.9]


STAMPS = [
    (("MẬT",), "MẬT", "as it is printed"),
    (("MAT",), "MẬT", "the signs of the frame are lost"),
    (("| TỐI MẬT |",), "TỐI MẬT", "the frame is read as signs"),
    (("TUYET MẬT.",), "TUYỆT MẬT", "some signs are lost"),
    (("~~", "MẬT", "--"), "MẬT", "in a line of its own"),
    (("ỦY BAN NHÂN DÂN HUYỆN",), "", "an office's"),
    (("HỎA TỐC",), "", "urgent"),
    (("BẢO MẬT",), "", "another word"),
    (("ĐÃ XEM MẬT",), "", "more words"),
    ((), "", "none"),
]


@pytest.mark.parametrize(("stamped", "mark", "why"), STAMPS, ids=[x[2] for x in STAMPS])
def test_a_red_stamp_may_be_a_mark_of_secrecy(stamped: tuple[str, ...], mark: str, why: str) -> None:
    assert document(Pages([page(1, FULL, stamped=stamped), page(2, FULL)], 2)).secrecy == mark
