"""What a print allows, and when two prints cannot both be true."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.intervals import Interval, about, exact, last_nonzero_digit, measured


def test_a_measured_number_was_rounded_or_cut_off() -> None:
    assert measured(Decimal("60.37"), Decimal("0.01")) == Interval(Decimal("60.365"), Decimal("60.38"), with_most=False)


def test_a_negative_one_is_cut_off_towards_zero() -> None:
    assert measured(Decimal(-5), Decimal(1)) == Interval(Decimal(-6), Decimal("-4.5"), with_least=False)


@pytest.mark.parametrize(
    ("value", "worth"), [("900", "100"), ("108", "1"), ("80.50", "0.1"), ("0", "1"), ("118000000000", "1000000000")]
)
def test_last_nonzero_digit(value: str, worth: str) -> None:
    assert last_nonzero_digit(Decimal(value)) == Decimal(worth)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3)), True),
        (Interval(Decimal(1), Decimal(2), with_most=False), Interval(Decimal(2), Decimal(3)), False),
        (Interval(Decimal(92), None, with_least=False), Interval(Decimal(91), Decimal(92)), False),
        (Interval(None, Decimal(5)), Interval(Decimal(4), None), True),
        (exact(Decimal(5)), exact(Decimal(5)), True),
    ],
    ids=["share an end", "the end is out", "more than", "open to infinity", "one value"],
)
def test_meets(one: Interval, other: Interval, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


def test_the_guide_s_own_cases() -> None:
    """108 tỷ of 118 tỷ, about, is at most 91,95 %; 128 of 212 is 60,377 %, which 60,37 may stand for."""
    tourism = about(Decimal(108), Decimal("0.5")) / exact(Decimal(118))
    assert tourism is not None
    assert not tourism.scaled(Decimal(100)).meets(Interval(Decimal(92), None, with_least=False))
    houses = exact(Decimal(128)) / exact(Decimal(212))
    assert houses is not None
    assert houses.scaled(Decimal(100)).meets(measured(Decimal("60.37"), Decimal("0.01")))


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert exact(Decimal(5)) / exact(Decimal(0)) is None
    assert exact(Decimal(5)) / measured(Decimal(0), Decimal(1)) is None


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 3), st.sampled_from(["round", "cut"]))
def test_a_true_percentage_is_never_outside(part: int, whole: int, places: int, how: str) -> None:
    """Whatever is printed of a true quotient, rounded or cut off, the print allows the quotient."""
    true = Decimal(part) / Decimal(whole) * 100
    step = Decimal(1).scaleb(-places)
    printed = true.quantize(step, "ROUND_HALF_UP" if how == "round" else "ROUND_DOWN")
    assert measured(printed, step).meets(exact(true))
