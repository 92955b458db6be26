"""The findings on screen: once for all copies, with page, sentence and the printed value in it."""

from typing import Any

from normalize.tables import TABLES
from review.findings import at_or_above, findings_text, once

Row = dict[str, Any]


def row(table: str, **values: object) -> Row:
    return {**{c.name: None for c in TABLES[table].columns}, **values}


REPORTS = [
    row(
        "reports",
        report_id="a",
        path="bc.docx",
        digits_read=9,
        digits_unread=1,
        document_type="BÁO CÁO",
        year=2024,
        months=9,
    ),
    row("reports", report_id="b", path="bc.pdf", same_as="a", digits_read=9, digits_unread=1),
]
FINDING = row(
    "findings",
    report_id="a",
    finding_id="x",
    task_path="II/1",
    item=1,
    check="ratio",
    level="mismatch",
    printed="60,26",
    message_vi="Mục 1: tính ra 60,76%, báo cáo ghi 60,26.",
    message_en="Section 1: 60,76%, the report says 60,26.",
    sentence="Tổng vốn 35.619 triệu đồng, đạt 60,26 KH.",
)
COPY = {**FINDING, "report_id": "b", "finding_id": "y", "page": 3}


def test_a_finding_of_a_copy_lends_its_page() -> None:
    found = once([FINDING, COPY], REPORTS)
    assert [(f["finding_id"], f["page"]) for f in found] == [("x", 3)]


def test_a_finding_shows_its_message_page_and_the_printed_value_in_its_sentence() -> None:
    text = findings_text(once([FINDING, COPY], REPORTS), REPORTS)
    assert "bc.docx  (bản sao: bc.pdf)" in text
    assert "[SỐ LIỆU CHƯA KHỚP · trang 3] Mục 1: tính ra 60,76%, báo cáo ghi 60,26." in text
    assert "đạt »60,26« KH." in text


def test_nothing_to_check_is_said() -> None:
    assert findings_text([], REPORTS) == "Không có điểm cần rà soát."


def test_levels_are_ordered() -> None:
    notes = [{**FINDING, "level": level} for level in ("note", "form", "mismatch", "verdict")]
    assert [f["level"] for f in at_or_above(notes, "mismatch")] == ["mismatch", "verdict"]
