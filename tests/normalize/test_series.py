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
    return row("reports", **{"report_id": f"r{year}", "path": f"{year}.docx", "issuer": ISSUER, **more})


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


COMMUNE = "Ủy ban nhân dân xã Tân Lập"
SUPERIORS = [
    (["Ủy ban nhân dân huyện Lộc Bình", "Ủy ban nhân dân huyện Sơn Hà"], ["huyện Lộc Bình", "huyện Sơn Hà"], "two"),
    (["Ủy ban nhân dân huyện Sơn Hà", "UBND huyện Sơn Hà"], ["", ""], "one in two spellings"),
    (["Ủy ban nhân dân huyện Sơn Hà", None], ["", ""], "printed once"),
    (["Tổng công ty A", "Tổng công ty B"], ["Tổng công ty A", "Tổng công ty B"], "bodies without a unit"),
]


@pytest.mark.parametrize(("superiors", "places", "why"), SUPERIORS, ids=[x[2] for x in SUPERIORS])
def test_issuers_of_one_name_are_told_apart(
    rules: Rules, superiors: list[str | None], places: list[str], why: str
) -> None:
    reports = [report(2023 + i, issuer=COMMUNE, superior=s) for i, s in enumerate(superiors)]
    found = series(rules, reports, [figure(2023, "49000000000"), figure(2024, "52000000000")])
    assert [r["issuer"] for r in found] == [f"{COMMUNE}, {place}" if place else COMMUNE for place in places]


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


def test_a_target_of_nothing_done_is_in_the_customary_unit(rules: Rules) -> None:
    figures = [figure(2023, "0"), figure(2023, "41000000000", role="target", item=None)]
    (found,) = series(rules, [report(2023)], figures)
    assert (found["target"], found["attainment_percent"]) == (Decimal(41000), Decimal(0))


def test_the_plan_of_next_year_is_no_target_of_this_one(rules: Rules) -> None:
    figures = [
        figure(2023, "49000000000"),
        figure(2023, "41000000000", role="plan"),
        figure(2023, "52000000000", role="plan", period_end=date(2024, 12, 31)),
    ]
    assert [r["target"] for r in series(rules, [report(2023)], figures)] == [Decimal(41000)]


def test_a_range_is_no_value(rules: Rules) -> None:
    assert series(rules, [report(2023)], [figure(2023, "49000000000", high=Decimal(50000000000))]) == []


def test_a_value_without_a_period_stays_out_and_is_accounted_for(rules: Rules) -> None:
    lost = {**figure(2023, "49000000000"), **dict.fromkeys(("period_kind", "months", "period_start", "period_end"))}
    rows, left_out = series_rows({"reports": [report(2023)], "figures": [lost], "verdicts": []}, rules)
    assert (rows, [r["figure_id"] for r in left_out]) == ([], [lost["figure_id"]])


def test_a_growth_rate_may_be_said_as_a_rise(rules: Rules) -> None:
    more = {"indicator_id": "growth_rate", "unit": "%", "relation": "change", "direction": "up"}
    assert [r["value"] for r in series(rules, [report(2023)], [figure(2023, "7.5", **more)])] == [Decimal("7.5")]
    fall = [figure(2023, "1.2", **{**more, "direction": "down"})]
    assert [r["value"] for r in series(rules, [report(2023)], fall)] == [Decimal("-1.2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("diện tích rau màu vụ xuân trên địa bàn", "diện tích rau màu vụ đông trên địa bàn"),
        ("tổng số đảng viên mới kết nạp trong kỳ", "tổng số đoàn viên mới kết nạp trong kỳ"),
        ("hộ có nhà ở kiên cố trên địa bàn toàn huyện", "hộ chưa có nhà ở kiên cố trên địa bàn toàn huyện"),
        ("tuyến đường loại 1 trên địa bàn", "tuyến đường loại 2 trên địa bàn"),
    ],
    ids=["another crop", "another body", "a denial", "another number"],
)
def test_a_close_wording_that_means_another_thing_is_not_matched(rules: Rules, one: str, other: str) -> None:
    more = {"indicator_id": None, "unit": "km"}
    figures = [figure(2022, "12", measure=one, **more), figure(2023, "15", measure=other, **more)]
    assert series(rules, [report(2022), report(2023)], figures) == []


@pytest.mark.parametrize(
    "other",
    [
        "Nạo vét kênh mương nội đồng huyện (km)",
        "nạo vét kênh mường nội đồng huyện",
        "nội đồng nạo vét kênh mương huyện",
    ],
    ids=["more words at its end", "a tone mark lost", "another order"],
)
def test_the_same_thing_in_other_words_is_matched(rules: Rules, other: str) -> None:
    more = {"indicator_id": None, "unit": "km"}
    figures = [
        figure(2022, "12", measure="nạo vét kênh mương nội đồng huyện", **more),
        figure(2023, "15", measure=other, **more),
    ]
    assert [r["matched_by"] for r in series(rules, [report(2022), report(2023)], figures)] == ["wording"] * 2


def test_one_wording_in_two_units_is_two_things(rules: Rules) -> None:
    more = {"indicator_id": None, "measure": "kiên cố hóa kênh mương nội đồng"}
    figures = [figure(y, v, unit=u, **more) for y in (2022, 2023) for v, u in (("12", "km"), ("5", "tuyến"))]
    found = series(rules, [report(2022), report(2023)], figures)
    assert [(r["unit"], r["value"]) for r in found if r["year"] == 2022] == [("km", Decimal(12)), ("tuyến", Decimal(5))]


def test_money_that_no_rule_names_is_in_million_too(rules: Rules) -> None:
    more = {"indicator_id": None, "measure": "quỹ đền ơn đáp nghĩa vận động được"}
    figures = [figure(2022, "900000000", **more), figure(2023, "950000000", **more)]
    found = series(rules, [report(2022), report(2023)], figures)
    assert [(r["value"], r["unit"]) for r in found] == [(Decimal(900), "triệu đồng"), (Decimal(950), "triệu đồng")]


def test_a_verdict_of_a_row_belongs_to_the_figures_of_that_row(rules: Rules) -> None:
    figures = [
        figure(2023, "49000000000", table_row=1, block=5),
        figure(2023, "4.9", unit="%", indicator_id="poverty_rate", table_row=2, block=9),
    ]
    verdict = row("verdicts", report_id="r2023", task_path="II/1", item=1, block=7, **{"class": "achieved"})
    blocks = [row("blocks", report_id="r2023", block=b, table_row=(b - 1) // 4) for b in range(5, 13)]
    tables = {"reports": [report(2023)], "figures": figures, "verdicts": [verdict], "blocks": blocks}
    found, _ = series_rows(tables, rules)
    assert {r["indicator_id"]: r["verdict"] for r in found} == {"budget_revenue": "achieved", "poverty_rate": None}
