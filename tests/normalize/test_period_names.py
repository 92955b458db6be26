"""Periods are named as what they are."""

from datetime import date
from typing import Any

import pytest

from normalize.period_names import period_name, stretch_name
from normalize.speech import speak


def period(kind: str, start: str | None, end: str | None, months: int | None = None) -> dict[str, Any]:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return {"period_kind": kind, "months": months, "period_start": first, "period_end": last}


NAMES = [
    (("year", "2024-01-01", "2024-12-31", 12), "năm 2024", "cả năm"),
    (("to_date", "2024-01-01", "2024-09-30", 9), "9 tháng 2024", "9 tháng"),
    (("to_date", "2024-01-01", "2024-10-15"), "01/01/2024–15/10/2024", "đến 15/10/2024"),
    (("to_date", "2024-01-01", "2024-12-31", 12), "năm 2024", "12 tháng"),
    (("half_year", "2024-01-01", "2024-06-30", 6), "6 tháng đầu năm 2024", "6 tháng đầu năm"),
    (("half_year", "2024-07-01", "2024-12-31", 6), "6 tháng cuối năm 2024", "6 tháng cuối năm"),
    (("quarter", "2024-07-01", "2024-09-30", 3), "quý III/2024", "quý III"),
    (("month", "2024-09-01", "2024-09-30", 1), "tháng 9/2024", "tháng 9"),
    (("week", "2024-03-09", "2024-03-15"), "tuần 09/03–15/03/2024", "đến 15/03/2024"),
    (("school_year", "2023-09-01", "2024-05-31"), "năm học 2023–2024", "đến 31/05/2024"),
    (("term", "2020-01-01", "2025-12-31"), "nhiệm kỳ 2020–2025", "đến 31/12/2025"),
    (("multi_year", "2021-01-01", "2025-12-31"), "giai đoạn 2021–2025", "đến 31/12/2025"),
    (("season", "2023-11-01", "2024-04-30"), "01/11/2023–30/04/2024", "vụ đến 30/04/2024"),
    (("other", None, "2024-04-30"), "đến 30/04/2024", "đến 30/04/2024"),
]


@pytest.mark.parametrize(("given", "name", "stretch"), NAMES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_period_is_named(given: tuple[Any, ...], name: str, stretch: str) -> None:
    assert (period_name(period(*given)), stretch_name(period(*given))) == (name, stretch)


def test_no_period_has_no_name() -> None:
    assert period_name(period("year", None, None)) == ""


def test_a_period_in_english() -> None:
    speak("en")
    try:
        assert period_name(period("half_year", "2024-07-01", "2024-12-31", 6)) == "second half of 2024"
        assert stretch_name(period("half_year", "2024-07-01", "2024-12-31", 6)) == "6 tháng cuối năm"
    finally:
        speak("vi")
