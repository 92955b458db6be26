import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import clean, key, respell, toneless

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
words = st.text(st.sampled_from(VIETNAMESE + VIETNAMESE.upper() + " -–/.,()0123456789"), max_size=80)


@given(st.text(max_size=80) | words)
def test_a_key_has_the_length_of_its_text(text: str) -> None:
    assert len(key(text)) == len(text)
    assert len(toneless(text)) == len(text)


@given(st.text(max_size=80) | words)
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(words)
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(words)
def test_a_clean_text_is_composed_whatever_it_came_from(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == clean(text)


@pytest.mark.parametrize(
    ("raw", "expected", "why"),
    [
        ("  Tân\u00a0Hợp \t 12\n", "Tân Hợp 12", "white space of every kind"),
        ("đa\u0323t", "đạt", "decomposed"),
        ("Tân\u200b Hợp\ufeff", "Tân Hợp", "invisible"),
        ("12 000", "12 000", "thin and no-break spaces are spaces"),
        ("2024–2025", "2024–2025", "the printed dash stays"),
        ("plain ascii  text", "plain ascii text", "ASCII too"),
        ("", "", "nothing"),
    ],
)
def test_clean(raw: str, expected: str, why: str) -> None:
    assert clean(raw) == expected, why


@pytest.mark.parametrize("raw", ["đạt\u0002 12 ha", "thu\u0002 12 ha"], ids=["Vietnamese", "ASCII"])
def test_nothing_invisible_is_left(raw: str) -> None:
    assert "\u0002" not in clean(raw)


ONE_WORD_IN_TWO_SPELLINGS = [
    ("hoà", "hòa"), ("hoá", "hóa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy"), ("uỷ", "ủy"), ("thuý", "thúy"),
    ("tỷ", "tỉ"), ("kỹ", "kĩ"), ("quý", "quí"), ("lý", "lí"), ("mỹ", "mĩ"),
    ("Ðạt", "đạt"), ("2021–2025", "2021-2025"), ("− 5", "- 5"), ("UỶ BAN", "ủy ban"), ("đƣợc", "được"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_WORD_IN_TWO_SPELLINGS)
def test_one_word_has_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoàn", "hòan"), ("tỷ", "ty"), ("đạt", "dat"), ("thí", "thý"), ("hai", "hay"), ("mai", "may")],
)
def test_two_words_have_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_the_capital_with_a_dot_keeps_its_place() -> None:
    assert key("İ 12 hộ")[1:] == " 12 hộ"


def test_respelling_keeps_capitals() -> None:
    assert respell("Thủy lợi, QL 1B") == "Thuỷ lợi, QL 1B"


@pytest.mark.parametrize(
    ("text", "expected"), [("phần đầu", "phân đâu"), ("phấn đấu", "phân đâu"), ("ƯỚC ĐẠT", "ƯƠC ĐAT")]
)
def test_toneless(text: str, expected: str) -> None:
    assert toneless(text) == expected
