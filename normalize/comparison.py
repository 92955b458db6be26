"""Series → comparison: every indicator in a period against the same a year before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from extract.rules import Rules, load
from normalize.period_names import stretch_name
from normalize.rows import plain

Row = dict[str, Any]

_ROLES = ("result", "estimate")
_SHARES = ("%", "điểm %", "‰")
_EARLIER = ("same_period", "last_year", "year")


def comparison_rows(series: Sequence[Row], figures: Sequence[Row], rules: Rules | None = None) -> list[Row]:
    """One row for each value with something a year before: the change, or why there is none.

    A final result stands before an estimate of the same period. Only the same stretch of the year is compared (nine
    months with nine months, the second quarter with the second), and only where one standard holds for both years;
    periods of kind `other` never are.
    """
    standards = {row.id: row.get("series", ()) for row in (rules or load()).tables["indicators"]}
    beside = _Beside(figures)
    by_indicator: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in series:
        if row["year"] is not None and row["period_kind"]:
            by_indicator[(row["issuer"], row["indicator_id"], row["unit"])].append(row)
    found: list[Row] = []
    for _, rows in sorted(by_indicator.items()):
        chosen = _one_for_each_period(rows)
        for now in sorted(chosen.values(), key=lambda r: (r["period_end"], r["period_kind"])):
            before = chosen.get((_stretch(now), now["year"] - 1))
            other = before or _same_year_before(now, rows)
            if other:
                why = _why(now, other, before is not None, now["year"] in standards.get(now["indicator_id"], ()))
                found.append(_row(now, other, why, beside))
    return found


def _one_for_each_period(rows: Sequence[Row]) -> dict[tuple[Any, ...], Row]:
    chosen: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda r: _ROLES.index(r["role"])):
        chosen.setdefault((_stretch(row), row["year"]), row)
    return chosen


def _stretch(row: Row) -> tuple[Any, ...]:
    """Which part of a year a period covers; periods without whole months by their last day."""
    start, end = row["period_start"], row["period_end"]
    return row["period_kind"], row["months"] or (end.month, end.day), start and (start.month, start.day)


def _same_year_before(now: Row, rows: Sequence[Row]) -> Row | None:
    """A value of the year before in another period: it says why the two are not compared."""
    others = [r for r in rows if r["year"] == now["year"] - 1]
    return max(others, key=lambda r: (r["months"] or 0, r["figure_id"]), default=None)


def _row(now: Row, compared: Row, why_not: str, beside: "_Beside") -> Row:
    previous = compared["value"]
    change = None if why_not else now["value"] - previous
    share = now["unit"] in _SHARES
    stated = beside.stated_change(now, share)
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
        "stated_change_percent": None if share else stated,
        "implied_previous": _implied(now["value"], stated, share),
        "restated_previous": beside.restated(now),
        "comparable": not why_not,
        "why_not": why_not or None,
        "figure_id": now["figure_id"],
        "previous_figure_id": compared["figure_id"],
    }


def _implied(value: Decimal, stated: Decimal | None, share: bool) -> Decimal | None:
    """The value before that a stated change leads back to: of a share by points, else by percent."""
    if stated is None or (stated <= -100 and not share):
        return None
    return plain(value - stated if share else value / (1 + stated / 100))


def _why(now: Row, other: Row, same_stretch: bool, new_standard: bool) -> str:
    """Why two values may not be compared; empty where they may."""
    if not same_stretch:
        return f"kỳ này {stretch_name(now)}, năm trước chỉ có số {stretch_name(other)}"
    if now["period_kind"] == "other":
        return "không rõ kỳ số liệu"
    return f"từ năm {now['year']} áp dụng tiêu chuẩn mới" if new_standard else ""


class _Beside:
    """What the report itself says next to a value: its change, and the value of a year before."""

    def __init__(self, figures: Sequence[Row]) -> None:
        self._figures: Mapping[str, Row] = {f["figure_id"]: f for f in figures}
        self._items: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for figure in figures:
            self._items[(figure["report_id"], figure["task_path"], figure["item"])].append(figure)

    def stated_change(self, row: Row, share: bool) -> Decimal | None:
        """The change that the report states against a year before: bằng 130% is a rise of 30.

        In percent, and of a share in points, whatever sign is printed: 62,5%, tăng 0,5% so với năm trước.
        """
        stated = set()
        for figure in self._of(row):
            if not _is_a_year_before(figure, row["year"]) or figure["unit"] not in (_SHARES if share else "%"):
                continue
            if figure["relation"] == "ratio" and not share:
                stated.add(figure["value"] - 100)
            elif figure["relation"] == "change" or (share and figure["relation"] == "points"):
                stated.add(-figure["value"] if figure["direction"] == "down" else figure["value"])
        return plain(stated.pop()) if len(stated) == 1 else None

    def restated(self, row: Row) -> Decimal | None:
        """The value of a year before as this year's report prints it, in the indicator's unit."""
        own = self._figures[row["figure_id"]]
        found = {f["value"] for f in self._of(row) if f["role"] == "last_year" and f["unit"] == own["unit"]}
        if len(found) != 1 or not own["value"]:
            return None
        return plain(found.pop() * row["value"] / own["value"])

    def _of(self, row: Row) -> list[Row]:
        """The other figures of the item, and in a table of the row, that speak of the same thing or name none."""
        own = self._figures[row["figure_id"]]
        return [
            f
            for f in self._items[(own["report_id"], own["task_path"], own["item"])]
            if f["table_row"] == own["table_row"]
            and f["indicator_id"] in (own["indicator_id"], None)
            and (f["indicator_id"] or f["measure"] in (own["measure"], None))
        ]


def _is_a_year_before(figure: Row, year: int) -> bool:
    """True for a basis in the year before: cùng kỳ, or a year by its number."""
    return figure["basis_id"] in _EARLIER and (figure["basis_id"] != "year" or str(year - 1) in figure["basis"])
