"""How many percentages of a report the checks could work out anew from its other numbers."""

from normalize.records import Reading
from normalize.rows import Row
from validate.records import Evidence

_PERCENTAGES = ("percent", "points")
# phấn đấu đạt 82%: what is asked for comes from nowhere; bằng 116% KH (1.300 ha) was worked out
_ASKED = ("target", "plan")
_GIVEN = ("level", "share", "points")


def coverage(evidence: Evidence) -> Row:
    """The columns of `reports` that say so, after the checks have looked at the report.

    A percentage is checked where a check worked it out from numbers that it is of, and it held for one of the pairs
    that are possible or was asked about. Where no pair can be told, it is not.
    """
    own = {i for i, reading in enumerate(evidence.readings) if _is_worked_out(reading)}
    return {"percentages": len(own), "percentages_checked": len(own & evidence.checked)}


def _is_worked_out(reading: Reading) -> bool:
    """False for what is no percentage, and for one that a plan gives."""
    given = reading.role in _ASKED and reading.relation in _GIVEN
    return reading.number is not None and reading.kind in _PERCENTAGES and not given
