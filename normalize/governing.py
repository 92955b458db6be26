"""The period that governs a figure: its clause's cut-off date or period, its heading's year, else the report's."""

from calendar import monthrange
from collections.abc import Callable
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
# ước cả năm đạt …: this year's, whatever the report covers
_THIS_YEAR = regex.compile(r"(?<!\p{L})cả năm(?!\s\d)")
# so với năm 2023 says what a value is compared with, not when it was
_COMPARED = regex.compile(r"(?:so với|so|bằng)\s(?:cùng kỳ\s|thực hiện\s)?(?:năm\s)?(?:19|20)\d\d")
_SHORTER = ("to_date", "half_year", "quarter", "month")
_WHOLE_YEAR_ROLES = ("target", "plan", "forecast", "baseline")


class GoverningPeriods:
    """Finds the period of a figure from near to far."""

    def __init__(self, rules: Rules) -> None:
        self._periods = periods(rules)
        self.in_text = lru_cache(maxsize=4096)(self._in_text)

    def of(self, context: Context, role: str, heading: Callable[[], str], report: Period | None) -> Period | None:
        """The period of a figure; a target or plan without one is for the whole year of the report."""
        if _THIS_YEAR.search(context.keyed, context.gap, context.start) and report:
            return _whole_year(report)
        near = self.in_text(context.keyed[context.clause : context.start])
        if near is None and context.sentence[0] < context.clause:
            near = self.in_text(context.keyed[context.sentence[0] : context.clause])
        found = near or (self.in_text(heading()) if role in _WHOLE_YEAR_ROLES else None) or report
        return found if near else _of_role(found, role)

    def of_column(
        self, header: str, caption: str, role: str, report: Period | None
    ) -> tuple[Period | None, bool]:
        """The period of a column by its header, `Kế hoạch năm 2025`, and True; else by the caption or the report's."""
        own = self.in_text(header)
        if own:
            return own, True
        return _of_role(self.in_text(caption) or report, role), False

    def _in_text(self, keyed: str) -> Period | None:
        if not any(c.isdigit() for c in keyed):
            return None
        keyed = _COMPARED.sub(" ", keyed)
        cut_offs = list(_CUT_OFF.finditer(keyed))
        return _to_cut_off(cut_offs[-1]) if cut_offs else self._periods.in_text(keyed)


def _of_role(period: Period | None, role: str) -> Period | None:
    """What a report's period means for a figure of a role: a plan is for the whole year, a comparison a year back."""
    if period and role in _WHOLE_YEAR_ROLES and period.kind in _SHORTER:
        return _whole_year(period)
    return _year_before(period) if period and role == "last_year" else period


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
