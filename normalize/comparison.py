"""Series → comparison: every indicator in a period against the same a year before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from normalize.rows import plain

Row = dict[str, Any]

_ROLES = ("result", "estimate")
_SHARES = ("%", "điểm %", "‰")
_EARLIER = ("same_period", "last_year", "year")


def comparison_rows(series: Sequence[Row], figures: Sequence[Row]) -> list[Row]:
    """One row for each value with something a year before: the change, or why there is none.

    A final result stands before an estimate of the same period. Periods to date compare only where their months
    agree; periods of kind `other` never do.
    """
    beside = _Beside(figures)
    by_indicator: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in series:
        if row["year"] is not None and row["period_kind"]:
            by_indicator[(row["issuer"], row["indicator_id"], row["unit"])].append(row)
    found: list[Row] = []
    for _, rows in sorted(by_indicator.items()):
        chosen = _one_for_each_period(rows)
        for now in sorted(chosen.values(), key=lambda r: (r["period_end"], r["period_kind"])):
            before = chosen.get(_a_year_before(now))
            other = None if before else _same_year_before(now, rows)
            if before or other:
                found.append(_row(now, before, other, beside))
    return found


def _one_for_each_period(rows: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    chosen: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda r: _ROLES.index(r["role"])):
        chosen.setdefault((row["period_kind"], row["months"], row["year"]), row)
    return chosen


def _a_year_before(row: Row) -> tuple[Any, ...]:
    kind = row["period_kind"]
    return ("none",) if kind == "other" else (kind, row["months"], row["year"] - 1)


def _same_year_before(now: Row, rows: Sequence[Row]) -> Row | None:
    """A value of the year before in another period: it says why the two are not compared."""
    others = [r for r in rows if r["year"] == now["year"] - 1]
    return max(others, key=lambda r: (r["months"] or 0, r["figure_id"]), default=None)


def _row(now: Row, before: Row | None, other: Row | None, beside: "_Beside") -> Row:
    previous = before["value"] if before else None
    change = now["value"] - previous if previous is not None else None
    share = now["unit"] in _SHARES
    stated = beside.stated_change(now)
    implied = now["value"] / (1 + stated / 100) if stated is not None and stated > -100 else None
    compared = before or other
    assert compared is not None
    return {
        "issuer": now["issuer"],
        "indicator_id": now["indicator_id"],
        "indicator": now["indicator"],
        "unit": now["unit"],
        "period_kind": now["period_kind"],
        "months": now["months"],
        "year": now["year"],
        "value": now["value"],
        "previous_year": compared["year"],
        "previous_value": compared["value"],
        "change": plain(change),
        "change_percent": plain(change / previous * 100) if change is not None and previous and not share else None,
        "change_points": plain(change) if share else None,
        "target": now["target"],
        "previous_target": compared["target"],
        "verdict": now["verdict"],
        "previous_verdict": compared["verdict"],
        "stated_change_percent": stated,
        "implied_previous": plain(implied),
        "restated_previous": beside.restated(now),
        "comparable": before is not None,
        "why_not": None if before else _why(now, compared),
        "figure_id": now["figure_id"],
        "previous_figure_id": compared["figure_id"],
    }


def _why(now: Row, other: Row) -> str:
    return f"kỳ này {_period(now)}, năm trước chỉ có số {_period(other)}"


def _period(row: Row) -> str:
    if row["period_kind"] == "to_date" and row["months"]:
        return f"{row['months']} tháng"
    names = {"year": "cả năm", "half_year": "6 tháng", "to_date": f"đến {row['period_end']:%d/%m/%Y}"}
    return names.get(row["period_kind"], str(row["period_kind"]))


class _Beside:
    """What the report itself says next to a value: its change, and the value of a year before."""

    def __init__(self, figures: Sequence[Row]) -> None:
        self._figures: Mapping[str, Row] = {f["figure_id"]: f for f in figures}
        self._items: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for figure in figures:
            self._items[(figure["report_id"], figure["task_path"], figure["item"])].append(figure)

    def stated_change(self, row: Row) -> Decimal | None:
        """The change in percent that the report states against a year before: bằng 130% is a rise of 30."""
        stated = set()
        for figure in self._of(row):
            if figure["basis_id"] not in _EARLIER or figure["unit"] != "%":
                continue
            if figure["relation"] == "ratio":
                stated.add(figure["value"] - 100)
            elif figure["relation"] == "change":
                stated.add(-figure["value"] if figure["direction"] == "down" else figure["value"])
        return plain(stated.pop()) if len(stated) == 1 else None

    def restated(self, row: Row) -> Decimal | None:
        """The value of a year before as this year's report prints it, in the indicator's unit."""
        own = self._figures[row["figure_id"]]
        found = {f["value"] for f in self._of(row) if f["role"] == "last_year" and f["unit"] == own["unit"]}
        factor = row["value"] / own["value"] if own["value"] else Decimal(1)
        return plain(found.pop() * factor) if len(found) == 1 else None

    def _of(self, row: Row) -> list[Row]:
        """The other figures of the item that speak of the same indicator, or of none."""
        own = self._figures[row["figure_id"]]
        return [
            f
            for f in self._items[(own["report_id"], own["task_path"], own["item"])]
            if f["indicator_id"] in (own["indicator_id"], None)
        ]
