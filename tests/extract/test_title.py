"""The type and the title, on lines of their own or on one; what is between ** is bold."""

from collections.abc import Callable, Sequence

import pytest

from extract.records import Block
from extract.rules import Rules
from extract.title import find_type, read_title

Make = Callable[[Sequence[str]], tuple[Block, ...]]

TITLES = [
    (["**BÁO CÁO**", "**Kết quả năm 2024**"], "BÁO CÁO", "Kết quả năm 2024", "two lines"),
    (["BÁO CÁO KẾT QUẢ NĂM 2024"], "BÁO CÁO", "KẾT QUẢ NĂM 2024", "one line"),
    (["**BÁO CÁO TỔNG KẾT**", "**Năm học 2023 - 2024**"], "BÁO CÁO", "TỔNG KẾT Năm học 2023 - 2024", "begun beside"),
    (["**BÁO CÁO** Kết quả năm 2024"], "BÁO CÁO", "Kết quả năm 2024", "one paragraph"),
    (["**Báo cáo**", "**Kết quả năm 2024**"], "BÁO CÁO", "Kết quả năm 2024", "small letters"),
    (["**B Á O C Á O**", "**Kết quả năm 2024**"], "BÁO CÁO", "Kết quả năm 2024", "spaced letters"),
    (["**BÁO CÁO** (dự thảo)", "**Kết quả năm 2024**"], "BÁO CÁO", "Kết quả năm 2024", "a remark"),
    (
        ["**QUYẾT ĐỊNH**", "**Về việc giao chỉ tiêu**", "**CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ SƠN**"],
        "QUYẾT ĐỊNH",
        "Về việc giao chỉ tiêu",
        "who decides stands below",
    ),
    (
        ["**BÁO CÁO**", "**VỀ HOẠT ĐỘNG CỦA**", "**ỦY BAN NHÂN DÂN XÃ VŨ LỄ**"],
        "BÁO CÁO",
        "VỀ HOẠT ĐỘNG CỦA ỦY BAN NHÂN DÂN XÃ VŨ LỄ",
        "an agency within the title",
    ),
]


@pytest.mark.parametrize(("lines", "kind", "title", "why"), TITLES, ids=[x[3] for x in TITLES])
def test_types_and_titles(rules: Rules, make_blocks: Make, lines: list[str], kind: str, title: str, why: str) -> None:
    blocks = make_blocks([*lines, "Căn cứ Luật A;"])
    found = find_type(blocks, -1, rules)
    assert found is not None
    assert (found.name, *read_title(blocks, found, rules)) == (kind, title, len(lines))


NO_TYPE = ["Báo cáo", "Kế hoạch năm 2024 đã hoàn thành", "**KẾT LUẬN**: đạt", "QUYẾT ĐỊNH: giao chỉ tiêu"]


@pytest.mark.parametrize("line", NO_TYPE)
def test_no_types(rules: Rules, make_blocks: Make, line: str) -> None:
    assert find_type(make_blocks([line]), -1, rules) is None


def test_the_end_of_an_agency_is_no_type(rules: Rules, make_blocks: Make) -> None:
    blocks = make_blocks(["PHÒNG TÀI CHÍNH -", "KẾ HOẠCH", "Số: 1/BC-TCKH", "BÁO CÁO"])
    found = find_type(blocks, 2, rules)
    assert found is not None
    assert found.name == "BÁO CÁO"
