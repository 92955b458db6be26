import pytest

from extract.periods import periods, to_date
from extract.records import Period
from extract.rules import Rules

NAMED = [
    ("kết quả 9 tháng đầu năm 2024", Period("to_date", "2024-01-01", "2024-09-30", 9), "nine months"),
    ("báo cáo 9 tháng năm 2024", Period("to_date", "2024-01-01", "2024-09-30", 9), "nine months"),
    ("BÁO CÁO 02 THÁNG ĐẦU NĂM 2024", Period("to_date", "2024-01-01", "2024-02-29", 2), "a leap year"),
    ("11 tháng năm 2023", Period("to_date", "2023-01-01", "2023-11-30", 11), "eleven months"),
    ("6 tháng đầu năm 2023", Period("half_year", "2023-01-01", "2023-06-30", 6), "half a year"),
    (
        "công tác tháng 9 năm 2024",
        Period("month", "2024-09-01", "2024-09-30", 1),
        "a month is not nine months",
    ),
    ("tháng 02/2023", Period("month", "2023-02-01", "2023-02-28", 1), "a month with a slash"),
    ("quý IV năm 2024", Period("quarter", "2024-10-01", "2024-12-31", 3), "a Roman quarter"),
    ("Quý 1/2025", Period("quarter", "2025-01-01", "2025-03-31", 3), "a quarter in digits"),
    ("năm học 2024 - 2025", Period("school_year", "2024-09-01", "2025-05-31"), "a school year"),
    ("nhiệm kỳ 2020–2025", Period("term", "2020-01-01", "2025-12-31"), "a term"),
    ("giai đoạn 2021-2025", Period("multi_year", "2021-01-01", "2025-12-31"), "several years"),
    ("nhiệm vụ năm 2023", Period("year", "2023-01-01", "2023-12-31", 12), "a year"),
    ("ngày 28 tháng 8 năm 2024", None, "a day is no period"),
    ("nhiệm vụ trọng tâm thời gian tới", None, "nothing is named"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NAMED, ids=[x[0] for x in NAMED])
def test_periods(rules: Rules, text: str, expected: Period | None, why: str) -> None:
    assert periods(rules).in_text(text) == expected, why


def test_the_narrower_period_is_named_before_the_wider(rules: Rules) -> None:
    period = periods(rules).in_text("Kết quả 9 tháng đầu năm 2024, nhiệm vụ năm 2025")
    assert period == to_date(2024, 9)
