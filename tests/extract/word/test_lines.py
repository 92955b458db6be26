"""Raw paragraphs with line breaks (⏎) and tabs (⇥), and the lines that are paragraphs of their own."""

import pytest

from extract.text import clean
from extract.word.lines import Lines


def parts(lines: Lines, text: str, laid_out: bool = False) -> list[str]:
    raw = text.replace("⏎", "\n").replace("⇥", "\t")
    return [said for begin, end in lines.parts(raw, laid_out) if (said := clean(raw[begin:end]))]


BROKEN = [
    ("BÁO CÁO⏎Tình hình năm 2024", ["BÁO CÁO", "Tình hình năm 2024"], False, "type and title"),
    ("BÁO CÁO⏎kết quả năm 2024", ["BÁO CÁO", "kết quả năm 2024"], False, "of the Party"),
    ("CHỦ TỊCH⏎⏎⏎Nông Văn Tới", ["CHỦ TỊCH", "Nông Văn Tới"], False, "role and name"),
    ("TM. ỦY BAN NHÂN DÂN⏎CHỦ TỊCH", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], True, "a cell that lays out"),
    ("Đã thu 5 tỷ đồng.⏎Đạt 75%.", ["Đã thu 5 tỷ đồng.", "Đạt 75%."], False, "behind a stop"),
    ("Kết quả⏎- Trồng 12 ha", ["Kết quả", "- Trồng 12 ha"], False, "an entry of a list"),
    ("Huyện đã trồng⏎được 12 ha", ["Huyện đã trồng được 12 ha"], False, "a sentence that goes on"),
    ("1. THU NGÂN SÁCH⏎đạt 5 tỷ đồng", ["1. THU NGÂN SÁCH đạt 5 tỷ đồng"], False, "a heading that goes on"),
]


@pytest.mark.parametrize(("text", "expected", "laid_out", "why"), BROKEN, ids=[x[3] for x in BROKEN])
def test_lines_broken_by_hand(text: str, expected: list[str], laid_out: bool, why: str) -> None:
    assert parts(Lines(), text, laid_out) == expected


COLUMNS = [
    (
        ["UBND HUYỆN A⇥CỘNG HÒA XÃ HỘI", "Số: 1/BC⇥⇥A, ngày 5 tháng 7"],
        ["UBND HUYỆN A", "CỘNG HÒA XÃ HỘI", "Số: 1/BC", "A, ngày 5 tháng 7"],
        "a letterhead",
    ),
    (
        ["Nơi nhận:⇥TM. ỦY BAN", "- Lưu: VT.", "- Tỉnh;⇥Lê Mẫu"],
        ["Nơi nhận:", "TM. ỦY BAN", "- Lưu: VT.", "- Tỉnh;", "Lê Mẫu"],
        "a signature",
    ),
    (["I.⇥KẾT QUẢ THỰC HIỆN"], ["I. KẾT QUẢ THỰC HIỆN"], "the number of a heading"),
    (["Xã A⇥12 ha"], ["Xã A 12 ha"], "a list in small letters"),
    (
        ["UBND XÃ A⇥CỘNG HÒA XÃ HỘI", "Đã họp.", "Xã A⇥12 ha"],
        ["UBND XÃ A", "CỘNG HÒA XÃ HỘI", "Đã họp.", "Xã A 12 ha"],
        "over",
    ),
]


@pytest.mark.parametrize(("texts", "expected", "why"), COLUMNS, ids=[x[2] for x in COLUMNS])
def test_columns_made_by_tabs(texts: list[str], expected: list[str], why: str) -> None:
    lines = Lines()
    assert [part for text in texts for part in parts(lines, text)] == expected
