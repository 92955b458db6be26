"""Printed numerals → Decimal, in both fashions; what fits no reading stays unread."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbers import decimals, fashion, read_number

COMMA = [
    ("05", "5", "zero padding is no octal and no name"),
    ("41.020", "41020", "a dot before three digits groups"),
    ("1.353,049", "1353.049", "both signs: the last is decimal"),
    ("51.208.200.000", "51208200000", "several dots group"),
    ("3,800,019", "3800019", "several commas group"),
    ("229.677,0", "229677.0", "decimals are kept, also a zero"),
    ("17,66", "17.66", "a comma before two digits is decimal"),
    ("1,353", "1.353", "one comma before three digits is decimal where decimals have a comma"),
    ("19.31", "19.31", "a dot before two digits is decimal in any document"),
    ("243.738194", "243.738194", "a raw float out of a spreadsheet"),
    ("0.125", "0.125", "nothing is grouped behind a single zero"),
    ("-673", "-673", "a signed change"),
    ("+6,2", "6.2", "a plus is no part of the value"),
]


@pytest.mark.parametrize(("printed", "value", "why"), COMMA, ids=[c[0] for c in COMMA])
def test_read_number(printed: str, value: str, why: str) -> None:
    read = read_number(printed)
    assert str(read) == value, why


@pytest.mark.parametrize(
    ("printed", "sign", "percent", "counted", "value"),
    [
        ("1,353", ".", False, False, "1353"),
        ("1.353", ".", False, False, "1.353"),
        ("1.353", ",", True, False, "1.353"),
        ("1,353", ",", False, True, "1353"),
        ("1.353", ".", False, True, "1353"),
    ],
    ids=["comma groups", "dot is decimal", "a share", "a count is whole", "a count is whole, dots"],
)
def test_what_a_numeral_leaves_open_its_context_decides(
    printed: str, sign: str, percent: bool, counted: bool, value: str
) -> None:
    assert str(read_number(printed, sign, percent=percent, counted=counted)) == value


@pytest.mark.parametrize("printed", ["19.94,67", "1.35.2", "1,2,3", "12.34.567,8"])
def test_what_fits_no_reading_is_not_guessed(printed: str) -> None:
    assert read_number(printed) is None


@pytest.mark.parametrize(
    ("numerals", "sign"),
    [
        (["17,5", "1.353"], ","),
        (["17.5", "1,353", "2.25"], "."),
        (["1.353", "2.000"], ","),
        (["1,353,000", "5"], "."),
        (["12.5", "3,4"], ","),
        ([], ","),
    ],
    ids=["comma", "dot", "nothing said", "commas group", "a tie is Vietnamese", "no number"],
)
def test_fashion(numerals: list[str], sign: str) -> None:
    assert fashion(numerals) == sign


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_what_is_printed_in_the_vietnamese_way_is_read_back(value: Decimal) -> None:
    printed = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    read = read_number(printed)
    assert read == value
    assert read is not None
    assert decimals(read) == 2


@given(st.integers(min_value=0, max_value=10**15))
def test_counts_are_read_back_in_both_fashions(value: int) -> None:
    assert read_number(f"{value:,}", counted=True) == value
    assert read_number(f"{value:,}".replace(",", "."), counted=True) == value
