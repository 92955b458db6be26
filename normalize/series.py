"""Figures of many reports → series: one indicator of one issuer in one period and role.

Parts never stand for the whole; where several figures would stand in one place with different values, none does.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import regex

from extract.rules import Rules
from extract.text import key, toneless
from normalize.issuers import issuers
from normalize.rows import plain
from normalize.units import IndicatorUnits, units_of_indicators

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]

_VALUES = ("result", "estimate")
_GOALS = ("target", "plan")
_LEVELS = ("level", "share")
_POINTS = ("points",)
# what no rule names has no customary unit of its own; money is in million
_CUSTOMARY = {"đồng": ("triệu đồng", Decimal(10**6))}
# below this closeness of wording (0 to 100) two measures are two things
_CLOSE = 90
# how many words more a wording may have at its end
_LONGER_BY = 2
_WORDS = regex.compile(r"[\p{L}\p{N}]+")


def series_rows(tables: Tables, rules: Rules) -> tuple[list[Row], list[Row]]:
    """The rows of `series`, and those that stay out: without a period, or contradicting one another.

    `tables` holds the rows of reports, figures, verdicts and, for the verdicts of tables, blocks. Values are in the
    indicator's customary unit.
    """
    known_issuers = [r for r in tables["reports"] if not r["same_as"] and r["issuer"]]
    names_of = issuers(known_issuers, rules)
    reports = {r["report_id"]: {**r, "issuer": names_of[r["report_id"]]} for r in known_issuers}
    units = units_of_indicators(rules)
    names = {row.id: row for row in rules.tables["indicators"]}
    growing = _named_as_growth(rules)
    known = [f for f in tables["figures"] if f["report_id"] in reports]
    candidates = [c for f in known if (c := _by_rule(f, reports, names, units, growing))]
    candidates += _by_wording(known, reports)
    context = _Context(known, tables["verdicts"], tables.get("blocks", ()), units)
    places: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for candidate in candidates:
        places[_place(candidate)].append(candidate)
    rows: list[Row] = []
    left_out: list[Row] = []
    for place in sorted(places, key=lambda p: tuple(str(part) for part in p)):
        found = places[place]
        if found[0]["year"] is not None and len({c["value"] for c in found}) == 1:
            rows.append(context.completed(found[0]))
        else:
            left_out += found
    return rows, left_out


def _named_as_growth(rules: Rules) -> set[str]:
    """The indicators that are growth by their name, Tốc độ tăng trưởng: `tăng 7,5%` may be their value."""
    directions = rules.lexicon("comparisons", gives="direction")
    shares = [row for row in rules.tables["indicators"] if row["unit"] == "%"]
    return {row.id for row in shares if any(True for _ in directions.find(key(row["name"])))}


def _by_rule(
    figure: Row,
    reports: Mapping[str, Row],
    names: Mapping[str, Any],
    units: IndicatorUnits,
    growing: set[str],
) -> Row | None:
    """The series row of a figure that names an indicator and gives its value."""
    indicator = names.get(figure["indicator_id"])
    if indicator is None or not _is_value(figure):
        return None
    base = units.base(indicator["unit"])
    # with a basis it is the rate that rose: tăng 0,3% so với cùng kỳ
    grows = indicator.id in growing and figure["relation"] == "change" and not figure["basis_id"]
    relations = _POINTS if base.unit == "điểm %" else _LEVELS
    fits = base.unit == "điểm %" or units.agree(indicator, figure["unit"])
    if not fits or not (grows or figure["relation"] in relations):
        return None
    sign = -1 if grows and figure["direction"] == "down" else 1
    value = plain(sign * figure["value"] / base.factor)
    return _row(figure, reports, indicator.id, indicator["name"], indicator["unit"], value, "rule", None)


def _is_value(figure: Row) -> bool:
    """True for one number that says what came of it: no part, target or range."""
    return figure["role"] in _VALUES and figure["value"] is not None and figure["high"] is None


def _by_wording(figures: Sequence[Row], reports: Mapping[str, Row]) -> Iterator[Row]:
    """The series rows of figures that no rule names, where reports of one issuer word them alike."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for figure in figures:
        named = figure["measure"] and len(figure["measure"].split()) > 1
        if named and not figure["indicator_id"] and _is_value(figure) and figure["relation"] in _LEVELS:
            groups[(reports[figure["report_id"]]["issuer"], figure["unit"])].append(figure)
    for group in groups.values():
        for wording, members in _clusters(group):
            if len({f["report_id"] for f, _ in members}) < 2:
                continue
            identity = "w:" + hashlib.sha256(key(wording).encode()).hexdigest()[:12]
            for figure, score in members:
                unit, factor = _CUSTOMARY.get(figure["unit"], (figure["unit"], Decimal(1)))
                value = plain(figure["value"] / factor)
                yield _row(figure, reports, identity, wording, unit, value, "wording", score)


