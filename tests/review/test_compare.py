"""Year over year on screen."""

from decimal import Decimal
from typing import Any

from normalize.tables import row
from review.compare import comparison_table

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
    }
    return row("comparison", **{**given, **more})


def test_year_over_year_in_vietnamese_numbers() -> None:
    text = comparison_table([comparison()])
    assert "Ủy ban nhân dân huyện Sơn Khê, năm 2023 so với năm 2022" in text
    assert "40.000,5" in text
    assert "+8.999,5" in text
    assert "+22,5" in text
    assert "– → đạt" in text


def test_what_is_not_comparable_says_why() -> None:
    text = comparison_table([comparison(comparable=False, why_not="kỳ này 9 tháng", months=9)])
    assert text.endswith("Thu ngân sách (9 tháng năm 2023): kỳ này 9 tháng")


def test_only_what_was_asked_for() -> None:
    rows = [comparison(), comparison(indicator_id="poverty_rate", indicator="Tỷ lệ hộ nghèo")]
    assert "Thu ngân sách" not in comparison_table(rows, indicator="hộ nghèo")
    assert comparison_table(rows, issuer="Yên Lĩnh") == "Chưa có chỉ tiêu nào có số liệu hai năm để so sánh."
