"""Figures of many reports → series: one indicator of one issuer in one period and role.

Parts never stand for the whole; where several figures would stand in one place with different values, none does.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extract.rules import Rules
from extract.text import key
from normalize.rows import plain
from normalize.units import IndicatorUnits, units_of_indicators

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

_VALUES = ("result", "estimate")
_GOALS = ("target", "plan")
_LEVELS = ("level", "share")
_POINTS = ("points",)
# below this closeness of wording (0 to 100) two measures are two things
_CLOSE = 90


def series_rows(tables: Tables, rules: Rules) -> tuple[list[Row], list[Row]]:
    """The rows of `series`, and the figures that stay out because they contradict one another.

    `tables` holds the rows of reports, figures and verdicts. Values are in the indicator's customary unit.
    """
    reports = {r["report_id"]: r for r in tables["reports"] if not r["same_as"] and r["issuer"]}
    units = units_of_indicators(rules)
    names = {row.id: row for row in rules.tables["indicators"]}
    known = [f for f in tables["figures"] if f["report_id"] in reports]
    candidates = [c for f in known if (c := _by_rule(f, reports, names, units))]
    candidates += _by_wording(known, reports)
    context = _Context(known, tables["verdicts"])
    places: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for candidate in candidates:
        places[_place(candidate)].append(candidate)
    rows: list[Row] = []
    left_out: list[Row] = []
    for place in sorted(places, key=lambda p: tuple(str(part) for part in p)):
        found = places[place]
        if len({c["value"] for c in found}) == 1:
            rows.append(context.completed(found[0]))
        else:
            left_out += found
    return rows, left_out


def _by_rule(figure: Row, reports: Mapping[str, Row], names: Mapping[str, Any], units: IndicatorUnits) -> Row | None:
    """The series row of a figure that names an indicator and gives its value."""
    indicator = names.get(figure["indicator_id"])
    if indicator is None or figure["role"] not in _VALUES or figure["value"] is None:
        return None
    base = units.base(indicator["unit"])
    relations = _POINTS if base.unit == "điểm %" else _LEVELS
    fits = base.unit == "điểm %" or units.agree(indicator, figure["unit"])
    if figure["relation"] not in relations or not fits:
        return None
    value = plain(figure["value"] / base.factor)
    return _row(figure, reports, indicator.id, indicator["name"], indicator["unit"], value, "rule", None)


def _by_wording(figures: Sequence[Row], reports: Mapping[str, Row]) -> Iterator[Row]:
    """The series rows of figures that no rule names, where reports of one issuer word them alike."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for figure in figures:
        named = figure["measure"] and len(figure["measure"].split()) > 1
        if named and not figure["indicator_id"] and figure["role"] in _VALUES and figure["relation"] in _LEVELS:
            groups[(reports[figure["report_id"]]["issuer"], figure["unit"])].append(figure)
    for group in groups.values():
        for wording, members in _clusters(group):
            if len({f["report_id"] for f, _ in members}) < 2:
                continue
            identity = "w:" + hashlib.sha256(key(wording).encode()).hexdigest()[:12]
            for figure, score in members:
                value = plain(figure["value"])
                yield _row(figure, reports, identity, wording, figure["unit"], value, "wording", score)


def _clusters(figures: Sequence[Row]) -> list[tuple[str, list[tuple[Row, float]]]]:
    """The figures by closest wording; the first wording of each cluster names it."""
    from rapidfuzz import fuzz, process

    found: list[tuple[str, list[tuple[Row, float]]]] = []
    keys: list[str] = []
    for figure in sorted(figures, key=lambda f: (str(f["period_end"]), f["report_id"], f["block"], f["start"])):
        said = key(figure["measure"])
        best = process.extractOne(said, keys, scorer=fuzz.token_sort_ratio, score_cutoff=_CLOSE)
        if best:
            found[best[2]][1].append((figure, float(best[1])))
        else:
            keys.append(said)
            found.append((figure["measure"], [(figure, 100.0)]))
    return found


def _row(
    figure: Row,
    reports: Mapping[str, Row],
    identity: str,
    name: str,
    unit: str,
    value: Decimal | None,
    matched_by: str,
    score: float | None,
) -> Row:
    return {
        "issuer": reports[figure["report_id"]]["issuer"],
        "indicator_id": identity,
        "indicator": name,
        "unit": unit,
        "role": figure["role"],
        "period_kind": figure["period_kind"],
        "months": figure["months"],
        "year": figure["period_end"].year if figure["period_end"] else None,
        "period_start": figure["period_start"],
        "period_end": figure["period_end"],
        "value": value,
        "target": None,
        "attainment_percent": None,
        "verdict": None,
        "report_id": figure["report_id"],
        "figure_id": figure["figure_id"],
        "target_figure_id": None,
        "task_path": figure["task_path"],
        "matched_by": matched_by,
        "score": score,
    }


def _place(row: Row) -> tuple[Any, ...]:
    period = (row["period_kind"], row["months"], row["period_start"], row["period_end"])
    return (row["issuer"], row["indicator_id"], row["year"], *period, row["role"])


class _Context:
    """What stands beside a value: its target, its stated attainment, its verdict."""

    def __init__(self, figures: Sequence[Row], verdicts: Sequence[Row]) -> None:
        self._figures = {f["figure_id"]: f for f in figures}
        self._by_task: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for figure in figures:
            self._by_task[(figure["report_id"], figure["task_path"])].append(figure)
        self._verdicts: dict[tuple[str, str, Any], set[str]] = defaultdict(set)
        self._in_row: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for verdict in verdicts:
            self._verdicts[_item(verdict)].add(verdict["class"])

    def completed(self, row: Row) -> Row:
        """The row with target, attainment and verdict, where each is single."""
        figure = self._figures[row["figure_id"]]
        goal = self._goal(figure)
        factor = row["value"] / figure["value"] if figure["value"] else Decimal(1)
        target = plain(goal["value"] * factor) if goal else None
        verdicts = self._verdicts.get(_item(figure), set())
        return {
            **row,
            "target": target,
            "target_figure_id": goal["figure_id"] if goal else None,
            "attainment_percent": plain(row["value"] / target * 100) if target else self._stated(figure),
            "verdict": next(iter(verdicts)) if len(verdicts) == 1 and figure["task_path"] != "-" else None,
        }

    def _goal(self, figure: Row) -> Row | None:
        """The one target or plan of the same indicator and unit: in the same item, else in the same task."""
        if figure["indicator_id"] is None:
            return None
        same = [
            f
            for f in self._by_task[(figure["report_id"], figure["task_path"])]
            if f["role"] in _GOALS
            and f["indicator_id"] == figure["indicator_id"]
            and f["unit"] == figure["unit"]
            and f["relation"] == figure["relation"]
        ]
        near = [f for f in same if _item(f) == _item(figure)]
        found = near or same
        return found[0] if len({f["value"] for f in found}) == 1 else None

    def _stated(self, figure: Row) -> Decimal | None:
        """The attainment that the report states for this value, where it states one only."""
        beside = self._by_task[(figure["report_id"], figure["task_path"])]
        stated = {
            f["value"]
            for f in beside
            if f["relation"] == "attainment"
            and _item(f) == _item(figure)
            and f["role"] == figure["role"]
            and f["indicator_id"] == figure["indicator_id"] is not None
        }
        return plain(stated.pop()) if len(stated) == 1 else None


def _item(row: Row) -> tuple[str, str, Any]:
    return row["report_id"], row["task_path"], row["item"]
