"""What is handed to LibreOffice names no other file, and says what the original said."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.office.cleaned import clean_page, decoded, page_of_archive, page_of_text, without_instructions

ELSEWHERE = "file:///etc/hosts"
MAIL = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="x"

--x
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<html><body><p>T=E1=BB=B7 l=E1=BB=87 12%</p><img src=3D"file:///etc/hosts"></body></html>
--x
Content-Type: image/png
Content-Location: a.png

12
--x--
"""


def body(page: bytes) -> str:
    return page.decode().split("<body>")[1].split("</body>")[0]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Thu <b>12</b> tỷ</p>", "<p>Thu <b>12</b> tỷ</p>"),
        ("<td colspan=2 style='color:red'>5 &lt; 6</td>", '<td colspan="2" style="color:red">5 &lt; 6</td>'),
        (f"<p style='background:url({ELSEWHERE})'>1</p>", "<p>1</p>"),
        (f"<p background='{ELSEWHERE}' onclick='x()'>1</p>", "<p>1</p>"),
        (f"<img src='{ELSEWHERE}'><embed src='{ELSEWHERE}'><p>1</p>", "<p>1</p>"),
        (f"<link rel=stylesheet href='{ELSEWHERE}'><base href='{ELSEWHERE}'>1", "1"),
        (f"<style>@import url({ELSEWHERE})</style><script>x()</script>1", "1"),
        (f"<iframe src='{ELSEWHERE}'>x</iframe><object data='{ELSEWHERE}'>x</object>1", "1"),
        (f"<frameset><frame src='{ELSEWHERE}'></frameset>1", "1"),
        (f"<a href='{ELSEWHERE}'>Số 12</a>", "Số 12"),
        (f"<?import href='{ELSEWHERE}'><!--#include file='{ELSEWHERE}'-->1", "1"),
        ("<p><![if !supportLists]>a) <![endif]>xã</p>", "<p>a) xã</p>"),
        ("<!--[if gte mso 9]><xml>1</xml><![endif]--><p>xã</p>", "<p>xã</p>"),
        ("<![if 12 ha", ""),
        ("<script>never closed <p>1</p>", ""),
    ],
)  # fmt: skip
def test_a_page_keeps_its_text_and_names_no_file(page: str, expected: str) -> None:
    assert body(clean_page(page.encode())) == expected


def test_a_web_archive_gives_its_page() -> None:
    assert body(page_of_archive(MAIL)).strip() == "<p>Tỷ lệ 12%</p>"
    assert body(page_of_archive(b"MIME-Version: 1.0\n\n")) == ""


def test_text_is_a_paragraph_a_line() -> None:
    assert body(page_of_text("I. KẾT QUẢ\r\n5 < 6".encode())) == "<p>I. KẾT QUẢ</p>\n<p>5 &lt; 6</p>\n"


@pytest.mark.parametrize(
    ("data", "text", "why"),
    [
        ("Báo cáo".encode(), "Báo cáo", "UTF-8"),
        ("Báo cáo".encode("utf-8-sig"), "Báo cáo", "with a mark"),
        ("Báo cáo".encode("utf-16"), "Báo cáo", "as Notepad calls Unicode"),
        ("Ba\u0301o ca\u0301o".encode("cp1258"), "Báo cáo", "Windows-1258, composed"),
        (b"<meta charset=windows-1252>\xa7", "<meta charset=windows-1252>§", "as the page says"),
        (b"<meta charset=nonsense>\xa7", "<meta charset=nonsense>§", "as the page wrongly says"),
    ],
)
def test_text_is_decoded(data: bytes, text: str, why: str) -> None:
    assert decoded(data) == text, why


@pytest.mark.parametrize(
    ("rtf", "expected"),
    [
        (rb"{\field{\*\fldinst PICTURE x}{\fldrslt 1}}", rb"{\field{\*\*\fldnone PICTURE x}{\fldrslt 1}}"),
        (rb"{\field{\fldinst{X}}}", rb"{\field{\*\fldnone{X}}}"),
        (rb"{\rtf1 plain}", rb"{\rtf1 plain}"),
    ],
)  # fmt: skip
def test_fields_of_rtf_ask_for_nothing(rtf: bytes, expected: bytes) -> None:
    assert without_instructions(rtf) == expected


PIECES = st.sampled_from(
    ["<p>", "</p>", "<script>", "<!--", "-->", "<![if", "]>", "&#", "<a href=", "'", "12 ha", "<?", "\0"]
)


@given(st.lists(PIECES, max_size=40), st.binary(max_size=40))
def test_whatever_the_page_no_element_is_left_that_could_name_a_file(pieces: list[str], raw: bytes) -> None:
    page = "".join(pieces).encode() + raw
    for clean in (clean_page, page_of_archive, page_of_text):
        assert {tag.strip("/") for tag in re.findall(r"<(/?\w+)", body(clean(page)))} <= {"p"}


@given(st.sampled_from(["", "utf-8", "idna", "a\0b", "punycode", "zip", "tcvn", "utf-16"]), st.binary(max_size=200))
def test_whatever_the_bytes_they_are_some_text(charset: str, raw: bytes) -> None:
    assert isinstance(decoded(raw, charset), str)
