"""The legal bases, each in a paragraph, or in the sentence that says who reports."""

from collections.abc import Callable, Sequence

import pytest

from extract.opening import read_opening
from extract.records import Block
from extract.rules import Rules

Make = Callable[[Sequence[str]], tuple[Block, ...]]
LETTER = "Công văn số 5/SNV"
LAW = "Căn cứ Nghị quyết số 48/NQ-HĐND ngày 20/12/2023 của Hội đồng nhân dân huyện"

BASES = [
    ([f"{LAW};", "Căn cứ Luật Đầu tư công;"], [LAW, "Căn cứ Luật Đầu tư công"], "paragraphs"),
    ([f"{LAW}; Ủy ban nhân dân huyện báo cáo kết quả như sau:"], [LAW], "one sentence"),
    ([f"{LAW}, nhà trường báo cáo như sau:"], [LAW], "a school"),
    (
        [f"{LAW}; thực hiện Công văn số 5/SNV; Phòng Nội vụ báo cáo như sau:"],
        [LAW, "thực hiện Công văn số 5/SNV"],
        "two",
    ),
    (
        [f"{LAW}; Công văn số 5/SNV về việc báo cáo kết quả;"],
        [f"{LAW}; Công văn số 5/SNV về việc báo cáo kết quả"],
        "what",
    ),
    (["-----", f"{LAW};"], [LAW], "a rule of dashes"),
    (["Kính gửi:", "- Tỉnh ủy;", "- UBND tỉnh.", f"{LAW};"], [LAW], "behind an address"),
    (["Năm 2024, huyện đã thu 5 tỷ đồng.", f"{LAW};"], [], "prose before"),
]


@pytest.mark.parametrize(("lines", "expected", "why"), BASES, ids=[x[2] for x in BASES])
def test_legal_bases(rules: Rules, make_blocks: Make, lines: list[str], expected: list[str], why: str) -> None:
    assert list(read_opening(make_blocks(lines), rules)[0]) == expected
