"""The signature in two columns, line by line, or with its roles on one line. All names are made up."""

from collections.abc import Callable, Sequence

import pytest

from extract.records import Block
from extract.rules import Rules
from extract.signature import read_signature

Make = Callable[[Sequence[str]], tuple[Block, ...]]
TO = ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT."]

SIGNATURES = [
    ([*TO, "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Lê Văn Mẫu"], "CHỦ TỊCH", "Lê Văn Mẫu", "roles on one line"),
    ([*TO, "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ THƯỜNG TRỰC", "Lê Mẫu"], "PHÓ BÍ THƯ THƯỜNG TRỰC", "Lê Mẫu", "of the Party"),
    ([*TO, "KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "Lê Văn Mẫu"], "PHÓ CHỦ TỊCH", "Lê Văn Mẫu", "for another, on one line"),
    ([*TO, "GIÁM ĐỐC", "TS. BS. Lê Văn Mẫu"], "GIÁM ĐỐC", "Lê Văn Mẫu", "two titles"),
    ([*TO, "GIÁM ĐỐC", "BSCKII. Lê Văn Mẫu"], "GIÁM ĐỐC", "Lê Văn Mẫu", "a doctor's title"),
    ([*TO, "CHỈ HUY TRƯỞNG", "Thượng tá Lê Văn Mẫu"], "CHỈ HUY TRƯỞNG", "Lê Văn Mẫu", "a rank"),
    ([*TO, "HIỆU TRƯỞNG", "(Đã ký)", "Lê Văn Mẫu"], "HIỆU TRƯỞNG", "Lê Văn Mẫu", "a remark between"),
    (
        ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "- UBND tỉnh;", "CHỦ TỊCH", "- Lưu: VT.", "Lê Văn Mẫu"],
        "CHỦ TỊCH",
        "Lê Văn Mẫu",
        "row by row",
    ),
    (
        ["Nơi nhận: TM. ỦY BAN NHÂN DÂN", "- UBND tỉnh; CHỦ TỊCH", "- Lưu: VT. Lê Văn Mẫu"],
        "CHỦ TỊCH",
        "Lê Văn Mẫu",
        "both columns on one line",
    ),
]


@pytest.mark.parametrize(("lines", "role", "name", "why"), SIGNATURES, ids=[x[3] for x in SIGNATURES])
def test_signatures(rules: Rules, make_blocks: Make, lines: list[str], role: str, name: str, why: str) -> None:
    found = read_signature(make_blocks(["Huyện đã thu 5 tỷ đồng.", *lines]), 0, rules)
    assert (found.start, found.role, found.name) == (1, role, name)
    assert found.recipients == ("UBND tỉnh", "Lưu: VT")


RECIPIENTS = [
    (["- Tỉnh ủy (để báo cáo),", "- Lưu Văn phòng."], ("Tỉnh ủy (để báo cáo)", "Lưu Văn phòng"), "commas of the Party"),
    (["- TT Đảng ủy, HĐND,", "- Các ban, ngành,", "Mặt trận xã;"], ("TT Đảng ủy, HĐND", "Các ban, ngành"), "closed"),
    (["- Các ban, ngành", "Mặt trận xã;"], ("Các ban, ngành Mặt trận xã",), "on two lines"),
]


@pytest.mark.parametrize(("lines", "expected", "why"), RECIPIENTS, ids=[x[2] for x in RECIPIENTS])
def test_recipients(rules: Rules, make_blocks: Make, lines: list[str], expected: tuple[str, ...], why: str) -> None:
    assert read_signature(make_blocks(["Nơi nhận:", *lines]), 0, rules).recipients == expected


def test_in_whose_name_it_is_signed_is_no_body(rules: Rules, make_blocks: Make) -> None:
    blocks = make_blocks(["Huyện đã thu 5 tỷ đồng.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Mẫu"])
    assert read_signature(blocks, 0, rules).start == 1
