"""Rows that the tests of this folder show on screen."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from normalize.speech import speak
from normalize.tables import row

Row = dict[str, Any]


@pytest.fixture
def english() -> Iterator[None]:
    """What is said in the test is said in English."""
    speak("en")
    yield
    speak("vi")


@pytest.fixture
def reports() -> list[Row]:
    return [
        row(
            "reports",
            report_id="a",
            path="bc.docx",
            digits_read=9,
            digits_unread=1,
            percentages=1200,
            percentages_checked=932,
            document_type="BÁO CÁO",
            year=2024,
            period_kind="to_date",
            months=9,
            period_start=date(2024, 1, 1),
            period_end=date(2024, 9, 30),
        ),
        row("reports", report_id="b", path="bc.pdf", same_as="a", digits_read=9, digits_unread=1, percentages=1200),
    ]


@pytest.fixture
def finding() -> Row:
    return row(
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
