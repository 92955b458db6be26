"""Words that are looked at again, on strokes drawn here."""

import numpy as np
import pytest
from numpy.typing import NDArray

from extract.paged import second_look
from extract.paged.picture import Picture
from extract.paged.recognise import Dots, Row, Word
from extract.paged.second_look import looked_again

Ink = NDArray[np.bool_]
FIRST: Dots = (60, 20, 84, 50)


def drawn(*bars: Dots) -> Picture:
    ink = np.zeros((80, 300), bool)
    for left, top, right, bottom in bars:
        ink[top:bottom, left:right] = True
    return Picture(np.where(ink, 0, 255).astype(np.uint8), 200)


def upright(*lefts: int) -> list[Dots]:
    """Strokes of an I, with their serifs."""
    strokes = [(x + 2, 20, x + 6, 50) for x in lefts]
    serifs = [(x, y, x + 8, y + 2) for x in lefts for y in (20, 48)]
    return strokes + serifs


def read(picture: Picture, *texts: str, first: Dots = FIRST, sure: float = 0.9) -> list[str]:
    words = [Word(texts[0], first, sure, 4.0), *(Word(t, (100, 20, 200, 50), sure, 4.0) for t in texts[1:])]
    (row,) = looked_again([Row(words, ((0, 50), (300, 50)), 30.0)], picture)
    return [word.text for word in row.words]


NUMERALS = [
    ([60], "l.", "I.", "one stroke"),
    ([60, 70], "H.", "II.", "two that were read as an H"),
    ([60, 70], "1I.", "II.", "two"),
    ([60, 68, 76], "IH.", "III.", "three"),
    ([60, 68, 76], "II.", "III.", "one more than was read"),
    ([60], "I", "I.", "a stop that is lost"),
    ([60, 70], "II:", "II:", "another sign stays"),
    ([], "I.", "I.", "no strokes: nothing is known"),
    ([60, 66, 72, 78], "IIII.", "IIII.", "no numeral has four"),
]


@pytest.mark.parametrize(("strokes", "text", "expected", "why"), NUMERALS, ids=[x[3] for x in NUMERALS])
def test_the_numeral_of_a_section(strokes: list[int], text: str, expected: str, why: str) -> None:
    assert read(drawn(*upright(*strokes)), text, "KẾT", "QUẢ") == [expected, "KẾT", "QUẢ"]


OTHERS = [
    (["I.", "Kết", "quả"], "not before small letters"),
    (["I.", "A"], "not before a letter"),
    (["IV.", "KẾT", "QUẢ"], "a V has no upright strokes"),
    (["12.", "KẾT", "QUẢ"], "another number"),
]


@pytest.mark.parametrize(("texts", "why"), OTHERS, ids=[x[1] for x in OTHERS])
def test_other_words_stay(texts: list[str], why: str) -> None:
    assert read(drawn(*upright(60, 68, 76)), *texts) == texts


def one() -> list[Dots]:
    """A 1: a stroke on a foot, with a flag to the left and nothing to the right."""
    return [(68, 20, 72, 50), (64, 48, 76, 50), (64, 22, 68, 26)]


def aitch() -> list[Dots]:
    """An H: two strokes and a bar between them."""
    return [*upright(60, 76), (66, 34, 78, 37)]


REAL = [
    (one(), ["1.", "PHÁT", "TRIỂN"], "an arabic number before capitals"),
    (aitch(), ["H.", "BẮC", "SƠN"], "an H with its bar"),
]


@pytest.mark.parametrize(("bars", "texts", "why"), REAL, ids=[x[2] for x in REAL])
def test_what_is_no_numeral_stays(bars: list[Dots], texts: list[str], why: str) -> None:
    assert read(drawn(*bars), *texts) == texts


DASHES = [
    ((40, 34, 50, 37), True, "a dash"),
    ((40, 34, 50, 36), True, "a thin one"),
    ((40, 34, 42, 37), False, "a speck"),
    ((30, 34, 57, 37), False, "a long rule"),
    ((44, 24, 48, 48), False, "an upright stroke"),
    ((40, 30, 50, 44), False, "a blot"),
    ((40, 21, 50, 24), False, "above the middle"),
    ((2, 34, 12, 37), False, "too far away"),
]


@pytest.mark.parametrize(("bar", "is_dash", "why"), DASHES, ids=[x[2] for x in DASHES])
def test_a_dash_that_was_taken_for_dirt(bar: Dots, is_dash: bool, why: str) -> None:
    assert read(drawn(bar), "Trồng", "5") == (["-", "Trồng", "5"] if is_dash else ["Trồng", "5"]), why


def test_a_found_dash_stands_in_its_place() -> None:
    (row,) = looked_again([Row([Word("Trồng", FIRST, 0.9, 4.0)], ((0, 50), (300, 50)), 30.0)], drawn((40, 34, 50, 37)))
    assert row.words[0].box == (40, 34, 50, 37)
    assert row.words[0].confidence == 0.75


def test_a_word_at_the_edge_of_the_page_has_no_dash_before_it() -> None:
    assert read(drawn(), "Trồng", "5", first=(0, 0, 24, 30)) == ["Trồng", "5"]
    assert read(drawn(), "Trồng", "5", first=(1, 2, 24, 3)) == ["Trồng", "5"]


@pytest.mark.parametrize("sign", ["~", "—", "=", "_"])
def test_signs_like_a_dash_before_words_are_one(sign: str) -> None:
    assert read(drawn(), sign, "Trồng") == ["-", "Trồng"]
    assert read(drawn(), sign) == [sign]


AGAIN = [
    ("1.234", 0.5, ("1.284", 0.9), "1.284", "surer and as long"),
    ("1.234", 0.8, ("1.284", 0.9), "1.234", "not doubted"),
    ("1.234", 0.5, ("1.284", 0.4), "1.234", "not surer"),
    ("1.234", 0.5, ("1 284", 0.9), "1.234", "two words"),
    ("1.234", 0.5, ("", 0.9), "1.234", "nothing"),
    ("1.234", 0.5, ("abcde", 0.9), "1.234", "no digits"),
    ("1.234", 0.5, ("1.2", 0.9), "1.234", "much shorter"),
    ("hai", 0.5, ("ba1", 0.9), "hai", "no number"),
]


@pytest.mark.parametrize(("text", "sure", "second", "expected", "why"), AGAIN, ids=[x[4] for x in AGAIN])
def test_doubtful_digits_are_read_larger(
    monkeypatch: pytest.MonkeyPatch, text: str, sure: float, second: tuple[str, float], expected: str, why: str
) -> None:
    monkeypatch.setattr(second_look, "read_larger", lambda picture, box: second)
    assert read(drawn(), text, sure=sure) == [expected]
