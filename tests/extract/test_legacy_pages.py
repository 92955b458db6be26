"""Pages of a PDF from before Unicode, as pdfium gives their text."""

import pytest

from extract.legacy_pages import decode_page, decode_pages

LAW = "C¨n cø LuËt Tæ chøc chÝnh quyÒn ®Þa ph-¬ng;\r\n"


def test_text_in_unicode_is_its_own() -> None:
    text = "Cộng hòa\r\nSố: 5/BC-UBND — 30 m²"
    page = decode_page(text, lambda _: ".VnTimeH")
    assert (page.text, list(page.offsets), page.encoding) == (text, list(range(len(text))), "unicode")


def test_decomposed_text_is_composed_with_its_places() -> None:
    page = decode_page("Co\u0302\u0323ng ho\u0300a")
    assert (page.text, page.offsets) == ("Cộng hòa", [0, 1, 4, 5, 6, 7, 8, 10])


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("h-íng dÉn t- vÊn, ch-a ®-îc", "hướng dẫn tư vấn, chưa được", "ư became a hyphen"),
        ("-u tiªn, -íc ®¹t", "ưu tiên, ước đạt", "also at the head of a word"),
        ("Th«ng t\ufffeh-íng dÉn", "Thông tư\r\nhướng dẫn", "at the end of a line"),
        ("KT-XH, B-52, -§µo t¹o, Q§-UBND", "KT-XH, B-52, -Đào tạo, QĐ-UBND", "hyphens that are ones"),
        ("kinh tÕ\ufffex· héi", "kinh tế\ufffexã hội", "a hyphen at the end of a line"),
        ("t¨ng 5 − 3, n−íc", "tăng 5 − 3, nước", "a minus that is one, and one that is ư"),
    ],
)
def test_the_letter_that_became_a_hyphen(text: str, expected: str, why: str) -> None:
    assert decode_page(LAW + text).text.removeprefix("Căn cứ Luật Tổ chức chính quyền địa phương;\r\n") == expected, why


def test_offsets_lead_back_to_the_page() -> None:
    text = "Coäng hoøa\r\nÑoäc laäp - Töï do"
    page = decode_page(text)
    assert (page.text, page.encoding) == ("Cộng hòa\r\nĐộc lập - Tự do", "vni")
    assert page.offsets[page.text.index("Tự")] == text.index("Töï")


def test_the_font_tells_capitals() -> None:
    text = "b¸o c¸o\r\nvÒ kinh tÕ"
    page = decode_page(text, lambda at: "ABCDEF+.VnTimeH" if at < text.index("\r") else "ABCDEF+.VnTime")
    assert page.text == "BÁO CÁO\r\nvề kinh tế"


def test_a_page_that_proves_nothing_is_read_as_the_others() -> None:
    read = decode_pages([LAW, "x·"])
    assert (read.pages[1].text, read.encoding) == ("xã", "tcvn3")
    assert read.repairs[0].startswith("Chuyển từ TCVN3 sang Unicode: ")
