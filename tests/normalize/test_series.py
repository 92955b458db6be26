"""One indicator of one issuer in one period: whole figures only, and none where two contradict."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from extract.rules import Rules
from normalize.comparison import comparison_rows
from normalize.series import series_rows
from normalize.tables import TABLES, check_row

Row = dict[str, Any]
ISSUER = "Ủy ban nhân dân huyện Sơn Khê"


def row(table: str, **values: object) -> Row:
    return {**{c.name: None for c in TABLES[table].columns}, **values}


def report(year: int, **more: object) -> Row:
    return row("reports", report_id=f"r{year}", path=f"{year}.docx", issuer=ISSUER, **more)


def figure(year: int, value: str, months: int = 12, **more: object) -> Row:
    kind = "year" if months == 12 else "to_date"
    given = {
        "report_id": f"r{year}",
        "figure_id": f"f{year}-{value}-{len(more)}-{more.get('role', '')}",
        "task_path": "II/1",
        "item": 1,
        "value": Decimal(value),
        "unit": "đồng",
        "relation": "level",
        "role": "result",
        "measure": "thu ngân sách trên địa bàn",
        "indicator_id": "budget_revenue",
        "period_kind": kind,
        "months": months,
        "period_start": date(year, 1, 1),
        "period_end": date(year, months, 30),
        "block": 0,
        "start": 0,
    }
    return row("figures", **{**given, **more})


def series(rules: Rules, reports: list[Row], figures: list[Row], verdicts: list[Row] | None = None) -> list[Row]:
    rows, _ = series_rows({"reports": reports, "figures": figures, "verdicts": verdicts or []}, rules)
    for found in rows:
        check_row("series", found)
    return rows


def test_the_value_is_in_the_customary_unit_with_its_target_and_verdict(rules: Rules) -> None:
    figures = [figure(2023, "49000000000"), figure(2023, "41000000000", role="target", item=None)]
    verdict = row("verdicts", report_id="r2023", task_path="II/1", item=1, **{"class": "achieved"})
    found = series(rules, [report(2023)], figures, [verdict])
    assert [(r["value"], r["unit"], r["target"], r["verdict"]) for r in found] == [
        (Decimal(49000), "triệu đồng", Decimal(41000), "achieved")
    ]
    assert round(found[0]["attainment_percent"], 2) == Decimal("119.51")


def test_without_a_target_the_stated_attainment_counts(rules: Rules) -> None:
    figures = [figure(2023, "49000000000"), figure(2023, "119.3", unit="%", relation="attainment")]
    assert [r["attainment_percent"] for r in series(rules, [report(2023)], figures)] == [Decimal("119.3")]


@pytest.mark.parametrize(
    "more",
    [
        {"role": "part"},
        {"role": "target"},
        {"relation": "change"},
        {"unit": "hộ"},
        {"indicator_id": "unknown_to_the_rules"},
    ],
    ids=["a part", "a target alone", "a change", "another unit", "no indicator"],
)
def test_what_never_stands_for_the_whole(rules: Rules, more: Row) -> None:
    assert series(rules, [report(2023)], [figure(2023, "5000000000", **more)]) == []


def test_two_values_for_one_place_stay_out_and_equal_ones_count_once(rules: Rules) -> None:
    two = [figure(2023, "49000000000"), figure(2023, "48000000000", task_path="III")]
    rows, left_out = series_rows({"reports": [report(2023)], "figures": two, "verdicts": []}, rules)
    assert (rows, len(left_out)) == ([], 2)
    same = [figure(2023, "49000000000"), figure(2023, "49000000000", task_path="III")]
    assert len(series(rules, [report(2023)], same)) == 1


def test_a_copy_counts_once(rules: Rules) -> None:
    copy = report(2024, same_as="r2023")
    found = series(rules, [report(2023), copy], [figure(2023, "49000000000"), figure(2024, "49000000000")])
    assert [r["report_id"] for r in found] == ["r2023"]


def test_what_no_rule_names_is_matched_by_wording_over_the_years(rules: Rules) -> None:
    figures = [
        figure(2022, "12", indicator_id=None, unit="km", measure="nạo vét kênh mương nội đồng"),
        figure(2023, "15", indicator_id=None, unit="km", measure="Nạo vét kênh, mương nội đồng"),
        figure(2023, "9", indicator_id=None, unit="km", measure="lắp đèn chiếu sáng", item=2),
    ]
    found = series(rules, [report(2022), report(2023)], figures)
    assert [(r["year"], r["value"], r["matched_by"]) for r in found] == [
        (2022, Decimal(12), "wording"),
        (2023, Decimal(15), "wording"),
    ]
    assert found[0]["indicator_id"] == found[1]["indicator_id"]
    assert found[1]["score"] >= 90


def compared(rules: Rules, figures: list[Row]) -> list[Row]:
    reports = [report(y) for y in sorted({int(f["report_id"][1:]) for f in figures})]
    rows = comparison_rows(series(rules, reports, figures), figures)
    for found in rows:
        check_row("comparison", found)
    return rows


def test_a_year_against_the_year_before(rules: Rules) -> None:
    (found,) = compared(rules, [figure(2022, "40000000000"), figure(2023, "49000000000")])
    assert (found["comparable"], found["previous_year"], found["previous_value"]) == (True, 2022, Decimal(40000))
    assert (found["change"], found["change_percent"]) == (Decimal(9000), Decimal("22.5"))


def test_a_share_changes_by_points(rules: Rules) -> None:
    more = {"indicator_id": "poverty_rate", "unit": "%", "measure": "tỷ lệ hộ nghèo"}
    (found,) = compared(rules, [figure(2022, "6.2", **more), figure(2023, "4.9", **more)])
    assert (found["change_points"], found["change_percent"]) == (Decimal("-1.3"), None)


def test_nine_months_are_not_compared_with_a_year(rules: Rules) -> None:
    (found,) = compared(rules, [figure(2022, "40000000000"), figure(2023, "35000000000", months=9)])
    assert (found["comparable"], found["change"]) == (False, None)
    assert found["why_not"] == "kỳ này 9 tháng, năm trước chỉ có số cả năm"


def test_a_result_stands_before_an_estimate(rules: Rules) -> None:
    figures = [
        figure(2022, "40000000000"),
        figure(2022, "39000000000", role="estimate"),
        figure(2023, "50000000000"),
    ]
    (found,) = compared(rules, figures)
    assert found["previous_value"] == Decimal(40000)


def test_what_the_report_says_of_last_year_stands_beside(rules: Rules) -> None:
    figures = [
        figure(2022, "40000000000"),
        figure(2023, "49000000000"),
        figure(2023, "125", unit="%", relation="ratio", basis_id="same_period"),
        figure(2023, "39000000000", role="last_year"),
    ]
    (found,) = compared(rules, figures)
    assert (found["stated_change_percent"], found["implied_previous"]) == (Decimal(25), Decimal(39200))
    assert found["restated_previous"] == Decimal(39000)
