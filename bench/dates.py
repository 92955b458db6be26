"""Whether a date or period of a test vector is read right, from the claims and the periods of a report.

A day that no calendar has (`INVALID`) may be claimed as a date, it is printed as one; but no period and no date of a
letterhead may be made of it.
"""

import re
from calendar import monthrange
from datetime import date

from extract.periods import periods
from extract.records import Period, Report
from extract.report import read_report
from extract.rules import Rules
from normalize.readings import read_figures
from samples.passages import Passage

_IS_DATE = ("date", "period", "year")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
# a figure behind a cut-off date has its period: tính đến ngày 15/5/2022 …
_CARRIER = "{}, diện tích trồng mới đạt 5 ha"


def same_date(text: str, expected: str, report: Report, rules: Rules) -> tuple[bool, str]:
    """Whether the expected date is what was read in a text, and the period that was read."""
    period = periods(rules).in_text(text)
    if expected == "INVALID":
        made = [
            str(found) for found in (period, period_of_figure(f"đến {text}", rules), _letterhead(text, rules)) if found
        ]
        return not made, ", ".join(made)
    first, last = expected.split("..") if ".." in expected else (expected, expected)
    if _DAY.fullmatch(first) and not (first.endswith("-01-01") and first != last):
        days = [first] if first == last else [first, last]
        return claimed_numbers(report) == [n for day in days for n in _numbers_of(day)], f"{period}"
    period = period_of_figure(text, rules) if _DAY.fullmatch(last) else period
    return _covers(period, first, last) and not report.figures, f"{period}"


def _letterhead(text: str, rules: Rules) -> str:
    """The date of a letterhead that bears a text as its date."""
    document = Passage("vector", "", "", f"Bắc Sơn, {text}", "", {}).document
    return read_report(document, rules).letterhead.date


def claimed_numbers(report: Report) -> list[int]:
    """The numbers of the dates of a text as printed: day, month, year; a date is kept as it is printed."""
    raw = " ".join(c.raw for c in report.claims if c.kind in _IS_DATE)
    return [int(n) for n in re.findall(r"\d+", raw)]


def _numbers_of(day: str) -> list[int]:
    return [int(n) for n in reversed(day.split("-"))]


def period_of_figure(text: str, rules: Rules) -> Period | None:
    """The period of a figure that follows a text."""
    document = Passage("vector", "", "", _CARRIER.format(text), "", {}).document
    found = read_figures(read_report(document, rules), rules)
    return found[-1].period if found else None


def _covers(period: Period | None, first: str, last: str) -> bool:
    """True where a period begins and ends with the days expected; a school year, with its years."""
    if not period:
        return False
    if period.kind == "school_year":
        return (period.start[:4], period.end[:4]) == (first, last)
    return (period.start, period.end) == (bounds(first)[0], bounds(last)[1])


def bounds(stretch: str) -> tuple[str, str]:
    """The first and the last day of `2024`, `2024-09`, `2024-Q3` or a day."""
    if _DAY.fullmatch(stretch):
        return stretch, stretch
    quarter, month = _QUARTER.fullmatch(stretch), _MONTH.fullmatch(stretch)
    if quarter:
        year, end = int(quarter[1]), 3 * int(quarter[2])
        return f"{year}-{end - 2:02}-01", _last_day(year, end)
    if month:
        return f"{stretch}-01", _last_day(int(month[1]), int(month[2]))
    return f"{stretch}-01-01", f"{stretch}-12-31"


def _last_day(year: int, month: int) -> str:
    return date(year, month, monthrange(year, month)[1]).isoformat()
