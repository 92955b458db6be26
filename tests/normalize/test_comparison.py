"""A value against the same period a year before: the same months of the year, and what the report itself says of it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from normalize.comparison import comparison_rows
from normalize.tables import TABLES, check_row

Row = dict[str, Any]


def figure(year: int, **more: object) -> Row:
    given = {
        "report_id": f"r{year}",
        "figure_id": f"f{year}",
        "task_path": "II/1",
        "item": 1,
        "value": Decimal(49000000000),
        "unit": "đồng",
        "relation": "level",
        "role": "result",
        "indicator_id": "budget_revenue",
        "period_end": date(year, 12, 31),
    }
    return {**{c.name: None for c in TABLES["figures"].columns}, **given, **more}


def value(year: int, own: str = "49000", kind: str = "year", first: str = "01-01", last: str = "12-31") -> Row:
    start, end = (date.fromisoformat(f"{year}-{day}") for day in (first, last))
    whole_months = last in ("12-31", "03-31", "06-30", "09-30")
    given = {
        "issuer": "Ủy ban nhân dân huyện Sơn Khê",
        "indicator_id": "budget_revenue",
        "indicator": "Thu ngân sách nhà nước trên địa bàn",
        "unit": "triệu đồng",
        "role": "result",
        "period_kind": kind,
        "months": end.month - start.month + 1 if whole_months else None,
        "year": year,
        "period_start": start,
        "period_end": end,
        "value": Decimal(own),
        "figure_id": f"f{year}",
        "report_id": f"r{year}",
    }
    return {**{c.name: None for c in TABLES["series"].columns}, **given}


def compared(series: list[Row], figures: list[Row] | None = None) -> list[Row]:
    rows = comparison_rows(series, figures or [{**figure(r["year"]), "figure_id": r["figure_id"]} for r in series])
    for row in rows:
        check_row("comparison", row)
    return rows


@pytest.mark.parametrize(
    ("now", "before", "comparable", "why"),
    [
        (("quarter", "01-01", "03-31"), ("quarter", "01-01", "03-31"), True, "the same quarter"),
        (("quarter", "07-01", "09-30"), ("quarter", "01-01", "03-31"), False, "another quarter"),
        (("half_year", "07-01", "12-31"), ("half_year", "01-01", "06-30"), False, "the other half"),
        (("to_date", "01-01", "08-28"), ("to_date", "01-01", "08-28"), True, "to the same day"),
        (("to_date", "01-01", "08-28"), ("to_date", "01-01", "03-15"), False, "to another day"),
        (("other", "01-01", "12-31"), ("other", "01-01", "12-31"), False, "never comparable"),
    ],
    ids=lambda v: v if isinstance(v, str) else None,
)
def test_only_the_same_stretch_of_the_year_is_compared(
    now: tuple[str, str, str], before: tuple[str, str, str], comparable: bool, why: str
) -> None:
    (row,) = compared([value(2022, "40000", *before), value(2023, "49000", *now)])
    assert (row["comparable"], row["change"] is not None, row["why_not"] is None) == (comparable,) * 3, why


def test_values_by_two_standards_are_not_compared() -> None:
    poverty = {"indicator_id": "poverty_rate", "unit": "%"}
    (row,) = compared([{**value(y, "6"), **poverty} for y in (2021, 2022)])
    assert (row["comparable"], row["change_points"]) == (False, None)
    assert row["why_not"] == "từ năm 2022 áp dụng tiêu chuẩn mới"
    (later,) = compared([{**value(y, "6"), **poverty} for y in (2022, 2023)])
    assert later["comparable"]


def test_every_quarter_has_its_own_row() -> None:
    spans = (("01-01", "03-31"), ("07-01", "09-30"))
    series = [{**value(y, "9", "quarter", *s), "figure_id": f"f{y}{s[0]}"} for y in (2022, 2023) for s in spans]
    assert len([r for r in compared(series) if r["comparable"]]) == 2


def share(year: int, own: str) -> tuple[Row, Row]:
    more = {"unit": "%", "indicator_id": "forest_cover", "value": Decimal(own)}
    return {**value(year), **more}, figure(year, **more)


def test_what_a_share_is_said_to_rise_by_is_points() -> None:
    (before, _), (now, printed) = share(2022, "61.9"), share(2023, "62.5")
    rise = figure(
        2023,
        figure_id="rise",
        unit="%",
        value=Decimal("0.5"),
        relation="change",
        direction="up",
        basis_id="last_year",
        indicator_id="forest_cover",
    )
    (row,) = compared([before, now], [figure(2022), printed, rise])
    assert (row["stated_change_percent"], row["implied_previous"]) == (None, Decimal("62"))


@pytest.mark.parametrize(
    ("basis", "expected"),
    [("năm 2022", Decimal(25)), ("thực hiện năm 2022", Decimal(25)), ("năm 2020", None)],
)
def test_a_stated_change_is_against_the_year_before(basis: str, expected: Decimal | None) -> None:
    rise = figure(
        2023,
        figure_id="rise",
        unit="%",
        value=Decimal(25),
        relation="change",
        direction="up",
        basis_id="year",
        basis=basis,
    )
    (row,) = compared([value(2022, "40000"), value(2023)], [figure(2022), figure(2023), rise])
    assert row["stated_change_percent"] == expected


def cell(row: int, figure_id: str, **more: object) -> Row:
    return figure(2023, figure_id=figure_id, table_row=row, **more)


def test_in_a_table_only_the_own_row_speaks() -> None:
    figures = [
        figure(2022),
        cell(1, "f2023"),
        cell(2, "other", indicator_id=None, role="last_year", value=Decimal(7000000)),
        cell(2, "rise", indicator_id=None, unit="%", value=Decimal(5), relation="change", basis_id="same_period"),
    ]
    (row,) = compared([value(2022, "40000"), value(2023)], figures)
    assert (row["restated_previous"], row["stated_change_percent"]) == (None, None)


def test_from_nothing_now_no_unit_can_be_told() -> None:
    figures = [
        figure(2022),
        figure(2023, value=Decimal(0)),
        figure(2023, figure_id="ly", role="last_year", value=Decimal(39000000000)),
    ]
    (row,) = compared([value(2022, "40000"), value(2023, "0")], figures)
    assert (row["change_percent"], row["restated_previous"]) == (Decimal(-100), None)
