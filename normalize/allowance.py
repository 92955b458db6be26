"""What the print of a figure allows its value to be (annotation guide, A finding)."""

from decimal import Decimal

from normalize.intervals import Interval, about, exact, last_nonzero_digit, measured
from normalize.records import Reading
from normalize.units import RELATIVE

_PRINTED_EXACTLY = ("target", "plan", "total")


def allowed(reading: Reading) -> Interval:
    """The interval for which the number of a reading stands: by hedge, role, and what its last digit is worth.

    Counts, targets, plans and totals are exact; what is measured was rounded or cut off.
    """
    number = reading.number
    assert number is not None
    if reading.hedge in ("more_than", "at_least"):
        return Interval(number.value, None, with_least=reading.hedge == "at_least")
    if reading.hedge in ("less_than", "at_most"):
        return Interval(None, number.value, with_most=reading.hedge == "at_most")
    if reading.hedge == "about":
        relative = reading.kind in RELATIVE
        return about(number.value, Decimal(1) if relative else last_nonzero_digit(number.value) / 2)
    if reading.role in _PRINTED_EXACTLY or (reading.kind == "count" and number.step == 1):
        return exact(number.value)
    around = measured(number.value, number.step)
    if number.high is None:
        return around
    return Interval(around.least, measured(number.high, number.step).most, around.with_least, with_most=False)


def computed(reading: Reading) -> Interval:
    """The interval of a number that was worked out from others: rounded, also where it is a target."""
    return allowed(reading._replace(role="result")) if reading.role in _PRINTED_EXACTLY else allowed(reading)
