"""The comparison with test vectors, on invented rows; and where the vectors are, that no file falls below its floor."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from bench.dates import bounds
from bench.expected import Wanted, size, wanted_amounts, wanted_shares
from bench.vectors import JUDGES, Count, OutOfScope, count, counts, folder, read, table
from extract.rules import Rules, load

FLOORS = tomllib.loads((Path(__file__).parent / "vectors_floors.toml").read_text(encoding="utf-8"))
HERE = folder()
needs_vectors = pytest.mark.skipif(not HERE.is_dir(), reason="the test vectors lie outside the repository")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load()


def judged(name: str, rules: Rules, text: str, expected: str = "", **more: str) -> bool:
    return JUDGES[name]({"input": text, "expected": expected, **more}, rules)[0]


def test_an_amount_has_hedge_range_and_unit() -> None:
    assert wanted_amounts(">85.5 ha") == (Wanted((Decimal("85.5"),), "ha", hedges=("more_than",)),)
    assert wanted_amounts("between:20..30 kg") == (Wanted((Decimal(20),), "kg", high=Decimal(30)),)


def test_one_unit_twice_is_a_part_of_a_whole_and_two_units_are_two_figures() -> None:
    assert wanted_amounts("7 km / 9 km") == (Wanted((Decimal(7),), "km", of=Decimal(9)),)
    assert [w.unit for w in wanted_amounts("31 lượt / 40 người")] == ["lượt", "người"]


def test_a_share_has_relation_direction_and_basis() -> None:
    attained, risen = wanted_shares("attain|88|%|kế hoạch;increase|3.5|%|")
    assert (attained.relations, attained.basis) == (("attainment",), "kế hoạch")
    assert (risen.relations, risen.direction, risen.basis) == (("change", "exceed", "points"), "up", "")


def test_a_rise_to_a_bound_is_two_figures() -> None:
    assert [w.hedges for w in wanted_shares("target|61.5->=70|%|")] == [(), ("at_least",)]


def test_sizes_meet_in_one_base() -> None:
    assert size("m²") == size("m2") == ("ha", Decimal("0.0001"))
    assert size("VND/tháng") == ("đồng/tháng", Decimal(1))


@pytest.mark.parametrize(
    ("name", "text", "expected", "right"),
    [
        ("measures", "350 m kênh", "350 m", True),
        ("measures", "350 m kênh", "350 km", False),
        ("measures", "trên 85,5 ha", "<85.5 ha", False),
        ("money", "7,25 tỷ đồng", "7250000000 VND", True),
        ("money", "7,25 tỷ đồng và 3 xã", "7250000000 VND", False),
        ("ranges_comparators", "20 - 30 triệu đồng", "between:20000000..30000000 VND", True),
        ("ranges_comparators", "20 - 30 triệu đồng", "between:20000000..35000000 VND", False),
        ("percent", "đạt 88% kế hoạch", "attain|88|%|kế hoạch", True),
        ("percent", "đạt 88% kế hoạch", "attain|88|%|dự toán", False),
        ("percent", "đạt 88% kế hoạch", "increase|88|%|kế hoạch", False),
        ("numerals", "4.321,5", "4321.5", True),
        ("numerals", "4.321,5", "4.3215", False),
        ("dates", "ngày 17/6/2022", "2022-06-17", True),
        ("dates", "ngày 17/6/2022", "2022-06-18", False),
        ("dates", "7 tháng đầu năm 2022", "2022-01..2022-07", True),
        ("dates", "7 tháng đầu năm 2022", "2022-07", False),
        ("dates", "tính đến ngày 17/6/2022", "2022-01-01..2022-06-17", True),
        ("ordinals_roman", "xếp thứ 9", "9", True),
        ("tone_placement", "Thuỷ sản", "Thủy sản", True),
        ("tone_placement", "thuỷ", "thúy", False),
    ],
)
def test_a_row_is_right_where_all_that_it_states_is_read(
    name: str, text: str, expected: str, right: bool, rules: Rules
) -> None:
    assert judged(name, rules, text, expected) is right


@pytest.mark.parametrize(
    ("text", "scheme", "label", "title", "right"),
    [
        ("## III. VĂN HÓA", "roman", "III", "VĂN HÓA", True),
        ("## III. VĂN HÓA", "roman", "II", "VĂN HÓA", False),
        ("85 hộ dân", "none", "", "", True),
        ("5. Y tế", "none", "", "", False),
    ],
)
def test_a_heading_is_its_scheme_number_and_title(
    text: str, scheme: str, label: str, title: str, right: bool, rules: Rules
) -> None:
    assert judged("headings", rules, text, scheme=scheme, label=label, title=title) is right


@pytest.mark.parametrize(
    ("text", "parts", "right"),
    [
        ("845/QĐ-SYT", ("845", "QĐ", "SYT", "", "state"), True),
        ("845/QĐ-SYT", ("845", "QĐ", "STC", "", "state"), False),
        ("Số: 77/BC-SYT", ("77", "BC", "SYT", "", "state"), True),
        ("3/8 xã", ("", "", "", "", "none"), True),
    ],
)
def test_a_document_number_is_compared_by_its_parts(
    text: str, parts: tuple[str, ...], right: bool, rules: Rules
) -> None:
    row = dict(zip(("number", "type", "organ", "year", "system"), parts, strict=True))
    assert judged("doc_numbers", rules, text, **row) is right


def test_stretches_of_time_have_first_and_last_days() -> None:
    assert bounds("2022") == ("2022-01-01", "2022-12-31")
    assert bounds("2022-Q2") == ("2022-04-01", "2022-06-30")
    assert bounds("2022-02") == ("2022-02-01", "2022-02-28")


def test_rows_out_of_scope_are_counted_by_reason_and_not_judged(rules: Rules) -> None:
    rows = [
        {"input": "bảy mươi ha", "expected": "70 ha", "kind": "spoken"},
        {"input": "70 ha", "expected": "70 ha", "kind": "real"},
        {"input": "70 ha", "expected": "71 ha", "kind": "real"},
    ]
    counted = count("measures", rows, OutOfScope(), rules)
    assert (counted.rows, counted.scope, counted.right, counted.rate) == (3, 2, 1, 0.5)
    assert (sum(counted.out.values()), len(counted.wrong)) == (1, 1)


def test_the_table_adds_the_files_up() -> None:
    lines = table({"money": Count(4, 3, 3), "fractions": Count(2)}).splitlines()
    assert lines[-2:] == ["| fractions | 2 | 0 | 0 | – |", "| all | 6 | 3 | 3 | 100.0% |"]


@needs_vectors
def test_no_file_is_read_worse_than_its_floor(rules: Rules) -> None:
    rates = {name: one.rate for name, one in counts(HERE, rules).items() if one.rate is not None}
    assert {name: rate for name, rate in rates.items() if rate < FLOORS["rates"][name]} == {}
    assert set(FLOORS["rates"]) == set(rates)


@needs_vectors
def test_no_row_is_put_out_of_scope_unseen() -> None:
    outside = OutOfScope()
    out = [row for path in HERE.glob("*.tsv") for vector in read(path) if (row := outside.row(path.stem, vector))]
    assert len(out) <= FLOORS["out_of_scope"]
    assert [row for row in outside.rows if row not in out] == []
