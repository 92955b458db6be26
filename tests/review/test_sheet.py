"""The Phiếu rà soát: its form after Nghị định 30/2020, its rows, and what each says."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from normalize.tables import row
from review.sheet import sheet
from review.sheet_text import name_of, opening, place_of, printed_of, question_of, recomputed_of

Row = dict[str, Any]
TEXT = "Kết quả: Thu 5 tỷ đồng, đạt 89,8% kế hoạch; chi 4 tỷ đồng, đạt 89,8% kế hoạch."


@pytest.fixture
def report() -> Row:
    return row(
        "reports",
        report_id="a" * 64,
        path="lưu/bc.docx",
        document_type="BÁO CÁO",
        number="655",
        symbol="BC-UBND",
        date=date(2024, 1, 4),
        issuer="Ủy ban nhân dân huyện Sơn Khê",
        title="Kết quả năm 2023",
    )


@pytest.fixture
def asked(finding: Row) -> list[Row]:
    more = {"sentence": TEXT, "block": 7, "start": TEXT.rindex("89,8"), "end": TEXT.rindex("89,8") + 5, "page": 3}
    return [
        {**finding, "level": "verdict", "recomputed": "94,6% / 95%"},
        {**finding, **more, "recomputed": "93,8"},
        {**finding, "task_path": "-", "message_vi": "Số văn bản để trống.", "sentence": None, "printed": None},
    ]


def opened(report: Row, asked: list[Row]) -> Any:
    return docx.Document(io.BytesIO(sheet(report, asked, {7: row("blocks", block=7, kind="cell", text=TEXT)})))


def test_the_page_is_that_of_the_decree(report: Row, asked: list[Row]) -> None:
    document = opened(report, asked)
    section = document.sections[0]
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    assert [round(side.mm) for side in (section.page_width, section.page_height, *margins)] == [
        297,
        210,
        20,
        20,
        30,
        15,
    ]
    assert (document.styles["Normal"].font.name, document.styles["Normal"].font.size.pt) == ("Times New Roman", 14)
    sizes = {r.font.size.pt for t in document.tables for c in t._cells for p in c.paragraphs for r in p.runs}
    assert sizes == {13, 14}
    assert section.different_first_page_header_footer


def test_a_row_for_each_finding_and_a_line_for_each_level(report: Row, asked: list[Row]) -> None:
    _, table, signatures = opened(report, asked).tables
    head, *rows = [[cell.text for cell in r.cells] for r in table.rows]
    assert head == ["TT", "Mục, trang", "Nội dung in", "Tính lại", "Đề nghị", "Ý kiến của đơn vị"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [r[0] for r in rows] == ["Ảnh hưởng kết luận", "1", "Số liệu chưa khớp", "2", "3"]
    assert rows[3] == [
        "2",
        "Mục 1 (phần II)\nBảng số liệu\nTrang 3",
        TEXT,
        "93,8",
        "Tính ra 60,76%, báo cáo ghi 60,26.",
        "",
    ]
    assert [cell.text.split("\n")[0] for cell in signatures.rows[0].cells] == [
        "ĐẠI DIỆN ĐƠN VỊ CÓ BÁO CÁO",
        "NGƯỜI RÀ SOÁT",
    ]


def test_the_printed_words_are_bold_where_they_stand(report: Row, asked: list[Row]) -> None:
    cell = opened(report, asked).tables[1].rows[4].cells[2]
    assert [(run.text, run.bold) for run in cell.paragraphs[0].runs][1] == ("89,8%", True)
    assert cell.paragraphs[0].runs[0].text.endswith("chi 4 tỷ đồng, đạt ")


def test_two_sheets_of_one_report_are_the_same_bytes(report: Row, asked: list[Row]) -> None:
    assert sheet(report, asked, {}) == sheet(report, asked, {})


def test_the_motto_is_that_of_the_branch(report: Row, asked: list[Row]) -> None:
    head = [opened({**report, "issuer_branch": b}, asked).tables[0].rows[0].cells[1].text for b in ("party", None)]
    assert [text.split("\n")[0] for text in head] == ["ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


NAMES = [
    ({}, "Báo cáo số 655/BC-UBND ngày 04/01/2024 của Ủy ban nhân dân huyện Sơn Khê"),
    ({"number": None}, "Báo cáo số ……/BC-UBND ngày 04/01/2024 của Ủy ban nhân dân huyện Sơn Khê"),
    ({"number": None, "symbol": None, "date": None, "issuer": None, "document_type": None}, "Báo cáo"),
]


@pytest.mark.parametrize(("changed", "expected"), NAMES, ids=["whole", "no number", "nothing"])
def test_how_a_report_is_named(report: Row, changed: Row, expected: str) -> None:
    assert name_of({**report, **changed}) == expected
    assert "báo cáo" in opening({**report, **changed, "title": None}, 1)[0]


RECOMPUTED = [
    ("94,29", "94.166666667", "94.523809524", ["94,29", "(từ 94,17 đến 94,52)"], "bounds that differ"),
    ("93,8", "93.796091154", "93.79727805", ["93,8"], "bounds that round alike"),
    ("36", "36000000", "37000000", ["36"], "bounds in another unit"),
    ("94,6% / 95%", "1", "2", ["94,6% / 95%"], "no numeral"),
    (None, None, None, [""], "nothing"),
]


@pytest.mark.parametrize(("said", "least", "most", "expected", "why"), RECOMPUTED, ids=[r[4] for r in RECOMPUTED])
def test_what_the_numbers_give(said: str, least: str, most: str, expected: list[str], why: str) -> None:
    bounds = [Decimal(bound) if bound else None for bound in (least, most)]
    assert recomputed_of({"recomputed": said, "least": bounds[0], "most": bounds[1]}) == expected


def test_places_and_questions(finding: Row) -> None:
    assert place_of({**finding, "task_path": "-", "page": None}, is_cell=False) == ["Phần ngoài các mục"]
    assert place_of({**finding, "task_path": "III", "page": 2}, is_cell=False) == ["Mục III", "Trang 2"]
    assert question_of({"message_vi": "“Thu ngân sách”: 1: 2?"}) == "“Thu ngân sách”: 1: 2?"


def test_a_long_sentence_is_cut_around_what_is_printed(finding: Row) -> None:
    long = f"{'trước ' * 90}đạt 60,26 KH{' sau' * 90}"
    before, printed, after = printed_of({**finding, "sentence": long}, "")
    assert (printed, before[0], after[-1]) == ("60,26", "…", "…")
    assert len(before + after) < 400
    assert printed_of({**finding, "sentence": None, "printed": None}, "Số: /BC") == ("Số: /BC", "", "")
