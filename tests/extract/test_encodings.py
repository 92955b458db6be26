"""The tables of `rules/encodings.toml`: whole, without contradiction, and read with their places."""

import shutil
import subprocess
import unicodedata

import pytest

from extract.encodings import ENCODINGS, decode, table
from samples.legacy import encode

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = {unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES if not (v + t).isascii()} | {"đ"}
LETTERS = SMALL | {letter.upper() for letter in SMALL}
WITH_TONE = {c.upper() for c in SMALL if any(t in unicodedata.normalize("NFD", c) for t in TONES[1:])}
# TCVN3 has them as small letters of the fonts of capitals; VPS at codes below 32
LACKS = {"tcvn3": WITH_TONE, "vps": set("ẠẶẪẬẸỆỊỌỘỢỤỮỰỴ")}
SENTENCE = "Ủy ban nhân dân xã Ẩn Lâm: thưởng 3 hộ, đạt 12,5% kế hoạch; Đường Vũ Ỷ mới, ấp Ễ Ơ được mở rộng."


def test_there_are_134_letters() -> None:
    assert len(LETTERS) == 134


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_table_has_all_letters_but_those_it_is_known_to_lack(name: str) -> None:
    assert LETTERS - set(table(name).values()) == LACKS.get(name, set())


@pytest.mark.parametrize("name", ENCODINGS)
def test_what_is_encoded_is_decoded(name: str) -> None:
    for letter in sorted(LETTERS - LACKS.get(name, set())):
        assert decode(encode(letter, name) + "n", name).text == letter + "n"
    text = SENTENCE if name not in LACKS else "".join(c.lower() if c in LACKS[name] else c for c in SENTENCE)
    assert decode(encode(text, name), name).text == text


@pytest.mark.skipif(not shutil.which("iconv"), reason="iconv knows the standard")
def test_tcvn3_is_the_standard() -> None:
    known = {typed: letter for typed, letter in table("tcvn3").items() if ord(typed) < 0x100 and ord(typed) > 0x9F}
    raw = "".join(known).encode("latin-1")
    run = subprocess.run(["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=raw, capture_output=True, check=True)
    assert run.stdout.decode() == "".join(known.values())


@pytest.mark.parametrize(
    ("name", "written", "text"),
    [
        ("tcvn3", "Céng hoµ x· héi", "Cộng hoà xã hội"),
        ("tcvn3", "Thñ t−íng x∙", "Thủ tướng xã"),
        ("vni", "Coäng hoøa xaõ hoäi", "Cộng hòa xã hội"),
        ("vni", "COÄNG HOØA", "CỘNG HÒA"),
        ("vni", "taøi chiùnh, taøi chính", "tài chính, tài chính"),
        ("vps", "C¶ng hòa ÇÜ§c", "Cộng hòa đước"),
        ("viqr", "Co^.ng ho`a DDo^.c la^.p", "Cộng hòa Độc lập"),
        ("viqr", "ho.c. Ngu+o+`i bi. na.n", "học. Người bị nạn"),
        ("unicode", "Co\u0302\u0323ng", "Cộng"),
        ("unicode", "Cô\u0323ng", "Cộng"),
    ],
)
def test_texts(name: str, written: str, text: str) -> None:
    assert decode(written, name).text == text


def test_fonts_of_capitals() -> None:
    assert decode("Céng hoµ", "tcvn3", capitals=True).text == "CỘNG HOÀ"


@pytest.mark.parametrize(
    ("name", "written", "part", "source"),
    [
        ("vni", "Coäng hoøa", "hòa", "hoøa"),
        ("viqr", "Co^.ng ho`a", "hòa", "ho`a"),
        ("tcvn3", "Céng hoµ", "hoà", "hoµ"),
        ("unicode", "Co\u0302\u0323ng hoa\u0300", "hoà", "hoa\u0300"),
    ],
)
def test_offsets_lead_back(name: str, written: str, part: str, source: str) -> None:
    got = decode(written, name)
    assert len(got.offsets) == len(got.text)
    assert got.offsets[got.text.index(part)] == written.index(source)


@pytest.mark.parametrize(
    ("name", "page"), [("tcvn3", "cp1258"), ("vni", "cp1258"), ("vps", "cp1258"), ("vps", "latin-1")]
)
def test_other_code_pages(name: str, page: str) -> None:
    text = "về việc tổ chức thực hiện kế hoạch ở các xã, đường đã mở rộng, nghèo, vẫn, cũng"
    raw = "".join(_shown(char, page) for char in encode(text, name))
    assert raw != text
    assert decode(raw, name, page=page).text == text


def _shown(char: str, page: str) -> str:
    """A character of Windows-1252 as another page shows its byte."""
    code = char.encode("cp1252")
    try:
        return code.decode(page)
    except UnicodeDecodeError:
        return chr(code[0])
