"""Which encoding a text is in; and that no Unicode is ever mended."""

import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.legacy import Part, Repair, encoding_of, has_capitals_only
from extract.source import open_source
from samples.legacy import encode
from samples.passages import read

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*/report.docx"))
OTHERS = [
    *(
        "résumé",
        "Müller & Söhne GmbH",
        "señor El Niño",
        "Où est l’été ? C’est là-bas, à Noël.",
        "São João",
        "laïc",
        "aún",
    ),
    *("Göteborg på så må nå", "Ça va", "Société Générale", "Zürich", "Curaçao façade", "Øresund", "crème brûlée"),
    *(
        "m²",
        "30 µg/m³",
        "5 µm",
        "N·m, kW·h",
        "±0,5 °C",
        "§ 5",
        "§5",
        "½ số hộ",
        "Excel® 2026",
        "© 2024",
        "CO₂",
        "α, β, µ",
    ),
    *(
        "Ðảng bộ",
        "Ðắk Lắk",
        "ÐĂNG KÝ",
        "Ða dạng",
        "hoá học và toán",
        "HOÀ BÌNH",
        "Ghi chú¹: chi¹",
        "«Nam»",
        "x·y",
        "đ/c Ý",
    ),
    *(
        "a.nguyen@abc.gov.vn",
        "STK 0123.456.789-VCB",
        "kinh\u00adtế xã\u00adhội",
        "Krông Pa, Đắk Đoa",
        "£50, € 20, ¥100",
    ),
]


def shown(parts: Sequence[Part], around: Sequence[Sequence[Part]] = ()) -> str:
    return "".join(char for char, _ in Repair([parts, *around]).read(parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3"),
        ("S¾C LÖNH", "tcvn3"),
        ("vÒ viÖc x©y dùng n«ng th«n míi".encode("cp1252").decode("cp1258"), "tcvn3"),
        ("Coäng hoøa xaõ hoäi", "vni"),
        ("UÛY BAN NHAÂN DAÂN TÆNH", "vni"),
        ("C¶ng hòa xã h¶i chû nghïa ViŒt Nam", "vps"),
        ("Co^.ng ho`a xa~ ho^.i chu? nghi~a", "viqr"),
        ("Cộng hòa xã hội", "unicode"),
        ("2024: 95%", "unicode"),
        ("", "unicode"),
    ],
)
def test_encodings_of_lines(text: str, expected: str) -> None:
    assert encoding_of(text) == expected


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_text_of_before_unicode(text: str) -> None:
    assert encoding_of(text) == "unicode"
    assert shown([Part(text, ".VnTime")]) == text


def sentences() -> list[str]:
    lines = [b.text for path in SAMPLES for b in open_source(path).document.blocks]
    return lines + [unicodedata.normalize("NFC", line) for p in read() for line in p.text.splitlines()]


def test_no_unicode_of_ours_is_mended() -> None:
    lines = sentences()
    assert [line for line in lines if encoding_of(line) != "unicode"] == []
    assert encoding_of("\n".join(lines)) == "unicode"


def test_no_unicode_made_of_words_signs_and_other_languages_is_mended() -> None:
    chance = random.Random(1)
    words = [word for line in sentences() for word in line.split()]
    signs = " ".join(OTHERS).split() + list("§±°²³·«»©®™µ–—…•½¼×÷¹ºª€£¥")
    for _ in range(1000):
        text = " ".join(chance.choice(words if chance.random() < 0.8 else signs) for _ in range(chance.randint(1, 25)))
        assert encoding_of(text) == "unicode", text
        assert shown([Part(text, ".VnTime")]) == text


@pytest.mark.parametrize("name", ["tcvn3", "vni", "vps"])
def test_what_is_in_an_encoding_is_read_as_it_was(name: str) -> None:
    lines = [block.text for block in open_source(SAMPLES[0]).document.blocks]
    written = [[Part(encode(line, name))] for line in lines]
    repair = Repair(written)
    got = ["".join(char for char, _ in repair.read(parts)) for parts in written]
    assert [(a, b) for a, b in zip(got, lines, strict=True) if a.lower() != b.lower()] == []
    assert (repair.encoding, len(repair.done)) == (name, 1)


AROUND = [[Part("C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph\u00ad¬ng;", ".VnTime")]]


@pytest.mark.parametrize(
    ("parts", "text", "why"),
    [
        ([Part("x·", ".VnTime")], "xã", "a short run is read as the others of its font"),
        ([Part("x·")], "xã", "or as the document"),
        ([Part("toán, báo", "Arial")], "toán, báo", "but not where that breaks it"),
        ([Part("Müller", "Arial")], "Müller", "nor a foreign name in another font"),
        ([Part("ph¬ng híng, nhiÖm vô n¨m", "Bold")], "phơng hớng, nhiệm vụ năm", "letters that a program lost"),
        ([Part("huíng", ".VnTime")], "huớng", "a spelling mistake in the same"),
        ([Part("Thu ", ".VnTime"), Part("đạt", "Arial")], "Thu đạt", "one run of Unicode in a paragraph"),
        ([Part("Cé", ".VnTime"), Part("ng hoµ", ".VnTime")], "Cộng hoà", "a word in two runs"),
        ([Part("ñ", ".VnTimeH"), Part("y ban", ".VnTime")], "Ủy ban", "a capital in its own font"),
        ([Part("b¸o c¸o nam", ".VnTimeH")], "BÁO CÁO NAM", "capitals of a font"),
        ([Part("b¸o c¸o", "ABCDEF+.VnTimeH,Bold")], "BÁO CÁO", "the font of a PDF"),
        ([Part("§¡NG Ký KINH DOANH")], "ĐĂNG KÝ KINH DOANH", "capitals all around"),
        ([Part("Sè 12/Q§-UBND")], "Số 12/QĐ-UBND", "but not of abbreviations"),
        ([Part("« t«: 5.000®, 30 m²; · §¾k")], "ô tô: 5.000đ, 30 m²; · Đắk", "signs and names"),
    ],
)
def test_runs_in_a_document_of_tcvn3(parts: list[Part], text: str, why: str) -> None:
    assert shown(parts, AROUND) == text, why


def test_a_mark_of_vni_may_stand_in_the_next_run() -> None:
    assert shown([Part("Co"), Part("äng ho"), Part("øa")]) == "Cộng hòa"


def test_unicode_and_another_encoding_are_mixed() -> None:
    parts = [[Part("C¨n cø LuËt Tæ chøc", ".VnTime")], [Part("Căn cứ Luật Tổ chức", "Arial")]]
    repair = Repair(parts)
    assert ["".join(c for c, _ in repair.read(p)) for p in parts] == ["Căn cứ Luật Tổ chức"] * 2
    assert repair.encoding == "mixed"


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        *((name, True) for name in (".VnTimeH", ".VnArial NarrowH", "QWERTY+.VnTimeH-Bold", ".VNTIMEH")),
        *((name, False) for name in (".VnTime", ".VNTIME", "VNI-Times", "Arial", "")),
    ],
)
def test_fonts_of_capitals(font: str, expected: bool) -> None:
    assert has_capitals_only(font) is expected
