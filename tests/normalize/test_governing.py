"""The period that governs a figure, from near to far."""

from collections.abc import Callable, Sequence

import pytest

from extract.records import Report
from extract.rules import Rules
from normalize.readings import read_figures

CASES = [
    (
        "Tính đến 31/8/2024, giải ngân 5 tỷ đồng.",
        ("to_date", "2024-01-01", "2024-08-31", 8),
        "a cut-off at a month's end",
    ),
    (
        "Đến ngày 13/10/2024 đã thu 5 tỷ đồng.",
        ("to_date", "2024-01-01", "2024-10-13", None),
        "a cut-off within a month",
    ),
    ("9 tháng đầu năm 2024 thu 5 tỷ đồng.", ("to_date", "2024-01-01", "2024-09-30", 9), "named in the clause"),
    ("Năm 2023 thu 5 tỷ đồng.", ("year", "2023-01-01", "2023-12-31", 12), "another year than the report's"),
    ("Đã thu 5 tỷ đồng.", ("half_year", "2024-01-01", "2024-06-30", 6), "nothing said: the report's"),
    ("Cùng kỳ năm trước đạt 5 tỷ đồng.", ("half_year", "2023-01-01", "2023-06-30", 6), "a year before the report's"),
    ("Phấn đấu thu 5 tỷ đồng.", ("year", "2024-01-01", "2024-12-31", 12), "a target is for the whole year"),
    (
        "Thu ngân sách tăng từ 4 tỷ đồng năm 2023 lên 5 tỷ đồng.",
        ("half_year", "2024-01-01", "2024-06-30", 6),
        "the year behind a baseline is of the baseline",
    ),
    (
        "Tỷ lệ hộ nghèo từ 6,2% cuối năm 2023 giảm xuống còn 5%.",
        ("half_year", "2024-01-01", "2024-06-30", 6),
        "the end of a year behind a baseline",
    ),
    ("Đến năm 2023 còn 5 tỷ đồng.", ("year", "2023-01-01", "2023-12-31", 12), "the year before lên, xuống, còn"),
    ("Đến 45/8/2024 thu 5 tỷ đồng.", ("half_year", "2024-01-01", "2024-06-30", 6), "no such day"),
]


@pytest.mark.parametrize(("text", "expected", "why"), CASES, ids=[c[2] for c in CASES])
def test_of(
    text: str, expected: tuple[object, ...], why: str, read: Callable[[Sequence[str]], Report], rules: Rules
) -> None:
    report = read(["BÁO CÁO", "Kết quả 6 tháng đầu năm 2024", "**I. KẾT QUẢ THỰC HIỆN**", "Kết quả:", f"- {text}"])
    assert report.letterhead.period is not None
    period = read_figures(report, rules)[-1].period
    assert period is not None
    assert (period.kind, period.start, period.end, period.months) == expected, why
