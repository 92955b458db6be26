"""The indicator that a phrase names: every row by its examples, the longest spelling, the unit that agrees."""

import pytest

from extract.rules import Row, Rules, load
from normalize.indicators import indicator_finder
from normalize.units import units_of_indicators

ROWS = load().tables["indicators"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_is_named_by_its_examples_and_not_by_its_counter_examples(row: Row, rules: Rules) -> None:
    finder, unit = indicator_finder(rules), units_of_indicators(rules).base(row["unit"]).unit
    assert [getattr(finder.find(e, unit, ""), "id", None) for e in row.examples] == [row.id] * len(row.examples)
    assert row.id not in [getattr(finder.find(e, unit, ""), "id", None) for e in row.counter]


@pytest.mark.parametrize(
    ("phrase", "unit", "kind", "expected", "why"),
    [
        ("tỷ lệ hộ nghèo", "hộ", "", None, "a share is no count, nor is the phrase within it"),
        ("số hộ nghèo còn", "hộ", "", "poor_households", "a count"),
        ("xã đạt chuẩn nông thôn mới nâng cao", "xã", "", "advanced_rural_communes", "the longest spelling"),
        ("Tổng thu NSNN trên địa bàn", "đồng", "", "budget_revenue", "an abbreviation"),
        ("giá trị sản xuất ngành nông nghiệp", "đồng", "", "agricultural_production_value", "a part is not the whole"),
        ("tỷ lệ hộ nghèo dân tộc thiểu số", "%", "", "minority_poverty_rate", "nor some for all"),
        (
            "Công nhận lại trường học đạt chuẩn quốc gia",
            "trường học",
            "",
            "renewed_standard_schools",
            "nor anew for all",
        ),
        ("tỷ lệ giải quyết khiếu nại, tố cáo chậm hạn", "%", "", "complaints_overdue", "nor late for done"),
        ("thu ngân sách trên địa bàn", "%", "percent", "budget_revenue", "a percentage speaks of any unit"),
        ("thu ngân sách trên địa bàn", "%", "", None, "but is no value of it"),
        ("Thủy lợi nội đồng", "km", "", None, "nothing known"),
        ("tỉ lệ hộ nghèo", "%", "", "poverty_rate", "another spelling of tỷ"),
    ],
    ids=lambda v: v if isinstance(v, str) and " " in v else None,
)
def test_find(phrase: str, unit: str, kind: str, expected: str | None, why: str, rules: Rules) -> None:
    assert getattr(indicator_finder(rules).find(phrase, unit, kind), "id", None) == expected, why


def test_a_heading_that_asks_for_two_names_none_by_itself(rules: Rules) -> None:
    finder = indicator_finder(rules)
    heading = "1.2. Tỷ lệ che phủ rừng đạt 62%; tỷ lệ thu gom rác thải đạt 85%; trồng rừng mới 600 ha"
    assert finder.only(heading, "%") is None
    assert getattr(finder.only(heading, "ha"), "id", None) == "new_forest"
