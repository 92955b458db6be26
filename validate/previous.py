"""Does the report of the year before bear out what this one says of it?

Asked across the reports of one issuer, when all are read: what a report prints for the same period of the year before
(`cùng kỳ năm trước 1.234 tấn`), or how its value moved since (`1.350 tấn, tăng 12% so với cùng kỳ`), against the value
that the report of that year printed for the indicator, by intervals.

Flagged: `cùng kỳ 1.234 tấn` where the report of 2023 says 1.324 tấn. Not flagged: another period, issuer or unit; a
value of which the earlier report prints several, and one fits or nobody can tell which is meant; copies. A note only:
estimates, a report signed before its period was over, figures that are said to be revised, growth that may be at other
prices, two names of one indicator.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from extract.rules import Rules
from extract.text import key
from normalize.allowance import computed
from normalize.rows import Row
from normalize.stored_readings import reading_of
from validate.doubts import doubt
from validate.last_year import VALUES, Said, Stretch, is_level, said_of_last_year
from validate.moved import Must, must_be, stated_interval
from validate.previous_rows import finding_row
from validate.wholes import same_unit

# a wording of fewer words names one thing after another
_LEAST_WORDS = 3


class _Against(NamedTuple):
    """A figure of an earlier report that does not bear out what is said, and what would."""

    earlier: Row
    must: Must
    doubt: tuple[str, str] | None


def across(tables: Mapping[str, Sequence[Row]], series: Sequence[Row], rules: Rules) -> Iterator[Row]:
    """The rows of `findings` of one issuer, report by report; `series` are its values, which align wordings."""
    reports = {r["report_id"]: r for r in tables["reports"] if r["year"] is not None}
    figures = [f for f in tables["figures"] if f["report_id"] in reports]
    issuer = _Issuer(reports, figures, series, rules)
    for report_id, own in groupby(figures, key=itemgetter("report_id")):
        yield from issuer.asked(reports[report_id], list(own))


class _Issuer:
    """What the reports of one issuer print of each indicator and period."""

    def __init__(self, reports: Mapping[str, Row], figures: Sequence[Row], series: Sequence[Row], rules: Rules) -> None:
        self._reports = reports
        self._rules = rules
        aligned = {s["figure_id"]: s["indicator_id"] for s in series if s["matched_by"] == "wording"}
        self._aligned = {_wording(f): aligned[f["figure_id"]] for f in figures if f["figure_id"] in aligned}
        self._values: dict[tuple[str, Stretch], list[Row]] = defaultdict(list)
        for figure in figures:
            if self._is_value(figure) and (name := self._name(figure)):
                self._values[name, Stretch(figure["period_start"], figure["period_end"])].append(figure)

    def _is_value(self, figure: Row) -> bool:
        """True for a value of the year of its own report."""
        end = figure["period_end"]
        of_its_year = end is not None and end.year == self._reports[figure["report_id"]]["year"]
        return of_its_year and figure["role"] in VALUES and is_level(figure) and figure["period_kind"] != "other"

    def _name(self, figure: Row) -> str:
        """The indicator of a figure, by rule or by a wording that reports share; empty without one."""
        if figure["indicator_id"]:
            return str(figure["indicator_id"])
        long = len((figure["measure"] or "").split()) >= _LEAST_WORDS
        return self._aligned.get(_wording(figure), "") if long else ""

    def asked(self, report: Row, figures: Sequence[Row]) -> Iterator[Row]:
        """The findings of one report, of several that print the same the first."""
        seen = set()
        for said in said_of_last_year(report, figures):
            against = self._against(report, said)
            once = said.stretch, said.stated["relation"], said.stated["value"], against and against.earlier["figure_id"]
            if against and once not in seen:
                seen.add(once)
                earlier = self._reports[against.earlier["report_id"]]
                yield finding_row(said, against.must, against.earlier, earlier, against.doubt)

    def _against(self, report: Row, said: Said) -> _Against | None:
        """What contradicts a saying; None where a value of that year fits, or nobody can tell which is meant."""
        found = []
        for value in self._candidates(report, said):
            musts = self._contradicted(said, value)
            if not musts:
                return None
            found.append(_Against(value, musts[0], doubt(said, value, self._reports[value["report_id"]])))
        measure = key(said.subject["measure"] or "")
        found = [a for a in found if key(a.earlier["measure"] or "") == measure] or found
        found = [a for a in found if a.doubt is None] or found
        return found[0] if found and self._agree([a.earlier for a in found]) else None

    def _candidates(self, report: Row, said: Said) -> list[Row]:
        """The values that other reports printed of the same indicator in the same period and unit."""
        told = said.stated if said.is_value else said.subject
        name = self._name(said.subject) or self._name(told)
        if not name or self._name(told) not in ("", name):
            return []
        return [
            f
            for f in self._values[name, said.stretch]
            if f["report_id"] != report["report_id"]
            and same_unit(f["unit"], told["unit"])
            and (f["of"] is None) == (told["of"] is None)
        ]

    def _contradicted(self, said: Said, value: Row) -> list[Must]:
        """All that a saying would have to be by a value, where it is none of it; empty where it may be."""
        stated, before = reading_of(said.stated, self._rules), reading_of(value, self._rules)
        own = reading_of(said.own, self._rules) if said.own and not said.is_value else None
        if stated is None or before is None or (own is None and not said.is_value):
            return []
        musts = must_be(stated, own, before, said.stated["table_row"] is not None)
        printed = stated_interval(stated)
        return [] if any(must.interval.meets(printed) for must in musts) else musts

    def _agree(self, values: Sequence[Row]) -> bool:
        """True for values of which any two may be the same."""
        readings = [reading_of(value, self._rules) for value in values]
        intervals = [computed(reading) for reading in readings if reading]
        return all(one.meets(other) for one in intervals for other in intervals)


def _wording(figure: Row) -> tuple[str, str, str]:
    return figure["report_id"], key(figure["measure"] or ""), figure["unit"]
