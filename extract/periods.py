"""The period that a text names, by the forms of `rules/periods.toml`."""

from calendar import monthrange
from functools import lru_cache

import regex

from extract.records import Period
from extract.rules import Rules
from extract.text import key

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


class Periods:
    """The forms of the periods, compiled."""

    def __init__(self, rules: Rules) -> None:
        self._forms = [(row["kind"], regex.compile(rules.compile(row))) for row in rules.rows("periods")]

    def in_text(self, text: str) -> Period | None:
        """The narrowest period that a text names: nine months before their year."""
        keyed = key(text)
        for kind, form in self._forms:
            match = form.search(keyed)
            if match:
                return _period(kind, {k: v for k, v in match.groupdict().items() if v})
        return None


@lru_cache(maxsize=8)
def periods(rules: Rules) -> Periods:
    """The forms of one folder of rules."""
    return Periods(rules)


def _period(kind: str, said: dict[str, str]) -> Period:
    year = int(said["year"])
    last = int(said.get("until", year))
    if kind == "to_date":
        return to_date(year, int(said["months"]))
    if kind == "half_year":
        return Period(kind, f"{year}-01-01", f"{year}-06-30", 6)
    if kind == "quarter":
        end = 3 * _QUARTERS[said["quarter"]]
        return Period(kind, f"{year}-{end - 2:02}-01", _end(year, end), 3)
    if kind == "month":
        month = int(said["month"])
        return Period(kind, f"{year}-{month:02}-01", _end(year, month), 1)
    if kind == "school_year":
        return Period(kind, f"{year}-09-01", f"{last}-05-31")
    return Period(kind, f"{year}-01-01", f"{last}-12-31", 12 if kind == "year" else None)


def to_date(year: int, months: int) -> Period:
    """The first `months` months of a year: nine months end on 30 September."""
    return Period("to_date", f"{year}-01-01", _end(year, months), months)


def _end(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"
