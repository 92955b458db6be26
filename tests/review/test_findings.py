"""The findings on screen and in files: once for all copies, with page, sentence and the printed value in it."""

import csv
import json
from typing import Any

import pytest

from normalize.tables import row
from review.findings import at_or_above, checked, findings_csv, findings_json, findings_text, once

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


def test_how_much_could_be_checked_is_said_once_for_all_copies(reports: list[Row]) -> None:
    assert checked(reports) == ["Tính lại được 932/1.200 tỷ lệ phần trăm (77,7%)"]
    assert checked([row("reports", report_id="a", path="cv.docx", percentages=0, percentages_checked=0)]) == []


def test_levels_are_ordered(finding: Row) -> None:
    notes = [{**finding, "level": level} for level in ("note", "form", "mismatch", "verdict")]
    assert [f["level"] for f in at_or_above(notes, "mismatch")] == ["mismatch", "verdict"]


def test_of_many_copies_two_are_named(reports: list[Row], finding: Row) -> None:
    copies = [row("reports", report_id=f"c{n}", path=f"c{n}.pdf", same_as="a") for n in range(3)]
    text = findings_text([finding], [*reports, *copies])
    assert text.splitlines()[0] == "bc.docx  (bản sao: bc.pdf, c0.pdf và 2 bản sao khác)"


def test_a_name_with_a_line_break_stays_on_its_line(reports: list[Row], finding: Row) -> None:
    text = findings_text([finding], [{**reports[0], "path": "b\nc\x1b[1m.docx"}])
    assert text.splitlines()[0] == "b?c?[1m.docx"


HEAD = ["path", "number", "symbol", "issuer", "date", "title"]


def test_a_file_of_findings_says_which_report_is_meant(reports: list[Row], finding: Row) -> None:
    about = {**reports[0], "number": "215", "symbol": "BC-UBND", "title": "=1+1"}
    (line,) = csv.DictReader(findings_csv([finding], [about]).splitlines())
    (item,) = json.loads(findings_json([finding], [about]))
    assert list(line)[:6] == list(item)[:6] == HEAD
    assert (line["path"], line["number"], line["symbol"], line["title"]) == ("bc.docx", "215", "BC-UBND", "'=1+1")
    assert (item["title"], item["finding_id"], item["date"]) == ("=1+1", "x", None)


def test_a_file_of_no_findings_is_one(reports: list[Row]) -> None:
    assert findings_csv([], reports).splitlines()[0].split(",")[:6] == HEAD
    assert json.loads(findings_json([], reports)) == []


def test_the_gravest_come_first_then_by_file_and_place(reports: list[Row], finding: Row) -> None:
    places = [("note", "a", 1), ("form", "b", 2), ("verdict", "b", 9), ("form", "a", 7), ("form", "a", 3)]
    found = [
        {**finding, "level": level, "report_id": report, "block": block, "start": 0, "finding_id": f"{report}{block}"}
        for level, report, block in places
    ]
    rows = csv.DictReader(findings_csv(found, reports).splitlines())
    assert [r["finding_id"] for r in rows] == ["b9", "a3", "a7", "b2", "a1"]


@pytest.mark.usefixtures("english")
def test_findings_in_english(reports: list[Row], finding: Row) -> None:
    text = findings_text([{**finding, "page": 2}], reports)
    assert "bc.docx  (copies: bc.pdf)" in text
    assert "[MISMATCH · page 2] Section 1: 60,76%, the report says 60,26." in text
