"""The findings on screen: once for all copies, with page, sentence and the printed value in it."""

from typing import Any

from review.findings import at_or_above, findings_text, once

Row = dict[str, Any]


def copy_of(finding: Row) -> Row:
    return {**finding, "report_id": "b", "finding_id": "y", "page": 3}


def test_a_finding_of_a_copy_lends_its_page(reports: list[Row], finding: Row) -> None:
    found = once([finding, copy_of(finding)], reports)
    assert [(f["finding_id"], f["page"]) for f in found] == [("x", 3)]


def test_a_finding_shows_its_message_page_and_the_printed_value_in_its_sentence(
    reports: list[Row], finding: Row
) -> None:
    text = findings_text(once([finding, copy_of(finding)], reports), reports)
    assert "bc.docx  (bản sao: bc.pdf)" in text
    assert "[SỐ LIỆU CHƯA KHỚP · trang 3] Mục 1: tính ra 60,76%, báo cáo ghi 60,26." in text
    assert "đạt »60,26« KH." in text


def test_nothing_to_check_is_said(reports: list[Row]) -> None:
    assert findings_text([], reports) == "Không có điểm cần rà soát."


def test_levels_are_ordered(finding: Row) -> None:
    notes = [{**finding, "level": level} for level in ("note", "form", "mismatch", "verdict")]
    assert [f["level"] for f in at_or_above(notes, "mismatch")] == ["mismatch", "verdict"]
