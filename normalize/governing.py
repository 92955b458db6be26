"""The period that governs a figure: the one named last before it in its sentence, its heading's, else the report's."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

import regex

from extract.periods import Mention, periods
from extract.records import Period
from extract.rules import Rules
from normalize.context import Context

# so với năm 2023, cùng kỳ năm 2023 say what a value is compared with, not when it was
_COMPARED = regex.compile(
    r"(?:so với|so|bằng)\s(?:thực hiện\s|ước thực hiện\s)?(?:năm|tháng|quý)\s\d[\d/]*(?:\snăm\s\d{4})?"
    r"|(?:so với\s|so\s)?cùng kỳ(?:\s(?:năm|tháng|quý)\s(?:19|20)?\d\d?(?:/\d{4})?)?"
    # từ 48,6% năm 2022 lên 53,2%: of the first
    r"|(?<=(?<!\p{L})từ\s(?:mức\s)?\d[\d.,]*\s?[^\d;.,()]{0,40})(?:cuối\s|đầu\s)?năm\s(?:học\s)?\d{4}(?:-\d{4})?"
    r"(?=\s(?:tăng\s|giảm\s|nâng\s)?(?:lên|xuống|còn|thành)\s(?:\p{L}+\s){0,3}\d)"
    r"|(?:theo|tại|của|về|số)\s(?:\p{L}+\s){0,3}\d+[\d/]*(?:-\p{L}+|/\p{L}+)*\sngày\s\d{1,2}/\d{1,2}/\d{4}"
)
# what brackets say counts for them alone, but not a period that they add: Trong kỳ (từ ngày 01/10 đến ngày 30/9)
_BRACKETS = regex.compile(r"\((?!(?:tính\s)?(?:từ|đến)\s)[^()]*\)")
_BEHIND = regex.compile(r"\s(?:vào\s|của\s|trong\s)?năm\s((?:19|20)\d\d)(?!\s?-\s?\d)")
_SHORTER = ("to_date", "half_year", "quarter", "month")
_WHOLE_YEAR_ROLES = ("target", "plan", "forecast", "baseline")
_REPORTED = ("result", "part", "total", "other")


class GoverningPeriods:
    """Finds the period of a figure from near to far."""

    def __init__(self, rules: Rules) -> None:
        self._periods = periods(rules)
        self._named = lru_cache(maxsize=2048)(self._mentions)

    def of(
        self, context: Context, role: str, headings: Callable[[], Iterable[str]], report: Period | None, planned: bool
    ) -> tuple[Period | None, bool]:
        """The period of a figure, and True where its own sentence names it.

        A target or plan without one is that of the headings over it, else of the whole year of the report;
        `planned` says that it stands in a section of plans, whose heading names the period for which it plans.
        """
        near = self._near(context, role, report)
        if near:
            return (_whole_year(near) if role == "plan" and near.kind in _SHORTER else near), True
        if role in ("last_year", "previous"):
            return _of_role(report, role), False
        if planned or role in _WHOLE_YEAR_ROLES:
            above = next((m for h in headings() if (m := self.in_text(h, report))), None)
            if above:
                return (above if planned else _of_role(above, role)), False
        return _of_role(report, role), False

    def _near(self, context: Context, role: str, report: Period | None) -> Period | None:
        """The last period that the sentence names before the figure; inside a bracket, in the bracket first."""
        behind = _BEHIND.match(context.keyed, context.end) if role != "last_year" else None
        if behind:
            return Period("year", f"{behind[1]}-01-01", f"{behind[1]}-12-31", 12)
        begin = context.sentence[0]
        for since in (context.bracket, begin) if context.bracket >= 0 else (begin,):
            named = [
                m
                for m in self._named(context.keyed[since : context.sentence[1]], report)
                if m.end + since <= context.start and not _is_of_a_plan(m, role, report)
            ]
            if named and not (role in ("last_year", "previous") and since != context.bracket):
                return named[-1].period
        return None

    def of_cell(
        self, headers: Iterable[str], row: str, caption: str, role: str, report: Period | None
    ) -> tuple[Period | None, bool]:
        """The period of a cell by its headers, `Kế hoạch năm 2025`, or its row; True where these say it."""
        own = next((named for header in headers if (named := self.in_text(header, report))), None)
        if own is None and _IS_PERIOD.fullmatch(row):
            own = self.in_text(f"năm {row}" if row.isdigit() else row, report)
        if own:
            return own, True
        return _of_role(self.in_text(caption.replace("(", " "), report) or report, role), False

    def in_text(self, keyed: str, report: Period | None) -> Period | None:
        """The last period that a heading or a header names; None without one."""
        named = [m for m in self._named(keyed, report) if m.row != "now"]
        return named[-1].period if named else None

    def _mentions(self, keyed: str, report: Period | None) -> tuple[Mention, ...]:
        """The periods of a text, without those of closed brackets and of comparisons."""
        if not _NAMES_TIME.search(keyed):
            return ()
        inside = keyed[1:] if keyed.startswith("(") else keyed
        open_text = _BRACKETS.sub(_blank, inside)
        shift = len(keyed) - len(inside)
        text = " " * shift + _COMPARED.sub(_blank, open_text)
        return tuple(m for m in self._periods.mentions(text, report) if _is_meant(m, text, report))


# the label of a row that is a time: 2006, Năm 2006, Quý I/2012, Tháng 3
_IS_PERIOD = regex.compile(
    r"(?:19|20)\d\d|(?:năm|quý|tháng)\s[\divx]{1,4}(?:(?:/|\s(?:của\s)?(?:năm\s)?)(?:19|20)\d\d)?"
)
_NAMES_TIME = regex.compile(r"\d|quý|tháng|năm|đến nay|đến thời điểm|trong kỳ")


def _blank(match: "regex.Match[str]") -> str:
    return " " * len(match[0])


def _is_meant(mention: Mention, text: str, report: Period | None) -> bool:
    """False for `3 tháng` that lasts: months to date are those of the report, or say `đầu năm` or a year."""
    said = text[mention.start : mention.end]
    return mention.row != "months_to_date" or "năm" in said or (report is not None and mention.period.end <= report.end)


def _is_of_a_plan(mention: Mention, role: str, report: Period | None) -> bool:
    """True for the year of a plan before a result: kế hoạch vốn năm 2024 là 124 tỷ đồng, đã giải ngân 43 tỷ đồng."""
    if mention.row not in ("year", "bare_year") or report is None or role not in _REPORTED:
        return False
    return report.kind in _SHORTER and mention.period.end[:4] == report.end[:4]


def _of_role(period: Period | None, role: str) -> Period | None:
    """What a report's period means for a figure of a role: a plan is for the whole year, a comparison a year back."""
    if period is None:
        return None
    if role in _WHOLE_YEAR_ROLES and period.kind in _SHORTER:
        return _whole_year(period)
    if role == "previous":
        return _before(period)
    return _year_before(period) if role == "last_year" else period


def _whole_year(period: Period) -> Period:
    year = period.end[:4]
    return Period("year", f"{year}-01-01", f"{year}-12-31", 12)


def _year_before(period: Period) -> Period:
    start, end = (f"{int(day[:4]) - 1}{day[4:]}" for day in (period.start, period.end))
    return replace(period, start=start, end=end.replace("-02-29", "-02-28"))


def _before(period: Period) -> Period:
    """The month before the one in which a period ends."""
    year, month = int(period.end[:4]), int(period.end[5:7]) - 1
    year, month = (year, month) if month else (year - 1, 12)
    return Period("month", f"{year}-{month:02}-01", f"{year}-{month:02}-{monthrange(year, month)[1]:02}", 1)


@lru_cache(maxsize=8)
def governing_periods(rules: Rules) -> GoverningPeriods:
    """The finder of one folder of rules."""
    return GoverningPeriods(rules)
