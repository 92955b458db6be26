"""What can be a Vietnamese syllable: initial, rhyme, and a tone at its place; and how much of a text is such."""

import pytest

from extract.syllables import is_syllable, share_of_syllables
from samples.passages import read


@pytest.mark.parametrize(
    "word",
    [
        *(
            "nghiêng",
            "được",
            "hoà",
            "hòa",
            "thuỷ",
            "thủy",
            "gì",
            "giếng",
            "già",
            "quý",
            "quí",
            "quốc",
            "khuỷu",
            "ngoài",
        ),
        *("xoong", "yếu", "ý", "ưu", "ô", "kạn", "đắk", "khuya", "quýt", "người", "mười", "rượu", "chưa", "năm", "của"),
    ],
)
def test_what_is_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    ("word", "why"),
    [
        ("señor", "no such letters"),
        ("bôo", "no such rhyme"),
        ("cât", "a stop has ´ or the dot"),
        ("cảt", "the same with another tone"),
        ("nghiã", "the tone stands on the wrong vowel"),
        ("chiạ", "the same"),
        ("tóán", "two tones"),
        ("müller", "a foreign word"),
        ("bđ", "no vowel"),
        ("ho¹ch", "signs of another encoding"),
        ("", "nothing"),
    ],
)
def test_what_is_none(word: str, why: str) -> None:
    assert not is_syllable(word), why


def test_a_tone_anywhere_is_a_spelling_mistake_only() -> None:
    assert is_syllable("nghiã", anywhere=True)
    assert is_syllable("qủa", anywhere=True)
    assert not is_syllable("cảt", anywhere=True)


GOOD = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"
SHARES = [
    (GOOD, 0.99, 1.0, "Vietnamese"),
    ("huyen da chi dao cac xa trong moi duoc nhieu cay xanh trong mua xuan", 0.0, 0.1, "without marks"),
    ("the district has planted many green trees and reached its plan this year", 0.0, 0.1, "another language"),
    ("huyÖn ®· chØ ®¹o c¸c x· trång míi nhiÒu c©y xanh trong mïa xu©n vµ ®¹t kÕ ho¹ch", 0.0, 0.6, "another encoding"),
]


@pytest.mark.parametrize(("text", "least", "most", "why"), SHARES, ids=[x[3] for x in SHARES])
def test_how_much_of_a_text_is_vietnamese(text: str, least: float, most: float, why: str) -> None:
    share = share_of_syllables(text, 5)
    assert share is not None
    assert least <= share <= most


def test_few_words_tell_nothing() -> None:
    assert share_of_syllables(GOOD, 100) is None
    assert share_of_syllables("UBND 1.234 KH 5%", 1) is None
    assert share_of_syllables("", 1) is None


def test_the_texts_of_the_passages_are_vietnamese() -> None:
    text = " ".join(passage.text for passage in read())
    share = share_of_syllables(text, 1000)
    assert share is not None
    assert share > 0.98
