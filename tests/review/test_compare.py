"""Year over year on screen."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from normalize.tables import row
from review.compare import UnknownError, comparison_table

Row = dict[str, Any]


def comparison(**more: object) -> Row:
    given = {
        "issuer": "Ủy ban nhân dân huyện Sơn Khê",
        "indicator_id": "budget_revenue",
        "indicator": "Thu ngân sách",
        "unit": "triệu đồng",
        "period_kind": "year",
        "months": 12,
        "year": 2023,
        "value": Decimal("49000"),
        "previous_year": 2022,
        "previous_value": Decimal("40000.5"),
        "change": Decimal("8999.5"),
        "change_percent": Decimal("22.498"),
        "verdict": "achieved",
        "comparable": True,
        "figure_id": "f",
    }
    return row("comparison", **{**given, **more})


def series(**more: object) -> Row:
    given = {name: comparison()[name] for name in ("issuer", "indicator_id", "indicator", "period_kind", "months")}
    period = {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31), "figure_id": "f"}
    return row("series", **{**given, **period, **more})


def test_year_over_year_in_vietnamese_numbers() -> None:
    text = comparison_table([comparison()], [series()])
    assert "Ủy ban nhân dân huyện Sơn Khê, năm 2023 so với năm 2022" in text
    assert "40.000,5" in text
    assert "+8.999,5" in text
    assert "+22,5" in text
    assert "– → đạt" in text


def test_what_is_not_comparable_says_why() -> None:
    nine = series(period_kind="to_date", months=9, period_end=date(2023, 9, 30))
    text = comparison_table([comparison(comparable=False, why_not="kỳ này 9 tháng")], [nine])
    assert text == "Không so sánh được:\n  Thu ngân sách (9 tháng 2023): kỳ này 9 tháng"


def test_only_what_was_asked_for() -> None:
    rows = [comparison(), comparison(indicator_id="poverty_rate", indicator="Tỷ lệ hộ nghèo")]
    assert "Thu ngân sách" not in comparison_table(rows, [], indicator="hộ nghèo")
    assert "hộ nghèo" not in comparison_table(rows, [], indicator="budget_revenue")
    assert "Sơn Khê" in comparison_table(rows, [], issuer="sơn khê")


def test_what_has_one_year_only_is_said() -> None:
    assert comparison_table([], [series()], indicator="thu ngân sách").startswith("Chưa có chỉ tiêu nào")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"issuer": "huyện Sơn Khe"}, "Không có cơ quan nào tên 'huyện Sơn Khe' trong bộ dữ liệu. Gần nhất: “Ủy ban"),
        ({"issuer": "zzz"}, "Không có cơ quan nào tên 'zzz' trong bộ dữ liệu."),
        ({"indicator": "thu ngan sach"}, "Không có chỉ tiêu nào tên 'thu ngan sach' trong bộ dữ liệu. Gần nhất: “Thu"),
        ({"indicator": "budget_revenu"}, "Gần nhất: “budget_revenue”"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(asked: dict[str, str], says: str) -> None:
    with pytest.raises(UnknownError, match=says):
        comparison_table([comparison()], [series()], **asked)


@pytest.mark.usefixtures("english")
def test_year_over_year_in_english() -> None:
    text = comparison_table([comparison()], [series()])
    assert "Ủy ban nhân dân huyện Sơn Khê, 2023 against 2022" in text
    assert "– → achieved" in text
