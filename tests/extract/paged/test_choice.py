"""Which pages are read from their pictures, by made-up text layers."""

from collections import Counter
from typing import Any, cast

import numpy as np
import pytest

from extract.paged.choice import doubt_digits, says_more, why_from_picture
from extract.paged.picture import Picture
from extract.paged.recognise import Row, Word
from extract.paged.scanned_cells import Leaning
from extract.paged.scanned_page import ScannedPage
from extract.paged.text_page import TextPage

GOOD = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân và đạt kế hoạch tỉnh giao, chi 5,2 tỷ đồng"
BARE = "Huyen da chi dao cac xa trong moi duoc nhieu cay xanh trong mua xuan va dat ke hoach tinh giao"
TCVN3 = "HuyÖn ®· chØ ®¹o c¸c x· trång míi ®­îc nhiÒu c©y xanh trong mïa xu©n vµ ®¹t kÕ ho¹ch tØnh giao"
SHIFTED = "".join(chr(ord(c) + 1) if c.isalpha() else c for c in GOOD)
ENGLISH = "The district has planted many green trees in the spring and reached the plan of the province for this year"
# the abbreviations and figures of a table tell nothing: too few words in small letters
FIGURES = "KH 2024 TH 2023 UBND HĐND 1.234,5 ha 102,6% 5.678 tấn 98,1% 12 xã 45 ha 67 hộ QĐ-UBND NQ-HĐND TTHC GRDP"


class Layer:
    """A text layer: its text, what share of the page is a picture, whether the page is drawn of shapes."""

    def __init__(self, text: str, pictured: float = 0.0, drawn: bool = False) -> None:
        self.text, self._pictured, self._drawn = text, pictured, drawn

    def pictured(self) -> float:
        return self._pictured

    def is_drawn(self) -> bool:
        return self._drawn


def layer(text: str, pictured: float = 0.0, drawn: bool = False) -> TextPage:
    return cast(TextPage, Layer(text, pictured, drawn))


REASONS = [
    (layer(GOOD), "", "a page of text"),
    (layer(GOOD, pictured=0.3), "", "a page of text with a photograph"),
    (layer(GOOD, pictured=1.0), "scan", "a scan with somebody's text"),
    (layer("", pictured=1.0), "no_text", "a scan"),
    (layer("Bản sao 2024", pictured=0.9), "no_text", "a scan with a watermark"),
    (layer("", drawn=True), "no_text", "letters drawn as shapes"),
    (layer(""), "", "an empty page"),
    (layer("Phụ lục"), "", "a page with few words"),
    (layer("Trang 2", pictured=0.2), "", "few words and a seal"),
    (layer(TCVN3 * 2), "not_vietnamese", "an old encoding"),
    (layer(SHIFTED), "not_vietnamese", "letters that mean others"),
    (layer(BARE), "not_vietnamese", "all marks lost"),
    (layer(BARE, pictured=1.0), "not_vietnamese", "a scan with all marks lost"),
    (layer(ENGLISH), "not_vietnamese", "another language"),
    (layer(FIGURES), "", "a table of figures"),
    (layer(GOOD.upper() * 3), "", "all in capitals"),
]


@pytest.mark.parametrize(("page", "reason", "why"), REASONS, ids=[x[2] for x in REASONS])
def test_why_a_page_is_read_from_its_picture(page: TextPage, reason: str, why: str) -> None:
    assert why_from_picture(page) == reason


def scanned(text: str) -> ScannedPage:
    words = [Word(w, (9 * i, 0, 9 * i + 8, 9), 0.9, 1.0) for i, w in enumerate(text.split())]
    picture = Picture(np.full((9, 9), 255, np.uint8), 72)
    rows = [Row(words, ((0, 9), (9, 9)), 9.0)] if words else []
    return ScannedPage(1, picture, rows, (), Leaning(0.0, 1.0), ())


MORE = [
    (GOOD, TCVN3, True, "as much"),
    (GOOD[:40], GOOD, True, "a good part"),
    ("7 ~", GOOD, False, "a photograph under wrong text"),
    ("", "", True, "nothing in either"),
    ("", "ab", False, "a page in which nothing is seen"),
]


@pytest.mark.parametrize(("picture", "text", "expected", "why"), MORE, ids=[x[3] for x in MORE])
def test_whether_a_picture_says_more(picture: str, text: str, expected: bool, why: str) -> None:
    assert says_more(scanned(picture), layer(text)) == expected


DOUBTS = [
    ("đạt 12 ha 345 kg", "đạt 12 ha 345 kg", {}, "both read the same"),
    ("đạt 12 ha 345 kg", "đạt 12 ha 845 kg", {"345": 1}, "one number is another"),
    ("đạt 12 ha 345 kg 12 xã", "đạt 12 ha 345 kg", {"12": 2}, "a number too many: either may be wrong"),
    ("đạt 12 ha 345 kg", "qwert zz", {}, "a layer of other signs says nothing"),
    ("đạt 12 ha 345 kg", "", {}, "no layer"),
    ("1.234,5 ha", "1.234,5 ha", {}, "stops and commas belong to a number"),
]


@pytest.mark.parametrize(("picture", "text", "doubted", "why"), DOUBTS, ids=[x[3] for x in DOUBTS])
def test_digits_that_the_text_layer_has_otherwise(picture: str, text: str, doubted: dict[str, int], why: str) -> None:
    page = scanned(picture)
    doubt_digits(page, text)
    words: Any = picture.split()
    starts = [len(" ".join(words[:i])) + (i > 0) for i in range(len(words))]
    found = Counter(w for w, at in zip(words, starts, strict=True) if (page.confidence(at, at) or 1) <= 0.5)
    assert dict(found) == doubted
