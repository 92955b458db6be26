"""What a word is as it stands, and under another reading."""

import pytest

from extract.spelled import Kind, Reading, is_read, kind, repaired

TCVN3, VNI, VPS = Reading("tcvn3"), Reading("vni"), Reading("vps")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("được", Kind.VIETNAMESE),
        ("Ðảng", Kind.VIETNAMESE),
        ("HĐND", Kind.VIETNAMESE),
        ("“Đạt”", Kind.VIETNAMESE),
        ("kinh\u00adtế", Kind.VIETNAMESE),
        ("résumé", Kind.FOREIGN),
        ("Müller", Kind.FOREIGN),
        ("m²", Kind.PLAIN),
        ("µg", Kind.PLAIN),
        ("N·m", Kind.PLAIN),
        ("Excel®", Kind.PLAIN),
        ("Nam¹", Kind.PLAIN),
        ("Th«ng", Kind.BROKEN),
        ("nhµ", Kind.BROKEN),
        ("t\u00ad", Kind.BROKEN),
        ("ViÖt", Kind.BROKEN),
        ("®Õn", Kind.BROKEN),
        ("hoaøn", Kind.BROKEN),
        ("ñaët", Kind.BROKEN),
        ("ngh\u0300o", Kind.BROKEN),
    ],
)
def test_kinds(word: str, expected: Kind) -> None:
    assert kind(word) is expected


@pytest.mark.parametrize(
    ("word", "reading", "expected"),
    [
        ("®Õn", TCVN3, True),
        ("x·", TCVN3, True),
        ("Q§", TCVN3, None),
        ("tr®", TCVN3, None),
        ("báo", TCVN3, False),
        ("viparse®", TCVN3, False),
        ("hoøa", VNI, True),
        ("báo", VNI, False),
        ("señor", VNI, False),
        ("và", VPS, None),
        ("m²", VPS, False),
    ],
)
def test_readings(word: str, reading: Reading, expected: bool | None) -> None:
    assert is_read(word, reading) is expected


@pytest.mark.parametrize(
    ("word", "text", "why"),
    [
        ("§¾k", "Đắk", "a name is no syllable, but broken without its reading"),
        ("nghi·", "nghiã", "a tone on the wrong vowel"),
        ("CéNG", "CỘNG", "its small letters are of a font of capitals"),
        ("µg", "µg", "a unit"),
        ("·", "·", "a bullet"),
        ("báo", "báo", "Vietnamese as it stands"),
        ("«b¸o»", "«báo»", "quoted"),
    ],
)
def test_words_in_text_of_tcvn3(word: str, text: str, why: str) -> None:
    assert "".join(char for char, _ in repaired(word, TCVN3)) == text, why
