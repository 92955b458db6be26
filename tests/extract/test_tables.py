"""Tables of indicators: what a cell of values is, and where its unit comes from."""

from pathlib import Path

import pytest

from extract.records import Block, Document, Piece, Report
from extract.report import read_report
from extract.rules import Rules

HEAD = ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "Thực hiện", "TH/KH (%)", "Đánh giá"]

# the unit and the value of a row below HEAD, its figures as number | of | high | printed unit, and why
ROWS = [
    ("Triệu đồng", "52.300", "52.300 | | | triệu đồng", "the unit's cell"),
    ("Triệu đồng/người/năm", "41,5", "41,5 | | | triệu đồng/người/năm", "a rate"),
    ("ĐVT: tỷ đồng", "52", "52 | | | tỷ đồng", "the word ĐVT again"),
    ("%", "Dưới 3", "3 | | | %", "a hedge with a capital"),
    ("%", "-4,13%", "-4,13 | | | %", "a sign"),
    ("Xã", "13/19", "13 | 19 | | xã", "a fraction"),
    ("%", "6,5 - 7", "6,5 | | 7 | %", "a range"),
    ("Hộ nghèo đa chiều", "0", "0 | | | hộ nghèo", "a noun and what describes it"),
    ("%", "0,7% (còn 4,33%)", "0,7 | | | %", "a bracket behind"),
    ("Có = 1; Không = 0", "0", "", "codes are no unit"),
]

# a table of two columns: its headers, its label, the figures of a cell `600`, and why
HEADERS = [
    ("Chỉ tiêu", "Kế hoạch", "Diện tích rừng (ha)", "600 | | | ha", "brackets in the label"),
    ("Chỉ tiêu", "Kế hoạch năm 2024 (triệu đồng)", "Thu ngân sách", "600 | | | triệu đồng", "brackets in the header"),
    ("Chỉ tiêu", "Kế hoạch (triệu đồng)", "Diện tích (ha)", "600 | | | ha", "the label before the header"),
    ("Chỉ tiêu", "So với kế hoạch (%)", "Diện tích (ha)", "600 | | | %", "an attainment is a percentage"),
    ("Chỉ tiêu", "Thực hiện 2019 so với thực hiện 2018 (%)", "Diện tích (ha)", "600 | | | %", "so is what is compared"),
    ("Chỉ tiêu", "Kế hoạch", "Xã đạt chuẩn", "", "the words of a label are no unit"),
    ("Chỉ tiêu", "Kế hoạch", "Thu ngân sách (so với năm 2024)", "", "a remark in brackets is no unit"),
    ("Nội dung khác", "Ghi chú", "Thu ngân sách", "", "no column of values"),
]


def cells(rows: list[list[str]], first: int) -> list[Block]:
    """The cells of a ruled table as blocks; empty cells have none."""
    filled = [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    return [
        Block(first + n, text, (Piece(0, len(text), source=first + n),), kind="cell", table=0, row=r, column=c)
        for n, (r, c, text) in enumerate(filled)
    ]


def read_table(rules: Rules, *rows: list[str]) -> Report:
    heading = "I. KẾT QUẢ THỰC HIỆN"
    blocks = [Block(0, heading, (Piece(0, len(heading), source=0),), lead=len(heading)), *cells(list(rows), 1)]
    return read_report(Document(Path("b.docx"), "0", 0, "", "docx", tuple(blocks)), rules)


def figures(report: Report) -> str:
    """The figures of the cells, an empty part as nothing between two bars."""
    rows = [
        (f.number, f.of, f.high, "/".join([f"{f.scale} {f.unit}".strip(), *f.per])) for f in report.figures if f.cell
    ]
    return " ; ".join(" | ".join(row) for row in rows).replace("|  |", "| |").replace("|  |", "| |")


@pytest.mark.parametrize(("unit", "value", "expected", "why"), ROWS, ids=[r[3] for r in ROWS])
def test_cells(rules: Rules, unit: str, value: str, expected: str, why: str) -> None:
    assert figures(read_table(rules, HEAD, ["1", "Tên chỉ tiêu", unit, value, "", "", ""])) == expected, why


@pytest.mark.parametrize(("first", "second", "label", "expected", "why"), HEADERS, ids=[h[4] for h in HEADERS])
def test_units_of_rows_without_a_unit_cell(
    rules: Rules, first: str, second: str, label: str, expected: str, why: str
) -> None:
    assert figures(read_table(rules, [first, second], [label, "600"])) == expected, why


def test_a_cell_knows_its_column_and_label(rules: Rules) -> None:
    report = read_table(rules, ["Chỉ tiêu", "ĐVT", "Kế hoạch"], ["Diện tích rừng", "ha", "600"])
    (cell,) = [f.cell for f in report.figures if f.cell]
    texts = [b.text for b in report.document.blocks]
    assert (cell.column, texts[cell.header], texts[cell.label]) == ("plan", "Kế hoạch", "Diện tích rừng")


def test_a_column_of_verdicts(rules: Rules) -> None:
    report = read_table(rules, HEAD, ["1", "Thu ngân sách", "tỷ đồng", "5", "6", "120", "Vượt"])
    assert [(v.raw, v.class_) for v in report.verdicts] == [("Vượt", "exceeded")]


def test_the_number_of_a_row_is_no_figure(rules: Rules) -> None:
    report = read_table(rules, HEAD, ["1", "Thu ngân sách", "tỷ đồng", "5", "6", "120", "Đạt"])
    assert [c.raw for c in report.claims if c.rule == "row_number"] == ["1"]