def _clusters(figures: Sequence[Row]) -> list[tuple[str, list[tuple[Row, float]]]]:
    """The figures by closest wording; the first wording of each cluster names it."""
    from rapidfuzz.fuzz import token_sort_ratio

    found: list[tuple[str, list[tuple[Row, float]]]] = []
    whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
    cut: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (str(f["period_end"]), f["report_id"], f["block"], f["start"])):
        said, forms = key(figure["measure"]), _forms(figure["measure"])
        near = {*cut[forms[0]], *(i for form in forms for i in whole[form])}
        score, nearest = max(((token_sort_ratio(said, key(found[i][0])), -i) for i in near), default=(0.0, 0))
        if score >= _CLOSE:
            found[-nearest][1].append((figure, float(score)))
            continue
        whole[forms[0]].append(len(found))
        for form in forms[1:]:
            cut[form].append(len(found))
        found.append((figure["measure"], [(figure, 100.0)]))
    return found


def _forms(wording: str) -> list[tuple[str, ...]]:
    """The words of a wording without tone marks and in one order: all, then without the last, the last two.

    Only what differs in tone marks, in order, or in a word more at its end is one thing: a word in place of another
    names another thing, however close the letters (vụ xuân, vụ đông).
    """
    words = _WORDS.findall(toneless(key(wording)))
    return [tuple(sorted(words[: len(words) - less])) for less in range(min(_LONGER_BY, len(words) - 1) + 1)]


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
        "year": _year(figure),
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
    return (row["issuer"], row["indicator_id"], row["unit"], row["year"], *period, row["role"])


class _Context:
    """What stands beside a value: its target, its stated attainment, its verdict."""

    def __init__(
        self, figures: Sequence[Row], verdicts: Sequence[Row], blocks: Sequence[Row], units: IndicatorUnits
    ) -> None:
        self._units = units
        self._figures = {f["figure_id"]: f for f in figures}
        self._by_task: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for figure in figures:
            self._by_task[(figure["report_id"], figure["task_path"])].append(figure)
        self._verdicts: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        table_row = {(b["report_id"], b["block"]): b["table_row"] for b in blocks if b["table_row"] is not None}
        for verdict in verdicts:
            line = table_row.get((verdict["report_id"], verdict["block"]))
            self._verdicts[_item({**verdict, "table_row": line})].add(verdict["class"])

    def completed(self, row: Row) -> Row:
        """The row with target, attainment and verdict, where each is single."""
        figure = self._figures[row["figure_id"]]
        goal = self._goal(figure)
        target = plain(goal["value"] / self._units.base(row["unit"]).factor) if goal else None
        verdicts = self._verdicts.get(_item(figure), set())
        return {
            **row,
            "target": target,
            "target_figure_id": goal["figure_id"] if goal else None,
            "attainment_percent": plain(row["value"] / target * 100) if target else self._stated(figure),
            "verdict": next(iter(verdicts)) if len(verdicts) == 1 and figure["task_path"] != "-" else None,
        }

    def _goal(self, figure: Row) -> Row | None:
        """The one target or plan of the same indicator, unit and year: in the same item or row, else in the task."""
        if figure["indicator_id"] is None:
            return None
        # 10/16 xã is a stock; thêm 02 xã asks for a flow
        same = [
            f
            for f in self._by_task[(figure["report_id"], figure["task_path"])]
            if f["role"] in _GOALS
            and f["indicator_id"] == figure["indicator_id"]
            and f["unit"] == figure["unit"]
            and f["relation"] == figure["relation"]
            and _year(f) in (None, _year(figure))
            and (f["of"] is None) == (figure["of"] is None)
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


def _item(row: Row) -> tuple[Any, ...]:
    """The item that a figure or verdict stands in, and in a table its row."""
    return row["report_id"], row["task_path"], row["item"], row["table_row"]


def _year(figure: Row) -> int | None:
    return figure["period_end"].year if figure["period_end"] else None
