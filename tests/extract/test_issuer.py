"""The issuing agency out of the lines of its column; places are made up, but the cities of the centre."""

import pytest

from extract.issuer import read_issuer
from extract.rules import Rules

NAMES = [
    ("SỞ Y TẾ", "Sở Y tế", "a field of two words"),
    ("TRƯỜNG TIỂU HỌC VÀ THCS TÂN LẬP", "Trường Tiểu học và THCS Tân Lập", "an abbreviation, a proper name"),
    ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", "Sở Nông nghiệp và Phát triển nông thôn", "thôn is no unit here"),
    ("PHÒNG TÀI CHÍNH - KẾ HOẠCH", "Phòng Tài chính - Kế hoạch", "a dash"),
    ("BỆNH VIỆN ĐA KHOA HUYỆN MAI SƠN", "Bệnh viện Đa khoa huyện Mai Sơn", "a unit and its name"),
    ("ỦY BAN NHÂN DÂN HUYỆN YÊN THÀNH", "Ủy ban nhân dân huyện Yên Thành", "thành is no unit without phố"),
    ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch", "a comma"),
    ("UBND XÃ VŨ LỄ", "Ủy ban nhân dân xã Vũ Lễ", "a short name"),
    ("UBND xã Vũ Lễ", "Ủy ban nhân dân xã Vũ Lễ", "small letters stay"),
    ("PHÒNG GD&ĐT HUYỆN MỘC CHÂU", "Phòng GD&ĐT huyện Mộc Châu", "an abbreviation with a sign"),
    ("TỈNH ĐOÀN HÀ SƠN", "Tỉnh đoàn Hà Sơn", "capitals as the agency has them"),
    ("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", "Ủy ban nhân dân tỉnh Bà Rịa - Vũng Tàu", "a dash in a place"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), NAMES, ids=[x[2] for x in NAMES])
def test_names_as_running_text_writes_them(rules: Rules, printed: str, expected: str, why: str) -> None:
    assert read_issuer([printed], "", "", "2024-12-10", rules).name == expected


PLACED = [
    (["UBND HUYỆN SƠN HÀ", "PHÒNG TÀI CHÍNH -", "KẾ HOẠCH"], "Phòng Tài chính - Kế hoạch huyện Sơn Hà", "district"),
    (["UBND TỈNH HÀ NAM", "VĂN PHÒNG"], "Văn phòng Ủy ban nhân dân tỉnh Hà Nam", "province"),
    (["UBND TỈNH HÀ NAM", "SỞ TÀI CHÍNH"], "Sở Tài chính tỉnh Hà Nam", "province"),
    (["SỞ NÔNG NGHIỆP", "CHI CỤC KIỂM LÂM"], "Chi cục Kiểm lâm Sở Nông nghiệp", "province"),
    (["BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"], "Tổng cục Thuế", "central"),
    (["UBND THÀNH PHỐ HỒ CHÍ MINH", "SỞ Y TẾ"], "Sở Y tế thành phố Hồ Chí Minh", "province"),
    (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ BẮC SƠN"], "Ủy ban nhân dân thành phố Bắc Sơn", "district"),
    (["BỘ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"], "Bộ Nông nghiệp và Phát triển nông thôn", "central"),
    (["UBND HUYỆN SƠN HÀ", "ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP"], "Ủy ban nhân dân xã Tân Lập", "commune"),
]


@pytest.mark.parametrize(("lines", "name", "level"), PLACED, ids=[" / ".join(x[0]) for x in PLACED])
def test_an_office_is_placed_by_the_body_above(rules: Rules, lines: list[str], name: str, level: str) -> None:
    found = read_issuer(lines, "", "", "2024-12-10", rules)
    assert (found.name, found.level) == (name, level)


def test_the_body_above_is_kept(rules: Rules) -> None:
    lines = ["UBND HUYỆN LỘC BÌNH", "ỦY BAN NHÂN DÂN XÃ TÂN LẬP"]
    assert read_issuer(lines, "", "", "", rules).superior == "Ủy ban nhân dân huyện Lộc Bình"


FROM_TEXT = [
    ("Ủy ban nhân dân huyện báo cáo kết quả.", "Ủy ban nhân dân huyện Yên Lĩnh", "a unit, the place"),
    ("Ban Thường vụ Huyện ủy báo cáo kết quả.", "Ban Thường vụ Huyện ủy Yên Lĩnh", "a body that needs no unit"),
    ("Các phòng đã báo cáo.", "", "a word that is no agency"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FROM_TEXT, ids=[x[2] for x in FROM_TEXT])
def test_an_issuer_out_of_the_text(rules: Rules, text: str, expected: str, why: str) -> None:
    assert read_issuer([], text, "Yên Lĩnh", "", rules).name == expected
