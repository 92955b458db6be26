import pytest

from extract.rules import Rules
from extract.text import key
from normalize.abbreviations import abbreviations
from normalize.indicators import indicator_finder

CASES = [
    ("Tổng thu NSNN trên địa bàn", "tổng thu ngân sách nhà nước trên địa bàn", "one reading"),
    ("KH năm 2024", "kế hoạch năm 2024", "a plan"),
    ("Phòng TC-KH, Sở KH&CN", "phòng tc-kh, sở kh&cn", "part of an office's name"),
    ("Kế hoạch số 47/KH-UBND", "kế hoạch số 47/kh-ubnd", "part of a document's number"),
    ("chi SN giáo dục; Hà Văn Kiểm, SN 1979", "chi sự nghiệp giáo dục; hà văn kiểm, sinh năm 1979", "both in one text"),
    (
        "DT lúa mùa, DT huyện giao, đồng bào DT Mông",
        "diện tích lúa mùa, dự toán huyện giao, đồng bào dân tộc mông",
        "three",
    ),
    (
        "CT MTQG, CT UBND xã, 88% CT giao",
        "chương trình mục tiêu quốc gia, chủ tịch ubnd xã, 88% chỉ tiêu giao",
        "three",
    ),
    ("Chỉ thị 05-CT/TU", "chỉ thị 05-ct/tu", "no reading in a number"),
    ("học sinh TH, TH năm 2024", "học sinh tiểu học, thực hiện năm 2024", "a school, a result"),
    ("tt yên lũng", "tt yên lũng", "small letters are no abbreviation with several readings"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), CASES)
def test_abbreviations_are_written_out(rules: Rules, printed: str, expected: str, why: str) -> None:
    assert abbreviations(rules).written_out(printed) == key(expected), why


def test_an_indicator_is_found_by_its_abbreviation(rules: Rules) -> None:
    row = indicator_finder(rules).find("Tỷ lệ bao phủ BHYT", "%", "")
    assert row is not None
    assert row.id == "health_insurance"
