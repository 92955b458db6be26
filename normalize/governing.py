"""The period that governs a figure: its clause's cut-off date or period, its heading's year, else the report's."""

from calendar import monthrange
from dataclasses import replace
from functools import lru_cache

import regex

from extract.periods import periods
from extract.records import Period
from extract.rules import Rules
from normalize.context import Context

_CUT_OFF = regex.compile(
    r"(?<!\p{L})(?:đến|hết)\s(?:hết\s)?(?:thời điểm\s)?(?:ngày\s)?"
    r"(?:(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)"
    r"|tháng\s(?P<only_month>\d{1,2})(?:\s?/\s?|\snăm\s)(?P<its_year>(?:19|20)\d\d))"
)
_WHOLE_YEAR_ROLES = ("target", "plan", "forecast", "baseline")


class GoverningPeriods:
    """Finds the period of a figure from near to far."""

    def __init__(self, rules: Rules) -> None:
        self._periods = periods(rules)
        self.in_text = lru_cache(maxsize=4096)(self._in_text)

    def of(self, context: Context, role: str, heading: str, report: Period | None) -> Period | None:
        """The period of a figure; a target or plan without one is for the whole year of the report."""
        near = self.in_text(context.keyed[context.clause : context.start])
        if near is None and context.sentence[0] < context.clause:
            near = self.in_text(context.keyed[context.sentence[0] : context.clause])
        found = near or (self.in_text(heading) if role in _WHOLE_YEAR_ROLES else None) or report
        if (
            found
            and role in _WHOLE_YEAR_ROLES
            and near is None
            and found.kind in ("to_date", "half_year", "quarter", "month")
        ):
            return _whole_year(found)
        if found and role == "last_year" and near is None:
            return _year_before(found)
        return found

    def _in_text(self, keyed: str) -> Period | None:
        if not any(c.isdigit() for c in keyed):
            return None
        cut_off = None
        for cut_off in _CUT_OFF.finditer(keyed):
            pass
        if cut_off is not None:
            return _to_cut_off(cut_off)
        return self._periods.in_text(keyed)


def _to_cut_off(match: "regex.Match[str]") -> Period | None:
    year, month = int(match["year"] or match["its_year"]), int(match["month"] or match["only_month"])
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(match["day"]) if match["day"] else last
    if not 1 <= day <= last:
        return None
    return Period("to_date", f"{year}-01-01", f"{year}-{month:02}-{day:02}", month if day == last else None)


def _whole_year(period: Period) -> Period:
    year = period.end[:4]
    return Period("year", f"{year}-01-01", f"{year}-12-31", 12)


def _year_before(period: Period) -> Period:
    start, end = (f"{int(day[:4]) - 1}{day[4:]}" for day in (period.start, period.end))
    return replace(period, start=start, end=end.replace("-02-29", "-02-28"))


@lru_cache(maxsize=8)
def governing_periods(rules: Rules) -> GoverningPeriods:
    """The finder of one folder of rules."""
    return GoverningPeriods(rules)
