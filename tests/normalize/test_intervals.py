"""What a print allows, and when two prints cannot both be true."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.intervals import Interval, about, exact, last_nonzero_digit, measured


def test_a_measured_number_was_rounded_or_cut_off() -> None:
    assert measured(D("60.37"), D("0.01")) == Interval(D("60.365"), D("60.38"), with_most=False)


def test_a_negative_one_is_cut_off_towards_zero() -> None:
    assert measured(D(-5), D(1)) == Interval(D(-6), D("-4.5"), with_least=False)


@pytest.mark.parametrize(
    ("value", "worth"), [("900", "100"), ("108", "1"), ("80.50", "0.1"), ("0", "1"), ("118000000000", "1000000000")]
)
def test_last_nonzero_digit(value: str, worth: str) -> None:
    assert last_nonzero_digit(D(value)) == D(worth)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Interval(D(1), D(2)), Interval(D(2), D(3)), True),
        (Interval(D(1), D(2), with_most=False), Interval(D(2), D(3)), False),
        (Interval(D(92), None, with_least=False), Interval(D(91), D(92)), False),
        (Interval(None, D(5)), Interval(D(4), None), True),
        (exact(D(5)), exact(D(5)), True),
    ],
    ids=["share an end", "the end is out", "more than", "open to infinity", "one value"],
)
def test_meets(one: Interval, other: Interval, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


def test_the_guide_s_own_cases() -> None:
    """108 tỷ of 118 tỷ, about, is at most 91,95 %; 128 of 212 is 60,377 %, which 60,37 may stand for."""
    tourism = about(D(108), D("0.5")) / exact(D(118))
    assert tourism is not None
    assert not tourism.scaled(D(100)).meets(Interval(D(92), None, with_least=False))
    houses = exact(D(128)) / exact(D(212))
    assert houses is not None
    assert houses.scaled(D(100)).meets(measured(D("60.37"), D("0.01")))


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert exact(D(5)) / exact(D(0)) is None
    assert exact(D(5)) / measured(D(0), D(1)) is None


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(0, 3), st.sampled_from(["round", "cut"]))
def test_a_true_percentage_is_never_outside(part: int, whole: int, places: int, how: str) -> None:
    """Whatever is printed of a true quotient, rounded or cut off, the print allows the quotient."""
    true = D(part) / D(whole) * 100
    step = D(1).scaleb(-places)
    printed = true.quantize(step, "ROUND_HALF_UP" if how == "round" else "ROUND_DOWN")
    assert measured(printed, step).meets(exact(true))
