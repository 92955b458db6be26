"""What can be a Vietnamese syllable: initial, rhyme, and a tone at its place."""

import pytest

from extract.syllables import is_syllable


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
        ("", "nothing"),
    ],
)
def test_what_is_none(word: str, why: str) -> None:
    assert not is_syllable(word), why


def test_a_tone_anywhere_is_a_spelling_mistake_only() -> None:
    assert is_syllable("nghiã", anywhere=True)
    assert is_syllable("qủa", anywhere=True)
    assert not is_syllable("cảt", anywhere=True)
