"""The periods that a text names, by the forms of `rules/periods.toml`."""

from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.records import Period
from extract.rules import Row, Rules
from extract.text import key

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SPELLED = {"ba": 3, "sáu": 6, "chín": 9}
_YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = regex.compile(r"\d+")
# Kết quả công tác quý I, phương hướng nhiệm vụ quý II: what lies ahead is not what is reported
_AHEAD = regex.compile(r"(?:[,;]|\svà)\s(?:một số\s)?(?:phương hướng|nhiệm vụ|kế hoạch|giải pháp|dự kiến|chương trình)")
_YEAR_CLOSED = regex.compile(r"(?:tổng kết|kết quả|công tác)(?:\s\p{L}+){0,6}\snăm(?:\s\p{L}+)*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a period is named in a text, the period, and the row of the form."""

    start: int
    end: int
    period: Period
    row: str


class Periods:
    """The forms of the periods, compiled."""

    def __init__(self, rules: Rules) -> None:
        self._rows = [(row, regex.compile(rules.compile(row))) for row in rules.rows("periods")]

    def in_text(self, text: str) -> Period | None:
        """The period of a title: the narrowest that it names before what lies ahead, in the year that it names."""
        keyed = key(text)
        years = [int(y) for y in _YEAR.findall(keyed)]
        ahead = _AHEAD.search(keyed)
        head = keyed[: ahead.start()] if ahead else keyed
        if ahead and years and _YEAR_CLOSED.search(head) and not _YEAR.search(head) and "tháng" not in head:
            year = years[0] - 1
            return Period("year", f"{year}-01-01", f"{year}-12-31", 12)
        of_title = Period("year", f"{years[0]}-01-01", f"{years[0]}-12-31", 12) if years else None
        return self._narrowest(head, of_title) or (self._narrowest(keyed, of_title) if ahead else None)

    def _narrowest(self, keyed: str, now: Period | None) -> Period | None:
        for row, form in self._rows:
            if row.get("now") or row.get("this") or row.get("start"):
                continue
            match = form.search(keyed)
            period = _period(row, match, now) if match else None
            if period:
                return period
        return None

    def mentions(self, keyed: str, now: Period | None) -> list[Mention]:
        """All periods that a matching key names, in order; `now` is the report's, whose year is meant without one."""
        found: list[Mention] = []
        for row, form in self._rows:
            for match in form.finditer(keyed):
                if any(m.start < match.end() and match.start() < m.end for m in found):
                    continue
                period = _period(row, match, now)
                if period:
                    found.append(Mention(match.start(), match.end(), period, row.id))
        return sorted(found, key=lambda m: m.start)


@lru_cache(maxsize=8)
def periods(rules: Rules) -> Periods:
    """The forms of one folder of rules."""
    return Periods(rules)


def _period(row: Row, match: "regex.Match[str]", now: Period | None) -> Period | None:
    """The period that a match names; None where the year is not to be known, or no calendar has the day."""
    said = {k: v for k, v in match.groupdict().items() if v}
    if row.get("now"):
        return now
    if row.get("start") and now:
        return Period("to_date", f"{now.end[:4]}-01-01", now.end, int(now.end[5:7]))
    if row.get("this"):
        return _this(row["kind"], now)
    if "to" in said:
        return _up_to(said, now)
    year = int(said["year"]) if "year" in said else int(now.end[:4]) if now else None
    return _of_year(row["kind"], said, year) if year else None


def _of_year(kind: str, said: dict[str, str], year: int) -> Period:
    """A part of a year, a year, or years to `until`."""
    last = int(said.get("until", year))
    if kind == "to_date":
        return to_date(year, _SPELLED.get(said["months"]) or int(said["months"]))
    if kind == "half_year":
        return Period(kind, f"{year}-01-01", f"{year}-06-30", 6)
    if "last" in said:
        count = int(said["last"])
        named = "half_year" if count == 6 else "quarter" if count == 3 else kind
        return Period(named, f"{year}-{13 - count:02}-01", f"{year}-12-31", count)
    if kind == "quarter":
        end = 3 * _QUARTERS[said["quarter"]]
        return Period(kind, f"{year}-{end - 2:02}-01", _end(year, end), 3)
    if kind == "month":
        month = int(said["month"])
        return Period(kind, f"{year}-{month:02}-01", _end(year, month), 1)
    if kind == "school_year":
        return Period(kind, f"{year}-09-01", f"{last}-05-31")
    return Period(kind, f"{year}-01-01", f"{last}-12-31", 12 if kind == "year" else None)


def _this(kind: str, now: Period | None) -> Period | None:
    """The month, quarter or year in which the report's period ends."""
    if now is None:
        return None
    year, month = int(now.end[:4]), int(now.end[5:7])
    if kind == "year":
        return Period("year", f"{year}-01-01", f"{year}-12-31", 12)
    first = month if kind == "month" else (month - 1) // 3 * 3 + 1
    last = month if kind == "month" else first + 2
    return Period(kind, f"{year}-{first:02}-01", _end(year, last), last - first + 1)


def _up_to(said: dict[str, str], now: Period | None) -> Period | None:
    """Up to a date from the first of January, or from a date; without a year in that of the report."""
    year = int(now.end[:4]) if now else None
    end = _date(said["to"], year)
    if end is None:
        return None
    start = _date(said["from"], int(end[:4])) if "from" in said else f"{end[:4]}-01-01"
    if start is None or start > end:
        return None
    whole = end == _end(int(end[:4]), int(end[5:7])) and "from" not in said
    if whole and end.endswith("-12-31"):
        return Period("year", start, end, 12)
    return Period("other" if "from" in said else "to_date", start, end, int(end[5:7]) if whole else None)


def _date(printed: str, year: int | None) -> str | None:
    """A printed day as ISO; None where no calendar has it."""
    numbers = [int(n) for n in _NUMBERS.findall(printed)]
    day, month, *rest = numbers
    year = rest[0] if rest else year
    if year is None or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}"


def to_date(year: int, months: int) -> Period:
    """The first `months` months of a year: nine months end on 30 September."""
    return Period("to_date", f"{year}-01-01", _end(year, months), months)


def _end(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"
